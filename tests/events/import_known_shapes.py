"""Small files of every shape that is known, for tests that damage them."""

from __future__ import annotations

import json

import import_files as made
import test_import_published as published
import test_import_shapes as shapes

from events.ledger import DATA_FOLDER

MONTHS = [
    ["Monthly detections", "", "", "", ""],
    ["Route", "Border type or inland", "Nationality", "JUN2021", "JUL2021"],
    ["Eastern Land Borders", "Land", "Iraq", 0.0, ""],
    ["Eastern Land Borders", "Land", "Not specified", "", 12.0],
]
ARRIVAL = {"icao24": "4e1234", "firstSeen": 1635700000, "estDepartureAirport": "OMDB"}
DRAWN = {
    "type": "FeatureCollection",
    "metadata": {"State": "date=2021-11-17", "Title": "Map"},
    "features": [
        {
            "type": "Feature",
            "properties": {
                "kind": "event",
                "id": "a",
                "title": "Kuźnica",
                "first_day": "2021-11-16",
            },
            "geometry": {"type": "Point", "coordinates": [23.67, 53.52]},
        }
    ],
}


def known_shapes() -> dict[str, bytes]:
    """Return files by name."""
    texts = {
        "acled.csv": shapes.table(shapes.ACLED_ROW),
        "ucdp.csv": shapes.table(shapes.ucdp_row()),
        "iom.csv": published.line(
            published.MISSING_MIGRANTS,
            Main_ID="2021.MMP1",
            Incident_Date="2021-11-12",
            Total_Number_of_Dead_and_Missing="1",
            Coordinates="52.8120, 23.8010",
        ),
        "opensky.csv": shapes.FLIGHTS,
        "opensky.json": json.dumps([{**ARRIVAL, "estArrivalAirport": "UMMS"}, ARRIVAL]),
        "frontex.csv": shapes.NEW + shapes.ROWS,
        "hxl.csv": shapes.HXL_TEXT,
        "drawn.geojson": json.dumps(DRAWN, ensure_ascii=False),
    }
    for name in ("flow_reports.csv", "incident_reports.csv", "flight_reports.csv"):
        lines = (DATA_FOLDER / name).read_text("utf-8").splitlines(keepends=True)
        texts[name] = "".join(lines[:6])
    return {
        **{name: text.encode() for name, text in texts.items()},
        "frontex.xlsx": made.workbook({"Detections_of_IBC": made.cells(MONTHS)}),
    }
