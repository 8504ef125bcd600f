"""A page as somebody opens it who has been there before: the guide of the first visit was seen."""

from __future__ import annotations

import json

from playwright.sync_api import Page

from dashboard.scene.words.glossary import GUIDE_SEEN

# A page without an address keeps nothing, and refuses aloud.
_SCRIPT = f"try {{ localStorage.setItem({json.dumps(GUIDE_SEEN)}, 'seen'); }} catch {{ }}"


def visit_again(page: Page) -> None:
    """Have every address that a page opens find the guide seen."""
    page.add_init_script(_SCRIPT)
