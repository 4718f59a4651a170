from pathlib import Path

from geo.ingest import cues, date_forms, leads, measures, number_forms, speakers
from geo.ingest.flat import flat
from geo.ingest.scan import scan

DEVSET = Path(__file__).parent.parent.parent / "devset"
GRAMMARS = (date_forms.HEADS, leads.HEADS, number_forms.HEADS, measures.HEADS, cues.HEADS)


def test_one_pass_tells_every_grammar_what_a_pass_of_its_own_would():
    for path in sorted(DEVSET.glob("*.txt"))[::3]:
        text = path.read_text(encoding="utf-8")
        flat_text = flat(text)
        alone = [*(heads.read(flat_text) for heads in GRAMMARS), speakers.HEADS.read(text)]
        for here, there in zip(scan(flat_text, text), alone, strict=True):
            assert here.present() == there.present()
            for index in here.present():
                found = [m.span() for m in here.matches(index, 0, len(text))]
                assert found == [m.span() for m in there.matches(index, 0, len(text))]


def test_what_says_who_speaks_is_found_in_the_text_as_written():
    text = "THE ENVOY SAID no. The envoy said yes, ‘it is open’, according to him."
    places = scan(flat(text), text).speech
    assert [m[0] for m in places.matches(0, 0, len(text))] == ["said", "according"]
