"""What a proposed lineup lacks and what would close it, in sentences: subgroups that lack the same share one."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from bot.domain.lineup.advice import Fix, Gap
from bot.domain.lineup.coverage import Coverage
from bot.domain.lineup.newcomers import Newcomer
from bot.domain.lineup.problem import Want
from bot.domain.lineup.study import Study
from bot.domain.teams import Player
from bot.services.raids.optimizing import Proposed
from cogs.raids.optimize import text
from cogs.raids.optimize.render import NAME, fitting, percent, who_is
from cogs.ui.game_text import ROLES
from cogs.ui.limits import clip
from cogs.ui.terms import role_name, supply_name
from cogs.ui.words import Words

_GAPS: Final = 900
_GAP: Final = 450
"""Characters that one sentence with its changes may take."""

Place = Sequence[Gap]
"""What is missing in one subgroup, or in the squad, and one change closes."""


def render_gaps(proposed: Proposed, words: Words) -> str:
    """Return what is missing and what would close it, and what is not missing any more."""
    study = proposed.study
    lacking = {_where(gap.coverage) for gap in study.gaps}
    closed = [one for one in proposed.before if one.missing and _where(one) not in lacking]
    lines = []
    if closed and study.squads == 1:
        needs = clip(" · ".join(_list_by_place(closed, words)), _GAPS // 3)
        lines.append(f"✅ {words(text.CLOSED, needs=needs)}")
    if not study.gaps and not study.empty:
        template = proposed.posed.problem.template
        asks = template.each or template.whole
        return "\n".join([*lines, *([words(text.COMPLETE)] if asks and not lines else [])])
    rows = [f"❗ {one}" for one in list_gaps(study.gaps, study.squads, proposed.posed.players, words)]
    rows += [f"❗ {_empty(squad, want, study.squads, words)}" for squad, want in study.empty]
    newcomer = [f"💡 {_newcomer(study, study.newcomer, words)}"] if study.newcomer is not None else []
    return "\n".join([*lines, f"**{words(text.MISSING)}**", *fitting(rows, _GAPS, words), *newcomer])


def list_gaps(gaps: Sequence[Gap], squads: int, players: Sequence[Player], words: Words) -> Iterator[str]:
    """Yield what is missing, with what would close it; a fix names its player by the number among `players`."""
    for places in _gather(gaps):
        yield _of_squad(places[0][0].coverage.squad, _gap(places, players, words), squads, words)


def _gather(gaps: Sequence[Gap]) -> list[list[Place]]:
    """Return together the subgroups of a squad that lack the same: all that one change closes, or need by need.

    The way is taken that takes fewer sentences.
    """
    return min(_gather_places(_merge(gaps)), _gather_places([gap] for gap in gaps), key=len)


def _gather_places(places: Iterable[Place]) -> list[list[Place]]:
    gathered: dict[tuple[object, ...], list[Place]] = {}
    for place in places:
        first, needs = place[0].coverage, tuple(gap.coverage.quota.need for gap in place)
        gathered.setdefault((first.squad, first.subgroup is None, needs), []).append(place)
    return list(gathered.values())


def _merge(gaps: Iterable[Gap]) -> list[Place]:
    """Return together the gaps of one place that one change closes."""
    merged: dict[tuple[object, ...], list[Gap]] = {}
    for position, gap in enumerate(gaps):
        where = gap.coverage.squad, gap.coverage.subgroup
        merged.setdefault((*where, gap.fix if gap.fix is not None else position), []).append(gap)
    return [*merged.values()]


def _gap(places: Sequence[Place], players: Sequence[Player], words: Words) -> str:
    needs = words.list([supply_name(gap.coverage.quota.need, words) for gap in places[0]])
    first, numbers = places[0][0], [place[0].coverage.subgroup for place in places]
    if len(places) > 1:
        lacks = words(text.SUBGROUPS_LACK, numbers=words.list(map(str, numbers)), needs=needs)
    elif first.coverage.subgroup is not None:
        lacks = words(text.SUBGROUP_LACKS, number=first.coverage.subgroup, needs=needs)
    else:
        lacks = words(text.SQUAD_LACKS, needs=needs)
    fixes = _fixes(places, players, words) if len(places) > 1 else [_fix(first.fix, players, words)]
    return " ".join(fitting([lacks, *fixes], _GAP, words))


def _fixes(places: Sequence[Place], players: Sequence[Player], words: Words) -> Iterator[str]:
    """Yield what would close the gap of each of several subgroups: who could bring the same shares a sentence."""
    found: dict[tuple[str, str] | None, dict[int | None, list[str]]] = {}
    for place in places:
        fix, number = place[0].fix, str(place[0].coverage.subgroup)
        key, player = (None, None) if fix is None else ((fix.role, _effect(fix)), fix.player)
        found.setdefault(key, {}).setdefault(player, []).append(number)
    for key, people in found.items():
        if key is None:
            numbers = words.list(people[None])
            yield words(text.NO_FIX) if len(found) == 1 else words(text.NO_FIX_IN, numbers=numbers)
            continue
        whom = [
            words(text.WHO_IN, who=_who(player, players, words), numbers=words.list(numbers, style="or"))
            for player, numbers in people.items()
        ]
        yield words(text.FIXES[key[1]], what=_build(key[0], words), whom=", ".join(whom))


def _newcomer(study: Study, newcomer: Newcomer, words: Words) -> str:
    said = {"what": _build(newcomer.role, words), "met": percent(newcomer.score.met, study.asked)}
    others = newcomer.score.seated - study.outcome.score.seated - 1
    if others <= 0:
        return words(text.NEWCOMER, **said)
    return words.n(text.NEWCOMER_ONE, text.NEWCOMER_MANY, others, **said)


def _fix(fix: Fix | None, players: Sequence[Player], words: Words) -> str:
    if fix is None:
        return words(text.NO_FIX)
    return words(_effect(fix), what=_build(fix.role, words), who=_who(fix.player, players, words))


def _effect(fix: Fix) -> str:
    return text.FIX_COMPLETES if fix.completes else text.FIX_CLOSES if fix.closes else text.FIX_NARROWS


def _who(player: int | None, players: Sequence[Player], words: Words) -> str:
    return words(text.ONE_MORE) if player is None else who_is(players[player], NAME)


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
    """Yield what is met in each subgroup, where it is the same together, and in the squad."""
    by_place: dict[int | None, list[str]] = {}
    for one in closed:
        by_place.setdefault(one.subgroup, []).append(supply_name(one.quota.need, words))
    alike: dict[tuple[bool, str], list[str]] = {}
    for number, needs in by_place.items():
        alike.setdefault((number is None, ", ".join(needs)), []).append(str(number))
    for (is_squad, what), numbers in alike.items():
        said = text.IN_SQUAD if is_squad else text.IN_SUBGROUP if len(numbers) == 1 else text.IN_SUBGROUPS
        yield words(said, number=numbers[0], numbers=words.list(numbers), needs=what)


def _where(one: Coverage) -> tuple[int, int | None, str]:
    return one.squad, one.subgroup, one.quota.need
