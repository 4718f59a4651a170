// The state of one time map: window, step, selection. Parts draw it; nobody else holds a copy.
(function (marz) {
  "use strict";

  class View {
    constructor(map, store, options) {
      Object.assign(this, { map, store, options, look: map.marzLook, parts: [], listeners: [], frame: 0, lastStepMs: 0 });
      this.state = {
        start: options.start, end: options.end, step: options.step || "day", speed: 1, growing: false, playing: false,
        selected: null, event: null, knownBy: options.knownBy === undefined ? null : options.knownBy, body: Math.max(0, (store.bodies.id || []).indexOf(options.body)), hidden: {}, filters: {}, dragging: false,
      };
      this.clamp(this.state);
      this.look.listeners.push(() => this.set({}));
    }

    get lang() {
      return this.look.lang;
    }

    word(key, values) {
      return this.look.word(key, values);
    }

    number(value) {
      return this.look.number(value);
    }

    // A column in the reader's language, where it is written in it.
    said(names, local, i) {
      return (this.lang !== "en" && local && local[i]) || (names && names[i]) || "";
    }

    placeName(i) {
      return this.said(this.store.places.name, this.store.places.name_fa, i);
    }

    bodyName(i) {
      return this.said(this.store.bodies.name, this.store.bodies.name_fa, i);
    }

    eventTitle(i) {
      return this.said(this.store.events.title, this.store.events.title_fa, i);
    }

    window() {
      const { start, end, body, hidden } = this.state;
      return { start, end, knownBy: this.knownBy, body, hidden, sieve: this.sieve };
    }

    get knownBy() {
      return this.state.knownBy === null ? Infinity : this.state.knownBy;
    }

    // Made again only when the filters are others.
    get sieve() {
      const asked = JSON.stringify(this.state.filters);
      if (this.asked !== asked) Object.assign(this, { asked, sieved: marz.sieve(this.store, this.state.filters) });
      return this.sieved;
    }

    clamp(state) {
      const { first, last } = this.store;
      const length = Math.max(1, Math.min(state.end - state.start, last - first));
      state.start = Math.min(Math.max(state.start, first), last - length);
      state.end = state.start + length;
      if (state.knownBy !== null && state.knownBy >= last - 1) state.knownBy = null;
    }

    // Change the state; one redraw a frame, however many changes.
    set(patch) {
      const began = performance.now();
      this.state = { ...this.state, ...patch };
      this.clamp(this.state);
      for (const listener of this.listeners) listener(this.state, patch);
      if (!this.frame) this.frame = requestAnimationFrame(() => this.render(began));
    }

    render(began = performance.now()) {
      this.frame = 0;
      const answer = this.store.ask(this.window());
      this.answer = answer;
      for (const part of this.parts) part.draw(this.state, answer);
      this.lastStepMs = performance.now() - began;
    }

    add(part) {
      this.parts.push(part);
      return part;
    }
  }

  marz.View = View;
})((window.marz = window.marz || {}));
