"""Settings that are whole numbers, read from the environment by one rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

_MOST_DIGITS = 9


def whole_numbers(
    names: Iterable[str],
    prefix: str,
    environment: Mapping[str, str],
    refused: Callable[[str, str], Exception],
) -> dict[str, int]:
    """Return those of some settings that the environment names.

    Parameters
    ----------
    names : iterable of str
        Of the settings, as ``max_rows``.
    prefix : str
        What stands before a name in the environment, where it is in capitals.
    environment : mapping of str to str
        Names and values.
    refused : callable
        Makes the error of what is wrong and of the way out.

    Raises
    ------
    Exception
        That of ``refused``: a value is not a whole number above zero, of at most nine digits.
    """
    chosen: dict[str, int] = {}
    for setting in names:
        name = prefix + setting.upper()
        text = environment.get(name)
        if text is None:
            continue
        if not (text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS and int(text)):
            raise refused(f'the setting {name} is "{text[:60]}"', "Give a whole number above zero.")
        chosen[setting] = int(text)
    return chosen
