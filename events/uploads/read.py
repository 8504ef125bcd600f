"""Reads the bytes of one file from beginning to end, in the process it is called in.

`read_upload` calls this in a process of its own. Calling it directly is for tests and for
programs that trust their files.
"""

from __future__ import annotations

from events.ledger import Ledger
from events.uploads.formats.detect import read_any
from events.uploads.process.wire import Preview, Upload
from events.uploads.rows.assembly import Progress, assemble
from events.uploads.values.errors import ChoiceNeededError, FileRefusedError
from events.uploads.values.limits import Limits
from events.uploads.values.mapping import ColumnMapping
from events.uploads.values.raw_table import with_whole_characters
from events.uploads.values.receipt import Outcome, Receipt
from geodata import BadLayerError, BadTableError, MissingFileError

PREVIEW_ROWS = 10
LONGEST_SHOWN = 200
"""Characters of a cell shown in a preview; the cell itself is kept whole."""


def read_bytes(
    data: bytes,
    empty: Receipt,
    mapping: ColumnMapping,
    limits: Limits,
    ledger: Ledger,
    progress: Progress,
) -> Upload:
    """Read one file.

    Parameters
    ----------
    data : bytes
        The whole file.
    empty : Receipt
        Bears its name and digest.
    mapping : ColumnMapping
        What a person has settled.
    limits : Limits
        What the settings allow.
    ledger : Ledger
        Places, and events that rows may repeat.
    progress : callable
        Told a word and the share that is done.

    Returns
    -------
    Upload
        Whatever the file holds; memory and time are the caller's to limit.

    Raises
    ------
    MemoryError
        There is not enough memory, also where a library tells it by another error.
    """
    preview = Preview((), ())
    step = "beginning"

    def tell(word: str, share: float) -> None:
        nonlocal step
        step = word
        progress(word, share)

    try:
        tell("reading the file", 0.1)
        table = with_whole_characters(read_any(data, empty.file, mapping, limits))
        rows = table.first_rows(PREVIEW_ROWS)
        short = tuple(tuple(cell[:LONGEST_SHOWN] for cell in row) for row in rows)
        preview = Preview(tuple(name[:LONGEST_SHOWN] for name in table.names), short)
        done = assemble(table, empty, mapping, limits, ledger, tell)
        return Upload(done.receipt, done.imported, done.mapping, preview, done.context)
    except ChoiceNeededError as needed:
        receipt = Receipt(empty.file, empty.sha256, Outcome.CHOICE, questions=needed.questions)
    except FileRefusedError as error:
        receipt = Receipt(empty.file, empty.sha256, Outcome.REFUSED, problem=str(error))
    except (BadLayerError, BadTableError, MissingFileError) as error:
        # Not the file is damaged, but what it is compared with.
        problem = f"a shipped layer cannot be read, so that no place can be found: {error}"
        receipt = Receipt(empty.file, empty.sha256, Outcome.REFUSED, problem=problem)
    except MemoryError:
        raise
    except Exception as error:
        if any(word in str(error).casefold() for word in ("bad_alloc", "memory")):
            raise MemoryError from None
        # A fault of ours, or of a library, whatever the file is: it is told with the step, and
        # ends in a receipt.
        problem = (
            f"the file could not be read, by a fault of ours ({_place(error)}, while {step}). "
            "Save the file in another format, and report the fault."
        )
        receipt = Receipt(empty.file, empty.sha256, Outcome.REFUSED, problem=problem)
    return Upload(receipt, None, mapping, preview)


def _place(error: Exception) -> str:
    """Return where in the import it failed, and how, without a word of the file."""
    place = error.__traceback__
    step = ""
    while place is not None:
        name = place.tb_frame.f_globals.get("__name__", "")
        if name.startswith("events.uploads.") and name != __name__:
            step = name.rpartition(".")[2]
        place = place.tb_next
    return f"step {step}, {type(error).__name__}" if step else type(error).__name__
