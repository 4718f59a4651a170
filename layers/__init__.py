"""Pictures of facts: layers, the map they make, and what leaves it.

In a notebook, ``layers.map("2025-07")`` shows the map and ``layers.show("events", "2025-07")`` a layer's rows.
"""

from typing import Any

_SHOWN = ("map", "show")


def __getattr__(name: str) -> Any:
    """Bring what notebooks use when it is asked for: commands that draw nothing need not wait for folium."""
    if name in _SHOWN:
        from layers import notebook

        return getattr(notebook, name)
    raise AttributeError(f"module 'layers' has no attribute {name!r}")
