"""What can go wrong with a file somebody brings.

EventsError
├── FileRefusedError       the file cannot be read at all; nothing of it was kept
│   ├── DamagedLayerError  the library gives nothing of a map layer
│   └── LimitError         it is larger than a setting allows; the setting is named
└── ChoiceNeededError      only a person can tell how to read it; carries the questions
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from events.errors import EventsError, MendableError

if TYPE_CHECKING:
    from events.uploads.values.receipt import Question


class FileRefusedError(MendableError):
    """The file as a whole cannot be read."""

    def __reduce__(self) -> tuple[object, ...]:
        """Rebuild from the parts."""
        return type(self), (self.problem, self.way_out)


class DamagedLayerError(FileRefusedError):
    """The library that reads map layers gives nothing of one."""


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
