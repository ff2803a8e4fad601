"""From numbers to texts: pure. All that a picture shows is said here too."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from babel.numbers import format_percent

from bot.domain.attendance import Presence, Tally
from bot.domain.gamedata import GameData
from bot.domain.raid_needs import NeedRecord
from bot.domain.stats import FEW, WEEKS, Calling, Played, RoleCount, Week
from bot.services.stats import OwnStatistics, ServerStatistics
from cogs.stats import text
from cogs.stats.charts import calling_name, week_name
from cogs.ui.terms import profession_name, role_name, supply_name
from cogs.ui.words import Words


def render_builds(stats: ServerStatistics, game: GameData, words: Words) -> str:
    """Return the public builds of a server by profession and by role."""
    if not stats.builds:
        return words(text.NO_BUILDS)
    head = f"**{words.n(text.PUBLIC_ONE, text.PUBLIC_MANY, stats.builds)}**"
    roles = _roles(stats.roles, words)
    return "\n".join([head, *_callings(stats.callings, game, words), *roles])


def render_weeks(weeks: Sequence[Week], words: Words) -> str:
    """Return the raids of a server by week, and who came."""
    count = sum(week.raids for week in weeks)
    if not count:
        return words(text.NO_RAIDS, weeks=WEEKS)
    rows = [f"**{words(text.RAIDS_OF, weeks=WEEKS, count=count)}**"]
    rows += [f"- {_week(week, words)}" for week in weeks if week.raids]
    if any(week.is_small for week in weeks):
        rows.append(f"-# {words(text.TOO_FEW_NOTE, few=FEW)}")
    return "\n".join(rows)


def render_needs(stats: ServerStatistics, words: Words) -> str:
    """Return which needs were missing in how many raids, and of how many that is not known."""
    rows = [f"**{words(text.NEEDS)}**"]
    if stats.needs:
        rows += [f"- {_need(one, words)}" for one in stats.needs if one.missing or one.unsure]
        met = [supply_name(one.need, words) for one in stats.needs if not one.missing and not one.unsure]
        rows += [f"- {words(text.NEVER_MISSING, needs=words.list(met))}"] if met else []
        rows.append(f"-# {words(text.NEEDS_NOTE)}")
    unknown = sum(week.raids for week in stats.weeks) - stats.noted
    if unknown:
        rows.append(f"-# {words.n(text.NOT_KNOWN_ONE, text.NOT_KNOWN_MANY, unknown)}")
    return "\n".join(rows) if len(rows) > 1 else ""


def render_own(stats: OwnStatistics, game: GameData, words: Words, *, is_here: bool) -> str:
    """Return somebody's own numbers."""
    builds = [words(text.NO_OWN)]
    if stats.builds:
        head = f"**{words.n(text.MINE_ONE, text.MINE_MANY, stats.builds)}**"
        builds = [head, *_callings(stats.callings, game, words)]
    played = [words(text.NOT_PLAYED)]
    if stats.played:
        played = [*(f"- {_played(one, words)}" for one in stats.played), f"-# {words(text.PLAYED_NOTE)}"]
    came = words(text.NOT_CAME) if stats.tally is None else _came(stats.tally, words)
    return "\n".join(
        [
            *builds,
            f"### {words(text.PLAYED)}",
            *played,
            f"### {words(text.CAME)}",
            came,
            f"-# {words(text.HERE if is_here else text.EVERYWHERE)} {words(text.PRIVATE)}",
        ]
    )


def _callings(callings: Iterable[Calling], game: GameData, words: Words) -> Iterable[str]:
    for profession, group in groupby(callings, key=lambda one: one.profession):
        some = list(group)
        told = ", ".join(f"{calling_name(one, game, words)} {one.count}" for one in some)
        name, count = profession_name(profession, words), sum(one.count for one in some)
        yield f"- {words(text.CALLING_ROW, profession=name, count=count, callings=told)}"


def _roles(roles: Sequence[RoleCount], words: Words) -> list[str]:
    if not roles:
        return []
    told = ", ".join(f"{role_name(one.role, words)} {one.count}" for one in roles)
    # without the empty line it would belong to the last row of the list above
    return ["", f"**{words(text.ROLES)}** {told}", f"-# {words(text.ROLES_NOTE)}"]


def _week(week: Week, words: Words) -> str:
    raids = words.n(text.RAIDS_ONE, text.RAIDS_MANY, week.raids)
    row = words(text.WEEK_ROW, week=week_name(week, words), raids=raids)
    if week.is_small:
        return f"{row} · {words(text.TOO_FEW)}"
    if not week.presences:
        return f"{row} · {words(text.NOT_NOTED)}"
    counts = {presence.value: week.presences.get(presence, 0) for presence in Presence}
    return f"{row} · {words(text.PRESENCES, **counts)}"


def _need(one: NeedRecord, words: Words) -> str:
    values = {"need": supply_name(one.need, words), "missing": one.missing, "raids": one.raids}
    return words(text.NEED_UNSURE, **values, unsure=one.unsure) if one.unsure else words(text.NEED_MISSING, **values)


def _played(played: Played, words: Words) -> str:
    role = role_name(played.role, words) if played.role is not None else ""
    return words(text.PLAYED_ROW, choice=" · ".join(filter(None, [played.title, role])), count=played.count)


def _came(tally: Tally, words: Words) -> str:
    share = "-" if tally.share is None else format_percent(float(tally.share), locale=words.language)
    excused = tally.counts.get(Presence.EXCUSED, 0)
    values = {"came": tally.came, "count": sum(tally.counts.values()), "share": share}
    return words(text.CAME_EXCUSED, **values, excused=excused) if excused else words(text.CAME_ROW, **values)
