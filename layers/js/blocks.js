// Where the marks of a place stand. Few events in sight: each has its own mark, in a small block beside its place, where
// it covers neither a name, nor a circle, nor another place's marks. Many, or no room: one ring with their number.
(function (marz) {
  "use strict";
  const SINGLY = 300; // events in the window up to which each has a mark of its own
  const MOST = 9; // a larger block is a thicket: the ring opens it on a click, up to 25
  const OPENED_MOST = 25;
  const PITCH = 24;
  const HALF = 12;
  const NEAR = 24; // pixels beyond the edge from which a block still comes into sight
  const FRAME = 6; // around a block of an area
  const EDGE = 8; // pixels between a block that was moved into sight and the edge of the view
  const WAYS = [[0, 1], [0, -1], [1, 0], [-1, 0], [1, 1], [-1, 1], [1, -1], [-1, -1]];
  const NEARBY = [[0, 0], ...[1, 2, 3, 4, 5, 6].flatMap((far) => WAYS.map(([x, y]) => [18 * far * x, 12 * far * y]))];
  const CORNERS = [[1, -1], [1, 1], [-1, -1], [-1, 1]]; // north-east first

  const meets = (a, b) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
  const around = ({ x, y }, r) => ({ x: x - r, y: y - r, w: 2 * r, h: 2 * r });

  // Offsets of n marks in a block that grows away from its corner.
  function grid(n, [sx, sy]) {
    const columns = Math.ceil(Math.sqrt(n));
    return Array.from({ length: n }, (_, i) => [sx * (i % columns) * PITCH, sy * Math.floor(i / columns) * PITCH]);
  }

  function boxOf(at, offsets) {
    const xs = offsets.map((one) => one[0]);
    const ys = offsets.map((one) => one[1]);
    const [left, top] = [Math.min(...xs) - HALF, Math.min(...ys) - HALF];
    return { x: at.x + left, y: at.y + top, w: Math.max(...xs) + HALF - left, h: Math.max(...ys) + HALF - top };
  }

  // The frame that says "of the whole area", around a block.
  function frameOf(offsets) {
    const { x, y, w, h } = boxOf({ x: 0, y: 0 }, offsets);
    return [x - 5, y - 5, w + 10, h + 10, 5];
  }

  class Layout {
    constructor(view, groups) {
      this.view = view;
      const { lat, lon, shape } = view.store.places;
      this.at = new Map(groups.map(({ leader }) => [leader, view.map.latLngToLayerPoint([lat[leader], lon[leader]])]));
      this.rings = new Map(groups.map((group) => [group.leader, around(this.at.get(group.leader).add(this.home(group, shape)), 15)]));
      this.circles = groups.filter((group) => group.reach).map((group) => ({ leader: group.leader, ...around(this.at.get(group.leader), group.reach) }));
      this.names = view.map.marzLabels ? view.map.marzLabels.boxes : [];
      this.blocks = [];
      const { x, y } = view.map.containerPointToLayerPoint([0, 0]);
      const size = view.map.getSize();
      const { height, under = 0 } = marz.dockOf(view.map);
      this.sight = { x, y, w: size.x, h: size.y - height - under };
    }

    // Where a ring stands: beside the circle of returns, or above the name of an area.
    home(group, shape = this.view.store.places.shape) {
      if (shape[group.leader]) return this.view.marks.clusters.shiftOf(group.leader);
      return this.corner(group, CORNERS[0]);
    }

    corner({ reach }, [sx, sy]) {
      const away = reach ? Math.max(22, reach + 8) * 0.75 : 0;
      return [sx * away, sy * away];
    }

    free(box, leader) {
      const other = (key) => key !== leader;
      return !this.names.some((name) => meets(box, name)) && !this.blocks.some((block) => meets(box, block))
        && ![...this.rings].some(([key, ring]) => other(key) && meets(box, ring))
        && !this.circles.some((circle) => other(circle.leader) && meets(box, circle));
    }

    place(group, singly) {
      const home = this.home(group);
      const whole = group.events.length === group.n;
      if (group.n === 1 && whole) return this.settle(group, home, [[0, 0]]);
      if (!whole || !singly) return { group, spot: home, offsets: null };
      // What is said of the border as a whole stands to its east, and grows that way.
      const ways = this.view.store.places.kind[group.leader] === "border" ? CORNERS.filter(([sx]) => sx > 0) : CORNERS;
      for (const way of ways) {
        const spot = this.view.store.places.shape[group.leader] ? home : this.corner(group, way);
        const offsets = grid(group.n, way);
        if (singly === "opened" || this.free(boxOf(this.at.get(group.leader).add(spot), offsets), group.leader)) return this.settle(group, spot, offsets);
      }
      return { group, spot: home, offsets: null };
    }

    settle(group, spot, offsets) {
      const box = boxOf(this.at.get(group.leader).add(spot), offsets);
      const [dx, dy] = this.view.store.places.shape[group.leader] ? this.shown(box) : [0, 0];
      this.blocks.push({ ...box, x: box.x + dx, y: box.y + dy });
      return { group, spot: [spot[0] + dx, spot[1] + dy], offsets };
    }

    // Into sight, and there to the nearest spot that no name takes.
    shown(box) {
      const [dx, dy] = this.inward(box);
      if (!dx && !dy) return [0, 0];
      const fits = ([x, y]) => {
        const there = { ...box, x: box.x + dx + x, y: box.y + dy + y };
        const framed = { x: there.x - FRAME, y: there.y - FRAME, w: there.w + 2 * FRAME, h: there.h + 2 * FRAME };
        return this.inward(there).every((way) => !way) && !this.names.some((name) => meets(framed, name));
      };
      const [x, y] = NEARBY.find(fits) || [0, 0];
      return [dx + x, dy + y];
    }

    // What is said of an area stands anywhere in it: where the view's edge would cut its marks, they move into sight.
    inward(box) {
      const { sight } = this;
      if (!meets({ x: box.x - NEAR, y: box.y - NEAR, w: box.w + 2 * NEAR, h: box.h + 2 * NEAR }, sight)) return [0, 0];
      const into = (at, length, from, whole) => Math.max(from + EDGE, Math.min(at, from + whole - length - EDGE)) - at;
      return [into(box.x, box.w, sight.x, sight.w), into(box.y, box.h, sight.y, sight.h)];
    }
  }

  // Give each group its spot, and the offsets of its events where they stand singly.
  function layOut(view, groups, opened) {
    const layout = new Layout(view, groups);
    const all = groups.reduce((sum, group) => sum + group.n, 0);
    const singly = ({ leader, n }) => (leader === opened && n <= OPENED_MOST ? "opened" : all <= SINGLY && n <= MOST);
    return groups.slice().sort((a, b) => a.n - b.n || a.leader - b.leader).map((group) => layout.place(group, singly(group)));
  }

  Object.assign(marz, { layOut, frameOf, boxesMeet: meets });
})((window.marz = window.marz || {}));
