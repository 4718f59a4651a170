// What happened where and when: columns in, answers about a window out. No drawing here.
(function (marz) {
  "use strict";
  const TYPES = { u1: Uint8Array, u2: Uint16Array, i4: Int32Array, f4: Float32Array, f8: Float64Array };

  // A column is a plain list, null, or base64 of a typed array.
  function column(packed) {
    if (packed === null || Array.isArray(packed)) return packed;
    const text = atob(packed.b);
    const bytes = new Uint8Array(text.length);
    for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
    return new TYPES[packed.t](bytes.buffer);
  }

  function columns(group) {
    const out = {};
    for (const [name, packed] of Object.entries(group || {})) out[name] = name === "n" ? packed : column(packed);
    return out;
  }

  // Position of the first entry of a sorted column, within [from, to), that is not below the value.
  function lowerBound(sorted, value, from, to) {
    while (from < to) {
      const middle = (from + to) >> 1;
      if (sorted[middle] < value) from = middle + 1;
      else to = middle;
    }
    return from;
  }

  const emptyTally = () => ({ n: 0, kinds: new Map(), events: [] });

  function addTo(tally, kind, count) {
    tally.n += count;
    tally.kinds.set(kind, (tally.kinds.get(kind) || 0) + count);
  }

  // Few events: look at each one, with its status as of the window's last day.
  class DetailIndex {
    constructor(payload) {
      this.events = payload.events;
      const { event, step } = payload;
      this.at = payload.at;
      this.firstStep = new Int32Array(this.events.n + 1);
      const owner = payload.steps.event;
      for (let i = 0; i < owner.length; i++) this.firstStep[owner[i] + 1] = i + 1;
      for (let i = 1; i <= this.events.n; i++) this.firstStep[i] = Math.max(this.firstStep[i], this.firstStep[i - 1]);
      this.steps = payload.steps;
    }

    statusOf(event, asOf) {
      let i = this.firstStep[event];
      while (i + 1 < this.firstStep[event + 1] && this.steps.day[i + 1] <= asOf) i++;
      return this.steps.status[i];
    }

    knownFrom(event) {
      return this.steps.day[this.firstStep[event]];
    }

    ask(window, shown, tallies) {
      const { start, length, category } = this.events;
      const asOf = Math.min(window.end - 1, window.knownBy);
      for (let i = 0; i < this.at.event.length; i++) {
        const e = this.at.event[i];
        if (start[e] >= window.end || start[e] + length[e] <= window.start) continue;
        if (this.knownFrom(e) > window.knownBy) continue;
        const status = this.statusOf(e, asOf);
        if (!shown[category[e] * 8 + status]) continue;
        const tally = tallies.of(this.at.place[i]);
        addTo(tally, category[e] * 8 + status, 1);
        tally.events.push({ event: e, category: category[e], status });
      }
    }
  }

  // Many events: one bucket a place, category and status, with prefix sums over starts and over ends. A window costs two
  // binary searches a bucket, however many events there are. Rows come sorted by bucket, then start.
  class CubeIndex {
    constructor(payload) {
      const { events, at, steps } = payload;
      this.place = at.place;
      this.buckets = [];
      const size = events.n;
      const weight = events.count || null;
      this.starts = events.start;
      this.startSum = new Float64Array(size + 1);
      this.ends = new Int32Array(size);
      this.endSum = new Float64Array(size + 1);
      for (let i = 0; i < size; i++) this.startSum[i + 1] = this.startSum[i] + (weight ? weight[i] : 1);
      for (let from = 0; from < size;) from = this.openBucket(events, steps.status, weight, from);
    }

    openBucket(events, status, weight, from) {
      const kind = (i) => events.category[i] * 8 + status[i];
      let to = from + 1;
      while (to < events.n && this.place[to] === this.place[from] && kind(to) === kind(from)) to++;
      const order = Array.from({ length: to - from }, (_, i) => from + i);
      const end = (i) => events.start[i] + events.length[i];
      order.sort((a, b) => end(a) - end(b));
      let sum = this.startSum[from];
      this.endSum[from] = sum;
      order.forEach((row, i) => {
        this.ends[from + i] = end(row);
        sum += weight ? weight[row] : 1;
        this.endSum[from + i + 1] = sum;
      });
      this.buckets.push({ place: this.place[from], kind: kind(from), from, to });
      return to;
    }

    ask(window, shown, tallies) {
      for (const { place, kind, from, to } of this.buckets) {
        if (!shown[kind]) continue;
        const begun = this.startSum[lowerBound(this.starts, window.end, from, to)];
        const over = this.endSum[lowerBound(this.ends, window.start + 1, from, to)];
        if (begun > over) addTo(tallies.of(place), kind, begun - over);
      }
    }
  }

  // Returns: disjoint intervals a place and body. Prefix sums answer whole intervals, the two cut ones are looked at.
  class ReturnIndex {
    constructor(rows) {
      this.series = new Map();
      const order = Array.from(rows.start || [], (_, i) => i).sort((a, b) => rows.start[a] - rows.start[b]);
      for (const i of order) this.push(rows, i);
    }

    push(rows, i) {
      const key = rows.body[i] * 65536 + rows.place[i];
      if (!this.series.has(key)) {
        this.series.set(key, { body: rows.body[i], place: rows.place[i], start: [], end: [], low: [0], best: [0], high: [0],
          open: [0], days: [0] });
      }
      const one = this.series.get(key);
      const add = (name, value) => one[name].push(one[name][one[name].length - 1] + value);
      const open = Number.isNaN(rows.high[i]);
      one.start.push(rows.start[i]);
      one.end.push(rows.end[i]);
      add("low", rows.low[i]);
      add("best", rows.best[i]);
      add("high", open ? 0 : rows.high[i]);
      add("open", open ? 1 : 0);
      add("days", rows.end[i] - rows.start[i]);
    }

    // Totals in [start, end): a cut interval gives its share of best, nothing of low, all of high.
    sum(series, start, end) {
      const { start: starts, end: ends } = series;
      const from = lowerBound(ends, start + 1, 0, ends.length);
      const to = lowerBound(starts, end, 0, starts.length);
      const total = { place: series.place, low: 0, best: 0, high: 0, open: false, reported: 0, cut: false };
      if (from >= to) return total;
      const whole = [starts[from] >= start ? from : from + 1, ends[to - 1] <= end ? to : to - 1];
      if (whole[0] < whole[1]) this.take(total, series, whole[0], whole[1], 1);
      const cut = new Set([from, to - 1].filter((i) => i < whole[0] || i >= whole[1]));
      for (const i of cut) {
        const days = Math.min(ends[i], end) - Math.max(starts[i], start);
        this.take(total, series, i, i + 1, days / (ends[i] - starts[i]));
        total.cut = true;
      }
      return total;
    }

    take(total, series, from, to, share) {
      const between = (name) => series[name][to] - series[name][from];
      total.low += share === 1 ? between("low") : 0;
      total.best += between("best") * share;
      total.high += between("high");
      total.open = total.open || between("open") > 0;
      total.reported += between("days") * share;
    }

    *of(body) {
      for (const series of this.series.values()) if (series.body === body) yield series;
    }

    // The largest sum that any place reaches in a window of this length: the scale that makes moving windows comparable.
    peak(body, length) {
      let peak = 0;
      for (const series of this.of(body)) {
        for (let i = 0; i < series.start.length; i++) {
          peak = Math.max(peak, this.sum(series, series.start[i], series.start[i] + length).best);
        }
      }
      return peak;
    }
  }

  class Tallies {
    constructor() {
      this.byPlace = new Map();
    }
    of(place) {
      if (!this.byPlace.has(place)) this.byPlace.set(place, emptyTally());
      return this.byPlace.get(place);
    }
  }

  class Store {
    constructor(payload) {
      for (const group of ["places", "events", "at", "steps", "bodies", "returns"]) this[group] = columns(payload[group]);
      const rows = this.events.n;
      const counting = (given, size) => given || Int32Array.from({ length: size }, (_, i) => i);
      this.at.event = counting(this.at.event, rows);
      this.steps.event = counting(this.steps.event, rows);
      this.steps.day = this.steps.day || this.events.start;
      Object.assign(this, { first: payload.first, last: payload.last, categories: payload.categories,
        statuses: payload.statuses, coarse: payload.coarse || 1, detailed: payload.detailed });
      this.index = this.detailed ? new DetailIndex(this) : new CubeIndex(this);
      this.returnIndex = new ReturnIndex(this.returns);
    }

    // What the marks of a window are made of: a tally a place, and return totals a place of the chosen body.
    ask(window) {
      const tallies = new Tallies();
      const hidden = window.hidden || {};
      if (!hidden.events) this.index.ask(window, this.shownKinds(hidden), tallies);
      const returns = new Map();
      if (!hidden.returns) {
        for (const series of this.returnIndex.of(window.body)) {
          returns.set(series.place, this.returnIndex.sum(series, window.start, window.end));
        }
      }
      return { tallies: tallies.byPlace, returns };
    }

    // One flag a kind (category * 8 + status): whether it is to be drawn.
    shownKinds({ categories = [], statuses = [] }) {
      const shown = new Uint8Array(this.categories.length * 8).fill(1);
      this.categories.forEach((category, i) => categories.includes(category) && shown.fill(0, i * 8, i * 8 + 8));
      this.statuses.forEach((status, i) => {
        for (let kind = i; statuses.includes(status) && kind < shown.length; kind += 8) shown[kind] = 0;
      });
      return shown;
    }

    // For the histogram: prefix sums by day of events begun, returns (best estimate) and days somebody reported.
    daily(body) {
      const size = this.last - this.first;
      const out = { events: new Float64Array(size + 1), returns: new Float64Array(size + 1), reported: new Float64Array(size + 1) };
      const at = (day) => Math.min(Math.max(day - this.first, 0), size - 1);
      for (let i = 0; i < this.events.n; i++) {
        out.events[at(this.events.start[i]) + 1] += this.events.count ? this.events.count[i] : 1;
      }
      const covered = new Uint8Array(size);
      for (const series of this.gates(body)) this.spread(series, out.returns, covered, size);
      for (let i = 0; i < size; i++) out.reported[i + 1] = covered[i];
      for (const sums of Object.values(out)) for (let i = 0; i < size; i++) sums[i + 1] += sums[i];
      return out;
    }

    spread(series, sums, covered, size) {
      for (let i = 0; i < series.start.length; i++) {
        const share = (series.best[i + 1] - series.best[i]) / (series.end[i] - series.start[i]);
        const from = Math.max(series.start[i] - this.first, 0);
        const to = Math.min(series.end[i] - this.first, size);
        for (let day = from; day < to; day++) {
          sums[day + 1] += share;
          covered[day] = 1;
        }
      }
    }

    // Crossings only, so that a border's total is not added to its gates; any place where there are no crossings.
    gates(body) {
      const all = [...this.returnIndex.of(body)];
      const crossings = all.filter((series) => this.places.kind[series.place] === "crossing");
      return crossings.length ? crossings : all;
    }
  }

  marz.Store = Store;
})((window.marz = window.marz || {}));
