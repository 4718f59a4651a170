"""Situation briefs: the map, the returns, the events and the sources of a window as HTML, PDF and DOCX."""

from layers.report.write import report

__all__ = ["report"]
