"""Why the lineup is not better: what would close each gap, and why each one on the bench sits there.

Nothing here is guessed: each change that is told has been tried on the lineup, and rated like any other.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.domain.lineup.board import Board
from bot.domain.lineup.coverage import Coverage, cover
from bot.domain.lineup.draft import Change, Draft, Gain
from bot.domain.lineup.greedy import list_spots
from bot.domain.lineup.problem import Offer, Player, Problem, Spot, Spots
from bot.domain.lineup.score import STAGES

Ideas = Mapping[str, Mapping[str, int]]
"""What the roles that somebody could bring supply, in hundredths by need."""
_MET = STAGES.index("met")


@dataclass(frozen=True, slots=True)
class Fix:
    """What would close a gap, or narrow it: a build of this role, brought by a player, or by one more if None."""

    player: int | None
    role: str
    closes: bool
    """The whole gap, not a part of it."""
    completes: bool
    """The subgroup, or the squad where the gap is the squad's, then lacks nothing."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A need that is not met, with the change that helps most; None where no single one helps."""

    coverage: Coverage
    fix: Fix | None


class Why(StrEnum):
    """Why somebody sits on the bench."""

    NO_BUILD = "no-build"
    """They offer none."""
    RULE = "rule"
    """There is room, but a limit, a wish or a pin forbids it."""
    PINNED = "pinned"
    """All places are taken, and others are pinned to them."""
    WANTED = "wanted"
    """A place is free, or would be, but it wants what they do not offer."""
    NEEDED = "needed"
    """Whoever gave way would be missed more: a need would be met less."""
    KEPT = "kept"
    """Somebody who sits there already would have to go."""
    LATER = "later"
    """Those who play signed up earlier."""
    UNSURE = "unsure"
    """They come late or are not sure to come, and those who play are, or are surer."""
    LESS_LIKED = "less-liked"
    """Those who play get what they like better."""
    PATIENCE = "patience"
    """Those who play were left out more often."""
    EQUAL = "equal"
    """Those who play are as good or better in every way that counts."""


_WHY = {
    "pinned": Why.PINNED,
    "met": Why.NEEDED,
    "wanted": Why.WANTED,
    "kept": Why.KEPT,
    "seated": Why.RULE,
    "order": Why.LATER,
    "liking": Why.LESS_LIKED,
    "patience": Why.PATIENCE,
}


def explain_gaps(problem: Problem, spots: Spots, ideas: Ideas) -> Iterator[Gap]:
    """Yield every gap of a legal lineup, with what would close it."""
    gaps = [one for one in cover(problem, spots) if one.missing]
    if not gaps:
        return
    wider = _widen(problem, ideas)
    draft = Draft(Board(wider), (*spots, None))
    for gap in gaps:
        yield Gap(gap, _find_fix(draft, gap, ideas))


def explain_bench(problem: Problem, spots: Spots) -> dict[int, Why]:
    """Return why each player without a spot has none."""
    draft = Draft(Board(problem), spots)
    return {number: _find_why(draft, number) for number, spot in enumerate(spots) if spot is None}


def _widen(problem: Problem, ideas: Ideas) -> Problem:
    """Return the problem with everybody, and one more player, offering a build of each role besides their own."""
    imagined = tuple(Offer(name=role, roles=(role,), supplies=supplies) for role, supplies in ideas.items())
    players = [replace(player, offers=(*player.offers, *imagined)) for player in problem.players]
    # the one more stands in the same place of the list of offers as the others do, so that one number names a role
    return replace(problem, players=(*players, Player(name="", offers=imagined)), current=(), excluded=())


def _find_fix(draft: Draft, gap: Coverage, ideas: Ideas) -> Fix | None:
    best: tuple[Gain, Fix] | None = None
    for role, number, change in _list_fixes(draft, gap, ideas):
        gain = draft.get_gain(change)
        if gain is None or gain[_MET] <= 0 or (best is not None and gain <= best[0]):
            continue
        then = list(cover(draft.board.problem, _changed(draft, change)))
        now = next(one for one in then if _same(one, gap))
        if now.missing < gap.missing:
            rest = [one for one in then if (one.squad, one.subgroup) == (gap.squad, gap.subgroup) and one.missing]
            who = None if number == len(draft.spots) - 1 else number
            best = gain, Fix(who, role, closes=not now.missing, completes=not rest)
    return None if best is None else best[1]


def _same(one: Coverage, other: Coverage) -> bool:
    return (one.squad, one.subgroup, one.quota) == (other.squad, other.subgroup, other.quota)


def _changed(draft: Draft, change: Change) -> Spots:
    return tuple(change.get(number, spot) for number, spot in enumerate(draft.spots))


def _list_fixes(draft: Draft, gap: Coverage, ideas: Ideas) -> Iterator[tuple[str, int, Change]]:
    """Yield who could bring which role: those who sit there, those on the bench, and one more."""
    width = draft.board.problem.template.subgroups
    first = (gap.squad - 1) * width
    groups = (
        range(first, first + width) if gap.subgroup is None else range(first + gap.subgroup - 1, first + gap.subgroup)
    )
    for position, (role, supplies) in enumerate(ideas.items()):
        if not supplies.get(gap.quota.need):
            continue
        for number, spot in enumerate(draft.spots):
            offer = len(draft.board.problem.players[number].offers) - len(ideas) + position
            for group in groups if spot is None else {spot.group} & set(groups):
                yield role, number, {number: Spot(group, offer)}


def _find_why(draft: Draft, number: int) -> Why:
    problem = draft.board.problem
    if not problem.players[number].offers:
        return Why.NO_BUILD
    spots = list_spots(draft.board, number)
    swaps: list[tuple[Change, int]] = [
        ({number: spot, other: None}, other)
        for spot in spots
        for other, taken in enumerate(draft.spots)
        if taken is not None and taken.group == spot.group
    ]
    gains = [(gain, other) for swap, other in swaps if (gain := draft.get_gain(swap)) is not None]
    if _has_room(draft) or not gains:
        return Why.WANTED if _would_sit(draft, number) else Why.RULE
    gain, other = max(gains)
    why = _name_loss(gain)
    is_surer = problem.players[other].standing < problem.players[number].standing
    return Why.UNSURE if why is Why.LATER and is_surer else why


def _would_sit(draft: Draft, number: int) -> bool:
    """Tell whether a player has a place if places want nothing."""
    problem = draft.board.problem
    if not problem.template.wants:
        return False
    plain = Draft(Board(replace(problem, template=replace(problem.template, wants=()))), tuple(draft.spots))
    return any(plain.get_gain({number: spot}) is not None for spot in list_spots(plain.board, number))


def _name_loss(gain: Gain) -> Why:
    lost: Sequence[str] = [stage for stage, value in zip(STAGES, gain, strict=True) if value]
    return _WHY.get(lost[0], Why.EQUAL) if lost else Why.EQUAL


def _has_room(draft: Draft) -> bool:
    template = draft.board.problem.template
    squads = [draft.board.join(draft.groups, "whole", first) for first in draft.board.get_firsts("whole")]
    return any(len(members) < template.capacity for members in squads)
