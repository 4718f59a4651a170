// What happened where and when: columns in, answers about a window out. No drawing here.
(function (marz) {
  "use strict";
  const TYPES = { u1: Uint8Array, u2: Uint16Array, i4: Int32Array, f4: Float32Array, f8: Float64Array };

  // A column is a plain list, null, entries by position, or base64 of a typed array.
  function column(packed) {
    if (packed === null || packed.b === undefined) return packed;
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

  // How many of each kind (category * 8 + status), and the events that have names.
  const emptyTally = (kinds) => ({ n: 0, kinds: new Uint32Array(kinds), events: [] });

  function addTo(tally, kind, count) {
    tally.n += count;
    tally.kinds[kind] += count;
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

    ask(window, { kinds, named }, tallies) {
      const { start, length, category } = this.events;
      const asOf = Math.min(window.end - 1, window.knownBy);
      for (let i = 0; i < this.at.event.length; i++) {
        const e = this.at.event[i];
        if (start[e] >= window.end || start[e] + length[e] <= window.start) continue;
        if (this.knownFrom(e) > window.knownBy || (named && !named[e])) continue;
        const status = this.statusOf(e, asOf);
        if (!kinds[category[e] * 8 + status]) continue;
        const tally = tallies.of(this.at.place[i]);
        addTo(tally, category[e] * 8 + status, 1);
        tally.events.push({ event: e, category: category[e], status });
      }
    }

    passes(e, knownBy, { kinds, named }) {
      return this.knownFrom(e) <= knownBy && (!named || named[e] === 1) && kinds[this.events.category[e] * 8 + this.statusOf(e, knownBy)] === 1;
    }

    // Tell of the first day of every event that passes, as it was known by a day.
    begun(knownBy, sieve, tell) {
      const { n, start } = this.events;
      for (let e = 0; e < n; e++) if (this.passes(e, knownBy, sieve)) tell(start[e], 1);
    }
  }

  class Tallies {
    constructor(kinds) {
      this.byPlace = new Map();
      this.kinds = kinds;
    }
    of(place) {
      if (!this.byPlace.has(place)) this.byPlace.set(place, emptyTally(this.kinds));
      return this.byPlace.get(place);
    }
  }

  class Store {
    constructor(payload) {
      for (const group of ["places", "events", "at", "steps", "told", "flows", "legs", "bodies", "returns"]) this[group] = columns(payload[group]);
      this.spell(payload.kinds);
      const rows = this.events.n;
      const counting = (given, size) => given || Int32Array.from({ length: size }, (_, i) => i);
      this.at.event = counting(this.at.event, rows);
      this.steps.event = counting(this.steps.event, rows);
      this.steps.day = this.steps.day || this.events.start;
      Object.assign(this, { first: payload.first, last: payload.last, categories: payload.categories,
        statuses: payload.statuses, sources: payload.sources });
      this.index = new DetailIndex(this);
      this.crowd = payload.crowd ? new marz.Crowd(payload.crowd, this.first, column) : null;
      this.returnIndexes = new Map();
      const turns = [...new Set([...(this.returns.known || []), ...(this.returns.until || [])])].sort((a, b) => a - b);
      this.turns = turns;
    }

    // Places that something is said to have happened at.
    get busy() {
      return new Set([...(this.at.place || []), ...(this.crowd ? this.crowd.places : [])]);
    }

    // Returns as they were known by a day: made once for each stretch of days in which nothing new was published.
    returnsKnown(knownBy) {
      const turn = marz.lowerBound(this.turns, knownBy + 1, 0, this.turns.length);
      if (!this.returnIndexes.has(turn)) {
        if (this.returnIndexes.size > 40) this.returnIndexes.clear();
        this.returnIndexes.set(turn, new marz.ReturnIndex(this.returns, knownBy));
      }
      return this.returnIndexes.get(turn);
    }

    // All that is known: what scales rest on, so that they stay the same on both clocks.
    get returnIndex() {
      return this.returnsKnown(Infinity);
    }

    // Kinds of places as words; what few places have, as a list with a gap for the others.
    spell(kinds) {
      const { places } = this;
      places.kind = Array.from(places.kind, (code) => kinds[code]);
      for (const name of ["name_fa", "shape"]) places[name] = places.id.map((_, i) => places[name][i] || "");
    }

    // What the marks of a window are made of: a tally a place, and return totals a place of the chosen body.
    ask(window) {
      const tallies = new Tallies(this.categories.length * 8);
      const hidden = window.hidden || {};
      if (!hidden.events) {
        this.index.ask(window, window.sieve, tallies);
        if (this.crowd) this.crowd.ask(window, window.sieve, (place, kind, n) => addTo(tallies.of(place), kind, n));
      }
      const returns = new Map();
      if (!hidden.returns) {
        const index = this.returnsKnown(window.knownBy);
        for (const series of index.of(window.body)) returns.set(series.place, index.sum(series, window.start, window.end));
      }
      return { tallies: tallies.byPlace, returns };
    }

    // For the histogram: prefix sums by day of events begun, returns (best estimate) and days somebody reported.
    daily(body, knownBy, sieve) {
      const size = this.last - this.first;
      const out = { events: new Float64Array(size + 1), returns: new Float64Array(size + 1), reported: new Float64Array(size + 1) };
      const at = (day) => Math.min(Math.max(day - this.first, 0), size - 1);
      const tell = (day, count) => { out.events[at(day) + 1] += count; };
      this.index.begun(knownBy, sieve, tell);
      if (this.crowd) this.crowd.begun(knownBy, sieve, tell);
      const covered = new Uint8Array(size);
      for (const series of this.gates(body, knownBy)) this.spread(series, out.returns, covered, size);
      for (let i = 0; i < size; i++) out.reported[i + 1] = covered[i];
      for (const sums of Object.values(out)) for (let i = 0; i < size; i++) sums[i + 1] += sums[i];
      return out;
    }

    spread(series, sums, covered, size) {
      for (let i = 0; i < series.start.length; i++) {
        const share = (series.best[i + 1] - series.best[i]) / (series.end[i] - series.start[i]);
        const from = Math.max(series.start[i] - this.first, 0);
        const to = Math.min(series.end[i] - this.first, size);
        if (series.days[i + 1] === series.days[i]) continue; // a long total's even share is nobody's report of a day
        for (let day = from; day < to; day++) {
          sums[day + 1] += share;
          covered[day] = 1;
        }
      }
    }

    // Crossings only, so that a border's total is not added to its gates; any place where there are no crossings.
    gates(body, knownBy = Infinity) {
      const all = [...this.returnsKnown(knownBy).of(body)];
      const crossings = all.filter((series) => this.places.kind[series.place] === "crossing");
      return crossings.length ? crossings : all;
    }

    // Places that any body counts returns at, and have a point.
    gatesEver() {
      const places = new Set(this.bodies.id.flatMap((_, body) => this.gates(body).map((series) => series.place)));
      return [...places].filter((place) => !Number.isNaN(this.places.lat[place]));
    }
  }

  marz.Store = Store;
})((window.marz = window.marz || {}));
