"""Adapter for the georeferenced events of UCDP, with its header or without."""

from __future__ import annotations

import re

from events.uploads.adapters.column_table import Adapter, Column, has_columns
from events.uploads.values.mapping import Role
from events.uploads.values.raw_table import RawTable

NAMES = (
    *("id", "relid", "year", "active_year", "code_status", "type_of_violence"),
    *("conflict_dset_id", "conflict_new_id", "conflict_name", "dyad_dset_id", "dyad_new_id"),
    *("dyad_name", "side_a_dset_id", "side_a_new_id", "side_a", "side_b_dset_id"),
    *("side_b_new_id", "side_b", "number_of_sources", "source_article", "source_office"),
    *("source_date", "source_headline", "source_original", "where_prec", "where_coordinates"),
    *("where_description", "adm_1", "adm_2", "latitude", "longitude", "geom_wkt"),
    *("priogrid_gid", "country", "country_id", "region", "event_clarity", "date_prec"),
    *("date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"),
    *("best", "high", "low", "gwnoa", "gwnob"),
)
_has_header = has_columns("type_of_violence", "date_start")
_DATE = re.compile(r"\d{4}-\d\d-\d\d.*", re.ASCII)


def _has_no_header(table: RawTable) -> bool:
    if len(table.names) != len(NAMES) or not len(table):
        return False
    row = dict(zip(NAMES, table.first_rows(1)[0], strict=True))
    return row["type_of_violence"] in ("1", "2", "3") and all(
        _DATE.fullmatch(row[name]) for name in ("date_start", "date_end")
    )


def _recognises(table: RawTable) -> bool:
    return _has_header(table) or _has_no_header(table)


def _reshape(table: RawTable) -> RawTable:
    return table if _has_header(table) else table.with_columns(NAMES, table.columns)


UCDP_GED = Adapter(
    name="ucdp-ged",
    title="UCDP georeferenced events",
    recognises=_recognises,
    columns=(
        Column(Role.ID, ("id",)),
        Column(Role.DAY, ("date_start",)),
        Column(Role.LAST_DAY, ("date_end",)),
        Column(Role.LON, ("longitude",)),
        Column(Role.LAT, ("latitude",)),
        Column(Role.KIND, ("type_of_violence",)),
        Column(Role.TITLE, ("dyad_name",)),
        Column(Role.PLACE, ("where_coordinates", "where_description")),
        Column(Role.VALUE, ("best",)),
        Column(Role.LOW, ("low",)),
        Column(Role.HIGH, ("high",)),
        Column(Role.SOURCE, ("source_article",)),
    ),
    choices={"decimal": ".", "time_zone": "as written"},
    reshape=_reshape,
    versions=(
        "GED 17 to 25 and candidate releases, of 49 columns, with a header or without",
        "the same as GeoJSON; with a row of HXL tags it is read by these",
    ),
    kinds={"1": "state-based violence", "2": "non-state violence", "3": "one-sided violence"},
)
