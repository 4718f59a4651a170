"""``python -m geo`` is ``marz``."""

import sys

from geo.cli import main

if __name__ == "__main__":
    sys.exit(main())
