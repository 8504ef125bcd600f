"""What can go wrong with a file somebody brings.

EventsError
├── FileRefusedError       the file cannot be read at all; nothing of it was kept
│   └── LimitError         it is larger than a setting allows; the setting is named
└── ChoiceNeededError      only a person can tell how to read it; carries the questions
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from events.errors import EventsError

if TYPE_CHECKING:
    from events.uploads.values.receipt import Question


class FileRefusedError(EventsError):
    """The file as a whole cannot be read.

    Parameters
    ----------
    problem : str
        What is wrong, without a full stop.
    way_out : str
        What would make it right, as a sentence.
    """

    def __init__(self, problem: str, way_out: str) -> None:
        self.problem = problem
        self.way_out = way_out
        super().__init__(f"{problem}. {way_out}")

    def __reduce__(self) -> tuple[object, ...]:
        """Rebuild from the parts."""
        return FileRefusedError, (self.problem, self.way_out)


class LimitError(FileRefusedError):
    """The file is larger than a setting allows.

    Parameters
    ----------
    what : str
        What was counted, with its number, as in ``has 1,200,000 rows``.
    setting : str
        Name of the field of `Limits`.
    allowed : object
        Its value.
    """

    def __init__(self, what: str, setting: str, allowed: object) -> None:
        self.what = what
        self.setting = setting
        self.allowed = allowed
        shown = f"{allowed:,}" if isinstance(allowed, int) else str(allowed)
        super().__init__(
            f"{what}; the setting {setting} allows {shown}",
            f"Bring a smaller file, or raise {setting}.",
        )

    def __reduce__(self) -> tuple[object, ...]:
        """Rebuild from the parts."""
        return LimitError, (self.what, self.setting, self.allowed)


class ChoiceNeededError(EventsError):
    """The file can be read in more than one way."""

    def __init__(self, questions: tuple[Question, ...]) -> None:
        self.questions = questions
        super().__init__("; ".join(question.text for question in questions))
