"""Joins the page's script modules into one that needs no other file.

A browser loads no module from beside a file on disk, and a page that may ask for nothing cannot
import one from an address either. Each module becomes the body of a function that returns what it
exports; the modules it names run before it.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping

from dashboard.errors import SnapshotError

_IMPORT = re.compile(
    r'^import\s*\{([^}]*)\}\s*from\s*"(\.\.?/[^"]+)";[^\S\n]*(?://[^\n]*)?\n', re.M
)
_EXPORT = re.compile(
    r"^export\s+(?=(?:async\s+)?(?:function\*?|class|const|let)\s+([A-Za-z_$][\w$]*))", re.M
)
_OTHER = re.compile(
    r"^\s*(?:import|export)\b[^\n]*|\bimport\s*\([^\n]*|\bimport\.meta\b[^\n]*", re.M
)
# Types stand in comments of their own lines; they are for the checks.
_TYPES = re.compile(r"^[^\S\n]*(?:/\*\*(?:(?!\*/).)*\*/|// @ts-check)[^\S\n]*\n", re.M | re.S)
_TWO_NAMES = re.compile(r"([\w$]+)\s+as\s+([\w$]+)")


def bundle(modules: Mapping[str, str], entry: str) -> str:
    """Join modules into one script without imports or exports.

    Parameters
    ----------
    modules : mapping of str to str
        Text by path, as ``map/map.js``; what an ``import`` names, seen from the module that has
        it, is looked up here.
    entry : str
        The module that starts everything; what it does not need is left out.

    Returns
    -------
    str
        A script to be run as a module.

    Raises
    ------
    SnapshotError
        For an import of what is not there, a circle of imports, or a form of import or export
        that this cannot join.
    """
    order: list[str] = []
    _visit(modules, entry, order, ())
    bodies = [_wrapped(name, _TYPES.sub("", modules[name])) for name in order]
    return "\n".join(bodies)


def _visit(modules: Mapping[str, str], name: str, order: list[str], above: tuple[str, ...]) -> None:
    if name in order:
        return
    if name in above:
        raise SnapshotError(f"{name}: imports itself by way of {', '.join(above)}.")
    if name not in modules:
        raise SnapshotError(f"{above[-1] if above else 'player'}: there is no script {name}.")
    for found in _IMPORT.finditer(modules[name]):
        _visit(modules, _path(name, found[2]), order, (*above, name))
    order.append(name)


def _wrapped(name: str, text: str) -> str:
    taken: list[str] = []

    def take(found: re.Match[str]) -> str:
        names = _TWO_NAMES.sub(r"\1: \2", " ".join(found[1].split()))
        taken.append(f"const {{ {names} }} = {_holder(_path(name, found[2]))};")
        return ""

    body = _IMPORT.sub(take, text)
    exported = [found[1] for found in _EXPORT.finditer(body)]
    body = _EXPORT.sub("", body)
    other = _OTHER.search(_without_comments(body))
    if other:
        raise SnapshotError(
            f'{name}: "{other[0].strip()[:60]}" cannot be joined. Name each import.'
        )
    lines = [
        f"const {_holder(name)} = (() => {{",
        *taken,
        body.strip(),
        f"return {{ {', '.join(exported)} }};",
        "})();",
    ]
    return "\n".join(lines)


def _path(module: str, told: str) -> str:
    """Return the path of what a module imports by an address relative to its own folder."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(module), told))


def _holder(name: str) -> str:
    # The sign of a folder is in no file's name: two modules never share a holder.
    return "module_" + re.sub(r"[^\w$]", "_", name.removesuffix(".js").replace("/", "$"))


def _without_comments(text: str) -> str:
    return re.sub(r"^\s*//[^\n]*", "", text, flags=re.M)
