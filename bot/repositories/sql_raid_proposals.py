"""Proposed lineups in the database."""

from datetime import datetime

from pydantic import TypeAdapter
from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.ids import RaidId, UserId
from bot.domain.raid_lineups import Sitting, Terms
from bot.domain.raid_proposals import RaidProposal
from bot.models import RaidProposalRow, RaidRow
from bot.repositories.sql_accounts import change, insert_into

_TERMS = TypeAdapter(Terms)
_SITTINGS = TypeAdapter(tuple[Sitting, ...])


class SqlRaidProposals:
    """RaidProposalRepository over a session."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, proposal: RaidProposal) -> bool:
        statement = insert_into(self._session, RaidProposalRow).values(
            token=proposal.token,
            raid_id=proposal.raid,
            user_id=proposal.by,
            mark=proposal.mark,
            terms=_TERMS.dump_json(proposal.terms).decode(),
            sittings=_SITTINGS.dump_json(proposal.sittings).decode(),
            made_at=proposal.made_at,
        )
        return await change(self._session, statement.on_conflict_do_nothing(index_elements=["token"])) == 1

    async def find(self, token: str) -> RaidProposal | None:
        rows = select(RaidProposalRow, RaidRow.short_id).join(RaidRow, RaidRow.id == RaidProposalRow.raid_id)
        found = (await self._session.execute(rows.where(RaidProposalRow.token == token))).one_or_none()
        if found is None:
            return None
        row, short_id = found
        return RaidProposal(
            token=row.token,
            raid=RaidId(row.raid_id),
            ref=short_id,
            by=UserId(row.user_id),
            mark=row.mark,
            terms=_TERMS.validate_json(row.terms),
            sittings=_SITTINGS.validate_json(row.sittings),
            made_at=row.made_at,
        )

    async def drop_named(self, short_ids: tuple[str, ...]) -> None:
        raids = select(RaidRow.id).where(RaidRow.short_id.in_(short_ids))
        await change(self._session, delete(RaidProposalRow).where(RaidProposalRow.raid_id.in_(raids)))

    async def purge(self, before: datetime) -> int:
        return await change(self._session, delete(RaidProposalRow).where(RaidProposalRow.made_at < before))
