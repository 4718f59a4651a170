import os

import pytest

os.environ["MARZ_COMPILED"] = ""  # sources are tested, and in test_compiled.py that machine code does the same

from geo.store import Store
from tests.tabled import store_with_tables


@pytest.fixture(scope="session")
def facts(tmp_path_factory) -> Store:
    """The real facts, in a store of the test run's own."""
    return Store.open(tmp_path_factory.mktemp("store"))


@pytest.fixture(scope="session")
def tabled(facts, tmp_path_factory) -> Store:
    """The real facts with two tables beside them."""
    return store_with_tables(facts, tmp_path_factory.mktemp("tabled"))
