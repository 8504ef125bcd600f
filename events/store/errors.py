"""What can go wrong with a store, and what came of a file that cannot be taken into one."""

from __future__ import annotations

from events.errors import EventsError
from events.uploads import Outcome, Receipt


class StoreError(EventsError):
    """A store cannot be made, added to or read.

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


class NotTakenError(StoreError):
    """A file was refused as a whole, or asks something first; its receipt says what.

    Parameters
    ----------
    receipt : Receipt
        Of the file, or of the piece of it that could not be read.
    """

    def __init__(self, receipt: Receipt) -> None:
        self.receipt = receipt
        if receipt.outcome is Outcome.CHOICE:
            asked = "; ".join(question.text for question in receipt.questions)
            super().__init__(f"{receipt.file} asks first: {asked}", "Answer with --choose.")
        else:
            super().__init__(
                f"{receipt.file} is refused: {(receipt.problem or 'no reason').rstrip('.')}",
                "Nothing was written.",
            )
