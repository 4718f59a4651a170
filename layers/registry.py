"""All layers, in drawing order: the first lies at the bottom."""

from layers import base, camps, crossings, events, flows, provinces, returns
from layers.layer import Layer

LAYERS: dict[str, Layer] = {
    layer.name: layer
    for layer in (
        base.COUNTRIES,
        provinces.LAYER,
        base.BORDER,
        camps.LAYER,
        crossings.LAYER,
        flows.LAYER,
        returns.LAYER,
        events.LAYER,
    )
}
