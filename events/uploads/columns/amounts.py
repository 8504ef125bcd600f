"""Reads a count as people write it: about, at least, from one number to another, with a unit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from events.uploads.columns.numbers import FigureError, read_figure
from events.uploads.values.words import is_no_data, tidy, word_set
from geodata import fold

_NAN = float("nan")
_LONGEST = 80
_NUMBER = re.compile(r"(?<![\d.,])[+]?\d(?:[\d.,'’]*\d)?(?: \d{3}(?!\d))*(?:[.,]\d+)?")

_PHRASES = {
    "least": word_set(
        ">|≥|>=|=>|more than|over|at least|min|minimum|above|exceeding|upwards of|"
        "no fewer than|no less than|not less than|not fewer than|ponad|powyzej|wiecej niz|"
        "co najmniej|przynajmniej|nie mniej niz|daugiau nei|daugiau kaip|virs|ne maziau kaip|"
        "ne maziau nei|maziausiai|bent|vairak neka|vairak ka|vismaz|ne mazak ka|более|больше|"
        "более чем|больше чем|свыше|не менее|не меньше|минимум|от|больш за|больш|звыш|"
        "не менш за|понад|більше|більше ніж|не менше|щонайменше|from|od|nuo|no"
    ),
    "most": word_set(
        "<|≤|<=|=<|up to|less than|under|below|at most|max|maximum|fewer than|no more than|"
        "not more than|do|ponizej|mniej niz|nie wiecej niz|najwyzej|maks|iki|maziau nei|"
        "maziau kaip|ne daugiau kaip|ne daugiau nei|daugiausia|lidz|mazak neka|mazak ka|"
        "ne vairak ka|до|менее|меньше|менее чем|меньше чем|не более|не больше|максимум|да|"
        "менш за|не больш за|менше|менше ніж|не більше"
    ),
    "about": word_set(
        "~|≈|∼|±|ca|c|circa|about|around|approx|approximately|appr|roughly|some|nearly|almost|"
        "est|estimated|an estimated|ok|okolo|blisko|prawie|mniej wiecej|w przyblizeniu|apie|"
        "apyt|mazdaug|beveik|ap|aptuveni|apmeram|gandriz|около|ок|примерно|прибл|"
        "приблизительно|почти|порядка|каля|прыблизна|близько|приблизно|майже"
    ),
}
_THOUSANDS = word_set(
    "k tys tysiac tysiace tysiecy thousand thousands tukst tukstanciai tukstanciu tukstanti "
    "tukstosi тыс тысяч тысячи тысяча тис тисяч тисячі",
    " ",
)
_MILLIONS = word_set("mln million millions m milionow miliony milijonai milj млн миллион", " ")
# People, and what is counted of them, in the cases that follow a number; folded.
_UNITS = word_set(
    "people persons person p pers migrants migrant refugees refugee attempts attempt crossings "
    "detections cases case incidents times deaths dead killed injured wounded missing victims "
    "fatalities men women children adults nationals foreigners citizens individuals in total "
    "osob osoby osoba os ludzi cudzoziemcow cudzoziemca cudzoziemcy migrantow migranci "
    "uchodzcow prob proby proba przypadkow przypadki przypadek razy zatrzymanych zgonow ofiar "
    "mezczyzn kobiet dzieci szt obywateli lacznie "
    "asmenu asmenys asmuo asm zmoniu zmones zmogus migrantu migrantai kartu kartai atveju "
    "uzsienieciu bandymu "
    "personas personu persona pers cilveki cilveku cilveks migranti meginajumi meginajumu "
    "reizes gadijumi "
    "человек человека чел людей люди лиц лица мигрантов мигранта мигранты беженцев "
    "мігрантаў спроб попыток "
    "попытки попытка случаев случая случай раз погибших "
    "чалавек чалавека асоб асобы мигрантау осіб особи особа людина спроб",
    " ",
)
_TO = word_set("- -- to do and iki lidz до да по / i a .. ... по", " ")
_PLUS = frozenset({"+", "plus", "or more", "and more", "i wiecej", "и более", "ir daugiau"})


@dataclass(frozen=True, slots=True)
class Amount:
    """What a cell says of a number; NaN where it says none.

    ``about`` tells that the cell itself calls its number rough.
    """

    value: float = _NAN
    low: float = _NAN
    high: float = _NAN
    about: bool = False


NOTHING = Amount()
"""No figure: the cell is blank, or says that there is none."""


def read_amount(text: str, decimal: str) -> Amount:
    """Read a count: a number, bounds, a range, with the words round it.

    Raises
    ------
    FigureError
        When words or marks in it leave open what is counted.
    """
    try:
        return Amount(read_figure(text, decimal))
    except FigureError as error:
        if is_no_data(text):
            return NOTHING
        if "too large" in str(error):
            raise
    plain = tidy(text).strip(" .;:")
    if len(plain) > _LONGEST:
        raise FigureError("is not a number")
    parts = _parts(plain)
    numbers = parts[1::2]
    if len(numbers) == 1:
        return _one(parts, numbers[0], decimal)
    if len(numbers) == 2:
        return _two(parts, numbers, decimal)
    raise FigureError("is not a number")


def _parts(text: str) -> list[str]:
    """Cut a cell into its numbers and what stands before, between and behind them."""
    parts: list[str] = []
    rest = text
    while found := _NUMBER.search(rest):
        parts += [rest[: found.start()].strip(), found[0]]
        rest = rest[found.end() :]
    return [*parts, rest.strip()]


@lru_cache(maxsize=4096)
def _plain(words: str) -> str:
    return " ".join(fold(words).replace("(", " ").replace(")", " ").strip(" .,;:").split())


def _one(parts: list[str], number: str, decimal: str) -> Amount:
    before, behind = _plain(parts[0]).replace(" - ", " "), _plain(parts[-1])
    value = read_figure(number, decimal)
    if behind in _PLUS or behind.split(" ")[0] == "+":
        before, behind = "at least", behind.removeprefix("+").strip()
        behind = "" if behind in _PLUS else behind
    value *= _scale_and_unit(behind)
    if not before:
        return Amount(value)
    if before in ("-", "+"):
        return Amount(-value if before == "-" else value)
    for words, amount in (
        ("about", Amount(value, about=True)),
        ("least", Amount(low=value)),
        ("most", Amount(high=value)),
    ):
        if before in _PHRASES[words] or before.rstrip(".") in _PHRASES[words]:
            return amount
    if before in _UNITS:
        return Amount(value)
    raise FigureError("is not a number alone")


def _two(parts: list[str], numbers: list[str], decimal: str) -> Amount:
    before, between, behind = _plain(parts[0]), parts[2].strip(" .,"), _plain(parts[4])
    if _plain(between) in _TO or between in _TO or (not between and numbers[1][:1] == "-"):
        between = "-"
    if between != "-" or before not in ("", "between", "od", "from", "nuo", "no", "от", "с", "вид"):
        rough = before in _PHRASES["about"] and between == "-"
        if not rough:
            raise FigureError("is not a number alone")
    scale = _scale_and_unit(behind)
    low, high = (read_figure(number.lstrip("-"), decimal) * scale for number in numbers)
    if low > high:
        raise FigureError("is not a number alone")
    return Amount(low=low, high=high)


def _scale_and_unit(words: str) -> float:
    """Return what the words behind a number multiply it with; 1 for a unit of people.

    Raises
    ------
    FigureError
        They say something else, as in "12 women, 3 children" or "12 km".
    """
    scale = 1.0
    for position, word in enumerate(words.replace(".", " ").split()):
        if position == 0 and word in _THOUSANDS:
            scale = 1e3
        elif position == 0 and word in _MILLIONS:
            scale = 1e6
        elif word not in _UNITS:
            raise FigureError("is not a number alone")
    return scale
