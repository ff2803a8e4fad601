"""What no row can be, whoever writes it: the same on both databases."""

from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import BigInteger, Constraint, Index, insert, select, text, update
from sqlalchemy.exc import IntegrityError, StatementError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.models import (
    AccountRow,
    Base,
    BuildRow,
    GuildRow,
    LikeRow,
    PublicationRow,
    RaidRow,
    RaidSeatRow,
    SeatRow,
    TeamRow,
    VersionRow,
)
from bot.models.base import UtcDateTime
from tests.factories import CAROL, HOME, START, new_id

ACCOUNT, BUILD, TEAM, RAID = new_id(), new_id(), new_id(), new_id()


@pytest.fixture(params=["sqlite", "postgres"])
def empty(request: pytest.FixtureRequest) -> AsyncEngine:
    found: AsyncEngine = request.getfixturevalue(f"own_{request.param}")
    return found


@pytest.fixture
async def engine(empty: AsyncEngine) -> AsyncEngine:
    async with empty.begin() as connection:
        await connection.execute(insert(AccountRow).values(id=ACCOUNT, user_id=CAROL, created_at=START))
        await connection.execute(insert(GuildRow).values(id=HOME, joined_at=START))
        await connection.execute(insert(BuildRow).values(build_values()))
        await connection.execute(insert(TeamRow).values(team_values()))
    return empty


def build_values(**more: Any) -> dict[str, Any]:
    dates = {"created_at": START, "updated_at": START}
    standard = {"id": BUILD, "short_id": "22222222", "owner_id": ACCOUNT, "name": "n", "name_key": "n", "code": "c"}
    return standard | dates | more


def team_values(**more: Any) -> dict[str, Any]:
    dates = {"created_at": START, "updated_at": START}
    standard = {"id": TEAM, "short_id": "22222222", "owner_id": ACCOUNT, "name": "n", "name_key": "n"}
    return standard | dates | {"content": "raid", "subgroups": 2} | more


def raid_values(**more: Any) -> dict[str, Any]:
    dates = {"created_at": START, "updated_at": START, "starts_at": START, "wall": datetime(2026, 11, 22, 21, 0)}  # noqa: DTZ001
    standard = {"id": RAID, "short_id": "22222222", "guild_id": HOME, "title": "n", "content": "raid", "subgroups": 2}
    return standard | dates | {"size": 10, "zone": "UTC", "status": "open", "locale": "en", "turns": 0} | more


def seat_values(**more: Any) -> dict[str, Any]:
    return {"team_id": TEAM, "subgroup": 1, "place": 1, "subgroups": 2} | more


async def refusal(engine: AsyncEngine, table: type[Base], values: dict[str, Any]) -> str:
    """Try to insert; returns what the database says against it."""
    with pytest.raises(IntegrityError) as caught:
        async with engine.begin() as connection:
            await connection.execute(insert(table).values(values))
    return str(caught.value.orig)


NEW = {"id": new_id(), "short_id": "33333333"}


@pytest.mark.parametrize("name", ["", "   ", "x" * 101])
@pytest.mark.parametrize("table", [BuildRow, TeamRow])
async def test_names_have_1_to_100_characters(engine: AsyncEngine, table: type[Base], name: str) -> None:
    values = (build_values if table is BuildRow else team_values)(**NEW, name=name)
    try:
        said = await refusal(engine, table, values)
    except StatementError as error:  # Postgres counts before it checks
        said = str(error.orig)
        assert len(name) > 100
    assert "name" in said or "too long" in said


@pytest.mark.parametrize("name", ["x" * 100, "🔥" * 100, "é"])
async def test_100_emoji_are_100_characters(engine: AsyncEngine, name: str) -> None:
    async with engine.begin() as connection:
        await connection.execute(insert(BuildRow).values(build_values(**NEW, name=name)))


async def test_modes_are_three(engine: AsyncEngine) -> None:
    assert "ck_builds_mode" in await refusal(engine, BuildRow, build_values(**NEW, mode="xyz"))


async def test_short_ids_are_unique(engine: AsyncEngine) -> None:
    assert "short_id" in await refusal(engine, BuildRow, build_values(id=new_id()))
    assert "short_id" in await refusal(engine, TeamRow, team_values(id=new_id()))


async def test_one_account_per_user(engine: AsyncEngine) -> None:
    values = {"id": new_id(), "user_id": CAROL, "created_at": START}
    assert "user_id" in await refusal(engine, AccountRow, values)


@pytest.mark.parametrize("subgroups", [0, 11])
async def test_teams_have_1_to_10_subgroups(engine: AsyncEngine, subgroups: int) -> None:
    said = await refusal(engine, TeamRow, team_values(**NEW, subgroups=subgroups))
    assert "ck_teams_subgroups" in said


async def test_public_teams_have_a_date(engine: AsyncEngine) -> None:
    assert "ck_teams_published" in await refusal(engine, TeamRow, team_values(**NEW, guild_id=HOME))


@pytest.mark.parametrize(
    ("seat", "constraint"),
    [
        ({"place": 0}, "ck_team_seats_place"),
        ({"place": 6}, "ck_team_seats_place"),
        ({"subgroup": 0}, "ck_team_seats_subgroup"),
        ({"subgroup": 3}, "ck_team_seats_subgroup"),
        ({"player_user_id": 1, "player_name": "x"}, "ck_team_seats_player"),
        ({"player_name": " "}, "ck_team_seats_player_name"),
    ],
)
async def test_impossible_seats(engine: AsyncEngine, seat: dict[str, Any], constraint: str) -> None:
    assert constraint in await refusal(engine, SeatRow, seat_values(**seat))


async def test_a_seat_cannot_pretend_that_its_team_is_larger(engine: AsyncEngine) -> None:
    assert "foreign key" in (await refusal(engine, SeatRow, seat_values(subgroup=3, subgroups=3))).lower()


async def test_a_seat_follows_when_its_team_grows_but_keeps_it_from_shrinking(engine: AsyncEngine) -> None:
    async with engine.begin() as connection:
        await connection.execute(insert(SeatRow).values(seat_values(subgroup=2)))
        await connection.execute(update(TeamRow).values(subgroups=3))
        assert await connection.scalar(select(SeatRow.subgroups)) == 3
    with pytest.raises(IntegrityError, match="ck_team_seats_subgroup"):
        async with engine.begin() as connection:
            await connection.execute(update(TeamRow).values(subgroups=1))


async def test_one_seat_per_place(engine: AsyncEngine) -> None:
    async with engine.begin() as connection:
        await connection.execute(insert(SeatRow).values(seat_values()))
    said = await refusal(engine, SeatRow, seat_values())
    assert "pk_team_seats" in said or "team_seats.place" in said


async def test_one_place_per_member(engine: AsyncEngine) -> None:
    async with engine.begin() as connection:
        await connection.execute(insert(SeatRow).values(seat_values(player_user_id=CAROL)))
    assert "player_user_id" in await refusal(engine, SeatRow, seat_values(place=2, player_user_id=CAROL))


@pytest.mark.parametrize(
    ("raid", "constraint"),
    [
        ({"title": " "}, "ck_raids_title"),
        ({"subgroups": 11}, "ck_raids_subgroups"),
        ({"size": 11}, "ck_raids_size"),
        ({"size": 0}, "ck_raids_size"),
        ({"status": "over"}, "ck_raids_status"),
        ({"message_id": 1}, "ck_raids_message"),
    ],
)
async def test_impossible_raids(engine: AsyncEngine, raid: dict[str, Any], constraint: str) -> None:
    assert constraint in await refusal(engine, RaidRow, raid_values(**raid))


async def test_one_raid_seat_per_member_and_no_guest_beside_them(engine: AsyncEngine) -> None:
    seat = {"raid_id": RAID, "subgroup": 1, "place": 1, "rank": 0, "pinned": False, "note": "", "told": True}
    async with engine.begin() as connection:
        await connection.execute(insert(RaidRow).values(raid_values()))
        await connection.execute(insert(RaidSeatRow).values(seat | {"user_id": CAROL}))
    assert "user_id" in await refusal(engine, RaidSeatRow, seat | {"place": 2, "user_id": CAROL})
    both = seat | {"place": 2, "user_id": 7, "guest": "x"}
    assert "ck_raid_seats_player" in await refusal(engine, RaidSeatRow, both)


async def test_a_publication_follows_the_name(engine: AsyncEngine) -> None:
    values = {"build_id": BUILD, "guild_id": HOME, "name_key": "n", "published_at": START, "listed": True}
    async with engine.begin() as connection:
        await connection.execute(insert(PublicationRow).values(values))
        await connection.execute(update(BuildRow).values(name="m", name_key="m"))
        assert await connection.scalar(select(PublicationRow.name_key)) == "m"


async def count(connection: AsyncConnection, table: type[Base]) -> int:
    return len((await connection.execute(select(table))).all())


@pytest.mark.parametrize("column", ["notes", "source_link", "roles", "tags"])
async def test_what_is_said_is_never_without_an_end_on_postgres(own_postgres: AsyncEngine, column: str) -> None:
    async with own_postgres.begin() as connection:
        await connection.execute(insert(AccountRow).values(id=ACCOUNT, user_id=CAROL, created_at=START))
    with pytest.raises(StatementError, match="too long"):
        async with own_postgres.begin() as connection:
            await connection.execute(insert(BuildRow).values(build_values(**{column: "x" * 2001})))


async def test_versions_count_from_1(engine: AsyncEngine) -> None:
    values = {"build_id": BUILD, "number": 0, "code": "c", "replaced_at": START}
    assert "ck_build_versions_number" in await refusal(engine, VersionRow, values)


async def test_one_like_a_person(engine: AsyncEngine) -> None:
    values = {"build_id": BUILD, "account_id": ACCOUNT}
    async with engine.begin() as connection:
        await connection.execute(insert(LikeRow).values(values))
    said = await refusal(engine, LikeRow, values)
    assert "pk_build_likes" in said or "build_likes.account_id" in said


async def test_deleting_an_account_leaves_no_orphans(engine: AsyncEngine) -> None:
    values = {"build_id": BUILD, "guild_id": HOME, "name_key": "n", "published_at": START, "listed": True}
    async with engine.begin() as connection:
        await connection.execute(insert(PublicationRow).values(values))
        await connection.execute(insert(SeatRow).values(seat_values(build_id=BUILD)))
        await connection.execute(insert(LikeRow).values(build_id=BUILD, account_id=ACCOUNT))
        earlier = {"build_id": BUILD, "number": 1, "code": "c", "replaced_at": START}
        await connection.execute(insert(VersionRow).values(earlier))
        await connection.execute(text("DELETE FROM accounts"))
        for table in (BuildRow, PublicationRow, TeamRow, SeatRow, LikeRow, VersionRow):
            assert await count(connection, table) == 0
        assert await count(connection, GuildRow) == 1


def test_every_constraint_and_index_has_a_name_that_postgres_keeps() -> None:
    for table in Base.metadata.tables.values():
        named: list[Constraint | Index] = [*table.constraints, *table.indexes]
        names = [str(part.name or "") for part in named]
        assert all(0 < len(name) <= 63 for name in names)
        assert len(set(names)) == len(names)


def test_every_time_has_a_zone_and_every_discord_id_64_bits() -> None:
    for table in Base.metadata.tables.values():
        for column in table.columns:
            if column.name.endswith("_at"):
                assert isinstance(column.type, UtcDateTime)
            if column.name in {"user_id", "guild_id", "player_user_id", "origin_user_id"}:
                assert isinstance(column.type, BigInteger)


async def test_a_time_without_zone_is_refused(engine: AsyncEngine) -> None:
    with pytest.raises(StatementError, match="without zone"):
        async with engine.begin() as connection:
            await connection.execute(update(AccountRow).values(created_at=START.replace(tzinfo=None)))
