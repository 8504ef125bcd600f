"""Code pages of dBASE tables by the byte or the file that names them."""

from __future__ import annotations

import codecs

# Of the byte for "ANSI" (0x57, 0x03) nothing follows but that it was the page of that machine.
_BY_BYTE = {
    **{0x01: "cp437", 0x02: "cp850", 0x04: "mac_roman", 0x08: "cp865", 0x09: "cp437"},
    **{0x0A: "cp850", 0x0B: "cp437", 0x0D: "cp437", 0x0E: "cp850", 0x0F: "cp437"},
    **{0x10: "cp850", 0x11: "cp437", 0x12: "cp850", 0x14: "cp850", 0x15: "cp437"},
    **{0x16: "cp850", 0x17: "cp865", 0x18: "cp437", 0x19: "cp437", 0x1A: "cp850"},
    **{0x1B: "cp437", 0x1C: "cp863", 0x1D: "cp850", 0x1F: "cp852", 0x22: "cp852"},
    **{0x23: "cp852", 0x24: "cp860", 0x25: "cp850", 0x26: "cp866", 0x37: "cp850"},
    **{0x40: "cp852", 0x64: "cp852", 0x65: "cp866", 0x66: "cp865", 0x67: "cp861"},
    **{0x6A: "cp737", 0x6B: "cp857", 0x6C: "cp863", 0x7D: "cp1255", 0x7E: "cp1256"},
    **{0x86: "cp737", 0x87: "cp852", 0x88: "cp857", 0x96: "mac_cyrillic"},
    **{0x97: "mac_latin2", 0x98: "mac_greek", 0xC8: "cp1250", 0xC9: "cp1251"},
    **{0xCA: "cp1254", 0xCB: "cp1253", 0xCC: "cp1257"},
}
_ESRI = {"88591": "iso8859-1", "88592": "iso8859-2", "88594": "iso8859-4", "88595": "iso8859-5"}


def code_page(byte: int) -> str | None:
    """Return the code page a table names by its language byte; None where it names none."""
    return _BY_BYTE.get(byte)


def named_code_page(content: bytes) -> str | None:
    """Return the code page that a ``.cpg`` file names; None where it names none Python knows."""
    text = content[:60].decode("ascii", "replace").strip().strip("\0\ufeff").upper()
    plain = text.removeprefix("LDID/").removeprefix("ANSI ").replace(" ", "")
    if text.startswith("LDID/") and plain.isdigit():
        return code_page(int(plain))
    plain = _ESRI.get(plain, plain)
    for name in (plain, f"cp{plain.removeprefix('CP').removeprefix('OEM')}"):
        try:
            info = codecs.lookup(name)
        except (LookupError, ValueError):
            continue
        if getattr(info, "_is_text_encoding", True):
            return info.name
    return None
