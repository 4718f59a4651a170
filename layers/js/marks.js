// Marks on places, drawn on one canvas. Over each lies an empty element that the pointer, the keyboard and screen readers
// find: kept by key from step to step, touched only where what it says has changed.
(function (marz) {
  "use strict";
  const { html, onCanvas, eventMark, groupMark, returnsMark } = marz.draw;

  // A round number not below n: 1, 2 or 5 times a power of ten.
  function rounded(n) {
    const power = 10 ** Math.floor(Math.log10(Math.max(n, 1)));
    return power * [1, 2, 5, 10].find((k) => k * power >= n);
  }

  class Marks {
    constructor(view) {
      this.view = view;
      this.clusters = new marz.Clusters(view);
      this.nodes = new Map();
      this.scales = new Map();
      this.rings = new marz.Rings(view);
      this.opened = null;
      this.pane = view.map.getPane("marz-marks");
      this.sheet = new marz.Sheet().addTo(view.map);
      this.under = new marz.Sheet({ pane: "marz-flows" }).addTo(view.map); // streams lie below names and circles
      this.sheet.redraw = this.under.redraw = () => this.paint();
      view.map.on("zoomanim", (e) => this.animate(e));
      view.map.on("viewreset zoomend moveend", () => view.answer && view.render());
      view.map.on("click", () => this.clear());
      this.awaitFont(50);
    }

    // The style sheet may come after the first paint: letter the marks again once it is there.
    awaitFont(tries) {
      if (/Marz/.test(this.font())) this.paint();
      else if (tries) setTimeout(() => this.awaitFont(tries - 1), 100);
    }

    clear() {
      this.opened = null;
      this.view.set({ selected: null, event: null });
    }

    draw(state, answer) {
      const circles = [...this.returnMarks(state, answer)];
      this.reach = new Map(circles.map((mark) => [mark.place, mark.reach]));
      const events = [...this.eventMarks(state, answer)];
      const flows = state.hidden.flows ? [] : [...marz.flowMarks(this.view, state, circles, events)];
      const wanted = [...flows, ...circles, ...events];
      const keys = new Set(wanted.map((mark) => mark.key));
      for (const [key, one] of this.nodes) if (!keys.has(key)) this.drop(key, one);
      this.shown = wanted;
      for (const mark of wanted) this.show(mark);
      this.paint();
    }

    drop(key, one) {
      if (one.node.contains(document.activeElement)) this.view.map.getContainer().focus();
      one.node.remove();
      this.nodes.delete(key);
    }

    // ---- returns -------------------------------------------------------------------------------------------------

    // The circle of the largest count that windows of this length reach, and its radius.
    scale() {
      const { start, end, body } = this.view.state;
      const key = `${body}|${end - start}`;
      if (!this.scales.has(key)) this.scales.set(key, rounded(this.view.store.returnIndex.peak(body, end - start)));
      return { people: this.scales.get(key), radius: this.view.map.getSize().x < 600 ? 26 : 34 };
    }

    radius(people) {
      const { people: most, radius } = this.scale();
      return Math.sqrt(Math.max(people, 0) / most) * radius;
    }

    // How far the circle of a place can reach, whoever counts: names keep clear of it.
    largest(place) {
      const { bodies } = this.view.store;
      const share = (body) => {
        const sums = this.view.store.gates(body).map((series) => [series.place, series.best[series.best.length - 1]]);
        const most = Math.max(...sums.map(([, best]) => best), 1);
        return (sums.find(([at]) => at === place) || [0, 0])[1] / most;
      };
      if (!this.shares) this.shares = new Map();
      if (!this.shares.has(place)) this.shares.set(place, Math.max(...bodies.id.map((_, body) => share(body))));
      return Math.max(12, Math.sqrt(this.shares.get(place)) * this.scale().radius + 5);
    }

    *returnMarks(state, answer) {
      const { lat, lon } = this.view.store.places;
      for (const total of marz.totals(this.view, answer)) {
        if (Number.isNaN(lat[total.place])) continue;
        const silent = 1 - Math.min(total.reported / (state.end - state.start), 1);
        const most = total.open ? Math.max(total.best, total.low) : total.high;
        const size = { low: this.radius(total.low), high: marz.isTold(total) ? this.radius(most) : 0,
          open: total.open && total.reported > 0, silent: silent < 0.005 ? 0 : silent };
        const selected = state.selected === this.view.store.places.id[total.place];
        yield { key: `r${total.place}`, place: total.place, lat: lat[total.place], lon: lon[total.place], kind: "returns",
          label: marz.sayTotal(this.view, total), name: () => marz.describeReturns(this.view, total), selected,
          reach: Math.max(size.high, size.low, 9), size,
          paint: (theme) => returnsMark(size, theme), tip: () => marz.returnsCard(this.view, total) };
      }
    }

    // ---- events --------------------------------------------------------------------------------------------------

    // Tallies of the places that share a mark at this zoom.
    groups(answer) {
      const groups = new Map();
      for (const [place, tally] of answer.tallies) {
        const leader = this.clusters.leaderOf(place);
        if (leader === undefined) continue;
        if (!groups.has(leader)) groups.set(leader, { leader, places: [], n: 0, kinds: new Uint32Array(tally.kinds.length), events: [] });
        this.join(groups.get(leader), place, tally);
      }
      return groups.values();
    }

    join(group, place, tally) {
      group.places.push(place);
      group.n += tally.n;
      for (let kind = 0; kind < tally.kinds.length; kind++) group.kinds[kind] += tally.kinds[kind];
      const seen = tally.events.length ? new Set(group.events.map((one) => one.event)) : null;
      for (const one of tally.events) {
        if (seen.has(one.event)) group.n -= 1;
        else group.events.push({ ...one, place });
      }
    }

    *eventMarks(state, answer) {
      const groups = [...this.groups(answer)].map((group) => ({ ...group, reach: this.reachOf(group) }));
      for (const { group, spot, offsets } of marz.layOut(this.view, groups, this.opened)) {
        if (!offsets) yield this.groupOf(group, spot, state);
        else for (let i = 0; i < offsets.length; i++) yield this.eventOf(group, group.events[i], spot, offsets, i, state);
      }
    }

    // The circle of returns that a mark must stand clear of.
    reachOf(group) {
      return Math.max(0, ...[group.leader, ...group.places].map((place) => this.reach.get(place) || 0));
    }

    base(group, [dx, dy], state) {
      const { lat, lon, id, shape } = this.view.store.places;
      return { lat: lat[group.leader], lon: lon[group.leader], dx, dy, group, leg: group.reach ? null : [dx, dy],
        area: Boolean(shape[group.leader]), selected: group.n > 1 && group.places.some((p) => id[p] === state.selected) };
    }

    eventOf(group, one, spot, offsets, i, state) {
      const { store, look } = this.view;
      const category = store.categories[one.category];
      const status = store.statuses[one.status];
      const chosen = state.event !== null && store.events.id && store.events.id[one.event] === state.event;
      const at = [spot[0] + offsets[i][0], spot[1] + offsets[i][1]];
      const base = this.base(group, at, state);
      return { ...base, key: `e${group.leader}.${one.event}`, kind: "event", place: one.place, event: one.event, category, status,
        leg: i ? null : base.leg, frame: i || !base.area ? null : marz.frameOf(offsets), selected: false,
        name: () => marz.describeEvent(this.view, one), chosen,
        paint: (theme) => eventMark(category, status, look.hues[category], theme), tip: () => marz.eventCard(this.view, one) };
    }

    groupOf(group, spot, state) {
      const slices = this.rings.slices(group.kinds);
      const label = group.n > 9999 ? this.view.word("thousands", { n: this.view.number(group.n / 1000) }) : this.view.number(group.n);
      const base = this.base(group, spot, state);
      return { ...base, key: `g${group.leader}`, kind: "group", place: group.places[0], slices, name: () => marz.describeGroup(this.view, group),
        frame: base.area ? marz.frameOf([[0, 0]]) : null,
        paint: (theme) => groupMark(slices, label, theme), tip: () => marz.groupCard(this.view, group) };
    }

    // ---- elements ------------------------------------------------------------------------------------------------

    show(mark) {
      const one = this.nodes.get(mark.key) || this.create(mark);
      const { lat, lon } = mark;
      one.mark = mark;
      mark.point = this.view.map.latLngToLayerPoint([lat, lon]).round();
      const { dragging, playing } = this.view.state;
      const box = `${mark.dx}|${mark.dy}|${mark.reach}`;
      if (one.box !== box) this.size(one, mark);
      // Names are for those who listen: they are written when the window rests, not at every frame of a drag.
      if (!(dragging || playing) || !one.said) this.tell(one, mark);
      one.box = box;
      this.move(one, mark.point);
    }

    size({ node }, mark) {
      const hit = Math.max(mark.reach || 0, 16);
      Object.assign(node.style, { width: `${2 * hit}px`, height: `${2 * hit}px`, marginLeft: `${(mark.dx || 0) - hit}px`, marginTop: `${(mark.dy || 0) - hit}px` });
    }

    tell(one, mark) {
      const chosen = Boolean(mark.selected || mark.chosen);
      const said = `${mark.name()}|${chosen}`;
      if (one.said === said) return;
      one.said = said;
      one.node.setAttribute("aria-label", mark.name());
      one.node.setAttribute("aria-pressed", String(chosen));
    }

    // Kept once our style sheet is there: asking costs a layout.
    font() {
      if (!/Marz/.test(this.family || "")) this.family = getComputedStyle(this.view.map.getContainer()).fontFamily;
      return this.family;
    }

    // Circles first, so that events lie above them.
    paint() {
      const [pen, under] = [this.sheet.begin(), this.under.begin()];
      const family = this.font();
      const { theme } = this.view.look;
      for (const mark of this.shown || []) {
        const { x, y } = mark.point;
        if (mark.kind === "flow") onCanvas(under, mark.stream(theme), x, y, family);
        onCanvas(pen, this.strokes(mark, theme), x + (mark.dx || 0), y + (mark.dy || 0), family);
      }
    }

    strokes(mark, theme) {
      const items = mark.paint(theme);
      if (mark.selected || mark.chosen) items.unshift({ r: mark.kind === "returns" ? mark.reach + 3 : 18, stroke: theme.ink, width: 2.5 });
      if (mark.frame) items.unshift({ rect: mark.frame, fill: theme.paper, alpha: 0.75 }, { rect: mark.frame, stroke: theme.name, width: 1, dash: [2, 2] });
      if (mark.leg && !mark.area && (mark.leg[0] || mark.leg[1])) items.unshift({ d: `M0 0L${-mark.leg[0]} ${-mark.leg[1]}`, stroke: theme.name, width: 1 });
      if (mark.label) items.push(this.caption(mark, theme));
      return items;
    }

    caption({ label, reach, size }, theme) {

      const silent = size.silent === 1 && !size.low;
      return { text: label, at: [0, reach + (size.open ? 18 : 13)], halo: theme.halo, fill: silent ? theme.name : theme.ink,
        size: silent ? 11 : 12, weight: silent ? 400 : 600 };
    }

    create(mark) {
      const node = html("div", { class: `marz-mark marz-mark-${mark.kind} leaflet-zoom-animated`, role: "button", tabindex: "0", "data-key": mark.key });
      const one = { node };
      const pick = (event) => {
        L.DomEvent.stop(event);
        this.pick(one.mark);
      };
      node.addEventListener("click", pick);
      node.addEventListener("keydown", (event) => (event.key === "Enter" || event.key === " ") && pick(event));
      for (const name of ["pointerenter", "focus"]) node.addEventListener(name, () => this.view.card.tip(one.mark, node));
      for (const name of ["pointerleave", "blur"]) node.addEventListener(name, () => this.view.card.untip(node));
      L.DomEvent.disableClickPropagation(node);
      this.pane.appendChild(node);
      this.nodes.set(mark.key, one);
      return one;
    }

    move(one, point) {
      L.DomUtil.setPosition(one.node, point.round());
    }

    animate(e) {
      for (const one of this.nodes.values()) {
        this.move(one, this.view.map._latLngToNewLayerPoint(L.latLng(one.mark.lat, one.mark.lon), e.zoom, e.center));
      }
    }

    pick(mark) {
      const { id } = this.view.store.places;
      if (mark.kind === "group") {
        this.opened = this.opened === mark.group.leader ? null : mark.group.leader;
      }
      const event = mark.kind === "event" && this.view.store.events.id ? this.view.store.events.id[mark.event] : null;
      this.view.set({ selected: id[mark.place], event });
      this.view.card.pin(mark);
    }
  }

  const roundedDown = (n) => [10, 5, 2, 1].map((k) => (rounded(n) * k) / 10).find((m) => m <= n) || n;

  Object.assign(marz, { Marks, roundedDown });
})((window.marz = window.marz || {}));
