"""Who plays what, in memory; part of the twin in `fakes.py`."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from bot.domain.ids import BuildId, GuildId, UserId
from bot.domain.raids import RaidStatus
from bot.domain.recommending import Offered, Use, kind_of, needs_of
from bot.repositories.unit_uses import Span

if TYPE_CHECKING:
    from tests.fake_state import State


class FakeUses:
    def __init__(self, state: "State") -> None:
        self._state = state

    async def list_uses(self, span: Span, guild: GuildId | None = None) -> tuple[Use, ...]:
        refusing = {place for place, rules in self._state.rules.items() if not rules.learns}
        found: list[Use] = []
        for uses in (self._shown(), self._seated()):
            here = [use for use in uses if span.after < use.at <= span.before]
            here = [use for use in here if (use.guild not in refusing if guild is None else use.guild == guild)]
            found += sorted(here, key=lambda use: use.at, reverse=True)[: span.limit]
        return tuple(found)

    async def list_offered(self, guild: GuildId, besides: UserId, limit: int) -> tuple[Offered, ...]:
        places = [(key, at) for key, place, at in self._listed() if place == guild]
        found = [(self._standing(key), at, key) for key, at in places if self._state.builds[key].owner != besides]
        return tuple(self._offered(key, standing) for standing, _, key in sorted(found, reverse=True)[:limit])

    def _shown(self) -> Iterator[Use]:
        for key, guild, at in self._listed():
            yield Use(self._state.builds[key].owner, guild, kind_of(self._terms(key)), at)

    def _seated(self) -> Iterator[Use]:
        for key, raid in self._state.raids.items():
            if raid.status in {RaidStatus.OPEN, RaidStatus.LOCKED}:
                for seat in self._state.raid_seats.get(key, {}).values():
                    user = seat.player.user if seat.player is not None else None
                    entry = self._state.entries.get((key, user)) if user is not None else None
                    build = entry.choices[seat.rank].build if entry and seat.rank < len(entry.choices) else None
                    if user is not None and build is not None:
                        yield Use(user, raid.guild, kind_of(self._terms(build)), raid.starts_at)

    def _listed(self) -> Iterator[tuple[UUID, GuildId, datetime]]:
        for (key, guild), at in self._state.publications.items():
            if self._state.builds[key].deleted_at is None:
                yield key, guild, at

    def _terms(self, key: UUID) -> frozenset[str]:
        return self._state.descriptions[key].terms

    def _standing(self, key: UUID) -> int:
        build = self._state.build(key)
        return 2 * build.likes + build.uses

    def _offered(self, key: UUID, standing: int) -> Offered:
        return Offered(BuildId(key), kind_of(self._terms(key)), needs_of(self._terms(key)), standing)
