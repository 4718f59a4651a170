"""What is done with any text or bytes: the parsers of names, dates, figures, tables, and their promises.

``python -m tests.trust.fuzzing 600 [names|dates|figures|texts|tables]`` drives them by what of the code has been
reached (atheris, of the extra ``fuzz``), for so many seconds each.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from geo.calendars import parse_period
from geo.errors import MarzError
from geo.geocode import geocode
from geo.ingest.extract import extract
from geo.ingest.reader import document
from geo.ingest.tables.desk import Refusal
from geo.ingest.tables.formats import recognise
from geo.ingest.tables.reading import open_sheet
from geo.numbers import parse_number


def ends_with_the_remedy(refusal: Exception) -> None:
    """A refusal is a sentence or two."""
    assert ". " in str(refusal) or str(refusal).endswith("."), str(refusal)


def names(text: str) -> None:
    """A name is matched, ambiguous or refused; a match has a place, a refusal a reason."""
    answer = geocode(text)
    assert (answer.place_id is not None) == (answer.status == "matched")
    assert answer.reason or answer.status != "refused"


def dates(text: str) -> None:
    """A date is a period in order, or refused."""
    try:
        period = parse_period(text)
    except MarzError as refusal:
        ends_with_the_remedy(refusal)
    else:
        assert period.start <= period.end


def figures(text: str) -> None:
    """A number is finite and a range in order, or refused."""
    try:
        number = parse_number(text)
    except MarzError as refusal:
        ends_with_the_remedy(refusal)
    else:
        assert abs(number.value) < float("inf")
        assert number.high is None or number.value <= number.high


def texts(text: str) -> None:
    """What is found in a text stands where it is said to stand."""
    paper = document(text)
    found = extract(paper)
    for mention in (*found.places, *found.dates, *found.figures):
        assert 0 <= mention.start < mention.end <= len(paper.body)


def tables(content: bytes) -> None:
    """A file is opened as a table and every row given, or it is refused."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "t.csv"
        path.write_bytes(content)
        try:
            sheet = open_sheet(path)
            for line, cells in sheet.rows():
                assert line >= 0
                assert all(isinstance(c, str) for c in cells)
            recognise(sheet)
        except (MarzError, Refusal) as refusal:
            ends_with_the_remedy(refusal)


TEXTS: dict[str, Callable[[str], None]] = {f.__name__: f for f in (names, dates, figures, texts)}


def drive(name: str, seconds: int) -> None:
    """Let atheris drive one of them; it ends the process."""
    import atheris

    modules = ["geo.calendars", "geo.numbers", "geo.fold", "geo.geocode", "geo.names", "geo.ingest"]
    atheris.enabled_hooks.add("RegEx")
    for module in [m for m in list(sys.modules) if m.startswith(tuple(modules))]:
        for function in vars(sys.modules[module]).values():
            if callable(function) and getattr(function, "__module__", "") == module and hasattr(function, "__code__"):
                atheris.instrument_func(function)

    def once(content: bytes) -> None:
        if name == "tables":
            tables(content)
        else:
            TEXTS[name](content.decode("utf-8", "replace"))

    with tempfile.TemporaryDirectory() as corpus:
        from tests.trust import hostile

        for n, word in enumerate(hostile.words()):
            (Path(corpus) / str(n)).write_bytes(word.text[:4000].encode("utf-8", "surrogatepass"))
        options = [
            f"-max_total_time={seconds}",
            "-timeout=20",
            "-rss_limit_mb=3000",
            "-max_len=4096",
            "-verbosity=0",
            f"-artifact_prefix={tempfile.gettempdir()}/",
        ]
        atheris.Setup([sys.argv[0], *options, corpus], once)
        atheris.Fuzz()


if __name__ == "__main__":
    if os.environ.get("MARZ_FUZZ"):
        drive(os.environ["MARZ_FUZZ"], int(sys.argv[1]))
    chosen = sys.argv[2:] or [*TEXTS, "tables"]
    command = [sys.executable, "-m", "tests.trust.fuzzing", sys.argv[1]]
    done = {name: subprocess.run(command, env=os.environ | {"MARZ_FUZZ": name}).returncode for name in chosen}
    print(
        *(f"{name}: {'no fault found' if status == 0 else 'a fault, told above'}" for name, status in done.items()),
        sep="\n",
    )
    sys.exit(any(done.values()))
