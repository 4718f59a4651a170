// Puts the parts together, and takes what the page around the map sends later.
(function (marz) {
  "use strict";
  const NONE = new Set(["", "all"]); // nothing chosen; all that is known

  function timeLayer(map, options, payload) {
    const view = new marz.View(map, new marz.Store(payload), options);
    view.card = new marz.Card(view);
    view.areas = view.add(new marz.Areas(view));
    view.marks = view.add(new marz.Marks(view));
    view.dock = marz.dock(map);
    view.slider = view.add(new marz.Slider(view));
    view.add(view.card);
    view.empty = view.add(new marz.Empty(view));
    if (options.legend) view.legend = view.add(new marz.Legend(view, options.legend));
    view.sync = new marz.Sync(view);
    map.marzView = view;
    view.render();
    if (map.marzLabels) map.marzLabels.place();
    return view;
  }

  // An update from the server. A window is obeyed once a jump number, so that an answer to an old state never pulls back
  // a window that has moved on since.
  function update(map, change) {
    const view = map.marzView;
    const { look, hidden, filters, body, ranges } = change;
    if (look && Object.entries(look).some(([name, value]) => map.marzLook[name] !== value)) map.marzLook.set(look);
    if (!view) return;
    const patch = {};
    const unsaid = view.sync.unsaid();
    const jumps = change.jump !== undefined && change.jump !== view.jumped;
    if (jumps) Object.assign(patch, { playing: false }, jumpOf(view, change));
    if (hidden !== undefined) patch.hidden = hidden;
    if (filters !== undefined) patch.filters = filters;
    if (body !== undefined && view.store.bodies.id.includes(body)) patch.body = view.store.bodies.id.indexOf(body);
    if (ranges !== undefined) view.ranges = ranges;
    view.set(patch);
    if (jumps && !unsaid) view.sync.heard();
  }

  function jumpOf(view, change) {
    view.jumped = change.jump;
    const { map } = view;
    if (change.centre || change.zoom) map.setView(change.centre || map.getCenter(), change.zoom || map.getZoom(), { animate: false });
    const patch = {};
    for (const name of ["start", "end", "selected", "event", "step", "knownBy"]) if (change[name] !== undefined) patch[name] = NONE.has(change[name]) ? null : change[name];
    return patch;
  }

  Object.assign(marz, { timeLayer, update });
})((window.marz = window.marz || {}));
