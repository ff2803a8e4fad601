"""Proposals to fill teams, in the database."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.ids import BuildId, TeamId, UserId
from bot.domain.proposals import At, Proposal
from bot.models import ProposalRow
from bot.repositories.sql_accounts import change, insert_into, owned_by


class SqlProposals:
    """ProposalRepository over a session."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def keep(self, owner: UserId, proposal: Proposal) -> None:
        statement = insert_into(self._session, ProposalRow).values(
            key=proposal.key,
            owner_id=owned_by(owner),
            team_id=proposal.team,
            plan=_to_json(proposal),
            made_at=proposal.made_at,
        )
        await change(self._session, statement)

    async def find(self, owner: UserId, key: str) -> Proposal | None:
        found = select(ProposalRow).where(ProposalRow.key == key, ProposalRow.owner_id == owned_by(owner))
        row = await self._session.scalar(found)
        return None if row is None else _from_row(row)

    async def purge(self, before: datetime) -> int:
        return await change(self._session, delete(ProposalRow).where(ProposalRow.made_at < before))


def _to_json(proposal: Proposal) -> str:
    plan = {
        "frame": proposal.frame,
        "marks": _by_text(proposal.marks),
        "fills": _by_text({at: str(build) for at, build in proposal.fills.items()}),
    }
    return json.dumps(plan)


def _from_row(row: ProposalRow) -> Proposal:
    plan: dict[str, Any] = json.loads(row.plan)
    fills = {at: BuildId(UUID(build)) for at, build in _by_place(plan["fills"]).items()}
    return Proposal(
        key=row.key,
        team=TeamId(row.team_id),
        frame=plan["frame"],
        marks=_by_place(plan["marks"]),
        fills=fills,
        made_at=row.made_at,
    )


def _by_text(places: Mapping[At, str]) -> dict[str, str]:
    return {f"{subgroup}.{place}": value for (subgroup, place), value in places.items()}


def _by_place(places: Mapping[str, str]) -> dict[At, str]:
    split = ((text.partition("."), value) for text, value in places.items())
    return {(int(subgroup), int(place)): value for (subgroup, _, place), value in split}
