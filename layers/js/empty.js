// Says so when a window holds nothing, and offers the nearest one that does.
(function (marz) {
  "use strict";
  const { html } = marz.draw;

  class Empty {
    constructor(view) {
      this.view = view;
      this.box = html("div", { class: "marz-empty", role: "status", hidden: "" });
      L.DomEvent.disableClickPropagation(this.box);
      view.map.getContainer().appendChild(this.box);
    }

    draw({ start, end, hidden, dragging, playing }, answer) {
      const told = [...answer.returns.values()].some(marz.isTold);
      const flows = this.view.marks.shown.some((mark) => mark.kind === "flow");
      const empty = !(answer.tallies.size || told || flows || dragging || playing || (hidden.events && hidden.returns));
      const said = `${empty}|${start}|${end}|${this.view.asked}|${this.view.knownBy}|${this.view.lang}`;
      if (said === this.said) return;
      this.said = said;
      this.box.hidden = !empty;
      if (empty) this.fill(start, end);
    }

    fill(start, end) {
      const { view } = this;
      const { knownBy, filters } = view.state;
      this.box.dir = view.look.rtl ? "rtl" : "ltr";
      const near = this.nearest(start, end);
      const why = Object.values(filters).some(Boolean) ? "empty_filtered" : knownBy === null ? "empty" : "empty_then";
      const rows = [html("span", { text: view.word(why, { day: knownBy === null ? "" : marz.days.say(knownBy, view.lang) }) })];
      if (knownBy !== null) rows.push(this.button(view.word("known_clear"), () => view.set({ knownBy: null })));
      else if (near !== null) rows.push(this.way(near, end - start));
      this.box.replaceChildren(...rows);
    }

    way(day, length) {
      const { view } = this;
      return this.button(view.word("empty_nearest", { day: marz.days.say(day, view.lang) }), () => view.set({ start: day, end: day + length, playing: false }));
    }

    button(text, act) {
      const button = html("button", { type: "button", text });
      button.addEventListener("click", act);
      return button;
    }

    // The day nearest to the window on which something began, among what the filters and the second clock let through.
    nearest(start, end) {
      const { view } = this;
      const { events, returns } = view.slider.axis.histogram.daily();
      const { first } = view.store;
      const any = (day) => day >= first && day - first + 1 < events.length && (events[day - first + 1] > events[day - first] || returns[day - first + 1] > returns[day - first]);
      for (let away = 0; away < events.length; away++) {
        if (any(start - 1 - away)) return start - 1 - away;
        if (any(end + away)) return end + away;
      }
      return null;
    }
  }

  marz.Empty = Empty;
})((window.marz = window.marz || {}));
