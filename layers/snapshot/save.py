"""From a drawn sheet to bytes: the same facts give the same bytes, and the file says how it was made.

Nothing of the day, the machine or the process enters: no time of creation, ids from a fixed salt, one save a figure.
"""

import io
from importlib.metadata import version
from pathlib import Path
from typing import Any

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_pdf import FigureCanvasPdf
from matplotlib.backends.backend_svg import FigureCanvasSVG

from geo.errors import MarzError
from layers.snapshot.pdftext import searchable
from layers.snapshot.sheet import Sheet

CANVASES = {".png": FigureCanvasAgg, ".svg": FigureCanvasSVG, ".pdf": FigureCanvasPdf}


def rendered(sheet: Sheet, suffix: str, *, dpi: int, title: str, command: str, digest: str) -> bytes:
    """Render a sheet in the format of a file suffix."""
    if suffix not in CANVASES:
        raise MarzError(f"Snapshots are not written as {suffix or 'a file without a suffix'}. "
                        f"Give --out a name in {', '.join(CANVASES)}, .html, .gif, .apng or .mp4.")  # fmt: skip
    CANVASES[suffix](sheet.figure)
    out = io.BytesIO()
    sheet.figure.savefig(out, format=suffix[1:], dpi=dpi, metadata=_about(suffix, title, command, digest))
    return searchable(out.getvalue()) if suffix == ".pdf" else out.getvalue()


def _about(suffix: str, title: str, command: str, digest: str) -> dict[str, Any]:
    made = f"Marz {version('marz')}"
    if suffix == ".png":
        return {"Title": title, "Description": command, "Source": f"sha256:{digest}", "Software": made}
    if suffix == ".svg":
        return {"Title": title, "Description": command, "Source": f"sha256:{digest}", "Creator": made, "Date": None}
    return {"Title": title, "Subject": command, "Keywords": f"sha256:{digest}", "Creator": made, "Producer": made,
            "CreationDate": None}  # fmt: skip


def suffix_of(path: Path) -> str:
    """Give a path's suffix in small letters."""
    return path.suffix.lower()
