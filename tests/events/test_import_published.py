"""The columns that publishers really give: every one is known or kept as text, none is lost."""

from __future__ import annotations

import csv
import importlib.util
import io
import zipfile
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from events import Ledger
from events.uploads import ColumnMapping, Imported, Limits, Outcome, Receipt, Upload
from events.uploads.read import read_bytes


def _load_files() -> ModuleType:
    path = Path(__file__).with_name("import_files.py")
    spec = importlib.util.spec_from_file_location("import_files", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


made = _load_files()

ACLED = (
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,"
    "assoc_actor_1,inter1,actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,"
    "country,admin1,admin2,admin3,location,latitude,longitude,geo_precision,source,source_scale,"
    "notes,fatalities,tags,timestamp"
)
MISSING_MIGRANTS = (
    "Main ID,Incident ID,Incident Type,Region of Incident,Incident Date,Incident Year,Month,"
    "Number of Dead,Minimum Estimated Number of Missing,Total Number of Dead and Missing,"
    "Number of Survivors,Number of Females,Number of Males,Number of Children,Country of Origin,"
    "Region of Origin,Cause of Death,Country of Incident,Migration Route,Location of Incident,"
    "Coordinates,UNSD Geographical Grouping,Information Source,URL,Source Quality"
)
FLIGHT_LIST = (
    "callsign,number,icao24,registration,typecode,origin,destination,firstseen,lastseen,day,"
    "latitude_1,longitude_1,altitude_1,latitude_2,longitude_2,altitude_2"
)


def line(header: str, **given: str) -> str:
    """Return a file of one row; columns are named without their blanks."""
    names = header.split(",")
    by_name = {name.replace(" ", "_"): name for name in names}
    row = dict.fromkeys(names, "") | {by_name[key]: value for key, value in given.items()}
    text = io.StringIO()
    writer = csv.DictWriter(text, names)
    writer.writeheader()
    writer.writerow(row)
    return text.getvalue()


def read(data: bytes | str, ledger: Ledger, name: str = "a.csv", **choices: str) -> Upload:
    raw = data.encode() if isinstance(data, str) else data
    empty = Receipt(name, "0" * 64, Outcome.REFUSED)
    mapping = ColumnMapping(choices=choices)
    upload = read_bytes(raw, empty, mapping, Limits(), ledger, lambda word, share: None)
    assert upload.receipt.balances
    return upload


def kept(upload: Upload, header: str) -> Imported:
    rows = upload.imported
    assert rows is not None, upload.receipt
    assert list(rows.cells) == header.split(",")
    unused = set(header.split(",")) - set(rows.roles.values())
    assert set(upload.receipt.unused_columns) == unused
    return rows


def test_all_thirty_one_columns_of_acled(ledger: Ledger) -> None:
    assert len(ACLED.split(",")) == 31
    text = line(
        ACLED,
        event_id_cnty="POL1",
        event_date="2020-02-08",
        time_precision="2",
        event_type="Riots",
        sub_event_type="Mob violence",
        inter1="8",
        location="Kuznica",
        latitude="53.51",
        longitude="23.65",
        source="PAP; TASS",
        fatalities="0",
        timestamp="1636400000",
    )
    upload = read(text, ledger)
    rows = kept(upload, ACLED)
    assert upload.receipt.adapter == "acled"
    assert (rows.lon[0], rows.lat[0], rows.value[0]) == (23.65, 53.51, 0)
    assert rows.text("source", 0) == "PAP; TASS" and rows.text("id", 0) == "POL1"
    assert rows.cells["inter1"][0] == "8" and rows.cells["timestamp"][0] == "1636400000"
    assert not upload.receipt.flagged


def test_all_twenty_five_columns_of_missing_migrants(ledger: Ledger) -> None:
    assert len(MISSING_MIGRANTS.split(",")) == 25
    text = line(
        MISSING_MIGRANTS,
        Main_ID="2021.MMP1",
        Incident_Date="11/12/2020",
        Total_Number_of_Dead_and_Missing="1",
        Migration_Route="Belarus-EU border",
        Coordinates="52.8120, 23.8010",
        Information_Source="a newspaper",
    )
    asked = read(text, ledger)
    assert [q.name for q in asked.receipt.questions] == ["date_order"]
    rows = kept(read(text, ledger, date_order="mdy"), MISSING_MIGRANTS)
    assert rows.day[0] == np.datetime64("2020-11-12")
    assert (rows.lon[0], rows.lat[0], rows.value[0]) == (23.801, 52.812, 1)
    assert rows.text("source", 0) == "a newspaper"


def test_all_sixteen_columns_of_a_flight_list(ledger: Ledger) -> None:
    text = line(
        FLIGHT_LIST,
        callsign="IAW1",
        icao24="4e1234",
        origin="ORBI",
        destination="UMMS",
        firstseen="2021-10-31 18:00:00+00:00",
        lastseen="2021-10-31 19:30:00+00:00",
        day="2021-10-31 00:00:00+00:00",
        latitude_1="33.2",
        longitude_1="44.2",
        latitude_2="53.8",
        longitude_2="28.0",
    )
    rows = kept(read(text, ledger), FLIGHT_LIST)
    assert rows.airports[rows.origin[0]] == "BGW" and rows.airports[rows.destination[0]] == "MSQ"
    assert rows.section[0] == -1
    assert list(rows.cells["icao24"]) == ["4e1234"]


STYLES = (
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs '
    'count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>'
)
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles"


@pytest.mark.parametrize("styled", [True, False], ids=["months as dates", "months as numbers"])
def test_the_older_workbook_of_frontex_names_its_months_by_date(
    ledger: Ledger, styled: bool
) -> None:
    rows = made.cells(
        [
            ["Route", "BorderLocation", "NationalityLong", 44348.0, 44378.0, 44409.0],
            ["Eastern Land Borders", "Land", "Iraq", 0.0, "", 17.0],
        ]
    )
    head, rest = rows.split("</row>", 1)
    head = head.replace('1"><v>', '1" s="1"><v>') if styled else head
    book = zipfile.ZipFile(io.BytesIO(made.workbook({"Detections_of_IBC": f"{head}</row>{rest}"})))
    files = {name: book.read(name) for name in book.namelist()}
    relations = "xl/_rels/workbook.xml.rels"
    more = f'<Relationship Id="st" Type="{RELATION}" Target="styles.xml"/></Relationships>'
    files[relations] = files[relations].replace(b"</Relationships>", more.encode())
    files["xl/styles.xml"] = STYLES.encode()
    upload = read(made.archive(files), ledger, "a.xlsx")
    assert upload.receipt.adapter == "frontex"
    assert upload.imported is not None
    assert upload.imported.day.astype(str).tolist() == ["2021-06-01", "2021-08-01"]
    assert upload.imported.value.tolist() == [0, 17]
    assert upload.receipt.notes == ("1 blank month cell is not reported, and makes no row",)


def test_columns_that_differ_in_case_or_stand_twice_are_all_kept(ledger: Ledger) -> None:
    text = "date,Lon,LON,lat,note,note\n2020-02-08,23.6,24.6,53.5,a,b\n"
    asked = read(text, ledger)
    assert [(q.name, [o.value for o in q.options]) for q in asked.receipt.questions] == [
        ("columns.lon", ["Lon", "LON"]),
        ("columns.note", ["note", "note (2)"]),
    ]
    mapping = asked.mapping.answered("columns.lon", "LON").answered("columns.note", "note (2)")
    empty = Receipt("a.csv", "", Outcome.REFUSED)
    upload = read_bytes(text.encode(), empty, mapping, Limits(), ledger, lambda word, share: None)
    rows = upload.imported
    assert rows is not None and rows.lon[0] == 24.6
    assert list(rows.cells) == ["date", "Lon", "LON", "lat", "note", "note (2)"]
    assert (rows.cells["note"][0], rows.text("note", 0)) == ("a", "b")


def test_progress_is_told_in_words_and_only_moves_forward(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("events.uploads.rows.location._AT_ONCE", 10)
    rows = "".join(f"2020-02-08,23.6,{53 + n / 1000}\n" for n in range(95))
    told: list[tuple[str, float]] = []
    empty = Receipt("a.csv", "", Outcome.REFUSED)
    read_bytes(
        f"date,lon,lat\n{rows}".encode(),
        empty,
        ColumnMapping(),
        Limits(),
        ledger,
        lambda word, share: told.append((word, share)),
    )
    shares = [share for _, share in told]
    assert shares == sorted(shares) and shares[0] > 0 and shares[-1] < 1
    assert len({share for word, share in told if word == "finding the places"}) == 10
    assert len({word for word, _ in told}) == 5
