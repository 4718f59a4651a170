"""Make the gallery of printed maps: three windows of the real facts, as they leave. Run as ``make gallery``."""

import io
import time
from datetime import date
from pathlib import Path

from PIL import Image

from geo.store import Store
from geo.window import Window
from layers.snapshot import Shot, picture
from layers.snapshot.film import palette

FOLDER = Path(__file__).parent / "gallery"
JULY_2025 = Window.inclusive(date(2025, 7, 1), date(2025, 7, 7))
JULY_2021 = Window.inclusive(date(2021, 7, 1), date(2021, 7, 31))
ALL = Window.inclusive(date(2018, 1, 1), date(2025, 12, 31))
SHOTS = {
    "2025-07-01-map": Shot(window=JULY_2025, dpi=150),
    "2025-07-01-map-fa": Shot(window=JULY_2025, dpi=150, lang="fa", format="a4"),
    "2025-07-01-returns": Shot(window=JULY_2025, dpi=130, template="returns"),
    "2025-07-01-crossings": Shot(window=JULY_2025, dpi=130, template="crossings"),
    "2021-07-map-slide": Shot(window=JULY_2021, dpi=110, format="slide"),
    "2018-2025-map": Shot(window=ALL, dpi=150),
}  # fmt: skip


def main() -> None:
    """Draw every picture, with a palette that keeps rare hues, so that the folder stays light."""
    store = Store.open()
    for name, shot in SHOTS.items():
        began = time.perf_counter()
        drawn = Image.open(io.BytesIO(picture(store, shot, f"{name}.png"))).convert("RGB")
        made = drawn.quantize(palette=palette(drawn), dither=Image.Dither.NONE)
        path = FOLDER / f"{name}.png"
        made.save(path, optimize=True)
        print(f"{path.name}: {path.stat().st_size / 1000:,.0f} KB, {time.perf_counter() - began:.1f} s")


if __name__ == "__main__":
    main()
