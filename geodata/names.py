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
