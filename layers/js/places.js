// Crossings and camps as small, quiet marks that stay whatever the window: a diamond for a crossing, a tent for a camp,
// with a faint ring as wide as the point is uncertain. Several too close to be told apart share a mark that says how many;
// it names all of them, each click chooses the next, and zooming in parts them where their points differ.
(function (marz) {
  "use strict";
  const { html, bdi, picture } = marz.draw;
  const SIZE = 18;
  const APART = 14; // pixels
  const ASIDE = [-14, 13]; // where a camp stands that shares its point with a crossing: events of both grow to the east

  function strokes(kind, theme) {
    if (kind === "crossing") return [{ d: "M0 -6L6 0L0 6L-6 0Z", fill: theme.paper, stroke: theme.border, width: 1.8 }];
    return [{ d: "M0 -5.5L6.2 5H-6.2Z", fill: "#F0E442", stroke: theme.paper === "#FFFFFF" ? "#5B5300" : "#000000", width: 1.5 }];
  }

  // Places of one kind that would cover each other at this zoom, together; a camp beside a crossing steps aside from it.
  function stacked(places, map) {
    const stacks = [];
    for (const place of [...places].sort((a, b) => (a.kind === "crossing" ? 0 : 1) - (b.kind === "crossing" ? 0 : 1))) {
      const at = map.project([place.lat, place.lon]);
      const near = stacks.find((stack) => stack.kind === place.kind && stack.at.distanceTo(at) < (place.kind === "camp" ? APART : 1));
      if (near) near.places.push(place);
      else stacks.push({ kind: place.kind, at, places: [place], aside: place.kind === "camp" && stacks.some((stack) => stack.at.distanceTo(at) < APART) });
    }
    return stacks;
  }

  class Places {
    constructor(view, places) {
      this.view = view;
      const pane = view.map.createPane("marz-places");
      pane.style.zIndex = 460;
      this.rings = L.svg({ pane: "marz-rings", padding: 0.5 });
      this.known = places;
      this.stacks = [];
      this.group();
      view.map.on("zoomend", () => this.regroup());
    }

    group() {
      const { map } = this.view;
      this.zoom = map.getZoom();
      this.stacks = stacked(this.known, map).map((stack) => this.stack(stack));
    }

    regroup() {
      if (this.zoom === this.view.map.getZoom()) return;
      for (const stack of this.stacks) if (stack.shown) this.toggle(stack, false, this.view.map);
      this.group();
      this.draw(this.view.state);
    }

    stack({ kind, places, aside }) {
      const { lat, lon } = places[0];
      const icon = L.divIcon({ className: `marz-place marz-place-${kind}`, iconSize: [SIZE, SIZE], iconAnchor: aside ? [SIZE / 2 - ASIDE[0], SIZE / 2 - ASIDE[1]] : [SIZE / 2, SIZE / 2] });
      const marker = L.marker([lat, lon], { icon, pane: "marz-places", keyboard: true });
      const ring = L.circle([lat, lon], { radius: Math.max(...places.map((p) => p.precision_km || 0)) * 1000, interactive: false,
        renderer: this.rings, pane: "marz-rings", weight: 1, opacity: 0.35, fillOpacity: 0.02, dashArray: "1 3" });
      const stack = { kind, places, marker, ring, aside, shown: false };
      marker.on("click", () => this.choose(stack));
      return stack;
    }

    // Each click on a shared mark chooses the next of its places.
    choose({ places }) {
      const at = places.findIndex((place) => place.id === this.view.state.selected);
      this.view.set({ selected: places[(at + 1) % places.length].id, event: null });
    }

    // Points of the marks on the map now, for names to keep clear of.
    points() {
      const { map } = this.view;
      return this.stacks.filter((stack) => stack.shown).map(({ marker, aside }) => map.latLngToLayerPoint(marker.getLatLng()).add(aside ? ASIDE : [0, 0]));
    }

    draw({ hidden }) {
      const { map, look } = this.view;
      const said = `${look.theme.name}|${look.lang}`;
      for (const stack of this.stacks) {
        const wanted = this.wanted(stack.kind);
        if (wanted !== stack.shown) this.toggle(stack, wanted, map);
        if (wanted && stack.said !== said) this.paint(stack, said);
      }
      if (map.marzShapes) map.marzShapes.toggle("province", !hidden.provinces);
    }

    toggle(stack, wanted, map) {
      stack.shown = wanted;
      stack.said = "";
      for (const layer of [stack.ring, stack.marker]) if (wanted) layer.addTo(map); else layer.remove();
    }

    paint(stack, said) {
      stack.said = said;
      const node = stack.marker.getElement();
      const { theme } = this.view.look;
      const many = stack.places.length > 1 ? [html("span", { class: "marz-how-many", text: this.view.number(stack.places.length) })] : [];
      node.replaceChildren(picture(strokes(stack.kind, theme), SIZE, 22), ...many);
      node.setAttribute("aria-label", this.names(stack).join(", "));
      stack.ring.setStyle({ color: this.view.look.theme.name });
      if (stack.heard === node) return;
      stack.heard = node;
      const tip = { tip: () => this.tip(stack), reach: 6 };
      for (const name of ["pointerenter", "focus"]) node.addEventListener(name, () => this.view.card.tip(tip, node));
      for (const name of ["pointerleave", "blur"]) node.addEventListener(name, () => this.view.card.untip(node));
    }

    names(stack) {
      const local = this.view.lang !== "en";
      return stack.places.map((place) => (local && place.name_fa) || place.name);
    }

    tip(stack) {
      const km = Math.max(...stack.places.map((place) => place.precision_km || 0));
      const names = this.names(stack).map((name) => html("p", { class: "marz-tip-place" }, [bdi(name)]));
      return [...names, html("p", { text: this.view.word("place_known", { km: this.view.number(km) }) })];
    }

    // What the legend has to explain.
    found() {
      return [...new Set(this.stacks.map((stack) => stack.kind))].filter((kind) => this.wanted(kind));
    }

    wanted(kind) {
      return !this.view.state.hidden[kind === "camp" ? "camps" : "crossings"];
    }
  }

  function placeMarks(map, { places }) {
    const view = map.marzView;
    view.places = view.add(new Places(view, places));
    view.render();
    if (map.marzLabels) map.marzLabels.place();
    return view.places;
  }

  Object.assign(marz, { placeMarks, placeStrokes: strokes });
})((window.marz = window.marz || {}));
