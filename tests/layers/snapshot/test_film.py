"""Films of the real facts: a frame a step, the same bytes for the same facts, numbered pictures where ffmpeg is not."""

from datetime import date

import pytest
from PIL import Image

from geo.cli import main
from geo.errors import MarzError
from geo.window import Window
from layers.snapshot import film
from layers.snapshot.shot import Shot

THREE_DAYS = Shot(window=Window.inclusive(date(2021, 7, 8), date(2021, 7, 10)), format="column", dpi=36)


@pytest.mark.parametrize("suffix", [".gif", ".apng"])
def test_a_film_has_a_frame_a_day_and_stays_on_the_last(facts, suffix, tmp_path):
    path = tmp_path / f"x{suffix}"
    assert list(film.film(facts, THREE_DAYS, path)) == [f"frame {n} of 3" for n in (1, 2, 3)]
    with Image.open(path) as played:
        shown = []
        for n in range(played.n_frames):
            played.seek(n)
            played.load()
            shown.append(played.info["duration"])
    assert len(shown) == 3
    assert shown[-1] > shown[0]


def test_without_ffmpeg_the_frames_are_written_as_numbered_pictures(facts, tmp_path, monkeypatch):
    monkeypatch.setattr(film.shutil, "which", lambda _: None)
    said = list(film.film(facts, THREE_DAYS, tmp_path / "x.mp4"))
    assert "ffmpeg is not installed" in said[-1]
    assert sorted(p.name for p in tmp_path.iterdir()) == [f"x-000{n}.png" for n in (1, 2, 3)]


def test_a_film_of_too_many_frames_is_refused_with_the_remedy(capsys, tmp_path):
    asked = ["snapshot", "--from", "2018-01-01", "--to", "2025-12-31", "--out", str(tmp_path / "x.gif")]
    assert main(asked) == 1
    assert "longer --step" in capsys.readouterr().err
    with pytest.raises(MarzError):
        film.windows(Window.inclusive(date(2018, 1, 1), date(2025, 12, 31)), "day")
