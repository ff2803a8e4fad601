"""Notes what people do with builds, without who they are; and whom they let the bot learn from."""

import secrets
from collections.abc import Callable, Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any, Protocol

import structlog
from pydantic import ValidationError

from bot.domain.builds import Build
from bot.domain.holdings import Holding, Subject
from bot.domain.ids import GuildId, UserId
from bot.domain.learning.consent import Consent
from bot.domain.learning.kinds import BuildKind
from bot.domain.templates import OWN
from bot.domain.verdicts import Verdict
from bot.domain.viewer import Viewer
from bot.gateways.events import NO_EVENTS, Deed, Event, Events
from bot.gateways.events.schema import Outcome
from bot.repositories.unit import UnitFactory, UnitOfWork
from bot.services.learning.kinds import Kinds
from bot.services.learning.pseudonyms import PERIOD, SECRET_BYTES, name_guild, name_person, period_of
from bot.services.rulebook import Rulebook

_log = structlog.get_logger(__name__)


class Notes(Protocol):
    """Where services note what somebody did with a build, once it is done. To note never waits and never raises."""

    @property
    def is_on(self) -> bool:
        """Whether anything is noted in this installation."""

    def note(
        self,
        viewer: Viewer,
        deed: Deed,
        build: Build | BuildKind,
        *,
        content: str | None = None,
        outcome: Outcome | None = None,
    ) -> None:
        """Note it, if the server of `viewer` lets the bot learn; of the person only if they said yes."""


class NoNotes:
    """Notes nothing."""

    is_on = False

    def note(
        self,
        viewer: Viewer,
        deed: Deed,
        build: Build | BuildKind,
        *,
        content: str | None = None,
        outcome: Outcome | None = None,
    ) -> None:
        """Note nothing."""


NO_NOTES = NoNotes()


@dataclass(frozen=True, slots=True)
class _Key:
    period: int
    secret: bytes


class Learning:
    """What may be noted, and who may be told apart.

    Asked for each deed, so keys and who said yes are kept in memory. A change counts at once in the process that it
    came to; others read it by `refresh`, and take out what they noted meanwhile of somebody who took it back.
    """

    def __init__(
        self,
        units: UnitFactory,
        clock: Callable[[], datetime],
        rulebook: Rulebook,
        kinds: Kinds,
        events: Events = NO_EVENTS,
    ) -> None:
        self._units = units
        self._clock = clock
        self._rulebook = rulebook
        self.kinds = kinds
        self.events = events
        self._key: _Key | None = None
        self._since: dict[UserId, datetime] = {}
        self._settled: set[UserId] = set()
        self._erased: frozenset[str] = frozenset()
        self._trimmed: date | None = None
        self._changes = 0

    @property
    def is_on(self) -> bool:
        """Whether anything is noted in this installation."""
        return self.events is not NO_EVENTS

    def note(
        self,
        viewer: Viewer,
        deed: Deed,
        build: Build | BuildKind,
        *,
        content: str | None = None,
        outcome: Outcome | None = None,
    ) -> None:
        """Note what somebody did with a build; see Notes."""
        key = self._get_key(viewer.guild)
        if key is None:
            return
        kind = self.kinds.get(build) if isinstance(build, Build) else build
        said: dict[str, Any] = {
            "deed": deed,
            "guild": None if viewer.guild is None else name_guild(key.secret, viewer.guild),
            "mode": kind.mode,
            "profession": kind.profession,
            "elite": kind.elite,
            "roles": kind.roles,
            "content": None if content is None else _plain(content),
            "outcome": outcome,
        }
        since = self._since.get(viewer.user)
        # one line a deed: a second one with the hour would tell when this person did it
        told = (
            {"hour": _hour(self._clock())} if since is None else {"person": name_person(key.secret, viewer.user, since)}
        )
        self._add(told | said)

    def may_learn(self, guild: GuildId | None) -> bool:
        """Tell whether anything may be noted where this happens."""
        return self.is_on and self._rulebook.may_learn(guild)

    def note_lineup(self, guild: GuildId, content: str, verdict: Verdict) -> None:
        """Note what a leader found of a lineup, at the level of counts whoever it was: it tells nothing of them."""
        key = self._get_key(guild)
        if key is not None:
            self._add(
                {
                    "deed": Deed.JUDGED,
                    "guild": name_guild(key.secret, guild),
                    "hour": _hour(verdict.at),
                    "mode": verdict.mode,
                    "content": _plain(content),
                    "outcome": Outcome.UP if verdict.worked else Outcome.DOWN,
                    "traits": asdict(verdict.traits),
                }
            )

    def _get_key(self, guild: GuildId | None) -> _Key | None:
        """Return with what pseudonyms are made, where something may be noted."""
        key = self._key
        is_there = key is not None and key.period == period_of(self._clock())
        return key if is_there and self._rulebook.may_learn(guild) else None

    def _add(self, said: dict[str, Any]) -> None:
        try:
            self.events.note(self._clock().date(), Event(**said))
        except ValidationError:  # a name that the game has new, of a shape that no line may have
            _log.warning("event of an unknown shape", deed=said["deed"])

    async def find(self, viewer: Viewer) -> Consent:
        """Return what the viewer said."""
        async with self._units(reads_only=True) as unit:
            return await unit.learning.find_consent(viewer.user)

    async def list_noted(self, viewer: Viewer) -> Holding | None:
        """Return the viewer's own lines of these weeks, as far as files here have them; None if those cannot be read.

        Pseudonyms are left out: they would tell whoever has both the files and this which lines are the viewer's.
        """
        async with self._units(reads_only=True) as unit:
            named = await _name_by_period(unit, viewer.user)
        found = await self.events.find(named.values(), (self._clock() - PERIOD).date())
        if found is None:
            return None
        said = [one.event.model_dump(mode="json", exclude_none=True, exclude={"person", "guild"}) for one in found]
        rows = [{"day": str(one.day), **row} for one, row in zip(found, said, strict=True)]
        return Holding(Subject.NOTED, rows)

    async def agree(self, viewer: Viewer) -> Consent:
        """Learn from what the viewer likes, from now on; said again, nothing changes."""
        now = self._clock()
        async with self._units() as unit:
            await unit.accounts.ensure(viewer.user, now)
            before = await unit.learning.find_consent(viewer.user)
            consent = before if before.since is not None else Consent(now, now)
            await unit.learning.set_consent(viewer.user, consent)
        self._changes += 1
        self._since[viewer.user] = consent.since or now
        return consent

    async def refuse(self, viewer: Viewer) -> Consent:
        """Learn nothing more from what the viewer likes, and erase what was noted of it while it is known as theirs."""
        now = self._clock()
        async with self._units() as unit:
            await unit.accounts.ensure(viewer.user, now)
            gone = await ask_erasure(unit, viewer.user, now)
            consent = Consent(None, now)
            await unit.learning.set_consent(viewer.user, consent)
        await self.erase(viewer.user, gone)
        return consent

    async def erase(self, user: UserId, pseudonyms: Collection[str]) -> None:
        """Forget that somebody said yes, and take their lines out of the files; see `ask_erasure`."""
        self._changes += 1
        self._since.pop(user, None)
        await self._erase(frozenset(pseudonyms))

    async def may_ask(self, viewer: Viewer) -> bool:
        """Tell whether to ask the viewer now, and note that they were asked: the second time it says no."""
        if viewer.user in self._settled or not self.may_learn(viewer.guild):
            return False
        async with self._units() as unit:
            is_new = await unit.learning.mark_asked(viewer.user, self._clock())
        self._settled.add(viewer.user)
        return is_new

    async def refresh(self) -> None:
        """Read keys, who said yes and what is to be erased anew; each four weeks make a key and drop the one before.

        It is to be called every minute or so: with the key of other weeks nothing is noted.
        """
        if not self.is_on:
            await self._drop_keys()
            return
        before, now = self._changes, self._clock()
        self._key = await self._renew_key(period_of(now))
        async with self._units(reads_only=True) as unit:
            # in this order: of whom something is to be erased, nothing more is noted from here on
            asked, since = await unit.learning.list_erasures(), dict(await unit.learning.find_consents())
        if self._changes != before:
            return  # what was read is older than what is known; the next time does it
        self._since = since
        self._erased &= asked
        await self._erase(asked - self._erased)
        if self._trimmed != now.date() and await self.events.trim(now.date()):
            await self._drop_erasures(now)
            self._trimmed = now.date()

    async def _renew_key(self, period: int) -> _Key:
        async with self._units(reads_only=True) as unit:
            known = await unit.learning.list_secrets()
        if set(known) != {period}:
            async with self._units() as unit:
                await unit.learning.keep_secret(period, secrets.token_bytes(SECRET_BYTES))
                await unit.learning.drop_secrets(before=period)
                known = await unit.learning.list_secrets()
        return _Key(period, known[period])

    async def _drop_keys(self) -> None:
        """Throw away the keys of when something was noted here, and what was to be erased: no file is left."""
        async with self._units(reads_only=True) as unit:
            known = await unit.learning.list_secrets()
        if known:
            async with self._units() as unit:
                await unit.learning.drop_secrets(before=max(known) + 1)
                await unit.learning.drop_erasures(before=max(known) + 1)

    async def _drop_erasures(self, now: datetime) -> None:
        """Forget what was to be erased of weeks of which no machine keeps lines any more."""
        async with self._units() as unit:
            await unit.learning.drop_erasures(before=period_of(now - self.events.kept))

    async def _erase(self, pseudonyms: frozenset[str]) -> None:
        if pseudonyms and await self.events.erase(pseudonyms):
            self._erased |= pseudonyms


async def ask_erasure(unit: UnitOfWork, user: UserId, now: datetime) -> Collection[str]:
    """Have a person's lines erased on every machine, and return by which pseudonyms they are known."""
    named = await _name_by_period(unit, user)
    for period, pseudonym in named.items():
        await unit.learning.ask_erasures(period, [pseudonym], now)
    return named.values()


async def _name_by_period(unit: UnitOfWork, user: UserId) -> Mapping[int, str]:
    """Return by which pseudonyms of the living keys somebody is known; none of one who did not say yes."""
    since = (await unit.learning.find_consent(user)).since
    if since is None:
        return {}
    known = await unit.learning.list_secrets()
    return {period: name_person(secret, user, since) for period, secret in known.items()}


def _hour(now: datetime) -> int:
    return now.weekday() * 24 + now.hour


def _plain(content: str) -> str:
    """Return how lines call a content: those of a guild's own by one word, for their names are people's."""
    return "own" if content.startswith(OWN) else content
