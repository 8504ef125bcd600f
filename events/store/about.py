"""Who says what a store says: a small file beside its folder, written by whoever runs the server.

``acled.toml`` stands beside the folder ``acled``. Without it a store goes by the name of its
folder, its publisher is not named, and nobody has judged it.
"""

from __future__ import annotations

import tomllib
from dataclasses import fields
from pathlib import Path

from events.errors import LayerError
from events.store.errors import StoreError
from events.uploads import Provenance, one_line

LICENCE = "licence"
MOST_LICENCE = 300
"""Characters of the line that a licence obliges to show."""
KEYS = (*(field.name for field in fields(Provenance) if field.name != "read_on"), LICENCE)


def read_about(store: Path) -> tuple[Provenance, str]:
    """Read whose a store is, and the line that its licence obliges to show.

    Parameters
    ----------
    store : Path
        Folder of the store.

    Returns
    -------
    tuple of Provenance, str
        Not judged and empty where nothing is said.

    Raises
    ------
    StoreError
        The file cannot be read, or says something else.
    """
    name = one_line(store.resolve().name)[:60] or "store"
    path = store.resolve().with_name(f"{store.resolve().name}.toml")
    try:
        said = tomllib.loads(path.read_text("utf-8-sig"))
    except FileNotFoundError:
        return Provenance(name), ""
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise _problem(path, f"cannot be read ({type(error).__name__})") from None
    unknown = sorted(set(said) - set(KEYS))
    if unknown:
        raise _problem(path, f'says "{unknown[0][:60]}"')
    licence = said.pop(LICENCE, "")
    if not isinstance(licence, str) or len(licence) > MOST_LICENCE:
        raise _problem(path, f"gives a licence that is no line of {MOST_LICENCE} characters")
    try:
        return Provenance.from_dict({"title": name, **said}), one_line(licence)
    except LayerError as error:
        raise _problem(path, f"does not say who: {str(error).rstrip('.')}") from None


def _problem(path: Path, what: str) -> StoreError:
    return StoreError(f"{path.name} {what}", f"Write lines of TOML: {', '.join(KEYS)}.")
