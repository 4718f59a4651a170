import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from geo import paths
from geo.cli import main
from geo.database import Database
from geo.postgres import server as connections
from geo.postgres.tables import KEPT
from tests import postgres


@pytest.fixture(scope="session")
def server() -> Iterator[postgres.Server]:
    """A server for the whole run."""
    if lacking := postgres.lacking():
        assert os.environ.get("CI") != "true", lacking
        pytest.skip(lacking)
    with postgres.running() as started:
        yield started
        connections.close_all()


@pytest.fixture(scope="session")
def data(tmp_path_factory) -> Path:
    """The committed data, in a folder where this machine's own part of a store may be built."""
    folder = tmp_path_factory.mktemp("data")
    for file in (paths.ROOT / "data").iterdir():
        if file.name != "store":
            (folder / file.name).symlink_to(file)
    return folder


@pytest.fixture(scope="session")
def built(server, data) -> str:
    """A database with a store that its owner built, to make others from."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MARZ_DATA", str(data))
        name = server.create()
        assert main(["build", "--store", server.url(name)]) == 0
        connections.close_all()
    return name


@pytest.fixture
def name(server, built, data, monkeypatch) -> Iterator[str]:
    """The database with the store, in which nobody has added anything yet."""
    monkeypatch.setenv("MARZ_DATA", str(data))
    yield built
    connections.close_all()
    wiped = "; ".join(f"delete from marz.{table}" for table in ("joined", *KEPT))  # noqa: S608
    server.sql(f"set session_replication_role = replica; {wiped}", database=built)  # past the triggers


@pytest.fixture
def fresh(server, name) -> str:
    """A store of this test's own, to do to it what it may."""
    return server.create(template=name)


@pytest.fixture
def team(server, name) -> Database:
    """The store as a reviewer reaches it."""
    return Database(server.url(name, "ana", "deciding-98"))
