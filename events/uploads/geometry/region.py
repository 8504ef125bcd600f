"""The box round Belarus, Poland, Lithuania and Latvia. A point outside it is flagged."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

REGION_LON, REGION_LAT = (14.0, 33.0), (49.0, 58.2)


def in_region(lon: float, lat: float) -> bool:
    """Tell whether a point lies in the box of the region."""
    return REGION_LON[0] <= lon <= REGION_LON[1] and REGION_LAT[0] <= lat <= REGION_LAT[1]


def in_box(lon: NDArray[np.float64], lat: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Tell which points lie in the box of the region."""
    result: NDArray[np.bool_] = (
        (lon >= REGION_LON[0])
        & (lon <= REGION_LON[1])
        & (lat >= REGION_LAT[0])
        & (lat <= REGION_LAT[1])
    )
    return result
