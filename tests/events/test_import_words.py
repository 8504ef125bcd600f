"""Words of a file are words: in every format, in every column, read, kept and given away."""

from __future__ import annotations

import csv
import importlib.util
import io
import json
from dataclasses import replace
from datetime import date
from html import escape
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shipped import shipped_ledger

from dashboard.exports.data import geojson_csv, report_table
from dashboard.scene.scene import build_scene
from dashboard.scene.state import MapState
from events import Ledger, Showing
from events.uploads import (
    Flag,
    Limits,
    Outcome,
    Provenance,
    Receipt,
    Refusal,
    Upload,
    build_layer,
    join_layers,
    read_upload,
)
from events.uploads.export import to_csv
from events.uploads.process.wire import from_bytes, to_bytes
from events.uploads.read import read_bytes
from events.uploads.values.imported import TextColumn
from events.uploads.values.mapping import ColumnMapping
from events.uploads.values.notices import Telling


def _load_files() -> ModuleType:
    path = Path(__file__).with_name("import_files.py")
    spec = importlib.util.spec_from_file_location("import_files", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


made = _load_files()
CANARIES = (
    *("{{7*191}}", "{% if 1 %}", "{#", "${7*191}", "`x`", r"\x3c", "<b onmouseover=alert(1)>x</b>"),
    *("$\\foo$", "US$100–$200", "</script>", "]]>", "' or 1=1 --"),
)
FORMULAS = (
    *("=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "\uff1d1+1", "\uff0d1", "\uff20x"),
)
NAMES = ("title", "place", "kind", "source", "note", "{{7*191}}")
"""Columns of text; the last one's name is a canary itself."""


def rows_of(words: tuple[str, ...]) -> list[dict[str, str]]:
    """Return a row for each word, which stands in every column of text."""
    return [
        {
            "date": f"2021-11-{8 + i:02}",
            "lon": "23.65",
            "lat": "53.51",
            **dict.fromkeys(NAMES, word),
        }
        for i, word in enumerate(words)
    ]


def as_csv(rows: list[dict[str, str]]) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def as_geojson(rows: list[dict[str, str]]) -> bytes:
    features = [
        {
            "type": "Feature",
            "properties": {k: v for k, v in row.items() if k not in ("lon", "lat")},
            "geometry": {"type": "Point", "coordinates": [float(row["lon"]), float(row["lat"])]},
        }
        for row in rows
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def as_kml(rows: list[dict[str, str]]) -> bytes:
    marks = "".join(
        "<Placemark>"
        + "".join(
            f'<ExtendedData><Data name="{escape(k)}"><value>{escape(v)}</value></Data>'
            "</ExtendedData>"
            for k, v in row.items()
        )
        + f"<Point><coordinates>{row['lon']},{row['lat']}</coordinates></Point></Placemark>"
        for row in rows
    )
    return f"<kml><Document>{marks}</Document></kml>".encode()


def as_xlsx(rows: list[dict[str, str]]) -> bytes:
    lines = [[escape(v) for v in line] for line in (list(rows[0]), *(r.values() for r in rows))]
    content: bytes = made.workbook({"Events": made.cells(lines)})
    return content


def as_parquet(rows: list[dict[str, str]]) -> bytes:
    import pyarrow as pa  # type: ignore[import-untyped]
    import pyarrow.parquet as pq  # type: ignore[import-untyped]

    out = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows), out)
    return out.getvalue()


WRITERS = {
    "a.csv": as_csv,
    "a.geojson": as_geojson,
    "a.kml": as_kml,
    "a.xlsx": as_xlsx,
    "a.parquet": as_parquet,
}


def read(data: bytes, name: str, ledger: Ledger) -> Upload:
    empty = Receipt(name, "ab" * 32, Outcome.REFUSED)
    upload = read_bytes(data, empty, ColumnMapping(), Limits(), ledger, lambda word, share: None)
    assert upload.receipt.balances
    assert upload.imported is not None, upload.receipt
    return upload


@pytest.mark.parametrize("name", WRITERS)
def test_a_canary_comes_through_every_format_unchanged(ledger: Ledger, name: str) -> None:
    words = (*CANARIES, *FORMULAS)
    upload = read(WRITERS[name](rows_of(words)), name, ledger)
    assert upload.imported is not None
    for column in NAMES:
        assert tuple(upload.imported.cells[column]) == words, column
    for role in ("title", "place", "source", "note"):
        assert upload.imported.text(role, 0) == "{{7*191}}"
    assert "{{7*191}}" in upload.receipt.unused_columns
    text = "".join(upload.receipt.json_parts())
    assert json.loads(text) == upload.receipt.to_dict()
    assert "1337" not in text


def test_a_canary_comes_through_layers_that_gdal_reads(tmp_path: Path) -> None:
    word = b"{{7*191}} {% if"
    shape = read_upload(made.archive(made.shapefile("{{7*191}}", note=word)), "a.zip")
    assert shape.imported is not None, shape.receipt
    assert shape.receipt.layer == "{{7*191}}"
    assert list(shape.imported.cells["note"]) == [word.decode()] * 2


@pytest.mark.parametrize("showing", [Showing.BESIDE, Showing.MERGED])
def test_a_canary_is_given_away_as_text_and_a_formula_is_disarmed(
    ledger: Ledger, showing: Showing
) -> None:
    words = (*CANARIES, *FORMULAS)
    upload = read(as_csv(rows_of(words)), "{{7*191}}.csv", ledger)
    layer = build_layer(upload, 1, Provenance(title="{% if 1 %} {{7*191}}", read_on="2026-11"))
    joined = join_layers(ledger, [layer], showing)
    scene = build_scene(joined, MapState(date(2021, 11, 20), window="all"))
    files = {
        "imported": to_csv(upload.imported) if upload.imported else "",
        "data": report_table.to_csv(report_table.build_rows(joined, scene)),
        "drawn": geojson_csv.to_csv(joined, scene, {"Title": "x"}).decode("utf-8-sig"),
    }
    features = geojson_csv.to_geojson(joined, scene, {"Title": "x"}).decode()
    for name, text in {**files, "features": features}.items():
        plain = text if name != "features" else "\n".join(_texts(json.loads(text)))
        assert "1337" not in plain, name
        for canary in CANARIES:
            assert canary in plain.replace('""', '"'), (name, canary)
    for name, text in files.items():
        body = text[text.index("\n") + 1 :] if name == "drawn" else text
        for row in csv.reader(io.StringIO(body, newline="")):
            for cell in row:
                if cell.startswith(("=", "+", "@", "\t", "\r")):
                    pytest.fail(f"{name}: {cell!r} would be computed")
                if cell.startswith("-"):
                    float(cell)
    for formula in FORMULAS:
        assert f"'{formula}" in files["imported"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_what_import_writes_begins_no_cell_as_a_formula(ledger: Ledger, start: str) -> None:
    upload = read(b"date,title\n2021-11-08,A row\n", "a.csv", ledger)
    assert upload.imported is not None
    cells = {**upload.imported.cells, "title": TextColumn.of([f"{start}1+1"])}
    written = to_csv(replace(upload.imported, cells=cells))
    assert f"'{start}1+1" in written


def _texts(value: object) -> list[str]:
    if isinstance(value, dict):
        value = {name: part for name, part in value.items() if name != "geometry"}
        return [text for part in value.values() for text in _texts(part)]
    if isinstance(value, list):
        return [text for part in value for text in _texts(part)]
    return [str(value)]


HALF = "\\ud800"


def test_half_a_character_refuses_its_row_and_is_never_shown(ledger: Ledger) -> None:
    feature = '{"type":"Feature","geometry":null,"properties":{"date":"2021-11-08","a":"%s"}}'
    features = ",".join(feature % word for word in ("x", HALF, "y"))
    upload = read(
        f'{{"type":"FeatureCollection","features":[{features}]}}'.encode(), "a.json", ledger
    )
    assert upload.imported is not None and list(upload.imported.cells["a"]) == ["x", "y"]
    assert [(r.row, r.reason) for r in upload.receipt.refused] == [(2, "holds half a character")]
    named = read(f'[{{"date":"2021-11-08","{HALF}":"x"}}]'.encode(), "a.json", ledger)
    assert named.receipt.unused_columns == ("?",)
    # A mark says UTF-8, and bytes that are none stand in the header and in a row too short.
    broken = read(b"\xef\xbb\xbfdate,n\xfft\n2021-11-08,1\n2021\xfe\n", "a.csv", ledger)
    "".join(broken.receipt.json_parts()).encode()
    assert broken.receipt.unused_columns == ("n?t",)
    assert [(r.row, r.value) for r in broken.receipt.refused] == [(3, "2021?")]


WORD = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufeff\ufffe\uffff"),
    min_size=1,
).filter(lambda text: text == text.strip())


@pytest.mark.parametrize("name", ["a.geojson", "a.parquet", "a.xlsx", "a.kml"])
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(words=st.lists(WORD, min_size=1, max_size=8))
def test_any_words_come_back_from_every_format(name: str, words: list[str]) -> None:
    upload = read(WRITERS[name](rows_of(tuple(words))), name, shipped_ledger())
    assert upload.imported is not None
    assert list(upload.imported.cells["note"]) == words
    assert upload.imported.lon.tolist() == [23.65] * len(words)


TEXTS = st.lists(st.one_of(st.none(), st.text()), min_size=3, max_size=3)
FLAG = st.tuples(st.text(), st.text())


@settings(deadline=None)
@given(rows=st.lists(st.tuples(st.integers(1, 2**31 - 1), st.text(), TEXTS), max_size=20))
def test_what_is_told_of_rows_is_told_by_row_and_nothing_is_lost(
    rows: list[tuple[int, str, list[str | None]]],
) -> None:
    telling = Telling(5)
    for row, reason, (column, value, event) in rows:
        telling.tell(np.array([row]), column, [value], "far", reason, event)
    told = telling.told(Flag)
    wanted = sorted((Flag(r, c, v, "far", why, e) for r, why, (c, v, e) in rows), key=_row)
    assert list(told) == wanted and told == wanted and told == tuple(wanted)
    assert [told[i] for i in range(len(told))] == wanted
    assert told[:3] == tuple(wanted[:3])
    receipt = Receipt("a", "", Outcome.READ, flagged=told)
    again = from_bytes(b"".join(to_bytes(Upload(receipt, None, ColumnMapping())))).receipt
    assert again == receipt and list(again.flagged) == wanted
    assert again.flag_counts() == ({"far": len(rows)} if rows else {})
    assert json.loads("".join(receipt.json_parts())) == receipt.to_dict()


def _row(flag: Flag) -> int:
    return flag.row


def test_counts_of_a_receipt_are_the_most_first() -> None:
    refusals = [Refusal(i, "date", "x", "is empty" if i % 3 else "is no day") for i in range(9)]
    plain = Receipt("a", "", Outcome.READ, rows_in=9, refused=refusals)
    packed = from_bytes(b"".join(to_bytes(Upload(plain, None, ColumnMapping())))).receipt
    assert list(packed.refusal_counts().items()) == [
        (("date", "is empty"), 6),
        (("date", "is no day"), 3),
    ]
    assert packed.refusal_counts() == plain.refusal_counts()
    assert packed.balances and plain == packed


@settings(deadline=None)
@given(texts=st.lists(st.text(st.characters(exclude_categories=()))))
def test_a_column_of_texts_gives_back_every_text(texts: list[str]) -> None:
    column = TextColumn.of(texts)
    assert list(column) == texts
    assert [column[i] for i in range(len(texts))] == texts
    assert [column[i - len(texts)] for i in range(len(texts))] == texts
