"""From a proposed lineup to its texts: pure, a value in and strings out; all of it fits one message, also for fifty."""

from collections.abc import Collection, Iterator, Sequence
from typing import Final

from bot.domain.lineup.search import Outcome, Progress
from bot.domain.raid_lineups import Sitting
from bot.domain.raid_proposals import RaidProposal
from bot.domain.raids import RaidSeat, Roster
from bot.domain.sizes import PLACES
from bot.domain.teams import Player
from bot.services.raids.optimizing import Acceptance, Proposed
from cogs.raids import text as raid_text
from cogs.raids.optimize import text
from cogs.raids.optimize.contrasts import list_contrasts
from cogs.raids.render import render_choice
from cogs.ui.limits import CHOICES, LAYOUT_TEXT, clip
from cogs.ui.markup import shown
from cogs.ui.words import Words

NAME: Final = 24
_ROOMS: Final = (40, NAME, 12, 6, 0)
"""Characters that a guest's name, or what somebody plays, may take; the largest tried first."""
_GUEST: Final = 6
_LOCKED: Final = "🔒"
_BENCH: Final = 500
_SPARE: Final = 100
_TITLE: Final = 80
_DIFFERENCES: Final = 900
_FURTHER: Final = 2_500
"""Characters of all who play in further squads, without what stands between them."""
_SUBGROUPS_SHOWN: Final = CHOICES // PLACES
"""Subgroups whose places fit one select."""

Lockable = tuple[str, str, bool]
"""Value and label of what can be locked, and whether it is already."""


def render_progress(progress: Progress | None, left: float, words: Words) -> str:
    """Return how far a search is."""
    if progress is None:
        return words(text.WAITING)
    parts = [words(text.SO_FAR, seated=progress.score.seated)]
    if progress.stage is not None:
        parts.append(_open(progress, words))
    return "\n".join([*parts, f"-# {words(text.TIME_LEFT, seconds=max(0, round(left)))}"])


def render_head(proposed: Proposed, words: Words) -> str:
    """Return how good the lineup is, and how sure that is."""
    study = proposed.study
    counts = words(text.PLAY, seated=len(proposed.proposal.sittings), people=len(proposed.posed.players))
    lines = [f"## {words(text.PROPOSED, title=shown(proposed.roster.raid.title, limit=_TITLE))}", counts]
    asked = study.asked
    if asked and study.squads == 1:
        before = sum(one.quota.weight * min(one.have, one.quota.amount) for one in proposed.before)
        shares = percent(study.outcome.score.met, asked), percent(before, asked)
        said = text.MET_AS_NOW if shares[0] == shares[1] else text.MET
        lines[-1] += f" · {words(said, after=shares[0], before=shares[1])}"
    lines.append(render_proof(study.outcome, words))
    if proposed.posed.problem.template.worths.is_learned:
        lines.append(f"-# {words(text.WEIGHED)}")
    if study.squads > 1:
        lines.append(words(text.SECOND_SQUAD))
    return "\n".join(lines)


def render_proof(outcome: Outcome, words: Words) -> str:
    """Return whether there can be a better lineup."""
    if outcome.stage is None:
        return words(text.PROVEN)
    gap, stage = _rounded(outcome.gap), words(text.STAGES[outcome.stage])
    return words(text.NOT_PROVEN, gap=gap, stage=stage)


def render_bench(proposed: Proposed, words: Words) -> str:
    """Return who waits and why; those for whom it is the same stand together."""
    waiting: dict[str, list[str]] = {}
    for number, why in proposed.study.bench.items():
        waiting.setdefault(text.WHY[why], []).append(who_is(proposed.posed.players[number], NAME))
    benched = set(proposed.roster.waiting()) - set(proposed.roster.moving_up())
    by_hand = [who_is(entry.signup.player, NAME) for entry in proposed.roster.entries if entry in benched]
    if by_hand:
        waiting[text.BENCHED] = by_hand
    rows = [
        words(text.WAITS_WHY, who=", ".join(fitting(names, _BENCH // len(waiting), words)), why=words(why))
        for why, names in waiting.items()
    ]
    return "\n".join([f"**{words(text.BENCH)}**", *rows]) if rows else ""


def render_lineup(proposed: Proposed, taken: int, words: Words) -> str:
    """Return who would sit where; `taken` characters of the message are for other texts."""
    lineup = ""
    for room in _ROOMS:
        lineup = "\n".join(_lineup(proposed, room, words))
        if len(lineup) <= LAYOUT_TEXT - _SPARE - taken:
            break
    return lineup


def render_other(number: int, first: RaidProposal, other: Proposed, words: Words) -> str:
    """Return what another lineup brings and in what it differs."""
    asked, score = other.study.asked, other.study.outcome.score
    head = words(text.OTHER_HEAD, number=number, seated=len(other.proposal.sittings), met=percent(score.met, asked))
    return f"{head}\n{render_differences(first, other, words)}"


def render_differences(first: RaidProposal, other: Proposed, words: Words) -> str:
    """Return in what another lineup differs from a proposed one: who plays, and what."""
    before = {one.player: one for one in first.sittings}
    after = {one.player: one for one in other.proposal.sittings}
    rows = [words(text.WAITS, who=who_is(player, NAME)) for player in before if player not in after]
    for player, one in after.items():
        plays = _plays(other.roster, one, words)
        if player in before and before[player].rank == one.rank:
            continue
        said = text.PLAYS if plays else text.SITS
        rows.append(words(said, who=who_is(player, NAME), what=plays))
    return ", ".join([*fitting(rows, _DIFFERENCES, words), *list_contrasts(other.study.contrast, words)])


def render_accepted(further: Sequence[Sitting], words: Words) -> str:
    """Return that the first squad is seated, and who plays in the further ones, which this raid does not have."""
    squads: dict[int, list[str]] = {}
    for one in further:
        squads.setdefault(one.squad, []).append(who_is(one.player, NAME))
    waiting = [
        words(text.SQUAD_WAITS, number=number, people=", ".join(fitting(people, _FURTHER // len(squads), words)))
        for number, people in squads.items()
    ]
    return "\n".join([words(text.ACCEPTED), *waiting, *([words(text.TELL_FURTHER)] if waiting else [])])


def render_changes(acceptance: Acceptance, words: Words) -> str:
    """Return why a lineup was not written."""
    lines = [words(text.OUTDATED)]
    for said, people in ((text.ANSWERED_SINCE, acceptance.answered), (text.LED_SINCE, acceptance.led)):
        if people:
            lines.append(words(said, people=", ".join(fitting([f"<@{one}>" for one in people], _BENCH, words))))
    return "\n".join(lines)


def list_lockable(proposal: RaidProposal, roster: Roster, words: Words) -> Iterator[tuple[str, list[Lockable]]]:
    """Yield what can be locked of the first squad, each with what is asked: its subgroups, then its places."""
    first = [one for one in proposal.sittings if one.squad == 1]
    locked = {one.player for one in proposal.terms.locked}
    groups = sorted({one.subgroup for one in first})
    if len(groups) > 1:
        whole = [(number, [one.player for one in first if one.subgroup == number]) for number in groups]
        yield (
            words(text.LOCK_SUBGROUPS),
            [(f"{number}", words(text.WHOLE_SUBGROUP, number=number), locked >= {*who}) for number, who in whole],
        )
    for start in range(0, len(groups), _SUBGROUPS_SHOWN):
        here = groups[start : start + _SUBGROUPS_SHOWN]
        span, said = f"{here[0]}-{here[-1]}", text.LOCK_PLACES
        if len(here) == 1:
            span, said = f"{here[0]}", text.LOCK_PLACES_OF_ONE
        asked = words(said, span=span) if len(groups) > 1 else words(text.CHOOSE_LOCKED)
        yield asked, [_lockable(one, roster, locked, words) for one in first if one.subgroup in here]


def _lockable(one: Sitting, roster: Roster, locked: Collection[Player], words: Words) -> Lockable:
    place = words(text.PLACE, subgroup=one.subgroup, place=one.place)
    entry = roster.by_user.get(one.player.user) if one.player.user is not None else None
    name = entry.name if entry is not None else one.player.name
    said = " · ".join(filter(None, [place, name, _plays(roster, one, words)]))
    return f"{one.subgroup}-{one.place}", said, one.player in locked


def _lineup(proposed: Proposed, room: int, words: Words) -> Iterator[str]:
    template, marks = proposed.posed.problem.template, _mark_all(proposed)
    for squad in range(1, proposed.study.squads + 1):
        if proposed.study.squads > 1:
            yield f"__{words(text.SQUAD, number=squad)}__"
        for subgroup in range(1, template.subgroups + 1):
            here = [one for one in proposed.proposal.sittings if (one.squad, one.subgroup) == (squad, subgroup)]
            yield f"**{words(raid_text.SUBGROUP, number=subgroup)}**" + ("" if here else f" · {words(text.NOBODY)}")
            for one in sorted(here, key=lambda one: one.place):
                yield _row(one, proposed.roster, marks[one], room, words)
    used = "".join(marks.values())
    told = [words(said) for mark, said in text.MARKS.items() if mark in used]
    is_changed = used.strip(_LOCKED)
    yield f"-# {' · '.join(told if is_changed else [words(text.UNCHANGED), *told])}"


def _row(one: Sitting, roster: Roster, mark: str, room: int, words: Words) -> str:
    plays = clip(_plays(roster, one, words), room) if room else ""
    return f"`{one.place}` {' · '.join(filter(None, [who_is(one.player, room), plays]))}{mark and ' ' + mark}"


def _mark_all(proposed: Proposed) -> dict[Sitting, str]:
    """Return what is new of each sitting, and whether it was locked."""
    knew = {seat.player: seat for seat in proposed.roster.seats if seat.player is not None}
    locked = {one.player for one in proposed.proposal.terms.locked}
    sittings = proposed.proposal.sittings
    return {one: f"{_mark(one, knew.get(one.player))}{_LOCKED if one.player in locked else ''}" for one in sittings}


def _mark(one: Sitting, seat: RaidSeat | None) -> str:
    if seat is None:
        return "🆕"
    moved = f"⬅️{seat.subgroup}.{seat.place}" if (one.squad, one.at) != (1, seat.at) else ""
    return f"{moved}{'🔄' if seat.rank != one.rank else ''}"


def _plays(roster: Roster, one: Sitting, words: Words) -> str:
    entry = roster.by_user.get(one.player.user) if one.player.user is not None else None
    if entry is None or one.rank >= len(entry.choices):
        return ""
    return render_choice(entry.choices[one.rank], words)


def who_is(player: Player, room: int) -> str:
    """Return a mention of a member, or a guest's name in so many characters."""
    return f"<@{player.user}>" if player.user is not None else shown(player.name or "", limit=room or _GUEST)


def _open(progress: Progress, words: Words) -> str:
    stage = words(text.STAGES[progress.stage or ""])
    return words(text.STILL_OPEN, gap=_rounded(progress.gap), stage=stage)


def percent(part: int, whole: int) -> int:
    """Return whole hundredths; all of nothing is met."""
    return 100 if not whole else part * 100 // whole


def _rounded(gap: float) -> float:
    """Return hundredths of a gap that is not shown as none."""
    return max(0.1, round(gap * 100, 1))


def fitting(rows: list[str], limit: int, words: Words) -> list[str]:
    """Return as many rows as have that many characters, and how many more there are."""
    taken: list[str] = []
    for row in rows:
        if sum(map(len, taken)) + len(row) > limit:
            return [*taken, words(text.MORE, count=len(rows) - len(taken))]
        taken.append(row)
    return taken
