// The one-file map on the reader's screen and paper: dark where the system is, printed whole as wide as the sheet.
addEventListener("load", () => {
  "use strict";
  const map = window[document.querySelector(".folium-map").id], box = map.getContainer();
  const night = matchMedia("(prefers-color-scheme: dark)"), PAPER = 680; // px between the margins of A4 at 96 dpi
  const shine = () => map.marzLook.set({ dark: night.matches });
  const measure = () => {
    const { width, height } = box.getBoundingClientRect();
    for (const [name, value] of [["width", `${width}px`], ["height", `${height}px`], ["zoom", PAPER / width]])
      box.style.setProperty(`--paper-${name}`, value);
  };
  if (night.matches) shine();
  night.addEventListener("change", shine);
  addEventListener("beforeprint", () => map.marzLook.set({ dark: false }));
  addEventListener("afterprint", shine);
  new ResizeObserver(() => matchMedia("print").matches || measure()).observe(box);
  measure();
});
