"""What the clock can name: key events, named periods, and the span the slider opens with."""

from __future__ import annotations

from dashboard.feed.header import Milestones
from dashboard.scene.marks import mark_category
from dashboard.scene.state import FIRST_DATE
from dashboard.scene.symbology import category_index
from dashboard.scene.words.dates import day_number
from events import KeyEvent, Ledger


def milestones(ledger: Ledger) -> Milestones:
    """Return days and periods with their names, days as the browser counts them."""
    return {
        "first": day_number(FIRST_DATE),
        "last": max(day_number(ledger.last_day), day_number(FIRST_DATE) + 1),
        "events": [
            {"day": day_number(key.day), "label": key.label, "kind": _kind(ledger, key)}
            for key in ledger.key_events
        ],
        "periods": [
            {
                "id": named.id,
                "label": named.label,
                "first": day_number(named.period.start),
                "last": day_number(named.period.last_day or ledger.last_day),
            }
            for named in ledger.named_periods
        ],
    }


def _kind(ledger: Ledger, key: KeyEvent) -> int:
    """Return the category of the first report behind a key event."""
    event = ledger.event_of[key.report_ids[0]] if key.report_ids else None
    if event is None:
        return category_index("statement")
    return category_index("aviation") if event.kind == "flight" else mark_category(event)
