// The legend: every mark on the screen, and nothing else. It follows what the marks draw.
(function (marz) {
  "use strict";
  const { html, svg, eventMark, groupMark, returnsMark, rim } = marz.draw;
  const picture = (children, size = 32) => svg("svg", { width: 26, height: 26, viewBox: `${-size / 2} ${-size / 2} ${size} ${size}`, "aria-hidden": "true" }, children);

  class Legend {
    constructor(view, { open }) {
      this.view = view;
      this.said = "";
      this.box = html("details", { class: "marz-legend" });
      this.box.open = open === undefined ? view.map.getSize().x >= 700 : open;
      L.DomEvent.disableClickPropagation(this.box);
      L.DomEvent.disableScrollPropagation(this.box);
      view.map.getContainer().appendChild(this.box);
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
      const found = { statuses: new Set(), categories: new Set(), group: false, areaMark: false, returns: "", open: false, range: false, silent: false };
      for (const mark of marks.shown) {
        if (mark.kind === "returns") this.findReturns(found, mark);
        else this.findEvents(found, mark, store);
      }
      const drawn = [...areas.drawn.values()];
      found.area = drawn.some(({ layer }) => layer instanceof L.Polygon);
      found.line = drawn.some(({ layer }) => !(layer instanceof L.Polygon));
      found.ring = areas.rings.size > 0;
      const order = (list, set) => list.filter((name) => set.has(name));
      return { ...found, statuses: order(["confirmed", "reported", "claimed", "disputed", "denied", "rumour"], found.statuses),
        categories: order(store.categories, found.categories) };
    }

    findReturns(found, { size }) {
      if (size.high > 0) found.returns = `${this.view.marks.scale().people}|${this.view.bodyName(this.view.state.body)}`;
      found.open = found.open || size.open;
      found.range = found.range || (!size.open && size.high - size.low > 1);
      found.silent = found.silent || size.silent > 0;
    }

    findEvents(found, mark, store) {
      found.group = found.group || mark.kind === "group";
      for (const kind of mark.group.kinds.keys()) found.categories.add(store.categories[kind >> 3]);
      if (mark.kind === "event") found.statuses.add(mark.status);
    }

    *rows(found) {
      const { theme, hues } = this.view.look;
      if (found.returns) yield* this.returnRows(found, theme);
      if (found.silent) yield this.row([rim(10, 0.6, theme)], "legend_silent");
      const both = found.statuses.includes("reported") && found.statuses.includes("claimed");
      for (const status of found.statuses) {
        if (both && status === "claimed") continue; // drawn alike, explained together
        yield this.row([eventMark(null, status, theme.name, theme)], both && status === "reported" ? "status_both" : `status_${status}`);
      }
      for (const category of found.categories) yield this.row([eventMark(category, "reported", hues[category], theme)], `category_${category}`);
      if (found.group) yield this.row([groupMark([{ hue: "#D55E00", n: 2, confirmed: true }, { hue: "#0072B2", n: 1, confirmed: false }], this.view.number(3), theme, 13)], "legend_group");
      if (found.area) yield this.row([this.hatch(theme)], "legend_area");
      if (found.line) yield this.row([svg("path", { d: "M-12 6L12 -6", stroke: hues.capture, "stroke-width": 6, "stroke-opacity": 0.7 }), svg("path", { d: "M-12 6L12 -6", stroke: theme.border, "stroke-width": 1.6 })], "legend_line");
      if (found.ring) yield this.row([svg("circle", { r: 12, fill: theme.name, "fill-opacity": 0.06, stroke: theme.name, "stroke-opacity": 0.6 })], "legend_ring");
    }

    *returnRows(found, theme) {
      const [people, body] = found.returns.split("|");
      const { radius } = this.view.marks.scale();
      const shown = marz.roundedDown(Number(people) * Math.min(1, 15 / radius) ** 2);
      const r = radius * Math.sqrt(shown / Number(people));
      yield this.row([returnsMark({ low: r, high: r, open: false, silent: 0 }, theme)], "legend_returns", { people: this.view.number(shown), body });
      if (found.range) yield this.row([returnsMark({ low: 6, high: 12, open: false, silent: 0 }, theme)], "legend_range");
      if (found.open) yield this.row([returnsMark({ low: 6, high: 8, open: true, silent: 0 }, theme)], "legend_open");
    }

    hatch(theme) {
      const lines = [-10, -4, 2, 8, 14].map((x) => `M${x - 10} 9L${x + 8} -9`).join("");
      const clip = svg("clipPath", { id: "marz-legend-clip" }, [svg("rect", { x: -12, y: -9, width: 24, height: 18 })]);
      return svg("g", {}, [clip, svg("path", { d: lines, stroke: theme.name, "stroke-width": 1.2, "stroke-opacity": 0.7, "clip-path": "url(#marz-legend-clip)" }),
        svg("rect", { x: -12, y: -9, width: 24, height: 18, fill: "none", stroke: theme.name, "stroke-width": 1.5 })]);
    }

    row(children, key, values) {
      return html("li", {}, [picture(children), html("span", { text: this.view.word(key, values) })]);
    }
  }

  marz.Legend = Legend;
})((window.marz = window.marz || {}));
