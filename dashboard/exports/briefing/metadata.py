"""What the PDF and the slides of a pack say of themselves, so that both can be made again."""

from __future__ import annotations

import json
from collections.abc import Sequence

from dashboard.exports.briefing.pages import pack_title
from dashboard.exports.citations import Citations
from dashboard.exports.edition import Edition
from dashboard.exports.fingerprint import to_json, versions
from dashboard.exports.fonts import clean_text
from dashboard.exports.metadata import KEYS
from dashboard.exports.notices import licence_words, shows_brought
from dashboard.scene.words import overview

_OF_ONE_SHEET = ("Sheet", "Bounds", "Generalised")


def describe_pack(editions: Sequence[Edition], citations: Citations, form: str) -> dict[str, str]:
    """Return name and text of each entry, as a sheet's, with the state of every date.

    ``State`` is that of the last date: dropped on the page, a pack opens there.

    Parameters
    ----------
    editions : sequence of Edition
        One a date, the earliest first.
    citations : Citations
        Numbers of the pack's own list of sources.
    form : str
        "pack-pdf" or "pack-pptx".
    """
    first, last = editions[0].scene.state, editions[-1].scene.state
    told = dict(editions[-1].metadata)
    title = pack_title(editions)
    listed = (f"[{number}] {cited.words}" for number, cited in enumerate(citations.listed, 1))
    told |= {
        "Title": title,
        "Description": clean_text(
            f"{title}, {len(editions)} dates. Last date: {overview.sentence(editions[-1].scene)}"
        ),
        "Copyright": licence_words(
            sorted({line for edition in editions for line in edition.owed}),
            brought=any(shows_brought(edition.scene) for edition in editions),
        ),
        "Window": f"{first.first_day.isoformat()}/{last.date.isoformat()}",
        "Format": form,
        "States": json.dumps([edition.metadata["State"] for edition in editions]),
        "Figures": "; ".join(
            f"{edition.scene.state.date.isoformat()} {figure}"
            for edition in editions
            for figure in edition.metadata["Figures"].split("; ")
        ),
        "Analysis": " ".join(
            f"{edition.scene.state.date.isoformat()} {edition.metadata['Analysis']}"
            for edition in editions
            if "Analysis" in edition.metadata
        ),
        "Versions": to_json(versions(form, brought="Files" in told)),
        "Sources": str(len(citations.listed)),
        "Source": clean_text("; ".join(listed)),
    }
    return {key: told[key] for key in KEYS if told.get(key) and key not in _OF_ONE_SHEET}
