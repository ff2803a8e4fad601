"""From numbers to bars: pure, values in and values out. The words that stand for a picture say the same."""

from collections.abc import Sequence

from babel.dates import format_date

from bot.domain.attendance import Presence
from bot.domain.gamedata import GameData
from bot.domain.raid_needs import NeedRecord
from bot.domain.stats import Calling, RoleCount, Week
from cogs.stats import text
from cogs.ui.drawing.bars import Bar, Bars, Fill
from cogs.ui.drawing.palette import from_number
from cogs.ui.professions import COLORS
from cogs.ui.terms import profession_name, role_name, supply_name
from cogs.ui.words import Words

_FILLS = {Presence.PRESENT: Fill.PLAIN, Presence.LATE: Fill.STRIPED, Presence.ABSENT: Fill.HOLLOW}
"""Of the marks that are drawn: who was excused was not expected."""
_LEGEND = {Fill.PLAIN: text.PRESENT, Fill.STRIPED: text.LATE, Fill.HOLLOW: text.ABSENT}


def calling_name(calling: Calling, game: GameData, words: Words) -> str:
    """Return what a build is called by; `game` has the names of the words' language."""
    if calling.elite is not None and calling.elite in game.specializations:
        return game.specializations[calling.elite].name
    return profession_name(calling.profession, words)


def chart_callings(callings: Sequence[Calling], game: GameData, words: Words) -> Bars:
    """Return how many builds are called by what, each with its profession's color."""
    bars = tuple(
        Bar(calling_name(one, game, words), ((Fill.PLAIN, one.count),), str(one.count), color=_color(one))
        for one in callings
    )
    return Bars(words(text.CALLINGS), bars)


def chart_roles(roles: Sequence[RoleCount], words: Words) -> Bars:
    """Return how many builds play which role."""
    bars = tuple(Bar(role_name(one.role, words), ((Fill.PLAIN, one.count),), str(one.count)) for one in roles)
    return Bars(words(text.ROLES), bars)


def chart_raids(weeks: Sequence[Week], words: Words) -> Bars:
    """Return how many raids there were in each week."""
    bars = tuple(Bar(week_name(week, words), ((Fill.PLAIN, week.raids),), str(week.raids), note="0") for week in weeks)
    return Bars(words(text.RAIDS), bars)


def chart_attendance(weeks: Sequence[Week], words: Words) -> Bars:
    """Return who came, came late or did not, as shares of each week; who was excused is left out."""
    bars = tuple(
        Bar(
            week_name(week, words),
            tuple((fill, week.presences.get(presence, 0)) for presence, fill in _FILLS.items()),
            note=words(text.TOO_FEW if week.is_small else text.NOT_NOTED),
        )
        for week in weeks
    )
    legend = tuple((fill, words(meaning)) for fill, meaning in _LEGEND.items())
    return Bars(words(text.ATTENDANCE), bars, legend, is_share=True)


def chart_needs(needs: Sequence[NeedRecord], words: Words) -> Bars:
    """Return in which share of the raids that asked for it a need was missing."""
    bars = tuple(
        Bar(
            supply_name(one.need, words),
            (
                (Fill.HOLLOW, one.missing),
                (Fill.STRIPED, one.unsure),
                (Fill.PLAIN, one.raids - one.missing - one.unsure),
            ),
        )
        for one in needs
    )
    meanings = {Fill.HOLLOW: text.MISSING, Fill.STRIPED: text.UNSURE, Fill.PLAIN: text.MET}
    return Bars(words(text.NEEDS), bars, tuple((fill, words(one)) for fill, one in meanings.items()), is_share=True)


def week_name(week: Week, words: Words) -> str:
    """Return the day on which a week begins, as this language writes it: "Nov 23"."""
    return format_date(week.start, "d MMM" if words.language == "fr" else "MMM d", locale=words.language)


def describe_bars(drawn: Sequence[Bars], words: Words) -> str:
    """Return in words what a picture of bars shows."""
    return " ".join(
        words(
            text.ALT,
            title=bars.title,
            rows=words.clauses(words(text.ALT_ROW, label=bar.label, value=_value(bar, bars)) for bar in bars.bars),
        )
        for bars in drawn
    )


def _value(bar: Bar, bars: Bars) -> str:
    if not any(amount for _, amount in bar.parts):
        return bar.note
    meanings = dict(bars.legend)
    return ", ".join(f"{meanings[fill]} {amount}" for fill, amount in bar.parts) if meanings else bar.end


def _color(calling: Calling) -> tuple[int, int, int]:
    return from_number(COLORS[calling.profession])
