"""What the page calls the parts of an upload: roles, answers, flags, grades, ways to show."""

from __future__ import annotations

from events import Showing
from events.uploads import Role

ROLES = {
    Role.DAY: "Day",
    Role.LAST_DAY: "Last day",
    Role.LON: "Longitude",
    Role.LAT: "Latitude",
    Role.LON_LAT: "Both coordinates in one column",
    Role.PLACE: "Name of the place",
    Role.KIND: "Kind of event",
    Role.TITLE: "Title",
    Role.VALUE: "Figure",
    Role.LOW: "Least figure",
    Role.HIGH: "Greatest figure",
    Role.SOURCE: "Source of the row",
    Role.NOTE: "Note",
    Role.ID: "Id of the row",
    Role.PRECISION: "Precision of the day",
    Role.ORIGIN: "Airport a flight comes from",
    Role.DESTINATION: "Airport a flight goes to",
    Role.SECTION: "Border section (id)",
    Role.PLACE_ID: "Place of this project (id)",
    Role.REPORT_ID: "Report of this project (id)",
}
"""What a column can stand for, in plain words."""

NO_COLUMN = "no column"

ANSWERS = {
    "date_order": {
        "dmy": "day first",
        "mdy": "month first",
        "ymd": "year first",
        "cells": "date cells as they are",
    },
    "axis_order": {"lon_lat": "longitude first", "lat_lon": "latitude first"},
    "decimal": {".": "a point before decimals", ",": "a comma before decimals"},
    "layout": {"cells": "one row a cell", "rows": "one row a line"},
    "delimiter": {",": "comma", ";": "semicolon", "\t": "tab", "|": "vertical bar"},
}
"""Answers that are a code, in words, by question."""

OTHER_ANSWERS = {
    "encoding": ("Another code page", "any that Python knows, as cp437, mac_roman or big5"),
    "crs": ("Another reference system", "any EPSG code, as EPSG:4258"),
}
"""Questions that more than the listed answers fit: label and hint of a field for any other."""

FLAGS = {
    "outside": "outside the region",
    "far": "in the region, but far from every border section",
    "swapped": "in the region only with longitude and latitude the other way round",
    "negative": "a count below zero",
    "repeated": "equal to an earlier row cell by cell",
    "duplicate": "perhaps about an event that is there already",
    "reduced": "a line or an area, shown as one point on it",
    "unknown_airport": "an airport that is not in the tables",
    "other_route": "another route than the Eastern Land Borders",
    "rough": "a figure that the file itself calls rough",
    "no_figure": "a figure that cannot be read; the row has none",
}
"""Why a kept row is doubtful, by the word of the receipt."""

RELIABILITY = {
    "A": "an official body on its own count or decision",
    "B": "a news agency, a national newsroom, a public broadcaster",
    "C": "regional or special-interest press; an organisation on what it documents",
    "D": "state-linked while that state is a party; opinion; a copy that names its original",
    "E": "documented as made to spread one side's claims",
    "F": "nobody has judged it",
}
"""The letter of a grade: reliability of the publisher."""

CREDIBILITY = {
    1: "confirmed by an independent source",
    2: "probably true: two publishers say the same",
    3: "possibly true",
    4: "doubtful: a better source contradicts it",
    5: "improbable: an evident misprint",
    6: "not judged",
}
"""The digit of a grade: credibility of each row."""

SHOWINGS = {
    Showing.BESIDE: (
        "Beside Border Monitor's reports",
        "Each file has a symbol of its own. No figure of a border changes.",
    ),
    Showing.MERGED: (
        "Among Border Monitor's reports",
        "Rows stand among its events, by their kind where it is one that the page knows; "
        "figures in the form of this project's tables count in the rates of borders. Every row "
        "keeps its source and grade.",
    ),
    Showing.ALONE: (
        "Alone",
        "Only your files are shown; Border Monitor's reports are hidden, and the borders say so.",
    ),
}
"""Label and meaning of each way to show brought files."""

SHOWN = {
    Showing.BESIDE: "shown beside Border Monitor's reports",
    Showing.MERGED: "shown among Border Monitor's reports",
    Showing.ALONE: "shown alone, without Border Monitor's reports",
}
"""How files are shown at the moment, for the panel."""

FORMATS = "CSV, TSV, XLSX, ODS, GeoJSON, JSON Lines, GeoPackage, Parquet, KML or a zipped shapefile"
