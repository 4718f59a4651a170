"""Where things lie: the seeds that people write and the data that code builds."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def seeds() -> Path:
    """Folder of the seeds; ``MARZ_SEEDS`` overrides it."""
    return Path(os.environ.get("MARZ_SEEDS", ROOT / "seeds"))


def data() -> Path:
    """Folder of the committed boundaries and built indexes; ``MARZ_DATA`` overrides it."""
    return Path(os.environ.get("MARZ_DATA", ROOT / "data"))


def store() -> Path:
    """Folder of the claim store; ``MARZ_STORE`` overrides it."""
    return Path(os.environ.get("MARZ_STORE", data() / "store"))


def static() -> Path:
    """Folder that Streamlit serves files from; filled at start, never committed."""
    return ROOT / "static"
