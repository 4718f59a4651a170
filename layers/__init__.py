"""Pictures of facts: layers, the map they make, and what leaves it."""
