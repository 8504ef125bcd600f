"""Airports, crossings, places and towns, as shipped and when damaged."""

import csv
from pathlib import Path

import pytest

import geodata
from geodata.files import read_rows

FLIGHT_AIRPORTS = {
    *("AMM", "ATH", "BEY", "BGW", "BSR", "CDG", "DAM", "DXB", "EBL", "IST", "ISU", "KBP", "LGW"),
    *("MSQ", "TAS", "VNO", "WAW", "KUN"),
    *("AER", "ALA", "AUH", "AYT", "BAH", "BUS", "CAI", "DEL", "DOH", "HRI", "PQC", "SLL", "SSH"),
    *("SVO", "SYX", "TBS", "TLV", "TUN", "URC", "UTP"),
}


def test_every_airport_of_the_flight_tables_is_there() -> None:
    airports = geodata.load_airports()
    assert airports.keys() >= FLIGHT_AIRPORTS
    assert all(code == airport.iata for code, airport in airports.items())
    assert len({airport.icao for airport in airports.values()}) == len(airports)


def test_minsk_national_airport_stands_where_it_is() -> None:
    minsk = geodata.load_airports()["MSQ"]
    assert (minsk.icao, minsk.name, minsk.country) == ("UMMS", "Minsk National Airport", "BY")
    assert (minsk.lon, minsk.lat) == (28.0307, 53.8825)
    assert minsk.elevation_m == 204


def test_all_nineteen_crossings_lie_on_their_border() -> None:
    crossings = geodata.load_crossings()
    assert len(crossings) == 19
    for crossing in crossings.values():
        assert 0.5 <= crossing.precision_km <= 5
        assert crossing.source


def test_a_place_has_a_source_a_precision_and_no_invented_population() -> None:
    places = geodata.load_places()
    assert len(places) == 176
    for place in places.values():
        assert place.source
        assert 0.3 <= place.precision_km <= 5
        assert place.population != 0
    assert places["benyakoni"].population is None


def test_a_village_of_the_polish_register_names_it_and_its_licence() -> None:
    places = geodata.load_places()
    usnarz = places["usnarz-gorny"]
    assert (usnarz.lon, usnarz.lat, usnarz.precision_km) == (23.7581, 53.3369, 0.3)
    assert (usnarz.section, usnarz.licence) == ("BY-PL-13", "CC-BY-1.0")
    assert usnarz.border_km < 0.5
    of_register = [p for p in places.values() if "PRNG" in p.source and p.id != "czerlonka"]
    assert len(of_register) == 68
    assert all("CC-BY-1.0" in place.licence for place in of_register)
    assert places["kuznica-geonames"].licence == "CC-BY-4.0"
    assert places["nowy-dwor"].licence == "CC-BY-4.0 AND CC-BY-1.0"
    assert places["polowce"].licence == "CC-BY-1.0"


def test_the_crossing_of_tverecius_lies_between_its_two_settlements() -> None:
    crossing, village = geodata.load_crossings()["tverecius-vidzy"], geodata.load_places()
    assert (crossing.method, crossing.precision_km) == ("paired", 1.5)
    near = village["tverecius"]
    assert geodata.geodesic_km(crossing.lon, crossing.lat, near.lon, near.lat) < 1.5


def test_the_capitals_are_marked_and_come_first() -> None:
    towns = list(geodata.load_towns().values())
    capitals = [town for town in towns if town.capital]
    assert towns[: len(capitals)] == capitals
    assert {town.name for town in capitals} >= {
        *("Minsk", "Warsaw", "Vilnius", "Riga", "Tallinn", "Kyiv"),
    }
    assert all(town.population >= 20_000 for town in towns)


def test_quarters_of_cities_are_not_towns() -> None:
    names = {town.name for town in geodata.load_towns().values()}
    assert not names & {"Mokotów", "Naujamiestis", "Aleksotas", "Lasnamäe", "Obolon"}
    assert names >= {"Hrodna", "Białystok", "Daugavpils", "Kaunas", "Gdynia"}


def test_no_name_has_lost_its_letters() -> None:
    names = [place.name for place in geodata.load_places().values()]
    assert not any("?" in name or "�" in name for name in names)
    assert {"Białowieża", "Šalčininkai", "Krāslava"} <= set(names)


def damaged(tmp_path: Path, file: str, row: int, column: str, value: str) -> None:
    with geodata.layer_path(file).open(encoding="utf-8", newline="") as page:
        rows = list(csv.reader(page))
    rows[row - 1][rows[0].index(column)] = value
    with (tmp_path / f"{file}.csv").open("w", encoding="utf-8", newline="") as page:
        csv.writer(page).writerows(rows)


LOADERS = {
    "airports": geodata.load_airports,
    "crossings": geodata.load_crossings,
    "places": geodata.load_places,
    "towns": geodata.load_towns,
}


@pytest.mark.parametrize(
    ("file", "column", "value", "words"),
    [
        ("airports", "lat", "95", 'airports.csv, row 7, lat: "95" is not a number from -90 to 90'),
        ("airports", "lon", "east", '"east" is not a number from -180 to 180. Write digits'),
        ("airports", "icao", "umms", '"umms" is not such a code. Use 4 capital letters'),
        ("crossings", "pair", "BY-UA", '"BY-UA" is not a pair. Use one of: BY-PL, BY-LT'),
        ("crossings", "precision_km", "nan", '"nan" is not a number from 0 to 50'),
        ("crossings", "id", "terespol-brest-road", '"terespol-brest-road" already stands in row'),
        ("places", "population", "-3", '"-3" is not a whole number. Use zero or more'),
        ("places", "source", "", 'source: "" is empty. Give a value.'),
        ("towns", "capital", "perhaps", '"perhaps" is not a capital. Use one of: yes, no'),
    ],
)
def test_a_damaged_cell_is_told_with_file_row_column_value_and_way_out(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    file: str,
    column: str,
    value: str,
    words: str,
) -> None:
    damaged(tmp_path, file, 7, column, value)
    monkeypatch.setattr("geodata.points.data_folder", lambda: tmp_path)
    with pytest.raises(geodata.BadTableError) as caught:
        LOADERS[file].__wrapped__()
    assert str(caught.value).startswith(f"{file}.csv, row 7, {column}: ")
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("id,name\n1,a\n", "row 1: lacks the column value. The header is: id,value"),
        ("id,value\n1,a,b\n", "row 2: has 3 cells where the header has 2. Put quotation marks"),
        ("id,value\n1,a\n1,b\n", 'row 3, id: "1" already stands in row 2'),
        ("id,value\n,b\n", 'row 2, id: "" is empty'),
        ("id,value\n", "t.csv: has no rows"),
        ("", "t.csv: is empty"),
        ('id,value\n1,"a\n', "row 2: is not well-formed CSV"),
    ],
)
def test_a_table_of_another_form_is_refused(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "t.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(geodata.BadTableError) as caught:
        read_rows(path, ("id", "value"), key="id")
    assert words in str(caught.value)


def test_a_missing_table_is_told_with_its_path_and_the_way_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("geodata.points.data_folder", lambda: tmp_path)
    with pytest.raises(geodata.MissingFileError, match=r"airports\.csv: there is no such file"):
        geodata.load_airports.__wrapped__()


def test_text_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes("id,value\n1,Łódź\n".encode("cp1250"))
    with pytest.raises(geodata.BadLayerError, match=r"t\.csv: this is not UTF-8 text"):
        read_rows(path, ("id", "value"))
