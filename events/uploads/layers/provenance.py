"""Who says what a brought file says: its source, its publisher, their grade."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, fields
from typing import Any

from events.errors import LayerError
from events.model import Publisher

RELIABILITIES = "ABCDEF"
MOST_CHARACTERS = 300
_MONTH = re.compile(r"(\d{4}-(0[1-9]|1[0-2]))?")


@dataclass(frozen=True, slots=True)
class Provenance:
    """What a person says of a file; without a word it is F6, *cannot be judged*.

    Attributes
    ----------
    title : str
        The source, as it stands in every panel and export.
    publisher : str
        Who put it out; empty is told as *publisher not named*.
    reliability : str
        Admiralty letter A to F of the publisher.
    credibility : int
        1 to 6, of every row alike.
    sensitive : bool
        Recent rows may show people in need: public files tell them at their border section.
    read_on : str
        Month in which it was brought, as 2026-11; empty when nobody says.

    Raises
    ------
    LayerError
        When one of them is no answer.
    """

    title: str
    publisher: str = ""
    reliability: str = "F"
    credibility: int = 6
    sensitive: bool = True
    read_on: str = ""

    def __post_init__(self) -> None:
        if not self.title.strip():
            raise LayerError("The source has no name. Give it one.")
        for text, what in ((self.title, "name of the source"), (self.publisher, "publisher")):
            if len(text) > MOST_CHARACTERS:
                raise LayerError(
                    f"The {what} has {len(text)} characters. Use at most {MOST_CHARACTERS}."
                )
        if len(self.reliability) != 1 or self.reliability not in RELIABILITIES:
            raise LayerError(f'"{self.reliability[:20]}" is not a reliability. Use one of A to F.')
        if self.credibility not in range(1, 7):
            raise LayerError(f"{self.credibility} is not a credibility. Use 1 to 6.")
        if not _MONTH.fullmatch(self.read_on):
            raise LayerError(f'"{self.read_on[:20]}" is not a month. Write it as 2026-11.')

    def publisher_of(self, id_: str, kind: str) -> Publisher:
        """Return who put the file out, graded as the person who brought it said."""
        judged = self.reliability != "F"
        return Publisher(
            id=id_,
            name=self.publisher.strip() or "publisher not named",
            country="",
            kind=kind,
            reliability=self.reliability,
            reason="as judged by the person who brought the file" if judged else "nobody judged it",
        )

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain values, for JSON."""
        return asdict(self)

    @classmethod
    def from_dict(cls, plain: object) -> Provenance:
        """Rebuild it; anything unexpected is an error.

        Raises
        ------
        LayerError
            When it is not what `to_dict` gives.
        """
        known = {field.name: field.type for field in fields(cls)}
        if not isinstance(plain, dict) or not set(plain) <= set(known) or "title" not in plain:
            raise LayerError(f"What is said of the file's source has other parts than {[*known]}.")
        for name, value in plain.items():
            wanted = {"credibility": int, "sensitive": bool}.get(name, str)
            if type(value) is not wanted:
                raise LayerError(
                    f"{name} of the file's source is not of the type {wanted.__name__}."
                )
        return cls(**plain)
