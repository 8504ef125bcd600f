"""The scripts that TimestampedGeoJson loads from the internet, here from npm packages."""

from __future__ import annotations

import shutil
import subprocess
from functools import cache
from pathlib import Path

from streamlit.components.v1 import declare_component

_FOLDER = Path(__file__).parents[1] / ".cache" / "bench"
_PACKAGES = (
    "leaflet-timedimension@1.1.1",
    "iso8601-js-period@0.2.1",
    "jquery@3.7.1",
    "moment@2.18.1",
    "jquery-ui-dist@1.13.3",
)


@cache
def assets_address() -> str:
    """Return the address under which Streamlit serves the fetched packages."""
    served = declare_component("packages", path=str(_FOLDER / "node_modules"))
    return f"component/{served.name}"


def fetch_assets() -> str | None:
    """Install the scripts of TimestampedGeoJson; returns why that cannot be done, or None."""
    if (_FOLDER / "node_modules" / "leaflet-timedimension").exists():
        return None
    npm = shutil.which("npm")
    if npm is None:
        return "its scripts come from npm, which is missing"
    _FOLDER.mkdir(parents=True, exist_ok=True)
    flags = ["--ignore-scripts", "--no-audit", "--no-fund", "--prefix", str(_FOLDER)]
    done = subprocess.run([npm, "install", *flags, *_PACKAGES], capture_output=True, check=False)
    return None if done.returncode == 0 else "npm could not fetch its scripts"
