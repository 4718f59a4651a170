import pytest

from geo.store import Store


@pytest.fixture(scope="session")
def facts(tmp_path_factory) -> Store:
    """The real facts, in a store of the test run's own."""
    return Store.open(tmp_path_factory.mktemp("store"))
