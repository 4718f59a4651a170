// The strip along the lower edge that holds legend and slider. The map ends above it: nothing lies under a panel.
(function (marz) {
  "use strict";

  function measured(box) {
    const legend = box.querySelector(".marz-legend");
    const height = box.offsetHeight;
    return { height, slider: height - (legend ? legend.offsetHeight : 0) };
  }

  // How high the strip is, and the slider in it: measured when that changes, since asking at every step of a drag would
  // make the browser lay the page out twice.
  const dockOf = (map) => map.marzDock || (map.marzView ? measured(map.marzView.dock) : { height: 0, slider: 0 });

  function dock(map) {
    const box = marz.draw.html("div", { class: "marz-dock" });
    L.DomEvent.disableClickPropagation(box);
    L.DomEvent.disableScrollPropagation(box);
    map.getContainer().prepend(box); // before the marks, so that the tab key finds the slider first
    const credits = map.attributionControl.getContainer();
    const room = () => {
      map.marzDock = { ...measured(box), under: credits.offsetHeight };
      map.getContainer().style.setProperty("--marz-dock", `${map.marzDock.height}px`);
      map.getContainer().style.setProperty("--marz-credits", `${credits.offsetHeight}px`);
      if (map.marzLabels) map.marzLabels.place();
      if (map.marzView && map.marzView.answer) map.marzView.render(); // marks stand clear of the strip
    };
    const watch = new ResizeObserver(room);
    for (const node of [box, credits]) watch.observe(node);
    return box;
  }

  Object.assign(marz, { dock, dockOf });
})((window.marz = window.marz || {}));
