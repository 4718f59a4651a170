// Marks as lists of strokes: the outline says the status, the glyph and hue say the category. Pens draw them.
(function (marz) {
  "use strict";
  // Strokes in a 12 × 12 box.
  const GLYPHS = marz.glyphs;

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
