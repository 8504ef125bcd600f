"""Adapter for tables tagged in the Humanitarian Exchange Language."""

from __future__ import annotations

from events.uploads.adapters.column_table import Adapter
from events.uploads.values.mapping import Role
from events.uploads.values.raw_table import RawTable

_LOOKED_AT = 10
# The tag, attributes it must have, and what such a column stands for; the first that fits wins.
_TAGS: tuple[tuple[str, frozenset[str], Role], ...] = (
    ("#geo", frozenset({"lat"}), Role.LAT),
    ("#geo", frozenset({"lon"}), Role.LON),
    ("#geo", frozenset({"coord"}), Role.LON_LAT),
    ("#date", frozenset({"end"}), Role.LAST_DAY),
    ("#date", frozenset({"start"}), Role.DAY),
    ("#date", frozenset({"occurred"}), Role.DAY),
    ("#date", frozenset(), Role.DAY),
    ("#meta", frozenset({"id"}), Role.ID),
    ("#event", frozenset({"id"}), Role.ID),
    ("#event", frozenset({"type"}), Role.KIND),
    ("#cause", frozenset(), Role.KIND),
    ("#event", frozenset(), Role.TITLE),
    ("#affected", frozenset(), Role.VALUE),
    ("#value", frozenset(), Role.VALUE),
    ("#indicator", frozenset({"num"}), Role.VALUE),
    ("#loc", frozenset({"name"}), Role.PLACE),
    ("#loc", frozenset(), Role.PLACE),
    ("#adm2", frozenset({"name"}), Role.PLACE),
    ("#adm1", frozenset({"name"}), Role.PLACE),
    ("#meta", frozenset({"sources"}), Role.SOURCE),
    ("#meta", frozenset({"source"}), Role.SOURCE),
    ("#description", frozenset(), Role.NOTE),
)


def _tag_row(table: RawTable) -> int | None:
    """Return the position of the row of tags: -1 for the header itself, None without one."""
    rows = [table.names, *table.first_rows(_LOOKED_AT)]
    for position, cells in enumerate(rows, -1):
        filled = [cell for cell in cells if cell.strip() and not cell.startswith("column ")]
        if filled and all(cell.lstrip().startswith("#") for cell in filled):
            return position
    return None


def _reshape(table: RawTable) -> RawTable:
    position = _tag_row(table)
    if position is None or position < 0:
        return table
    tags = tuple(column[position] for column in table.columns)
    names = tuple(tag or name for tag, name in zip(tags, table.names, strict=True))
    return table.without_first(position + 1).with_columns(
        names, (column[position + 1 :] for column in table.columns)
    )


class _Tagged(Adapter):
    """An adapter whose column table is the tags themselves."""

    def roles_in(self, table: RawTable) -> dict[str, str]:
        """Return role to column name, by the tags."""
        roles: dict[str, str] = {}
        parsed = []
        for name in table.names:
            tag, *attributes = name.casefold().replace(" ", "").split("+")
            parsed.append((tag, set(attributes), name))
        for wanted, needed, role in _TAGS:
            for tag, has, name in parsed:
                if tag == wanted and needed <= has and name not in roles.values():
                    roles.setdefault(role.value, name)
        return roles


HXL = _Tagged(
    name="hxl",
    title="table with HXL tags",
    recognises=lambda table: _tag_row(table) is not None,
    columns=(),
    versions=("HXL 1.1: a row of tags as header, or within the first ten rows",),
    reshape=_reshape,
)
