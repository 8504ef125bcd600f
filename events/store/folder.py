"""The folder of a store: who writes in it, and how one state takes the place of another.

``store.json`` names the folder of the data it speaks of. A new state is made in a folder beside,
and it is there when ``store.json`` is replaced, which happens at once or not at all: whoever is
killed before leaves the old store, or none.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from events.store.errors import BUILD_ANEW, StoreError
from events.store.manifest import FileDigest, Manifest

MANIFEST = "store.json"
_LOCK = ".lock"
_BUILDING = ".building-"
_DATA = re.compile(r"[0-9a-f]{32}(\.\d{1,4})?")


def read_manifest(store: Path) -> Manifest:
    """Read what a store is.

    Raises
    ------
    StoreError
        The folder is no store, or is damaged.
    """
    try:
        text = (store / MANIFEST).read_text("utf-8")
    except FileNotFoundError:
        raise StoreError(
            f"{store} is no store", "Make one: python -m events store build FILE --into DIR."
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError(
            f"{store / MANIFEST} cannot be read ({type(error).__name__})", "Check the path."
        ) from None
    manifest = Manifest.from_json(text)
    if not _DATA.fullmatch(manifest.folder):
        raise StoreError("store.json is damaged (folder)", BUILD_ANEW)
    return manifest


def data_folder(store: Path, manifest: Manifest) -> Path:
    """Return the folder of the rows and tiles that a manifest speaks of."""
    return store / manifest.folder


def row_files(folder: Path, manifest: Manifest, *, whole: bool = False) -> list[Path]:
    """Return the files of rows, each as it was written.

    Parameters
    ----------
    folder : Path
        Of the data.
    manifest : Manifest
        What it holds.
    whole : bool
        Whether their content is compared; they may be gigabytes, and for a look their size must do.

    Raises
    ------
    StoreError
        One was changed, or is missing.
    """
    for part in manifest.parts:
        path = folder / part.path
        try:
            same = described(folder, path, part.rows) == part if whole else _size(path) == part.size
        except OSError:
            same = False
        if not same:
            raise StoreError(f"{part.path} is not as it was written", BUILD_ANEW)
    return [folder / part.path for part in manifest.parts]


def _size(path: Path) -> int:
    return path.stat().st_size


def free_name(store: Path, data: str) -> str:
    """Return a name for the folder of some data: its digest, and a number if that is taken.

    It is taken where the same data is built again. What stands there may be damaged, and may be
    in use: it stays until the next build.
    """
    names = [data, *(f"{data}.{number}" for number in range(2, 10_000))]
    return next(name for name in names if not (store / name).exists())


@contextmanager
def held(store: Path) -> Iterator[Path]:
    """Hold a store for writing; give an empty folder in it, which goes when it is not taken.

    Raises
    ------
    StoreError
        Somebody else is writing, the folder holds something else, or cannot be written.
    """
    try:
        store.mkdir(parents=True, exist_ok=True)
        strange = [entry.name for entry in store.iterdir() if not _is_ours(entry.name)]
        if strange:
            raise StoreError(
                f'{store} holds something else ("{sorted(strange)[0][:60]}")',
                "Choose an empty folder, or one that is a store.",
            )
        with (store / _LOCK).open("ab") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise StoreError(
                    f"another build is at work in {store}", "Wait until it has ended."
                ) from None
            _sweep(store)
            building = store / f"{_BUILDING}{uuid.uuid4().hex}"
            building.mkdir()
            try:
                yield building
            finally:
                shutil.rmtree(building, ignore_errors=True)
    except OSError as error:
        raise StoreError(
            f"{store} cannot be written ({error.strerror or error})",
            "Check the folder and the room on its disk.",
        ) from None


def _is_ours(name: str) -> bool:
    own = name in (MANIFEST, f"{MANIFEST}.new", _LOCK) or name.startswith(_BUILDING)
    return own or _DATA.fullmatch(name) is not None


def _sweep(store: Path) -> None:
    """Remove what earlier builds left: folders that nothing names any more."""
    try:
        kept: str | None = read_manifest(store).folder
    except StoreError:
        # Which folder a manifest of another version names, nobody here can tell.
        kept = None
    for entry in store.iterdir():
        left = entry.name.startswith(_BUILDING) or (kept is not None and entry.name != kept)
        if left and entry.is_dir():
            shutil.rmtree(entry)


def publish(store: Path, building: Path, manifest: Manifest) -> None:
    """Put a finished folder in its place, and then the manifest that names it.

    Parameters
    ----------
    store : Path
        Held by the caller.
    building : Path
        Holds the files that the manifest lists.
    manifest : Manifest
        What the store is from now on.
    """
    # Everything is on the disk before anything names it.
    os.sync()
    target = data_folder(store, manifest)
    building.rename(target)
    text = store / f"{MANIFEST}.new"
    with text.open("w", encoding="utf-8") as file:
        file.write(manifest.to_json())
        file.flush()
        os.fsync(file.fileno())
    text.replace(store / MANIFEST)
    for folder in (store, target):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def described(folder: Path, path: Path, rows: int = 0) -> FileDigest:
    """Return path, size and digest of a file in the folder of the data.

    Parameters
    ----------
    folder, path : Path
        The folder, and the file below it.
    rows : int
        Rows of the file, if it holds any.
    """
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    return FileDigest(path.relative_to(folder).as_posix(), path.stat().st_size, sha256, rows)


def linked(old: Path, new: Path) -> None:
    """Give a file that does not change a second name; copy it where the disk cannot."""
    new.parent.mkdir(parents=True, exist_ok=True)
    try:
        new.hardlink_to(old)
    except OSError:
        shutil.copyfile(old, new)
