"""A file of which every row is refused: the reasons of its rows, in every format."""

from __future__ import annotations

import pytest
from import_reading import read

from events.uploads.process.wire import from_bytes, to_bytes

ALL_REFUSED = {
    "records.json": ('[{"date": "1", "date": "2"}, {"a": 1, "a": 2}]', ["date", "a"]),
    "lines.jsonl": ('{"date": "1", "date": "2"}\n{"a": 1, "a": 2}\n', ["date", "a"]),
    "named.json": ('{"rows": [{"date": "1", "date": "2"}]}', ["date"]),
    "one.geojson": (
        '{"type": "Feature", "properties": {"a": 1, "a": 2}, "geometry": null}',
        ["a"],
    ),
    "arcgis.json": ('{"fields": [], "features": [{"attributes": {"b": 1, "b": 2}}]}', ["b"]),
    "none.geojson": (
        '{"type": "FeatureCollection", "features": [1, null]}',
        ["not a f", "not a f"],
    ),
    "marks.kml": ("<kml><Placemark><name>a</name><name>b</name></Placemark></kml>", ["twice"]),
    "cut.csv": ("date,lon,lat\n1,2,3,4\n1,2,3,4,5\n", ["4 cells", "5 cells"]),
}


@pytest.mark.parametrize("name", ALL_REFUSED)
def test_a_file_of_which_every_row_is_refused_tells_the_reason_of_each(name: str) -> None:
    text, reasons = ALL_REFUSED[name]
    upload = read(text, name)
    receipt = upload.receipt
    assert receipt.kept_nothing and receipt.rows_in == len(reasons), receipt
    for refusal, said in zip(receipt.refused, reasons, strict=True):
        assert said in refusal.reason
    # It can be written beside its receipt like any other.
    assert upload.imported is not None and len(upload.imported) == 0
    assert from_bytes(b"".join(to_bytes(upload))).receipt == receipt
