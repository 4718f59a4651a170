"""Facts of the Iran–Afghanistan border: places, sources, claims, figures, and what follows from them.

.. include:: how_it_works.md
"""

from geo import compiled

compiled.prefer()
