"""Planning teams, as owner, raid leader and guild member see it."""

from datetime import timedelta

import pytest

from bot.domain.teams import Player, Seat, Team
from bot.domain.viewer import GuildRole, Viewer
from bot.errors import (
    AlreadySeatedError,
    InvalidNameError,
    InvalidPlaceError,
    LimitReachedError,
    NotAllowedError,
    NotFoundError,
    NothingToSeatError,
    PublishedElsewhereError,
    SeatTakenError,
    StorageUnavailableError,
    UnknownContentError,
)
from bot.services.accounts import Accounts
from bot.services.builds import BuildLibrary
from bot.services.teams import holding
from bot.services.teams.planning import TeamPlanner
from tests.factories import ALICE, AWAY, BOB, CAROL, HOME, Clock, make_code, viewer
from tests.fakes import FakeUnits

ME, YOU = viewer(ALICE), viewer(BOB)
LEADER, FOREIGN_LEADER = viewer(CAROL, HOME, GuildRole.LEADER), viewer(CAROL, AWAY, GuildRole.LEADER)
MODERATOR = viewer(CAROL, HOME, GuildRole.MODERATOR | GuildRole.ADMIN)
GUEST, MEMBER = Player(name="Zoë"), Player(user=BOB)


@pytest.fixture
async def team(planner: TeamPlanner) -> Team:
    return await planner.create(ME, "Monday", "raid")


@pytest.fixture
async def public(planner: TeamPlanner, team: Team) -> Team:
    return await planner.publish(ME, team.short_id)


@pytest.fixture
async def build(library: BuildLibrary) -> str:
    return (await library.save(ME, make_code(), name="Mine")).build.short_id


async def test_creates_an_empty_private_team(planner: TeamPlanner, clock: Clock) -> None:
    clock.still = True
    team = await planner.create(ME, " Monday\traid ", "fractal")
    assert (team.name, team.content, team.subgroups, team.guild, team.seats) == ("Monday raid", "fractal", 1, None, ())
    assert (team.owner, team.created_at, team.updated_at) == (ALICE, clock.now, clock.now)
    assert await planner.require(ME, team.short_id) == team


async def test_knows_its_contents(planner: TeamPlanner) -> None:
    assert [content.id for content in planner.contents()] == ["raid", "fractal"]
    with pytest.raises(UnknownContentError) as caught:
        await planner.create(ME, "x", "dungeon")
    assert caught.value.known == ("raid", "fractal")


async def test_a_content_may_be_called_by_an_alias(planner: TeamPlanner) -> None:
    assert (await planner.create(ME, "x", "fractal5")).content == "fractal"


async def test_refuses_an_empty_name(planner: TeamPlanner) -> None:
    with pytest.raises(InvalidNameError):
        await planner.create(ME, " ", "raid")


async def test_a_person_keeps_so_many(planner: TeamPlanner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(holding, "TEAM_LIMIT", 1)
    first = await planner.create(ME, "1", "raid")
    with pytest.raises(LimitReachedError) as caught:
        await planner.create(ME, "2", "raid")
    assert (caught.value.kind, caught.value.limit) == ("team", 1)
    await planner.delete(ME, first.short_id)
    await planner.create(ME, "2", "raid")
    with pytest.raises(LimitReachedError):
        await planner.restore(ME, first.short_id)


async def test_seats_a_build_and_a_player(planner: TeamPlanner, team: Team, build: str) -> None:
    seated = await planner.seat(ME, team.short_id, 2, 5, build_ref=build, player=MEMBER)
    (seat,) = seated.seats
    assert (seat.subgroup, seat.place, seat.player, seat.hidden) == (2, 5, MEMBER, False)
    assert seat.build is not None
    assert seat.build.short_id == build
    assert seated.updated_at > team.updated_at
    assert await planner.require(ME, "monday") == seated


async def test_seating_the_same_again_changes_nothing(planner: TeamPlanner, team: Team, build: str) -> None:
    seated = await planner.seat(ME, team.short_id, 1, 1, build_ref=build, player=MEMBER)
    assert await planner.seat(ME, team.short_id, 1, 1, build_ref=build, player=MEMBER) == seated
    assert await planner.seat(ME, team.short_id, 1, 1, build_ref="mine") == seated
    assert await planner.seat(ME, team.short_id, 1, 1, player=MEMBER, replace=False) == seated


async def test_a_place_is_completed(planner: TeamPlanner, team: Team, build: str) -> None:
    await planner.seat(ME, team.short_id, 1, 1, build_ref=build)
    completed = await planner.seat(ME, team.short_id, 1, 1, player=GUEST)
    assert completed.seats[0].player == GUEST
    assert completed.seats[0].build is not None
    await planner.seat(ME, team.short_id, 1, 2, player=MEMBER)
    assert len([s for s in (await planner.seat(ME, team.short_id, 1, 2, build_ref=build)).seats if s.build]) == 2


async def test_a_taken_place_is_replaced_only_on_purpose(planner: TeamPlanner, team: Team, build: str) -> None:
    await planner.seat(ME, team.short_id, 1, 1, build_ref=build, player=GUEST)
    with pytest.raises(SeatTakenError) as caught:
        await planner.seat(ME, team.short_id, 1, 1, player=MEMBER)
    assert (caught.value.subgroup, caught.value.place) == (1, 1)
    replaced = await planner.seat(ME, team.short_id, 1, 1, player=MEMBER, replace=True)
    assert replaced.seats == (Seat(1, 1, player=MEMBER),)


async def test_another_build_is_a_loss_too(planner: TeamPlanner, library: BuildLibrary, team: Team, build: str) -> None:
    await planner.seat(ME, team.short_id, 1, 1, build_ref=build)
    await library.save(ME, make_code(), name="Other")
    with pytest.raises(SeatTakenError):
        await planner.seat(ME, team.short_id, 1, 1, build_ref="Other")


@pytest.mark.parametrize("replace", [True, False])
async def test_a_member_sits_once(planner: TeamPlanner, team: Team, *, replace: bool) -> None:
    await planner.seat(ME, team.short_id, 1, 2, player=MEMBER)
    with pytest.raises(AlreadySeatedError) as caught:
        await planner.seat(ME, team.short_id, 2, 1, player=MEMBER, replace=replace)
    assert (caught.value.subgroup, caught.value.place) == (1, 2)


async def test_two_guests_may_have_one_name(planner: TeamPlanner, team: Team) -> None:
    for place in (1, 2):
        await planner.seat(ME, team.short_id, 1, place, player=Player(name="PUG"))
    assert len((await planner.require(ME, team.short_id)).seats) == 2


async def test_names_of_guests_are_cleaned(planner: TeamPlanner, team: Team) -> None:
    seated = await planner.seat(ME, team.short_id, 1, 1, player=Player(name=" Zoe\u0308 "))
    assert seated.seats[0].player == GUEST
    with pytest.raises(InvalidNameError):
        await planner.seat(ME, team.short_id, 1, 2, player=Player(name="\u200b"))


@pytest.mark.parametrize(("subgroup", "place"), [(0, 1), (3, 1), (1, 0), (1, 6), (-1, -1)])
async def test_places_that_the_team_does_not_have(planner: TeamPlanner, team: Team, subgroup: int, place: int) -> None:
    for call in (
        planner.seat(ME, team.short_id, subgroup, place, player=GUEST),
        planner.clear(ME, team.short_id, subgroup, place),
    ):
        with pytest.raises(InvalidPlaceError) as caught:
            await call
        assert (caught.value.subgroups, caught.value.places) == (2, 5)


async def test_nothing_and_nobody_cannot_be_seated(planner: TeamPlanner, team: Team) -> None:
    with pytest.raises(NothingToSeatError):
        await planner.seat(ME, team.short_id, 1, 1)


async def test_clears_a_place_and_an_empty_one(planner: TeamPlanner, team: Team) -> None:
    await planner.seat(ME, team.short_id, 1, 1, player=GUEST)
    await planner.seat(ME, team.short_id, 1, 2, player=MEMBER)
    cleared = await planner.clear(ME, team.short_id, 1, 1)
    assert cleared.seats == (Seat(1, 2, player=MEMBER),)
    assert await planner.clear(ME, team.short_id, 1, 1) == cleared == await planner.require(ME, team.short_id)


async def test_a_cleared_place_stays_clear_when_its_deleted_build_comes_back(
    planner: TeamPlanner, library: BuildLibrary, team: Team, build: str
) -> None:
    await planner.seat(ME, team.short_id, 1, 1, build_ref=build)
    await library.delete(ME, build)
    await planner.clear(ME, team.short_id, 1, 1)
    await library.restore(ME, build)
    assert (await planner.require(ME, team.short_id)).seats == ()


async def test_a_private_team_does_not_exist_for_others(planner: TeamPlanner, team: Team) -> None:
    for who in (YOU, LEADER):
        for call in (
            planner.require(who, team.short_id),
            planner.require(who, "Monday"),
            planner.seat(who, team.short_id, 1, 1, player=GUEST),
            planner.clear(who, team.short_id, 1, 1),
            planner.publish(who, team.short_id),
            planner.unpublish(who, team.short_id),
            planner.delete(who, team.short_id),
            planner.restore(who, team.short_id),
        ):
            with pytest.raises(NotFoundError) as caught:
                await call
            assert caught.value.kind == "team"
        assert await planner.suggest(who, "Mon") == await planner.suggest(who, team.short_id) == []
        assert (await planner.list_public(who)).total == 0


async def test_the_guild_sees_a_public_team(planner: TeamPlanner, public: Team) -> None:
    assert (await planner.require(YOU, "monday")).guild == HOME
    assert (await planner.list_public(YOU)).total == 1
    assert len(await planner.suggest(YOU, "mon")) == len(await planner.suggest(YOU, public.short_id)) == 1
    with pytest.raises(NotFoundError):
        await planner.require(viewer(BOB, AWAY), public.short_id)
    assert await planner.publish(ME, public.short_id) == public


@pytest.mark.parametrize("who", [YOU, MODERATOR])
async def test_members_see_but_do_not_seat(planner: TeamPlanner, public: Team, who: Viewer) -> None:
    for call in (
        planner.seat(who, public.short_id, 1, 1, player=GUEST),
        planner.clear(who, public.short_id, 1, 1),
    ):
        with pytest.raises(NotAllowedError) as caught:
            await call
        assert caught.value.needed == "leader"


async def test_leaders_of_that_guild_seat(planner: TeamPlanner, public: Team) -> None:
    assert (await planner.seat(LEADER, public.short_id, 1, 1, player=GUEST)).seats
    assert not (await planner.clear(LEADER, public.short_id, 1, 1)).seats
    with pytest.raises(NotFoundError):
        await planner.seat(FOREIGN_LEADER, public.short_id, 1, 1, player=GUEST)


@pytest.mark.parametrize("act", ["publish", "unpublish", "delete", "restore"])
async def test_leaders_do_not_own_it(planner: TeamPlanner, public: Team, act: str) -> None:
    with pytest.raises(NotAllowedError) as caught:
        await getattr(planner, act)(LEADER, public.short_id)
    assert caught.value.needed == "owner"


async def test_publishing_needs_a_guild_and_takes_the_team_from_no_other(planner: TeamPlanner, public: Team) -> None:
    alone = viewer(ALICE, None)
    with pytest.raises(NotAllowedError) as caught:
        await planner.publish(alone, public.short_id)
    assert caught.value.needed == "guild"
    with pytest.raises(NotAllowedError):
        await planner.list_public(alone)
    for act in (planner.publish, planner.unpublish):
        with pytest.raises(PublishedElsewhereError):
            await act(viewer(ALICE, AWAY), public.short_id)
    assert (await planner.require(YOU, public.short_id)).guild == HOME


async def test_unpublishing_works_from_a_direct_message_and_twice(planner: TeamPlanner, public: Team) -> None:
    for _ in range(2):
        assert (await planner.unpublish(viewer(ALICE, None), public.short_id)).guild is None


async def test_only_a_visible_build_is_seated(planner: TeamPlanner, public: Team, build: str) -> None:
    for ref in (build, "Mine", "nothing"):
        with pytest.raises(NotFoundError) as caught:
            await planner.seat(LEADER, public.short_id, 1, 1, build_ref=ref)
        assert caught.value.kind == "build"


async def test_a_private_build_is_hidden_from_others(
    planner: TeamPlanner, library: BuildLibrary, public: Team, build: str
) -> None:
    seated = await planner.seat(ME, public.short_id, 1, 1, build_ref=build)
    assert seated.seats[0].build is not None
    hidden = Seat(1, 1, hidden=True)
    assert (await planner.require(YOU, public.short_id)).seats == (hidden,)
    assert (await planner.list_public(YOU)).items[0].seats == (hidden,)
    assert (await planner.suggest(YOU, "mon"))[0].seats == (hidden,)
    assert seated.seen_by(Viewer.anyone_in(HOME)).seats == (hidden,)
    with pytest.raises(SeatTakenError):
        await planner.seat(LEADER, public.short_id, 1, 1, build_ref=(await other(library)))
    assert (await planner.seat(LEADER, public.short_id, 1, 1, player=GUEST)).seats == (
        Seat(1, 1, player=GUEST, hidden=True),
    )
    await library.publish(ME, build)
    assert (await planner.require(YOU, public.short_id)).seats[0].build is not None


async def other(library: BuildLibrary) -> str:
    return (await library.save(LEADER, make_code(), name="Leader's")).build.short_id


async def test_a_deleted_build_leaves_its_seat(
    planner: TeamPlanner, library: BuildLibrary, team: Team, build: str
) -> None:
    await planner.seat(ME, team.short_id, 1, 1, build_ref=build, player=GUEST)
    await library.delete(ME, build)
    assert (await planner.require(ME, team.short_id)).seats == (Seat(1, 1, player=GUEST),)
    with pytest.raises(NotFoundError):
        await planner.seat(ME, team.short_id, 1, 2, build_ref=build)
    await library.restore(ME, build)
    assert (await planner.require(ME, team.short_id)).seats[0].build is not None


async def test_deleted_teams_are_gone_and_come_back(planner: TeamPlanner, public: Team) -> None:
    await planner.seat(ME, public.short_id, 1, 1, player=GUEST)
    deleted = await planner.delete(ME, public.short_id)
    assert await planner.delete(ME, public.short_id) == deleted
    for call in (
        planner.require(ME, public.short_id),
        planner.require(YOU, "Monday"),
        planner.seat(ME, public.short_id, 1, 1, player=GUEST),
        planner.publish(ME, public.short_id),
    ):
        with pytest.raises(NotFoundError):
            await call
    assert (await planner.list_own(ME)).total == (await planner.list_public(YOU)).total == 0
    assert (await planner.list_deleted(ME)).items == (deleted,)
    restored = await planner.restore(ME, "monday")
    assert (restored.seats, restored.guild) == ((Seat(1, 1, player=GUEST),), HOME)
    assert await planner.restore(ME, public.short_id) == restored


async def test_purges_after_30_days(planner: TeamPlanner, clock: Clock, team: Team) -> None:
    await planner.delete(ME, team.short_id)
    clock.now += timedelta(days=29)
    assert await planner.purge() == 0
    clock.now += timedelta(days=2)
    assert await planner.purge() == 1
    with pytest.raises(NotFoundError):
        await planner.restore(ME, team.short_id)


async def test_a_team_that_goes_private_while_a_leader_waits_is_not_found(units: FakeUnits, public: Team) -> None:
    """Found, then held: what counts is what it is when it is held."""
    async with units() as unit:
        find = unit.teams.find

        async def find_later(short_id: str, *, hold: bool = False) -> Team | None:
            if hold:
                await unit.teams.set_guild(public.id, None, public.created_at)
            return await find(short_id, hold=hold)

        unit.teams.find = find_later  # type: ignore[method-assign]
        with pytest.raises(NotFoundError):
            await holding._hold(unit, LEADER, public.short_id)


async def test_nothing_is_lost_when_the_database_goes_away(planner: TeamPlanner, units: FakeUnits, team: Team) -> None:
    units.is_away = True
    with pytest.raises(StorageUnavailableError):
        await planner.seat(ME, team.short_id, 1, 1, player=GUEST)
    units.is_away = False
    assert await planner.require(ME, team.short_id) == team


async def test_erasing_a_person_empties_their_place(planner: TeamPlanner, accounts: Accounts, team: Team) -> None:
    await planner.seat(ME, team.short_id, 1, 1, player=MEMBER)
    await accounts.delete_everything(YOU)
    assert (await planner.require(ME, team.short_id)).seats == (Seat(1, 1, former=True),)
