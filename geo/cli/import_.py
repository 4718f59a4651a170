"""``marz import``: a table in a known format → sourced claims and figures in the store."""

import argparse
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from geo.cli.common import add_store, print_json, say
from geo.errors import MarzError

if TYPE_CHECKING:
    from geo.ingest.tables.load import Progress, Report

# Written out here, so that --help loads none of them.
FORMATS = ("acled", "ucdp", "gdelt", "dtm", "unhcr-odp", "unhcr-population", "hxl")


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    command = commands.add_parser(
        "import", help="a table in a known format → claims and figures",
        description="Import a table: IOM DTM, UNHCR, HXL, ACLED, UCDP, GDELT, or any CSV or XLSX by a mapping. "
        "A table imported again changes nothing; refused rows come back as a file with the reason.",
    )  # fmt: skip
    command.add_argument("file", metavar="FILE", type=Path, help="CSV (any separator), JSON or XLSX")
    command.add_argument("--format", choices=("auto", *FORMATS), default="auto", help="format (default: found out)")
    command.add_argument("--dry-run", action="store_true", help="say what would happen, and write nothing")
    command.add_argument(
        "--map", metavar="MAPPING", type=Path, help="read columns by this TOML or JSON; proposed if there is none yet"
    )
    command.add_argument("--refused", metavar="FILE", type=Path, help="where refused rows go (FILE.refused.csv)")
    command.add_argument("--published", metavar="DAY", default="", help="day the table came out")
    command.add_argument("--counted-by", metavar="BODY", default="", help="who counted, where the table does not say")
    command.add_argument("--measure", metavar="M", default="", help="what is counted, where the table does not say")
    command.add_argument("--encoding", metavar="NAME", default="", help="encoding, where the guess is wrong: cp1256")
    command.add_argument("--json", action="store_true", help="answer as JSON")
    add_store(command)
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Propose a mapping, or import, and say what was done."""
    from geo.calendars import parse_period
    from geo.ingest.tables.desk import Options
    from geo.ingest.tables.load import load

    if arguments.map and not arguments.map.exists():
        return _propose(arguments)
    if arguments.map and arguments.format != "auto":
        raise MarzError("--map says how the table is read, so it needs no --format. Leave one of them out.")
    published = parse_period(arguments.published).end.isoformat() if arguments.published else ""
    report = load(
        arguments.file, when=datetime.now(UTC).isoformat(timespec="seconds"), format_name=arguments.format,
        mapping=arguments.map, options=Options(published, arguments.counted_by, arguments.measure),
        folder=arguments.store, refused_file=arguments.refused, encoding=arguments.encoding,
        dry_run=arguments.dry_run, progress=_progress(),
    )  # fmt: skip
    if arguments.json:
        print_json(report.as_dict())
    else:
        print(_words(report))
    nothing = report.refused and not report.taken
    if nothing:
        say(
            "marz: every row was refused, so nothing was taken. See the reasons, then correct the table or its mapping."
        )
    return 1 if nothing else 0


def _propose(arguments: argparse.Namespace) -> int:
    from geo.ingest.tables.mapping import propose
    from geo.ingest.tables.reading import open_sheet

    propose(open_sheet(arguments.file, encoding=arguments.encoding), arguments.map)
    if arguments.json:
        print_json({"mapping": str(arguments.map)})
    else:
        print(f"{arguments.map}: a mapping is proposed. Read and correct it, then run the same command again.")
    return 0


def _progress() -> "Progress":
    """Tell the rows read so far, once a second."""
    started = last = time.monotonic()

    def tell(rows: int) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= 1:
            last = now
            end = "\r" if sys.stderr.isatty() else "\n"
            print(f"{rows:,} rows, {rows / (now - started):,.0f} a second", end=end, file=sys.stderr, flush=True)

    return tell


def _words(report: "Report") -> str:
    would = "would be " * report.dry_run
    kinds = ", ".join(f"{n:,} {kind}{'s' * (n != 1)}" for kind, n in report.new.items()) or "nothing new"
    lines = [f"{report.file}: {report.format}, {report.rows:,} rows"]
    lines.append(f"  {would}added: {kinds}")
    if report.known:
        lines.append(f"  there already: {report.known:,}")
    if report.outside:
        lines.append(f"  outside Iran and Afghanistan, passed over: {report.outside:,}")
    if report.refused:
        lines.append(
            f"  refused: {report.refused:,}" + (f", with reasons in {report.refused_file}" * bool(report.refused_file))
        )
        lines += [f"    {n:,} × {why}" for why, n in report.reasons.most_common(8)]
    lines += [f"  note: {remark}" for remark in report.remarks]
    if not report.redistributable:
        lines.append("  its terms forbid passing rows on: they are shown in the app and left out of every export")
    return "\n".join(lines)
