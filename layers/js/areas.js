// Claims about areas and lines, and how precisely a point is known: hatch, thickened border, faint ring.
(function (marz) {
  "use strict";
  const { svg, tints } = marz.draw;

  // The hue that speaks for an area: the category with most events in the window.
  function leading(tally) {
    return tally.kinds.reduce((most, n, kind) => (n > tally.kinds[most] ? kind : most), 0) >> 3;
  }

  class Areas {
    constructor(view) {
      this.view = view;
      this.drawn = new Map();
      this.rings = new Map();
      this.renderer = L.svg({ pane: "marz-hatch", padding: 0.5 });
      this.ringRenderer = L.svg({ pane: "marz-rings", padding: 0.5 });
      this.patterns = new Set();
      view.map.on("zoomend", () => view.answer && this.drawRings(view.answer));
    }

    draw(state, answer) {
      const wanted = new Map();
      const places = this.view.store.places;
      for (const [place, tally] of answer.tallies) {
        const shape = places.shape[place] && this.shape(places.shape[place]);
        const selected = state.selected === places.id[place];
        // A whole country under hatch would drown what is said of its provinces: it is outlined when it is chosen.
        if (shape && (places.kind[place] !== "country" || selected)) {
          wanted.set(place, { shape, category: leading(tally), selected, country: places.kind[place] === "country" });
        }
      }
      this.sync(this.drawn, wanted, (one) => `${one.category}|${one.selected}|${this.view.look.dark}`, (one) => this.area(one));
      this.drawRings(answer);
    }

    shape(id) {
      return this.view.map.marzShapes && this.view.map.marzShapes.byId.get(id);
    }

    // Keep what is right, remove what is gone, draw what is new.
    sync(drawn, wanted, signature, make) {
      for (const [key, old] of drawn) {
        const one = wanted.get(key);
        if (one && signature(one) === old.signature) continue;
        old.layer.remove();
        drawn.delete(key);
      }
      for (const [key, one] of wanted) {
        if (!drawn.has(key)) drawn.set(key, { signature: signature(one), layer: make(one).addTo(this.view.map) });
      }
    }

    area({ shape, category, selected, country }) {
      const { hues, theme } = this.view.look;
      const tint = tints(hues[this.view.store.categories[category]], theme);
      const common = { interactive: false, renderer: this.renderer, pane: "marz-hatch", color: tint.edge, weight: selected ? 2.4 : 1.2 };
      if (shape.line) return L.polyline(shape.latlngs, { ...common, color: tint.body, weight: selected ? 8 : 5.5, opacity: 0.5, lineCap: "butt" });
      if (country) return L.polygon(shape.latlngs, { ...common, fill: false, dashArray: "8 5" });
      return L.polygon(shape.latlngs, { ...common, fill: true, fillOpacity: 1, fillColor: `url(#${this.pattern(tint)})` });
    }

    pattern(tint) {
      const id = `marz-hatch-${tint.body.replace(/\W+/g, "")}-${this.view.look.dark ? "d" : "l"}`;
      if (!this.patterns.has(id)) this.definePattern(id, tint);
      return id;
    }

    definePattern(id, tint) {
      this.patterns.add(id);
      const line = svg("path", { d: "M0 0V8", stroke: tint.body, "stroke-width": 1.5, "stroke-opacity": 0.42 });
      const size = { id, width: 8, height: 8, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" };
      const ground = svg("rect", { width: 8, height: 8, fill: tint.body, "fill-opacity": 0.05 });
      const holder = svg("svg", { width: 0, height: 0, class: "marz-defs", "aria-hidden": "true" }, [svg("defs", {}, [svg("pattern", size, [ground, line])])]);
      this.view.map.getContainer().appendChild(holder);
    }

    drawRings(answer) {
      const places = this.view.store.places;
      const wanted = new Map();
      const present = new Set([...answer.tallies.keys(), ...answer.returns.keys()]);
      const metres = this.metresPerPixel();
      for (const place of present) {
        const km = places.km[place];
        if (!(km > 0) || places.shape[place] || Number.isNaN(places.lat[place])) continue;
        if ((km * 1000) / metres > 18) wanted.set(place, { at: [places.lat[place], places.lon[place]], km });
      }
      this.sync(this.rings, wanted, () => String(this.view.look.dark), ({ at, km }) => L.circle(at, { radius: km * 1000,
        interactive: false, renderer: this.ringRenderer, pane: "marz-rings", color: this.view.look.theme.name, weight: 1, opacity: 0.55,
        fill: true, fillOpacity: 0.04, fillColor: this.view.look.theme.name }));
    }

    metresPerPixel() {
      const { map } = this.view;
      return (40075016 * Math.cos((map.getCenter().lat * Math.PI) / 180)) / 2 ** (map.getZoom() + 8);
    }
  }

  marz.Areas = Areas;
})((window.marz = window.marz || {}));
