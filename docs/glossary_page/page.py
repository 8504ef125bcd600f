"""The text of docs/glossary.md."""

from __future__ import annotations

from dashboard.scene.words.glossary import GLOSSARY, GUIDE, KEYS
from events import Ledger

_HEAD = """# Glossary

Written by `scripts/build-docs` from `dashboard/scene/words/glossary.py`; the page shows the same
under *Help*, or with the key `?`.

| word | what it means |
|---|---|
"""


def build_page(_ledger: Ledger) -> str:
    """Return the page: words, the four steps of the guide, keys."""
    words = "".join(f"| {term} | {meaning} |\n" for term, meaning in GLOSSARY.items())
    steps = "".join(
        f"{number}. **{step.title}.** {step.text}\n" for number, step in enumerate(GUIDE, start=1)
    )
    keys = "".join(f"| `{key}` | {does} |\n" for key, does in KEYS.items())
    return (
        f"{_HEAD}{words}\n## The guide of the page\n\n{steps}\n"
        f"## Keys\n\n| key | what it does |\n|---|---|\n{keys}"
    )
