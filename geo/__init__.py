"""Facts of the Iran–Afghanistan border: places, sources, claims, figures, and what follows from them."""
