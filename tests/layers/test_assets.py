import hashlib

import pytest

from geo.errors import NotBuilt
from layers import assets


def test_every_file_is_put_in_place_under_a_name_that_holds_its_checksum(tmp_path):
    assets.install(tmp_path)
    for asset in (assets.bundle(), *assets.styles(), assets.font()):
        content = (tmp_path / asset.name).read_bytes()
        assert content == asset.content
        assert hashlib.sha256(content).hexdigest()[:12] in asset.name


def test_installing_again_leaves_files_alone(tmp_path):
    assets.install(tmp_path)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    assets.install(tmp_path)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == before


def test_a_damaged_file_is_repaired(tmp_path):
    assets.install(tmp_path)
    bundle = tmp_path / assets.bundle().name
    bundle.write_text("half a fi")
    assets.install(tmp_path)
    assert bundle.read_bytes() == assets.bundle().content


def test_licences_travel_with_the_files(tmp_path):
    text = (assets.install(tmp_path) / "LICENCES.txt").read_text("utf-8")
    for words in ("Leaflet, (c) 2010-2022", "Redistribution and use", "jQuery, (c)", "Bitstream Vera Fonts Copyright"):
        assert words in text


def test_style_sheets_ask_for_nothing_but_the_font_beside_them():
    for style in assets.styles():
        links = [part.split(")")[0].strip("\"'") for part in style.text.split("url(")[1:]]
        assert all(link.startswith("data:") or link in {assets.font().name, "#default#VML"} for link in links), links


def test_inline_style_sheets_ask_for_nothing_at_all():
    assert not [line for style in assets.styles(inline=True) for line in style.text.split("url(")[1:]
                if not line.lstrip("\"'").startswith(("data:", "#default#VML"))]  # fmt: skip


def test_the_font_holds_the_letters_of_persian_pashto_and_urdu():
    from io import BytesIO

    from fontTools.ttLib import TTFont

    letters = "ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی۰۱۲۳۴۵۶۷۸۹ټډړښځڅګڼېٹڈڑںھ"  # DejaVu lacks ۍ and ے
    with TTFont(BytesIO(assets.font().content)) as font:
        assert [letter for letter in letters if ord(letter) not in font.getBestCmap()] == []


def test_a_missing_package_is_named_with_the_remedy():
    with pytest.raises(NotBuilt, match="pip install --force-reinstall XStatic-Nothing"):
        assets._packaged("XStatic-Nothing", "nothing.js")
