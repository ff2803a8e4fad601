"""One person across all tables: what is kept, and the traces of them that others keep."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, ColumnElement, delete, func, literal, or_, select, text, union_all, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from bot.domain.holdings import Holding, Row, Subject
from bot.domain.ids import GuildId, UserId
from bot.domain.raid_options import News
from bot.domain.search.terms import Facet, facet_of, value_of
from bot.models import (
    AnnouncementRow,
    BuildRow,
    JobRow,
    ProposalRow,
    PublicationRow,
    RaidProposalRow,
    RaidRow,
    SearchRow,
    SeatRow,
)
from bot.repositories.sql_accounts import change, owned_by
from bot.repositories.sql_announcements import announcement_from_row, said_to_text
from bot.repositories.sql_holdings import HELD, Kept, names
from bot.repositories.sql_raid_rows import news_from_text, news_to_text
from bot.repositories.sql_terms import from_stored

_JSON = frozenset({"template", "pattern", "changes", "plan", "request", "texts"})
"""Columns that hold JSON."""


class SqlPeople:
    """PeopleRepository over a session."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def list_held(self, user: UserId) -> tuple[Holding, ...]:
        found = [Holding(kept.subject, await self._rows(kept, user)) for kept in HELD]
        return tuple(holding for holding in found if holding.rows)

    async def count_held(self, user: UserId) -> Mapping[Subject, int]:
        counts = (
            select(literal(kept.subject.value), func.count()).select_from(kept.table).where(kept.where(user))
            for kept in HELD
        )
        found = await self._session.execute(union_all(*counts))
        return {Subject(subject): count for subject, count in found if count}

    async def list_words(self, user: UserId) -> Mapping[GuildId, frozenset[str]]:
        own = BuildRow.owner_id == owned_by(user)
        rows = select(PublicationRow.guild_id, BuildRow.terms).join(BuildRow, BuildRow.id == PublicationRow.build_id)
        words: dict[GuildId, frozenset[str]] = {}
        for guild, terms in await self._session.execute(rows.where(own)):
            found = (value_of(term) for term in from_stored(terms) if facet_of(term) is Facet.WORD)
            words[GuildId(guild)] = words.get(GuildId(guild), frozenset()).union(found)
        return words

    async def wait_for_writers(self) -> None:
        # every change of a raid or team begins by holding its row, which this lock waits for; SQLite has one writer
        if self._session.get_bind().dialect.name == "postgresql":
            await self._session.execute(text("LOCK TABLE raids, teams IN EXCLUSIVE MODE"))

    async def forget_traces(self, user: UserId) -> None:
        sits_in = select(SeatRow.team_id).where(SeatRow.player_user_id == user)
        await change(self._session, delete(ProposalRow).where(ProposalRow.team_id.in_(sits_in)))
        named = or_(RaidProposalRow.user_id == user, names(RaidProposalRow.sittings, user))
        await change(self._session, delete(RaidProposalRow).where(named))
        await change(self._session, delete(SearchRow).where(names(SearchRow.request, user)))
        await change(self._session, delete(JobRow).where(names(JobRow.key, user)))
        told = select(RaidRow.id, RaidRow.news).where(names(RaidRow.news, user))
        for raid, news in (await self._session.execute(told)).all():
            rest = _without(news_from_text(news), user)
            await change(self._session, update(RaidRow).where(RaidRow.id == raid).values(news=news_to_text(rest)))
        await self._forget_announcements(user)

    async def _forget_announcements(self, user: UserId) -> None:
        named = select(AnnouncementRow).where(names(AnnouncementRow.said, user))
        for row in (await self._session.scalars(named)).all():
            rest, here = announcement_from_row(row).without(user), AnnouncementRow.id == row.id
            gone = delete(AnnouncementRow) if rest is None else update(AnnouncementRow).values(said=said_to_text(rest))
            await change(self._session, gone.where(here))

    async def _rows(self, kept: Kept, user: UserId) -> tuple[Row, ...]:
        columns: list[InstrumentedAttribute[Any]] = [getattr(kept.table, name) for name in kept.shown]
        more: list[ColumnElement[Any]] = [value.label(f"more_{name}") for name, value in kept.more.items()]
        found = await self._session.execute(select(*columns, *more).where(kept.where(user)))
        shown = [(name, isinstance(column.type, BigInteger)) for name, column in zip(kept.shown, columns, strict=True)]
        shown += [(name, False) for name in kept.more]
        return tuple(
            {name: _plain(name, value, is_id=is_id) for (name, is_id), value in zip(shown, row, strict=True)}
            for row in found
        )


def _plain(name: str, value: Any, *, is_id: bool) -> Any:
    """Return a value as JSON has it; Discord's ids as texts, for many programs read numbers of that size wrongly."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, UUID) or is_id:
        return str(value)
    return json.loads(value) if name in _JSON else value


def _without(news: News | None, user: UserId) -> News | None:
    if news is None:
        return None
    rest = replace(news, displaced=tuple(who for who in news.displaced if who != user))
    return None if rest.is_empty() else rest
