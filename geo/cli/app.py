"""``marz app``: the map in the browser."""

import argparse
import os
import sys
from pathlib import Path

from geo import paths
from geo.cli.common import add_store, say


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    command = commands.add_parser("app", help="the map in the browser", description="Serve the map on this machine.")
    command.add_argument("--port", type=int, default=8501, help="port to serve on (default 8501)")
    command.add_argument("--open", action="store_true", help="open the browser, too")
    command.add_argument("--review", action="store_true", help="let the Review page write to the log")
    command.add_argument(
        "--tiles", metavar="NAME|FILE", help="tiles under the map: an online name, or a .pmtiles or .mbtiles file"
    )
    add_store(command)
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Build what is missing, then become the Streamlit server."""
    from geo.store import Store

    if arguments.store:
        os.environ["MARZ_STORE"] = str(arguments.store.resolve())
    if arguments.review:
        os.environ["MARZ_REVIEW"] = "1"
    if arguments.tiles:
        _base(arguments.tiles)
    Store.open()
    paths.static().mkdir(exist_ok=True)  # Streamlit warns when it starts without the folder that the page fills
    say(f"Marz is on http://localhost:{arguments.port} (stop it with Ctrl+C)")
    os.execv(sys.executable, [sys.executable, *_streamlit(arguments.port, paths.ROOT / "app.py", arguments.open)])  # noqa: S606
    return 0


def _base(asked: str) -> None:
    """Refuse what cannot be drawn before anything is served; unpack a file now rather than at the first visit."""
    from layers import basemap

    if Path(asked).suffix:
        asked = str(Path(asked).resolve()) if Path(asked).is_file() else asked
    basemap.basemap(asked)
    os.environ[basemap.VARIABLE] = asked


def _streamlit(port: int, script: Path, show: bool) -> list[str]:
    options = ["--server.port", str(port), "--server.headless", str(not show).lower()]
    return ["-m", "streamlit", "run", str(script), *options]
