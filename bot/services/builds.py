"""Keeping builds: saved, found, published, thrown away and taken back."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from uuid_utils.compat import uuid7

from bot.domain.builds import Build
from bot.domain.ids import BuildId, GuildId, UserId
from bot.domain.modes import GameMode
from bot.domain.names import clean_name
from bot.domain.pages import Page
from bot.domain.template import BuildTemplate
from bot.domain.titles import title_of
from bot.domain.viewer import Viewer
from bot.errors import LimitReachedError, NotAllowedError
from bot.gateways.cache import NO_CACHE, Cache, cacheable, invalidates
from bot.gateways.events import Deed
from bot.repositories.unit import UnitFactory, UnitOfWork
from bot.services.almanac import Almanac
from bot.services.kept import LIST_S, public_page, tags_of_build, tags_of_page, uncounted
from bot.services.learning.noting import NO_NOTES, Notes
from bot.services.lookup import find_by_short_id, require_deleted, require_own, require_own_or_deleted
from bot.services.manners import check_build
from bot.services.moderating import check_publishable
from bot.services.noticeboard import find_trouble
from bot.services.pacing import Dear, Paces
from bot.services.pasted import parse_pasted_build
from bot.services.short_ids import add_under_new_id
from bot.services.sight import as_seen, with_posts
from bot.services.suggestions import find_suggestions, require_or_suggest

BUILD_LIMIT = 500
"""Builds that one person keeps, and as many again in the bin: a flood has to end somewhere."""
UNDO = timedelta(days=30)
"""How long something thrown away can be taken back."""


@dataclass(frozen=True, slots=True)
class Saved:
    """The outcome of saving. `is_new` is false when the very same build was kept already: the button came twice."""

    build: Build
    is_new: bool


class BuildLibrary:
    """The builds that people keep. A `ref` is a short id or a name.

    Every method raises StorageUnavailableError when the database is away; then nothing was written. Buttons should
    carry short ids: two builds may have one name, and the newest is meant.
    """

    def __init__(
        self,
        units: UnitFactory,
        almanac: Almanac,
        clock: Callable[[], datetime],
        paces: Paces,
        *,
        cache: Cache = NO_CACHE,
        notes: Notes = NO_NOTES,
    ) -> None:
        self._units = units
        self._almanac = almanac
        self._clock = clock
        self._paces = paces
        self._notes = notes
        self.cache = cache

    async def save(
        self, viewer: Viewer, code_text: str, *, name: str | None = None, mode: GameMode | None = None
    ) -> Saved:
        """Keep the one build whose code is somewhere in `code_text`, privately.

        Without a name it is called after its elite specialization or profession. Raises ChatCodeError,
        InvalidNameError and LimitReachedError.
        """
        template = parse_pasted_build(code_text)
        title = title_of(template, self._almanac.game) if name is None else clean_name(name)
        code = template.chat_code()
        async with self._units() as unit:
            await unit.accounts.ensure(viewer.user, self._clock())
            same = await unit.builds.find_same(viewer.user, title, mode, code)
            if same is not None:
                return Saved(same, is_new=False)
            await check_room(unit, viewer)
            build = await self._add(unit, viewer, title, mode, template)
        self._notes.note(viewer, Deed.SAVED, build)
        return Saved(build, is_new=True)

    async def require(self, viewer: Viewer, ref: str) -> Build:
        """Return the build that `ref` names: own ones first, then those public here. Raises NotFoundError."""
        async with self._units(reads_only=True) as unit:
            return await as_seen(unit, viewer, await require_or_suggest(unit.builds, viewer, ref, "build"))

    async def list_own(self, viewer: Viewer, *, cursor: str | None = None) -> Page[Build]:
        """Return a page of the viewer's builds, newest first, with what became of their posts here."""
        async with self._units(reads_only=True) as unit:
            page = await unit.builds.list_own(viewer.user, cursor)
            return replace(page, items=await with_posts(unit, viewer, page.items))

    @cacheable(key=public_page, ttl_s=LIST_S, tags=tags_of_page)
    async def list_public(self, viewer: Viewer, *, cursor: str | None = None) -> Page[Build]:
        """Return a page of what is public in this guild, last published first; NotAllowedError("guild") elsewhere.

        Likes and uses are left out.
        """
        guild = _require_guild(viewer)
        async with self._units(reads_only=True) as unit:
            return uncounted(await unit.builds.list_public(guild, cursor))

    async def list_public_of(self, viewer: Viewer, owner: UserId, *, cursor: str | None = None) -> Page[Build]:
        """Return a page of what `owner` shows in this guild, last published first; NotAllowedError("guild")."""
        guild = _require_guild(viewer)
        async with self._units(reads_only=True) as unit:
            return await unit.builds.list_public_of(guild, owner, cursor)

    async def list_kept(self, viewer: Viewer, template: BuildTemplate) -> tuple[Build, ...]:
        """Return the viewer's builds that have the code of `template`, newest first."""
        async with self._units(reads_only=True) as unit:
            return await unit.builds.find_own_coded(viewer.user, template.chat_code())

    async def list_deleted(self, viewer: Viewer, *, cursor: str | None = None) -> Page[Build]:
        """Return a page of what the viewer threw away and can take back, last deleted first."""
        async with self._units(reads_only=True) as unit:
            return await unit.builds.list_deleted(viewer.user, cursor)

    @invalidates(tags_of_build)
    async def publish(self, viewer: Viewer, ref: str) -> Build:
        """Make an own build public in this guild; again changes nothing. NotAllowedError("guild" or "owner").

        Where its post is still to be made and others failed for a reason that concerns it too, it has that fault.
        Raises TooOftenError, what moderators forbid, and ImitationError and LinkForbiddenError for what it says.
        """
        self._paces.take(Dear.PUBLISH, viewer)
        async with self._units() as unit:
            build = await self._hold_own(unit, viewer, ref)
            guild = _require_guild(viewer)
            await unit.guilds.ensure(guild, self._clock())
            await check_publishable(unit, viewer, build.id, self._clock())
            await check_build(unit, (guild,), build)
            trouble = await find_trouble(unit, guild)
            await unit.builds.publish(build.id, guild, self._clock())
            seen = await as_seen(unit, viewer, replace(build, published_in=build.published_in | {guild}))
        if guild not in build.published_in:
            self._notes.note(viewer, Deed.PUBLISHED, seen)
        if seen.post is not None and seen.post.message is None:
            return replace(seen, post=replace(seen.post, fault=trouble))
        return seen

    @invalidates(tags_of_build)
    async def unpublish(self, viewer: Viewer, ref: str) -> Build:
        """Take an own build back from this guild; it stays public in others."""
        async with self._units() as unit:
            build = await self._hold_own(unit, viewer, ref)
            guild = _require_guild(viewer)
            await unit.builds.unpublish(build.id, guild)
            return await as_seen(unit, viewer, replace(build, published_in=build.published_in - {guild}))

    @invalidates(tags_of_build)
    async def delete(self, viewer: Viewer, ref: str) -> Build:
        """Throw an own build away: nobody sees it any more, and `restore` brings it back as it was for 30 days."""
        now = self._clock()
        async with self._units() as unit:
            await unit.accounts.ensure(viewer.user, now)
            build = await require_own_or_deleted(unit.builds, viewer, ref, "build")
            if build.deleted_at is not None:
                return build
            await unit.builds.mark_deleted(build.id, now)
            await unit.builds.trim_deleted(viewer.user, keep=BUILD_LIMIT)
            return replace(build, deleted_at=now)

    @invalidates(tags_of_build)
    async def restore(self, viewer: Viewer, ref: str) -> Build:
        """Take back what was thrown away, public where it was; LimitReachedError when there is no room."""
        async with self._units() as unit:
            await unit.accounts.ensure(viewer.user, self._clock())
            build = await require_deleted(unit.builds, viewer, ref, "build")
            if build.deleted_at is not None:
                await check_room(unit, viewer)
                await unit.builds.mark_deleted(build.id, None)
            return await as_seen(unit, viewer, replace(build, deleted_at=None))

    async def purge(self) -> int:
        """Delete for good what was thrown away more than 30 days ago; returns how many builds."""
        async with self._units() as unit:
            return await unit.builds.purge_deleted(self._clock() - UNDO)

    async def suggest(self, viewer: Viewer, text: str) -> list[Build]:
        """Return at most 25 builds for what was typed so far: own ones, then public ones; or the one of a short id."""
        async with self._units(reads_only=True, is_hurried=True) as unit:
            named = await find_by_short_id(unit.builds, viewer, text)
            if named is not None:
                return [named]
            return list(await unit.builds.find_many(await find_suggestions(unit.builds, viewer, text)))

    async def suggest_of_others(self, viewer: Viewer, text: str) -> list[Build]:
        """Return at most 25 builds of others that are public here, for what was typed so far."""
        async with self._units(reads_only=True, is_hurried=True) as unit:
            named = await find_by_short_id(unit.builds, viewer, text)
            if named is not None:
                return [] if named.is_owned_by(viewer) else [named]
            return list(await unit.builds.find_many(await find_suggestions(unit.builds, viewer, text, of_others=True)))

    async def _add(
        self, unit: UnitOfWork, viewer: Viewer, name: str, mode: GameMode | None, template: BuildTemplate
    ) -> Build:
        now = self._clock()

        def make(short_id: str) -> Build:
            return Build(
                id=BuildId(uuid7()),
                short_id=short_id,
                owner=viewer.user,
                name=name,
                mode=mode,
                template=template,
                code=template.chat_code(),
                created_at=now,
                updated_at=now,
            )

        return await add_under_new_id(unit.builds.add, make)

    async def _hold_own(self, unit: UnitOfWork, viewer: Viewer, ref: str) -> Build:
        """Return an own build, with all other writes of its owner waiting."""
        await unit.accounts.ensure(viewer.user, self._clock())
        return await require_own(unit.builds, viewer, ref, "build")


async def check_room(unit: UnitOfWork, viewer: Viewer) -> None:
    """Raise LimitReachedError where the viewer keeps as many builds as one person may."""
    if await unit.builds.count_own(viewer.user) >= BUILD_LIMIT:
        raise LimitReachedError("build", BUILD_LIMIT)


def _require_guild(viewer: Viewer) -> GuildId:
    if viewer.guild is None:
        raise NotAllowedError("guild")
    return viewer.guild
