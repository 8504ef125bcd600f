"""axe-core on a page and all its frames: what it finds, by rule and place."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from typing import Any

from playwright.sync_api import Page
from watching import ROOT

_SCRIPT = ROOT / "node_modules" / "axe-core" / "axe.min.js"


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule of axe-core that does not hold at one place."""

    rule: str
    impact: str
    place: str
    markup: str

    def __str__(self) -> str:
        return f"{self.rule} ({self.impact}) at {self.place}: {self.markup}"


FRAMEWORK = {
    ("presentation-role-conflict", "stFileUploaderDropzone"): (
        "Streamlit gives the area that files are dropped on both a role of no meaning and a name; "
        "the button within it has its own"
    ),
}
"""What is the framework's own and cannot be changed here, by rule and a part of its markup: why."""


def findings(page: Page) -> list[Finding]:
    """Return what axe-core finds in a page and its frames, best practice included."""
    for frame in page.frames:
        frame.evaluate(_axe())
    told: dict[str, Any] = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        Finding(rule["id"], str(rule["impact"]), str(node["target"]), node["html"][:200])
        for rule in told["violations"]
        for node in rule["nodes"]
    ]


def ours(page: Page) -> list[str]:
    """Return what axe-core finds that is not the framework's own."""
    return [
        str(found)
        for found in findings(page)
        if not any(found.rule == rule and markup in found.markup for rule, markup in FRAMEWORK)
    ]


@cache
def _axe() -> str:
    """Read axe-core, which is pinned beside the other checks; as these do, it is fetched once."""
    if not _SCRIPT.is_file():
        npm = shutil.which("npm")
        assert npm, "npm is missing: apt-get install npm, or scripts/test --no-browser"
        fetch = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
        subprocess.run(fetch, cwd=ROOT, check=True, timeout=300)
    return _SCRIPT.read_text("utf-8")
