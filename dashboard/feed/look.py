"""What scripts draw and write as Python does: colours, outlines, fading, levels, words."""

from __future__ import annotations

from functools import cache

from dashboard.feed.look_entries import LookEntry
from dashboard.scene.appearance import LOOK_WORDS
from dashboard.scene.fading import FADING_WORDS, dark_inks, dark_tints, sent_fading
from dashboard.scene.map_layers import MAP_LAYERS, NOT_DRAWN
from dashboard.scene.palette import DARK, DARK_TONES, PALETTE
from dashboard.scene.stands import (
    FILTERED_OUT,
    NO_RATE,
    NOT_REPORTED,
    OWN_STRETCH,
    REFERENCE_HIDDEN,
    SEVERAL,
    STATUS_NOT_REPORTED,
)
from dashboard.scene.symbology import (
    FILTERED_LEVEL,
    HIDDEN_LEVEL,
    NO_LEVEL,
    PENDING_LEVEL,
    RATED_BELOW,
    ZERO_LEVEL,
)
from dashboard.scene.symbols import sent_outlines
from dashboard.scene.words.heaps import DEATH, OURS
from dashboard.scene.zones import NOT_PLACED, ZONE_LOOK


@cache
def look() -> LookEntry:
    """Return the part of the header from which every script draws; no report changes it."""
    return {
        "palette": dict(PALETTE),
        "dark": {
            "palette": dict(DARK),
            "tones": dict(DARK_TONES),
            "inks": dark_inks(),
            "tints": dark_tints(),
        },
        "outlines": sent_outlines(),
        "fading": sent_fading(),
        "levels": {
            "zero": ZERO_LEVEL,
            "filtered": FILTERED_LEVEL,
            "hidden": HIDDEN_LEVEL,
            "pending": PENDING_LEVEL,
            "not_reported": NO_LEVEL,
            "rated_below": RATED_BELOW,
        },
        "words": {
            "not_reported": NOT_REPORTED,
            "reference_hidden": REFERENCE_HIDDEN,
            "filtered_out": FILTERED_OUT,
            "no_rate": NO_RATE,
            "status_not_reported": STATUS_NOT_REPORTED,
            "fading": f"{FADING_WORDS.capitalize()}.",
            "zone_not_placed": NOT_PLACED,
            "own_stretch": OWN_STRETCH,
            "several": SEVERAL,
            "not_drawn": NOT_DRAWN,
            "ours": OURS,
            "death": DEATH,
            "looks": {str(known): told for known, told in LOOK_WORDS.items()},
        },
        "zones": ZONE_LOOK,
        "map_layers": [
            {"key": key, "label": layer.label, "words": layer.words}
            for key, layer in MAP_LAYERS.items()
        ],
    }
