"""Who plays what, in memory; part of the twin in `fakes.py`."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from bot.domain.ids import BuildId, GuildId, UserId
from bot.domain.learning.consent import NO_CONSENT
from bot.domain.raids import RaidStatus
from bot.domain.recommending import Offered, Use, kind_of, needs_of
from bot.repositories.unit_uses import Span

if TYPE_CHECKING:
    from tests.fake_state import State


class FakeUses:
    def __init__(self, state: "State") -> None:
        self._state = state

    async def list_uses(self, span: Span, guild: GuildId) -> tuple[Use, ...]:
        kinds = (self._shown(), self._seated())
        return tuple(use for uses in kinds for use in _latest(span, (one for one in uses if one.guild == guild)))

    async def list_agreed(self, span: Span) -> tuple[Use, ...]:
        kinds = (self._shown(), self._seated(), self._liked())
        return tuple(use for uses in kinds for use in _latest(span, filter(self._may_be_learned, uses)))

    def _may_be_learned(self, use: Use) -> bool:
        since = self._state.consents.get(use.user, NO_CONSENT).since
        return since is not None and use.at >= since and not self._refuses(use.guild)

    def _refuses(self, guild: GuildId) -> bool:
        rules = self._state.rules.get(guild)
        return rules is not None and not rules.learns

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

    def _liked(self) -> Iterator[Use]:
        refused = {key for key, guild, _ in self._listed() if self._refuses(guild)}
        for (key, user), at in self._state.likes.items():
            for liked, guild, _ in self._listed():
                if liked == key and key not in refused:
                    yield Use(user, guild, kind_of(self._terms(key)), at)

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


def _latest(span: Span, uses: Iterable[Use]) -> list[Use]:
    here = [use for use in uses if span.after < use.at <= span.before]
    return sorted(here, key=lambda use: use.at, reverse=True)[: span.limit]
