"""Reads one coordinate, or two in one cell: degrees, minutes, seconds, letters and signs."""

from __future__ import annotations

import json
import re

from events.uploads.columns.numbers import FigureError, read_figure
from events.uploads.values.words import tidy

LONGEST_PAIR = 120
LONGEST_ONE = 40
_NUMBER = r"\d{1,3}(?:[.,]\d+)?"
_DEGREE = r"(?:°|deg(?:rees)?\.?|d(?![a-z])|st\.?)"
_MINUTE = r"(?:'|min\.?|m(?![a-z]))"
_SECOND = r"(?:\"|''|sek\.?|sec\.?|s(?![a-z]))"
_LETTER = r"(?P<{0}>[NSEWnsew]|[СЮВЗсювз]\.?\s?[шд]\.?)"
_ONE = re.compile(
    rf"(?:{_LETTER.format('before')}\s*[:.]?\s*)?(?P<sign>[+-])?\s*"
    rf"(?:(?P<d>{_NUMBER})\s*(?:{_DEGREE}|:|(?=\s))?\s*"
    rf"(?:(?P<m>\d{{1,2}}(?:[.,]\d+)?)\s*(?:{_MINUTE}|:|(?=\s|$))?\s*"
    rf"(?:(?P<s>\d{{1,2}}(?:[.,]\d+)?)\s*(?:{_SECOND})?\s*)?)?)"
    rf"(?:{_LETTER.format('behind')})?",
    re.IGNORECASE,
)
# 533039N 0233037E, as charts and aviation write.
_CHART = re.compile(r"(?P<d>\d{2,3})(?P<m>\d\d)(?P<s>\d\d(?:\.\d+)?)(?P<letter>[NSEW])", re.I)
_MARKS = str.maketrans(
    {
        **dict.fromkeys("ºº˚⁰∘", "°"),
        **dict.fromkeys("′’‘´`ʹʼ‛′", "'"),
        **dict.fromkeys("″”“„‟ʺ〃", '"'),
    }
)
# Degrees, or the metres of a grid.
_EITHER = r"\d{1,8}(?:[.,]\d+)?"
_PAIR = re.compile(
    rf"([+-]?{_EITHER})\s*(?:[;/|\s]|,\s|,(?=[+-]?\d+\.))\s*([+-]?{_EITHER})", re.ASCII
)
# Latitude, longitude, altitude and accuracy of form tools such as ODK and KoBo.
_FORM_TOOL = re.compile(
    r"(-?\d{1,2}(?:\.\d+)?)\s+(-?\d{1,3}(?:\.\d+)?)\s+(-?\d{1,5}(?:\.\d+)?)(?:\s+\d{1,6}(?:\.\d+)?)?",
    re.ASCII,
)
_GEO = re.compile(r"geo:(-?\d{1,2}(?:\.\d+)?),(-?\d{1,3}(?:\.\d+)?)[,;?]?.*", re.ASCII)
_NAMED = re.compile(r"(?:lat|lon|lng|long|latitude|longitude|x|y)\s*[:=]\s*", re.IGNORECASE)
_NORTH_SOUTH = frozenset("NSСЮ")
_BACKWARDS = frozenset("SWЮЗ")


def read_degrees(text: str, decimal: str, axis: str) -> float:
    """Read one coordinate.

    Parameters
    ----------
    text : str
        The cell: degrees, or degrees with minutes and seconds.
    decimal : str
        What stands before its decimals.
    axis : str
        ``lon`` or ``lat``: a letter of the other axis is a fault.

    Raises
    ------
    FigureError
        When it is none.
    """
    try:
        return read_figure(text, decimal)
    except FigureError:
        plain = tidy(text.translate(_MARKS))
    if len(plain) > LONGEST_ONE:
        raise FigureError("is not a number")
    number, letter = _angle(plain)
    if letter and (letter in _NORTH_SOUTH) != (axis == "lat"):
        raise FigureError("is a coordinate of the other axis")
    return number


def _angle(text: str) -> tuple[float, str]:
    """Return degrees and the letter of their axis, empty where there is none."""
    if found := _CHART.fullmatch(text):
        return _degrees(found["d"], found["m"], found["s"], "", found["letter"])
    found = _ONE.fullmatch(text)
    # Two figures side by side are a coordinate only if a letter or a sign says so.
    told = re.search(r"[°'\":NSEWСЮВЗnsewсювз]|deg|min|st\.", text)
    if found is None or told is None:
        raise FigureError("is not a number")
    letters = [found["before"], found["behind"]]
    if all(letters):
        raise FigureError("is not a number")
    return _degrees(found["d"], found["m"], found["s"], found["sign"], letters[0] or letters[1])


def _degrees(
    degrees: str, minutes: str | None, seconds: str | None, sign: str | None, letter: str | None
) -> tuple[float, str]:
    parts = [float((part or "0").replace(",", ".")) for part in (degrees, minutes, seconds)]
    if parts[1] >= 60 or parts[2] >= 60:
        raise FigureError("has minutes or seconds beyond 60")
    number = parts[0] + parts[1] / 60 + parts[2] / 3600
    axis = (letter or "").upper()[:1]
    back = (sign == "-") != (axis in _BACKWARDS and axis != "")
    return (-number if back else number), axis


def read_pair(text: str) -> tuple[float, float, str | None]:
    """Read two coordinates of one cell.

    Returns
    -------
    tuple
        The two as they stand, and their order where the cell itself tells it: ``lat_lon`` or
        ``lon_lat``; None where only the place on the map can tell.

    Raises
    ------
    FigureError
        When it holds no two numbers.
    """
    # Blanks may stand in many places of a pair: a cell of blanks would be tried in each of them.
    if len(text) > LONGEST_PAIR:
        raise FigureError("is not two coordinates")
    plain = tidy(text.translate(_MARKS))
    if plain[:1] == "{":
        return _of_record(plain)
    if found := _GEO.fullmatch(plain):
        return float(found[1]), float(found[2]), "lat_lon"
    order = _named_order(plain)
    plain = _NAMED.sub("", plain).strip(" ()[]{}")
    if found := _PAIR.fullmatch(plain):
        return _plain(found[1]), _plain(found[2]), order
    if found := _FORM_TOOL.fullmatch(plain):
        return float(found[1]), float(found[2]), "lat_lon"
    for cut in _cuts(plain):
        try:
            (a, first), (b, second) = _angle(plain[: cut[0]].strip()), _angle(plain[cut[1] :])
        except FigureError:
            continue
        if bool(first) != bool(second) or (
            first and (first in _NORTH_SOUTH) == (second in _NORTH_SOUTH)
        ):
            continue
        if first:
            order = "lat_lon" if first in _NORTH_SOUTH else "lon_lat"
        return a, b, order
    raise FigureError("is not two coordinates")


def _cuts(text: str) -> list[tuple[int, int]]:
    """Return where a cell may fall into two coordinates: at marks, behind letters, at blanks."""
    cuts = [m.span() for m in re.finditer(r"\s*[;/|]\s*|\s*,\s+|,(?=\s*[NSEW\d])", text)]
    cuts += [
        m.span() for m in re.finditer(r"(?<=[NSEWСЮВЗшдnsew.\"'°])\s*(?=[NSEWСЮВЗ\d+-])", text)
    ]
    cuts += [m.span() for m in re.finditer(r"\s+", text)]
    middle = len(text) / 2
    # The two halves of a pair are about as long as each other.
    return sorted(dict.fromkeys(cuts), key=lambda cut: abs(cut[0] - middle))


def _named_order(text: str) -> str | None:
    names = [m[0].lower()[:2] for m in _NAMED.finditer(text)]
    if len(names) != 2 or names[0] == names[1]:
        return None
    return "lat_lon" if names[0].startswith(("la", "y")) else "lon_lat"


def _of_record(text: str) -> tuple[float, float, str]:
    try:
        record = json.loads(text)
    except (ValueError, RecursionError):
        raise FigureError("is not two coordinates") from None
    folded = {str(key).casefold(): value for key, value in record.items()}
    for north in ("lat", "latitude", "y"):
        for east in ("lon", "lng", "long", "longitude", "x"):
            if north in folded and east in folded:
                return _plain(str(folded[north])), _plain(str(folded[east])), "lat_lon"
    raise FigureError("is not two coordinates")


def _plain(text: str) -> float:
    return read_figure(text.replace(",", "."), ".")
