"""From a proposal to fill a team to the texts of its card: pure, values in and strings out."""

from collections.abc import Iterable, Mapping, Sequence

from bot.domain.analysis import Answer, SubgroupReport, TeamReport
from bot.domain.filling import Fill
from bot.domain.gamedata import GameData
from bot.domain.ids import GuildId
from bot.domain.proposals import At
from bot.domain.teams import Seat
from bot.services.teams.filling import Suggested
from cogs.teams import optimizing_text as text
from cogs.teams.analysis import render_answers
from cogs.teams.text import SQUAD, SUBGROUP
from cogs.ui.limits import LAYOUT_TEXT
from cogs.ui.markup import shown
from cogs.ui.terms import role_name, supply_name, title_of
from cogs.ui.words import Words

_DOT = " · "
_REST = 500
_NAME_ROOMS = (60, 32, 20, 12, 6)
_NEEDS_SHOWN = (4, 3, 2, 1, 0)
_PLACES_SHOWN = 6


def render_proposal(suggested: Suggested, game: GameData, words: Words, guild: GuildId | None) -> list[str]:
    """Return the parts of a proposal: what would come where, what that changes, and what is still missing."""
    if not suggested.fills:
        return [_render_nothing(suggested, words)]
    parts: list[str] = []
    for room, needs in zip(_NAME_ROOMS, _NEEDS_SHOWN, strict=True):
        rows = {fill.before: _fill(fill, game, words, room, needs) for fill in suggested.fills}
        fills = _subgroups(rows, words)
        parts = [_intro(suggested, words, guild), *fills, _changes(suggested, words), _foot(suggested, words)]
        if sum(map(len, parts)) <= LAYOUT_TEXT - _REST:
            break
    return parts


def render_changed(changed: Sequence[At], words: Words) -> str:
    """Return which places changed since a proposal was made."""
    named = [words(text.PLACE, subgroup=subgroup, place=place) for subgroup, place in changed[:_PLACES_SHOWN]]
    return words(text.CHANGED, places=words.list([*named, *(["…"] if len(changed) > _PLACES_SHOWN else [])]))


def _render_nothing(suggested: Suggested, words: Words) -> str:
    if suggested.team.filled == suggested.team.size and not any(_is_lacking(seat) for seat in suggested.team.seats):
        return words(text.NOTHING_OPEN)
    if not suggested.looked_at:
        return words(text.NO_BUILDS)
    return words(text.NO_FITTING, count=suggested.looked_at)


def _is_lacking(seat: Seat) -> bool:
    """Tell whether a member sits there without a build."""
    return seat.build is None and not seat.hidden and seat.player is not None and seat.player.user is not None


def _intro(suggested: Suggested, words: Words, guild: GuildId | None) -> str:
    builds = words.n(text.BUILDS_ONE, text.BUILDS_MANY, suggested.looked_at)
    rows = [words.n(text.INTRO_ONE, text.INTRO_MANY, len(suggested.fills), builds=builds)]
    private = sum(guild not in fill.build.published_in for fill in suggested.fills)
    if private and suggested.team.guild is not None:
        rows.append(f"-# {words.n(text.PRIVATE_ONE, text.PRIVATE_MANY, private)}")
    return "\n".join(rows)


def _subgroups(rows: Mapping[Seat, str], words: Words) -> Iterable[str]:
    for number in sorted({seat.subgroup for seat in rows}):
        there = [row for seat, row in rows.items() if seat.subgroup == number]
        yield "\n".join([f"### {words(SUBGROUP, number=number)}", *there])


def _fill(fill: Fill, game: GameData, words: Words, room: int, needs: int) -> str:
    """Return who would play what in a place, and why."""
    title, build = title_of(fill.build.template, game, words), fill.build
    name = shown(build.name, limit=room)
    parts = [name if title.casefold() in build.name.casefold() else f"{name} ({title})"]
    if fill.before.player is not None:
        parts.insert(0, f"<@{fill.before.player.user}>")
    why = [f"**{role_name(role, words)}**" for role in fill.roles[:1]]
    why += [supply_name(need.value, words) for need in fill.meets[:needs]]
    return f"`{fill.before.place}` {_DOT.join(parts)} → {', '.join(why)}"


def _changes(suggested: Suggested, words: Words) -> str:
    """Return what each subgroup, and the squad, lacks before and after."""
    before = {report.number: report for report in suggested.before.subgroups}
    changes = [
        (words(SUBGROUP, number=after.number), _answers(before.get(after.number), after), after.answers)
        for after in suggested.after.subgroups
    ]
    if any(answer.amount or answer.surplus for answer in suggested.after.squad):
        changes.append((words(SQUAD), suggested.before.squad, suggested.after.squad))
    is_same = all(render_answers(was, words) == render_answers(will, words) for _, was, will in changes)
    head = words(text.HEAD_SAME if is_same else text.HEAD_BEFORE)
    return "\n".join([f"### {head}", *(_change(*change, words) for change in changes)])


def _answers(before: SubgroupReport | None, after: SubgroupReport) -> Sequence[Answer]:
    """Return what a subgroup had; an empty one has no report, and lacks all of it."""
    if before is not None:
        return before.answers
    return [Answer(one.need, (), one.amount, one.at_most) for one in after.answers]


def _change(where: str, before: Sequence[Answer], after: Sequence[Answer], words: Words) -> str:
    was, will = render_answers(before, words), render_answers(after, words)
    sign = "❌" if any(answer.missing for answer in after) else "✅"
    told = (
        words(text.SAME, where=where, after=will)
        if was == will
        else words(text.CHANGE, where=where, before=was, after=will)
    )
    return f"{sign} {told}"


def _foot(suggested: Suggested, words: Words) -> str:
    missing = dict.fromkeys(_missing(suggested.after))
    nobody = [supply_name(need, words) for need in missing if need not in suggested.brought]
    no_room = [supply_name(need, words) for need in missing if need in suggested.brought]
    rows = [words(text.NOBODY_GIVES, needs=words.list(nobody, style="or"))] if nobody else []
    if no_room:
        rows.append(words(text.NO_ROOM, needs=words.list(no_room)))
    rows.append(words(text.PROVEN if suggested.is_proven else text.UNPROVEN))
    return "\n".join(f"-# {row}" for row in rows)


def _missing(report: TeamReport) -> Iterable[str]:
    answers = (answer for subgroup in report.subgroups for answer in subgroup.answers)
    return (answer.need.value for answer in (*answers, *report.squad) if answer.missing)
