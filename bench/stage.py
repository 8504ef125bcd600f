"""Has the real page show made-up events: only here, and only in a process that asks for it."""

from __future__ import annotations

from functools import cache as keep
from typing import Any

from bench.made_up import with_made_up_events
from dashboard.feed.blob import TOKEN_LENGTH, read_sent, squeeze, with_token
from dashboard.page import cache
from events import Ledger

_real_feed = cache.feed


@keep
def _mixed(sent: bytes, events: int, seed: int, days: int) -> bytes:
    _, blob = read_sent(sent)
    return squeeze(with_made_up_events(blob, events, seed, days))


def stage(events: int, seed: int, days: int) -> None:
    """From now on every session of this process gets so many made-up events."""

    def feed(ledger: Ledger, token: str, *arguments: Any) -> bytes:
        blank = _real_feed(ledger, "0" * TOKEN_LENGTH, *arguments)
        return with_token(_mixed(blank, events, seed, days), token)

    setattr(cache, "feed", feed)  # noqa: B010  (assigning it would not pass for the same type)
