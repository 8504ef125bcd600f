"""Names of months and weekdays as the region writes them, in the cases that stand in dates.

Wide and abbreviated names, in the sentence and alone, are those of the Unicode CLDR for English,
Polish, Lithuanian, Latvian, Russian, Belarusian and Ukrainian; a test compares them with Babel's.
Beside them stand the short forms that spreadsheets and offices of the region write.
"""

from __future__ import annotations

from functools import cache, lru_cache

from geodata import fold

_NAMES = (
    "jan january styczeń stycznia sty sausis sausio saus sau janvāris janvārī janvāra janv "
    "январь января янв студзень студзеня сту студз січень січня січ",
    "feb february luty lutego lut vasaris vasario vas februāris februārī februāra febr "
    "февраль февраля февр фев люты лютага лют лютий лютого",
    "mar march marzec marca kovas kovo kov marts martā marta март марта мар сакавік сакавіка сак "
    "березень березня бер берез",
    "apr april kwiecień kwietnia kwi kwie balandis balandžio bal aprīlis aprīlī aprīļa "
    "апрель апреля апр красавік красавіка кра квітень квітня квіт кві",
    "may maj maja gegužė gegužės geg maijs maijā maija май мая травень траўня траўень травня трав",
    "jun june czerwiec czerwca cze czer birželis birželio birž bir jūnijs jūnijā jūnija jūn "
    "июнь июня июн чэрвень чэрвеня чэр чэрв червень червня черв чер",
    "jul july lipiec lipca lip liepa liepos liep lie jūlijs jūlijā jūlija jūl июль июля июл "
    "ліпень ліпеня ліп липень липня лип",
    "aug august sierpień sierpnia sie sierp rugpjūtis rugpjūčio rugp augusts augustā augusta "
    "август августа авг жнівень жніўня жні серпень серпня серп сер",
    "sep sept september wrzesień września wrz wrzes rugsėjis rugsėjo rugs septembris septembrī "
    "septembra сентябрь сентября сент сен верасень верасня вер вересень вересня верес",
    "oct october październik października paź spalis spalio spal spa oktobris oktobrī oktobra okt "
    "октябрь октября окт кастрычнік кастрычніка кас кастр жовтень жовтня жовт жов",
    "nov november listopad listopada lis list lapkritis lapkričio lapkr lap novembris novembrī "
    "novembra ноябрь ноября нояб ноя лістапад лістапада ліс листопад листопада лист",
    "dec december grudzień grudnia gru grudz gruodis gruodžio gruod gruo decembris decembrī "
    "decembra декабрь декабря дек снежань снежня сне грудень грудня груд гру",
)
_WEEKDAYS = (
    "monday mon mo poniedziałek pon pn pirmadienis pr pirmdiena pirmd понедельник пнд "
    "пн панядзелак понеділок",
    "tuesday tue tues tu wtorek wt wto antradienis an otrdiena otrd ot вторник вт аўторак аў "
    "вівторок",
    "wednesday wed we środa śr śro trečiadienis tr trešdiena trešd среда ср серада середа",
    "thursday thu thur thurs th czwartek czw cz ketvirtadienis kt ceturtdiena ceturtd ce "
    "четверг чт чацвер чц четвер",
    "friday fri fr piątek pt pią penktadienis pn piektdiena piektd pk пятница пт пятніца п'ятниця "
    "пʼятниця п’ятниця",
    "saturday sat sa sobota sob so šeštadienis št sestdiena sestd se суббота сб субота",
    "sunday sun su niedziela niedz nie nd ndz sekmadienis sk svētdiena svētd sv воскресенье вс "
    "нядзеля неділя нд",
)
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


@cache
def _numbers() -> dict[str, int]:
    return {fold(n): number for number, names in enumerate(_NAMES, 1) for n in names.split()}


@cache
def _days() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for day, names in enumerate(_WEEKDAYS):
        for name in names.split():
            found.setdefault(fold(name), set()).add(day)
    return {name: frozenset(days) for name, days in found.items()}


@lru_cache(maxsize=4096)
def month_number(name: str) -> int | None:
    """Return the number of a month by its name, whatever its case and accents; None for none."""
    return _numbers().get(fold(name))


@lru_cache(maxsize=4096)
def weekdays_named(name: str) -> frozenset[int]:
    """Return the weekdays a name stands for, Monday being 0; empty for none.

    Short names may be two days in two tongues: *pn* is Monday in Polish, Friday in Lithuanian.
    """
    return _days().get(fold(name), frozenset())


def roman_number(text: str) -> int | None:
    """Return 1 to 12 by a Roman number, as offices of the region number months and quarters."""
    text = text.upper()
    return _ROMAN.index(text) + 1 if text in _ROMAN else None
