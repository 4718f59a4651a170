// The few things that the page does in the browser: it says which event was opened in a list, sets the colours, copies,
// and tells the document its language and direction.
// The text may still be on its way to the screen.
function copyOnceThere(where, tries) {
  const text = document.querySelector(where);
  if (text) navigator.clipboard.writeText(text.textContent);
  else if (tries) setTimeout(() => copyOnceThere(where, tries - 1), 100);
}

// On a narrow screen the panel is a sheet: a press on its grip, or a pull, raises and lowers it.
function sheet() {
  let [from, pulled] = [null, false];
  const grip = (event) => event.target.closest && event.target.closest(".mz-grip");
  const turn = (up) => {
    document.body.classList.toggle("mz-raised", up);
    document.querySelectorAll(".mz-grip").forEach((one) => one.setAttribute("aria-expanded", String(up)));
  };
  const raised = () => document.body.classList.contains("mz-raised");
  return [
    ["pointerdown", (event) => {
      [from, pulled] = [grip(event) ? event.clientY : null, false];
      if (from !== null) grip(event).setPointerCapture(event.pointerId); // over the map's frame, its moves would be lost
    }],
    ["pointermove", (event) => {
      if (from === null || Math.abs(event.clientY - from) < 24) return;
      turn(event.clientY < from);
      [from, pulled] = [null, true];
    }],
    ["click", (event) => { if (grip(event) && !pulled) turn(!raised()); }],
    ["keydown", (event) => { if (event.key === "Escape" && raised()) turn(false); }],
  ];
}

export default function ({ data, setTriggerValue }) {
  const root = document.documentElement;
  root.lang = data.lang;
  document.body.dir = data.dir;
  document.querySelectorAll('iframe[title$="streamlit_folium"]').forEach((frame) => { frame.title = data.map; });

  const events = (event) => {
    const line = event.target.closest("summary[data-mz-event]");
    if (line && !line.parentElement.open) setTriggerValue("event", line.dataset.mzEvent);
  };

  // Streamlit reads its colours when it starts: they are set where it looks for them, and the page starts again.
  const colours = (event) => {
    if (!event.target.closest(".st-key-theme button")) return;
    event.stopPropagation();
    localStorage.setItem(`stActiveTheme-${location.pathname}-v2`, JSON.stringify(data.dark ? "Light" : "Dark"));
    location.reload();
  };

  const copies = (event) => {
    const button = event.target.closest("[class*='st-key-copy-'] button");
    if (!button) return;
    const name = [...button.closest("[class*='st-key-copy-']").classList].find((c) => c.startsWith("st-key-copy-"));
    copyOnceThere(`.${name.replace("copy", "text")} code`, 20);
  };

  const stops = [["click", events], ["click", colours], ["click", copies], ...sheet()].map(([name, heard]) => {
    document.addEventListener(name, heard, true);
    return () => document.removeEventListener(name, heard, true);
  });
  return () => stops.forEach((stop) => stop());
}
