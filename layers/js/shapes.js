// Land, provinces and the border line: drawn once, restyled with the theme, found by id when something is said of them.
(function (marz) {
  "use strict";
  const SCALE = 1e4;

  // Rings travel as differences of whole ten-thousandths of a degree: x, y, dx, dy, …
  function ring(deltas) {
    const points = [];
    let x = 0;
    let y = 0;
    for (let i = 0; i < deltas.length; i += 2) {
      x += deltas[i];
      y += deltas[i + 1];
      points.push([y / SCALE, x / SCALE]);
    }
    return points;
  }

  // Over tiles the land is not filled: the picture below says where it is.
  function style(role, theme, tiles) {
    const none = { fill: false, stroke: false };
    if (tiles && (role === "land" || role === "neighbour")) return none;
    return {
      land: { fill: true, fillColor: theme.land, fillOpacity: 1, stroke: true, color: theme.province, weight: 1 },
      neighbour: { fill: true, fillColor: theme.neighbour, fillOpacity: 1, stroke: true, color: theme.faint, weight: 0.8 },
      province: { fill: false, stroke: true, color: theme.province, weight: 0.8 },
      district: none,
      border: { fill: false, stroke: true, color: theme.border, weight: 1.8 },
    }[role] || none;
  }

  const paneOf = (role) => (role === "border" || role === "province" ? "marz-lines" : "marz-base");

  class ShapeLayer {
    constructor(map, { shapes }) {
      this.map = map;
      this.byId = new Map();
      this.renderers = {};
      for (const shape of shapes) this.add(shape);
      map.marzShapes = this;
      map.marzLook.listeners.push(() => this.restyle());
    }

    add(shape) {
      const latlngs = shape.parts.map((rings) => (shape.line ? ring(rings) : rings.map(ring)));
      const options = { interactive: false, pane: paneOf(shape.role), renderer: this.renderer(paneOf(shape.role)), smoothFactor: 1 };
      const make = shape.line ? L.polyline : L.polygon;
      const layer = shape.role === "district" ? null : make(latlngs, { ...options, ...style(shape.role, this.map.marzLook.theme, this.map.marzTiles) }).addTo(this.map);
      this.byId.set(shape.id, { ...shape, latlngs, layer });
    }

    // One canvas a pane, larger than the view, so that panning shows no bare edge.
    renderer(pane) {
      this.renderers[pane] = this.renderers[pane] || L.canvas({ pane, padding: 0.5 });
      return this.renderers[pane];
    }

    // Show or hide every shape of one role.
    toggle(role, shown) {
      for (const { role: own, layer } of this.byId.values()) {
        if (own === role && layer && this.map.hasLayer(layer) !== shown) (shown ? layer.addTo(this.map) : layer.remove());
      }
    }

    restyle() {
      for (const { role, layer } of this.byId.values()) if (layer) layer.setStyle(style(role, this.map.marzLook.theme, this.map.marzTiles));
    }
  }

  marz.shapeLayer = (map, payload) => new ShapeLayer(map, payload);
})((window.marz = window.marz || {}));
