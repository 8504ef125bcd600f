"""The mapping of a file: which column stands for what, and the choices a person made."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from events.strict_json import read_strict
from events.uploads.values.errors import FileRefusedError

FORMAT = "border-monitor-mapping/1"


class Role(StrEnum):
    """What a column can stand for."""

    ID = "id"
    DAY = "day"
    LAST_DAY = "last_day"
    PRECISION = "precision"
    LON = "lon"
    LAT = "lat"
    LON_LAT = "lon_lat"
    KIND = "kind"
    TITLE = "title"
    PLACE = "place"
    VALUE = "value"
    LOW = "low"
    HIGH = "high"
    SOURCE = "source"
    NOTE = "note"
    ORIGIN = "origin"
    DESTINATION = "destination"
    SECTION = "section"
    PLACE_ID = "place_id"
    REPORT_ID = "report_id"


CHOICES: Mapping[str, tuple[str, ...] | None] = {
    "encoding": None,
    "delimiter": (",", ";", "\t", "|"),
    "layer": None,
    "date_order": ("dmy", "mdy", "ymd", "cells"),
    "decimal": (".", ","),
    "time_zone": None,
    "axis_order": ("lon_lat", "lat_lon"),
    "crs": None,
    "layout": ("rows", "cells"),
}
"""Names of the choices; None where the answers depend on the file."""


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """How to read a file: reusable for the next file of the same shape.

    Attributes
    ----------
    columns : mapping of str to str
        Role (a `Role` value) to column name. A role mapped to an empty text is left out.
    choices : mapping of str to str
        Answers to questions, by their names (`CHOICES`).
    adapter : str or None
        Known shape to read the file as.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    choices: Mapping[str, str] = field(default_factory=dict)
    adapter: str | None = None

    def __post_init__(self) -> None:
        roles = [role.value for role in Role]
        for role in self.columns:
            if role not in roles:
                raise FileRefusedError(
                    f'mapping, columns: "{role}" is nothing a column can stand for',
                    f"Use one of: {', '.join(roles)}.",
                )
        for name, value in self.choices.items():
            if name not in CHOICES:
                raise FileRefusedError(
                    f'mapping, choices: "{name}" is not a choice',
                    f"Use one of: {', '.join(CHOICES)}.",
                )
            allowed = CHOICES[name]
            if allowed is not None and value not in allowed:
                raise FileRefusedError(
                    f'mapping, {name}: "{value}" is no answer', f"Use one of: {', '.join(allowed)}."
                )

    def answered(self, name: str, value: str) -> ColumnMapping:
        """Return the mapping with one more answer; ``columns.day`` names a column."""
        if name == "adapter":
            return replace(self, adapter=value)
        if name.startswith("columns."):
            return replace(self, columns={**self.columns, name[8:]: value})
        return replace(self, choices={**self.choices, name: value})

    def to_dict(self) -> dict[str, Any]:
        """Return the mapping as plain values, for JSON."""
        return {
            "format": FORMAT,
            "adapter": self.adapter,
            "columns": dict(self.columns),
            "choices": dict(self.choices),
        }

    @classmethod
    def from_dict(cls, plain: object) -> ColumnMapping:
        """Rebuild a mapping; anything unexpected in it is an error.

        Raises
        ------
        FileRefusedError
            When it is not a mapping, or names a role, choice or answer that does not exist.
        """
        if not isinstance(plain, dict) or plain.get("format", FORMAT) != FORMAT:
            raise FileRefusedError(
                "the mapping is not one this version reads", f'Begin it with format = "{FORMAT}".'
            )
        unknown = set(plain) - {"format", "adapter", "columns", "choices"}
        if unknown:
            raise FileRefusedError(
                f'the mapping holds "{sorted(unknown)[0]}"', "It has adapter, columns and choices."
            )
        adapter = plain.get("adapter")
        parts = [plain.get("columns") or {}, plain.get("choices") or {}]
        if not (adapter is None or isinstance(adapter, str)) or not all(
            isinstance(part, dict) and all(isinstance(v, str) for v in part.values())
            for part in parts
        ):
            raise FileRefusedError("the mapping holds something other than text", "Quote it.")
        return cls(parts[0], parts[1], adapter)

    def to_json(self) -> str:
        """Return the text of a mapping file."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=2) + "\n"

    @classmethod
    def from_text(cls, text: str) -> ColumnMapping:
        """Read the text of a mapping file, JSON or TOML.

        Raises
        ------
        FileRefusedError
            When it is neither, or not a mapping.
        """
        try:
            plain = read_strict(text) if text.lstrip()[:1] == "{" else tomllib.loads(text)
        except (ValueError, RecursionError) as error:
            raise FileRefusedError(
                f"the mapping is neither JSON nor TOML ({error})", "Correct it."
            ) from None
        return cls.from_dict(plain)
