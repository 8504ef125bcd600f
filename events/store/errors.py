"""What can go wrong with a store, and what came of a file that cannot be taken into one."""

from __future__ import annotations

from events.errors import MendableError
from events.uploads import Outcome, Receipt

BUILD_ANEW = "Build the store anew."
"""The way out where a file of a store is not what it was."""


class StoreError(MendableError):
    """A store cannot be made, added to or read."""


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
