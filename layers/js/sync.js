// Tells the page around the map which window it came to rest on, and where it is looked at. In a page without Streamlit,
// nobody is told.
(function (marz) {
  "use strict";
  const REST = 250;
  const SETTLED = 500; // milliseconds after a change of size in which the map still puts itself right

  class Sync {
    constructor(view) {
      Object.assign(this, { view, timer: 0, turn: 0, sizedAt: performance.now() });
      this.heard();
      view.listeners.push((state) => this.wait(state));
      view.map.on("moveend", () => this.moved());
      view.map.on("resize", () => { this.sizedAt = performance.now(); });
    }

    value() {
      const { start, end, step, selected, event, knownBy, body } = this.view.state;
      const { iso } = marz.days;
      return { start: iso(start), end: iso(end), step, selected, event, body: this.view.store.bodies.id[body] || null, known_by: knownBy === null ? null : iso(knownBy) };
    }

    where() {
      const { lat, lng } = this.view.map.getCenter();
      return { lat: Number(lat.toFixed(4)), lon: Number(lng.toFixed(4)), zoom: this.view.map.getZoom() };
    }

    // A frame that takes its size moves the centre, and that is nobody's wish: it is no news.
    moved() {
      if (performance.now() - this.sizedAt < SETTLED) return;
      this.looked = true;
      this.wait(this.view.state);
    }

    wait({ dragging, playing }) {
      clearTimeout(this.timer);
      if (!dragging && !playing) this.timer = setTimeout(() => this.send(), REST);
    }

    send() {
      const value = { ...this.value(), ...this.where() };
      const { sent, looked } = this;
      this.heard();
      if (sent === this.sent && !looked) return;
      this.turn += 1;
      const { Streamlit } = window;
      if (Streamlit && typeof Streamlit.setComponentValue === "function") Streamlit.setComponentValue({ ...value, turn: this.turn });
      this.view.map.fire("marz:rest", value);
    }

    // Whether something has changed here that the page has not been told yet.
    unsaid() {
      return this.looked || JSON.stringify(this.value()) !== this.sent;
    }

    // Take a state that the page already knows: it is not news to it.
    heard() {
      this.sent = JSON.stringify(this.value());
      this.looked = false;
    }
  }

  // The page holds back what stands around the map until the map is on the screen.
  marz.tellDrawn = () => requestAnimationFrame(() => setTimeout(() => window.Streamlit.setComponentValue({ drawn: true })));
  marz.Sync = Sync;
})((window.marz = window.marz || {}));
