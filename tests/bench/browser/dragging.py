"""A drag that does not stop: how often the page paints meanwhile, and what a frame costs its main thread.

Where a map has a handle, a hand takes it and moves it to and fro; where it has none, its window moves on once a frame.
"""

import time
from typing import Any

from playwright.sync_api import CDPSession, Page

SECONDS = 4
WATCH = """() => {
  const seen = {frames: [], tasks: [], delays: [], on: true};
  new PerformanceObserver((list) => seen.tasks.push(...list.getEntries().map((one) => one.duration))).observe({entryTypes: ['longtask']});
  const beat = (now) => { seen.frames.push(now); if (seen.on) requestAnimationFrame(beat); };
  requestAnimationFrame(beat);
  addEventListener('pointermove', (event) => {
    if (seen.waiting) return;
    seen.waiting = true;
    requestAnimationFrame(() => {
      const after = new MessageChannel();
      after.port1.onmessage = () => { seen.delays.push(performance.now() - event.timeStamp); seen.waiting = false; };
      after.port2.postMessage(0);
    });
  }, true);
  window.seen = seen;
}"""  # noqa: E501 - one script, read as such
PRESS = """async () => {
  const target = document.querySelector(TARGET);
  target.focus();
  const until = performance.now() + MILLISECONDS;
  while (performance.now() < until) {
    await new Promise((done) => requestAnimationFrame(done));
    PRESS;
  }
}"""
READ = "() => { seen.on = false; return seen; }"


def drag(page: Page, handle: str, press: str, target: str) -> dict[str, float]:
    """Drag for some seconds and say what that took."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.evaluate(WATCH)
    before = _clocks(session)
    if handle:
        _by_hand(page, handle)
    else:
        script = PRESS.replace("TARGET", repr(target)).replace("MILLISECONDS", str(SECONDS * 1000))
        page.evaluate(script.replace("PRESS", press))
    after = _clocks(session)
    return _told(page.evaluate(READ), {name: after[name] - before[name] for name in after})


def _by_hand(page: Page, handle: str) -> None:
    box = page.locator(handle).first.bounding_box() or {"x": 0, "y": 0, "width": 0, "height": 0}
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    until, way, moved = time.monotonic() + SECONDS, 3, 0
    while time.monotonic() < until:
        moved += way
        way = -way if abs(moved) > 150 else way
        page.mouse.move(x + moved, y)
    page.mouse.up()


def _clocks(session: CDPSession) -> dict[str, float]:
    found = {one["name"]: one["value"] * 1000 for one in session.send("Performance.getMetrics")["metrics"]}
    return {name: found[name] for name in ("ScriptDuration", "TaskDuration")}


def _told(seen: dict[str, Any], spent: dict[str, float]) -> dict[str, float]:
    """Frames a second, the 95th percentile of their distance, long tasks, input to paint; processor time a frame."""
    gaps = sorted(b - a for a, b in zip(seen["frames"], seen["frames"][1:], strict=False)) or [float("nan")]
    delays = sorted(seen["delays"]) or [float("nan")]
    return {
        "fps": 1000 * len(gaps) / sum(gaps), "gap95": gaps[len(gaps) * 95 // 100], "long": float(len(seen["tasks"])),
        "input": delays[len(delays) // 2], "script": spent["ScriptDuration"] / len(gaps),
        "task": spent["TaskDuration"] / len(gaps),
    }  # fmt: skip
