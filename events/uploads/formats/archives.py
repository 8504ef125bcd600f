"""Checks an archive before anything is unpacked from it."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib

from events.uploads.values.errors import FileRefusedError, LimitError
from events.uploads.values.limits import Limits

_MIB = 1024 * 1024
_CHUNK = 1 << 16
_END = b"PK\x05\x06"


def open_archive(data: bytes, limits: Limits) -> zipfile.ZipFile:
    """Open a ZIP archive whose list of entries is harmless.

    Raises
    ------
    LimitError
        Too many entries, too much when unpacked, or packed too tightly.
    FileRefusedError
        A damaged archive, an encrypted entry, a link, or a name that leads out of the archive.
    """
    # The count in the end record is read first: listing 60,000 entries is work already.
    end = data.rfind(_END, max(0, len(data) - 65_557))
    if end >= 0 and len(data) >= end + 12:
        (claimed,) = struct.unpack_from("<H", data, end + 10)
        _check_entries(claimed, limits)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, struct.error) as error:
        raise FileRefusedError(f"the archive is damaged ({error})", "Make it anew.") from None
    entries = archive.infolist()
    _check_entries(len(entries), limits)
    total = 0
    for entry in entries:
        name = entry.filename
        if name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/"):
            raise FileRefusedError(
                f'the archive holds "{name[:80]}", a name that leads out of it', "Make it anew."
            )
        if ":" in name or "\0" in name:
            raise FileRefusedError(f'the archive holds "{name[:80]}", no file name', "Rename it.")
        if stat.S_ISLNK(entry.external_attr >> 16):
            raise FileRefusedError(f'the archive holds a link, "{name[:80]}"', "Leave links out.")
        if entry.flag_bits & 1:
            raise FileRefusedError("the archive is encrypted", "Bring it without a password.")
        total += entry.file_size
        if entry.file_size > _MIB and entry.file_size > limits.max_ratio * entry.compress_size:
            raise LimitError(f'"{name[:80]}" is packed too tightly', "max_ratio", limits.max_ratio)
    if total > limits.max_unpacked_mb * _MIB:
        raise LimitError(
            f"the archive unpacks to {total // _MIB:,} MiB",
            "max_unpacked_mb",
            limits.max_unpacked_mb,
        )
    return archive


def _check_entries(count: int, limits: Limits) -> None:
    if count > limits.max_entries:
        raise LimitError(f"the archive has {count:,} entries", "max_entries", limits.max_entries)


def read_entry(archive: zipfile.ZipFile, name: str) -> bytes:
    """Return the bytes of one entry, no more than its list of entries claims.

    Raises
    ------
    FileRefusedError
        The entry is damaged or longer than claimed.
    """
    try:
        claimed = archive.getinfo(name).file_size
        with archive.open(name) as stream:
            parts: list[bytes] = []
            size = 0
            while chunk := stream.read(_CHUNK):
                size += len(chunk)
                if size > claimed:
                    raise FileRefusedError(f'"{name[:80]}" is longer than it says', "Make it anew.")
                parts.append(chunk)
    except (
        *(zipfile.BadZipFile, zlib.error, EOFError, OSError),
        *(NotImplementedError, KeyError, RuntimeError, ValueError),
    ) as error:
        raise FileRefusedError(f'"{name[:80]}" is damaged ({error})', "Make it anew.") from None
    return b"".join(parts)
