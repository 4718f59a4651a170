// The legend: every mark on the screen, and nothing else. A line or two above the slider, where it covers no mark.
(function (marz) {
  "use strict";
  const { html, picture, eventMark, groupMark, returnsMark, rim } = marz.draw;

  const SAMPLE = [{ hue: "#D55E00", n: 2, look: "confirmed" }, { hue: "#0072B2", n: 1, look: "said" }];

  class Legend {
    constructor(view, { open }) {
      this.view = view;
      this.said = "";
      this.box = html("details", { class: "marz-legend" });
      this.box.open = open === undefined ? view.map.getSize().x >= 700 : open;
      view.dock.prepend(this.box);
      view.map.on("moveend", () => view.answer && this.draw());
    }

    draw() {
      const found = this.found();
      const { look } = this.view;
      const said = JSON.stringify([found, look.lang, look.dark]);
      if (said === this.said) return;
      this.said = said;
      this.box.dir = look.rtl ? "rtl" : "ltr";
      this.box.replaceChildren(html("summary", { text: this.view.word("legend") }), html("ul", {}, [...this.rows(found)]));
    }

    // What is on the map now.
    found() {
      const { marks, areas, store } = this.view;
      const found = { statuses: new Set(), categories: new Set(), inside: new Set(), group: false, flow: false, returns: "", open: false, range: false, silent: false };
      const view = this.inView();
      for (const mark of marks.shown) {
        if (mark.kind !== "flow" && !view.contains([mark.lat, mark.lon])) continue;
        if (mark.kind === "returns") this.findReturns(found, mark);
        else if (mark.kind === "flow") found.flow = true;
        else this.findEvents(found, mark, store);
      }
      const drawn = [...areas.drawn.values()];
      found.area = drawn.some(({ layer }) => layer instanceof L.Polygon);
      found.line = (drawn.find(({ layer }) => !(layer instanceof L.Polygon)) || { layer: { options: {} } }).layer.options.color || "";
      found.ring = areas.rings.size > 0;
      found.places = this.view.places ? this.view.places.found() : [];
      const order = (list, set) => list.filter((name) => set.has(name));
      return { ...found, statuses: order(["confirmed", "reported", "claimed", "disputed", "denied", "rumour"], found.statuses), inside: order(["disputed", "denied"], found.inside),
        categories: order(store.categories, found.categories) };
    }

    // What the slider does not cover. Its own height does not count: what it says must not hang on how long it is.
    inView() {
      const { map } = this.view;
      const { x, y } = map.getSize();
      return L.latLngBounds(map.containerPointToLatLng([0, 0]), map.containerPointToLatLng([x, y - marz.dockOf(map).slider]));
    }

    findReturns(found, { size }) {
      if (size.high > 0) found.returns = String(this.view.marks.scale().people);
      found.open = found.open || size.open;
      found.range = found.range || (!size.open && size.high - size.low > 1);
      found.silent = found.silent || size.silent > 0;
    }

    findEvents(found, mark, store) {
      found.group = found.group || mark.kind === "group";
      mark.group.kinds.forEach((n, kind) => n && found.categories.add(store.categories[kind >> 3]));
      if (mark.kind === "event") found.statuses.add(mark.status);
      for (const { look } of mark.slices || []) if (look === "disputed" || look === "denied") found.inside.add(look);
    }

    *rows(found) {
      const { theme, hues } = this.view.look;
      if (found.returns) yield* this.returnRows(found, theme);
      if (found.silent) yield this.row([rim(10, 0.6, theme)], "legend_silent");
      const both = found.statuses.includes("reported") && found.statuses.includes("claimed");
      for (const status of found.statuses) {
        if (both && status === "claimed") continue; // drawn alike, explained together
        yield this.row(eventMark(null, status, theme.name, theme), both && status === "reported" ? "status_both" : `status_${status}`);
      }
      for (const category of found.categories) yield this.row(eventMark(category, "reported", hues[category], theme), `category_${category}`);
      if (found.group) yield this.row(groupMark(SAMPLE, this.view.number(3), theme, 13), "legend_group");
      for (const look of found.inside) yield this.row(groupMark([...SAMPLE, { hue: "#999999", n: 1, look }], this.view.number(4), theme, 12), `legend_inside_${look}`);
      for (const kind of found.places) yield this.row(marz.placeStrokes(kind, theme), `legend_${kind}`);
      if (found.flow) yield this.row(marz.flowSample(theme), "legend_flow");
      if (found.area) yield this.row(this.hatch(theme), "legend_area");
      if (found.line) yield this.row([{ d: "M-12 6L12 -6", stroke: found.line, width: 5.5, alpha: 0.5 }, { d: "M-12 6L12 -6", stroke: theme.border, width: 1.6 }], "legend_line");
      if (found.ring) yield this.row([{ r: 12, fill: theme.name, alpha: 0.1 }, { r: 12, stroke: theme.name, alpha: 0.6 }], "legend_ring");
    }

    *returnRows(found, theme) {
      const people = Number(found.returns);
      const { radius } = this.view.marks.scale();
      const shown = marz.roundedDown(people * Math.min(1, 15 / radius) ** 2);
      const r = radius * Math.sqrt(shown / people);
      yield this.row(returnsMark({ low: r, high: r, open: false, silent: 0 }, theme), "legend_returns", { people: this.view.number(shown) });
      if (found.range) yield this.row(returnsMark({ low: 6, high: 12, open: false, silent: 0 }, theme), "legend_range");
      if (found.open) yield this.row(returnsMark({ low: 6, high: 8, open: true, silent: 0 }, theme), "legend_open");
    }

    hatch(theme) {
      const lines = "M-12 -3L-6 -9M-12 3L0 -9M-12 9L6 -9M-6 9L12 -9M0 9L12 -3M6 9L12 3";
      return [{ d: lines, stroke: theme.name, width: 1, alpha: 0.6 }, { d: "M-12 -9H12V9H-12Z", stroke: theme.name, width: 1.3 }];
    }

    row(items, key, values) {
      return html("li", {}, [picture(items, 18, 32), html("span", { text: this.view.word(key, values) })]);
    }
  }

  marz.Legend = Legend;
})((window.marz = window.marz || {}));
