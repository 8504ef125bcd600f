"""Writes the types of the feed and of the messages for the scripts of the page, from Python's.

``python -m docs.script_types`` writes ``feed.d.ts`` and ``messages.d.ts``, ``--check`` only
compares.
"""

from __future__ import annotations

import argparse
import inspect
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from types import ModuleType, NoneType, UnionType
from typing import (
    Any,
    Literal,
    NotRequired,
    Union,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)

from dashboard.feed import header, look_entries, messages, store_entry
from dashboard.feed.assets import WEB

_PLAIN = {int: "number", float: "number", str: "string", bool: "boolean", bytes: "Uint8Array"}
_ARRAYS = {
    "u1": "Uint8Array",
    "u2": "Uint16Array",
    "i4": "Int32Array",
    "f4": "Float32Array",
    "f8": "Float64Array",
}
_FILES: Mapping[str, tuple[ModuleType, ...]] = {
    "feed.d.ts": (look_entries, store_entry, header),
    "messages.d.ts": (messages,),
}
_FEED = """
/** The feed as a script has it: the header, and the columns as arrays. */
export type Feed = Header & { columns: Columns };
"""


def build_types(*modules: ModuleType) -> str:
    """Return the TypeScript declarations of every ``TypedDict`` of modules.

    Raises
    ------
    TypeError
        A field is of a type that has no counterpart here.
    """
    told = " and ".join(module.__name__ for module in modules)
    lines = [f"// Written by scripts/build-docs from {told}; not to be edited.\n"]
    named = {name: value for module in modules for name, value in vars(module).items()}
    for name, value in named.items():
        if is_typeddict(value):
            lines += _interface(name, value)
        elif get_origin(value) is Literal and not name.startswith("_"):
            lines.append(f"export type {name} = {_type(value)};\n")
    for module in modules:
        if hasattr(module, "COLUMNS"):
            lines += [*_columns(module.COLUMNS), _FEED.lstrip()]
    return "\n".join(lines)


def _interface(name: str, shape: type) -> Iterator[str]:
    told = inspect.cleandoc(shape.__doc__ or "").replace("``", "`")
    rows = told.split("\n")
    if len(rows) == 1:
        yield f"/** {told} */"
    else:
        yield "\n".join(["/**", *(f" * {row}".rstrip() for row in rows), " */"])
    yield f"export interface {name} {{"
    for field, kind in get_type_hints(shape, include_extras=True).items():
        optional = get_origin(kind) is NotRequired
        told = _type(get_args(kind)[0] if optional else kind)
        yield f"  {field}{'?' if optional else ''}: {told};"
    yield "}\n"


def _type(kind: Any) -> str:
    origin, parts = get_origin(kind), get_args(kind)
    if kind in _PLAIN:
        return _PLAIN[kind]
    if kind is NoneType:
        return "null"
    if is_typeddict(kind):
        return str(kind.__name__)
    if origin is Literal:
        return " | ".join(f'"{part}"' for part in parts)
    if origin in (Union, UnionType):
        return " | ".join(map(_type, parts))
    if origin is tuple and Ellipsis not in parts:
        return f"[{', '.join(map(_type, parts))}]"
    if origin is tuple or (inspect.isclass(origin) and issubclass(origin, Sequence)):
        of = _type(parts[0])
        return f"({of})[]" if "|" in of else f"{of}[]"
    if inspect.isclass(origin) and issubclass(origin, Mapping):
        return f"{{ [name: {_type(parts[0])}]: {_type(parts[1])} }}"
    raise TypeError(f"{kind}: no type of a script is known for it")


def _columns(columns: Mapping[str, str]) -> Iterator[str]:
    yield "/** The columns of numbers; where a number is none it is NaN. */"
    yield "export interface Columns {"
    for name, code in columns.items():
        pattern = re.sub(r"\{\w+\}", "${string}", name)
        told = f"[name: `{pattern}`]" if pattern != name else name
        yield f"  {told}: {_ARRAYS[code]};"
    yield "}\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the files, or with ``--check`` only compare; return the exit code.

    Parameters
    ----------
    arguments : sequence of str, optional
        Those of the command line by default.
    """
    parser = argparse.ArgumentParser(prog="python -m docs.script_types")
    parser.add_argument(
        "--check", action="store_true", help="write nothing; exit 1 when a file is stale"
    )
    check: bool = parser.parse_args(arguments).check
    stale = 0
    for name, modules in _FILES.items():
        path, text = WEB / "shared" / name, build_types(*modules)
        if path.is_file() and path.read_bytes() == text.encode("utf-8"):
            continue
        if check:
            print(f"{name} is not what Python has. Run scripts/build-docs.", file=sys.stderr)
            stale = 1
        else:
            path.write_text(text, encoding="utf-8", newline="\n")
    return stale


if __name__ == "__main__":
    sys.exit(main())
