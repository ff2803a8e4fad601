"""What every storage does with teams and seats."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.builds import Origin
from bot.domain.ids import GuildId
from bot.domain.modes import GameMode
from bot.domain.pages import PAGE_SIZE
from bot.domain.teams import Player, Seat, Team
from bot.errors import ConflictError, SeatTakenError
from bot.repositories.unit import UnitFactory
from bot.repositories.unit_names import Match
from bot.repositories.unit_teams import TeamFilter
from tests.factories import ALICE, AWAY, BOB, CAROL, HOME, START, make_build, make_team, new_id

LATER = START + timedelta(hours=1)
GUEST = Player(name="Zoë")


async def keep(units: UnitFactory, *teams: Team, public_in: GuildId | None = None) -> None:
    async with units() as unit:
        for age, team in enumerate(teams):
            await unit.accounts.ensure(team.owner, START)
            assert await unit.teams.add(team)
            if public_in is not None:
                await unit.guilds.ensure(public_in, START)
                await unit.teams.set_guild(team.id, public_in, START - timedelta(seconds=age))


async def find(units: UnitFactory, team: Team) -> Team:
    async with units() as unit:
        found = await unit.teams.find(team.short_id, hold=True)
    assert found is not None
    return found


async def fill(units: UnitFactory, team: Team, *seats: Seat) -> Team:
    async with units() as unit:
        for seat in seats:
            await unit.teams.fill(team, seat, LATER)
    return await find(units, team)


async def test_returns_what_was_added(units: UnitFactory) -> None:
    team = make_team(CAROL, "Mönday *x*", subgroups=10)
    await keep(units, team)
    assert await find(units, team) == team


async def test_refuses_a_short_id_in_use(units: UnitFactory) -> None:
    team = make_team()
    await keep(units, team)
    async with units() as unit:
        assert not await unit.teams.add(make_team(short_id=team.short_id))


async def test_unknown_team(units: UnitFactory) -> None:
    async with units() as unit:
        assert await unit.teams.find("22222222", hold=True) is None


async def test_seats_are_kept_in_order(units: UnitFactory) -> None:
    team, build = make_team(), make_build(BOB)
    await keep(units, team)
    async with units() as unit:
        await unit.accounts.ensure(BOB, START)
        await unit.builds.add(build)
    seats = (
        Seat(1, 2, player=GUEST),
        Seat(1, 5, build=build),
        Seat(2, 1, build=build, player=Player(user=CAROL)),
    )
    filled = await fill(units, team, *reversed(seats))
    assert filled.seats == seats
    assert filled.updated_at == LATER


async def test_a_seat_is_replaced_by_who_saw_what_was_in_it(units: UnitFactory) -> None:
    team = make_team()
    await keep(units, team)
    filled = await fill(units, team, Seat(1, 1, player=GUEST))
    replaced = await fill(units, filled, Seat(1, 1, player=Player(user=BOB)))
    assert replaced.seats == (Seat(1, 1, player=Player(user=BOB)),)


async def test_a_seat_filled_meanwhile_is_taken(units: UnitFactory) -> None:
    team = make_team()
    await keep(units, team)
    await fill(units, team, Seat(1, 1, player=GUEST))
    with pytest.raises(SeatTakenError) as caught:
        await fill(units, team, Seat(1, 1, player=Player(user=BOB)))
    assert (caught.value.subgroup, caught.value.place) == (1, 1)
    assert (await find(units, team)).seats == (Seat(1, 1, player=GUEST),)


async def test_a_seat_with_a_build_filled_meanwhile_is_taken(units: UnitFactory) -> None:
    team, build = make_team(), make_build()
    await keep(units, team)
    async with units() as unit:
        await unit.builds.add(build)
    await fill(units, team, Seat(1, 1, build=build))
    with pytest.raises(SeatTakenError):
        await fill(units, team, Seat(1, 1, player=GUEST))


async def test_nobody_sits_twice(units: UnitFactory) -> None:
    team = make_team()
    await keep(units, team)
    with pytest.raises(ConflictError):
        await fill(units, team, Seat(1, 1, player=Player(user=BOB)), Seat(1, 2, player=Player(user=BOB)))
    assert (await find(units, team)).seats == ()


async def test_filling_a_purged_team_is_a_conflict(units: UnitFactory) -> None:
    with pytest.raises(ConflictError):
        await fill(units, make_team(), Seat(1, 1, player=GUEST))


async def test_filling_with_a_purged_build_is_a_conflict(units: UnitFactory) -> None:
    team = make_team()
    await keep(units, team)
    with pytest.raises(ConflictError):
        await fill(units, team, Seat(1, 1, build=make_build()))


async def test_clears_a_seat_and_an_empty_one(units: UnitFactory) -> None:
    team = make_team()
    await keep(units, team)
    await fill(units, team, Seat(1, 1, player=GUEST), Seat(1, 2, player=GUEST))
    async with units() as unit:
        await unit.teams.clear(team.id, 1, 1, LATER)
        await unit.teams.clear(team.id, 1, 1, LATER)
    assert (await find(units, team)).seats == (Seat(1, 2, player=GUEST),)


async def test_a_deleted_build_leaves_its_seat_until_it_is_restored(units: UnitFactory) -> None:
    team, build = make_team(), make_build()
    await keep(units, team)
    async with units() as unit:
        await unit.builds.add(build)
    await fill(units, team, Seat(1, 1, build=build), Seat(1, 2, build=build, player=GUEST))
    async with units() as unit:
        await unit.builds.mark_deleted(build.id, LATER)
    assert (await find(units, team)).seats == (Seat(1, 2, player=GUEST),)
    async with units() as unit:
        await unit.builds.mark_deleted(build.id, None)
    assert (await find(units, team)).seats == (Seat(1, 1, build=build), Seat(1, 2, build=build, player=GUEST))


async def test_a_purged_build_leaves_the_player(units: UnitFactory) -> None:
    team, build = make_team(), make_build()
    await keep(units, team)
    async with units() as unit:
        await unit.builds.add(build)
    await fill(units, team, Seat(1, 1, build=build), Seat(1, 2, build=build, player=GUEST))
    async with units() as unit:
        await unit.builds.mark_deleted(build.id, START)
        assert await unit.builds.purge_deleted(LATER) == 1
    assert (await find(units, team)).seats == (Seat(1, 2, player=GUEST),)


async def test_a_place_whose_build_was_deleted_is_free(units: UnitFactory) -> None:
    team, build = make_team(), make_build()
    await keep(units, team)
    async with units() as unit:
        await unit.builds.add(build)
    await fill(units, team, Seat(1, 1, build=build))
    async with units() as unit:
        await unit.builds.mark_deleted(build.id, LATER)
    assert (await fill(units, await find(units, team), Seat(1, 1, player=GUEST))).seats == (Seat(1, 1, player=GUEST),)


async def test_lists_and_counts(units: UnitFactory) -> None:
    teams = [make_team(name=f"t{number}", age=number) for number in range(PAGE_SIZE + 1)]
    await keep(units, *teams, public_in=HOME)
    await keep(units, make_team(BOB, "other"), public_in=AWAY)
    async with units(reads_only=True) as unit:
        first = await unit.teams.list_own(ALICE, None)
        second = await unit.teams.list_own(ALICE, first.next)
        public = await unit.teams.list_public(HOME, None)
        assert await unit.teams.count_own(ALICE) == PAGE_SIZE + 1
    expected = [f"t{number}" for number in range(PAGE_SIZE + 1)]
    assert [team.name for team in (*first.items, *second.items)] == expected
    assert [team.name for team in public.items] == expected[:PAGE_SIZE]
    assert (first.total, public.total, second.next) == (PAGE_SIZE + 1, PAGE_SIZE + 1, None)


async def test_finds_by_name(units: UnitFactory) -> None:
    old, new, public = make_team(name="Élan", age=4), make_team(name="elan"), make_team(BOB, "ELAN")
    await keep(units, old, new)
    await keep(units, public, public_in=HOME)
    async with units(reads_only=True) as unit:
        assert await unit.teams.find_own_named(ALICE, "elan") == (new, old)
        assert [team.id for team in await unit.teams.find_public_named(HOME, "elan")] == [public.id]
        assert await unit.teams.find_public_named(AWAY, "elan") == ()
        assert await unit.teams.find_many((old.id, new_id(), new.id)) == (old, new)


async def test_names(units: UnitFactory) -> None:
    await keep(units, make_team(name="Monday"), make_team(name="Old monday", age=3), public_in=HOME)
    await keep(units, make_team(BOB, "private monday"))
    async with units(reads_only=True) as unit:
        assert [entry.key for entry in await unit.teams.list_own_names(ALICE)] == ["monday", "old monday"]
        prefix = await unit.teams.list_public_names(HOME, "mon", Match.PREFIX, 9)
        substring = await unit.teams.list_public_names(HOME, "mon", Match.SUBSTRING, 9)
        newest = await unit.teams.list_public_names(HOME, "", Match.NEWEST, 1)
    assert [entry.key for entry in prefix] == ["monday"]
    assert [entry.key for entry in substring] == ["monday", "old monday"]
    assert [entry.key for entry in newest] == ["monday"]


async def test_made_private_again(units: UnitFactory) -> None:
    team = make_team()
    await keep(units, team, public_in=HOME)
    async with units() as unit:
        await unit.teams.set_guild(team.id, None, LATER)
    found = await find(units, team)
    assert (found.guild, found.updated_at) == (None, LATER)


async def test_set_guild_needs_the_guild(units: UnitFactory) -> None:
    team = make_team()
    await keep(units, team)
    with pytest.raises(ConflictError):
        async with units() as unit:
            await unit.teams.set_guild(team.id, HOME, START)


async def test_deleted_teams_are_listed_apart_trimmed_and_purged(units: UnitFactory) -> None:
    teams = [make_team(name=f"t{number}") for number in range(3)]
    await keep(units, *teams, make_team(name="kept"), public_in=HOME)
    async with units() as unit:
        for hours, team in enumerate(teams):
            await unit.teams.mark_deleted(team.id, START + timedelta(hours=hours))
        assert (await unit.teams.list_public(HOME, None)).total == 1
        assert (await unit.teams.list_own(ALICE, None)).total == 1
        assert [team.name for team in (await unit.teams.list_deleted(ALICE, None)).items] == ["t2", "t1", "t0"]
        assert [team.name for team in await unit.teams.find_own_named(ALICE, "t1", deleted=True)] == ["t1"]
        await unit.teams.trim_deleted(ALICE, keep=2)
        assert await unit.teams.find(teams[0].short_id) is None
        assert await unit.teams.purge_deleted(START + timedelta(hours=2)) == 1
        assert [team.name for team in (await unit.teams.list_deleted(ALICE, None)).items] == ["t2"]


async def test_a_wish_is_kept_beside_build_and_player_and_alone(units: UnitFactory) -> None:
    team, build = make_team(), make_build()
    await keep(units, team)
    async with units() as unit:
        await unit.builds.add(build)
    seats = (Seat(1, 1, wish="heal-alac"), Seat(1, 2, build=build, player=GUEST, wish="quick-dps"))
    filled = await fill(units, team, *seats)
    assert filled.seats == seats
    assert (await fill(units, filled, Seat(1, 1, player=GUEST, wish="heal"))).seats[0].wish == "heal"


async def test_a_wish_outlives_a_deleted_build_and_is_not_overwritten_unseen(units: UnitFactory) -> None:
    team, build = make_team(), make_build()
    await keep(units, team)
    async with units() as unit:
        await unit.builds.add(build)
    await fill(units, team, Seat(1, 1, build=build, wish="heal"))
    async with units() as unit:
        await unit.builds.mark_deleted(build.id, LATER)
    assert (await find(units, team)).seats == (Seat(1, 1, wish="heal"),)
    with pytest.raises(SeatTakenError):
        await fill(units, team, Seat(1, 1, player=GUEST))


async def test_erasing_a_player_leaves_the_wish_and_that_somebody_sat_there(units: UnitFactory) -> None:
    team = make_team()
    await keep(units, team)
    for at, user in ((1, BOB), (2, CAROL)):
        await fill(units, team, Seat(1, at, player=Player(user=user), wish="heal" if user == BOB else None))
    async with units() as unit:
        await unit.accounts.delete(BOB)
    assert (await find(units, team)).seats == (
        Seat(1, 1, wish="heal", former=True),
        Seat(1, 2, player=Player(user=CAROL)),
    )


async def test_a_place_of_a_former_member_is_filled_like_an_empty_one(units: UnitFactory) -> None:
    team = make_team()
    await keep(units, team)
    await fill(units, team, Seat(1, 1, player=Player(user=BOB)), Seat(2, 1, player=GUEST))
    await fill(units, await find(units, team), Seat(1, 2, player=Player(user=CAROL)))
    async with units() as unit:
        await unit.accounts.delete(BOB)
        await unit.accounts.delete(CAROL)
    left = await find(units, team)
    assert [(seat.place, seat.former, seat.is_empty()) for seat in left.seats[:2]] == [(1, True, True), (2, True, True)]
    await fill(units, team, Seat(1, 1, player=Player(user=CAROL)))  # by whoever read the place before it was emptied
    await fill(units, left, Seat(1, 2, player=Player(user=BOB)))
    assert not any(seat.former for seat in (await find(units, team)).seats)


async def test_made_smaller_it_loses_places_of_former_members(units: UnitFactory) -> None:
    team = make_team()
    await keep(units, team)
    await fill(units, team, Seat(2, 1, player=Player(user=BOB)))
    async with units() as unit:
        await unit.accounts.delete(BOB)
        await unit.teams.change(replace(team, subgroups=1))
    assert (await find(units, team)).seats == ()


async def test_a_change_writes_all_but_the_seats(units: UnitFactory) -> None:
    team = make_team(origin=Origin("k7m3qx2a", BOB))
    await keep(units, team)
    await fill(units, team, Seat(1, 1, player=GUEST))
    typed: dict[str, Any] = {"name": "Élan", "notes": "*x*", "mode": GameMode.WVW, "content": "free", "subgroups": 5}
    changed = replace(await find(units, team), updated_at=LATER, **typed)
    async with units() as unit:
        await unit.teams.change(changed)
    assert await find(units, team) == changed
    async with units(reads_only=True) as unit:
        assert await unit.teams.find_own_named(ALICE, "elan") == (changed,)
        assert await unit.teams.find_copy(ALICE, "k7m3qx2a") == changed
        assert await unit.teams.find_copy(ALICE, "22222222") is None
        assert await unit.teams.find_copy(BOB, "k7m3qx2a") is None


async def test_made_smaller_it_loses_what_looks_empty_and_nothing_else(units: UnitFactory) -> None:
    team, build = make_team(), make_build()
    await keep(units, team)
    async with units() as unit:
        await unit.builds.add(build)
    await fill(units, team, Seat(1, 1, player=GUEST), Seat(2, 1, build=build), Seat(2, 2, wish="heal"))
    async with units() as unit:
        await unit.builds.mark_deleted(build.id, LATER)
        await unit.teams.clear(team.id, 2, 2, LATER)
        await unit.teams.change(replace(team, subgroups=1))
    assert (await find(units, team)).seats == (Seat(1, 1, player=GUEST),)


async def test_a_place_that_is_held_keeps_its_team_from_shrinking(units: UnitFactory) -> None:
    team = make_team()
    await keep(units, team)
    await fill(units, team, Seat(2, 2, wish="heal"))
    with pytest.raises(ConflictError):
        async with units() as unit:
            await unit.teams.change(replace(team, subgroups=1))


async def test_erasing_the_author_leaves_the_copy_without_an_origin(units: UnitFactory) -> None:
    team = make_team(origin=Origin("k7m3qx2a", BOB))
    await keep(units, team)
    async with units() as unit:
        await unit.accounts.delete(BOB)
    assert (await find(units, team)).origin is None


async def test_entries_are_narrowed_down(units: UnitFactory) -> None:
    build = make_build()
    mine, public = make_team(name="mine", notes="n", age=5), make_team(BOB, "public", content="fractal")
    await keep(units, mine, make_team(BOB, "private"))
    await keep(units, public, public_in=HOME)
    await keep(units, make_team(BOB, "elsewhere"), public_in=AWAY)
    async with units() as unit:
        await unit.builds.add(build)
        await unit.teams.fill(mine, Seat(1, 1, build=build, player=Player(user=BOB)), START - timedelta(seconds=5))
        await unit.teams.fill(public, Seat(1, 1, player=Player(user=CAROL)), LATER)
    asked = {
        TeamFilter(): ["public", "mine"],
        TeamFilter(content="raid"): ["mine"],
        TeamFilter(member=CAROL): ["public"],
        TeamFilter(build=build.id): ["mine"],
        TeamFilter(member=BOB, content="fractal"): [],
    }
    async with units() as unit:
        for which, names in asked.items():
            assert [entry.name for entry in await unit.teams.list_entries(ALICE, HOME, which)] == names
        assert [entry.notes for entry in await unit.teams.list_entries(ALICE, None, TeamFilter())] == ["n"]
        await unit.teams.mark_deleted(mine.id, LATER)
        assert await unit.teams.list_entries(ALICE, None, TeamFilter()) == ()
