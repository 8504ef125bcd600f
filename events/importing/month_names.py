"""Names of months as the region writes them, in the cases that stand in dates."""

from __future__ import annotations

from functools import cache

from events.search import fold

# One line a month: English, Polish, Lithuanian, Latvian, Russian, Belarusian.
_NAMES = (
    "jan january styczeń stycznia sausis sausio janvāris janvārī janvāra январь января янв "
    "студзень студзеня",
    "feb february luty lutego vasaris vasario februāris februārī februāra февраль февраля фев "
    "люты лютага",
    "mar march marzec marca kovas kovo marts martā marta март марта сакавік сакавіка",
    "apr april kwiecień kwietnia balandis balandžio aprīlis aprīlī aprīļa апрель апреля апр "
    "красавік красавіка",
    "may maj maja gegužė gegužės maijs maijā maija май мая травень траўня",
    "jun june czerwiec czerwca birželis birželio jūnijs jūnijā jūnija июнь июня июн чэрвень "
    "чэрвеня",
    "jul july lipiec lipca liepa liepos jūlijs jūlijā jūlija июль июля июл ліпень ліпеня",
    "aug august sierpień sierpnia rugpjūtis rugpjūčio augusts augustā augusta август августа авг "
    "жнівень жніўня",
    "sep sept september wrzesień września rugsėjis rugsėjo septembris septembrī septembra "
    "сентябрь сентября сен верасень верасня",
    "oct october październik października spalis spalio oktobris oktobrī oktobra октябрь октября "
    "окт кастрычнік кастрычніка",
    "nov november listopad listopada lapkritis lapkričio novembris novembrī novembra ноябрь ноября "
    "ноя лістапад лістапада",
    "dec december grudzień grudnia gruodis gruodžio decembris decembrī decembra декабрь декабря "
    "дек снежань снежня",
)


@cache
def _numbers() -> dict[str, int]:
    return {fold(n): number for number, names in enumerate(_NAMES, 1) for n in names.split()}


def month_number(name: str) -> int | None:
    """Return the number of a month by its name, whatever its case and accents; None for none."""
    return _numbers().get(fold(name))
