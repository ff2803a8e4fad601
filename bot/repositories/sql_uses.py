"""Who plays what, in the database."""

import asyncio
from collections.abc import Iterable
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, and_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.ids import BuildId, GuildId, UserId
from bot.domain.raids import RaidStatus
from bot.domain.recommending import Offered, Use, kind_of, needs_of
from bot.models import ChoiceRow, LikeRow, RaidRow, RaidSeatRow
from bot.repositories.sql_accounts import owned_by
from bot.repositories.sql_rows import ACCOUNTS, BUILDS, PUBLICATIONS
from bot.repositories.sql_rules import REFUSING
from bot.repositories.sql_terms import from_stored
from bot.repositories.unit_uses import Span

S = TypeVar("S", bound=Select[*tuple[Any, ...]])

_C, _P, _R = ChoiceRow.__table__.c, RaidSeatRow.__table__.c, RaidRow.__table__.c
_LIKES = LikeRow.__table__.c
_SHOWN = (
    select(ACCOUNTS.c.user_id, PUBLICATIONS.c.guild_id, PUBLICATIONS.c.published_at, BUILDS.c.terms)
    .join_from(PUBLICATIONS, BUILDS, BUILDS.c.id == PUBLICATIONS.c.build_id)
    .join(ACCOUNTS, ACCOUNTS.c.id == BUILDS.c.owner_id)
    .where(PUBLICATIONS.c.listed.is_(True))
)
_SEATED = (
    select(_P.user_id, _R.guild_id, _R.starts_at, BUILDS.c.terms)
    .join_from(RaidRow.__table__, RaidSeatRow.__table__, _P.raid_id == _R.id)
    .join(ChoiceRow.__table__, and_(_C.raid_id == _P.raid_id, _C.user_id == _P.user_id, _C.rank == _P.rank))
    .join(BUILDS, BUILDS.c.id == _C.build_id)
    .where(_R.status.in_((RaidStatus.OPEN, RaidStatus.LOCKED)))
)
_ELSEWHERE = PUBLICATIONS.alias()
_REFUSED = select(_ELSEWHERE.c.build_id).where(_ELSEWHERE.c.listed.is_(True), _ELSEWHERE.c.guild_id.in_(REFUSING))
_LIKED = (
    select(ACCOUNTS.c.user_id, PUBLICATIONS.c.guild_id, _LIKES.liked_at, BUILDS.c.terms)
    .join_from(LikeRow.__table__, ACCOUNTS, ACCOUNTS.c.id == _LIKES.account_id)
    .join(BUILDS, BUILDS.c.id == _LIKES.build_id)
    .join(PUBLICATIONS, PUBLICATIONS.c.build_id == BUILDS.c.id)
    .where(PUBLICATIONS.c.listed.is_(True), BUILDS.c.id.not_in(_REFUSED))  # a like does not say where it was given
)
_AGREED = (
    (_SHOWN, PUBLICATIONS.c.guild_id, PUBLICATIONS.c.published_at),
    (_SEATED.join(ACCOUNTS, ACCOUNTS.c.user_id == _P.user_id), _R.guild_id, _R.starts_at),
    (_LIKED, PUBLICATIONS.c.guild_id, _LIKES.liked_at),
)
"""What may be learned from once somebody said yes; in which guild, and when."""
_OFFERED = (
    select(BUILDS.c.id, BUILDS.c.terms, PUBLICATIONS.c.standing)
    .join_from(PUBLICATIONS, BUILDS, BUILDS.c.id == PUBLICATIONS.c.build_id)
    .where(PUBLICATIONS.c.listed.is_(True))
    .order_by(PUBLICATIONS.c.standing.desc(), PUBLICATIONS.c.published_at.desc(), PUBLICATIONS.c.build_id.desc())
)


class SqlUses:
    """UseRepository over a session."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def list_uses(self, span: Span, guild: GuildId) -> tuple[Use, ...]:
        shown = _SHOWN.where(PUBLICATIONS.c.guild_id == guild)
        found = await self._list(span, shown, PUBLICATIONS.c.published_at)
        return (*found, *await self._list(span, _SEATED.where(_R.guild_id == guild), _R.starts_at))

    async def list_agreed(self, span: Span) -> tuple[Use, ...]:
        found: list[Use] = []
        for rows, place, at in _AGREED:
            agreed = rows.where(ACCOUNTS.c.learns_since.is_not(None), at >= ACCOUNTS.c.learns_since)
            found += await self._list(span, agreed.where(place.not_in(REFUSING)), at)
        return tuple(found)

    async def list_offered(self, guild: GuildId, besides: UserId, limit: int) -> tuple[Offered, ...]:
        is_other = BUILDS.c.owner_id.is_distinct_from(owned_by(besides))
        rows = _OFFERED.where(PUBLICATIONS.c.guild_id == guild, is_other).limit(limit)
        return tuple(_offered(*row) for row in await self._session.execute(rows))

    async def _list(self, span: Span, rows: Select[*tuple[Any, ...]], at: ColumnElement[Any]) -> list[Use]:
        latest = rows.where(at > span.after, at <= span.before).order_by(at.desc()).limit(span.limit)
        found = (await self._session.execute(latest)).all()
        return await asyncio.to_thread(_uses, found)  # thousands, each with some dozen terms


def _uses(rows: Iterable[Any]) -> list[Use]:
    return [_use(*row) for row in rows]


def _use(user: int, guild: int, at: Any, terms: str) -> Use:
    return Use(UserId(user), GuildId(guild), kind_of(from_stored(terms)), at)


def _offered(build: Any, terms: str, standing: int) -> Offered:
    found = from_stored(terms)
    return Offered(BuildId(build), kind_of(found), needs_of(found), standing)
