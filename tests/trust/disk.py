"""Writes of every kind on a disk of its own that is full, or may only be read; run it in a mount namespace.

``unshare --mount python -m tests.trust.disk FOLDER`` prints what each command answered, as JSON.
"""

import contextlib
import io
import json
import subprocess
import sys
from pathlib import Path

from geo.cli import main
from tests.trust.made import add, decide, held

TEXT = "published: 2019-05-06\n\nThe Islam Qala crossing was closed on 5 May 2019."


def answered(*command: str) -> dict[str, object]:
    words = io.StringIO()
    with contextlib.redirect_stderr(words), contextlib.redirect_stdout(io.StringIO()):
        try:
            status = main(command)
        except BaseException as fault:
            return {"status": repr(fault), "said": ""}
    return {"status": status, "said": words.getvalue()}


def commands(disk: Path, outside: Path) -> dict[str, list[str]]:
    store = str(disk / "store")
    return {
        "build": ["build", "--store", store],
        "import": ["import", str(outside / "t.csv"), "--map", str(outside / "map.toml"), "--store", store],
        "import beside": ["import", str(disk / "t.csv"), "--map", str(outside / "map.toml"), "--store", store],
        "review add": ["review", "add", str(outside / "gate.txt"), "--store", store],
        "export": ["export", "all", "--out", str(disk / "out"), "--from", "2021-07-01", "--to", "2021-07-09"],
        "backup": ["backup", str(disk / "b.zip"), "--store", store],
        "restore": ["restore", str(outside / "b.zip"), "--replace", "--store", store],
        "repair": ["check", "--repair", "--store", str(disk / "stale")],
    }


def run(disk: Path, outside: Path) -> dict[str, object]:
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", disk], check=True)
    store = disk / "store"
    add(store, *range(50))
    decide(store, "c-1")
    main(["backup", str(outside / "b.zip"), "--store", str(store)])
    (disk / "stale").mkdir()
    (disk / "t.csv").write_bytes((outside / "t.csv").read_bytes())
    main(["build", "--store", str(store)])
    before = held(store)
    with contextlib.suppress(OSError), (disk / "ballast").open("wb", buffering=0) as ballast:
        while True:
            ballast.write(bytes(4096))
    full = {name: answered(*command) for name, command in commands(disk, outside).items()}
    same_full = held(store) == before
    (disk / "ballast").unlink()
    freed = {name: answered(*command) for name, command in commands(disk, outside).items()}
    (disk / "stale" / "facts.sqlite").unlink()
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    still = held(store)
    shut = {name: answered(*command) for name, command in commands(disk, outside).items()}
    read = {name: answered(name, *WEEK, "--store", str(store)) for name in ("events", "returns")}
    same = {"full": same_full, "read-only": held(store) == still}
    return {"full": full, "freed": freed, "read-only": shut, "read": read, "same": same}


WEEK = ("--from", "2025-07-01", "--to", "2025-07-07")

if __name__ == "__main__":
    print(json.dumps(run(Path(sys.argv[1]), Path(sys.argv[2]))))
