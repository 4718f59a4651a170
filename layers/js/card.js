// What the map says in words: totals, tooltips, the card of a chosen place. Text only; nothing from data is parsed.
(function (marz) {
  "use strict";
  const { html, bdi } = marz.draw;
  const LISTED = 8;

  // Whether the server's answer is one to what is on the screen.
  function fits(ranges, { state, store }) {
    if (!ranges || ranges.start !== state.start || ranges.end !== state.end) return false;
    return (ranges.body === undefined || ranges.body === store.bodies.id[state.body]) && (ranges.knownBy === undefined || ranges.knownBy === state.knownBy);
  }

  // Returns to draw in a window: the server's answer where it has given one for this window, else our own sums.
  function* totals(view, answer) {
    const { state, store } = view;
    const given = fits(view.ranges, view) ? view.ranges.places : {};
    const drawn = new Set(store.gates(state.body, view.knownBy).map((series) => series.place));
    for (const [place, own] of answer.returns) {
      if (!drawn.has(place)) continue;
      const exact = given[store.places.id[place]];
      yield exact ? { ...own, ...exact, open: exact.high === null, cut: false } : own;
    }
  }

  // A total over more than a month reports no day of it; of just its own days it sets the lower limit.
  const isTold = ({ reported, low }) => reported > 0 || low > 0;

  function sayTotal(view, { low, best, high, open, reported, cut }) {
    const n = (value) => view.number(Math.round(value));
    if (!isTold({ reported, low })) return view.word("no_report");
    if (open && low > 0) return view.word("at_least", { n: n(low) });
    if (cut || open) return view.word("about", { n: n(best) });
    return Math.round(low) === Math.round(high) ? n(low) : view.word("between", { low: n(low), high: n(high) });
  }

  function describeReturns(view, total) {
    const place = view.placeName(total.place);
    const body = view.bodyName(view.state.body);
    return view.word(isTold(total) ? "returns_name" : "silent_name", { place, body, people: sayTotal(view, total) });
  }

  function eventDates(view, event) {
    const { start, length } = view.store.events;
    return marz.days.sayRange(start[event], start[event] + length[event], view.lang);
  }

  function describeEvent(view, { event, category, status, place }) {
    const title = view.eventTitle(event) || view.word(`category_${view.store.categories[category]}`);
    return `${title}. ${eventDates(view, event)}. ${view.word(`status_${view.store.statuses[status]}`)}. ${view.placeName(place)}`;
  }

  function describeGroup(view, group) {
    const names = group.places.slice(0, 3).map((place) => view.placeName(place)).join(view.word("comma"));
    return view.word(group.places.length > 3 ? "group_name_more" : "group_name", { n: view.number(group.n), places: names });
  }

  const line = (name, ...children) => html("p", { class: name }, children);
  const plain = (text) => html("span", { text });

  function eventLine(view, one) {
    const { categories, statuses } = view.store;
    const status = statuses[one.status];
    const mark = marz.draw.picture(marz.draw.eventMark(categories[one.category], status, view.look.hues[categories[one.category]], view.look.theme));
    const words = html("span", {}, [bdi(view.eventTitle(one.event) || view.word(`category_${categories[one.category]}`)),
      html("small", { text: `${eventDates(view, one.event)} · ${view.word(`status_${status}`)}` })]);
    return html("li", {}, [mark, words]);
  }

  function eventList(view, events, listed = LISTED) {
    const { start } = view.store.events;
    const sorted = events.slice().sort((a, b) => start[a.event] - start[b.event]);
    const rest = sorted.length - listed;
    const more = rest > 0 ? html("li", { class: "marz-more", text: view.word("and_more", { n: view.number(rest) }) }) : null;
    return html("ul", {}, [...sorted.slice(0, listed).map((one) => eventLine(view, one)), more]);
  }

  const eventNames = (view, events) => html("ul", {}, events.map((event) => html("li", {}, [html("span", {}, [bdi(view.eventTitle(event)), html("small", { text: eventDates(view, event) })])])));

  const eventCard = (view, one) => [line("marz-tip-place", bdi(view.placeName(one.place))), eventList(view, [one])];

  function groupCard(view, group) {
    const head = line("marz-tip-place", bdi(group.places.slice(0, 3).map((p) => view.placeName(p)).join(view.word("comma"))));
    return [head, line("marz-tip-sum", plain(view.word("events_n", { n: view.number(group.n) }))),
      ...(group.events.length ? [eventList(view, group.events, 5)] : [])];
  }

  function returnsCard(view, total) {
    const rows = [line("marz-tip-place", bdi(view.placeName(total.place)))];
    if (!isTold(total)) return [...rows, line("", plain(view.word("silent_here", { body: view.bodyName(view.state.body) })))];
    rows.push(line("", html("b", { text: sayTotal(view, total) }), plain(` ${view.word("returned")}`)));
    rows.push(line("marz-tip-sum", plain(view.word("counted_by", { body: view.bodyName(view.state.body) }))));
    const bounded = total.open && total.low > 0;
    if (total.cut && !bounded) rows.push(line("marz-tip-sum", plain(view.word("cut_note"))));
    else if (total.open) rows.push(line("marz-tip-sum", plain(view.word("open_note"))));
    const silent = view.state.end - view.state.start - Math.round(total.reported);
    if (silent > 0) rows.push(line("marz-tip-sum", plain(view.word("silent_days", { n: view.number(silent), of: view.number(view.state.end - view.state.start) }))));
    return rows;
  }

  // The tooltip, and in a page without a server the card that stays when a place is chosen.
  class Card {
    constructor(view) {
      this.view = view;
      const box = view.map.getContainer();
      this.tooltip = html("div", { class: "marz-tip", role: "tooltip", hidden: "" });
      this.pinned = html("section", { class: "marz-card", hidden: "" });
      L.DomEvent.disableClickPropagation(this.pinned);
      L.DomEvent.disableScrollPropagation(this.pinned);
      box.append(this.tooltip, this.pinned);
      box.addEventListener("keydown", (event) => event.key === "Escape" && this.close());
    }

    tip(mark, node) {
      this.tooltip.dir = this.view.look.rtl ? "rtl" : "ltr";
      this.tooltip.replaceChildren(...mark.tip());
      this.tooltip.hidden = false;
      this.over = node;
      this.place(node.getBoundingClientRect(), mark);
    }

    place(at, mark) {
      const frame = this.view.map.getContainer().getBoundingClientRect();
      const { offsetWidth: w, offsetHeight: h } = this.tooltip;
      const floor = frame.height - h - 8;
      const reach = Math.max(mark.reach || 0, 14) + 8;
      const x = (at.left + at.right) / 2 - frame.left;
      const y = (at.top + at.bottom) / 2 - frame.top;
      const left = x + reach + w < frame.width - 8 ? x + reach : x - reach - w;
      this.tooltip.style.left = `${Math.max(8, Math.min(left, frame.width - w - 8))}px`;
      this.tooltip.style.top = `${Math.max(8, Math.min(mark.reach === 4 ? y - h - 12 : y - h / 2, floor))}px`;
    }

    untip(node) {
      if (node && node !== this.over) return;
      this.tooltip.hidden = true;
    }

    pin() {
      if (!this.view.options.card) return;
      this.untip();
      this.draw(this.view.state, this.view.answer);
    }

    close() {
      this.untip();
      this.view.marks.clear();
    }

    draw(state, answer) {
      if (this.over && !this.over.isConnected) this.tooltip.hidden = true;
      if (!this.view.options.card) return;
      const place = this.view.store.places.id.indexOf(state.selected);
      this.pinned.hidden = place < 0;
      if (place >= 0) this.fill(place, answer);
    }

    fill(place, answer) {
      const { view } = this;
      const shut = html("button", { type: "button", class: "marz-shut", "aria-label": view.word("close"), text: "×" });
      shut.addEventListener("click", () => this.close());
      const tally = answer.tallies.get(place);
      const total = [...totals(view, answer)].find((one) => one.place === place);
      const { name, name_fa: local } = view.store.places;
      const other = view.lang === "en" ? local[place] : name[place];
      const head = html("h2", {}, [bdi(view.placeName(place)), ...(other && other !== view.placeName(place) ? [html("small", {}, [bdi(other)])] : [])]);
      const events = tally && tally.events.length ? [eventList(view, tally.events, 40)] : [];
      const none = !total && !tally ? [line("marz-tip-sum", plain(view.word("nothing_here")))] : [];
      this.pinned.dir = view.look.rtl ? "rtl" : "ltr";
      this.pinned.setAttribute("aria-label", view.placeName(place));
      this.pinned.replaceChildren(shut, head, ...(total ? returnsCard(view, total).slice(1) : []), ...events, ...none);
    }
  }

  Object.assign(marz, { Card, totals, isTold, sayTotal, describeReturns, describeEvent, describeGroup, eventCard, eventNames, groupCard, returnsCard, eventDates });
})((window.marz = window.marz || {}));
