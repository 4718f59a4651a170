import subprocess
import sys
from pathlib import Path

from geo.additions import Additions
from geo.ingest.review import ReviewLog
from geo.schema import Figure
from geo.store import Store
from tests.trust.made import NOW, add, candidate, each_decided_once

ROOT = Path(__file__).parents[2]
REVIEWER = """
import sys
from pathlib import Path
from geo.ingest.review import ReviewConflict, ReviewLog
from tests.trust.made import NOW
log, who, lost = ReviewLog(Path(sys.argv[1])), sys.argv[2], 0
for n in range(40):
    seen = log.show(f"c-{n:02}")
    try:
        log.decide(seen.id, "accept" if n % 2 else "refuse", who=who, at=NOW, why="noise", seen=seen.seq)
        print(seen.id, flush=True)
    except ReviewConflict:
        pass
"""
IMPORTER = """
import sys
from pathlib import Path
from tests.trust.made import add
for n in range(20):
    add(Path(sys.argv[1]), *range(100 * n, 100 * n + 50), file=f"{n}.csv")
    print(n, flush=True)
"""
READER = """
import sys
from pathlib import Path
from geo.store import Store
for _ in range(8):
    store = Store.open(Path(sys.argv[1]))
    added = sum(f.source_id == "table-undated-0001" for f in store.figures)
    assert added % 50 == 1, added
"""


def test_two_reviewers_an_importer_and_a_reader_at_once_lose_nothing(tmp_path):
    log = ReviewLog(tmp_path)
    log.add([candidate(f"c-{n:02}") for n in range(40)], who="Ana", at=NOW)
    add(tmp_path, 999_999)
    Store.open(tmp_path)
    scripts = [(REVIEWER, "Ana"), (REVIEWER, "Omid"), (IMPORTER, ""), (READER, "")]
    running = [
        subprocess.Popen([sys.executable, "-c", code, tmp_path, who], cwd=ROOT, stdout=subprocess.PIPE, text=True)
        for code, who in scripts
    ]
    told = [p.communicate()[0].split() for p in running]
    assert [p.returncode for p in running] == [0, 0, 0, 0]
    each_decided_once(log, told[:2])
    assert len(list(Additions(tmp_path).read(Figure))) == 20 * 50 + 1
    accepted = [f for f in Store.open(tmp_path).figures if f.value == 300 and f.published == "2025-07-06"]
    assert len(log.candidates("accepted")) == 20
    assert accepted, "what was accepted is in the store"
