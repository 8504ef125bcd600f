"""The list of a pack's files: SHA-256 of each, the state of each page, data and versions."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from urllib.parse import urlencode

from dashboard.exports.briefing.pages import pack_title
from dashboard.exports.edition import Edition
from dashboard.exports.request import Order
from dashboard.scene.state import MapState
from dashboard.scene.url import to_query


def build_manifest(
    files: Sequence[tuple[str, bytes]],
    states: Sequence[MapState],
    editions: Sequence[Edition],
    order: Order,
) -> bytes:
    """Return the manifest as JSON in UTF-8.

    Parameters
    ----------
    files : sequence of tuple of str, bytes
        Name and content of every other file of the pack.
    states : sequence of MapState
        One a date, the earliest first.
    editions : sequence of Edition
        One a state, in the same order; the last tells what holds for all.
    order : Order
        Its profile is told.
    """
    told = editions[-1].metadata
    value = {
        "title": pack_title(editions),
        "created": told["Creation Time"],
        "software": told["Software"],
        "profile": order.profile,
        "data_sha256": told["Data"],
        "data_files": json.loads(told["Data Files"]),
        "brought_files": json.loads(told.get("Files", "[]")),
        "versions": json.loads(told["Versions"]),
        "licences": told["Copyright"],
        "pages": [
            {
                "date": state.date.isoformat(),
                "state": urlencode(to_query(state)),
                "figures": edition.metadata["Figures"],
                "analysis": edition.metadata.get("Analysis"),
                "sources": len(edition.citations.listed),
                "generalised": bool(edition.notice),
            }
            for state, edition in zip(states, editions, strict=True)
        ],
        "files": [
            {"name": name, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
            for name, content in files
        ],
    }
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()
