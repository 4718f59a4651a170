from pathlib import Path

from geo.ingest import cues, date_forms, furniture, leads, measures, number_forms, speakers
from geo.ingest.flat import flat
from geo.ingest.scan import blanked, scan

DEVSET = Path(__file__).parent.parent.parent / "devset"
GRAMMARS = (furniture.HEADS, date_forms.HEADS, leads.HEADS, number_forms.HEADS, measures.HEADS, cues.HEADS)


def test_one_pass_tells_every_grammar_what_a_pass_of_its_own_would():
    for path in sorted(DEVSET.glob("*.txt"))[::3]:
        text = path.read_text(encoding="utf-8")
        flat_text = flat(text)
        alone = [*(heads.read(flat_text) for heads in GRAMMARS), speakers.HEADS.read(text)]
        for here, there in zip(scan(flat_text, text)[:-1], alone, strict=True):
            assert here.present() == there.present()
            for index in here.present():
                found = [m.span() for m in here.matches(index, 0, len(text))]
                assert found == [m.span() for m in there.matches(index, 0, len(text))]


def test_what_says_who_speaks_is_found_in_the_text_as_written():
    text = "THE ENVOY SAID no. The envoy said yes, ‘it is open’, according to him."
    places = scan(flat(text), text).speech
    assert [m[0] for m in places.matches(0, 0, len(text))] == ["said", "according"]


def test_a_text_with_blanks_is_mended_to_what_a_pass_over_it_would_find():
    for path in sorted(DEVSET.glob("*.txt"))[::2]:
        text = path.read_text(encoding="utf-8")
        for spans in ([(40, 47)], [(0, 3), (90, 91), (93, 99)], [(40, 400)], furniture.spans(flat(text))):
            blank = furniture.blanked(text, spans)
            mended = blanked(scan(flat(text), text), flat(blank), blank, spans)
            assert mended.at == scan(flat(blank), blank).at
