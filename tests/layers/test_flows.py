from dataclasses import replace
from datetime import date

import pytest

from geo.seeds import read
from geo.store import Store
from geo.window import Window
from layers.flows import LAYER
from layers.registry import LAYERS

JULY_5 = Window.inclusive(date(2025, 7, 5), date(2025, 7, 5))


@pytest.fixture(scope="module")
def store():
    return Store.open()


def test_the_1257_go_from_both_gates_to_seven_provinces_and_nobody_divides_them(store):
    row = LAYER.frame(store, JULY_5).set_index("id").loc["2025-07-06-gates-to-seven-provinces"]
    assert (row["low"], row["high"]) == (1257, 1257)
    assert row["to_places"].count(";") == 6
    assert len(row.geometry.geoms) == 14
    assert "seven provinces together" in row["note"]
    assert row["source"]
    assert "flows" in LAYERS


def test_a_flow_is_shown_in_the_days_of_its_figure_and_not_before_it_was_published(store):
    assert "2025-07-06-gates-to-seven-provinces" not in set(
        LAYER.frame(store, Window.inclusive(date(2025, 8, 1), date(2025, 8, 2)))["id"]
    )
    assert LAYER.frame(store, JULY_5, known_by=date(2025, 7, 5)).empty


def test_every_flow_of_the_seeds_has_a_figure_and_two_drawable_ends(store):
    assert len(store.flows) == len(read().flows) >= 4
    whole = LAYER.frame(store, Window.inclusive(date(2000, 1, 1), date(2030, 1, 1)))
    assert len(whole) == len(store.flows)
    assert not whole.geometry.isna().any()


def test_a_flow_without_an_end_is_refused_with_its_line(tmp_path):
    import shutil

    from geo.paths import seeds

    shutil.copytree(seeds(), tmp_path / "seeds")
    file = tmp_path / "seeds/flows.csv"
    first = read().flows[0]
    lost = replace(first, id="lost", to_place_ids=())
    with file.open("a", encoding="utf-8") as more:
        more.write(f"{lost.id},{lost.figure_id},{';'.join(lost.from_place_ids)},,\n")
    assert "a flow needs a place at both ends" in str(read(tmp_path / "seeds").refused[-1])
