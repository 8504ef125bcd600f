"""What a placemark of KML says twice, or says of two things, is told and never chosen."""

from __future__ import annotations

import pytest
from import_reading import read as read_file

from events.uploads import Upload

POINT = "<Point><coordinates>23.65,53.51</coordinates></Point>"
WHEN = "<TimeStamp><when>2021-11-08</when></TimeStamp>"
TRACK = (
    "<gx:Track><when>2021-11-08</when><when>2021-11-09</when>"
    "<gx:coord>23.51 53.51 140</gx:coord><gx:coord>23.65 53.14 150</gx:coord></gx:Track>"
)
GOOD = f"<Placemark><name>good</name>{WHEN}{POINT}</Placemark>"


def data(name: str, value: str) -> str:
    return f'<ExtendedData><Data name="{name}"><value>{value}</value></Data></ExtendedData>'


def read(*inside: str) -> Upload:
    """Read placemarks, with a good one before and after them."""
    body = "".join(f"<Placemark>{mark}</Placemark>" for mark in inside)
    upload = read_file(f"<kml><Document>{GOOD}{body}{GOOD}</Document></kml>", "a.kml")
    assert upload.imported is not None, upload.receipt
    receipt = upload.receipt
    assert receipt.rows_in == receipt.rows_kept + len(receipt.refused)
    return upload


TWICE = {
    "name": f"<name>a</name><name>b</name>{WHEN}{POINT}",
    "description": f"<description>a</description><description>b</description>{WHEN}{POINT}",
    "when": f"<TimeStamp><when>2021-11-08</when><when>2021-11-09</when></TimeStamp>{POINT}",
    "two stamps": f"{WHEN}<gx:TimeStamp><when>2021-11-09</when></gx:TimeStamp>{POINT}",
    "begin": f"<TimeSpan><begin>2021-11-08</begin><begin>2021-11-07</begin></TimeSpan>{POINT}",
    "moment and span": f"{WHEN}<TimeSpan><begin>2021-11-01</begin></TimeSpan>{POINT}",
    "data": f"{WHEN}{data('n', '1')}{data('n', '2')}{POINT}",
    "two values": f"{WHEN}{data('n', '1</value><value>2')}{POINT}",
    "simple data": f'{WHEN}{POINT}<ExtendedData><SchemaData><SimpleData name="n">1</SimpleData>'
    f'<SimpleData name="n">2</SimpleData></SchemaData></ExtendedData>{data("n", "1")}',
    "places": f"{WHEN}<Point><coordinates>23.65,53.51 24,54</coordinates></Point>",
}


@pytest.mark.parametrize("kind", TWICE)
def test_what_stands_twice_with_other_values_refuses_its_row_alone(kind: str) -> None:
    upload = read(TWICE[kind])
    (refusal,) = upload.receipt.refused
    assert refusal.row == 2 and upload.receipt.rows_kept == 2
    assert refusal.column in ("name", "description", "when", "begin", "n", "geometry")
    assert refusal.value and any(
        word in refusal.reason for word in ("twice", "several places", "beside a span")
    )


@pytest.mark.parametrize(
    "same",
    [
        f"<name>a</name><name>a</name>{WHEN}{WHEN}{POINT}{data('n', '1')}{data('n', '1')}",
        f"<name/><name>a</name>{WHEN}<TimeStamp/>{POINT}",
        f"<name>a</name><name/>{WHEN}{POINT}",
    ],
)
def test_what_stands_twice_and_says_the_same_is_kept(same: str) -> None:
    upload = read(same)
    assert upload.receipt.rows_kept == 3 and upload.imported is not None
    assert upload.imported.text("title", 1) == "a"


def test_a_placemark_inside_another_refuses_both_and_leaks_into_neither() -> None:
    inner = f"<Placemark><name>inner</name>{WHEN}{POINT}</Placemark>"
    upload = read(f"<name>outer</name>{inner}{WHEN}{POINT}")
    assert [(r.row, r.reason) for r in upload.receipt.refused] == [
        (2, "is a placemark with another one inside"),
        (3, "is a placemark inside another one"),
    ]
    assert list(upload.imported.row) == [1, 4] if upload.imported else False
    deep = read(f"<name>outer</name><Placemark>{inner}</Placemark>")
    assert [r.row for r in deep.receipt.refused] == [2, 3, 4]


@pytest.mark.parametrize("shapes", [POINT + TRACK, TRACK + POINT])
def test_a_track_beside_another_shape_is_taken_and_told(shapes: str) -> None:
    upload = read(f"<name>drive</name>{shapes}")
    assert upload.receipt.rows_kept == 4
    (note,) = upload.receipt.notes
    assert "a track and another shape" in note and "row 2" in note


def test_a_time_beside_a_track_gives_way_to_its_moments_and_is_told() -> None:
    for own in (
        "<TimeStamp><when>2021-01-01</when></TimeStamp>",
        "<TimeSpan><begin>2021-01-01</begin><end>2021-12-31</end></TimeSpan>",
    ):
        upload = read(own + TRACK)
        assert upload.imported is not None
        assert upload.imported.day.astype(str).tolist()[1:3] == ["2021-11-08", "2021-11-09"]
        (note,) = upload.receipt.notes
        assert "the moments of the track were taken (row 2)" in note


def test_tracks_of_one_placemark_are_not_mixed() -> None:
    uneven = (
        "<gx:MultiTrack><gx:Track><when>2021-11-01</when><when>2021-11-02</when>"
        "<gx:coord>23.5 53.5</gx:coord></gx:Track><gx:Track><when>2021-11-03</when>"
        "<gx:coord>23.6 53.5</gx:coord><gx:coord>23.7 53.5</gx:coord></gx:Track></gx:MultiTrack>"
    )
    upload = read(uneven)
    assert [r.row for r in upload.receipt.refused] == [2, 3, 4]
    assert {r.reason for r in upload.receipt.refused} == {"has a track of 1 places and 2 moments"}


def test_extended_data_that_differs_from_the_placemarks_own_is_another_column() -> None:
    upload = read(f"<name>a</name>{WHEN}{POINT}{data('name', 'b')}")
    assert upload.imported is not None and upload.receipt.rows_kept == 3
    assert upload.imported.text("title", 1) == "a"
    assert upload.imported.cells["extended data, name"][1] == "b"
    assert any('"name" of the extended data differs' in note for note in upload.receipt.notes)
    same = read(f"<name>a</name>{WHEN}{POINT}{data('name', 'a')}")
    assert not same.receipt.notes


def test_extended_data_without_a_name_is_told() -> None:
    nameless = "<ExtendedData><Data><value>1</value></Data></ExtendedData>"
    assert "1 values" in " ".join(read(f"{WHEN}{POINT}{nameless}").receipt.notes)


def test_the_time_of_a_view_is_none_of_the_placemark() -> None:
    view = "<LookAt><gx:TimeStamp><when>1999-01-01</when></gx:TimeStamp></LookAt>"
    upload = read(f"<name>a</name>{view}{WHEN}{POINT}")
    assert upload.imported is not None and upload.receipt.rows_kept == 3
    assert upload.imported.day.astype(str).tolist() == ["2021-11-08"] * 3


def test_words_inside_marks_of_another_language_are_kept() -> None:
    upload = read(f"<name>a</name><description>one <b>two</b> three</description>{WHEN}{POINT}")
    assert upload.imported is not None
    assert upload.imported.cells["description"][1] == "one two three"
