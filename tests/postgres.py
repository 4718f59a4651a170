"""A real PostgreSQL of the tests' own, from Debian's packages: a folder and a socket that are gone afterwards."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

PROGRAMS = max(Path("/usr/lib/postgresql").glob("*/bin/initdb"), default=Path("/usr/bin/initdb")).parent
HBA = """
local all postgres trust
local all owner trust
local all all scram-sha-256
"""
ROLES = """
create role owner login; create role marz_reader nologin; create role marz_reviewer nologin;
create role omid login password 'reading-98' in role marz_reader;
create role ana login password 'deciding-98' in role marz_reviewer;
"""


def lacking() -> str:
    """What is missing for a server to be started; empty when nothing is."""
    if not (PROGRAMS / "initdb").exists():
        return "PostgreSQL is not installed: apt-get install postgresql postgresql-postgis"
    if not list(Path("/usr/share/postgresql").glob("*/extension/postgis.control")):
        return "PostGIS is not installed: apt-get install postgresql-postgis"
    return ""


class Server:
    """A cluster in a folder, reached by a socket there alone; its write-ahead log is synced as it is by default."""

    def __init__(self, folder: Path):
        self.folder, self._numbers = folder, count(1)
        self._run("initdb", "-D", folder / "data", "-A", "trust", "-E", "UTF8", "--locale=C", "-U", "postgres", "-N")
        (folder / "data" / "pg_hba.conf").write_text(HBA)
        self.start()
        self.sql(ROLES)
        self.sql("create extension postgis", database="template1")

    def start(self) -> None:
        """Start, or start again."""
        options = f"-c listen_addresses= -c unix_socket_directories={self.folder}"
        self._run("pg_ctl", "-D", self.folder / "data", "-w", "-l", self.folder / "log", "-o", options, "start")

    def stop(self, mode: str) -> None:
        """Stop: fast, or immediate, which is a crash."""
        self._run("pg_ctl", "-D", self.folder / "data", "-w", "-m", mode, "stop")

    def create(self, template: str = "template1") -> str:
        """Make a database of the role ``owner``, and give its name.

        A copy shares its sequences' unlogged lead with what it is copied from, until a checkpoint: so one is made.
        """
        name = f"marz_{next(self._numbers)}"
        self._run("createdb", "-h", self.folder, "-U", "postgres", "-T", template, "-O", "owner", name)
        self.sql("checkpoint")
        return name

    def url(self, database: str, user: str = "owner", password: str = "") -> str:
        """The address of a database."""
        secret = f":{password}" * bool(password)
        return f"postgresql://{user}{secret}@/{database}?host={self.folder}"

    def sql(self, command: str, *, database: str = "postgres") -> str:
        """Run a command as the server's administrator."""
        return self._run("psql", "-h", self.folder, "-U", "postgres", "-qAt", "-v", "ON_ERROR_STOP=1", "-d", database,
                         "-c", command)  # fmt: skip

    def _run(self, program: str, *arguments: str | Path) -> str:
        who = {"user": "postgres", "group": "postgres", "extra_groups": []} if os.getuid() == 0 else {}
        done = subprocess.run(
            [PROGRAMS / program, *arguments], cwd=self.folder, text=True, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **who,
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(f"{program}: {done.stdout}")
        return done.stdout


def _disk() -> str:
    """A short path, as a socket's must be; in memory where there is room, for it is the server that dies here alone."""
    memory = Path("/dev/shm")  # noqa: S108 - made by mkdtemp
    return str(memory) if memory.is_dir() and shutil.disk_usage(memory).free > 2_000_000_000 else "/tmp"  # noqa: S108


@contextmanager
def running() -> Iterator[Server]:
    """Start a server and stop it at the end."""
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir=_disk()))
    if os.getuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    try:
        server = Server(folder)
        try:
            yield server
        finally:
            server.stop("immediate")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
