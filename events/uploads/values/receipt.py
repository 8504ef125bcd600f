"""The receipt of an import: what was kept, what was refused and why, what is doubtful."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from events.uploads.values.whole_text import is_whole, mended


class Outcome(StrEnum):
    """How an import ended."""

    READ = "read"
    """Read, perhaps with refused rows."""
    CHOICE = "choice"
    """A choice is needed first; nothing was kept."""
    REFUSED = "refused"
    """The file as a whole was refused."""


def _mend(entry: Any) -> None:
    """Put a question mark for every half of a character in what is told of a file."""
    for name in entry.__slots__:
        text = getattr(entry, name)
        if isinstance(text, str) and not is_whole(text):
            object.__setattr__(entry, name, mended(text))


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that was not kept. ``row`` counts as a spreadsheet does: the header is row 1."""

    row: int
    column: str | None
    value: str | None
    reason: str

    def __post_init__(self) -> None:
        _mend(self)


@dataclass(frozen=True, slots=True)
class Flag:
    """A kept row that is doubtful. ``event_id`` is the event it may be a report of."""

    row: int
    column: str | None
    value: str | None
    flag: str
    reason: str
    event_id: str | None = None

    def __post_init__(self) -> None:
        _mend(self)


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to a question, and what the file looks like with it."""

    value: str
    shown: str

    def __post_init__(self) -> None:
        _mend(self)


@dataclass(frozen=True, slots=True)
class Question:
    """Something only a person can tell. ``name`` is the key of the answer in a mapping."""

    name: str
    text: str
    options: tuple[Option, ...]
    guess: str | None = None

    def __post_init__(self) -> None:
        _mend(self)


@dataclass(frozen=True, slots=True)
class Located:
    """Where the kept rows stand on the map; the three add up to all of them."""

    sections: int = 0
    points: int = 0
    not_located: int = 0


@dataclass(frozen=True, slots=True)
class Lines:
    """What became of the lines of a text; the four add up to ``total``.

    ``above`` are titles and the header, ``blank`` hold nothing, ``rows`` belong to rows that were
    cut into cells, ``refused`` to those that could not be.
    """

    total: int
    above: int
    blank: int
    rows: int
    refused: int

    @property
    def balances(self) -> bool:
        """Whether every line is accounted for."""
        return self.total == self.above + self.blank + self.rows + self.refused


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of every row of a file.

    Attributes
    ----------
    file, sha256 : str
        The name it was brought under, and the digest of its bytes.
    adapter, encoding, layer : str or None
        Shape it was recognised as; encoding of its text; sheet or layer that was read.
    rows_in, rows_kept : int
        ``rows_in`` is ``rows_kept`` plus the number of refused rows, always.
    refused, flagged : sequence of Refusal, of Flag
        By row. Of a large file they are made when somebody looks: do not copy them.
    unused_columns : tuple of str
        Columns that stand for nothing here; they are kept as text.
    columns : mapping of str to str
        Role to the column that was taken for it.
    lines : Lines or None
        What became of the lines of a text; None for other formats.
    problem : str or None
        Why the file as a whole was refused.
    """

    file: str
    sha256: str
    outcome: Outcome
    adapter: str | None = None
    encoding: str | None = None
    layer: str | None = None
    rows_in: int = 0
    rows_kept: int = 0
    refused: Sequence[Refusal] = ()
    flagged: Sequence[Flag] = ()
    questions: tuple[Question, ...] = ()
    located: Located = Located()
    unused_columns: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    lines: Lines | None = None
    problem: str | None = None

    def __post_init__(self) -> None:
        _mend(self)
        for name in ("unused_columns", "notes"):
            texts = getattr(self, name)
            if not is_whole("".join(texts)):
                object.__setattr__(self, name, tuple(map(mended, texts)))
        if not is_whole("".join(self.columns.values())):
            columns = {role: mended(name) for role, name in self.columns.items()}
            object.__setattr__(self, "columns", columns)

    @property
    def balances(self) -> bool:
        """Whether every row is accounted for, in the table and on the map; and every line."""
        on_map = self.located.sections + self.located.points + self.located.not_located
        whole = self.rows_in == self.rows_kept + len(self.refused) and on_map == self.rows_kept
        return whole and (self.lines is None or self.lines.balances)

    @property
    def kept_nothing(self) -> bool:
        """Whether the file was read and every row of it was refused."""
        return self.outcome is Outcome.READ and self.rows_in > 0 and not self.rows_kept

    @property
    def exit_code(self) -> int:
        """0 read, 2 a choice is needed, 3 file refused."""
        return {Outcome.READ: 0, Outcome.CHOICE: 2, Outcome.REFUSED: 3}[self.outcome]

    def refusal_counts(self) -> dict[tuple[str | None, str], int]:
        """Count the refused rows by column and reason, most first."""
        tally = getattr(self.refused, "tally", None)
        if tally is not None and self.refused:
            return {(column, reason): n for (column, reason), n in tally(0, 2).items()}
        return dict(Counter((r.column, r.reason) for r in self.refused).most_common())

    def flag_counts(self) -> dict[str, int]:
        """Count the flags by their word, most first."""
        tally = getattr(self.flagged, "tally", None)
        if tally is not None and self.flagged:
            return {flag: n for (flag,), n in tally(2).items()}
        return dict(Counter(f.flag for f in self.flagged).most_common())

    def json_parts(self) -> Iterator[str]:
        """Give the text of the receipt as JSON piece by piece, a line for each row told of."""
        begin = "{\n"
        for name, value in self._plain().items():
            yield f"{begin}  {json.dumps(name)}: "
            begin = ",\n"
            if not isinstance(value, Iterator):
                yield json.dumps(value, ensure_ascii=False, indent=2).replace("\n", "\n  ")
                continue
            between = "[\n    "
            for entry in value:
                yield between + json.dumps(entry, ensure_ascii=False)
                between = ",\n    "
            yield "[]" if between[0] == "[" else "\n  ]"
        yield "\n}\n"

    def to_dict(self) -> dict[str, Any]:
        """Return the receipt as plain lists, texts and numbers."""
        plain = self._plain()
        return {**plain, "refused": list(plain["refused"]), "flagged": list(plain["flagged"])}

    def _plain(self) -> dict[str, Any]:
        return {
            "file": self.file,
            "sha256": self.sha256,
            "outcome": self.outcome.value,
            "adapter": self.adapter,
            "encoding": self.encoding,
            "layer": self.layer,
            "rows_in": self.rows_in,
            "rows_kept": self.rows_kept,
            "refused": (
                {"row": r.row, "column": r.column, "value": r.value, "reason": r.reason}
                for r in self.refused
            ),
            "flagged": (
                {
                    "row": f.row,
                    "column": f.column,
                    "value": f.value,
                    "flag": f.flag,
                    "reason": f.reason,
                    "event_id": f.event_id,
                }
                for f in self.flagged
            ),
            "questions": [
                {
                    "name": q.name,
                    "text": q.text,
                    "options": [{"value": o.value, "shown": o.shown} for o in q.options],
                    "guess": q.guess,
                }
                for q in self.questions
            ],
            "located": {
                "sections": self.located.sections,
                "points": self.located.points,
                "not_located": self.located.not_located,
            },
            "unused_columns": list(self.unused_columns),
            "notes": list(self.notes),
            "columns": dict(self.columns),
            "lines": None if self.lines is None else asdict(self.lines),
            "problem": self.problem,
        }

    @classmethod
    def from_dict(cls, plain: dict[str, Any]) -> Receipt:
        """Rebuild a receipt from what `to_dict` returned."""
        return cls(
            **{
                **plain,
                "outcome": Outcome(plain["outcome"]),
                "refused": tuple(Refusal(**r) for r in plain["refused"]),
                "flagged": tuple(Flag(**f) for f in plain["flagged"]),
                "questions": tuple(
                    Question(**{**q, "options": tuple(Option(**o) for o in q["options"])})
                    for q in plain["questions"]
                ),
                "located": Located(**plain["located"]),
                "unused_columns": tuple(plain["unused_columns"]),
                "notes": tuple(plain["notes"]),
                "lines": plain["lines"] and Lines(**plain["lines"]),
            }
        )
