"""A window played: one frame a step, the same sheet each time, as GIF, APNG or MP4, or as numbered pictures.

Every frame shows the days up to its own from the start of the window, so that what happened stays on the map. MP4 needs
ffmpeg on the machine; without it numbered PNG files are written beside the name that was asked for.
"""

import io
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Literal

from PIL import Image

from geo.durable import write_atomic
from geo.errors import MarzError
from geo.store import Store
from geo.window import Window
from layers.snapshot import picture
from layers.snapshot.paper import paper
from layers.snapshot.shot import Shot
from layers.snapshot.told import tell

FilmStep = Literal["day", "week", "month"]
SUFFIXES = (".gif", ".apng", ".mp4")
MOST_FRAMES = 400
_STEPS = {"day": 1, "week": 7, "month": 30}
_SECONDS = 0.7
_LAST = 2.5  # seconds that the last frame stays
_WIDEST = 1600


def windows(window: Window, step: FilmStep) -> list[Window]:
    """List the windows of the frames: from the first day to the end of each step.

    Raises
    ------
    MarzError
        If there would be more than ``MOST_FRAMES``.

    Examples
    --------
    >>> from datetime import date
    >>> [w.days for w in windows(Window.inclusive(date(2025, 7, 1), date(2025, 7, 17)), "week")]
    [7, 14, 17]
    """
    days = range(_STEPS[step], window.days + _STEPS[step], _STEPS[step])
    if len(days) > MOST_FRAMES:
        raise MarzError(f"{len(days)} frames are too many for a film. Give a longer --step, or a shorter window.")
    return [Window(window.start, min(window.start + timedelta(days=n), window.end)) for n in days]


def film(store: Store, shot: Shot, path: Path, *, step: FilmStep = "day") -> Iterator[str]:
    """Write the film, and yield what a person should know about it."""
    suffix, parts = path.suffix.lower(), windows(shot.window, step)
    # One body's counts are drawn in all frames, or the circles would jump from body to body.
    if not shot.counted_by and (body := tell(store.shareable(), shot).body):
        shot = replace(shot, counted_by=body)
    with tempfile.TemporaryDirectory() as folder:
        stills = []
        for n, part in enumerate(parts):
            still = Path(folder) / f"{n:04}.png"
            still.write_bytes(picture(store, replace(shot, window=part, dpi=_dpi(shot)), f"{path.stem}.png"))
            stills.append(still)
            yield f"frame {n + 1} of {len(parts)}"
        if suffix == ".mp4" and not shutil.which("ffmpeg"):
            yield _numbered(stills, path)
        elif suffix == ".mp4":
            write_atomic(path, _mp4(Path(folder)))
        else:
            write_atomic(path, _animated(stills, suffix))


def _dpi(shot: Shot) -> int:
    """Keep frames at a size that a slide shows, unless fewer dots were asked for."""
    return min(shot.dpi, int(_WIDEST / (paper(shot.format).width / 25.4)))


def _animated(stills: list[Path], suffix: str) -> bytes:
    frames = [Image.open(still).convert("RGB") for still in stills]
    shown = [int(1000 * _SECONDS)] * (len(frames) - 1) + [int(1000 * _LAST)]
    out = io.BytesIO()
    if suffix == ".gif":
        colours = palette(frames[-1])
        frames = [frame.quantize(palette=colours, dither=Image.Dither.NONE) for frame in frames]
        frames[0].save(out, "GIF", save_all=True, append_images=frames[1:], duration=shown, loop=0, optimize=True)
    else:
        frames[0].save(out, "PNG", save_all=True, append_images=frames[1:], duration=shown, loop=0)
    return out.getvalue()


def palette(image: Image.Image) -> Image.Image:
    """Choose 256 colours that keep rare hues and large flat areas as they are; a sample of the picture is enough."""
    sample = image.resize((image.width // 4, image.height // 4), Image.Resampling.NEAREST)
    return sample.quantize(256, Image.Quantize.MAXCOVERAGE, kmeans=2)


def _mp4(folder: Path) -> bytes:
    made = folder / "film.mp4"
    rate, stills = f"{1 / _SECONDS:.4f}", str(folder / "%04d.png")
    command = ["ffmpeg", "-y", "-loglevel", "error", "-framerate", rate, "-i", stills, "-vf",
               f"tpad=stop_mode=clone:stop_duration={_LAST},pad=ceil(iw/2)*2:ceil(ih/2)*2", "-r", "25",
               "-pix_fmt", "yuv420p", "-bitexact", "-threads", "1", str(made)]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - no shell, fixed words
    if done.returncode:
        raise MarzError(
            f"ffmpeg could not make the film ({done.stderr.strip()[-200:]}). Ask for .gif or .apng instead."
        )
    return made.read_bytes()


def _numbered(stills: list[Path], path: Path) -> str:
    for n, still in enumerate(stills, 1):
        write_atomic(path.with_name(f"{path.stem}-{n:04}.png"), still.read_bytes())
    return f"ffmpeg is not installed, so {len(stills)} numbered PNG files were written. Install it, or use .gif."
