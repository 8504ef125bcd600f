"""Files that people bring: from bytes to a receipt, and on to a layer joined with the ledger.

`read_upload` is the one way in: any usual format, a receipt for every row, nothing in between. It
reads in a process of its own; what it gives is plain values. `build_layer` makes a layer of what it
kept; `join_layers` gives a ledger in which its rows can be asked for like any report.
"""

from events.uploads.formats.archives import open_archive, read_entry
from events.uploads.layers.context import Brought, ContextLayer, build_context
from events.uploads.layers.flights import flown_days
from events.uploads.layers.join import contexts_of, join_layers, layers_of, rows_of
from events.uploads.layers.layer import (
    BROUGHT_FILE,
    MOST_LAYERS,
    Layer,
    Proposal,
    build_layer,
    key_of_digest,
    one_line,
)
from events.uploads.layers.provenance import Provenance
from events.uploads.layers.rows import LayerRows
from events.uploads.process.client import read_upload
from events.uploads.process.readers import Readers
from events.uploads.process.wire import Preview, Upload
from events.uploads.values.context import HOLE, LINE, POINT, RING, ContextShapes
from events.uploads.values.errors import FileRefusedError, LimitError
from events.uploads.values.imported import Doubt, Imported, TextColumn
from events.uploads.values.limits import Limits
from events.uploads.values.mapping import CHOICES, ColumnMapping, Role
from events.uploads.values.receipt import Flag, Outcome, Question, Receipt, Refusal

__all__ = [
    "BROUGHT_FILE",
    "CHOICES",
    "HOLE",
    "LINE",
    "MOST_LAYERS",
    "POINT",
    "RING",
    "Brought",
    "ColumnMapping",
    "ContextLayer",
    "ContextShapes",
    "Doubt",
    "FileRefusedError",
    "Flag",
    "Imported",
    "Layer",
    "LayerRows",
    "LimitError",
    "Limits",
    "Outcome",
    "Preview",
    "Proposal",
    "Provenance",
    "Question",
    "Readers",
    "Receipt",
    "Refusal",
    "Role",
    "TextColumn",
    "Upload",
    "build_context",
    "build_layer",
    "contexts_of",
    "flown_days",
    "join_layers",
    "key_of_digest",
    "layers_of",
    "one_line",
    "open_archive",
    "read_entry",
    "read_upload",
    "rows_of",
]
