// The strip along the lower edge that holds legend and slider. The map ends above it: nothing lies under a panel.
(function (marz) {
  "use strict";

  function dock(map) {
    const box = marz.draw.html("div", { class: "marz-dock" });
    L.DomEvent.disableClickPropagation(box);
    L.DomEvent.disableScrollPropagation(box);
    map.getContainer().prepend(box); // before the marks, so that the tab key finds the slider first
    const credits = map.attributionControl.getContainer();
    const room = () => {
      map.getContainer().style.setProperty("--marz-dock", `${box.offsetHeight}px`);
      map.getContainer().style.setProperty("--marz-credits", `${credits.offsetHeight}px`);
      if (map.marzLabels) map.marzLabels.place();
    };
    const watch = new ResizeObserver(room);
    for (const node of [box, credits]) watch.observe(node);
    return box;
  }

  marz.dock = dock;
})((window.marz = window.marz || {}));
