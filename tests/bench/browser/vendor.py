"""Fetch the scripts that peers of the time map take from outside, so that they can be measured without a network.

    python -m tests.bench.browser.vendor FOLDER

Needs npm and a registry that it can reach. Nothing of it belongs to the project, and nothing is committed.
"""

import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

PACKAGES = {
    "leaflet.timeline@1.6.0": ("package/dist/leaflet.timeline.js",),
    "leaflet-timedimension@1.1.1": ("package/dist/leaflet.timedimension.min.js",),
    "iso8601-js-period@0.2.1": ("package/iso8601.js",),
    "moment@2.18.1": ("package/min/moment.min.js",),
}


def main(folder: Path) -> None:
    """Put every script into the folder; say what could not be had, and go on."""
    folder.mkdir(parents=True, exist_ok=True)
    for package, files in PACKAGES.items():
        try:
            _take(package, files, folder)
        except (OSError, subprocess.CalledProcessError, KeyError) as lost:
            print(f"{package} could not be had ({lost}): its peers will not be measured", file=sys.stderr)


def _take(package: str, files: tuple[str, ...], folder: Path) -> None:
    with tempfile.TemporaryDirectory() as packed:
        subprocess.run(["npm", "pack", "--silent", package], cwd=packed, check=True, stdout=subprocess.DEVNULL)
        (archive,) = Path(packed).glob("*.tgz")
        with tarfile.open(archive) as tar:
            for name in files:
                content = tar.extractfile(name)
                if content is None:
                    raise KeyError(name)
                (folder / Path(name).name).write_bytes(content.read())
                print(folder / Path(name).name)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
