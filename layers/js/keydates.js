// Marks of key events above the axis: each a button that names its event and brings the window there.
(function (marz) {
  "use strict";
  const { html, svg } = marz.draw;
  const NEAR = 7; // pixels: closer ones would cover each other

  class KeyDates {
    constructor(view, axis) {
      Object.assign(this, { view, axis, seen: "" });
      this.box = html("div", { class: "marz-keys", role: "group" });
      const { key, start } = view.store.events;
      this.events = Array.from(key || [], (flag, i) => (flag ? i : -1)).filter((i) => i >= 0).sort((a, b) => start[a] - start[b]);
      this.nodes = new Map();
    }

    draw({ start, end }) {
      const { from, to, width, view } = this.axis;
      const seen = `${from}|${to}|${width}|${view.lang}|${view.asked}|${view.knownBy}`;
      if (seen !== this.seen) this.lay(seen);
      const near = [...this.nodes.keys()].sort((a, b) => this.away(a, start, end) - this.away(b, start, end))[0];
      for (const [event, node] of this.nodes) node.tabIndex = event === near ? 0 : -1;
    }

    away(event, start, end) {
      const day = this.view.store.events.start[event];
      return day < start ? start - day : Math.max(0, day - end + 1);
    }

    lay(seen) {
      this.seen = seen;
      this.box.setAttribute("aria-label", this.view.word("key_events"));
      const shown = this.stacks();
      const focused = [...this.nodes].find(([, node]) => node === document.activeElement);
      this.nodes = new Map(shown.map((stack) => [stack.events[0], this.node(stack)]));
      this.box.replaceChildren(...this.nodes.values());
      if (focused && this.nodes.has(focused[0])) this.nodes.get(focused[0]).focus({ preventScroll: true });
    }

    // Events so close in time that their marks would cover each other share one.
    stacks() {
      const { from, to } = this.axis;
      const { start } = this.view.store.events;
      const stacks = [];
      for (const event of this.events) {
        if (start[event] < from || start[event] >= to || !this.view.store.index.passes(event, this.view.knownBy, this.view.sieve)) continue;
        const x = this.axis.xOf(start[event] + 0.5);
        const last = stacks[stacks.length - 1];
        if (last && x - last.x < NEAR) last.events.push(event);
        else stacks.push({ x, events: [event] });
      }
      return stacks;
    }

    node({ x, events }) {
      const { view } = this;
      const name = (event) => `${view.eventTitle(event)}. ${marz.eventDates(view, event)}`;
      const picture = svg("svg", { width: 9, height: 7, viewBox: "0 0 9 7", "aria-hidden": "true" }, [svg("path", { d: "M0.5 0.5H8.5L4.5 6.5Z", fill: "currentColor" })]);
      const node = html("button", { type: "button", class: "marz-key", tabindex: "-1", "aria-label": events.map(name).join("; ") }, [picture]);
      node.style.transform = `translateX(${x.toFixed(1)}px)`;
      const tip = { reach: 4, tip: () => [marz.eventNames(view, events)] };
      for (const on of ["pointerenter", "focus"]) node.addEventListener(on, () => view.card.tip(tip, node));
      for (const off of ["pointerleave", "blur"]) node.addEventListener(off, () => view.card.untip(node));
      node.addEventListener("pointerdown", (event) => event.stopPropagation());
      node.addEventListener("click", () => this.go(events[0]));
      node.addEventListener("keydown", (event) => this.key(event));
      return node;
    }

    go(event) {
      const { start, length } = this.view.store.events;
      this.view.set({ start: start[event], end: start[event] + length[event], playing: false });
    }

    key(event) {
      const turn = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (!turn) return;
      const nodes = [...this.nodes.values()];
      const next = nodes[nodes.indexOf(event.currentTarget) + turn];
      if (next) next.focus({ preventScroll: true });
      event.preventDefault();
      event.stopPropagation();
    }
  }

  marz.KeyDates = KeyDates;
})((window.marz = window.marz || {}));
