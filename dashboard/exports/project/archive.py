"""The archive of a project: one ZIP that is the same for the same view and files."""

from __future__ import annotations

import hashlib
import io
import os
import zipfile
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from dashboard.errors import StateError
from dashboard.exports.project.document import NAME, Project, read_document, write_document
from dashboard.exports.uploaded_files import read_layer
from dashboard.scene.state import MapState
from events.uploads import Brought, ContextLayer, Limits, Readers, open_archive, read_entry

_MIB = 1024 * 1024
_MOST_TEXT = _MIB
_LOOSE = 20
"""An entry that packs tighter is stored as it is: a reader may take it for a bomb."""
_FOLDER = "files"


def write_project(
    state: MapState, layers: Sequence[Brought], contents: Mapping[str, bytes], data: str
) -> bytes:
    """Write a project.

    Parameters
    ----------
    state : MapState
        The view.
    layers : sequence of Layer or ContextLayer
        The brought files on the map.
    contents : mapping of str to bytes
        Bytes of the files that are at hand, by key; of another only the digest is written.
    data : str
        SHA-256 of the tables and layers at hand.

    Raises
    ------
    StateError
        When a file or one of its columns has a name that is no text, or the files are together
        larger than what is opened again.
    """
    held = {layer.key: contents[layer.key] for layer in layers if layer.key in contents}
    most = Limits.from_environment(os.environ).max_unpacked_mb
    if sum(map(len, held.values())) > (most - 1) * _MIB:
        raise StateError(
            f"The project was not saved: its files are more than {most - 1} MiB together, and "
            "it could not be opened again. Remove one; the setting is "
            "BORDER_MONITOR_MAX_UNPACKED_MB."
        )
    names = {key: f"{_FOLDER}/{key}" for key in held}
    document = write_document(state, layers, names, data)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        _add(archive, NAME, document.encode())
        for key, content in held.items():
            _add(archive, names[key], content)
    return packed.getvalue()


def _add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name)  # a fixed date: the same project has the same bytes
    entry.create_system = 3
    entry.external_attr = 0o644 << 16
    entry.compress_type = zipfile.ZIP_DEFLATED
    if len(content) > _MIB and len(content) > _LOOSE * len(zlib.compress(content, 1)):
        entry.compress_type = zipfile.ZIP_STORED
    archive.writestr(entry, content)


def open_project(data: bytes) -> tuple[Project, dict[str, bytes]]:
    """Open a project; its files are not read yet.

    Returns
    -------
    project : Project
        The view and how each file was read.
    contents : dict of str to bytes
        Bytes of the files that are in it, by key, checked against their digests.

    Raises
    ------
    StateError
        When it is no project.
    EventsError
        When the archive is damaged, too large, or leads out of itself.
    """
    limits = Limits.from_environment(os.environ)
    archive = open_archive(data, limits)
    names = [entry.filename for entry in archive.infolist()]
    if names.count(NAME) != 1 or len(set(names)) < len(names):
        raise StateError(f"It is no project: it holds no {NAME}, or one name twice.")
    if archive.getinfo(NAME).file_size > _MOST_TEXT:
        raise StateError(f"{NAME}: is larger than 1 MiB. Save the project anew.")
    try:
        text = read_entry(archive, NAME).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise StateError(f"{NAME}: is not UTF-8 text. Save the project anew.") from None
    project = read_document(text)
    contents: dict[str, bytes] = {}
    for file in project.files:
        if file.content is None:
            continue
        if file.content not in names:
            raise StateError(f"{file.entry.file[:80]}: is named in {NAME}, and is not there.")
        if archive.getinfo(file.content).file_size > limits.max_file_mb * _MIB:
            raise StateError(
                f"{file.entry.file[:80]}: is larger than {limits.max_file_mb} MiB; the setting "
                "is BORDER_MONITOR_MAX_FILE_MB."
            )
        content = read_entry(archive, file.content)
        if hashlib.sha256(content).hexdigest() != file.entry.sha256:
            raise StateError(
                f"{file.entry.file[:80]}: is not the file that was saved (its SHA-256 is another). "
                "Save the project anew."
            )
        contents[file.key] = content
    return project, contents


def read_layers(
    project: Project,
    contents: Mapping[str, bytes],
    readers: Readers,
    tell: Callable[[str], None] = lambda _: None,
) -> tuple[Brought, ...]:
    """Read the files of a project as they were read when it was saved.

    Parameters
    ----------
    project : Project
        How each was read.
    contents : mapping of str to bytes
        Bytes of those at hand, by key; the others are left out.
    readers : Readers
        Processes that read.
    tell : callable
        Told the name of each file before it is read.

    Raises
    ------
    StateError
        When one cannot be read so.
    EventsError
        When its rows cannot be joined so.
    """
    layers = []
    for file in project.files:
        if file.key in contents:
            tell(file.entry.file)
            layer = read_layer(file.entry, contents[file.key], readers=readers)
            if isinstance(layer, ContextLayer) and not file.shown:
                layer = replace(layer, shown=False)
            layers.append(layer)
    return tuple(layers)
