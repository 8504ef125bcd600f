"""What can be said of a file: the same, made earlier, altered, not ours, cannot tell."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Answer(IntEnum):
    """An answer; its number is the exit code."""

    SAME = 0
    MADE_EARLIER = 3
    ALTERED = 4
    NOT_OURS = 5
    CANNOT_TELL = 6


WORDS = {
    Answer.SAME: "same",
    Answer.MADE_EARLIER: "made with earlier data or rule",
    Answer.ALTERED: "altered",
    Answer.NOT_OURS: "not ours",
    Answer.CANNOT_TELL: "cannot tell",
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """An answer with what it rests on.

    Attributes
    ----------
    reasons : tuple of str
        One line a finding.
    """

    answer: Answer
    reasons: tuple[str, ...] = ()

    @property
    def lines(self) -> tuple[str, ...]:
        """The answer, and each of its reasons."""
        return WORDS[self.answer], *self.reasons

    @property
    def words(self) -> str:
        """All of it in one text."""
        return "\n".join(self.lines)
