// Builds nodes one by one, never from markup; and draws lists of strokes, on a canvas or as SVG.
// A stroke: a path {d}, a circle {r}, a part of one {r, arc: [from, to] in turns}, or {text}; then fill, stroke, width…
(function (marz) {
  "use strict";
  const NS = "http://www.w3.org/2000/svg";
  const ARABIC = /[\u0620-\u064A\u066E-\u06D3]/; // letters, not digits
  const TURN = 2 * Math.PI;
  const paths = new Map();

  function svg(name, attributes, children = []) {
    const node = document.createElementNS(NS, name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    for (const child of children) node.appendChild(child);
    return node;
  }

  function html(name, properties = {}, children = []) {
    const node = document.createElement(name);
    for (const [key, value] of Object.entries(properties)) {
      if (key === "text") node.textContent = value;
      else if (key === "class") node.className = value;
      else node.setAttribute(key, value);
    }
    for (const child of children) if (child) node.appendChild(child);
    return node;
  }

  // A name from data: isolated, so that its direction does not reorder what stands beside it.
  const bdi = (text) => html("bdi", { text, dir: "auto" });

  function pathOf(d) {
    if (!paths.has(d)) paths.set(d, new Path2D(d));
    return paths.get(d);
  }

  function write(pen, { text, fill, halo, size, weight = 600, at = [0, 0] }, x, y, family) {
    pen.font = `${weight} ${size}px ${family}`;
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    pen.direction = ARABIC.test(text) ? "rtl" : "ltr";
    if (halo) {
      Object.assign(pen, { strokeStyle: halo, lineWidth: 3.5 });
      pen.strokeText(text, x + at[0], y + at[1]);
    }
    pen.fillStyle = fill;
    pen.fillText(text, x + at[0], y + at[1] + 0.5);
  }

  // Draw strokes around a point of a canvas. Thousands a frame: the pen's state is set only where it differs.
  function onCanvas(pen, items, x, y, family) {
    pen.lineJoin = "round";
    for (const item of items) {
      pen.globalAlpha = item.alpha === undefined ? 1 : item.alpha;
      if (item.text !== undefined) write(pen, item, x, y, family);
      else if (item.d) alongPath(pen, item, x + (item.shift ? item.shift[0] : 0), y + (item.shift ? item.shift[1] : 0));
      else around(pen, item, x, y);
    }
    pen.globalAlpha = 1;
  }

  function alongPath(pen, item, x, y) {
    pen.translate(x, y);
    ink(pen, item, pathOf(item.d));
    pen.translate(-x, -y);
  }

  function around(pen, item, x, y) {
    const [from, to] = item.arc || [0, 1];
    pen.beginPath();
    if (item.rect) pen.roundRect(x + item.rect[0], y + item.rect[1], ...item.rect.slice(2));
    else pen.arc(x + (item.at ? item.at[0] : 0), y + (item.at ? item.at[1] : 0), item.r, from * TURN - TURN / 4, to * TURN - TURN / 4);
    ink(pen, item);
  }

  function ink(pen, item, path) {
    if (item.fill) {
      pen.fillStyle = item.fill;
      if (path) pen.fill(path);
      else pen.fill();
    }
    if (!item.stroke) return;
    pen.strokeStyle = item.stroke;
    pen.lineWidth = item.width || 1;
    pen.lineCap = item.cap || "butt";
    if (item.dash) pen.setLineDash(item.dash);
    if (path) pen.stroke(path);
    else pen.stroke();
    if (item.dash) pen.setLineDash([]);
  }

  function arcPath(r, [from, to]) {
    const point = (turn) => `${(r * Math.sin(turn * TURN)).toFixed(2)} ${(-r * Math.cos(turn * TURN)).toFixed(2)}`;
    const end = to - from >= 1 ? from + 0.9999 : to;
    return `M${point(from)}A${r} ${r} 0 ${end - from > 0.5 ? 1 : 0} 1 ${point(end)}`;
  }

  function asNode(item) {
    const look = { fill: item.fill || "none", stroke: item.stroke || "none", "stroke-width": item.width || 1, opacity: item.alpha === undefined ? 1 : item.alpha,
      "stroke-linejoin": "round", "stroke-linecap": item.cap || "butt", "stroke-dasharray": (item.dash || []).join(" ") || "none" };
    if (item.text !== undefined) {
      const node = svg("text", { "text-anchor": "middle", dy: "0.35em", fill: item.fill, "font-size": item.size, "font-weight": 600 });
      node.textContent = item.text;
      return node;
    }
    if (item.d) return svg("path", { ...look, d: item.d, transform: `translate(${(item.shift || [0, 0]).join(" ")})` });
    return item.arc ? svg("path", { ...look, d: arcPath(item.r, item.arc) }) : svg("circle", { ...look, r: item.r, cx: (item.at || [0, 0])[0], cy: (item.at || [0, 0])[1] });
  }

  // The same strokes as a small picture, for lists and the legend.
  function picture(items, size = 20, span = 28) {
    return svg("svg", { width: size, height: size, viewBox: `${-span / 2} ${-span / 2} ${span} ${span}`, "aria-hidden": "true" }, items.map(asNode));
  }

  marz.draw = { svg, html, bdi, onCanvas, picture };
})((window.marz = window.marz || {}));
