"""What builds are found by, as it stands in the tables: written with every build, and compared in searches."""

from collections.abc import Collection, Iterable
from hashlib import blake2b
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, ColumnElement, func, literal, or_, select, update
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.ids import GuildId
from bot.domain.search.terms import Facet, facet_of, value_of
from bot.models import BuildRow, PublicationRow, WordRow
from bot.repositories.searches import Description
from bot.repositories.sql_accounts import change, insert_into
from bot.repositories.sql_counters import counters_copied

_HASH_BYTES = 8


def is_sqlite(session: AsyncSession) -> bool:
    """Tell which of the two databases it is."""
    return session.get_bind().dialect.name == "sqlite"


def to_stored(terms: Iterable[str]) -> str:
    """Return terms as a build keeps them; no term holds a space."""
    return f" {' '.join(sorted(terms))} "


def from_stored(text: str) -> frozenset[str]:
    """Return what `to_stored` wrote."""
    return frozenset(text.split())


def hash_of(guild: int, term: str) -> int:
    """Return the number that stands for a term in a guild; two that are alike are not to be expected in one guild."""
    digest = blake2b(f"{guild}|{term}".encode(), digest_size=_HASH_BYTES).digest()
    return int.from_bytes(digest, "big", signed=True)


def has_any(session: AsyncSession, guild: GuildId, terms: Collection[str]) -> ColumnElement[bool]:
    """Return the condition that what is public in `guild` has one of the terms."""
    if is_sqlite(session):
        return or_(*(func.instr(PublicationRow.terms, f" {term} ") > 0 for term in sorted(terms)))
    return PublicationRow.terms.bool_op("&&")(literal(hashes_of(guild, terms), ARRAY(BigInteger)))


def hashes_of(guild: GuildId, terms: Iterable[str]) -> list[int]:
    """Return the numbers that stand for terms in a guild."""
    return sorted(hash_of(guild, term) for term in terms)


async def copy_terms(session: AsyncSession, build: UUID, guilds: Collection[int], terms: str) -> None:
    """Write a build's terms to where it is public, and note its words there."""
    found = from_stored(terms)
    words = sorted(value_of(term) for term in found if facet_of(term) is Facet.WORD)
    for guild in sorted(guilds):
        stored: Any = terms if is_sqlite(session) else sorted(hash_of(guild, term) for term in found)
        here = (PublicationRow.build_id == build, PublicationRow.guild_id == guild)
        await change(session, update(PublicationRow).where(*here).values(terms=stored))
        if words:
            rows = [{"guild_id": guild, "word": word} for word in words]
            await change(session, insert_into(session, WordRow).values(rows).on_conflict_do_nothing())


async def write_terms(session: AsyncSession, build: UUID, revision: int, description: Description) -> None:
    """Write what a build is found by, unless it is at another revision, also to where it is public.

    The build's row is held from here on: who publishes it meanwhile waits, and copies what is written here.
    """
    terms = to_stored(description.terms)
    same = (BuildRow.id == build, BuildRow.revision == revision)
    if await change(session, update(BuildRow).where(*same).values(terms=terms, terms_mark=description.mark)):
        places = await session.scalars(select(PublicationRow.guild_id).where(PublicationRow.build_id == build))
        await copy_terms(session, build, places.all(), terms)


async def copy_to(session: AsyncSession, build: UUID, guild: GuildId) -> None:
    """Write a build's terms and counters to the guild where it was just made public."""
    held = select(BuildRow.terms).where(BuildRow.id == build).with_for_update()
    terms = await session.scalar(held)
    await copy_terms(session, build, (guild,), terms or to_stored(()))
    await change(session, counters_copied((build,)))
