"""The desk of one session: files dropped, how each was read, and which are on the map.

Bytes of a file stay here while the drawer is open, so that it can be read again in another way;
`Desk.clear` lets go of them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from dashboard.page.uploads.layers import key_of
from events.uploads import ColumnMapping, Imported, Outcome, Question, Receipt, Upload

PARTS = ("receipt", "reading", "source", "known")
"""What can be looked at: receipt, how it was read, who says so, rows that are known already."""
_HEAD_BYTES = 1 << 18
_FIRST = ("encoding", "delimiter", "layer")
# Until these are settled there is no table, and nothing else can be asked; another answer to one
# of them makes another table, for which nothing else is settled.


@dataclass(slots=True, eq=False)
class Draft:
    """A dropped file.

    Attributes
    ----------
    data : bytes
        The whole file.
    upload : Upload
        What came of the last reading that did not fail.
    asked : ColumnMapping
        How a person wants it read: answers, and columns named by hand.
    questions : dict of str to Question
        Everything that was asked so far, by name.
    turn : int
        How often it was read; widgets of an earlier reading are not those of a later one.
    problem : str or None
        Why the last reading failed.
    note : str
        What a person should know of how it came here.
    changed : bool
        Whether it was read anew since it came on the map.
    sample : tuple or None
        The beginning of a large file, read as somebody is about to have all of it read.
    """

    data: bytes
    upload: Upload
    asked: ColumnMapping = field(default_factory=ColumnMapping)
    questions: dict[str, Question] = field(default_factory=dict)
    turn: int = 1
    problem: str | None = None
    note: str = ""
    changed: bool = False
    sample: tuple[ColumnMapping, Imported | None] | None = None

    def __post_init__(self) -> None:
        self.questions |= {question.name: question for question in self.receipt.questions}
        self.problem = self.receipt.problem

    @property
    def receipt(self) -> Receipt:
        """What became of every row."""
        return self.upload.receipt

    @property
    def key(self) -> str:
        """First digits of the file's digest, as layers are called."""
        return key_of(self.receipt)

    @property
    def open_questions(self) -> tuple[str, ...]:
        """Names of the questions that wait for an answer."""
        return tuple(question.name for question in self.receipt.questions)

    @property
    def mapping(self) -> ColumnMapping:
        """How it was read, to be saved: guesses and answers."""
        return self.upload.mapping

    def answered(self, answers: dict[str, str]) -> ColumnMapping:
        """Return the mapping with more answers; another table lets go of what was said of it."""
        asked = self.asked
        changed = {n: v for n, v in answers.items() if v != said(asked, n)}
        if any(name in _FIRST for name in changed):
            first = {n: v for n, v in {**asked.choices, **changed}.items() if n in _FIRST}
            return ColumnMapping({}, first, asked.adapter)
        for name, value in changed.items():
            asked = asked.answered(name, value)
        return asked

    def read_again(self, asked: ColumnMapping, upload: Upload) -> None:
        """Take over what came of another reading; one that failed changes nothing but its word."""
        self.turn += 1
        if (
            upload.receipt.outcome is Outcome.REFUSED
            and self.receipt.outcome is not Outcome.REFUSED
        ):
            self.problem = upload.receipt.problem
            return
        if any(said(asked, name) != said(self.asked, name) for name in _FIRST):
            self.questions = {n: q for n, q in self.questions.items() if n in _FIRST}
        self.asked, self.upload, self.changed = asked, upload, True
        self.questions |= {question.name: question for question in upload.receipt.questions}
        self.problem = upload.receipt.problem


@dataclass(slots=True, eq=False)
class Desk:
    """What a session has on its desk.

    Attributes
    ----------
    open : bool
        Whether the drawer is.
    round : int
        Number of the drop field: the next one has let go of the files of this one.
    drafts : dict of str to Draft
        Files at hand, by key, in the order they came.
    chosen : str or None
        Key of the file that is looked at closely.
    part : str
        What of it is looked at; one of `PARTS`.
    page_is_old : bool
        Whether the page under the drawer does not show yet what was chosen in it.
    problem : str or None
        What went wrong with a thing that was asked for.
    pending : tuple
        What the drop field holds and nobody has read yet, as the page gave it.
    taken : set of str
        Ids of what was read of this drop field; it goes on naming them.
    """

    open: bool = False
    round: int = 0
    drafts: dict[str, Draft] = field(default_factory=dict)
    chosen: str | None = None
    part: str = PARTS[0]
    page_is_old: bool = False
    problem: str | None = None
    pending: tuple[Any, ...] = ()
    taken: set[str] = field(default_factory=set)

    def take(self, draft: Draft) -> None:
        """Lay a file on the desk; the same file again takes the place of the former."""
        if draft.key in self.drafts:
            draft.turn = self.drafts.pop(draft.key).turn + 1
        self.drafts[draft.key] = draft
        self.look_at_waiting()

    def look_at(self, key: str | None, part: str = PARTS[0]) -> None:
        """Look closely at one file, and at none beside it."""
        self.chosen, self.part = key, part

    def look_at_waiting(self) -> None:
        """Look at the first file that waits for an answer, if there is one."""
        waits = (d.key for d in self.drafts.values() if d.receipt.outcome is Outcome.CHOICE)
        first = next(waits, None)
        if first is not None:
            self.look_at(first, "reading")

    def drop(self, key: str) -> None:
        """Let go of a file."""
        self.drafts.pop(key, None)
        if self.chosen == key:
            self.look_at(None)

    def clear(self) -> None:
        """Close the drawer and let go of every byte on the desk."""
        self.open = False
        self.drafts.clear()
        self.look_at(None)
        self.problem = None
        self.next_round()

    def next_round(self) -> None:
        """Have a new drop field take the place of the one whose files were read."""
        self.round += 1
        self.pending = ()
        self.taken.clear()


def head_of(data: bytes) -> bytes | None:
    """Return whole lines from the beginning of a text; None for other formats, and short ones."""
    start = data[:64].lstrip()
    if len(data) <= _HEAD_BYTES or b"\0" in data[:_HEAD_BYTES] or start[:1] in b"{[<":
        return None
    if start.startswith((b"PK", b"PAR1")):
        return None
    end = data.rfind(b"\n", 0, _HEAD_BYTES)
    return data[: end + 1] if end > 0 else None


def said(asked: ColumnMapping, name: str) -> str | None:
    """Return the answer to a question that a mapping holds."""
    if name == "adapter":
        return asked.adapter
    if name.startswith("columns."):
        return asked.columns.get(name[8:])
    return asked.choices.get(name)
