// Marks as lists of strokes: the outline says the status, the glyph and hue say the category. Pens draw them.
(function (marz) {
  "use strict";
  // Strokes in a 12 × 12 box.
  const GLYPHS = {
    capture: "M3.5 11V1.5M3.5 2H9.5L8 4.2 9.5 6.5H3.5",
    closure: "M2 6H10",
    reopening: "M1.5 6H4M8 6H10.5M6 2.5V9.5",
    barrier: "M2.5 2V10M6 2V10M9.5 2V10M1.5 6H10.5",
    clash: "M2.5 2.5L9.5 9.5M9.5 2.5L2.5 9.5",
    attack: "M6 1.5V4M6 8V10.5M1.5 6H4M8 6H10.5M6 5.9V6.1",
    security: "M6 1.5L10 3V6C10 8.5 8 10 6 10.8C4 10 2 8.5 2 6V3Z",
    migrant_harm: "M6 2V7M6 9.6V9.8",
    accident: "M6 1.5L11 10H1ZM6 5V7M6 8.4V8.6",
    return_flow: "M1.5 6H10M6.8 2.8L10 6L6.8 9.2",
    outflow: "M10.5 6H2M5.2 2.8L2 6L5.2 9.2",
    water: "M1.5 4.5C3 3 4.5 3 6 4.5S9 6 10.5 4.5M1.5 8C3 6.5 4.5 6.5 6 8S9 9.5 10.5 8",
    policy: "M2.5 3H9.5M2.5 6H9.5M2.5 9H7",
    trade: "M2 4H10M8 2L10 4L8 6M10 8.5H2M4 6.5L2 8.5L4 10.5",
    talks: "M2 2.5H10V8H6L3.5 10.3V8H2Z",
    diplomacy: "M2 2.5H10V8H6L3.5 10.3V8H2ZM4.4 5.2H7.6",
    camp: "M6 2L11 10H1ZM6 6L8 10M6 6L4 10",
  };

  const known = new Map();

  function channel(hex, i) {
    return parseInt(hex.slice(1 + 2 * i, 3 + 2 * i), 16);
  }

  function mix(a, b, share) {
    const part = (i) => Math.round(channel(a, i) * (1 - share) + channel(b, i) * share);
    return `rgb(${part(0)},${part(1)},${part(2)})`;
  }

  const luminance = (hex) => (0.299 * channel(hex, 0) + 0.587 * channel(hex, 1) + 0.114 * channel(hex, 2)) / 255;

  // Black on a dark map and yellow on a light one would be lost: outlines lean towards the theme's ink.
  function tints(hue, theme) {
    const key = hue + theme.paper;
    if (!known.has(key)) known.set(key, tintsOf(hue, theme));
    return known.get(key);
  }

  function tintsOf(hue, theme) {
    const dark = luminance(theme.paper) < 0.5;
    const body = dark && luminance(hue) < 0.2 ? "#8A8F96" : hue;
    return { body, edge: mix(body, theme.ink, dark ? 0.3 : 0.4), light: mix(theme.paper, body, 0.22),
      on: luminance(body) > 0.55 ? "#1F1E1B" : "#FFFFFF", ink: theme.ink, paper: theme.paper };
  }

  const OUTLINE = {
    disputed: { dash: [4.5, 2.5] },
    rumour: { dash: [0.1, 3.4], cap: "round", width: 2.2 },
  };

  function disc(status, tint, r) {
    const fill = { confirmed: tint.body, reported: tint.light, claimed: tint.light }[status] || tint.paper;
    const half = status === "disputed" ? [{ d: `M0 ${-r}A${r} ${r} 0 0 0 0 ${r}Z`, fill: tint.body }] : [];
    return [{ r, fill }, ...half, { r, stroke: tint.edge, width: 1.8, ...OUTLINE[status] }];
  }

  function glyph(category, status, tint) {
    if (category === null) return [];
    const path = { d: GLYPHS[category] || GLYPHS.policy, shift: [-6, -6], cap: "round" };
    // On a half-filled disc the glyph crosses both halves: a halo of paper keeps it legible on either.
    const halo = status === "disputed" ? [{ ...path, stroke: tint.paper, width: 4 }] : [];
    return [...halo, { ...path, stroke: status === "confirmed" ? tint.on : tint.ink, width: 1.5 }];
  }

  // One event.
  function eventMark(category, status, hue, theme, r = 11) {
    const tint = tints(hue, theme);
    const k = r * 1.2;
    const d = `M${-k} ${k}L${k} ${-k}`;
    const struck = status === "denied" ? [{ d, stroke: tint.paper, width: 4 }, { d, stroke: tint.edge, width: 1.8, cap: "round" }] : [];
    return [...disc(status, tint, r), ...glyph(category, status, tint), ...struck];
  }

  const ARC = {
    confirmed: (tint) => ({ stroke: tint.body, width: 4.5 }),
    disputed: (tint) => ({ stroke: tint.edge, width: 4.5, dash: [3, 2] }),
    denied: (tint) => ({ stroke: tint.edge, width: 1.8, dash: [1.5, 3] }),
    said: (tint) => ({ stroke: tint.edge, width: 1.8 }),
  };

  // At the foot of a ring: what is disputed or denied inside it, as its own small mark.
  function badges(slices, r, theme) {
    const found = ["disputed", "denied"].filter((status) => slices.some((slice) => slice.look === status));
    const tint = tints(theme.border, theme);
    return found.flatMap((status, i) => {
      const x = found.length === 1 ? 0 : (i ? 7 : -7);
      const d = `M0 -5A5 5 0 0 0 0 5Z`;
      const disc = { at: [x, r], r: 5.5 };
      const inner = status === "disputed" ? { d, shift: [x, r], fill: tint.edge } : { d: "M-5 5L5 -5", shift: [x, r], stroke: tint.edge, width: 1.6 };
      return [{ ...disc, r: 7, fill: theme.paper }, inner, { ...disc, stroke: tint.edge, width: 1.5, dash: status === "disputed" ? [3, 1.6] : undefined }];
    });
  }

  // Several events: the number, inside a ring of categories; what is not confirmed is drawn thin, what is contested broken.
  function groupMark(slices, label, theme, r = 14) {
    const total = slices.reduce((sum, slice) => sum + slice.n, 0);
    let turn = 0;
    const ring = slices.map(({ n, hue, look }) => {
      const from = turn;
      turn += n / total;
      return { r: r - 1.5, arc: [from, turn], ...ARC[look](tints(hue, theme)) };
    });
    return [{ r: r + 1, fill: theme.paper, stroke: theme.faint, width: 1 }, ...ring, { text: label, fill: theme.ink, size: label.length > 3 ? 10 : 12 }, ...badges(slices, r, theme)];
  }

  // Returns: filled to low, a ring at high; no upper limit: an open ring that fades. The hatched rim is silence.
  function returnsMark({ low, high, open, silent }, theme) {
    const hue = theme.returns;
    const items = low > 0.5 ? [{ r: low, fill: hue, alpha: 0.42 }] : [];
    if (open) {
      [0, 3, 6].forEach((wider, i) => items.push({ r: Math.max(high, low) + wider, arc: [0.08, 0.92], stroke: hue, width: 1.6, alpha: [0.9, 0.4, 0.16][i] }));
    } else if (high > 0.5) {
      items.push({ r: high, fill: hue, alpha: 0.1 }, { r: high, stroke: hue, width: 1.6 });
    }
    if (silent > 0) items.push(rim(Math.max(high, low, 9) + (open ? 10 : 4), silent, theme));
    return items;
  }

  const rim = (r, share, theme) => ({ r, arc: [0, Math.min(share, 1)], stroke: theme.name, width: 3.5, dash: [1.2, 2.6] });

  Object.assign(marz.draw, { tints, eventMark, groupMark, returnsMark, rim });
})((window.marz = window.marz || {}));
