// The time axis: which days are in sight, the two handles, the bar between them; pointer, wheel and keyboard.
(function (marz) {
  "use strict";
  const { html } = marz.draw;
  const EDGE = 0.04; // share of the axis kept free beside the window

  class Axis {
    constructor(view) {
      this.view = view;
      this.box = html("div", { class: "marz-axis", dir: "ltr" });
      this.canvas = html("canvas", { class: "marz-histogram", "aria-hidden": "true" });
      this.bar = html("div", { class: "marz-bar", role: "slider", tabindex: "0", "data-part": "bar" });
      this.low = html("div", { class: "marz-handle", role: "slider", tabindex: "0", "data-part": "start" });
      this.high = html("div", { class: "marz-handle", role: "slider", tabindex: "0", "data-part": "end" });
      this.known = html("div", { class: "marz-known", role: "slider", tabindex: "0", "data-part": "known" });
      this.dates = html("div", { class: "marz-dates", "data-part": "dates" });
      this.box.append(this.canvas, this.dates, this.bar, this.low, this.high, this.known);
      this.fingers = new Map();
      this.histogram = new marz.Histogram(this.canvas, view);
      this.keys = new marz.KeyDates(view, this);
      this.box.prepend(this.keys.box);
      this.around(view.state);
      this.listen();
    }

    // ---- days and pixels -----------------------------------------------------------------------------------------

    get width() {
      return this.histogram.size.w || 1;
    }

    dayAt(x) {
      return this.from + (x / this.width) * (this.to - this.from);
    }

    xOf(day) {
      return ((day - this.from) / (this.to - this.from)) * this.width;
    }

    see(from, to) {
      const { first, last } = this.view.store;
      const span = Math.min(Math.max(to - from, 10), last - first);
      this.from = Math.min(Math.max(from, first), last - span);
      this.to = this.from + span;
    }

    // Show the window with some time on both sides.
    around({ start, end }) {
      const pad = Math.max(45, 2.5 * (end - start));
      this.see(start - pad, end + pad);
    }

    // Move the axis, as little as needed, so that the window stays in sight.
    follow({ start, end }) {
      const span = this.to - this.from;
      if (end - start > span * (1 - 2 * EDGE)) this.see(start - (end - start) * 0.2, end + (end - start) * 0.2);
      else if (start < this.from + span * EDGE) this.see(start - span * EDGE, start - span * EDGE + span);
      else if (end > this.to - span * EDGE) this.see(end + span * EDGE - span, end + span * EDGE);
    }

    zoom(factor, x = this.width / 2) {
      const at = this.dayAt(x);
      this.see(at - (at - this.from) * factor, at + (this.to - at) * factor);
      this.draw(this.view.state);
    }

    whole() {
      this.see(this.view.store.first, this.view.store.last);
      this.draw(this.view.state);
    }

    // ---- pointer -------------------------------------------------------------------------------------------------

    listen() {
      this.box.addEventListener("pointerdown", (e) => this.grab(e));
      this.box.addEventListener("pointermove", (e) => this.pull(e));
      for (const name of ["pointerup", "pointercancel"]) this.box.addEventListener(name, (e) => this.release(e));
      this.box.addEventListener("wheel", (e) => this.wheel(e), { passive: false });
      this.box.addEventListener("dblclick", () => this.whole());
      this.box.addEventListener("keydown", (e) => this.key(e));
      new ResizeObserver(() => this.resize()).observe(this.canvas);
    }

    resize() {
      this.histogram.measure();
      this.draw(this.view.state);
    }

    xIn(event) {
      return event.clientX - this.canvas.getBoundingClientRect().left;
    }

    grab(event) {
      if (event.button > 0) return;
      this.fingers.set(event.pointerId, this.xIn(event));
      this.box.setPointerCapture(event.pointerId);
      if (this.fingers.size === 2) return this.letGo();
      const part = event.target.dataset.part || "axis";
      const { start, end } = this.view.state;
      this.drag = { part, x: this.xIn(event), start, end, from: this.from, to: this.to, moved: false };
      if (part !== "axis" && part !== "dates") event.target.focus({ preventScroll: true });
      this.view.set({ playing: false });
      event.preventDefault();
    }

    // Two fingers zoom time.
    pinch(event) {
      const spread = () => Math.abs([...this.fingers.values()].reduce((a, b) => a - b)) || 1;
      const before = spread();
      this.fingers.set(event.pointerId, this.xIn(event));
      this.zoom(before / spread(), [...this.fingers.values()].reduce((a, b) => a + b) / 2);
    }

    letGo() {
      this.drag = null;
      this.view.set({ dragging: false });
    }

    pull(event) {
      if (this.fingers.size === 2) return this.pinch(event);
      if (!this.drag) return;
      const x = this.xIn(event);
      const { drag } = this;
      if (Math.abs(x - drag.x) > 3) drag.moved = true;
      if (!drag.moved) return;
      if (drag.part === "dates") return this.pan(x);
      if (drag.part === "axis") return this.brush(drag.x, x);
      if (drag.part === "known") return this.view.set({ knownBy: this.knownAt(x), dragging: true });
      const days = Math.round(this.dayAt(x) - (drag.from + (drag.x / this.width) * (drag.to - drag.from)));
      this.pullPart(drag, days);
    }

    pullPart({ part, start, end }, days) {
      const { first, last } = this.view.store;
      if (part === "start") this.view.set({ start: Math.max(first, Math.min(start + days, end - 1)), end, dragging: true });
      else if (part === "end") this.view.set({ start, end: Math.min(last, Math.max(end + days, start + 1)), dragging: true });
      else this.view.set({ start: start + days, end: end + days, dragging: true });
    }

    // Drawing over free axis takes those days as the window.
    brush(a, b) {
      const { first, last } = this.view.store;
      const start = Math.max(first, Math.floor(this.dayAt(Math.min(a, b))));
      const end = Math.min(last, Math.ceil(this.dayAt(Math.max(a, b))));
      this.view.set({ start: Math.min(start, end - 1), end, dragging: true });
    }

    // The handle of what was known stands after its day; at the right end all that is known is shown.
    knownAt(x) {
      const day = Math.round(this.dayAt(x)) - 1;
      return x > this.width - 6 || day >= this.view.store.last - 1 ? null : Math.max(day, this.view.store.first);
    }

    pan(x) {
      const { drag } = this;
      const days = ((x - drag.x) / this.width) * (drag.to - drag.from);
      this.see(drag.from - days, drag.to - days);
      this.draw(this.view.state, false);
    }

    release(event) {
      this.fingers.delete(event.pointerId);
      const { drag } = this;
      this.drag = null;
      if (!drag) return;
      if ((drag.part === "axis" || drag.part === "dates") && !drag.moved && event.type === "pointerup") this.centre(this.dayAt(this.xIn(event)));
      else this.view.set({ dragging: false });
    }

    // A click on the axis brings the window there.
    centre(day) {
      const { start, end } = this.view.state;
      const to = Math.round(day - (end - start) / 2);
      this.view.set({ start: to, end: to + end - start, dragging: false });
    }

    wheel(event) {
      event.preventDefault();
      event.stopPropagation();
      if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
        const days = (event.deltaX / this.width) * (this.to - this.from);
        this.see(this.from + days, this.to + days);
        return this.draw(this.view.state, false);
      }
      return this.zoom(event.deltaY > 0 ? 1.18 : 1 / 1.18, this.xIn(event));
    }

    // ---- keyboard ------------------------------------------------------------------------------------------------

    // On a handle the arrows move that handle; elsewhere they move the window, and with shift its end.
    key(event) {
      const turn = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key];
      const part = event.target.dataset.part || "bar";
      if (part === "known") return this.keyKnown(event, turn);
      if (turn) this.step(part === "bar" && event.shiftKey ? "end" : part, turn);
      else if (event.key === "PageUp" || event.key === "PageDown") this.page(event.key === "PageUp" ? 1 : -1);
      else if (event.key === "Home" || event.key === "End") this.jump(part, event.key === "End");
      else return;
      event.preventDefault();
      event.stopPropagation();
    }

    keyKnown(event, turn) {
      const { knownBy, step } = this.view.state;
      const { first, last } = this.view.store;
      if (turn) this.view.set({ knownBy: Math.max(first, marz.days.move(knownBy === null ? last - 1 : knownBy, step, turn)) });
      else if (event.key === "Home" || event.key === "End") this.view.set({ knownBy: event.key === "Home" ? this.view.state.end - 1 : null });
      else return;
      event.preventDefault();
      event.stopPropagation();
    }

    step(part, turn) {
      const { start, end, step } = this.view.state;
      const { move } = marz.days;
      const patch = { playing: false };
      if (part === "start") Object.assign(patch, { start: Math.min(move(start, step, turn), end - 1), end });
      else if (part === "end") Object.assign(patch, { start, end: Math.max(move(end, step, turn), start + 1) });
      else Object.assign(patch, this.moved(turn));
      this.view.set(this.within(patch));
    }

    // The window one step on. At either end of time it stops; a growing window moves its end only.
    moved(turn) {
      const { start, end, step } = this.view.state;
      const { first, last } = this.view.store;
      const { move } = marz.days;
      const next = { start: move(start, step, turn), end: move(end, step, turn) };
      if (next.end > last) return { start: last - (end - start), end: last };
      if (next.start < first) return { start: first, end: first + (end - start) };
      return next;
    }

    within(patch) {
      const { first, last } = this.view.store;
      return { ...patch, start: Math.max(first, patch.start), end: Math.min(last, patch.end) };
    }

    page(turn) {
      const { start, end } = this.view.state;
      this.view.set({ start: start + turn * (end - start), end: end + turn * (end - start), playing: false });
    }

    jump(part, toEnd) {
      const { start, end } = this.view.state;
      const { first, last } = this.view.store;
      const length = end - start;
      if (part === "start") this.view.set({ start: toEnd ? end - 1 : first, end });
      else if (part === "end") this.view.set({ start, end: toEnd ? last : start + 1 });
      else this.view.set(toEnd ? { start: last - length, end: last } : { start: first, end: first + length });
    }

    // ---- drawing -------------------------------------------------------------------------------------------------

    draw(state, follow = true) {
      if (follow && !this.drag) this.follow(state);
      const { start, end } = state;
      this.histogram.draw(this.from, this.to, { start, end });
      this.keys.draw(state);
      const told = state.knownBy === null ? this.width : Math.min(Math.max(this.xOf(state.knownBy + 1), 0), this.width);
      this.known.style.transform = `translateX(${told.toFixed(1)}px)`;
      this.known.classList.toggle("marz-parked", state.knownBy === null);
      const [a, b] = [this.xOf(start), this.xOf(end)];
      this.low.style.transform = `translateX(${a.toFixed(1)}px)`;
      this.high.style.transform = `translateX(${b.toFixed(1)}px)`;
      this.bar.style.transform = `translateX(${a.toFixed(1)}px)`;
      this.bar.style.width = `${Math.max(2, b - a).toFixed(1)}px`;
      this.say(state);
    }

    say({ start, end, knownBy }) {
      const { view } = this;
      const seen = knownBy === null ? view.word("known_all") : marz.days.say(knownBy, view.lang);
      this.tell(this.known, view.word("known_handle"), knownBy === null ? view.store.last - 1 : knownBy, view.store.first, view.store.last - 1, seen);
      const { first, last } = view.store;
      const range = marz.days.sayRange(start, end, view.lang);
      const length = view.word(end - start === 1 ? "day_1" : "days_n", { n: view.number(end - start) });
      this.tell(this.bar, view.word("window"), start, first, last - (end - start), `${range}${view.word("comma")}${length}`);
      this.tell(this.low, view.word("from"), start, first, end - 1, marz.days.say(start, view.lang));
      this.tell(this.high, view.word("until"), end - 1, start, last - 1, marz.days.say(end - 1, view.lang));
    }

    tell(node, label, now, min, max, text) {
      if (node.saidText === text && node.saidLabel === label) return;
      Object.assign(node, { saidText: text, saidLabel: label });
      const said = { "aria-label": label, "aria-valuenow": now, "aria-valuemin": min, "aria-valuemax": max, "aria-valuetext": text };
      for (const [name, value] of Object.entries(said)) node.setAttribute(name, value);
    }
  }

  marz.Axis = Axis;
})((window.marz = window.marz || {}));
