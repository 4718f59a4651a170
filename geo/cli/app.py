"""``marz app``: the map in the browser."""

import argparse
import os
import sys
from pathlib import Path

from geo import paths
from geo.cli.common import add_store, say
from geo.database import Database
from geo.errors import MarzError

MAX_UPLOAD_MB = 50


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    command = commands.add_parser(
        "app", help="the map in the browser",
        description="Serve the map on this machine, or with --serve to a team that signs in.",
    )  # fmt: skip
    command.add_argument("--port", type=int, default=8501, help="port to serve on (default 8501)")
    command.add_argument("--open", action="store_true", help="open the browser, too")
    command.add_argument("--review", action="store_true", help="let the Review page write to the log")
    command.add_argument(
        "--tiles", metavar="NAME|FILE", help="tiles under the map: an online name, or a .pmtiles or .mbtiles file"
    )
    command.add_argument(
        "--serve", metavar="SECRETS.toml", type=Path,
        help="serve a team: who signs in how, and who may review (see layers/page/serving.md)",
    )  # fmt: skip
    command.add_argument("--address", metavar="IP", default="127.0.0.1", help="address to serve on, with --serve alone")
    add_store(command)
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Build what is missing, then become the Streamlit server."""
    from geo.store import Store

    if arguments.address != "127.0.0.1" and not arguments.serve:
        raise MarzError("Other machines are served with sign-in only. Give --serve SECRETS.toml, too.")
    if arguments.review and arguments.serve:
        raise MarzError("Who may review stands in the team's file. Leave --review out.")
    team = _team(arguments.serve) if arguments.serve else []
    if arguments.store:
        os.environ["MARZ_STORE"] = _address(arguments.store)
    if arguments.review:
        os.environ["MARZ_REVIEW"] = "1"
    if arguments.tiles:
        _base(arguments.tiles)
    Store.open()
    paths.static().mkdir(exist_ok=True)  # Streamlit warns when it starts without the folder that the page fills
    say(f"Marz is on http://localhost:{arguments.port} (stop it with Ctrl+C)")
    options = [*_options(arguments.port, arguments.address, show=arguments.open), *team]
    os.execv(sys.executable, [sys.executable, "-m", "streamlit", "run", str(paths.ROOT / "app.py"), *options])  # noqa: S606
    return 0


def _address(where: paths.Where) -> str:
    return where.url if isinstance(where, Database) else str(where.resolve())


def _base(asked: str) -> None:
    """Refuse what cannot be drawn before anything is served; unpack a file now rather than at the first visit."""
    from layers import basemap

    if Path(asked).suffix:
        asked = str(Path(asked).resolve()) if Path(asked).is_file() else asked
    basemap.basemap(asked)
    os.environ[basemap.VARIABLE] = asked


def _options(port: int, address: str, *, show: bool) -> list[str]:
    """Say on the command line what must hold, whatever a file of settings or the environment says."""
    stated = {
        "server.port": port, "server.address": address, "server.headless": str(not show).lower(),
        "server.maxUploadSize": MAX_UPLOAD_MB, "server.enableXsrfProtection": "true", "server.enableCORS": "true",
        "server.fileWatcherType": "none", "client.showErrorDetails": "none", "browser.gatherUsageStats": "false",
    }  # fmt: skip
    return [f"--{name}={value}" for name, value in stated.items()]


def _team(file: Path) -> list[str]:
    """Hold a team's file to what is safe; say by which address people come, as their sessions are held to it."""
    from geo import team

    people = team.read(file)
    os.environ["MARZ_SERVE"] = str(file.resolve())
    os.environ.pop("MARZ_REVIEW", None)
    return [
        f"--secrets.files={file.resolve()}", f"--browser.serverAddress={people.host}",
        f"--browser.serverPort={people.port}",
    ]  # fmt: skip
