import pytest

from geo.ingest.extract import extract
from geo.ingest.reader import document
from geo.ingest.sentences import LONGEST, Sentences

# A reading that took more than a few steps a character would not come to an end on these.
TEXTS = [
    "1 ",
    ".",
    " ",
    "\t",
    "5% ",
    "0 12 ",
    "+93 79 ",
    "from 1 to ",
    "hundred ",
    "یک و ",
    "one and ",
    "<a ",
    "a@",
    "\x00\x1b",
]


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_that_is_no_text_is_read_to_its_end(text):
    found = extract(document(text * (20_000 // len(text)), published="2021-07-09"))
    assert not found.places
    assert len(found.figures) < 1_000
    assert not found.claims


def test_a_sentence_that_never_ends_is_cut_and_loses_nothing():
    text = "Herat 7 " * 2_000
    ranges = Sentences.of(text).ranges
    assert max(end - start for start, end in ranges) <= LONGEST
    assert " ".join(text[start:end] for start, end in ranges) == text.strip()


def test_a_dump_of_numbers_makes_no_thousand_candidates():
    assert len(extract(document("17 " * 400, published="2021-07-09")).figures) == 60
