// Returns in a window: prefix sums over intervals that do not overlap, a place and body at a time.
(function (marz) {
  "use strict";
  const FOR_GOOD = 2 ** 31 - 1;

  // Position of the first entry of a sorted column, within [from, to), that is not below the value.
  function lowerBound(sorted, value, from, to) {
    while (from < to) {
      const middle = (from + to) >> 1;
      if (sorted[middle] < value) from = middle + 1;
      else to = middle;
    }
    return from;
  }

  // Returns as known by a day: disjoint intervals a place and body. Prefix sums answer whole intervals, the two cut ones
  // are looked at.
  class ReturnIndex {
    constructor(rows, knownBy) {
      this.series = new Map();
      const standing = (i) => rows.known[i] <= knownBy && (rows.until[i] === FOR_GOOD || knownBy < rows.until[i]);
      const order = Array.from(rows.start || [], (_, i) => i).filter(standing).sort((a, b) => rows.start[a] - rows.start[b]);
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
      add("days", rows.told[i] ? rows.end[i] - rows.start[i] : 0); // a total over more than a month reports no day
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

  Object.assign(marz, { ReturnIndex, lowerBound });
})((window.marz = window.marz || {}));
