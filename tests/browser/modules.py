"""The page's own modules on a blank page, to be called one by one."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page
from watching import ROOT

WEB = ROOT / "dashboard" / "web"
ADDRESS = "http://modules.test/"
PATHS = {path.stem: path.relative_to(WEB).as_posix() for path in WEB.rglob("*.js")}
RANDOM = """
  let seed = 12345;
  const random = () => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return seed / 2147483648;
  };
  const whole = (most) => Math.floor(random() * most);
"""


def serve_modules(page: Page) -> None:
    """Open a blank page of its own origin on which the page's modules can be imported."""

    def serve(route: Any) -> None:
        name = route.request.url.removeprefix(ADDRESS)
        if name.endswith(".js"):
            route.fulfill(body=(WEB / name).read_text("utf-8"), content_type="text/javascript")
        else:
            route.fulfill(body="<!doctype html><title>modules</title>", content_type="text/html")

    page.route("**/*", serve)
    page.goto(ADDRESS)


def run(page: Page, imports: str, body: str) -> Any:
    """Run a script with names of modules: ``"frame: runOf, frameOf; days: spanOf"``."""
    loads = "".join(
        f'const {{ {names.strip()} }} = await import("/{PATHS[module.strip()]}");\n'
        for module, names in (part.split(":") for part in imports.split(";"))
    )
    return page.evaluate(f"async () => {{ {loads} {RANDOM} {body} }}")
