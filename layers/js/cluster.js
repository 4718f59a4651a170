// Which places share a mark at a zoom. Decided from all places, never from the window, so that marks do not jump in time.
(function (marz) {
  "use strict";
  const APART = 30; // pixels between two marks that can still be told apart and touched
  const BESIDE = [44, 0]; // what is said of the border as a whole stands beside the line, not on it
  const FIRST = ["crossing", "border", "province", "settlement", "district", "camp", "country"];

  class Clusters {
    constructor(view) {
      this.view = view;
      this.zoom = null;
      const { kind, lat } = view.store.places;
      const { busy } = view.store;
      const order = (i) => FIRST.indexOf(kind[i]);
      const { shape } = view.store.places;
      const area = (i) => (shape[i] ? 1 : 0);
      this.places = [...busy].filter((i) => !Number.isNaN(lat[i])).sort((a, b) => area(a) - area(b) || order(a) - order(b) || a - b);
    }

    leaderOf(place) {
      const zoom = this.view.map.getZoom();
      if (zoom !== this.zoom) this.assign(zoom);
      return this.leader.get(place);
    }

    // Where the mark of an area stands beside the area's name: where no point's mark is in the way.
    shiftOf(place) {
      this.leaderOf(place);
      return this.shift.get(place) || [0, 0];
    }

    // Points of all marks there may ever be at this zoom, each with its place.
    points() {
      this.leaderOf(-1);
      return [...this.grid.values()].flat().map(({ point, place }) => ({ point, place }));
    }

    // A grid keeps this near linear: a place looks for a leader only in its own cell and the eight around it.
    assign(zoom) {
      const { lat, lon, shape, kind } = this.view.store.places;
      const grid = new Map();
      this.grid = grid;
      this.shift = new Map();
      this.zoom = zoom;
      this.leader = new Map();
      for (const place of this.places) {
        const at = this.view.map.project([lat[place], lon[place]], zoom);
        const area = Boolean(shape[place]);
        const shift = kind[place] === "border" ? BESIDE : area ? this.freeSide(grid, at) : [0, 0];
        const point = at.add(shift);
        const near = this.nearest(grid, point, (one) => one.area === area);
        this.shift.set(place, shift);
        this.leader.set(place, near === null ? place : near);
        if (near === null) this.put(grid, { place, point, area });
      }
    }

    freeSide(grid, at) {
      const sides = [[0, -24], [0, 24], [-62, 0], [62, 0], [-40, -28], [40, -28]];
      return sides.find((side) => this.nearest(grid, at.add(side), () => true) === null) || sides[0];
    }

    cell(x, y) {
      return `${Math.floor(x / APART)}:${Math.floor(y / APART)}`;
    }

    put(grid, one) {
      const key = this.cell(one.point.x, one.point.y);
      if (!grid.has(key)) grid.set(key, []);
      grid.get(key).push(one);
    }

    // What is said of an area never joins what is said of a point.
    nearest(grid, point, fits) {
      for (let dx = -1; dx <= 1; dx++) {
        for (let dy = -1; dy <= 1; dy++) {
          const found = (grid.get(this.cell(point.x + dx * APART, point.y + dy * APART)) || [])
            .find((one) => fits(one) && one.point.distanceTo(point) < APART);
          if (found) return found.place;
        }
      }
      return null;
    }
  }

  marz.Clusters = Clusters;
})((window.marz = window.marz || {}));
