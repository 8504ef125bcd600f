"""The types that scripts are checked with are those of what Python sends."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import NoneType, UnionType
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

import pytest
from sent import shipped_feed

from dashboard.feed.assets import WEB, parts
from dashboard.feed.header import COLUMNS, Header
from docs import script_types


def sent_header() -> Any:
    return shipped_feed()[0]


def test_the_declarations_are_those_of_python(capsys: pytest.CaptureFixture[str]) -> None:
    assert script_types.main(["--check"]) == 0, capsys.readouterr().err


def test_a_stale_declaration_is_named(
    tmp_path: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "shared").mkdir()
    monkeypatch.setattr(script_types, "WEB", tmp_path)
    assert script_types.main(["--check"]) == 1
    assert "feed.d.ts is not what Python has" in capsys.readouterr().err
    assert script_types.main([]) == 0
    assert script_types.main(["--check"]) == 0
    assert (tmp_path / "shared" / "feed.d.ts").read_bytes() == (
        WEB / "shared" / "feed.d.ts"
    ).read_bytes()


def test_no_browser_is_sent_declarations() -> None:
    names = parts().names()
    assert "web/shared/frame.js" in names
    assert [name for name in names if name.endswith(".ts")] == []


def test_the_header_that_is_sent_has_the_names_and_types_that_are_declared() -> None:
    assert list(_departures("header", sent_header(), Header)) == []


def test_a_departure_from_the_declared_header_is_found() -> None:
    assert list(_departures("header", {**sent_header(), "more": 1}, Header)) == ["header: more"]
    assert list(_departures("header", {**sent_header(), "first": "1"}, Header)) == ["header.first"]
    towns = [*sent_header()["towns"], {**sent_header()["towns"][0], "name": None}]
    last = f"header.towns[{len(towns) - 1}].name"
    assert list(_departures("header", {**sent_header(), "towns": towns}, Header)) == [last]


def _departures(at: str, value: object, kind: Any) -> Any:
    """Yield where a value of JSON is not of a declared type."""
    origin, inner = get_origin(kind), get_args(kind)
    if is_typeddict(kind):
        hints = get_type_hints(kind, include_extras=True)
        assert isinstance(value, dict), at
        for name in sorted(value.keys() - hints.keys()):
            yield f"{at}: {name}"
        for name, told in hints.items():
            if get_origin(told) is NotRequired:
                if name not in value:
                    continue
                (told,) = get_args(told)
            yield from _departures(f"{at}.{name}", value.get(name), told)
    elif origin is Literal:
        if value not in inner:
            yield at
    elif origin in (Union, UnionType):
        if all(list(_departures(at, value, one)) for one in inner):
            yield at
    elif origin is tuple:
        assert isinstance(value, list) and len(value) == len(inner), at
        for part, one in zip(value, inner, strict=True):
            yield from _departures(at, part, one)
    elif isinstance(origin, type) and issubclass(origin, Mapping):
        assert isinstance(value, dict), at
        for name, part in value.items():
            yield from _departures(f"{at}.{name}", part, inner[1])
    elif isinstance(origin, type) and issubclass(origin, Sequence):
        assert isinstance(value, list), at
        for index, part in enumerate(value):
            yield from _departures(f"{at}[{index}]", part, inner[0])
    else:
        allowed = {float: (int, float), NoneType: NoneType}.get(kind, kind)
        if not isinstance(value, allowed) or (kind is not bool and isinstance(value, bool)):
            yield at


def test_every_column_is_declared_with_its_type() -> None:
    patterns = {
        re.sub(r"\{\w+\}", r"[^:]+", name.removesuffix("?")): code for name, code in COLUMNS.items()
    }
    for name, column in shipped_feed()[1].items():
        (code,) = [code for pattern, code in patterns.items() if re.fullmatch(pattern, name)]
        assert f"{column.dtype.kind}{column.dtype.itemsize}" == code, name
    needed = [name for name in COLUMNS if not name.endswith("?")]
    for name in needed:
        pattern = re.sub(r"\{\w+\}", r"[^:]+", name)
        assert any(re.fullmatch(pattern, sent) for sent in shipped_feed()[1]), name


def test_every_script_says_what_it_is_for_and_is_checked() -> None:
    scripts = [parts().folder / name for name in parts().names() if name.endswith(".js")]
    assert len(scripts) > 50
    for path in scripts:
        head, _, rest = path.read_text("utf-8").partition("// @ts-check\n")
        assert rest and all(line.startswith("// ") for line in head.splitlines()), path.name
        assert head, f"{path.name}: its first line says what it is for"
        for loose in ("@ts-ignore", "@ts-nocheck", "@ts-expect-error", "{any}", ": any", "any[]"):
            assert loose not in rest, (path.name, loose)
