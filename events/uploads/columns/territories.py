"""Names of countries, as heads of columns bear them."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from geodata import fold

# What border guards and statistics call the countries of this border beside their names.
_MORE = {
    "PL": "POL|pl|strona polska",
    "LT": "LTU",
    "LV": "LVA",
    "BY": "BLR",
    "RU": "RUS",
    "UA": "UKR",
}


@cache
def _names() -> dict[str, str]:
    text = (files("events.uploads") / "data" / "territories.txt").read_text("utf-8")
    found: dict[str, str] = {}
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        code, *names = line.split("|")
        for name in (*names, *_MORE.get(code, "").split("|")):
            if name:
                found.setdefault(fold(name), code)
    for code in _MORE:
        found.setdefault(fold(code), code)
    return found


@cache
def country_named(name: str) -> str | None:
    """Return the ISO 3166-1 code of a country by its name; None for none."""
    return _names().get(" ".join(fold(name).split()))
