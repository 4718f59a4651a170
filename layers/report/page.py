"""The brief as one HTML page: the template filled in, every string escaped, pictures inside."""

import base64
from pathlib import Path
from typing import Any

from jinja2 import TemplateError, TemplateSyntaxError
from markupsafe import Markup

from geo.errors import MarzError
from layers.cards import environment, helpers
from layers.language import language
from layers.report.brief import Brief
from layers.snapshot import furniture
from layers.snapshot.words import word

TEMPLATES = Path(__file__).parents[1] / "templates" / "report"
LARGEST = 1_000_000


def page(brief: Brief, *, command: str, pictures: dict[str, bytes], template: Path | None = None) -> str:
    """Fill the brief's template, or one's own.

    Raises
    ------
    MarzError
        If the template cannot be read or does not work; the message names its line.
    """
    source = _read(template) if template else (TEMPLATES / "brief.html").read_text("utf-8")
    return fill(source, brief, name=str(template or "brief.html"), command=command, map=data_uri(pictures["map"]),
                chart=data_uri(pictures["chart"]) if "chart" in pictures else "")  # fmt: skip


def fill(source: str, brief: Brief, *, name: str, **values: Any) -> str:
    """Fill a template with a brief's facts and words."""
    lang = brief.shot.lang
    t = language(lang)

    def say(key: str, **named: object) -> str:
        return word(key, lang, **named)

    style = Markup((TEMPLATES / "style.css").read_text("utf-8"))  # noqa: S704 - our own file
    credits = " ".join(furniture.credits(brief.shot))
    try:
        made = environment().from_string(source)
        given = {"b": brief, "store": brief.store, "t": t, "w": say, "style": style, "credits": credits}
        return made.render(**given, **helpers(brief.store, t), **values)
    except TemplateSyntaxError as fault:
        raise MarzError(f"{name} line {fault.lineno}: {fault.message}. Mend the template there.") from None
    except TemplateError as fault:
        raise MarzError(f"{name}: {fault.message}. Compare it with the brief that Marz brings.") from None


def data_uri(png: bytes) -> str:
    """Write a picture into the page."""
    return f"data:image/png;base64,{base64.b64encode(png).decode()}"


def _read(template: Path) -> str:
    try:
        if template.stat().st_size > LARGEST:
            raise MarzError(f"{template} is larger than 1 MB. Give a Jinja template in HTML.")
        return template.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise MarzError(f"{template} cannot be read as a template ({fault}). Give a UTF-8 file.") from None
