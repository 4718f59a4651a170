"""Where things lie: the seeds that people write and the data that code builds."""

import os
from pathlib import Path

from geo.database import Database, database_of

Where = Path | Database
ROOT = Path(__file__).resolve().parent.parent


def seeds() -> Path:
    """Folder of the seeds; ``MARZ_SEEDS`` overrides it."""
    return Path(os.environ.get("MARZ_SEEDS", ROOT / "seeds"))


def data() -> Path:
    """Folder of the committed boundaries and built indexes; ``MARZ_DATA`` overrides it."""
    return Path(os.environ.get("MARZ_DATA", ROOT / "data"))


def where() -> Where:
    """Where people add to: a folder, or a team's database; ``MARZ_STORE`` overrides it."""
    named = os.environ.get("MARZ_STORE", "")
    return database_of(named) or (Path(named) if named else data() / "store")


def store(at: Where | None = None) -> Path:
    """Folder of the built store, and of what is worked out from it: for a team's database the one of this machine."""
    at = at or where()
    return data() / "store" if isinstance(at, Database) else at


def static() -> Path:
    """Folder that Streamlit serves files from; filled at start, never committed."""
    return ROOT / "static"
