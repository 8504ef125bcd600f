"""Holds shipped files as they were when first read, and compares them with their manifest.

What is drawn, counted, served and named by its digest comes from the same bytes, however often
the file on disk changes while a program runs.

Long because the manifest is written, read and compared by the same rules.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from geodata.errors import BadLayerError, MissingFileError

MANIFEST = "MANIFEST"
"""Beside the files: SHA-256, size in bytes and name of each, made by a command."""
WAY_OUT = (
    "Restore it from the repository; if it was changed on purpose, run `python -m dashboard "
    "manifest` (for tables of your own, with their folder)"
)
DATA = ("*.csv", "*.geojson", "*.toml")
_LINE = re.compile(r"([0-9a-f]{64})  (\d{1,12})  (\S.{0,200})")
_HEAD = "# SHA-256, bytes, name. Written by `python -m dashboard manifest`.\n"
_TRIES = 5

State = tuple[int, int, int, int]
"""Size, times of change in nanoseconds, and number of a file: the same while it is the same."""


def state_of(path: Path) -> State | None:
    """Return what shows without reading a file that it is the one of before; None without it."""
    try:
        told = path.stat()
    except OSError:
        return None
    return told.st_size, told.st_mtime_ns, told.st_ctime_ns, told.st_ino


@dataclass(frozen=True, slots=True)
class Held:
    """A file as it was read."""

    content: bytes
    sha256: str
    state: State | None


class Holding:
    """The files of a folder, each held as it was when first read.

    Parameters
    ----------
    folder : Path
        Where they are.
    patterns : sequence of str
        Which files of it.
    pending : str
        Folder in it whose files, while they are there, stand for those of the same name.
    listed : bool
        The folder was shipped with a manifest: one that is missing is a problem.
    """

    def __init__(
        self,
        folder: Path,
        patterns: Sequence[str] = DATA,
        *,
        pending: str = "",
        listed: bool = False,
    ) -> None:
        self.folder = folder
        self._listed = listed
        self._pending = pending
        self._patterns = tuple(patterns)
        self._held: dict[str, Held] = {}
        self._compared: tuple[object, tuple[str, ...]] | None = None

    def names(self) -> list[str]:
        """Return the names of the files that are there, with a slash below a folder."""
        found = {path for pattern in self._patterns for path in self.folder.glob(pattern)}
        return sorted(p.relative_to(self.folder).as_posix() for p in found if p.is_file())

    def path_of(self, name: str) -> Path:
        """Return where a file stands: in its place, or where its new text waits."""
        waiting = self.folder / self._pending / name
        return waiting if self._pending and waiting.is_file() else self.folder / name

    def read(self, name: str) -> bytes:
        """Return the bytes of a file as they were when it was first read.

        Raises
        ------
        OSError
            It cannot be read.
        """
        return self.hold(name).content

    def hold(self, name: str) -> Held:
        """Return a file as it was when it was first read; `read` tells what may go wrong."""
        found = self._held.get(name)
        if found is None:
            for _ in range(_TRIES):
                path = self.path_of(name)
                before = state_of(path)
                try:
                    content = path.read_bytes()
                except FileNotFoundError:
                    # A waiting text may be carried to its place between the look and the reading.
                    content = (self.folder / name).read_bytes()
                    continue
                if state_of(path) == before:
                    break
            found = Held(content, hashlib.sha256(content).hexdigest(), before)
            self._held[name] = found
        return found

    def read_all(self) -> tuple[dict[str, bytes], dict[str, OSError]]:
        """Return the bytes of every file of one moment, and what could not be read.

        What changes while it is read is read again, all of it, so that no file of before
        stands beside one of after.
        """
        for _ in range(_TRIES):
            self._held.clear()
            before = self.states()
            failed: dict[str, OSError] = {}
            for name in before:
                try:
                    self.hold(name)
                except OSError as error:
                    failed[name] = error
            if self.states() == before:
                break
        return {name: held.content for name, held in self._held.items()}, failed

    def states(self) -> dict[str, State | None]:
        """Return what shows without reading that the files are those of before."""
        return {name: state_of(self.path_of(name)) for name in self.names()}

    def digests(self) -> dict[str, str]:
        """Return the SHA-256 of every file; of one that cannot be read, nothing."""
        for name in self.names():
            try:
                self.hold(name)
            except OSError:
                continue
        return {name: self._held[name].sha256 for name in sorted(self._held)}

    def changed(self) -> tuple[str, ...]:
        """Return the names of files that are not any more what was read of them."""
        return tuple(
            name
            for name, held in sorted(self._held.items())
            if state_of(self.path_of(name)) != held.state
            and _digest_now(self.path_of(name)) != held.sha256
        )

    def problems(self) -> tuple[str, ...]:
        """Compare what is held with the manifest; size and times first.

        Returns
        -------
        tuple of str
            One sentence a problem, with the way out. Empty when all is well, or when a folder
            that needs no manifest has none.
        """
        listed = state_of(self.path_of(MANIFEST))
        key = (listed, tuple(self.states().items()))
        if self._compared is None or self._compared[0] != key:
            self._compared = key, tuple(self._compare())
        return self._compared[1]

    def _shown(self) -> str:
        """Return the folder with the one it is in: two of the shipped ones are named "data"."""
        return "/".join(self.folder.absolute().parts[-2:])

    def _compare(self) -> Iterator[str]:
        try:
            text = self.path_of(MANIFEST).read_text("utf-8")
            known = parse_manifest(text)
        except FileNotFoundError:
            if self._listed:
                # Without it a file that lost its tail looks like one that never had it.
                yield (
                    f"{MANIFEST}: is missing from {self._shown()}, so that nothing tells whether "
                    f"its files are whole. {WAY_OUT}."
                )
            return
        except (OSError, ValueError):
            yield f"{MANIFEST} of {self._shown()}: is damaged. {WAY_OUT}."
            return
        names = self.names()
        for name, (sha256, size) in known.items():
            if name not in names:
                yield f"{name}: is missing from {self._shown()}. {WAY_OUT}."
                continue
            try:
                held = self.hold(name)
            except OSError as error:
                yield f"{name}: cannot be read ({error.strerror}). {WAY_OUT}."
                continue
            if len(held.content) != size:
                count = len(held.content)
                yield f"{name}: has {count:,} bytes where {size:,} were shipped. {WAY_OUT}."
            elif held.sha256 != sha256:
                yield f"{name}: is not what was shipped, by its SHA-256. {WAY_OUT}."
        for name in names:
            if name not in known:
                yield f"{name}: is not in {MANIFEST}. {WAY_OUT}."


def write_manifest(holding: Holding) -> str:
    """Return the text of a manifest of files as they are on disk now.

    Raises
    ------
    MissingFileError
        There is no file to list.
    BadLayerError
        One cannot be read.
    """
    lines = []
    for name in holding.names():
        try:
            content = holding.path_of(name).read_bytes()
        except OSError as error:
            raise BadLayerError(name, None, f"cannot be read ({error.strerror})", WAY_OUT) from None
        lines.append(f"{hashlib.sha256(content).hexdigest()}  {len(content)}  {name}\n")
    if not lines:
        raise MissingFileError(f"{holding.folder}: no table is in this folder. Name another one")
    return _HEAD + "".join(lines)


def renewed_manifest(text: str, changes: Mapping[str, bytes]) -> str:
    """Return a manifest with the lines of changed files made anew.

    Parameters
    ----------
    text : str
        The manifest as it stands; a damaged one is returned as it is.
    changes : mapping of str to bytes
        New contents by name; a file that it did not list is added.
    """
    try:
        known = dict(parse_manifest(text))
    except ValueError:
        return text
    known.update(
        (name, (hashlib.sha256(content).hexdigest(), len(content)))
        for name, content in changes.items()
    )
    return _HEAD + "".join(
        f"{known[name][0]}  {known[name][1]}  {name}\n" for name in sorted(known)
    )


def parse_manifest(text: str) -> Mapping[str, tuple[str, int]]:
    """Return SHA-256 and size in bytes of each file a manifest lists.

    Raises
    ------
    ValueError
        A line is none of a manifest, or there is none.
    """
    found: dict[str, tuple[str, int]] = {}
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        told = _LINE.fullmatch(line)
        if told is None or told[3] in found:
            raise ValueError(line[:80])
        found[told[3]] = told[1], int(told[2])
    if not found:
        raise ValueError("empty")
    return found


def _digest_now(path: Path) -> str | None:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None
