// Names on the base map. Placed greedily at each zoom, most important first, where they meet neither each other nor a mark.
(function (marz) {
  "use strict";
  const { html } = marz.draw;
  const FONT = { country: "600 13px", province: "600 11px", crossing: "600 12px", town: "11px" };
  const GAP = 7;
  const CIRCLE = 34; // beside a crossing there is room for its circle of returns
  const MARK = 15; // half a mark's width

  // Places for a label's box around its point, best first.
  function spots(kind, width, height, gap) {
    const centred = [[-width / 2, -height / 2], [-width / 2, -height * 1.6], [-width / 2, height * 0.6]];
    const around = [[gap, -height / 2], [-width - gap, -height / 2], [-width / 2, -height - gap], [-width / 2, gap]];
    return kind === "province" || kind === "country" ? centred : around;
  }

  const meets = (a, b) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

  const Labels = L.Layer.extend({
    initialize(labels) {
      this.labels = labels.slice().sort((a, b) => a.rank - b.rank);
    },

    onAdd(map) {
      this.box = html("div", { class: "marz-labels leaflet-zoom-hide", "aria-hidden": "true" });
      this.pen = document.createElement("canvas").getContext("2d");
      map.getPane("marz-labels").appendChild(this.box);
      map.on("viewreset zoomend", this.place, this);
      map.marzLook.listeners.push(() => this.place());
      map.marzLabels = this;
      this.place();
      if (document.fonts) document.fonts.ready.then(() => this.place());
    },

    // A crossing is called by both its sides, or on a narrow map by the first.
    text(label) {
      const name = (this._map.marzLook.rtl && label.name_fa) || label.name;
      return label.kind === "crossing" && this._map.getSize().x < 500 ? name.split(/ \| |–/)[0] : name;
    },

    measure(label) {
      const text = this.text(label);
      this.pen.font = `${FONT[label.kind] || FONT.town} ${getComputedStyle(this.box).fontFamily}`;
      const spaced = label.kind === "province" || label.kind === "country" ? 1.22 : 1.04;
      return { w: this.pen.measureText(spaced > 1.1 ? text.toUpperCase() : text).width * spaced + 4, h: 15 };
    },

    place() {
      const zoom = this._map.getZoom();
      const due = this.labels.filter((label) => zoom >= label.min_zoom && zoom < (label.max_zoom || 99));
      const marks = this.marks();
      const dots = due.filter((label) => label.dot).map((label) => this.boxAt(this.at(label), label.kind === "crossing" ? 13 : 3));
      const counts = due.filter((label) => label.kind === "crossing").map((label) => this.at(label)).map(({ x, y }) => ({ x: x - 32, y: y + 10, w: 64, h: 28 }));
      const taken = [...counts, ...marks.map((point) => this.boxAt(point, MARK - 3)), ...dots];
      this.box.replaceChildren();
      for (const label of due) {
        const size = this.measure(label);
        const point = this.at(label);
        const gap = label.kind === "crossing" ? CIRCLE : marks.some((mark) => mark.distanceTo(point) < MARK) ? MARK : GAP;
        const spot = spots(label.kind, size.w, size.h, gap).map(([dx, dy]) => ({ x: point.x + dx, y: point.y + dy, ...size }))
          .find((box) => !taken.some((other) => meets(box, other)));
        if (label.dot && label.kind === "town" && spot) this.dot(point);
        if (!spot) continue;
        taken.push(spot);
        this.write(label, spot);
      }
    },

    // Where marks may come to stand in any window: names keep clear of them, so that no name moves as time does.
    marks() {
      const view = this._map.marzView;
      const origin = this._map.getPixelOrigin();
      return view ? view.marks.clusters.points().map((point) => point.subtract(origin)) : [];
    },

    at(label) {
      return this._map.latLngToLayerPoint([label.lat, label.lon]);
    },

    boxAt(point, r) {
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
