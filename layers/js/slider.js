// The control below the map: the window in words, the axis, and the buttons that step and play.
(function (marz) {
  "use strict";
  const { html, svg } = marz.draw;
  const STEPS = ["day", "week", "month", "year"];
  const SPEEDS = [0.5, 1, 2, 4, 8];
  const BEAT = { day: 420, week: 600, month: 800, year: 1000 }; // milliseconds a step at speed 1
  const ICONS = {
    back: "M11 3L5 8L11 13Z M3.5 3V13", play: "M4.5 3L12.5 8L4.5 13Z", pause: "M5 3V13M11 3V13", forth: "M5 3L11 8L5 13Z M12.5 3V13",
    wider: "M3 8H13", closer: "M3 8H13M8 3V13", moving: "M3 5V11M8 5V11M10.5 5.5L13 8L10.5 10.5", growing: "M3 3V13M3 8H12M9.5 5.5L12 8L9.5 10.5",
  };

  function icon(name) {
    const filled = ["back", "play", "forth"].includes(name);
    const path = svg("path", { d: ICONS[name], fill: filled ? "currentColor" : "none", stroke: "currentColor", "stroke-width": name === "pause" ? 3 : 1.6, "stroke-linecap": "round", "stroke-linejoin": "round" });
    return svg("svg", { viewBox: "0 0 16 16", width: 16, height: 16, "aria-hidden": "true" }, [path]);
  }

  class Slider {
    constructor(view) {
      this.view = view;
      this.timer = 0;
      this.box = html("section", { class: "marz-slider" });
      this.when = html("div", { class: "marz-when" });
      this.buttons = html("div", { class: "marz-buttons", dir: "ltr" });
      this.head = html("div", { class: "marz-head" }, [this.when, this.buttons]);
      this.axis = new marz.Axis(view);
      this.foot = new marz.Foot(view);
      this.box.append(this.head, this.axis.box, this.foot.box);
      this.build();
      this.box.addEventListener("keydown", (e) => this.key(e));
      view.dock.append(this.box);
      view.listeners.push((state) => this.run(state));
    }

    button(name, act, content) {
      const node = html("button", { type: "button", "data-act": name, title: this.view.word(name), "aria-label": this.view.word(name) }, [content || (ICONS[name] && icon(name))]);
      node.addEventListener("click", act);
      return node;
    }

    build() {
      const { view, axis } = this;
      const move = (turn) => () => axis.step("bar", turn);
      this.play = this.button("play", () => this.toggle());
      this.speed = this.button("speed", () => view.set({ speed: SPEEDS[(SPEEDS.indexOf(view.state.speed) + 1) % SPEEDS.length] }), html("span"));
      this.mode = this.button("mode", () => view.set({ growing: !view.state.growing }));
      this.steps = STEPS.map((step) => {
        const node = html("button", { type: "button", "data-step": step, text: view.word(`step_${step}`) });
        node.addEventListener("click", () => view.set({ step }));
        return node;
      });
      const group = (name, nodes) => html("div", { class: `marz-group marz-group-${name}`, role: "group", "aria-label": view.word(`group_${name}`) }, nodes);
      this.buttons.replaceChildren(
        group("play", [this.button("back", move(-1)), this.play, this.button("forth", move(1))]),
        group("step", this.steps),
        group("pace", [this.speed, this.mode]),
        group("axis", [this.button("wider", () => axis.zoom(1.6)), this.button("closer", () => axis.zoom(1 / 1.6))]),
      );
      this.foot.build();
      this.lang = view.lang;
      this.box.setAttribute("aria-label", view.word("time"));
    }

    // Space plays, wherever in the control the focus is, except on a button, which space presses.
    key(event) {
      if (event.key === " " && !["BUTTON", "SELECT", "INPUT"].includes(event.target.tagName)) {
        this.toggle();
        event.preventDefault();
      } else if (event.key.startsWith("Arrow") && event.target.tagName === "BUTTON" && !event.target.classList.contains("marz-key")) {
        this.axis.key(event);
      }
      event.stopPropagation();
    }

    toggle() {
      const { playing, end } = this.view.state;
      const atEnd = end >= this.view.store.last;
      this.view.set({ playing: !playing && !atEnd });
    }

    run({ playing }) {
      if (!playing) {
        clearTimeout(this.timer);
        this.timer = 0;
      } else if (!this.timer) {
        this.timer = setTimeout(() => this.beat(), this.pause());
      }
    }

    pause() {
      return BEAT[this.view.state.step] / this.view.state.speed;
    }

    beat() {
      this.timer = 0;
      const { start, end, step, growing } = this.view.state;
      const { last } = this.view.store;
      const next = growing ? { start, end: Math.min(last, marz.days.move(end, step, 1)) } : this.axis.moved(1);
      this.view.set({ ...next, playing: next.end < last });
    }

    draw(state) {
      if (this.lang !== this.view.lang) this.build();
      const { view } = this;
      const { sayRange, otherCalendar } = marz.days;
      const length = view.word(state.end - state.start === 1 ? "day_1" : "days_n", { n: view.number(state.end - state.start) });
      const other = sayRange(state.start, state.end, view.lang === "en" ? "fa" : "en", view.lang === "en" ? "solar" : "civil");
      this.head.dir = view.look.rtl ? "rtl" : "ltr";
      this.foot.draw(state);
      this.when.replaceChildren(html("b", {}, [marz.draw.bdi(sayRange(state.start, state.end, view.lang))]),
        html("small", {}, [marz.draw.bdi(other)]), html("small", { text: length }),
        html("small", { class: "marz-note", text: this.note() }));
      this.press(state);
      this.axis.draw(state);
    }

    // What a reader must know about numbers of very many events.
    note() {
      const { view } = this;
      const { crowd } = view.store;
      if (!crowd) return "";
      if (view.sieve.named) return view.word("crowd_hidden");
      if (crowd.span === 1) return "";
      const kinds = crowd.totals ? ` · ${view.word("coarse_kinds", { n: view.number(crowd.kinds.span) })}` : "";
      return view.word("coarse", { n: view.number(crowd.span) }) + kinds;
    }

    press(state) {
      const { view } = this;
      this.steps.forEach((node) => node.setAttribute("aria-pressed", String(node.dataset.step === state.step)));
      this.relabel(this.play, state.playing ? "pause" : "play", icon(state.playing ? "pause" : "play"));
      this.relabel(this.mode, state.growing ? "growing" : "moving", icon(state.growing ? "growing" : "moving"));
      this.speed.firstChild.textContent = `${state.speed < 1 ? "½" : view.number(state.speed)}×`;
    }

    relabel(node, name, picture) {
      if (node.dataset.now === name) return;
      node.dataset.now = name;
      node.replaceChildren(picture);
      node.title = this.view.word(name);
      node.setAttribute("aria-label", this.view.word(name));
    }
  }

  marz.Slider = Slider;
})((window.marz = window.marz || {}));
