"""Names of places beside the one on the map, in several languages, each with its source."""

from dataclasses import dataclass
from functools import cache

from geodata.files import data_folder, read_rows

UNDETERMINED = "und"
"""ISO 639-2: the source gives a name without its language."""
LANGUAGES = ("be", "de", "en", "lt", "lv", "pl", "ru", "uk", UNDETERMINED)
NAME_COLUMNS = ("kind", "id", "language", "name", "source")
NAMED_KINDS = ("place", "town", "airport", "forest", "river")


@dataclass(frozen=True, slots=True)
class OtherName:
    """A name of a place beside the one on the map.

    Attributes
    ----------
    kind, id : str
        What is named, as in `geodata.FoundPlace`.
    language : str
        ISO 639 code; ``und`` where the source does not tell.
    source : str
        Where the name stands.
    """

    kind: str
    id: str
    language: str
    name: str
    source: str


@cache
def load_other_names() -> dict[tuple[str, str], tuple[OtherName, ...]]:
    """Other names by kind and id.

    Raises
    ------
    GeodataError
        The table is missing or a row of it is wrong.
    """
    found: dict[tuple[str, str], list[OtherName]] = {}
    for row in read_rows(data_folder() / "names.csv", NAME_COLUMNS):
        name = OtherName(
            kind=row.choice("kind", NAMED_KINDS),
            id=row.text("id"),
            language=row.choice("language", LANGUAGES),
            name=row.text("name"),
            source=row.text("source"),
        )
        found.setdefault((name.kind, name.id), []).append(name)
    return {key: tuple(names) for key, names in found.items()}


def language_of(name: str) -> str | None:
    """Return the language of a name: the one in which sources give it.

    Parameters
    ----------
    name : str
        As a source writes it.

    Returns
    -------
    str or None
        ISO 639 code; None where sources give the name in several languages, or do not tell which.
    """
    known = _languages().get(name, frozenset())
    return next(iter(known)) if len(known) == 1 else None


@cache
def _languages() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for others in load_other_names().values():
        for other in others:
            if other.language != UNDETERMINED:
                found.setdefault(other.name, set()).add(other.language)
    return {name: frozenset(languages) for name, languages in found.items()}
