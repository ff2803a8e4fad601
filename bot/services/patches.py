"""Patch day: what of a build the game changed since its owner last looked at it.

Each edition of the facts that brings a change is logged with its digests and the time from which it was in use. A build
is compared with the edition of the time when its code or gear was said, or when its owner said that it was checked: so
nothing has to be written to builds when the game changes, however many there are.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from uuid import UUID

import structlog

from bot.domain.builds import Build
from bot.domain.edition import Edition
from bot.domain.ids import BuildId
from bot.domain.patches import LoggedEdition, Prints, find_changes, find_uses, name_things
from bot.domain.viewer import Viewer
from bot.gateways.cache import NO_CACHE, Cache, invalidates
from bot.repositories.unit import UnitFactory
from bot.services.almanac import Almanac
from bot.services.kept import tags_of_build
from bot.services.lookup import require_own
from bot.services.sight import as_seen

_log = structlog.get_logger(__name__)

LOGGED: Final = 24
"""Editions that are remembered; what is older is compared with the oldest of them. The game changes monthly."""

MARK_POSTS: Final = "mark-posts"
"""Kind of the job by which posts tell what the game changed; its key is the build after which it goes on, or empty."""
POSTS: Final = 200
"""Posts that are looked at in one go: fifty milliseconds."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What became of a build."""

    since: datetime
    """When its owner last knew."""
    names: tuple[str, ...]
    """Of what changed, as the game calls it now; empty where only nameless things did."""


class Patches:
    """Knows which editions were in use when. Nothing is known of changes before `refresh` was called."""

    def __init__(
        self,
        units: UnitFactory,
        almanac: Almanac,
        no_toolbelt: frozenset[int],
        clock: Callable[[], datetime],
        *,
        cache: Cache = NO_CACHE,
    ) -> None:
        self._units = units
        self._almanac = almanac
        self._no_toolbelt = no_toolbelt
        self._clock = clock
        self.cache = cache
        self._log: tuple[tuple[datetime, Prints], ...] = ()

    async def refresh(self) -> None:
        """Log the facts in use where they are newer than what is logged and differ; then learn what others logged."""
        edition = self._almanac.edition
        prints = await asyncio.to_thread(Prints.of, edition)
        async with self._units(reads_only=True) as unit:
            known = _readable(await unit.editions.list_all())
        if not known or (edition.rank > known[-1][0].rank and known[-1][1] != prints):
            entry = _entry(edition, prints, self._clock())
            async with self._units() as unit:
                await unit.editions.add(entry, keep=LOGGED)
                if known:
                    await unit.jobs.put(MARK_POSTS, "", entry.since)
            known = (*known, (entry, prints))
            _log.info("game facts logged", build=edition.game.build, since=entry.since.isoformat())
        self._log = tuple((entry.since, prints) for entry, prints in known)

    def get_changes(self, build: Build, *, language: str = "en") -> Changes | None:
        """Return what the game changed of what `build` uses since its owner last knew, by its names in `language`.

        None where nothing did. In memory and quick.
        """
        if not self._log:
            return None
        since = build.checked_at or build.created_at
        before = next((prints for start, prints in reversed(self._log) if start <= since), self._log[0][1])
        now = self._log[-1][1]
        if before is now:
            return None
        uses = find_uses(build.template, build.gear, self._almanac.edition, self._no_toolbelt)
        changed = find_changes(uses, before, now)
        return Changes(since, name_things(changed, self._almanac.speaking(language))) if changed else None

    async def mark_posts(self, after: str) -> bool:
        """Have the posts of builds drawn again in which the game changed something, POSTS of them after that build.

        The handler of MARK_POSTS; leaves the next ones to a job of their own. Always true.
        """
        await self.refresh()
        async with self._units(reads_only=True) as unit:
            posted = await unit.posts.list_posted(BuildId(UUID(after)) if after else None, POSTS)
            builds = await unit.builds.find_many(posted)
        changed = [build.id for build in builds if self.get_changes(build)]
        async with self._units() as unit:
            await unit.posts.mark_stale(changed)
            if len(posted) == POSTS:
                await unit.jobs.put(MARK_POSTS, str(posted[-1]), self._clock())
        return True

    @invalidates(tags_of_build)
    async def check(self, viewer: Viewer, ref: str) -> Build:
        """Note that the owner knows of all changes to an own build. Raises what `BuildLibrary.publish` raises."""
        async with self._units() as unit:
            now = self._clock()
            await unit.accounts.ensure(viewer.user, now)
            build = await require_own(unit.builds, viewer, ref, "build")
            await unit.builds.mark_checked(build.id, now)
            return await as_seen(unit, viewer, replace(build, checked_at=now))


def _readable(logged: tuple[LoggedEdition, ...]) -> tuple[tuple[LoggedEdition, Prints], ...]:
    """Return what this version can compare with, the oldest first; a version with other digests begins anew."""
    found = []
    for entry in logged:
        try:
            found.append((entry, Prints.from_bytes(entry.prints)))
        except ValueError:
            continue
    return tuple(found)


def _entry(edition: Edition, prints: Prints, now: datetime) -> LoggedEdition:
    fetched_at = edition.fetched.at if edition.fetched else None
    return LoggedEdition(now, edition.game.build, fetched_at, prints.to_bytes())
