// Where people are said to have gone: one tapered stream a figure, as wide as its bounds allow. Places that the source
// names together share the stream: thin broken lines run from and to each of them, for nobody says each one's share.
(function (marz) {
  "use strict";
  const { html, bdi } = marz.draw;
  const WIDEST = 16; // pixels, for the largest figure
  const BEND = 0.16; // how far a stream bows out, as a share of its length

  const SPOTS = [8, 10, 6, 12, 4, 11, 5, 9, 7, 13, 3]; // of a curve's points, the middle first

  const mean = (points) => points.reduce((sum, one) => sum.add(one), L.point(0, 0)).divideBy(points.length);
  const told = (n) => n.x.toFixed(1) + " " + n.y.toFixed(1);

  // A curve from a to b as a few points, bowed to its left.
  function curve(a, b) {
    const along = b.subtract(a);
    const middle = a.add(b).divideBy(2).add(L.point(along.y, -along.x).multiplyBy(BEND));
    const at = (t) => a.multiplyBy((1 - t) ** 2).add(middle.multiplyBy(2 * t * (1 - t))).add(b.multiplyBy(t * t));
    return Array.from({ length: 17 }, (_, i) => at(i / 16));
  }

  // The outline of a stream along a curve, from full width to a point: the point is the arrow.
  function tapered(points, width) {
    const side = (i, sign) => {
      const along = points[Math.min(i + 1, points.length - 1)].subtract(points[Math.max(i - 1, 0)]);
      const length = Math.hypot(along.x, along.y) || 1;
      const half = (sign * width * (1 - i / (points.length - 1))) / 2;
      return points[i].add(L.point(-along.y, along.x).multiplyBy(half / length));
    };
    const there = points.map((_, i) => side(i, 1));
    const back = points.map((_, i) => side(i, -1)).reverse();
    return `M${[...there, ...back].map(told).join("L")}Z`;
  }

  const line = (points) => `M${points.map(told).join("L")}`;

  class Stream {
    constructor(view, flow) {
      const { store, map } = view;
      this.flow = flow;
      const ends = (out) => Array.from(store.legs.flow, (_, i) => i).filter((i) => store.legs.flow[i] === flow && Boolean(store.legs.out[i]) === out).map((i) => store.legs.place[i]);
      [this.from, this.to] = [ends(true), ends(false)];
      const at = (place) => map.latLngToLayerPoint([store.places.lat[place], store.places.lon[place]]);
      this.starts = this.from.map(at);
      this.stops = this.to.map(at);
    }

    get drawable() {
      return [...this.starts, ...this.stops].every((point) => !Number.isNaN(point.x));
    }

    // Strokes around the anchor: the middle of the stream, where its number stands.
    strokes(theme, { low, high, open }, anchor) {
      const shifted = (points) => points.map((point) => point.subtract(anchor));
      const [a, b] = this.trunk();
      const trunk = shifted(curve(a, b));
      const broken = (points) => ({ d: line(shifted(points)), stroke: theme.returns, width: 1.3, dash: [4, 3], alpha: 0.85 });
      const roots = this.starts.length > 1 ? this.starts.map((point) => broken(curve(point, a))) : [];
      const arms = this.stops.length > 1 ? this.stops.map((point) => broken(curve(b, point))) : [];
      const body = [{ d: tapered(trunk, Math.max(low, 3)), fill: theme.returns, alpha: 0.5 }];
      if (open || high - low > 1) body.push({ d: tapered(trunk, Math.max(high, 4) + 2), stroke: theme.returns, width: 1, dash: open ? [2, 3] : undefined, alpha: 0.8 });
      return [...roots, ...arms, ...body];
    }

    // From where the roots meet to where the arms part.
    trunk() {
      const [from, to] = [mean(this.starts), mean(this.stops)];
      const along = to.subtract(from);
      return [this.starts.length > 1 ? from.add(along.multiplyBy(0.12)) : from, this.stops.length > 1 ? from.add(along.multiplyBy(0.7)) : to];
    }

    // Where the number stands: on the stream, clear of names and circles; without a free spot in view, nowhere.
    anchor({ taken, cut }, half) {
      const points = curve(...this.trunk());
      const box = (at) => ({ x: at.x - half, y: at.y - 8, w: 2 * half, h: 16 });
      const free = SPOTS.find((i) => !cut(box(points[i])) && !taken.some((other) => marz.boxesMeet(box(points[i]), other)));
      return { at: points[free === undefined ? 8 : free].round(), free: free !== undefined };
    }
  }

  const names = (view, places) => places.map((place) => view.placeName(place)).join(view.word("comma"));

  function sayPeople(view, flow) {
    const { low, high } = view.store.flows;
    if (Number.isNaN(high[flow])) return view.word("at_least", { n: view.number(low[flow]) });
    return low[flow] === high[flow] ? view.number(low[flow]) : view.word("between", { low: view.number(low[flow]), high: view.number(high[flow]) });
  }

  const route = (view, stream) => view.word("flow_route", { from: names(view, stream.from), to: names(view, stream.to) });

  function card(view, stream) {
    const { flows, statuses } = view.store;
    const { flow } = stream;
    const dates = marz.days.sayRange(flows.start[flow], flows.end[flow], view.lang);
    const rows = [html("p", { class: "marz-tip-place" }, [bdi(route(view, stream))]), html("p", { text: view.word("flow_people", { n: sayPeople(view, flow) }) }),
      html("p", { class: "marz-tip-sum", text: `${dates} · ${view.word("counted_by", { body: view.said(flows.by, flows.by_fa, flow) })} · ${view.word(`status_${statuses[flows.status[flow]]}`)}` })];
    if (stream.from.length > 1 || stream.to.length > 1) rows.push(html("p", { class: "marz-tip-sum", text: view.word("flow_together") }));
    return rows;
  }

  // Names, crossings and camps, events, and circles of returns with the numbers below them; a stream's own number stays
  // far enough from those not to be read as theirs.
  function obstacles(view, circles, events) {
    const at = ({ lat, lon }) => view.map.latLngToLayerPoint([lat, lon]);
    const round = circles.map((mark) => ({ ...at(mark), r: mark.reach })).map(({ x, y, r }) => ({ x: x - r, y: y - r, w: 2 * r, h: 2 * r + 36 }));
    const marks = events.map((mark) => at(mark).add([mark.dx, mark.dy])).map(({ x, y }) => ({ x: x - 14, y: y - 14, w: 28, h: 28 }));
    const places = view.places ? view.places.points().map(({ x, y }) => ({ x: x - 7, y: y - 7, w: 14, h: 14 })) : [];
    return [...round, ...marks, ...places, ...(view.map.marzLabels ? view.map.marzLabels.boxes : [])];
  }

  function* flowMarks(view, { start, end }, circles, events) {
    const { flows } = view.store;
    const most = Math.max(1, ...Array.from(flows.low || []), ...Array.from(flows.high || []).filter((n) => !Number.isNaN(n)));
    const width = (people) => WIDEST * Math.sqrt(people / most);
    const room = { taken: obstacles(view, circles, events), cut: view.map.marzLabels ? view.map.marzLabels.cutter() : () => false };
    for (let flow = 0; flow < (flows.n || 0); flow++) {
      if (flows.start[flow] >= end || flows.end[flow] <= start || flows.known[flow] > view.knownBy) continue;
      const stream = new Stream(view, flow);
      if (!stream.drawable) continue;
      const open = Number.isNaN(flows.high[flow]);
      yield markOf(view, stream, { low: width(flows.low[flow]), high: width(open ? flows.low[flow] : flows.high[flow]), open }, room);
    }
  }

  function markOf(view, stream, size, room) {
    const label = sayPeople(view, stream.flow);
    const { at, free } = stream.anchor(room, label.length * 3.6);
    const { lat, lng: lon } = view.map.layerPointToLatLng(at);
    return { key: `f${stream.flow}`, kind: "flow", place: stream.from[0], lat, lon, reach: 12,
      name: () => `${route(view, stream)}: ${view.word("flow_people", { n: label })}`,
      stream: (theme) => stream.strokes(theme, size, at),
      paint: (theme) => (free ? [{ text: label, halo: theme.halo, fill: theme.ink, size: 11 }] : []), tip: () => card(view, stream) };
  }

  // A sample for the legend.
  marz.flowSample = (theme) => [{ d: tapered(curve(L.point(-13, 5), L.point(13, -1)), 8), fill: theme.returns, alpha: 0.6 }];
  marz.flowMarks = flowMarks;
})((window.marz = window.marz || {}));
