"""Make the Arabic script of a PDF copy and search right: one code for the joined lam and alef.

Readers such as poppler take the two letters of the ligature for two marks from left to right and hand them back
swapped ("اسالم" for "اسلام"). Unicode's single code for the ligature cannot be swapped, and every search folds it.
"""

import io
import re

from pypdf import PdfReader, PdfWriter
from pypdf.generic import StreamObject

_FORMS = {"06440627": "FEFB", "06440622": "FEF5", "06440623": "FEF7", "06440625": "FEF9"}


def searchable(pdf: bytes) -> bytes:
    """Give a PDF whose fonts name the ligatures of lam and alef by one code; everything else stays as it is."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf)))
    for one in writer._objects:
        cmap = one.get("/ToUnicode") if isinstance(one, dict) else None
        stream = cmap.get_object() if cmap is not None else None
        if isinstance(stream, StreamObject):
            told = stream.get_data().decode("latin-1")
            fixed = re.sub("|".join(_FORMS), lambda m: _FORMS[m[0]], told, flags=re.IGNORECASE)
            if fixed != told:
                stream.set_data(fixed.encode("latin-1"))
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
