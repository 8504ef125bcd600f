"""Names of ``events`` that are imported when first asked for, by the module that holds them.

What reads files, what holds their rows, and all analysis: a page that asks for none of it does not
wait for it.
"""

from __future__ import annotations

_NAMES = {
    "analysis.aligned": ("Aligned", "FlightLevel", "aligned"),
    "analysis.around": ("BeforeAfter", "before_after"),
    "analysis.calibrating": ("calibration",),
    "analysis.comparable": ("comparable", "offers"),
    "analysis.compared_sides": ("ComparedSide",),
    "analysis.concentration": ("DEATH", "FEWEST_COLOURED", "Concentration", "concentration"),
    "analysis.difference": ("Difference", "difference"),
    "analysis.ladder": ("Ladder", "ladder"),
    "analysis.levels": ("Levels", "levels"),
    "analysis.moves": ("Moves", "moves"),
    "analysis.notable": ("notable",),
    "analysis.ranking": ("Ranked", "Ranking", "ranking"),
    "analysis.result": ("Result",),
    "analysis.shifts": ("Shift",),
    "analysis.sizes": ("Size",),
    "analysis.tilings": ("Tiling",),
    "importing": (
        *("ChoiceNeededError", "ColumnMapping", "FileRefusedError", "Flag", "Imported"),
        *("LimitError", "Limits", "Option", "Outcome", "Preview", "Question"),
        *("Readers", "Receipt", "Refusal", "Role", "TextColumn", "Upload", "read_upload"),
    ),
    "layers.flown": ("flown_days",),
    "layers.joining": ("join_layers",),
    "layers.layer": (*("BROUGHT_FILE", "MOST_LAYERS", "Layer", "Proposal", "build_layer"),),
    "layers.provenance": ("Provenance",),
    "layers.rows": ("LayerRows",),
}

LATER = {name: module for module, names in _NAMES.items() for name in names}
"""Module below ``events`` of each name."""
