// The picture under the handles: returns as bars, events as ticks of a second row, hatch where nobody reported.
(function (marz) {
  "use strict";
  const TOP = 10; // below the marks of key events
  const SPLIT = 26; // events above, returns below
  const BINS = [1, 2, 7, 14, 28, 91, 182, 365];

  class Histogram {
    constructor(canvas, view) {
      Object.assign(this, { canvas, view });
      this.sums = new Map();
      this.size = { w: 0, h: 0 };
      this.font = "10px sans-serif";
    }

    // Measured when the size changes, not at every step: asking the browser then would make it lay the page out twice.
    measure() {
      this.size = { w: this.canvas.clientWidth, h: this.canvas.clientHeight };
      this.font = `10px ${getComputedStyle(this.canvas).fontFamily}`;
    }

    // Kept for the last few questions: a drag asks the same one at every frame.
    daily() {
      const { view } = this;
      const { sieve, knownBy } = view;
      const key = `${view.state.body}|${knownBy}|${view.asked}`;
      if (!this.sums.has(key)) {
        if (this.sums.size > 8) this.sums.clear();
        this.sums.set(key, view.store.daily(view.state.body, knownBy, sieve));
      }
      return this.sums.get(key);
    }

    // Days a bar: the fewest that leave it three pixels.
    bin(from, to, width) {
      return BINS.find((days) => (width * days) / (to - from) >= 3) || 365;
    }

    resize() {
      const { w, h } = this.size;
      const ratio = window.devicePixelRatio || 1;
      if (this.canvas.width !== Math.round(w * ratio) || this.canvas.height !== Math.round(h * ratio)) {
        this.canvas.width = Math.round(w * ratio);
        this.canvas.height = Math.round(h * ratio);
      }
      const pen = this.canvas.getContext("2d");
      pen.setTransform(ratio, 0, 0, ratio, 0, 0);
      pen.clearRect(0, 0, w, h);
      return { pen, w, h };
    }

    draw(from, to, inner) {
      if (!this.size.w) return;
      const { pen, w, h } = this.resize();
      const { theme } = this.view.look;
      const sums = this.daily();
      const bars = this.bars(from, to, w, sums);
      const x = (day) => ((day - from) / (to - from)) * w;
      const base = h - 16;
      this.silence(pen, bars, x, base, theme);
      this.columns(pen, bars, "returns", x, base, SPLIT + 3, theme.returns);
      this.columns(pen, bars, "events", x, SPLIT, TOP, theme.name);
      this.dates(pen, from, to, x, w, h, theme);
      this.shade(pen, inner, x, w, base, theme);
      this.unknown(pen, x, w, base, theme);
    }

    // What was not yet published: a dashed line at the last day known, and nothing drawn to its right.
    unknown(pen, x, w, base, theme) {
      const { knownBy } = this.view.state;
      if (knownBy === null || x(knownBy + 1) > w) return;
      const at = Math.max(0, Math.round(x(knownBy + 1)));
      pen.fillStyle = theme.paper;
      pen.globalAlpha = 0.55;
      pen.fillRect(at, TOP, w - at, base - TOP);
      pen.globalAlpha = 1;
      pen.strokeStyle = theme.ink;
      pen.setLineDash([3, 2]);
      pen.beginPath();
      pen.moveTo(at + 0.5, TOP - 4);
      pen.lineTo(at + 0.5, base);
      pen.stroke();
      pen.setLineDash([]);
    }

    bars(from, to, width, sums) {
      const { first, last } = this.view.store;
      const days = this.bin(from, to, width);
      const bars = [];
      for (let day = Math.floor((from - first) / days) * days + first; day < to; day += days) {
        const a = Math.min(Math.max(day - first, 0), last - first);
        const b = Math.min(Math.max(day + days - first, 0), last - first);
        if (b > a) bars.push({ day, days, ...this.between(sums, a, b), silent: sums.reported[b] - sums.reported[a] === 0 });
      }
      return bars;
    }

    between(sums, a, b) {
      return { returns: sums.returns[b] - sums.returns[a], events: sums.events[b] - sums.events[a] };
    }

    columns(pen, bars, name, x, base, top, colour) {
      const most = bars.reduce((max, bar) => Math.max(max, bar[name]), 0);
      if (!most) return;
      pen.fillStyle = colour;
      for (const bar of bars) {
        const height = bar[name] ? Math.max(1.5, (bar[name] / most) * (base - top)) : 0;
        const left = x(bar.day);
        pen.fillRect(left + 0.5, base - height, Math.max(1, x(bar.day + bar.days) - left - 1), height);
      }
    }

    silence(pen, bars, x, base, theme) {
      pen.fillStyle = this.hatch(pen, theme.province);
      for (let i = 0; i < bars.length; i++) {
        if (!bars[i].silent) continue;
        const from = i;
        while (i + 1 < bars.length && bars[i + 1].silent) i++;
        const left = x(bars[from].day);
        pen.fillRect(left, SPLIT + 3, x(bars[i].day + bars[i].days) - left, base - SPLIT - 3);
      }
    }

    // A small tile, repeated: hatching with long lines would cost more than all the rest of a step.
    hatch(pen, colour) {
      if (this.tileColour !== colour) {
        const size = 6;
        const tile = marz.draw.html("canvas", { width: size, height: size });
        const ink = tile.getContext("2d");
        ink.strokeStyle = colour;
        ink.beginPath();
        for (const shift of [-size, 0, size]) {
          ink.moveTo(shift - 1, size + 1);
          ink.lineTo(shift + size + 1, -1);
        }
        ink.stroke();
        this.tile = pen.createPattern(tile, "repeat");
        this.tileColour = colour;
      }
      return this.tile;
    }

    dates(pen, from, to, x, w, h, theme) {
      const { lang } = this.view;
      const perDay = w / (to - from);
      const unit = perDay > 26 ? "day" : perDay > 5 ? "week" : perDay > 1.1 ? "month" : "year";
      pen.font = this.font;
      pen.textBaseline = "alphabetic";
      pen.direction = lang === "en" ? "ltr" : "rtl";
      pen.textAlign = "left";
      let free = -1;
      for (const day of marz.days.starts(from, to, unit, lang)) {
        free = this.date(pen, day, x(day), unit, free, w, h, theme);
      }
    }

    date(pen, day, at, unit, free, w, h, theme) {
      const text = this.dateText(day, unit);
      pen.strokeStyle = theme.province;
      pen.beginPath();
      pen.moveTo(at + 0.5, h - 16);
      pen.lineTo(at + 0.5, h - 12);
      pen.stroke();
      const width = pen.measureText(text).width;
      if (at + 3 < free || at + 3 + width > w) return free;
      pen.fillStyle = theme.name;
      pen.fillText(text, at + 3, h - 4);
      return at + 3 + width + 8;
    }

    dateText(day, unit) {
      const { lang } = this.view;
      const { label } = marz.days;
      if (unit === "year") return label(day, "year", lang);
      if (unit === "month") return marz.days.monthIsFirst(day, lang) ? `${label(day, "month", lang)} ${label(day, "year", lang)}` : label(day, "month", lang);
      return `${label(day, "day", lang)} ${label(day, "month", lang)}`;
    }

    // Outside the window the picture is dimmed.
    shade(pen, { start, end }, x, w, base, theme) {
      pen.fillStyle = theme.paper;
      pen.globalAlpha = 0.62;
      const a = Math.max(0, x(start));
      const b = Math.min(w, x(end));
      pen.fillRect(0, TOP, a, base - TOP);
      pen.fillRect(b, TOP, w - b, base - TOP);
      pen.globalAlpha = 1;
    }
  }

  marz.Histogram = Histogram;
})((window.marz = window.marz || {}));
