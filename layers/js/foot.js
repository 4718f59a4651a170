// Below the axis: whose count the circles show, by when things were known, and the way to a date.
(function (marz) {
  "use strict";
  const { html } = marz.draw;

  class Foot {
    constructor(view) {
      this.view = view;
      this.bodies = html("select", { class: "marz-bodies" });
      this.bodies.addEventListener("change", () => view.set({ body: this.bodies.selectedIndex }));
      this.counted = html("span");
      this.known = html("button", { type: "button", class: "marz-known-by", "data-act": "known" });
      this.known.addEventListener("click", () => this.toggle());
      this.date = html("input", { class: "marz-date", type: "text", maxlength: "16", size: "12", autocomplete: "off", spellcheck: "false" });
      this.date.addEventListener("keydown", (event) => event.key === "Enter" && this.go());
      this.date.addEventListener("input", () => this.date.removeAttribute("aria-invalid"));
      this.box = html("div", { class: "marz-foot" }, [html("label", { class: "marz-counted" }, [this.counted, this.bodies]), this.known, this.date]);
    }

    build() {
      const { view } = this;
      this.bodies.replaceChildren(...view.store.bodies.id.map((_, i) => html("option", { text: view.bodyName(i) })));
      this.counted.textContent = view.word("returns_by");
      this.counted.parentNode.style.visibility = view.store.bodies.id.length < 2 ? "hidden" : "";
      this.bodies.setAttribute("aria-label", view.word("returns_by"));
      this.date.placeholder = view.word("go_to_date");
      this.date.title = view.word("go_to_date_help");
      this.date.setAttribute("aria-label", view.word("go_to_date_help"));
      this.box.dir = view.look.rtl ? "rtl" : "ltr";
    }

    draw({ body, knownBy }) {
      this.bodies.selectedIndex = body;
      const said = `${knownBy}|${this.view.lang}`;
      if (said === this.said) return;
      this.said = said;
      const { view } = this;
      const text = knownBy === null ? view.word("known_all") : view.word("known_to_day", { day: marz.days.say(knownBy, view.lang) });
      this.known.textContent = knownBy === null ? text : `${text} ×`;
      this.known.title = view.word(knownBy === null ? "known_set" : "known_clear");
      this.known.setAttribute("aria-pressed", String(knownBy !== null));
    }

    // From all that is known to what was known on the window's last day, and back.
    toggle() {
      const { knownBy, end } = this.view.state;
      this.view.set({ knownBy: knownBy === null ? end - 1 : null, playing: false });
    }

    // A day keeps the window's length; a month or a year becomes the window.
    go() {
      const found = marz.days.read(this.date.value);
      const { first, last } = this.view.store;
      if (!found || found.end <= first || found.start >= last) {
        this.date.setAttribute("aria-invalid", "true");
        return;
      }
      const { start, end } = this.view.state;
      const length = found.end - found.start === 1 ? end - start : found.end - found.start;
      this.view.set({ start: found.start, end: found.start + length, playing: false });
      this.date.value = "";
    }
  }

  marz.Foot = Foot;
})((window.marz = window.marz || {}));
