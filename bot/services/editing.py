"""Keeping builds up to date: edited without overwriting anything, and brought back to what they were."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.domain.builds import Build, Version
from bot.domain.edits import Seen, merge
from bot.domain.modes import GameMode
from bot.domain.names import clean_name
from bot.domain.notes import clean_link, clean_notes, clean_tags
from bot.domain.template import BuildTemplate
from bot.domain.viewer import Viewer
from bot.errors import EditedMeanwhileError, NotFoundError, UnknownRoleError
from bot.gateways.cache import NO_CACHE, Cache, invalidates
from bot.repositories.unit import UnitFactory, UnitOfWork
from bot.services.changes import change_build
from bot.services.kept import tags_of_build, tags_within
from bot.services.lookup import require_own
from bot.services.manners import check_manners
from bot.services.pasted import parse_pasted_build
from bot.services.sight import as_seen


@dataclass(frozen=True, slots=True)
class Edited:
    """The outcome of an edit. `elsewhere` names fields that another hand changed meanwhile, and that stay so."""

    build: Build
    elsewhere: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class History:
    """A build and what it was before, the newest first."""

    build: Build
    earlier: tuple[Version, ...]


class BuildEditor:
    """Changes own builds. A `ref` is a short id or a name, as everywhere."""

    def __init__(
        self, units: UnitFactory, roles: Sequence[str], clock: Callable[[], datetime], *, cache: Cache = NO_CACHE
    ) -> None:
        self._units = units
        self._roles = tuple(roles)
        self._clock = clock
        self.cache = cache

    @property
    def roles(self) -> tuple[str, ...]:
        """All roles that an author can choose from, in the order in which they are named."""
        return self._roles

    async def require(self, viewer: Viewer, ref: str) -> Build:
        """Return an own build to edit; raises NotFoundError and NotAllowedError("owner")."""
        async with self._units(reads_only=True) as unit:
            return await require_own(unit.builds, viewer, ref, "build")

    @invalidates(tags_within)
    async def edit(self, viewer: Viewer, ref: str, typed: Mapping[str, str | Sequence[str]], seen: Seen) -> Edited:
        """Change an own build to what was typed into a form that showed it as `seen`.

        Fields of the form that another hand changed meanwhile stay as they are, unless they were typed anew here too:
        then nothing is changed, and EditedMeanwhileError names them. A code is read out of any text. Raises what the
        cleaners of names, notes, links and tags raise, ChatCodeError and UnknownRoleError; of what is public,
        ImitationError and LinkForbiddenError.
        """
        cleaned, template = self._cleaned(typed)
        now = self._clock()
        async with self._units() as unit:
            build = await self._hold_own(unit, viewer, ref, now)
            merged = merge(build, seen, cleaned)
            if merged.conflicts:
                raise EditedMeanwhileError(merged.conflicts)
            changes = dict(merged.changes)
            if template is not None and "code" in changes:
                changes["template"] = template
            await check_manners(
                unit,
                build.published_in,
                (changes.get("name", ""), *changes.get("tags", ())),
                changes.get("notes", ""),
                source=changes.get("source_link"),
            )
            after = await change_build(unit, build, now, **changes)
            return Edited(await as_seen(unit, viewer, after), merged.elsewhere)

    async def list_versions(self, viewer: Viewer, ref: str) -> History:
        """Return an own build with its earlier versions; VERSIONS_KEPT at most."""
        async with self._units(reads_only=True) as unit:
            build = await require_own(unit.builds, viewer, ref, "build")
            return History(build, await unit.versions.list_earlier(build.id))

    @invalidates(tags_of_build)
    async def bring_back(self, viewer: Viewer, ref: str, number: int) -> Build:
        """Give an own build the code and gear of an earlier version, as a new version.

        The current one brings back nothing and is fine; NotFoundError("version") for one that is not kept.
        """
        now = self._clock()
        async with self._units() as unit:
            build = await self._hold_own(unit, viewer, ref, now)
            if number != build.version:
                earlier = {version.number: version for version in await unit.versions.list_earlier(build.id)}
                if number not in earlier:
                    raise NotFoundError("version", str(number))
                old = earlier[number]
                build = await change_build(unit, build, now, template=old.template, code=old.code, gear=old.gear)
            return await as_seen(unit, viewer, build)

    async def _hold_own(self, unit: UnitOfWork, viewer: Viewer, ref: str, now: datetime) -> Build:
        await unit.accounts.ensure(viewer.user, now)
        return await require_own(unit.builds, viewer, ref, "build")

    def _cleaned(self, typed: Mapping[str, str | Sequence[str]]) -> tuple[dict[str, Any], BuildTemplate | None]:
        """Return what was typed as it is kept, and the template of the code, if one was typed."""
        cleaners: dict[str, Callable[[Any], Any]] = {
            "name": clean_name,
            "mode": lambda mode: GameMode(mode) if mode else None,
            "notes": clean_notes,
            "source_link": clean_link,
            "roles": self._ordered,
            "tags": clean_tags,
        }
        template = parse_pasted_build(str(typed["code"])) if "code" in typed else None
        code = {} if template is None else {"code": template.chat_code()}
        return {field: cleaners[field](value) for field, value in typed.items() if field != "code"} | code, template

    def _ordered(self, roles: Sequence[str]) -> tuple[str, ...]:
        for role in roles:
            if role not in self._roles:
                raise UnknownRoleError(role, known=self._roles)
        return tuple(role for role in self._roles if role in roles)
