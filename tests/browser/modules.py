"""The scripts of the page on a blank page, to be called one by one."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from playwright.sync_api import Page
from watching import ROOT

from dashboard.feed.look import look

ADDRESS = "http://modules.test/"
FOLDERS = ("dashboard/web", "tests/web")
PATHS = {
    path.stem: path.relative_to(ROOT).as_posix()
    for path in (ROOT / "dashboard" / "web").rglob("*.js")
}
RANDOM = """
  let seed = 12345;
  const random = () => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return seed / 2147483648;
  };
  const whole = (most) => Math.floor(random() * most);
"""


def serve_modules(page: Page, given: Mapping[str, bytes] | None = None) -> None:
    """Open a blank page of its own origin on which the page's modules can be imported.

    What comes with a feed that these tests make up is taken from the real one.

    Parameters
    ----------
    page : Page
        Of Playwright.
    given : mapping of str to bytes
        What can be fetched beside them, by its path; JSON when the name says so.
    """
    found = given or {}

    def serve(route: Any) -> None:
        name = route.request.url.removeprefix(ADDRESS)
        if name in found:
            route.fulfill(body=found[name])
        elif name.endswith(".js") and name.startswith(FOLDERS):
            route.fulfill(body=(ROOT / name).read_text("utf-8"), content_type="text/javascript")
        elif not name:
            route.fulfill(body="<!doctype html><title>modules</title>", content_type="text/html")
        else:
            route.fulfill(status=404)

    page.route("**/*", serve)
    page.goto(ADDRESS)
    taken = 'async (look) => (await import("/dashboard/web/shared/look.js")).takeLook(look)'
    page.evaluate(taken, look())


def run(page: Page, imports: str, body: str) -> Any:
    """Run a script with names of modules: ``"frame: runOf, frameOf; days: spanOf"``."""
    loads = "".join(
        f'const {{ {names.strip()} }} = await import("/{PATHS[module.strip()]}");\n'
        for module, names in (part.split(":") for part in imports.split(";"))
    )
    return page.evaluate(f"async () => {{ {loads} {RANDOM} {body} }}")


def as_json(value: object) -> bytes:
    """Write what is given to a script."""
    return json.dumps(value).encode()
