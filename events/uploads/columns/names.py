"""The names under which columns stand for something, in the tongues and tools of the region."""

from __future__ import annotations

import re
from functools import cache

from events.uploads.values.mapping import Role
from events.uploads.values.words import word_set
from geodata import fold

_WRITTEN: dict[Role, tuple[str, ...]] = {
    Role.DAY: (
        *("date", "day", "event date", "incident date", "first day", "start date", "date start"),
        *("start", "begin", "when", "timestamp", "datetime", "date time", "time", "occurred"),
        *("data", "dzien", "data zdarzenia", "datum", "datums", "diena", "дата", "день"),
        *("reference period start", "period start", "date from", "from date", "valid from"),
        *("incident day", "date of incident", "date of event", "date occurred", "reported date"),
        *("report date", "created time", "created at", "date created", "utc", "local time"),
        *("date utc", "day of event", "times", "coord times", "sqldate", "data od", "od"),
        *("data i godzina", "data godzina", "termin", "data zatrzymania", "data poczatkowa"),
        *("data proby", "data przekroczenia", "ivykio data", "data ir laikas", "nuo", "laikas"),
        *("notikuma datums", "datums un laiks", "laiks", "дата события", "дата и время"),
        *("дата происшествия", "дата начала", "начало", "дата падзеі", "дата події", "время"),
        *("period", "okres", "laikotarpis", "periods", "период", "week", "tydzien", "savaite"),
        *("nedela", "неделя", "quarter", "kwartal", "ketvirtis", "ceturksnis", "квартал"),
        *("month", "miesiac", "menuo", "menesis", "месяц", "month year", "year month"),
        *("year", "rok", "metai", "gads", "год", "рік"),
    ),
    Role.LAST_DAY: (
        *("last day", "end date", "date end", "end", "until", "дата окончания", "to date"),
        *("reference period end", "period end", "date to", "valid until", "valid to", "data do"),
        *("data koncowa", "koniec", "pabaiga", "beigas", "beigu datums", "конец", "по", "do"),
        *("iki", "lidz"),
    ),
    Role.LON: (
        *("lon", "longitude", "long", "lng", "x", "dlugosc", "dlugosc geograficzna", "ilguma"),
        *("garums", "долгота", "даугата", "geografine ilguma", "geografiskais garums"),
        *("dl geogr", "dl geograficzna", "довгота", "longitud", "easting"),
    ),
    Role.LAT: (
        *("lat", "latitude", "y", "szerokosc", "szerokosc geograficzna", "platuma", "platums"),
        *("широта", "шырата", "geografine platuma", "geografiskais platums", "szer geogr"),
        *("szer geograficzna", "latitud", "northing"),
    ),
    Role.LON_LAT: (
        *("coordinates", "coordinate", "coords", "lat lon", "latlon", "lat long", "lon lat"),
        *("lonlat", "geo", "position", "wkt", "geometry", "wspolrzedne", "координаты"),
        *("geom", "the geom", "wkb geometry", "geom wkt", "wkt geom", "geometria", "shape"),
        *("geo point", "geo point 2d", "geopoint", "gps", "gps coordinates", "geolocation"),
        *("latitude longitude", "lat lng", "koordinates", "koordinatas", "koordinaciu", "location"),
        *("wspolrzedne geograficzne", "wspolrzedne gps", "каардынаты", "point", "punkt", "miejsce"),
        *("place", "where", "vieta", "место", "st astext", "geo shape", "lokalizacja"),
    ),
    Role.KIND: (
        *("kind", "type", "category", "event type", "incident type", "typ", "rodzaj", "tipas"),
        *("veids", "тип", "вид", "rodzaj zdarzenia", "typ zdarzenia", "kategoria", "kategorija"),
        *("категория", "sub event type", "disorder type", "тып"),
    ),
    Role.TITLE: (
        *("title", "name", "event", "headline", "what", "nazwa", "tytul", "zdarzenie"),
        *("pavadinimas", "nosaukums", "название", "событие", "naziv", "ivykis", "notikums"),
        *("назва", "падзея", "tytul zdarzenia", "opis zdarzenia"),
    ),
    Role.PLACE: (
        *("place", "location", "town", "village", "where", "miejsce", "miejscowosc", "vieta"),
        *("место", "населенный пункт", "locality", "location name", "place name", "site"),
        *("municipality", "gmina", "admin2", "admin1", "gyvenviete", "vietove", "apdzivota vieta"),
        *("miejsce zdarzenia", "lokalizacja", "odcinek", "placowka", "station", "месца", "місце"),
    ),
    Role.VALUE: (
        *("value", "count", "number", "people", "persons", "total", "attempts", "detections"),
        *("number of people", "number of persons", "number of migrants", "people count"),
        *("fatalities", "deaths", "liczba", "osoby", "skaicius", "skaits", "количество", "число"),
        *("liczba osob", "liczba migrantow", "liczba prob", "asmenu skaicius", "zmoniu skaicius"),
        *("migrantu skaicius", "personu skaits", "cilveku skaits", "количество человек"),
        *("количество людей", "число людей", "человек", "людей", "люди", "individual count"),
        *("headcount", "head count", "migrants", "no of people", "no of persons", "n", "ilosc"),
        *("ilosc osob", "liczba cudzoziemcow", "cudzoziemcy", "proby", "osob", "asmenys", "zmones"),
        *("personas", "cilveki", "мигрантов", "мигранты", "попыток", "колькасць", "кількість"),
        *("zatrzymani", "zatrzymano", "udaremnione proby", "apgrezti", "apgrezta", "neileisti"),
        *("neileista", "noraidits", "atturetas", "задержано", "задержаны", "не пропущено"),
        *("population", "events", "wartosc", "reiksme", "vertiba", "значение"),
    ),
    Role.LOW: ("low", "minimum", "min", "od osob", "nie mniej niz"),
    Role.HIGH: ("high", "maximum", "max", "nie wiecej niz"),
    Role.SOURCE: (
        *("source", "sources", "publisher", "url", "link", "zrodlo", "saltinis", "источник"),
        *("avots", "крыніца", "джерело", "source url", "zrodla"),
    ),
    Role.NOTE: (
        *("note", "notes", "description", "comment", "remarks", "opis", "uwagi", "описание"),
        *("pastabos", "aprasymas", "piezimes", "apraksts", "примечание", "комментарий", "заўвагі"),
        *("komentarz", "tekst", "text"),
    ),
    Role.ID: ("id", "event id", "incident id", "uid", "identifier", "nr", "lp", "l p", "eil nr"),
    Role.ORIGIN: ("origin", "from", "origin iata", "departure"),
    Role.DESTINATION: ("destination", "to", "destination iata", "arrival"),
}

NAMES = {role: tuple(dict.fromkeys(map(fold, names))) for role, names in _WRITTEN.items()}
"""Folded names by role, the likeliest first."""

SURE_PAIRS = word_set(
    "coordinates|coordinate|coords|lat lon|latlon|lat long|lon lat|lonlat|wkt|geometry|"
    "wspolrzedne|координаты"
)
"""Names of both coordinates in one column that hold nothing else, whatever the cells look like."""

PARTS = {
    "year": word_set("year yr iyear rok metai gads год рік", " "),
    "month": word_set("month mon imonth miesiac menuo menesis месяц місяць", " "),
    "day": word_set("day iday dzien diena день дзень dd", " "),
    "week": word_set("week isoweek tydzien savaite nedela неделя tydz", " "),
    "quarter": word_set("quarter qtr kwartal ketvirtis ceturksnis квартал", " "),
}
"""Folded names of columns that hold a part of a date, by part."""

_LAT = word_set("lat latitude latit szerokosc szer platuma platums широта шырата northing y", " ")
_LON = word_set(
    "lon long lng longitude longit dlugosc dl ilguma garums долгота даугата довгота easting x", " "
)
# Words beside latitude or longitude that say no other thing: how, in what, of what.
_BESIDE = word_set(
    "geo gps geopoint geolocation decimal dec dd deg degree degrees wgs wgs84 84 coord coordinate "
    "coordinates coords point geogr geograficzna geographic event incident site location loc place "
    "centroid center centre dms dmm verbatim 1992 2000 pl puwg epsg 2180 2176 2177 2178 2179 3346 "
    "3059 4326 lks94 lks92 lks utm utm34 utm35 1 m e n wgs1984 d map position start field st "
    "wspolrzedna wsp координата",
    " ",
)


@cache
def folded(name: str) -> str:
    """Return a column name without accents, case, punctuation, or a copy's number."""
    base = name[: name.rindex(" (")] if name.endswith(")") and " (" in name else name
    return " ".join(_words(base))


def _words(name: str) -> list[str]:
    # decimalLatitude and POINT_X are two words each.
    split = re.sub(r"(?<=[a-zа-яё])(?=[A-ZА-ЯЁ])", " ", name)
    return [word for word in re.split(r"[\W_]+", fold(split)) if word]


@cache
def axis_of(name: str) -> str | None:
    """Return ``lon`` or ``lat`` for a name that can mean one coordinate only; None for others."""
    words = _words(name)
    lat, lon = (set(words) & axis for axis in (_LAT, _LON))
    if bool(lat) == bool(lon):
        return None
    axis = "lat" if lat else "lon"
    rest = [word for word in words if word not in (_LAT if lat else _LON)]
    if all(word in _BESIDE for word in rest):
        return axis
    return None


@cache
def ends_in_axis(name: str) -> tuple[str, str] | None:
    """Return what stands before latitude or longitude at the end of a name, and which it is."""
    words = _words(name)
    if len(words) < 2:
        return None
    for axis, known in (("lat", _LAT - {"y"}), ("lon", _LON - {"x"})):
        if words[-1] in known:
            return " ".join(words[:-1]), axis
    return None
