"""What every analysis returns beside its own values: words, a table and the reports behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

LIMITS = "This does not show:"


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a result.

    Attributes
    ----------
    sentence : str
        What the reports say; empty where that is refused.
    refusal : str
        Why there is no answer, as a sentence; empty where there is one.
    not_shown : str
        One line on what the result does not show, always there; it follows upon ``LIMITS``.
    """

    sentence: str
    refusal: str
    not_shown: str

    @property
    def told(self) -> str:
        """The sentence or the refusal, whichever there is."""
        return self.sentence or self.refusal

    @property
    def limits(self) -> str:
        """What the result does not show, as a sentence that stands by itself."""
        return f"{LIMITS} {self.not_shown}"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of words under their headings."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Result(Protocol):
    """What page, paper and command line need of an analysis."""

    @property
    def reason(self) -> str | None:
        """Why it is refused; None where it is answered."""

    @property
    def report_ids(self) -> tuple[str, ...]:
        """The reports that it rests on, each once."""

    @property
    def words(self) -> Words:
        """Its sentence, or its refusal, and what it does not show."""

    @property
    def table(self) -> Table:
        """Its values in words; without rows where there are none."""


def words_of(reason: str | None, subject: str, sentence: str, not_shown: str) -> Words:
    """Return the words of a result: the sentence, or the refusal where there is a reason.

    Parameters
    ----------
    reason : str, optional
        Why nothing is said; None when there is a result.
    subject : str
        What was asked about.
    sentence : str
        The result in words.
    not_shown : str
        What such a result never shows, for whoever reads it.
    """
    if reason is None:
        return Words(sentence, "", not_shown)
    return Words("", f"{subject}: no answer, because {reason}.", not_shown)


def unique(*groups: Iterable[str]) -> tuple[str, ...]:
    """Return the ids of all groups in order, each once."""
    return tuple(dict.fromkeys(_each(groups)))


def _each(groups: Iterable[Iterable[str]]) -> Iterator[str]:
    for group in groups:
        yield from group
