// Tells the page around the map which window it came to rest on. In a page without Streamlit, nobody is told.
(function (marz) {
  "use strict";
  const REST = 250;

  class Sync {
    constructor(view) {
      this.view = view;
      this.timer = 0;
      this.turn = 0;
      this.sent = JSON.stringify(this.value());
      view.listeners.push((state) => this.wait(state));
      view.map.on("moveend", () => this.wait(view.state));
      // A frame that takes its size moves the centre, and that is nobody's wish.
      view.map.on("resize", () => this.timer || this.heard());
    }

    value() {
      const { start, end, step, selected, event, knownBy, body } = this.view.state;
      const { iso } = marz.days;
      return { start: iso(start), end: iso(end), step, selected, event, body: this.view.store.bodies.id[body] || null, known_by: knownBy === null ? null : iso(knownBy), ...this.where() };
    }

    where() {
      const { lat, lng } = this.view.map.getCenter();
      return { lat: Number(lat.toFixed(4)), lon: Number(lng.toFixed(4)), zoom: this.view.map.getZoom() };
    }

    wait({ dragging, playing }) {
      clearTimeout(this.timer);
      this.timer = 0;
      if (!dragging && !playing) this.timer = setTimeout(() => this.send(), REST);
    }

    send() {
      this.timer = 0;
      const value = this.value();
      const said = JSON.stringify(value);
      if (said === this.sent) return;
      this.sent = said;
      this.turn += 1;
      const { Streamlit } = window;
      if (Streamlit && typeof Streamlit.setComponentValue === "function") Streamlit.setComponentValue({ ...value, turn: this.turn });
      this.view.map.fire("marz:rest", value);
    }

    // Take a state that the page already knows: it is not news to it.
    heard() {
      this.sent = JSON.stringify(this.value());
    }
  }

  marz.Sync = Sync;
})((window.marz = window.marz || {}));
