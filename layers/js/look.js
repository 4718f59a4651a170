// How a map looks and speaks: theme, language, words. And the map itself, opened with nothing but local files.
(function (marz) {
  "use strict";

  class Look {
    constructor(container, { dark, lang, themes, hues }) {
      Object.assign(this, { container, dark: Boolean(dark), lang: lang || "en", themes, hues, listeners: [] });
      this.apply();
    }

    get theme() {
      return this.themes[this.dark ? "dark" : "light"];
    }

    get rtl() {
      return this.lang !== "en";
    }

    // A sentence or word of the interface; {named} parts are filled in.
    word(key, values = {}) {
      const words = marz.words[this.lang] || marz.words.en;
      const text = key in words ? words[key] : key in marz.words.en ? marz.words.en[key] : key;
      return text.replace(/\{(\w+)\}/g, (_, name) => (name in values ? values[name] : ""));
    }

    number(value) {
      return marz.days.number(value, this.lang);
    }

    set(patch) {
      Object.assign(this, patch);
      this.apply();
      for (const listener of this.listeners) listener(this);
    }

    apply() {
      this.container.dataset.theme = this.dark ? "dark" : "light";
      this.container.lang = this.lang === "prs" ? "fa-AF" : this.lang;
      for (const [name, colour] of Object.entries(this.theme)) this.container.style.setProperty(`--marz-${name}`, colour);
    }
  }

  const calm = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

  // Panes from the ground up. Marks lie above labels, tooltips above all.
  const PANES = { tiles: 190, base: 200, lines: 220, hatch: 350, rings: 360, flows: 370, labels: 450, marks: 600 };

  const DOCK = 224; // legend, slider and credits, which lie over the lower edge

  function openMap(id, { options, credits, bounds, tiles, ...look }) {
    const moving = !calm();
    const box = document.getElementById(id);
    const framed = box.closest("#parent");
    if (framed) box.style.height = "100vh"; // the page's frame says how high it is
    const map = L.map(id, { zoomAnimation: moving, fadeAnimation: false, markerZoomAnimation: moving, inertia: moving, ...options });
    map.marzLook = new Look(map.getContainer(), look);
    if (framed) head(map);
    map.attributionControl.setPrefix(false);
    if (credits) credit(map, credits);
    for (const [name, height] of Object.entries(PANES)) {
      const pane = map.createPane(`marz-${name}`);
      pane.style.zIndex = height;
      if (name !== "marks") pane.style.pointerEvents = "none";
    }
    if (tiles) map.marzTiles = L.tileLayer(tiles.url, { ...tiles, pane: "marz-tiles", maxZoom: options.maxZoom, noWrap: true }).addTo(map);
    if (bounds) map.fitBounds(bounds, { paddingTopLeft: [8, 16], paddingBottomRight: [8, DOCK + 16], animate: false });
    return map;
  }

  // A frame is a document of its own to those who listen: the map is what it is about, under a heading.
  function head(map) {
    const heading = document.createElement("h1");
    heading.className = "marz-heard";
    map.getContainer().setAttribute("role", "main");
    map.getContainer().prepend(heading);
    const say = (look) => { heading.textContent = look.word("map_heading"); };
    say(map.marzLook);
    map.marzLook.listeners.push(say);
  }

  // The disclaimer in the reader's language; the sources by the names they go by.
  function credit(map, credits) {
    let said = "";
    const say = (look) => {
      const told = `<bdi>${escaped(look.word("disclaimer"))}</bdi>`;
      const text = escaped(credits).replace(marz.words.en.disclaimer, () => told);
      if (text === said) return;
      if (said) map.attributionControl.removeAttribution(said);
      map.attributionControl.addAttribution(text);
      said = text;
    };
    say(map.marzLook);
    map.marzLook.listeners.push(say);
  }

  // Leaflet writes attribution as markup: give it text.
  function escaped(text) {
    const node = document.createElement("span");
    node.textContent = text;
    return node.innerHTML;
  }

  Object.assign(marz, { openMap, calm });
})((window.marz = window.marz || {}));
