"""The animation as MP4, when the optional encoder is installed."""

from __future__ import annotations

import json
import subprocess
import tempfile
from importlib import import_module
from pathlib import Path

from dashboard.errors import SnapshotError
from dashboard.exports.film.film import build_film
from dashboard.exports.film.render import draw_film
from dashboard.exports.film.steps import USUAL_STEPS
from dashboard.exports.formats import Tell
from dashboard.exports.request import Order
from dashboard.scene.scene import Scene
from events import Ledger, private_prefix

_A_SECOND, _FRAME_TICKS, _CARD_TICKS = 5, 3, 30
_MARK = b"bm:"


def draw_mp4(
    ledger: Ledger,
    scene: Scene,
    order: Order,
    *,
    steps: int = USUAL_STEPS,
    tell: Tell | None = None,
) -> tuple[bytes, ...]:
    """Draw the steps that end at a scene's date, then the sources; ``tell`` hears of each frame.

    Parameters
    ----------
    ledger : Ledger
        The reports of all days.
    scene : Scene
        The view of the last frame.
    order : Order
        Size, time, profile and imprint.
    steps : int
        Frames, at most 400.
    tell : callable or None
        Told how many frames are done, and of how many; None tells nobody.

    Raises
    ------
    SnapshotError
        Without the encoder, or when it fails; the words say the way out.
    """
    encoder = find_encoder()
    drawn = draw_film(build_film(ledger, scene, order, "mp4", steps), tell)
    frames, cards, metadata = drawn.frames, drawn.cards, drawn.metadata
    ticks = [frame.tobytes() for frame in frames for _ in range(_FRAME_TICKS)]
    ticks += [card.tobytes() for card in cards for _ in range(_CARD_TICKS)]
    width, height = frames[0].size
    told = _MARK.decode() + json.dumps(dict(metadata), ensure_ascii=True)
    with tempfile.TemporaryDirectory(prefix=private_prefix()) as folder:
        path = Path(folder) / "film.mp4"
        command = [
            *(encoder, "-loglevel", "error", "-f", "rawvideo", "-pix_fmt", "rgb24"),
            *("-s", f"{width}x{height}", "-r", str(_A_SECOND), "-i", "-"),
            *("-vf", "pad=ceil(iw/2)*2:ceil(ih/2)*2:color=white", "-c:v", "libx264"),
            *("-preset", "veryfast", "-crf", "20", "-pix_fmt", "yuv420p", "-threads", "1"),
            *("-fflags", "+bitexact", "-flags", "+bitexact", "-movflags", "+faststart"),
            *("-metadata", f"title={metadata['Title']}", "-metadata", f"comment={told}"),
            str(path),
        ]
        done = subprocess.run(command, input=b"".join(ticks), capture_output=True, check=False)
        if done.returncode:
            reason = done.stderr.decode("utf-8", "replace").strip().splitlines()[-1:]
            raise SnapshotError(f"MP4: the encoder failed ({' '.join(reason)}). Take GIF instead.")
        return (path.read_bytes(),)


def find_encoder() -> str:
    """Return the path of the encoder that the package imageio-ffmpeg brings.

    Raises
    ------
    SnapshotError
        When it is not installed.
    """
    try:
        encoder = import_module("imageio_ffmpeg")
        return str(encoder.get_ffmpeg_exe())
    except (ImportError, RuntimeError):
        raise SnapshotError(
            "MP4 needs the package imageio-ffmpeg, which is not installed. "
            "Install it with pip install imageio-ffmpeg, or take GIF instead."
        ) from None


def read_mp4(content: bytes) -> dict[str, str] | None:
    """Return what one of our films says of itself, or None."""
    at = content.find(_MARK + b"{")
    if content[4:8] != b"ftyp" or at < 0:
        return None
    try:
        text = content[at + len(_MARK) :].decode("ascii", "ignore")
        found, _ = json.JSONDecoder().raw_decode(text)
    except ValueError:
        return None
    return {str(name): str(value) for name, value in found.items()}
