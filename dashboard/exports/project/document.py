"""What stands in ``project.toml``: the view, and how each brought file was read."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, urlencode

import tomli_w

from dashboard.errors import StateError
from dashboard.exports.uploaded_files import BroughtFile, entries_of, entry_of
from dashboard.exports.view_text import MOST_FIELDS
from dashboard.scene.state import MOST_FILES, MapState
from dashboard.scene.url import read_query, to_query
from events.uploads import Brought, key_of_digest

VERSION = 1
"""Of the fields; a new one is needed when an old program would misread what a new one writes."""
NAME = "project.toml"
_MOST_TOLD = 5
_FIELDS = {"project", "data", "view", "files"}
_VIEW_FIELDS = {"address"}
_PARTS = {"file", "sha256", "number", "mapping", "near_km", "provenance", "attached"} | {
    "colour",
    "content",
    "shown",
}


@dataclass(frozen=True, slots=True)
class ProjectFile:
    """A brought file of a project.

    Attributes
    ----------
    entry : BroughtFile
        How it was read, and who says so.
    content : str or None
        Name of its bytes in the archive; None when they are to be brought again.
    shown : bool
        False for a background that is off; a project of before says nothing and shows it.
    """

    entry: BroughtFile
    content: str | None
    shown: bool = True

    @property
    def key(self) -> str:
        """First twelve hexadecimal digits of the file's SHA-256."""
        return key_of_digest(self.entry.sha256)


@dataclass(frozen=True, slots=True)
class Project:
    """A project as it was read.

    Attributes
    ----------
    state : MapState
        The view, with the keys of its files.
    data : str
        SHA-256 of the tables and layers it was saved on.
    files : tuple of ProjectFile
        In the order of their numbers.
    problems : tuple of str
        What was not understood and left out, in words.
    """

    state: MapState
    data: str
    files: tuple[ProjectFile, ...]
    problems: tuple[str, ...] = ()


def write_document(
    state: MapState, layers: Sequence[Brought], contents: Mapping[str, str], data: str
) -> str:
    """Write ``project.toml``.

    Parameters
    ----------
    state : MapState
        The view.
    layers : sequence of Layer or ContextLayer
        The brought files.
    contents : mapping of str to str
        Name within the archive of each file whose bytes are in it, by its key.
    data : str
        SHA-256 of the tables and layers at hand.

    Raises
    ------
    StateError
        When a file or one of its columns has a name that is no text.
    """
    files = []
    for layer, entry in zip(layers, entries_of(layers), strict=True):
        plain = _without_none(entry)
        if layer.key in contents:
            plain["content"] = contents[layer.key]
        if not layer.shown:
            plain["shown"] = False
        files.append(plain)
    document = {
        "project": VERSION,
        "data": data,
        "view": {"address": urlencode(to_query(state), safe=",:")},
        "files": files,
    }
    text = tomli_w.dumps(document)
    try:
        text.encode()
    except UnicodeEncodeError:
        raise StateError(
            "The project was not saved: a file or one of its columns has half a character in its "
            "name. Rename it and bring the file again."
        ) from None
    return text


def read_document(text: str) -> Project:
    """Read ``project.toml``, as guardedly as anything that is brought.

    Raises
    ------
    StateError
        When it is no project of this version, or a value is none.
    EventsError
        When a mapping or what is said of a source is no answer.
    """
    try:
        found = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        why = " ".join(str(error).split())[:120]
        raise StateError(f"{NAME}: is not TOML ({why}). Save the project anew.") from None
    version = found.get("project")
    if type(version) is not int or version < 1:
        raise StateError(f'{NAME}: does not say "project = {VERSION}". It is no project.')
    if version > VERSION:
        raise StateError(
            f"{NAME}: has the fields of version {version}; this program reads up to {VERSION}. "
            "Open it with a newer one."
        )
    view, data, files = found.get("view"), found.get("data", ""), found.get("files", [])
    if not (isinstance(view, dict) and isinstance(view.get("address"), str)):
        raise StateError(f"{NAME}, view: names no address. Save the project anew.")
    if not (isinstance(data, str) and isinstance(files, list)):
        raise StateError(f"{NAME}: data is no text, or files is no list. Save the project anew.")
    if len(files) > MOST_FILES:
        raise StateError(f"{NAME}: {len(files)} files are too many; at most {MOST_FILES} are read.")
    problems = [*_unknown(found, _FIELDS, ""), *_unknown(view, _VIEW_FIELDS, "view, ")]
    read = []
    for position, plain in enumerate(files, start=1):
        where = f"files {position}, "
        if not isinstance(plain, dict):
            raise StateError(f"{NAME}, files {position}: is no table. Save the project anew.")
        problems += _unknown(plain, _PARTS, where)
        read.append(_file({name: plain[name] for name in plain if name in _PARTS}, where))
    _check_apart(read)
    state, refused = _view(view["address"])
    keys = [file.key for file in sorted(read, key=lambda file: file.entry.number)]
    missing = [key for key in state.files if key not in keys]
    return Project(
        replace(state, files=(*keys, *missing)[:MOST_FILES]),
        data,
        tuple(sorted(read, key=lambda file: file.entry.number)),
        (*problems[:_MOST_TOLD], *refused),
    )


def _view(address: str) -> tuple[MapState, tuple[str, ...]]:
    try:
        pairs = parse_qsl(address, keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError:
        raise StateError(f"{NAME}, view: says more than {MOST_FIELDS} things.") from None
    if len(dict(pairs)) < len(pairs):
        raise StateError(f"{NAME}, view: says a thing twice. Save the project anew.")
    state, problems = read_query(dict(pairs))
    return state, tuple(problems)


def _file(plain: Mapping[str, object], where: str) -> ProjectFile:
    content = plain.get("content")
    if content is not None and not isinstance(content, str):
        raise StateError(f"{NAME}, {where}content: is no name. Save the project anew.")
    shown = plain.get("shown", True)
    if not isinstance(shown, bool):
        raise StateError(f"{NAME}, {where}shown: is neither true nor false. Save the project anew.")
    own = ("content", "shown")
    entry = entry_of({name: value for name, value in plain.items() if name not in own})
    digits = set(entry.sha256) <= set("0123456789abcdef")
    if len(entry.sha256) != 64 or not digits or not 1 <= entry.number <= MOST_FILES:
        raise StateError(
            f"{NAME}, {where}sha256 or number: is none. Digits are 64, numbers 1 to {MOST_FILES}."
        )
    return ProjectFile(entry, content, shown)


def _check_apart(files: Sequence[ProjectFile]) -> None:
    for what, seen in (
        ("number", [file.entry.number for file in files]),
        ("SHA-256", [file.key for file in files]),
    ):
        if len(set(seen)) < len(seen):
            raise StateError(f"{NAME}: two files have the same {what}. Save the project anew.")


def _unknown(found: Mapping[str, object], known: set[str], where: str) -> list[str]:
    """Name the fields of a table that this version does not have; they are left out."""
    return [
        f'{NAME}, {where}"{" ".join(name.split())[:40]}" is not a field of version {VERSION} '
        "and was left out."
        for name in found
        if name not in known
    ][:_MOST_TOLD]


def _without_none(entry: Mapping[str, object]) -> dict[str, object]:
    """Leave out what is not known, as TOML has no word for it."""
    return {
        name: _without_none(value) if isinstance(value, dict) else value
        for name, value in entry.items()
        if value is not None
    }
