"""GeoJSON and CSV of exactly what a scene draws, with what the file is and who says it inside.

Long because what one of the two writes is read back by the same rules.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from dashboard.errors import SnapshotError
from dashboard.exports.data.both_dates import WINDOW, things_of, with_window
from dashboard.exports.data.cells import BETWEEN, Cell, cell_text, joined, plain_number
from dashboard.exports.data.drawn import Drawn
from dashboard.exports.data.store_features import store_things
from dashboard.exports.edition import build_edition
from dashboard.exports.request import Order
from dashboard.exports.second_date import Second
from dashboard.scene.scene import Scene
from dashboard.scene.words.reports import address_words
from events import Ledger, owed, plain_cell

COLUMNS = (
    "kind",
    "id",
    "title",
    "reports",
    "events",
    "first_day",
    "last_day",
    "end",
    "period",
    "border",
    "sections",
    "place",
    "lon",
    "lat",
    "precision_km",
    "place_known",
    "category",
    "marked_as",
    "status",
    "measure",
    "value",
    "low",
    "high",
    "unit",
    "value_kind",
    "rate_per_day",
    "rate_low",
    "rate_high",
    "least",
    "most",
    "how",
    "coverage_days",
    "counted_days",
    "window_days",
    "class",
    "length_km",
    "flights_a_week",
    "airlines",
    "nationalities",
    "contested",
    "grades",
    "publishers",
    "sources",
    "source_titles",
    "source_addresses",
    "attribution",
    "note",
)
_READ_AGAIN = frozenset(
    {"State", "Files", "Stores", "Settings", "Data Files", "Versions", "Creation Time"}
)


def to_geojson(
    ledger: Ledger,
    scene: Scene,
    metadata: Mapping[str, str],
    second: Second | None = None,
    more: Sequence[Drawn] = (),
) -> bytes:
    """Write what a scene draws as a GeoJSON FeatureCollection, always the same for the same scene.

    Parameters
    ----------
    ledger : Ledger
        The ledger that the scene was built from.
    scene : Scene
        What is drawn.
    metadata : mapping of str to str
        Stands in the member ``metadata``; the sources are in the member ``sources`` by id.
    second : Second, optional
        The second date: then every feature says in ``window`` which of the two it is of.
    more : sequence of Drawn
        What follows: the stores of the view.
    """
    things = (*things_of(ledger, scene, second), *more)
    cited = sorted({id_ for thing in things for id_ in _sources(ledger, thing)})
    return _dump(
        {
            "type": "FeatureCollection",
            "metadata": dict(metadata),
            "sources": {
                id_: {
                    "title": (source := ledger.source(id_)).title,
                    "publisher": source.publisher_name,
                    "address": source.address,
                    "reliability": source.reliability,
                    **_owed(ledger, id_),
                }
                for id_ in cited
            },
            "features": [_feature(ledger, thing) for thing in things],
        }
    )


def to_csv(
    ledger: Ledger,
    scene: Scene,
    metadata: Mapping[str, str],
    second: Second | None = None,
    more: Sequence[Drawn] = (),
) -> bytes:
    """Write what a scene draws as CSV in UTF-8, always the same for the same scene.

    Lines that begin with # stand before the header and say what the file is. A text cell that a
    spreadsheet would compute gets a leading apostrophe.

    Parameters
    ----------
    ledger : Ledger
        The ledger that the scene was built from.
    scene : Scene
        What is drawn.
    metadata : mapping of str to str
        Stands in the lines before the header.
    second : Second, optional
        The second date: then a column ``window`` says which of the two a row is of.
    more : sequence of Drawn
        What follows: the stores of the view.
    """
    text = io.StringIO()
    for name, value in metadata.items():
        text.write(f"{_told(name, value)}\r\n")
    writer = csv.DictWriter(text, with_window(COLUMNS, second), lineterminator="\r\n")
    writer.writeheader()
    for row in to_rows(ledger, scene, second, more):
        writer.writerow({name: cell_text(value) for name, value in row.items()})
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def draw_geojson(ledger: Ledger, scene: Scene, order: Order) -> tuple[bytes, ...]:
    """Write the GeoJSON file of an order.

    Parameters
    ----------
    ledger : Ledger
        The ledger that the scene was built from.
    scene : Scene
        What is drawn.
    order : Order
        Size, time and profile that were asked for.
    """
    made = build_edition(ledger, scene, order, "geojson")
    stores = store_things(made)
    return (to_geojson(made.ledger, made.scene, made.metadata, made.second, stores),)


def draw_csv(ledger: Ledger, scene: Scene, order: Order) -> tuple[bytes, ...]:
    """Write the CSV file of an order.

    Parameters
    ----------
    ledger : Ledger
        The ledger that the scene was built from.
    scene : Scene
        What is drawn.
    order : Order
        Size, time and profile that were asked for.
    """
    made = build_edition(ledger, scene, order, "csv")
    return (to_csv(made.ledger, made.scene, made.metadata, made.second, store_things(made)),)


def read_geojson(content: bytes) -> dict[str, str] | None:
    """Return what one of our GeoJSON files says of itself, or None."""
    try:
        found = json.loads(content)
    except ValueError:
        return None
    metadata = found.get("metadata") if isinstance(found, dict) else None
    if not isinstance(metadata, dict) or "State" not in metadata:
        return None
    return {str(name): str(value) for name, value in metadata.items()}


def read_csv(content: bytes) -> dict[str, str] | None:
    """Return what one of our CSV files says of itself, or None."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    found: dict[str, str] = {}
    for line in text.split("\r\n"):
        name, colon, value = line.removeprefix("# ").partition(": ")
        if not line.startswith("# ") or not colon:
            break
        found[name] = value
    return found if "State" in found else None


def _owed(ledger: Ledger, source_id: str) -> dict[str, str]:
    line = " ".join(owed(ledger, (), (source_id,)))
    return {"attribution": line} if line else {}


def _sources(ledger: Ledger, thing: Drawn) -> list[str]:
    reports = (ledger.report(id_).source_id for id_ in thing.report_ids)
    return list(dict.fromkeys((*reports, *thing.source_ids)))


def _grades(ledger: Ledger, thing: Drawn) -> list[str]:
    return [ledger.grade(ledger.report(id_)) for id_ in thing.report_ids]


def _feature(ledger: Ledger, thing: Drawn) -> dict[str, Any]:
    properties = {
        "kind": thing.kind,
        "id": thing.id,
        "title": thing.title,
        **thing.facts,
        "reports": list(thing.report_ids),
        "grades": _grades(ledger, thing),
        "sources": _sources(ledger, thing),
    }
    return {
        "type": "Feature",
        "id": " ".join(filter(None, (thing.facts.get(WINDOW), thing.kind, thing.id))),
        "geometry": thing.geometry,
        "properties": {_column(thing, name): _json(value) for name, value in properties.items()},
    }


def to_rows(
    ledger: Ledger, scene: Scene, second: Second | None = None, more: Sequence[Drawn] = ()
) -> list[dict[str, Cell]]:
    """Return what a scene draws as rows: days are dates, numbers plain, None *not reported*.

    Parameters
    ----------
    ledger : Ledger
        The ledger that the scene was built from.
    scene : Scene
        What is drawn.
    second : Second, optional
        The second date, where two are compared.
    more : sequence of Drawn
        What follows: the stores of the view.
    """
    return [_row(ledger, thing) for thing in (*things_of(ledger, scene, second), *more)]


def _row(ledger: Ledger, thing: Drawn) -> dict[str, Cell]:
    facts: dict[str, Any] = {**thing.facts, **_of_sources(ledger, thing)}
    if thing.geometry and thing.geometry["type"] == "Point":
        facts["lon"], facts["lat"] = thing.geometry["coordinates"]
    told = {"kind": thing.kind, "id": thing.id, "title": thing.title, **facts}
    row: dict[str, Cell] = dict.fromkeys(COLUMNS)
    for name, value in told.items():
        row[_column(thing, name)] = _cell(value)
    return row


def _of_sources(ledger: Ledger, thing: Drawn) -> dict[str, object]:
    ids = _sources(ledger, thing)
    sources = [ledger.source(id_) for id_ in ids]
    return {
        "reports": list(thing.report_ids),
        "grades": _grades(ledger, thing),
        "publishers": joined([source.publisher_name for source in sources]),
        "sources": ids,
        "source_titles": [source.title for source in sources],
        "source_addresses": [address_words(source) for source in sources],
        "attribution": " ".join(owed(ledger, thing.report_ids, ids)),
    }


def _column(thing: Drawn, name: str) -> str:
    if name not in COLUMNS and name != WINDOW:
        raise SnapshotError(f"{thing.kind}: no column for {name}.")
    return name


def _json(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _cell(value: object) -> Cell:
    if isinstance(value, list):
        return BETWEEN.join(map(str, value))
    if isinstance(value, float):
        return plain_number(value)
    if value is None or isinstance(value, str | int | date):
        return value
    raise SnapshotError(f"{value!r} is no value of a cell.")


def _told(name: str, value: str) -> str:
    """Return an entry as one line in which no cell, wherever a spreadsheet cuts it, computes."""
    line = f"# {name}: {' '.join(value.split())}"
    # What is read again is JSON or a query, in which no piece begins with such a sign.
    return line if name in _READ_AGAIN else plain_cell(line)


def _dump(value: Mapping[str, Any]) -> bytes:
    parts: Iterable[str] = json.JSONEncoder(
        ensure_ascii=False, indent=None, separators=(",", ":"), allow_nan=False
    ).iterencode(value)
    return "".join(parts).encode()
