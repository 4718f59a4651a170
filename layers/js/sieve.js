// Which events pass the reader's filters: one flag a kind (category * 8 + status), and one an event where sources or single
// events are asked for. A list keeps what it names; no list keeps all.
(function (marz) {
  "use strict";

  function kindsKept(store, { categories, statuses }) {
    const kinds = new Uint8Array(store.categories.length * 8);
    store.categories.forEach((category, c) => store.statuses.forEach((status, s) => {
      const kept = (!categories || categories.includes(category)) && (!statuses || statuses.includes(status));
      kinds[c * 8 + s] = kept ? 1 : 0;
    }));
    return kinds;
  }

  function eventsKept(store, { sources, events }) {
    if (!sources && !events) return null;
    const { n, id } = store.events;
    const kept = new Uint8Array(n).fill(sources ? 0 : 1);
    if (sources) {
      const wanted = new Set(sources.map((source) => store.sources.indexOf(source)));
      store.told.event.forEach((event, i) => wanted.has(store.told.source[i]) && (kept[event] = 1));
    }
    if (events) {
      const wanted = new Set(events);
      for (let i = 0; i < n; i++) if (!id || !wanted.has(id[i])) kept[i] = 0;
    }
    return kept;
  }

  marz.sieve = (store, filters) => ({ kinds: kindsKept(store, filters), named: eventsKept(store, filters) });
})((window.marz = window.marz || {}));
