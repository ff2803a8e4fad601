"""Statistics: of a server for its admins, of its public builds for its members, of oneself for oneself."""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from bot.domain.attendance import KEPT, Tally, tallied
from bot.domain.builds import Build
from bot.domain.ids import GuildId
from bot.domain.raid_needs import NeedRecord, note_needs
from bot.domain.raids import RaidStatus
from bot.domain.stats import (
    WEEKS,
    Calling,
    Played,
    Ranked,
    RoleCount,
    Week,
    calling_terms,
    count_callings,
    count_roles,
    count_weeks,
    list_weeks,
    role_terms,
)
from bot.domain.viewer import Viewer
from bot.errors import NotAllowedError
from bot.repositories.unit import UnitFactory, UnitOfWork
from bot.services.almanac import Almanac
from bot.services.patches import Changes, Patches
from bot.services.raids.planning import Raids
from bot.services.raids.signups import demands_of
from bot.services.rulebook import require_admin

RANKED: Final = 10
"""Builds in each list, and things that somebody played."""
LOOKED_THROUGH: Final = 200
"""Public builds, the best known first, that are looked through for what the game changed: fifty milliseconds."""
_UTC: Final = "UTC"


@dataclass(frozen=True, slots=True)
class ServerStatistics:
    """One server as a whole: counts alone."""

    builds: int
    """How many are public there."""
    callings: tuple[Calling, ...]
    roles: tuple[RoleCount, ...]
    weeks: tuple[Week, ...]
    """The oldest first; the last one has just begun."""
    needs: tuple[NeedRecord, ...]
    """What raids of these weeks asked for, the one missing most often first."""
    noted: int
    """Of how many raids of these weeks that is known."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A build, and how much there is of what it is listed for."""

    build: Build
    count: int


@dataclass(frozen=True, slots=True)
class Outdated:
    """A build in which the game changed something since its owner last knew."""

    build: Build
    changes: Changes


@dataclass(frozen=True, slots=True)
class BuildStatistics:
    """The builds that are public in one server."""

    seated: tuple[Counted, ...]
    """By how many places of raids of the last WEEKS weeks they were played in."""
    liked: tuple[Counted, ...]
    outdated: tuple[Outdated, ...]
    """The RANKED best known of them."""
    outdated_count: int
    looked_through: int
    """Among how many of the best known they were found."""


@dataclass(frozen=True, slots=True)
class OwnStatistics:
    """One person, for themselves."""

    builds: int
    callings: tuple[Calling, ...]
    played: tuple[Played, ...]
    """In places of raids that took place, the most played first."""
    tally: Tally | None
    """What leaders noted of them; None where nothing."""


class Statistics:
    """Counts what is there. Server and builds tell of nobody: no name, no id, and nothing that is private."""

    def __init__(
        self,
        units: UnitFactory,
        almanac: Almanac,
        patches: Patches,
        raids: Raids,
        roles: tuple[str, ...],
        clock: Callable[[], datetime],
    ) -> None:
        self._units = units
        self._almanac = almanac
        self._patches = patches
        self._raids = raids
        self._roles = roles
        self._clock = clock

    async def count_server(self, viewer: Viewer) -> ServerStatistics:
        """Return the numbers of the viewer's server. Raises NotAllowedError("guild" or "admin")."""
        guild, now, game = require_admin(viewer), self._clock(), self._almanac.game
        async with self._units(reads_only=True) as unit:
            zone = (await unit.rules.find(guild)).zone
            starts = list_weeks(now, ZoneInfo(zone or _UTC))
            callings, roles = calling_terms(game), role_terms(self._roles)
            counts = await unit.statistics.count_public(guild, (*callings, *roles))
            raids = await unit.statistics.count_raids(guild, starts, now)
            presences = await unit.statistics.count_presences(guild, starts, now)
            needs = await unit.statistics.count_needs(guild, starts[0], now)
            noted = await unit.statistics.count_noted(guild, starts[0], now)
        found = count_callings(counts, game)
        return ServerStatistics(
            builds=sum(one.count for one in found),
            callings=found,
            roles=count_roles(counts, self._roles),
            weeks=count_weeks(starts, raids, presences),
            needs=needs,
            noted=noted,
        )

    async def rank_builds(self, viewer: Viewer) -> BuildStatistics:
        """Return the public builds of the viewer's server by what became of them. Raises NotAllowedError("guild")."""
        if viewer.guild is None:
            raise NotAllowedError("guild")
        guild, now = viewer.guild, self._clock()
        async with self._units(reads_only=True) as unit:
            counts = unit.statistics
            seated = await counts.list_most_seated(guild, now - timedelta(weeks=WEEKS), now, RANKED)
            liked = await counts.list_best_liked(guild, RANKED)
            known = await counts.list_best_known(guild, LOOKED_THROUGH)
            builds = await _find(unit, guild, (*seated, *liked, *known))
        looked_at = [builds[one.build] for one in known if one.build in builds]
        outdated = await asyncio.to_thread(self._find_outdated, looked_at)
        return BuildStatistics(
            seated=_counted(seated, builds),
            liked=_counted(liked, builds),
            outdated=tuple(outdated[:RANKED]),
            outdated_count=len(outdated),
            looked_through=len(looked_at),
        )

    async def count_own(self, viewer: Viewer) -> OwnStatistics:
        """Return the viewer's own numbers: all their builds, and raids of this server or, in a direct message, of all.

        Raids count for as long as they are kept.
        """
        now, game = self._clock(), self._almanac.game
        async with self._units(reads_only=True) as unit:
            counts = await unit.statistics.count_own(viewer.user, calling_terms(game))
            played = await unit.statistics.list_played(viewer.user, viewer.guild, now - KEPT, now, RANKED)
            attended = await unit.attendance.list_attended(now - KEPT, guild=viewer.guild, user=viewer.user)
        found = count_callings(counts, game)
        tally = next(iter(tallied(attended)), None)
        return OwnStatistics(sum(one.count for one in found), found, played, tally)

    async def note_needs(self, ref: str) -> bool:
        """Note what a raid that is under way asked for and lacked; again notes it anew. The handler of NOTE_NEEDS.

        Always true: a raid that is gone, called off or moved to a later time has nothing to be noted.
        """
        now = self._clock()
        async with self._units() as unit:
            raid = await unit.raids.find(ref, hold=True)
            if raid is None or raid.status not in {RaidStatus.OPEN, RaidStatus.LOCKED} or now < raid.starts_at:
                return True
            demands = demands_of(self._raids.get_content(raid))
            await unit.statistics.put_needs(raid.id, note_needs(await unit.raids.find_roster(raid), demands))
        return True

    def _find_outdated(self, builds: Iterable[Build]) -> list[Outdated]:
        changed = ((build, self._patches.get_changes(build)) for build in builds)
        return [Outdated(build, changes) for build, changes in changed if changes is not None]


async def _find(unit: UnitOfWork, guild: GuildId, ranked: Iterable[Ranked]) -> dict[object, Build]:
    """Return those builds that are public there still."""
    keys = tuple(dict.fromkeys(one.build for one in ranked))
    return {build.id: build for build in await unit.builds.find_many(keys) if guild in build.published_in}


def _counted(ranked: Iterable[Ranked], builds: dict[object, Build]) -> tuple[Counted, ...]:
    return tuple(Counted(builds[one.build], one.count) for one in ranked if one.build in builds)
