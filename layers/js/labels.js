// Names on the base map. Placed greedily, most important first, where they meet neither each other nor a mark, and never
// half outside the view. Marks there may be in any window count, so that no name moves as time does.
(function (marz) {
  "use strict";
  const { html } = marz.draw;
  const FONT = { country: "600 13px", province: "600 11px", crossing: "600 12px", town: "11px" };
  const GAP = 7;
  const CIRCLE = 36; // the largest circle of returns
  const DIAMOND = 12;
  const MARK = 15; // half a mark's width

  // Places for a label's box around its point, best first.
  function spots(kind, width, height, gap) {
    const centred = [[-width / 2, -height / 2], [-width / 2, -height * 1.6], [-width / 2, height * 0.6], [-width / 2, -height * 3], [-width / 2, height * 2]];
    const around = [[gap, -height / 2], [-width - gap, -height / 2], [-width / 2, -height - gap], [-width / 2, gap],
      [-width - gap * 0.8, -height - gap * 0.5], [-width - gap * 0.8, gap * 0.5], [gap * 0.8, gap * 0.5]];
    if (kind === "province" || kind === "country") return centred;
    if (kind !== "crossing") return around;
    const far = [28, 46, 64].flatMap((away) => [0, 16, -16, 30, -30].flatMap((down) => [[-width - away, down - height / 2], [away, down - height / 2]]));
    return [around[1], around[5], around[4], around[6], ...around, ...far];
  }

  const Labels = L.Layer.extend({
    initialize(labels) {
      this.labels = labels.slice().sort((a, b) => a.rank - b.rank);
      this.boxes = [];
      this.widths = new Map();
    },

    onAdd(map) {
      this.box = html("div", { class: "marz-labels leaflet-zoom-hide", "aria-hidden": "true" });
      this.pen = document.createElement("canvas").getContext("2d");
      map.getPane("marz-labels").appendChild(this.box);
      map.on("viewreset zoomend moveend", this.place, this);
      map.marzLook.listeners.push(() => this.renew());
      map.marzLabels = this;
      this.place();
      if (document.fonts) document.fonts.ready.then(() => this.renew());
    },

    // Other letters have other widths.
    renew() {
      this.widths.clear();
      this.place();
    },

    // A crossing is called by both its sides, or on a narrow map by the first.
    text(label) {
      const name = (this._map.marzLook.rtl && label.name_fa) || label.name;
      return label.kind === "crossing" && this._map.getSize().x < 500 ? name.split(/ \| |–/)[0] : name;
    },

    measure(label) {
      const text = this.text(label);
      const key = `${label.kind}|${text}`;
      if (!this.widths.has(key)) this.widths.set(key, this.widthOf(label, text));
      return { w: this.widths.get(key), h: 15 };
    },

    widthOf(label, text) {
      this.family = this.widths.size && this.family ? this.family : getComputedStyle(this.box).fontFamily;
      this.pen.font = `${FONT[label.kind] || FONT.town} ${this.family}`;
      const spaced = label.kind === "province" || label.kind === "country" ? 1.22 : 1.04;
      return this.pen.measureText(spaced > 1.1 ? text.toUpperCase() : text).width * spaced + 4;
    },

    place() {
      if (!this._map) return;
      const zoom = this._map.getZoom();
      const due = this.labels.filter((label) => zoom >= label.min_zoom && zoom < (label.max_zoom || 99));
      const { gates, marks, places } = this.obstacles();
      const taken = [...gates.flatMap((gate) => gate.boxes), ...marks.map(({ point }) => this.around(point, MARK - 3)),
        ...places.map((point) => this.around(point, 8)),
        ...due.filter((label) => label.dot && label.kind === "town").map((label) => this.around(this.at(label), 3))];
      const cut = this.cutter();
      this.boxes = [];
      this.box.replaceChildren();
      for (const label of due) this.settle(label, taken, gates, marks, cut);
    },

    settle(label, taken, gates, marks, cut) {
      const size = this.measure(label);
      const point = this.at(label);
      const gate = label.kind === "crossing" && gates.find((one) => one.point.distanceTo(point) < 2);
      const gap = gate ? gate.r + 4 : label.kind === "crossing" ? DIAMOND : marks.some((mark) => mark.point.distanceTo(point) < MARK) ? MARK : GAP;
      const covered = label.kind === "town" && gates.some((one) => one.point.distanceTo(point) < one.r - 4);
      const spot = covered ? null : spots(label.kind, size.w, size.h, gap).map(([dx, dy]) => ({ x: point.x + dx, y: point.y + dy, ...size }))
        .find((box) => !cut(box) && !taken.some((other) => marz.boxesMeet(box, other)));
      if (!spot) return;
      if (label.dot && label.kind === "town") this.dot(point);
      taken.push(spot);
      this.boxes.push(spot);
      this.write(label, spot);
    },

    // Tells whether a box is half in view and half out of it. Where the view ends is asked once: the browser lays the page
    // out anew for every such question after a name has been written.
    cutter() {
      const size = this._map.getSize();
      const { x, y } = this._map.containerPointToLayerPoint([0, 0]);
      const view = { x, y, w: size.x, h: size.y - marz.dockOf(this._map).height };
      const inside = (box) => box.x >= view.x + 2 && box.y >= view.y + 2 && box.x + box.w <= view.x + view.w - 2 && box.y + box.h <= view.y + view.h - 2;
      return (box) => !inside(box) && marz.boxesMeet(box, view);
    },

    // What there may be at any time: marks of events, and at a crossing its circle of returns with the number below it and
    // the marks of its events to the north-east.
    obstacles() {
      const view = this._map.marzView;
      if (!view) return { gates: [], marks: [], places: [] };
      const origin = this._map.getPixelOrigin();
      const marks = view.marks.clusters.points().map(({ point, place }) => ({ point: point.subtract(origin), place }));
      const busy = new Set(marks.map((mark) => mark.place));
      const gates = view.store.gatesEver().map((place) => this.gate(view, place, busy.has(place)));
      return { gates, marks: marks.filter((mark) => !gates.some((gate) => gate.place === mark.place)), places: view.places ? view.places.points() : [] };
    },

    gate(view, place, busy) {
      const { lat, lon } = view.store.places;
      const point = this._map.latLngToLayerPoint([lat[place], lon[place]]);
      const r = view.marks.largest(place);
      const half = view.look.rtl ? 52 : 34; // of the number below: "at least" is a sign in English, a word in Persian
      const boxes = [this.around(point, r), { x: point.x - half, y: point.y + r, w: 2 * half, h: 20 }];
      if (busy) boxes.push({ x: point.x + 8, y: point.y - r - 22, w: 52, h: r + 18 });
      return { place, point, r, boxes };
    },

    at(label) {
      return this._map.latLngToLayerPoint([label.lat, label.lon]);
    },

    around(point, r) {
      return { x: point.x - r, y: point.y - r, w: 2 * r, h: 2 * r };
    },

    dot(point) {
      const node = html("i", { class: "marz-dot" });
      L.DomUtil.setPosition(node, L.point(Math.round(point.x) - 2, Math.round(point.y) - 2));
      this.box.appendChild(node);
    },

    write(label, spot) {
      const node = html("span", { class: `marz-label marz-${label.kind}`, text: this.text(label), dir: "auto" });
      L.DomUtil.setPosition(node, L.point(Math.round(spot.x), Math.round(spot.y)));
      node.style.width = `${Math.ceil(spot.w)}px`;
      this.box.appendChild(node);
    },
  });

  marz.labelLayer = (map, { labels }) => new Labels(labels).addTo(map);
})((window.marz = window.marz || {}));
