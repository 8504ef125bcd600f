"""Files that can be read in two ways are asked about; files that can be read in one are not."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shipped import shipped_ledger

from events import Ledger
from events.uploads import ColumnMapping, Limits, Outcome, Receipt, Upload
from events.uploads.columns.days import FIRST_DAY, LAST_DAY
from events.uploads.export import to_csv
from events.uploads.read import read_bytes


def read(
    data: bytes | str,
    ledger: Ledger,
    name: str = "file.csv",
    **choices: str,
) -> Upload:
    raw = data.encode() if isinstance(data, str) else data
    empty = Receipt(name, "0" * 64, Outcome.REFUSED)
    mapping = ColumnMapping()
    for key, value in choices.items():
        mapping = mapping.answered(key.replace("__", "."), value)
    upload = read_bytes(raw, empty, mapping, Limits(), ledger, lambda word, share: None)
    assert upload.receipt.balances
    return upload


def days(upload: Upload) -> list[str]:
    assert upload.imported is not None, upload.receipt
    return upload.imported.day.astype(str).tolist()


def asked(upload: Upload) -> dict[str, list[str]]:
    assert upload.imported is None
    assert upload.receipt.exit_code == 2
    return {q.name: [o.value for o in q.options] for q in upload.receipt.questions}


def refusals(upload: Upload) -> list[tuple[int, str | None, str | None, str]]:
    return [(r.row, r.column, r.value, r.reason) for r in upload.receipt.refused]


PLACE = ",23.65,53.51\n"


def dated(*texts: str) -> str:
    return "date,lon,lat\n" + "".join(f'"{text}"{PLACE}' for text in texts)


def test_the_third_of_april_or_the_fourth_of_march_is_asked_and_then_obeyed(
    ledger: Ledger,
) -> None:
    text = dated("03/04/2024", "05/06/2024")
    assert asked(read(text, ledger)) == {"date_order": ["dmy", "mdy"]}
    assert days(read(text, ledger, date_order="dmy")) == ["2024-04-03", "2024-06-05"]
    assert days(read(text, ledger, date_order="mdy")) == ["2024-03-04", "2024-05-06"]


def test_one_date_that_can_be_read_in_one_way_decides_for_the_file(ledger: Ledger) -> None:
    assert days(read(dated("03/04/2024", "13/04/2024"), ledger)) == ["2024-04-03", "2024-04-13"]
    assert days(read(dated("03/04/2024", "04/13/2024"), ledger)) == ["2024-03-04", "2024-04-13"]


def test_a_column_that_mixes_orders_is_asked_about_and_its_misfits_are_refused(
    ledger: Ledger,
) -> None:
    text = dated("13/04/2024", "04/13/2024")
    assert asked(read(text, ledger)) == {"date_order": ["dmy", "mdy"]}
    chosen = read(text, ledger, date_order="dmy")
    assert days(chosen) == ["2024-04-13"]
    assert refusals(chosen) == [(3, "date", "04/13/2024", "is not a date written dmy")]


@pytest.mark.parametrize(
    "text",
    ["8.11.2021", "2021/11/08", "8 November 2021", "Nov 8, 2021", "20211108", "2021-11-08T23:59"],
)
def test_a_date_that_names_its_own_order_is_not_asked_about(ledger: Ledger, text: str) -> None:
    assert days(read(dated(text), ledger)) == ["2021-11-08"]


def test_two_digits_of_a_year_have_three_readings(ledger: Ledger) -> None:
    assert asked(read(dated("08/11/21"), ledger)) == {"date_order": ["dmy", "mdy", "ymd"]}
    assert days(read(dated("08/11/21"), ledger, date_order="ymd")) == ["2008-11-21"]
    both = read(dated("08/11/69", "8.11.71"), ledger, date_order="dmy")
    assert days(both) == ["2069-11-08", "1971-11-08"]


def test_a_date_that_does_not_exist_is_refused_with_its_row(ledger: Ledger) -> None:
    upload = read(dated("2021-02-29", "2021-03-01", "", "soon", "44508", "1965-01-01"), ledger)
    assert days(upload) == ["2021-03-01"]
    assert [(row, reason.split(",")[0]) for row, _, _, reason in refusals(upload)] == [
        (2, "is a date that does not exist"),
        (4, "is empty"),
        (5, "is not a date"),
        (6, "is a spreadsheet's serial number"),
        (7, "lies outside 1970 to 2149"),
    ]


def test_an_instant_near_midnight_is_asked_for_its_clock(ledger: Ledger) -> None:
    text = dated("2021-11-08T23:30:00Z", "2021-11-08T12:00:00Z")
    assert "time_zone" in asked(read(text, ledger))
    assert days(read(text, ledger, time_zone="UTC")) == ["2021-11-08", "2021-11-08"]
    assert days(read(text, ledger, time_zone="Europe/Minsk")) == ["2021-11-09", "2021-11-08"]
    offset = dated("2021-11-09T00:30:00+03:00")
    assert days(read(offset, ledger, time_zone="as written")) == ["2021-11-09"]
    assert days(read(offset, ledger, time_zone="UTC")) == ["2021-11-08"]


def test_an_instant_at_noon_is_the_same_day_on_every_clock(ledger: Ledger) -> None:
    assert days(read(dated("2021-11-08T12:00:00Z"), ledger)) == ["2021-11-08"]


def test_epoch_seconds_are_not_1970(ledger: Ledger) -> None:
    assert days(read(dated("1636370000", "1636370000000"), ledger)) == ["2021-11-08"] * 2


def test_a_comma_before_three_digits_is_asked_and_then_obeyed(ledger: Ledger) -> None:
    text = 'date,lon,lat,people\n2021-11-08,23.65,53.51,"1,234"\n'
    assert asked(read(text, ledger)) == {"decimal": [".", ","]}
    thousand, fraction = (read(text, ledger, decimal=mark).imported for mark in ".,")
    assert thousand is not None and thousand.value[0] == 1234
    assert fraction is not None and fraction.value[0] == 1.234


def test_a_decimal_comma_in_degrees_needs_no_question(ledger: Ledger) -> None:
    upload = read("date;lon;lat;people\n2021-11-08;23,651;53,512;1,5\n", ledger)
    assert upload.imported is not None
    assert (upload.imported.lon[0], upload.imported.value[0]) == (23.651, 1.5)


NAMES = "date,lon,lat,place\n2021-11-08,23.65,53.51,{}\n"


def test_utf_8_with_a_mark_and_utf_16_are_told_by_their_bytes(ledger: Ledger) -> None:
    text = NAMES.format("Kuźnica Гродно")
    for encoding, known in (("utf-8-sig", "utf-8-sig"), ("utf-16", "utf-16"), ("utf-8", "utf-8")):
        upload = read(text.encode(encoding), ledger)
        assert upload.receipt.encoding == known
        assert upload.imported is not None
        assert upload.imported.text("place", 0) == "Kuźnica Гродно"
    assert read(text.encode("utf-16-le"), ledger).receipt.encoding == "utf-16-le"


@pytest.mark.parametrize(
    ("encoding", "word"), [("cp1251", "Гродно"), ("cp1257", "Šalčininkai"), ("cp1250", "Kuźnica")]
)
def test_a_code_page_is_asked_for_with_the_names_as_each_would_have_them(
    ledger: Ledger, encoding: str, word: str
) -> None:
    data = NAMES.format(word).encode(encoding)
    upload = read(data, ledger)
    assert upload.imported is None
    (question,) = upload.receipt.questions
    assert question.name == "encoding" and 3 <= len(question.options) <= 9
    assert (question.options[0].value, question.options[0].shown) == (encoding, word)
    assert word in {o.value: o.shown for o in question.options}[encoding]
    chosen = read(data, ledger, encoding=encoding)
    assert chosen.imported is not None and chosen.imported.text("place", 0) == word


def test_a_stray_byte_in_utf_8_refuses_its_row_only(ledger: Ledger) -> None:
    data = NAMES.format("Kuźnica").encode() + b"2021-11-09,23.6,53.5,Ku\xbfnica\n"
    upload = read(data, ledger, encoding="utf-8")
    assert refusals(upload) == [(3, None, None, "holds bytes that are not UTF-8")]
    assert upload.receipt.rows_kept == 1


def test_na_is_namibia_and_not_a_missing_value(ledger: Ledger) -> None:
    upload = read("date,lon,lat,country,icao24\n2021-11-08,23.6,53.5,NA,4e1234\n", ledger)
    assert upload.imported is not None
    assert upload.imported.cells["country"][0] == "NA"
    assert upload.imported.cells["icao24"][0] == "4e1234"


def test_two_columns_that_claim_the_day_are_asked_about(ledger: Ledger) -> None:
    text = "Date,date,lon,lat\n2021-11-08,2021-12-08,23.6,53.5\n"
    assert asked(read(text, ledger)) == {"columns.day": ["Date", "date"]}
    assert days(read(text, ledger, columns__day="date")) == ["2021-12-08"]
    twice = "date,date,lon,lat\n2021-11-08,2021-12-08,23.6,53.5\n"
    assert asked(read(twice, ledger)) == {"columns.day": ["date", "date (2)"]}


def test_a_file_with_its_axes_swapped_is_asked_about_and_one_row_is_flagged(
    ledger: Ledger,
) -> None:
    swapped = "date,lon,lat\n2021-11-08,53.5,23.6\n2021-11-09,53.6,23.7\n"
    assert asked(read(swapped, ledger)) == {"axis_order": ["lon_lat", "lat_lon"]}
    turned = read(swapped, ledger, axis_order="lat_lon")
    assert turned.imported is not None and turned.imported.lon.tolist() == [23.6, 23.7]
    one = read("date,lon,lat\n2021-11-08,23.6,53.5\n2021-11-09,53.6,23.7\n", ledger)
    assert [(f.row, f.flag) for f in one.receipt.flagged] == [(3, "swapped")]
    assert one.imported is not None and one.imported.lon[1] == 53.6


@pytest.mark.parametrize(("good", "swapped"), [(1, 10), (1, 2), (2, 3)])
def test_a_few_good_rows_do_not_silence_the_question_about_the_axes(
    ledger: Ledger, good: int, swapped: int
) -> None:
    rows = [(23.6 + n / 100, 53.5) for n in range(good)]
    rows += [(53.5, 23.6 + n / 100) for n in range(swapped)]
    text = "date,lon,lat\n" + "".join(f"2021-11-08,{x},{y}\n" for x, y in rows)
    assert asked(read(text, ledger)) == {"axis_order": ["lon_lat", "lat_lon"]}
    kept = read(text, ledger, axis_order="lon_lat")
    assert [f.flag for f in kept.receipt.flagged if f.flag == "swapped"] == ["swapped"] * swapped
    turned = read(text, ledger, axis_order="lat_lon")
    assert [f.flag for f in turned.receipt.flagged if f.flag == "swapped"] == ["swapped"] * good
    features = [feature([x, y], date="2021-11-08") for x, y in rows]
    assert asked(read(collection(*features), ledger, "a.geojson")) == {
        "axis_order": ["lon_lat", "lat_lon"]
    }


@pytest.mark.parametrize(
    "text",
    [
        *(
            "9 listopada 2021",
            "9 listopada 2021 r.",
            "wtorek, 9 listopada 2021",
            "9 LISTOPADA 2021",
        ),
        *("2021 m. lapkričio 9 d.", "2021 m. lapkričio 9", "2021. gada 9. novembrī"),
        *("9. novembris 2021", "9 ноября 2021", "9 ноября 2021 г.", "9 лістапада 2021"),
        *("9 November 2021", "November 9, 2021", "9th Nov 2021", "Tuesday, 9 November 2021"),
    ],
)
def test_a_month_is_known_by_its_name_in_the_tongues_of_the_region(
    ledger: Ledger, text: str
) -> None:
    assert days(read(dated(text), ledger)) == ["2021-11-09"]


def test_every_month_is_known_in_every_tongue(ledger: Ledger) -> None:
    names = {
        "pl": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października "
        "listopada grudnia",
        "lt": "sausio vasario kovo balandžio gegužės birželio liepos rugpjūčio rugsėjo spalio "
        "lapkričio gruodžio",
        "lv": "janvāris februāris marts aprīlis maijs jūnijs jūlijs augusts septembris oktobris "
        "novembris decembris",
        "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
        "be": "студзеня лютага сакавіка красавіка траўня чэрвеня ліпеня жніўня верасня кастрычніка "
        "лістапада снежня",
    }
    for months in names.values():
        cells = [f"7 {name} 2021" for name in months.split()]
        assert days(read(dated(*cells), ledger)) == [f"2021-{n:02}-07" for n in range(1, 13)]


@pytest.mark.parametrize("name", ["Liczba osób", "Žmonių skaičius", "Personu skaits", "Люди"])
def test_a_count_of_people_is_found_by_its_usual_names(ledger: Ledger, name: str) -> None:
    upload = read(f"date,lon,lat,{name}\n2021-11-08,23.65,53.51,-3\n", ledger)
    assert upload.imported is not None and upload.imported.value[0] == -3
    assert "negative" in {f.flag for f in upload.receipt.flagged}


def test_a_pair_of_coordinates_in_one_cell_is_turned_by_where_it_falls(ledger: Ledger) -> None:
    upload = read('date,coordinates\n2021-11-08,"53.5, 23.6"\n', ledger)
    assert upload.imported is not None and upload.imported.lon[0] == 23.6
    wkt = read("date,wkt\n2021-11-08,POINT (23.6 53.5)\n", ledger)
    assert wkt.imported is not None and wkt.imported.lat[0] == 53.5


def test_doubtful_rows_are_kept_and_flagged_with_the_distance_that_is_meant(
    ledger: Ledger,
) -> None:
    text = "date,lon,lat,people\n2020-01-08,21.0,52.2,1\n2020-01-09,2.3,48.8,1\n"
    text += "2020-01-10,23.65,53.51,-4\n2020-01-10,23.65,53.51,-4\n2020-01-11,,,2\n"
    receipt = read(text, ledger).receipt
    assert [(f.row, f.flag, f.value) for f in receipt.flagged] == [
        (2, "far", "21, 52.2"),
        (3, "outside", "2.3, 48.8"),
        (4, "negative", "-4"),
        (5, "negative", "-4"),
        (5, "repeated", None),
    ]
    assert receipt.flagged[0].reason == "lies more than 30 km from every border section"
    at = receipt.located
    assert (at.sections, at.points, at.not_located) == (2, 2, 1)


def test_a_row_that_cannot_be_cut_into_cells_is_refused_and_the_rest_is_kept(
    ledger: Ledger,
) -> None:
    text = 'date,lon,lat\n2021-11-08,23.6\n2021-11-09,23.6,53.5\n2021-11-10,"a"b,3\n,,\n'
    upload = read(text, ledger)
    assert days(upload) == ["2021-11-09"]
    assert [r[0] for r in refusals(upload)] == [2, 4, 5]


def feature(coordinates: object, kind: str = "Point", **properties: object) -> dict[str, object]:
    geometry = {"type": kind, "coordinates": coordinates}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def collection(*features: object, **more: object) -> str:
    return json.dumps({"type": "FeatureCollection", "features": features, **more})


def test_one_ring_that_is_not_closed_does_not_fail_the_file(ledger: Ledger) -> None:
    good = feature([23.65, 53.51], date="2021-11-08", n=1.50)
    ring = [[23, 53], [24, 53], [24, 54], [23, 54]]
    bad = feature([ring], "Polygon", date="2021-11-09")
    area = feature([[*ring, ring[0]]], "Polygon", date="2021-11-10")
    upload = read(collection(good, bad, area), ledger, "a.geojson")
    assert refusals(upload) == [(2, "geometry", None, "has a ring that is not closed")]
    assert days(upload) == ["2021-11-08", "2021-11-10"]
    assert [(f.row, f.flag) for f in upload.receipt.flagged if f.flag == "reduced"] == [
        (3, "reduced")
    ]


def test_a_shape_over_the_antimeridian_is_outside_the_region_and_flagged(ledger: Ledger) -> None:
    line = feature([[179, 50], [-179, 50]], "LineString", date="2021-11-08")
    upload = read(collection(line), ledger, "a.geojson")
    assert {f.flag for f in upload.receipt.flagged} == {"outside", "reduced"}


def test_a_feature_with_a_reference_system_of_its_own_is_refused(ledger: Ledger) -> None:
    own = {**feature([23.6, 53.5], date="2021-11-08"), "crs": {"type": "name"}}
    good = feature([23.6, 53.5], date="2021-11-08")
    upload = read(collection(own, good), ledger, "a.geojson")
    assert [r[3] for r in refusals(upload)] == ["has a reference system of its own"]


def test_a_named_reference_system_is_obeyed(ledger: Ledger) -> None:
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::2180"}}
    upload = read(
        collection(feature([800000, 640000], date="2021-11-08"), crs=crs), ledger, "a.geojson"
    )
    assert upload.imported is not None
    assert 23 < upload.imported.lon[0] < 24.5 and 53 < upload.imported.lat[0] < 54.5


def test_swapped_features_are_asked_about(ledger: Ledger) -> None:
    text = collection(*(feature([53.5, 23.6 + i / 10], date="2021-11-08") for i in range(3)))
    assert asked(read(text, ledger, "a.geojson")) == {"axis_order": ["lon_lat", "lat_lon"]}
    turned = read(text, ledger, "a.geojson", axis_order="lat_lon")
    assert turned.imported is not None and turned.imported.lat[0] == 53.5


KML = """<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>
<Placemark><name>{{7*191}}</name><TimeStamp><when>2021-11-08</when></TimeStamp>
<ExtendedData><Data name="people"><value>12</value></Data></ExtendedData>
<Point><coordinates>23.65,53.51,0</coordinates></Point></Placemark>
<Placemark><name>bad</name><Point><coordinates>x,y</coordinates></Point></Placemark>
</Document></kml>"""


def test_placemarks_of_kml_are_rows_and_their_words_stay_words(ledger: Ledger) -> None:
    upload = read(KML, ledger, "a.kml")
    assert upload.imported is not None
    assert upload.imported.text("title", 0) == "{{7*191}}"
    assert upload.imported.value[0] == 12
    assert [r[0] for r in refusals(upload)] == [2]


def test_a_moment_and_a_span_of_kml_both_give_a_day(ledger: Ledger) -> None:
    span = "<TimeSpan><begin>2021-11-10</begin><end>2021-11-12</end></TimeSpan>"
    point = "<Point><coordinates>23.65,53.51</coordinates></Point>"
    second = f"<Placemark>{span}{point}</Placemark></Document>"
    upload = read(KML.replace("</Document>", second), ledger, "a.kml")
    assert days(upload) == ["2021-11-08", "2021-11-10"]
    assert upload.imported is not None
    assert upload.imported.last_day.astype(str).tolist() == ["2021-11-08", "2021-11-12"]


def test_whether_a_row_without_a_place_lies_in_the_forest_is_not_known(ledger: Ledger) -> None:
    upload = read(
        "date,lon,lat\n2021-11-08,23.8,52.8\n2021-11-09,23.6,53.5\n2021-11-10,,\n", ledger
    )
    assert upload.imported is not None
    written = csv.DictReader(io.StringIO(to_csv(upload.imported)))
    assert [row["in_forest"] for row in written] == ["yes", "no", ""]


def test_a_mapping_answers_the_next_file_of_the_same_shape(ledger: Ledger) -> None:
    first = read(dated("03/04/2024"), ledger)
    saved = ColumnMapping.from_text(first.mapping.answered("date_order", "dmy").to_json())
    empty = Receipt("b.csv", "", Outcome.REFUSED)
    data = dated("05/06/2024").encode()
    again = read_bytes(data, empty, saved, Limits(), ledger, lambda word, share: None)
    assert days(again) == ["2024-06-05"]
    toml = '[columns]\nday = "date"\n[choices]\ndate_order = "dmy"\n'
    assert ColumnMapping.from_text(toml).choices == {"date_order": "dmy"}


CELL = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufeff"))
ROW = st.tuples(st.dates(), CELL, st.integers(0, 10**6))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rows=st.lists(ROW, min_size=1, max_size=20), mark=st.sampled_from(",;\t|"))
def test_any_valid_table_comes_back_as_it_was_written(
    rows: list[tuple[date, str, int]], mark: str
) -> None:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=mark, quoting=csv.QUOTE_ALL)
    writer.writerow(["date", "words", "count"])
    writer.writerows(rows)
    upload = read(text.getvalue(), shipped_ledger(), delimiter=mark)
    kept = [row for row in rows if FIRST_DAY <= row[0] <= LAST_DAY]
    assert upload.imported is not None
    assert days(upload) == [str(row[0]) for row in kept]
    assert list(upload.imported.cells["words"]) == [row[1] for row in kept]
    assert upload.imported.value.tolist() == [row[2] for row in kept]
    assert np.array_equal(upload.imported.cells["count"], [str(row[2]) for row in kept])


def test_a_column_called_time_that_holds_hours_is_not_the_day(ledger: Ledger) -> None:
    upload = read("time,lon,lat,seen\n12:30,23.6,53.5,2021-11-08\n", ledger)
    assert days(upload) == ["2021-11-08"]


def test_a_table_without_any_day_is_asked_about(ledger: Ledger) -> None:
    assert asked(read("place,people\nKuznica,12\n", ledger)) == {"columns.day": ["place", "people"]}
    # With places it is a background, and nothing need be asked.
    assert read("place,lon,lat\nKuznica,23.6,53.5\n", ledger).context is not None
