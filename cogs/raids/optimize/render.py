"""From a proposed lineup to its texts: pure, a value in and strings out; all of it fits one message, also for fifty."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final

from bot.domain.lineup.advice import Fix, Gap
from bot.domain.lineup.coverage import Coverage
from bot.domain.lineup.newcomers import Newcomer
from bot.domain.lineup.problem import Want
from bot.domain.lineup.search import Outcome, Progress
from bot.domain.lineup.study import Study
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
from cogs.ui.game_text import ROLES
from cogs.ui.limits import CHOICES, LAYOUT_TEXT, clip
from cogs.ui.markup import shown
from cogs.ui.terms import role_name, supply_name
from cogs.ui.words import Words

_ROOMS: Final = (40, 24, 12, 6, 0)
"""Characters that a guest's name, or what somebody plays, may take; the largest tried first."""
_GUEST: Final = 6
_GAPS: Final = 900
_BENCH: Final = 500
_SPARE: Final = 100
_TITLE: Final = 80
_DIFFERENCES: Final = 900
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
        after = study.outcome.score.met
        lines[-1] += f" · {words(text.MET, after=_percent(after, asked), before=_percent(before, asked))}"
    lines.append(render_proof(study.outcome, words))
    if study.squads > 1:
        lines.append(words(text.SECOND_SQUAD))
    return "\n".join(lines)


def render_proof(outcome: Outcome, words: Words) -> str:
    """Return whether there can be a better lineup."""
    if outcome.stage is None:
        return words(text.PROVEN)
    gap, stage = _rounded(outcome.gap), words(text.STAGES[outcome.stage])
    return words(text.NOT_PROVEN, gap=gap, stage=stage)


def render_gaps(proposed: Proposed, words: Words) -> str:
    """Return what is missing and what would close it, and what is not missing any more."""
    study = proposed.study
    lacking = {_where(gap.coverage) for gap in study.gaps}
    closed = [one for one in proposed.before if one.missing and _where(one) not in lacking]
    lines = []
    if closed and study.squads == 1:
        needs = clip("; ".join(_list_by_place(closed, words)), _GAPS // 3)
        lines.append(f"✅ {words(text.CLOSED, needs=needs)}")
    if not study.gaps and not study.empty:
        template = proposed.posed.problem.template
        asks = template.each or template.whole
        return "\n".join([*lines, *([words(text.COMPLETE)] if asks and not lines else [])])
    rows = [f"❗ {_gap(gaps, proposed, words)}" for gaps in _merge(study.gaps)]
    rows += [f"❗ {_empty(squad, want, study.squads, words)}" for squad, want in study.empty]
    newcomer = [f"💡 {_newcomer(study, study.newcomer, words)}"] if study.newcomer is not None else []
    return "\n".join([*lines, f"**{words(text.MISSING)}**", *_fitting(rows, _GAPS, words), *newcomer])


def render_bench(proposed: Proposed, words: Words) -> str:
    """Return who waits, each with why."""
    rows = [
        f"⏳ {_who(proposed.posed.players[number], _ROOMS[1])}: {words(text.WHY[why])}"
        for number, why in proposed.study.bench.items()
    ]
    benched = set(proposed.roster.waiting()) - set(proposed.roster.moving_up())
    by_hand = [entry.signup.player for entry in proposed.roster.entries if entry in benched]
    rows += [f"⏳ {_who(player, _ROOMS[1])}: {words(text.BENCHED)}" for player in by_hand]
    return "\n".join([f"**{words(text.BENCH)}**", *_fitting(rows, _BENCH, words)]) if rows else ""


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
    head = words(text.OTHER_HEAD, number=number, seated=len(other.proposal.sittings), met=_percent(score.met, asked))
    return f"{head}\n{render_differences(first, other, words)}"


def render_differences(first: RaidProposal, other: Proposed, words: Words) -> str:
    """Return in what another lineup differs from a proposed one: who plays, and what."""
    before = {one.player: one for one in first.sittings}
    after = {one.player: one for one in other.proposal.sittings}
    rows = [words(text.WAITS, who=_who(player, _ROOMS[1])) for player in before if player not in after]
    for player, one in after.items():
        plays = _plays(other.roster, one, words)
        if player in before and before[player].rank == one.rank:
            continue
        said = text.PLAYS if plays else text.SITS
        rows.append(words(said, who=_who(player, _ROOMS[1]), what=plays))
    return "; ".join([*_fitting(rows, _DIFFERENCES, words), *list_contrasts(other.study.contrast, words)])


def render_changes(acceptance: Acceptance, words: Words) -> str:
    """Return why a lineup was not written."""
    lines = [words(text.OUTDATED)]
    for said, people in ((text.ANSWERED_SINCE, acceptance.answered), (text.LED_SINCE, acceptance.led)):
        if people:
            lines.append(words(said, people=", ".join(_fitting([f"<@{one}>" for one in people], _BENCH, words))))
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
        span = f"{here[0]}-{here[-1]}" if len(here) > 1 else f"{here[0]}"
        asked = words(text.LOCK_PLACES, span=span) if len(groups) > 1 else words(text.CHOOSE_LOCKED)
        yield asked, [_lockable(one, roster, locked, words) for one in first if one.subgroup in here]


def _lockable(one: Sitting, roster: Roster, locked: Collection[Player], words: Words) -> Lockable:
    place = words(text.PLACE, subgroup=one.subgroup, place=one.place)
    entry = roster.by_user.get(one.player.user) if one.player.user is not None else None
    name = entry.name if entry is not None else one.player.name
    said = " · ".join(filter(None, [place, name, _plays(roster, one, words)]))
    return f"{one.subgroup}-{one.place}", said, one.player in locked


def _lineup(proposed: Proposed, room: int, words: Words) -> Iterator[str]:
    template, knew = proposed.posed.problem.template, _find_seats(proposed.roster)
    for squad in range(1, proposed.study.squads + 1):
        if proposed.study.squads > 1:
            yield f"__{words(text.SQUAD, number=squad)}__"
        for subgroup in range(1, template.subgroups + 1):
            here = [one for one in proposed.proposal.sittings if (one.squad, one.subgroup) == (squad, subgroup)]
            yield f"**{words(raid_text.SUBGROUP, number=subgroup)}**" + ("" if here else f" · {words(text.NOBODY)}")
            for one in sorted(here, key=lambda one: one.place):
                yield _row(one, proposed.roster, knew, room, words)
    is_changed = any(_mark(one, knew) for one in proposed.proposal.sittings)
    yield f"-# {words(text.MARKS if is_changed else text.UNCHANGED)}"


def _row(one: Sitting, roster: Roster, knew: Mapping[Player, RaidSeat], room: int, words: Words) -> str:
    plays = clip(_plays(roster, one, words), room) if room else ""
    mark = _mark(one, knew)
    return f"`{one.place}` {' · '.join(filter(None, [_who(one.player, room), plays]))}{mark and ' ' + mark}"


def _mark(one: Sitting, knew: Mapping[Player, RaidSeat]) -> str:
    seat = knew.get(one.player)
    if seat is None:
        return "🆕"
    moved = f"⬅️{seat.subgroup}.{seat.place}" if (one.squad, one.at) != (1, seat.at) else ""
    return f"{moved}{'🔄' if seat.rank != one.rank else ''}"


def _find_seats(roster: Roster) -> dict[Player, RaidSeat]:
    return {seat.player: seat for seat in roster.seats if seat.player is not None}


def _plays(roster: Roster, one: Sitting, words: Words) -> str:
    entry = roster.by_user.get(one.player.user) if one.player.user is not None else None
    if entry is None or one.rank >= len(entry.choices):
        return ""
    return render_choice(entry.choices[one.rank], words)


def _who(player: Player, room: int) -> str:
    return f"<@{player.user}>" if player.user is not None else shown(player.name or "", limit=room or _GUEST)


def _merge(gaps: Iterable[Gap]) -> list[list[Gap]]:
    """Return together the gaps of one place that one change closes."""
    merged: dict[tuple[object, ...], list[Gap]] = {}
    for position, gap in enumerate(gaps):
        where = gap.coverage.squad, gap.coverage.subgroup
        merged.setdefault((*where, gap.fix if gap.fix is not None else position), []).append(gap)
    return list(merged.values())


def _gap(gaps: list[Gap], proposed: Proposed, words: Words) -> str:
    needs, first = words.list([supply_name(gap.coverage.quota.need, words) for gap in gaps]), gaps[0].coverage
    if first.subgroup is None:
        lacks = words(text.SQUAD_LACKS, needs=needs)
    else:
        lacks = words(text.SUBGROUP_LACKS, number=first.subgroup, needs=needs)
    said = f"{lacks} {_fix(gaps[0].fix, proposed, words)}"
    return _of_squad(first.squad, said, proposed.study.squads, words)


def _newcomer(study: Study, newcomer: Newcomer, words: Words) -> str:
    said = {"what": _build(newcomer.role, words), "met": _percent(newcomer.score.met, study.asked)}
    others = newcomer.score.seated - study.outcome.score.seated - 1
    if others <= 0:
        return words(text.NEWCOMER, **said)
    return words.n(text.NEWCOMER_ONE, text.NEWCOMER_MANY, others, **said)


def _fix(fix: Fix | None, proposed: Proposed, words: Words) -> str:
    if fix is None:
        return words(text.NO_FIX)
    said = text.FIX_COMPLETES if fix.completes else text.FIX_CLOSES if fix.closes else text.FIX_NARROWS
    who = words(text.ONE_MORE) if fix.player is None else _who(proposed.posed.players[fix.player], _ROOMS[1])
    return words(said, what=_build(fix.role, words), who=who)


def _empty(squad: int, want: Want, squads: int, words: Words) -> str:
    said = words(text.EMPTY, number=want.subgroup, place=want.place, role=f"**{_role(want.name, words)}**")
    return _of_squad(squad, said, squads, words)


def _of_squad(squad: int, said: str, squads: int, words: Words) -> str:
    return words(text.OF_SQUAD, squad=squad, said=said) if squads > 1 else said


def _role(name: str, words: Words) -> str:
    return role_name(name, words) if name in ROLES else supply_name(name, words)


def _build(name: str, words: Words) -> str:
    """Return what somebody would bring, by a role or by what it gives."""
    if name in ROLES:
        return words(text.BUILD_OF_ROLE, role=f"**{role_name(name, words)}**")
    return words(text.BUILD_FOR_NEED, need=f"**{supply_name(name, words)}**")


def _list_by_place(closed: Iterable[Coverage], words: Words) -> Iterator[str]:
    """Yield what is met in each subgroup, and in the squad."""
    by_place: dict[int | None, list[str]] = {}
    for one in closed:
        by_place.setdefault(one.subgroup, []).append(supply_name(one.quota.need, words))
    for number, needs in by_place.items():
        said = text.IN_SQUAD if number is None else text.IN_SUBGROUP
        yield words(said, number=number, needs=", ".join(needs))


def _where(one: Coverage) -> tuple[int, int | None, str]:
    return one.squad, one.subgroup, one.quota.need


def _open(progress: Progress, words: Words) -> str:
    stage = words(text.STAGES[progress.stage or ""])
    return words(text.STILL_OPEN, gap=_rounded(progress.gap), stage=stage)


def _percent(part: int, whole: int) -> int:
    return 100 if not whole else part * 100 // whole


def _rounded(gap: float) -> float:
    """Return hundredths of a gap that is not shown as none."""
    return max(0.1, round(gap * 100, 1))


def _fitting(rows: list[str], limit: int, words: Words) -> list[str]:
    """Return as many rows as have that many characters, and how many more there are."""
    taken: list[str] = []
    for row in rows:
        if sum(map(len, taken)) + len(row) > limit:
            return [*taken, words(text.MORE, count=len(rows) - len(taken))]
        taken.append(row)
    return taken
