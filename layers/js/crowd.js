// Many events: how many of which kind began and ended where. A window costs two look-ups or searches a bucket (a place, a
// kind, a day on which it became known), however many events there are.
(function (marz) {
  "use strict";
  const { lowerBound } = marz;
  const MOST_CELLS = 3e6;

  function bytes(text) {
    const raw = atob(text);
    const out = new Uint8Array(raw.length);
    for (let i = 0; i < raw.length; i++) out[i] = raw.charCodeAt(i);
    return out;
  }

  // Undo rice() of layers/gaps.py: quotients in ones that a zero ends, rests of k bits.
  function numbers({ n, k, ones, rest }) {
    const [unary, low] = [bytes(ones), bytes(rest)];
    const out = new Int32Array(n);
    let [bit, at] = [0, 0];
    for (let i = 0; i < n; i++) {
      let value = 0;
      while ((unary[bit >> 3] >> (7 - (bit & 7))) & 1) {
        value += 1;
        bit += 1;
      }
      bit += 1;
      for (let j = 0; j < k; j++, at++) value = value * 2 + ((low[at >> 3] >> (7 - (at & 7))) & 1);
      out[i] = value;
    }
    return out;
  }

  function ascending(coded) {
    const out = numbers(coded);
    for (let i = 1; i < out.length; i++) out[i] += out[i - 1];
    return out;
  }

  // Two lists of {keys, often}, each ascending, as one; the first one's keys moved on.
  function joined(a, b, shift) {
    const [an, bn] = [a.keys.length, b.keys.length];
    const keys = new Int32Array(an + bn);
    const often = new Int32Array(an + bn);
    for (let i = 0, j = 0, k = 0; k < keys.length; k++) {
      const first = j >= bn || (i < an && a.keys[i] + shift <= b.keys[j]);
      keys[k] = first ? a.keys[i] + shift : b.keys[j];
      often[k] = 1 + (first ? a.often[i++] : b.often[j++]);
    }
    return { keys, often };
  }

  // Buckets by units of some days: how many keys of a bucket lie below a unit.
  class Table {
    constructor({ span, units, buckets, short, long, over }, first) {
      Object.assign(this, { span, first, wide: units + 1, keys: ascending(buckets) });
      const [brief, wide, ends] = [short, long, over].map(({ cells, often }) => ({ keys: ascending(cells), often: numbers(often) }));
      this.begun = this.list(joined(brief, wide, 0));
      this.ended = this.list(joined(brief, ends, 1));
    }

    list({ keys, often }) {
      const cells = this.keys.length * (this.wide + 1);
      return cells <= MOST_CELLS ? { keys, often, dense: this.dense(keys, often, cells) } : { keys, often, ...this.sparse(keys, often) };
    }

    dense(keys, often, cells) {
      const { wide } = this;
      const sums = new Uint32Array(cells);
      for (let at = 0; at < keys.length; at++) {
        const row = Math.floor(keys[at] / wide);
        sums[row * (wide + 1) + (keys[at] - row * wide) + 1] += often[at];
      }
      for (let row = 0; row < cells; row += wide + 1) for (let unit = 1; unit <= wide; unit++) sums[row + unit] += sums[row + unit - 1];
      return sums;
    }

    sparse(keys, often) {
      const sums = new Uint32Array(keys.length + 1);
      for (let i = 0; i < keys.length; i++) sums[i + 1] = sums[i] + often[i];
      const from = new Int32Array(this.keys.length + 1);
      for (let row = 0, at = 0; row <= this.keys.length; row++) {
        while (at < keys.length && keys[at] < row * this.wide) at++;
        from[row] = at;
      }
      return { sums, from };
    }

    below({ keys, dense, sums, from }, row, unit) {
      if (dense) return dense[row * (this.wide + 1) + Math.min(unit, this.wide)];
      return sums[lowerBound(keys, row * this.wide + unit, from[row], from[row + 1])] - sums[from[row]];
    }

    // A window in units: before which one it ends, the last that anybody had told of, and which were over before it.
    aim({ start, end, knownBy }) {
      const until = this.unit(end);
      return { until, told: Math.min(until, this.told(knownBy)), gone: Math.max(Math.floor((start - this.first) / this.span), 0) + 1 };
    }

    // How many of a bucket share a day with the window; what became known late, or is not asked when, counts whole.
    inside(row, { until, told, gone }, whole) {
      return Math.max(0, this.below(this.begun, row, whole ? until : told) - this.below(this.ended, row, gone));
    }

    // The first unit that begins on a day or after it.
    unit(day) {
      return Math.min(Math.max(Math.ceil((day - this.first) / this.span), 0), this.wide - 1);
    }

    // Units that were over, and so may have been told of, on a day.
    told(knownBy) {
      return knownBy === Infinity ? this.wide : Math.max(Math.floor((knownBy + 1 - this.first) / this.span), 0);
    }
  }

  class Crowd {
    constructor({ turns, kinds, totals }, first, columnOf) {
      this.turns = columnOf(turns);
      const n = this.turns.length;
      this.kinds = new Table(kinds, first);
      this.totals = totals ? new Table(totals, first) : null;
      const bucket = (key, row) => ({ row, turn: key % n, kind: Math.floor(key / n) & 255, place: Math.floor(key / n / 256) });
      this.buckets = Array.from(this.kinds.keys, bucket);
      if (this.totals) this.sums = this.gathered(n);
      this.parts = new Float64Array(256); // room for the kinds of a place, used at every step
    }

    // Buckets of totals, each with its buckets of kinds: both are in order of place.
    gathered(n) {
      const of = new Map(Array.from(this.totals.keys, (key, row) => [key, { row, place: Math.floor(key / n), turn: key % n, kinds: [] }]));
      for (const bucket of this.buckets) of.get(bucket.place * n + bucket.turn).kinds.push(bucket);
      return [...of.values()];
    }

    get places() {
      return this.buckets.map((bucket) => bucket.place);
    }

    get span() {
      return (this.totals || this.kinds).span;
    }

    // Whether numbers of kinds are estimates: how many there were is known for shorter spans than of which kind.
    estimates({ kinds }) {
      return Boolean(this.totals) && kinds.includes(0);
    }

    hidden(turn, knownBy) {
      return turn > 0 && this.turns[turn] > knownBy;
    }

    ask(window, sieve, tell) {
      if (sieve.named) return; // counts do not say whose they are
      const aim = this.kinds.aim(window);
      if (this.totals) return this.share(window, aim, sieve, tell);
      for (const { row, place, kind, turn } of this.buckets) {
        const n = sieve.kinds[kind] && !this.hidden(turn, window.knownBy) ? this.kinds.inside(row, aim, turn > 0) : 0;
        if (n) tell(place, kind, n);
      }
    }

    // The total of a place, divided among its kinds as in the longer span around; the parts make up the whole.
    share(window, aim, sieve, tell) {
      const near = this.totals.aim(window);
      for (const { row, place, turn, kinds } of this.sums) {
        const n = this.hidden(turn, window.knownBy) ? 0 : this.totals.inside(row, near, turn > 0);
        if (n) this.divide(n, place, kinds, aim, sieve, tell);
      }
    }

    divide(n, place, kinds, aim, sieve, tell) {
      const { parts } = this;
      let whole = 0;
      for (let i = 0; i < kinds.length; i++) whole += parts[i] = this.kinds.inside(kinds[i].row, aim, true);
      for (let i = 0, sum = 0, given = 0; whole && i < kinds.length; i++) {
        if (!parts[i]) continue;
        sum += (parts[i] / whole) * n;
        const here = Math.round(sum) - given;
        given += here;
        if (here && sieve.kinds[kinds[i].kind]) tell(place, kinds[i].kind, here);
      }
    }

    // Beginnings by day: of all kinds in the shorter spans, of some in the longer ones, evenly over their days.
    begun(knownBy, sieve, tell) {
      if (sieve.named) return;
      const whole = this.totals && !sieve.kinds.includes(0);
      const table = whole ? this.totals : this.kinds;
      const units = new Float64Array(table.wide);
      const until = table.told(knownBy);
      const { keys, often } = table.begun;
      const shown = (whole ? this.sums : this.buckets).map(({ kind, turn }) => (!whole && !sieve.kinds[kind]) || this.hidden(turn, knownBy) ? 0 : turn > 0 ? table.wide : until);
      for (let i = 0; i < keys.length; i++) {
        const row = Math.floor(keys[i] / table.wide);
        const unit = keys[i] - row * table.wide;
        if (unit < shown[row]) units[unit] += often[i];
      }
      units.forEach((n, unit) => n && this.spread(table, unit, n, tell));
    }

    spread({ first, span }, unit, n, tell) {
      for (let day = 0; day < span; day++) tell(first + unit * span + day, n / span);
    }
  }

  marz.Crowd = Crowd;
})((window.marz = window.marz || {}));
