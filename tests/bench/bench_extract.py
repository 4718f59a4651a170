"""MB/s of the extractor and its parts beside other libraries, in one run: ``python -m tests.bench.bench_extract``.

Machine code is measured where ``make compiled`` made it, as ``make bench`` does, else the sources. The libraries come
with ``pip install marz[bench]``; those that are not installed are left out.
Times are of the processor, on one core, the best of three runs.
"""

import importlib.util
import time
from collections.abc import Callable
from pathlib import Path

from geo.ingest import extract as module
from geo.ingest.date_forms import find
from geo.ingest.extract import extract
from geo.ingest.flat import flat
from geo.ingest.lexicon import lexicon
from geo.ingest.matcher import folded
from geo.ingest.number_forms import find_numbers
from geo.ingest.places import find_places
from geo.ingest.reader import document
from geo.ingest.sentences import Sentences
from tests.bench import table

DEVSET = Path(__file__).parent.parent / "devset"
REPEATS = 40


def main() -> None:
    """Measure and print."""
    texts = [document(path.read_text(encoding="utf-8")) for path in sorted(DEVSET.glob("*.txt"))]
    corpus = "\n\n".join(text.body for text in texts) * REPEATS
    names = lexicon().matcher.patterns
    small = corpus[: len(corpus) // REPEATS]
    ran = "sources" if module.__file__.endswith(".py") else "machine code"
    print(f"{len(names):,} names, {len(corpus.encode()) / 1e6:.2f} MB, {ran}")
    fold_text = folded(corpus)
    automaton = lexicon().matcher._automaton
    _say("places: automaton alone", corpus, lambda: automaton.find_matches_as_indexes(fold_text.text))
    found = _say("places: fold and find", corpus, lambda: list(lexicon().matcher.find(folded(corpus))))
    _say("places: resolved", small, lambda: find_places(small, flat(small)))
    dates = _say("dates: found", corpus, lambda: find(flat(corpus), corpus, Sentences.of(corpus).ranges))
    numbers = _say("numbers: found", corpus, lambda: find_numbers(flat(corpus), bytearray(len(corpus))))
    one = _say("whole extraction, short texts", small, lambda: [extract(text) for text in texts])
    long = document(corpus[: 8 * len(small)])
    _say("whole extraction, a long text", long.body, lambda: extract(long))
    print(f"{'short texts':32}{len(texts) / one:9.0f} a second")
    size = {corpus: len(corpus.encode()) / 1e6, small: len(small.encode()) / 1e6}
    beside = {
        "flashtext": ("names found", found), "spaCy PhraseMatcher": ("names found", found),
        "dateparser search_dates": ("dates found", dates), "quantulum3": ("numbers found", numbers),
    }  # fmt: skip
    for name, run in _others(names, corpus, small):
        given = corpus if name.startswith(("flashtext", "spaCy")) else small
        theirs, (what, ours) = size[given] / _say(name, given, run), beside[name]
        table.row("texts", what, size[corpus] / ours, name, theirs, "MB/s", more=True)


def _others(names: list[str], corpus: str, small: str) -> list[tuple[str, Callable[[], object]]]:
    found: list[tuple[str, Callable[[], object]]] = []
    if importlib.util.find_spec("flashtext"):
        from flashtext import KeywordProcessor

        words = KeywordProcessor()
        words.add_keywords_from_list(names)
        found.append(("flashtext", lambda: words.extract_keywords(corpus)))
    if importlib.util.find_spec("spacy"):
        import spacy
        from spacy.matcher import PhraseMatcher

        language = spacy.blank("en")
        language.max_length = len(corpus) + 1
        phrases = PhraseMatcher(language.vocab, attr="LOWER")
        phrases.add("PLACE", list(language.pipe(names)))
        found.append(("spaCy PhraseMatcher", lambda: phrases(language(corpus))))
    if importlib.util.find_spec("dateparser"):
        from dateparser.search import search_dates

        found.append(("dateparser search_dates", lambda: search_dates(small, languages=["en"])))
    if importlib.util.find_spec("quantulum3"):
        from quantulum3 import parser

        found.append(("quantulum3", lambda: parser.parse(small)))
    return found


def _say(name: str, text: str, run: Callable[[], object]) -> float:
    best = min(_seconds(run) for _ in range(3))
    print(f"{name:32}{len(text.encode()) / 1e6 / best:9.2f} MB/s", flush=True)
    return best


def _seconds(run: Callable[[], object]) -> float:
    start = time.process_time()
    run()
    return max(time.process_time() - start, 1e-9)


if __name__ == "__main__":
    main()
