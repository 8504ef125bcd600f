"""Who stands behind a sheet: producer, contact, numbers, handling line, from one file."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from os import environ
from pathlib import Path

from dashboard.errors import SettingsError

FILE_NAME = "border-monitor.toml"
"""Read from the working directory when no other file is named."""
VARIABLE = "BORDER_MONITOR_SETTINGS"
MOST_LETTERS = 120


@dataclass(frozen=True, slots=True)
class Settings:
    """What a sheet says of its makers; what is empty leaves no trace.

    Attributes
    ----------
    producer : str
        Who publishes the sheet.
    contact : str
        Where to ask.
    product_number : str
        Number of the product in the producer's own list.
    version : str
        Version or status of the product: "new", "update 2".
    handling : str
        Handling line, printed at head and foot.
    disclaimer_owner : str
        Whose disclaimer it is; "the producer of this map" when empty.
    """

    producer: str = ""
    contact: str = ""
    product_number: str = ""
    version: str = ""
    handling: str = ""
    disclaimer_owner: str = ""

    @property
    def given(self) -> dict[str, str]:
        """What is not empty, by its key in the file."""
        return {key: value for key, value in asdict(self).items() if value}


KEYS = tuple(field.name for field in fields(Settings))


def load_settings(path: Path | None = None) -> Settings:
    """Read the settings file.

    Parameters
    ----------
    path : Path, optional
        Without it the file that ``BORDER_MONITOR_SETTINGS`` names, else ``border-monitor.toml``
        in the working directory, else every setting is empty.

    Raises
    ------
    SettingsError
        For a named file that cannot be read, an unknown key or a value that is no short line.
    """
    if path is None and environ.get(VARIABLE):
        path = Path(environ[VARIABLE])
    if path is None:
        path = Path(FILE_NAME)
        if not path.exists():
            return Settings()
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise SettingsError(
            f"{path}: cannot be read ({error.strerror}). Name a settings file with --settings, "
            f"or none."
        ) from None
    except UnicodeDecodeError:
        raise SettingsError(f"{path}: is not UTF-8 text. Save it as UTF-8.") from None
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(
            f'{path}: is not TOML ({error}). Write lines like producer = "Name".'
        ) from None
    return build_settings(found, str(path))


def build_settings(values: Mapping[str, object], where: str) -> Settings:
    """Check values and make settings of them.

    Parameters
    ----------
    values : mapping of str to object
        By key, as read from a file.
    where : str
        Named in errors.

    Raises
    ------
    SettingsError
        At the first unknown key or unfit value.
    """
    known: dict[str, str] = {}
    for key, value in values.items():
        if key not in KEYS:
            raise SettingsError(
                f'{where}: "{key[:60]}" is not a setting. Use one of: {", ".join(KEYS)}.'
            )
        if not isinstance(value, str):
            raise SettingsError(f'{where}, {key}: not a text. Write {key} = "…" in quotes.')
        line = " ".join(unicodedata.normalize("NFC", value).split())
        if len(line) > MOST_LETTERS:
            raise SettingsError(
                f"{where}, {key}: {len(line)} characters. A sheet has room for {MOST_LETTERS}."
            )
        known[key] = line
    return Settings(**known)
