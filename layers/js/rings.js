// What the ring of a group is made of: one arc a hue and certainty. Few arcs, so that a ring stays legible and cheap: the
// smallest of what nobody contests become one; what is disputed or denied keeps its own.
(function (marz) {
  "use strict";
  const MOST = 6;
  const LOOKS = { confirmed: "confirmed", disputed: "disputed", denied: "denied" };
  const CONTESTED = new Set(["disputed", "denied"]);

  class Rings {
    constructor({ store, look }) {
      this.hue = look.hues.talks;
      this.arcs = [];
      const known = new Map();
      this.arcOf = Array.from({ length: store.categories.length * 8 }, (_, kind) => {
        const arc = this.arc(look.hues[store.categories[kind >> 3]], store.statuses[kind & 7]);
        const key = `${arc.hue}|${arc.look}`;
        if (!known.has(key)) known.set(key, this.arcs.push(arc) - 1);
        return known.get(key);
      });
    }

    arc(hue, status) {
      return { hue, look: LOOKS[status] || "said", contested: CONTESTED.has(status) };
    }

    slices(kinds) {
      const sums = new Array(this.arcs.length).fill(0);
      for (let kind = 0; kind < kinds.length; kind++) if (kinds[kind]) sums[this.arcOf[kind]] += kinds[kind];
      const all = this.arcs.map((arc, i) => ({ ...arc, n: sums[i] })).filter(({ n }) => n);
      return all.length <= MOST ? all : this.fewer(all);
    }

    fewer(all) {
      const plain = all.filter((slice) => !slice.contested).sort((a, b) => b.n - a.n);
      const contested = [...CONTESTED].map((look) => ({ hue: this.hue, look, n: all.reduce((n, slice) => n + (slice.look === look ? slice.n : 0), 0) }));
      const kept = plain.slice(0, MOST - 3);
      const rest = plain.slice(MOST - 3).reduce((n, slice) => n + slice.n, 0);
      return [...kept, { hue: this.hue, look: "said", n: rest }, ...contested].filter(({ n }) => n);
    }
  }

  marz.Rings = Rings;
})((window.marz = window.marz || {}));
