// Crossings and camps as small, quiet marks that stay whatever the window: a diamond for a crossing, a tent for a camp,
// with a faint ring as wide as the point is uncertain. Several at one point share a mark and are listed in its tooltip.
(function (marz) {
  "use strict";
  const { html, bdi, picture } = marz.draw;
  const SIZE = 18;

  function strokes(kind, theme) {
    if (kind === "crossing") return [{ d: "M0 -6L6 0L0 6L-6 0Z", fill: theme.paper, stroke: theme.border, width: 1.8 }];
    return [{ d: "M0 -5.5L6.2 5H-6.2Z", fill: "#F0E442", stroke: theme.paper === "#FFFFFF" ? "#5B5300" : "#000000", width: 1.5 }];
  }

  // Places of one kind at one point, together.
  function stacked(places) {
    const stacks = new Map();
    for (const place of places) {
      const key = `${place.kind}|${place.lat.toFixed(3)}|${place.lon.toFixed(3)}`;
      if (!stacks.has(key)) stacks.set(key, []);
      stacks.get(key).push(place);
    }
    return [...stacks.values()];
  }

  class Places {
    constructor(view, places) {
      this.view = view;
      const pane = view.map.createPane("marz-places");
      pane.style.zIndex = 460;
      this.rings = L.svg({ pane: "marz-rings", padding: 0.5 });
      this.stacks = stacked(places).map((stack) => this.stack(stack));
    }

    stack(places) {
      const { kind, lat, lon } = places[0];
      const icon = L.divIcon({ className: `marz-place marz-place-${kind}`, iconSize: [SIZE, SIZE] });
      const marker = L.marker([lat, lon], { icon, pane: "marz-places", keyboard: true });
      const ring = L.circle([lat, lon], { radius: Math.max(...places.map((p) => p.precision_km || 0)) * 1000, interactive: false,
        renderer: this.rings, pane: "marz-rings", weight: 1, opacity: 0.35, fillOpacity: 0.02, dashArray: "1 3" });
      marker.on("click", () => this.view.set({ selected: places[0].id }));
      return { kind, places, marker, ring, shown: false };
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
      node.replaceChildren(picture(strokes(stack.kind, this.view.look.theme), SIZE, 22));
      node.setAttribute("aria-label", this.names(stack).join(", "));
      stack.ring.setStyle({ color: this.view.look.theme.name });
      if (stack.heard) return;
      stack.heard = true;
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
    return view.places;
  }

  Object.assign(marz, { placeMarks, placeStrokes: strokes });
})((window.marz = window.marz || {}));
