"""Builds in: first a plan of what would be saved, then all of it in one transaction, or nothing."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from uuid_utils.compat import uuid7

from bot.domain.builds import Build
from bot.domain.ids import BuildId, UserId
from bot.domain.sketch import Draft, Sketch
from bot.domain.viewer import Viewer
from bot.errors import ImportRefusedError, LimitReachedError
from bot.gateways.cache import NO_CACHE, Cache, invalidates
from bot.repositories.unit import UnitFactory, UnitOfWork
from bot.services.almanac import Almanac
from bot.services.builds import BUILD_LIMIT
from bot.services.changes import change_build
from bot.services.exchange.judging import Fate, Planned, judge
from bot.services.exchange.reading import decode, read_texts
from bot.services.exchange.rows import Row
from bot.services.kept import tags_of_build
from bot.services.pacing import Dear, Paces
from bot.services.short_ids import add_under_new_id, new_short_id

LIFETIME: Final = timedelta(hours=1)
"""How long a preview can be confirmed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What an import would save."""

    token: str
    rows: tuple[Planned, ...]
    room: int
    """How many more builds the viewer may keep."""
    until: datetime

    def count(self, fate: Fate) -> int:
        """Return how many rows have that fate."""
        return sum(planned.fate is fate for planned in self.rows)

    @property
    def fits(self) -> bool:
        """Tell whether there is something to save, and room for all of it."""
        return 0 < self.count(Fate.NEW) <= self.room


def _tags(outcome: Sequence[Build], viewer: Viewer, *_: object, **__: object) -> tuple[str, ...]:
    return tuple({tag for build in outcome for tag in tags_of_build(build, viewer)})


class Importer:
    """Takes builds in.

    What a preview was made of is kept for an hour, so that its confirmation needs nothing from the message. A person
    has one preview at a time; a newer one takes the place of an older one.
    """

    def __init__(
        self,
        units: UnitFactory,
        almanac: Almanac,
        roles: Sequence[str],
        clock: Callable[[], datetime],
        paces: Paces,
        *,
        cache: Cache = NO_CACHE,
    ) -> None:
        self._units = units
        self._almanac = almanac
        self._roles = tuple(roles)
        self._clock = clock
        self._paces = paces
        self.cache = cache

    async def preview(self, viewer: Viewer, *sources: bytes | str) -> Plan:
        """Tell what would be saved; nothing is. Sources are files of ours or any texts with build codes in them.

        Raises ImportRefusedError, TooOftenError, and ChatCodeError for a text without a code. One faulty row costs no
        other.
        """
        texts = tuple(filter(str.strip, map(decode, sources)))
        if not texts:
            raise ImportRefusedError("empty")
        self._paces.take(Dear.IMPORT, viewer)
        rows = await self._read(texts)
        draft = Draft(new_short_id(), texts, self._clock())
        async with self._units() as unit:
            await unit.accounts.ensure(viewer.user, draft.made_at)
            await unit.drafts.keep(viewer.user, draft)
            return await self._plan(unit, viewer, draft, rows)

    async def require(self, viewer: Viewer, token: str) -> Plan:
        """Return the plan of an earlier preview, as it stands now; ImportRefusedError("gone") when it is too old."""
        draft, rows = await self._reread(viewer, token)
        async with self._units(reads_only=True) as unit:
            return await self._plan(unit, viewer, draft, rows)

    async def confirm(self, viewer: Viewer, token: str) -> Plan:
        """Save everything that is new, or nothing; returns the plan that was carried out.

        Again finds everything kept and saves nothing. Raises ImportRefusedError("gone"), and LimitReachedError where
        there is no room for all.
        """
        draft, rows = await self._reread(viewer, token)
        async with self._units() as unit:
            await unit.accounts.ensure(viewer.user, self._clock())
            await self._require_draft(unit, viewer, token)
            plan = await self._plan(unit, viewer, draft, rows)
            if plan.count(Fate.NEW) > plan.room:
                raise LimitReachedError("build", BUILD_LIMIT)
            # the first row becomes the newest build, so that lists have them in the order of the import
            for planned in reversed(plan.rows):
                if planned.fate is Fate.NEW and planned.row.sketch is not None:
                    await self._add(unit, viewer.user, planned.row.sketch, planned.name)
            return plan

    @invalidates(_tags)
    async def update(self, viewer: Viewer, token: str) -> tuple[Build, ...]:
        """Let kept builds be what the import says of them, all of them or none; each keeps what it was as a version.

        Returns those that changed. Raises ImportRefusedError("gone"), and ConflictError where one of them was changed
        at the same moment.
        """
        draft, rows = await self._reread(viewer, token)
        async with self._units() as unit:
            now = self._clock()
            await unit.accounts.ensure(viewer.user, now)
            await self._require_draft(unit, viewer, token)
            plan = await self._plan(unit, viewer, draft, rows)
            return tuple(
                [
                    await change_build(unit, planned.kept, now, **planned.changes)
                    for planned in plan.rows
                    if planned.fate is Fate.CHANGED and planned.kept is not None
                ]
            )

    async def purge(self) -> int:
        """Forget the previews that nobody can confirm any more; returns how many."""
        async with self._units() as unit:
            return await unit.drafts.purge(self._clock() - LIFETIME)

    async def _reread(self, viewer: Viewer, token: str) -> tuple[Draft, tuple[Row, ...]]:
        """Return a draft and its rows, read before the transaction that needs them."""
        async with self._units(reads_only=True) as unit:
            draft = await self._require_draft(unit, viewer, token)
        return draft, await self._read(draft.texts)

    async def _read(self, texts: Sequence[str]) -> tuple[Row, ...]:
        """Read what somebody sent off the event loop: a hostile 100 kB take a third of a second."""
        return await asyncio.to_thread(read_texts, texts, self._roles)

    async def _require_draft(self, unit: UnitOfWork, viewer: Viewer, token: str) -> Draft:
        draft = await unit.drafts.find(viewer.user)
        if draft is None or draft.token != token or draft.made_at < self._clock() - LIFETIME:
            raise ImportRefusedError("gone")
        return draft

    async def _plan(self, unit: UnitOfWork, viewer: Viewer, draft: Draft, rows: Iterable[Row]) -> Plan:
        own = await unit.builds.list_all_own(viewer.user)
        return Plan(
            token=draft.token,
            rows=tuple(judge(rows, own, self._almanac.game)),
            room=max(BUILD_LIMIT - len(own), 0),
            until=draft.made_at + LIFETIME,
        )

    async def _add(self, unit: UnitOfWork, owner: UserId, sketch: Sketch, name: str) -> None:
        now = self._clock()

        def make(short_id: str) -> Build:
            return Build(
                id=BuildId(uuid7()),
                short_id=short_id,
                owner=owner,
                name=name,
                mode=sketch.mode,
                template=sketch.template,
                code=sketch.template.chat_code(),
                gear=sketch.gear,
                notes=sketch.notes,
                source_link=sketch.source_link,
                roles=sketch.roles,
                tags=sketch.tags,
                created_at=now,
                updated_at=now,
            )

        await add_under_new_id(unit.builds.add, make)
