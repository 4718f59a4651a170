"""Every door, tried with everything that was made to do harm.

``python -m tests.trust.doors`` tries all of it; a number tries every so-manieth. A fault is what is neither accepted
nor refused in words, takes more than ten seconds of work, needs more than two gigabytes, is loaded by halves, or leaves
something outside its folder. The faults are printed as JSON lines, then a table of what became of how many.
"""

import contextlib
import io
import json
import os
import resource
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from geo import calendars, numbers, records
from geo.additions import Additions
from geo.cli import main
from geo.errors import MarzError
from geo.geocode import geocode
from geo.schema import RECORDS, Claim, Figure
from geo.store import Store
from layers import reviewing
from layers.page import address as addresses
from tests.trust import hostile
from tests.trust.killing import MAPPING

SECONDS, BYTES = 10, 2_000_000_000


class TooSlow(BaseException):
    """A door that did not answer in time."""


class Tried:
    """What became of everything that was tried."""

    def __init__(self, folder: Path):
        self.folder, self.outcomes, self.faults = folder, Counter(), []
        self.slowest: list[tuple[float, str, str]] = []

    def at(self, door: str, kind: str, name: str, act: Callable[[], str]) -> None:
        """Try one thing at one door."""
        started = time.monotonic()
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        signal.alarm(10 * SECONDS)  # for one that waits instead of working
        try:
            outcome = act()
        except MarzError as refusal:
            outcome = self.refused(str(refusal), door, kind, name)
        except BaseException as fault:
            outcome = "fault"
            where = traceback.extract_tb(fault.__traceback__)
            ours = [
                f"{Path(f.filename).name}:{f.lineno}"
                for f in where
                if "/geo/" in f.filename or "/layers/" in f.filename
            ]
            self.faults.append(
                {"door": door, "kind": kind, "name": name[:80], "fault": repr(fault)[:200], "at": ours[-3:]}
            )
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.alarm(0)
        self.outcomes[door, kind, outcome] += 1
        self.slowest = sorted([(round(time.monotonic() - started, 2), door, name[:60]), *self.slowest], reverse=True)[
            :10
        ]

    def refused(self, words: str, door: str, kind: str, name: str) -> str:
        """Hold a refusal to what a refusal must be: words, an end, nothing that speaks to the terminal."""
        loose = [c for c in words if c in "\x1b\x07\x08\x9b\u202e\u2066\u0000"]
        if (
            "Traceback" in words
            or loose
            or len(words) > 3_000
            or not words.rstrip().endswith((".", ")", "toml", "note"))
        ):
            self.faults.append({"door": door, "kind": kind, "name": name[:80], "fault": "words", "at": [words[-300:]]})
        return "refused"


def command(tried: Tried, door: str, kind: str, name: str, *words: str) -> str:
    """Give a command; say whether it was accepted or refused."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            status = main(words)
        except SystemExit as usage:
            status = int(usage.code or 0)
    told = err.getvalue()
    if status not in (0, 1, 2) or (status and not told):
        raise AssertionError(f"status {status}, said {told!r}")
    if status == 1:
        tried.refused(told.split("marz: ", 1)[-1], door, kind, name)
    return "accepted" if status == 0 else "refused"


def everything(tried: Tried, step: int) -> None:
    """Try all doors."""
    for door in (
        names,
        days,
        counts,
        tables,
        texts,
        batches,
        seed_rows,
        seed_files,
        reviews,
        address,
        arguments,
        backups,
    ):
        door(tried, step)


def some(items: Any, step: int) -> Iterator[Any]:
    """Every so-manieth, and those that once broke something."""
    for n, item in enumerate(items):
        if n % step == 0 or getattr(item, "name", getattr(item, "text", "")) in hostile.ONCE_BROKE:
            yield item


def names(tried: Tried, step: int) -> None:
    """Geocode."""
    for word in some(hostile.words(), step):
        tried.at("geocode", word.kind, word.text, lambda w=word: geocode(w.text).status)
        tried.at(
            "geocode context", word.kind, word.text, lambda w=word: geocode("Herat", context=w.text[:20_000]).status
        )


def days(tried: Tried, step: int) -> None:
    """Read a day."""
    for word in some(hostile.words(), step):
        tried.at("day", word.kind, word.text, lambda w=word: str(calendars.parse_period(w.text))[:0] or "accepted")


def counts(tried: Tried, step: int) -> None:
    """Read a number."""
    for word in some(hostile.words(), step):
        tried.at("number", word.kind, word.text, lambda w=word: finite(numbers.parse_number(w.text)))


def finite(number: numbers.Number) -> str:
    """Hold a number to being one."""
    if not abs(number.value) < float("inf"):
        raise AssertionError(f"not finite: {number}")
    return "accepted"


def tables(tried: Tried, step: int) -> None:
    """Import a table; each into a store of its own, of which it must have loaded all or nothing."""
    (tried.folder / "map.toml").write_text(MAPPING)
    for n, bad in enumerate(some(hostile.tables(), step)):
        place = tried.folder / "in"
        place.mkdir(exist_ok=True)
        file = place / bad.name
        file.write_bytes(bad.content)
        mapped = ["--map", str(tried.folder / "map.toml")] if bad.name == "mapped.csv" else []
        tried.at(
            "import",
            bad.kind,
            f"{bad.name} {bad.content[:60]!r}",
            lambda f=file, m=mapped, b=bad, n=n: imported(tried, f, m, b, n),
        )
        file.unlink()
        (place / f"{file.stem}.refused.csv").unlink(missing_ok=True)
        left = [p.name for p in place.iterdir()]
        if left:
            tried.faults.append(
                {"door": "import", "kind": bad.kind, "name": bad.name, "fault": f"left {left}", "at": []}
            )


def imported(tried: Tried, file: Path, mapped: list[str], bad: hostile.Bad, number: int) -> str:
    """Import, and count what is there."""
    store = tried.folder / "store"
    before = held(store)
    outcome = command(tried, "import", bad.kind, bad.name, "import", str(file), *mapped, "--store", str(store))
    after = held(store)
    if outcome == "refused" and after != before:
        raise AssertionError(f"refused, but {after} where {before} was")
    return outcome


def held(store: Path) -> tuple[int, int, int]:
    """Count batches, claims and figures."""
    added = Additions(store)
    return added.last(), sum(1 for _ in added.read(Claim)), sum(1 for _ in added.read(Figure))


def texts(tried: Tried, step: int) -> None:
    """Extract from a text, upload one, and queue what it says."""
    for bad in some(hostile.texts(), step):
        file = tried.folder / bad.name
        file.write_bytes(bad.content)
        name = f"{bad.name} {bad.content[-60:]!r}"
        words = ["extract", str(file), "--json"]
        tried.at("extract", bad.kind, name, lambda w=words, b=bad: command(tried, "extract", b.kind, b.name, *w))
        if bad.kind in {"document", "DOCX", "PDF", "markup", "header", "encoding"}:
            tried.at("upload", bad.kind, name, lambda b=bad: reviewing.uploaded(b.name, b.content) and "accepted")
            words = ["review", "add", str(file), "--store", str(tried.folder / "store")]
            tried.at("review add", bad.kind, name, lambda w=words, b=bad: command(tried, "review", b.kind, b.name, *w))
        file.unlink()


def batches(tried: Tried, step: int) -> None:
    """Geocode lines of a file."""
    lines = [json.dumps({"name": w.text, "context": w.text[:1000]}).encode() for w in hostile.words()]
    lines += [b.content.replace(b"\n", b" ") for b in hostile.trees() if b.kind == "JSON"]
    file = tried.folder / "names.jsonl"
    words = ["geocode", "--batch", str(file)]
    for line in some(lines, step):
        file.write_bytes(line + b"\n")
        tried.at("geocode --batch", "line", repr(line[:60]), lambda: command(tried, "geocode", "line", "", *words))


def seed_rows(tried: Tried, step: int) -> None:
    """Read a row of every kind of seed in which every cell is bad."""
    for word in some(hostile.words(), step):
        for kind in RECORDS:
            cells = [word.text] * len(kind.header())
            tried.at("seeds row", word.kind, word.text, lambda k=kind, c=cells: row(c, k))


def row(cells: list[str], kind: Any) -> str:
    """Parse a row; a refused row says why as a ``ValueError``, which becomes file, line and reason."""
    try:
        records.parse(cells, kind)
    except ValueError as why:
        raise MarzError(f"{kind.__name__}: {str(why)[:2_000]}.") from None
    return "accepted"


def seed_files(tried: Tried, step: int) -> None:
    """Read a file of seeds that is none."""
    for bad in some(hostile.seeds_files(), step):
        file = tried.folder / "claims.csv"
        header = ",".join(Claim.header()).encode()
        for content in (bad.content, header + b"\n" + bad.content):
            file.write_bytes(content)
            tried.at(
                "seeds file", bad.kind, bad.name, lambda f=file: f"{len(records.read(f, Claim)[0])}"[:0] or "accepted"
            )


def reviews(tried: Tried, step: int) -> None:
    """Decide on a candidate with bad words in every field, and put what was accepted out as seeds again."""
    store = tried.folder / "reviewed"
    (tried.folder / "gate.txt").write_text(
        "published: 2025-07-06\n\nIOM said 300 people returned at Islam Qala on 5 July."
    )
    command(tried, "review", "", "", "review", "add", str(tried.folder / "gate.txt"), "--store", str(store))
    from geo.ingest.review import ReviewLog

    found = ReviewLog(store).candidates()
    for word in some(hostile.words(), step * 3):
        text = word.text[:2_000].replace("\0", "")
        for candidate in found[:1]:
            for field in ("value", "place_id", "from", "measure", "attributed_to"):
                words = ["review", "edit", candidate.id, f"{field}={text}", "--who", "Ana", "--store", str(store)]
                tried.at(
                    "review edit", word.kind, text, lambda w=words, k=word.kind: command(tried, "review", k, "", *w)
                )
        words = ["review", "refuse", found[0].id, "--why", text or "x", "--who", text or "x", "--store", str(store)]
        tried.at("review refuse", word.kind, text, lambda w=words, k=word.kind: command(tried, "review", k, "", *w))
    tried.at("review store", "", "", lambda: str(len(Store.open(store).figures))[:0] or "accepted")


def address(tried: Tried, step: int) -> None:
    """Open the page at a bad address; what was read of it can be said as an address again."""
    store = Store.open(tried.folder / "store")
    names = (*addresses.write(addresses.View()), "place", "event", "known_by", "body", "only", "category", "status",
             "source", "measure", "off", "lang", "lat", "lon", "zoom", "page")  # fmt: skip

    def opened(text: str) -> str:
        addresses.lang_asked({"lang": [text]})
        view, _ = addresses.read({name: [text, text] for name in names}, store)
        again, faults = addresses.read(
            {k: [v] if isinstance(v, str) else v for k, v in addresses.write(view).items()}, store
        )
        assert (again, faults) == (view, []), (again, view)
        return "accepted"

    for word in some(hostile.words(), step):
        tried.at("address", word.kind, word.text, lambda w=word: opened(w.text))


def arguments(tried: Tried, step: int) -> None:
    """Give bad words to the options of commands."""
    store = ["--store", str(tried.folder / "store")]
    week = ["--from", "2025-07-01", "--to", "2025-07-02"]
    for word in some(hostile.words(), step * 4):
        text = word.text[:5_000].replace("\0", "")
        for words in (
            ["events", f"--from={text}", f"--to={text}", *store], ["events", *week, f"--place={text}", *store],
            ["events", *week, f"--category={text}", *store], ["events", *week, f"--known-by={text}", *store],
            ["export", "--out", str(tried.folder / "o"), *week, "--", text], ["import", "--", text],
            ["extract", "--", text],
            ["returns", *week, f"--figures={text}"], ["restore", "--", text], ["geocode", f"--batch={text}"],
        ):  # fmt: skip
            tried.at(words[0], word.kind, text, lambda w=words, k=word.kind: command(tried, w[0], k, "", *w))
    for bad in some(hostile.broken_tables(), step):
        file = tried.folder / "figures.csv"
        file.write_bytes(bad.content)
        words = ["returns", *week, "--figures", str(file)]
        tried.at(
            "returns --figures",
            bad.kind,
            bad.name,
            lambda w=words, b=bad: command(tried, "returns", b.kind, b.name, *w),
        )
    folder, link = tried.folder / "folder", tried.folder / "loop.csv"
    folder.mkdir()
    link.symlink_to(link)
    (tried.folder / "out.csv").symlink_to("/etc/passwd")
    os.mkfifo(tried.folder / "pipe.csv")
    for name in ("folder", "loop.csv", "out.csv", "pipe.csv", "none.csv"):
        for words in (
            ["import"],
            ["extract"],
            ["geocode", "--batch"],
            ["restore"],
            ["returns", *week, "--figures"],
            ["review", "add"],
        ):
            path = str(tried.folder / name)
            if words[-1] == "--batch" and name == "pipe.csv":
                continue  # a pipe of lines is what it may be given
            tried.at(words[0], "file kind", name, lambda w=words, p=path: command(tried, w[0], "file kind", "", *w, p))


def backups(tried: Tried, step: int) -> None:
    """Restore what is no backup."""
    for bad in some([*hostile.workbooks(), *hostile.papers()], step):
        file = tried.folder / "b.zip"
        file.write_bytes(bad.content)
        words = ["restore", str(file), "--store", str(tried.folder / "restored")]
        tried.at("restore", bad.kind, bad.name, lambda w=words, b=bad: command(tried, "restore", b.kind, b.name, *w))


def run(step: int) -> Tried:
    """Try every so-manieth thing at every door, in bounded memory."""

    def slow(*_: object) -> None:
        raise TooSlow(f"no answer after {SECONDS} seconds of work")

    signal.signal(signal.SIGALRM, slow)
    signal.signal(signal.SIGPROF, slow)
    resource.setrlimit(resource.RLIMIT_DATA, (BYTES, resource.RLIM_INFINITY))
    with tempfile.TemporaryDirectory() as parent:
        folder = Path(parent) / "a" / "b"
        folder.mkdir(parents=True)
        os.chdir(folder)
        os.environ["MARZ_STORE"] = str(folder / "store")
        Store.open()
        tried = Tried(folder)
        everything(tried, step)
        outside = [p.name for p in Path(parent).iterdir() if p.name != "a"] + [
            p.name for p in folder.parent.iterdir() if p.name != "b"
        ]
        if outside:
            tried.faults.append(
                {"door": "all", "kind": "path", "name": "", "fault": f"left outside: {outside}", "at": []}
            )
        os.chdir("/")
    return tried


if __name__ == "__main__":
    done = run(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
    for fault in done.faults:
        print(json.dumps(fault, ensure_ascii=True))
    by_door = Counter()
    for (door, _, outcome), count in done.outcomes.items():
        by_door[door, outcome] += count
    table = {f"{d}: {o}": n for (d, o), n in sorted(by_door.items())}
    told = {"tried": done.outcomes.total(), "faults": len(done.faults), "slowest": done.slowest[:5], "by door": table}
    print(json.dumps(told))
    sys.exit(bool(done.faults))
