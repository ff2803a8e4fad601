"""What raids that took place lacked, by who sat there and what was asked for."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from bot.domain.lineup.coverage import cover
from bot.domain.needs import Need
from bot.domain.raid_lineups import Terms, pose
from bot.domain.raids import Roster
from bot.domain.teams import Content
from bot.errors import InvalidProblemError

LEAST: Final = 3
"""Raids; of fewer nothing is said."""
_EVERYBODY: Final = Terms(maybe=True)


@dataclass(frozen=True, slots=True)
class Lacks:
    """In how many of so many raids needs were not met: those that were not in half of them or more."""

    raids: int
    missing: Mapping[Need, int]


def find_lacks(rosters: Iterable[tuple[Roster, Content]]) -> Lacks:
    """Return what was missing again and again; raids in which nobody sat do not count."""
    found = [_list_missing(roster, content) for roster, content in rosters if roster.seat_by_user]
    counts = Counter(need for missing in found for need in missing)
    often = {need: count for need, count in counts.most_common() if len(found) >= LEAST and 2 * count >= len(found)}
    return Lacks(len(found), often)


def _list_missing(roster: Roster, content: Content) -> frozenset[Need]:
    """Return the needs that some subgroup or the squad lacked; none where what was asked for contradicts itself."""
    try:
        posed = pose(roster, content, _EVERYBODY, {})
    except InvalidProblemError:
        return frozenset()
    return frozenset(Need(one.quota.need) for one in cover(posed.problem, posed.now) if one.missing)
