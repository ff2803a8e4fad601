"""Finding teams by words, purpose, people, builds and what they lack."""

import pytest

from bot.domain.gamedata import GameData
from bot.domain.pages import PAGE_SIZE
from bot.domain.teams import Player
from bot.errors import NotFoundError
from bot.services.almanac import Almanac
from bot.services.builds import BuildLibrary
from bot.services.givings import Givings
from bot.services.teams.planning import TeamPlanner
from bot.services.teams.searching import TeamRequest, TeamSearch
from config.giving import load_giving_rules
from config.role_supplies import load_role_table
from tests.factories import ALICE, AWAY, BOB, Clock, make_code, viewer
from tests.fakes import FakeUnits

ME, YOU = viewer(ALICE), viewer(BOB)


@pytest.fixture
def search(units: FakeUnits, planner: TeamPlanner, game: GameData, clock: Clock) -> TeamSearch:
    return TeamSearch(units, planner, Givings(Almanac.of(game), load_giving_rules(), load_role_table()), clock)


@pytest.fixture(autouse=True)
async def teams(planner: TeamPlanner) -> None:
    for name, content in (("Monday raid", "raid"), ("Fractals of the Élite", "fractal"), ("Secret plan", "raid")):
        team = await planner.create(ME, name, content)
        if name != "Secret plan":
            await planner.publish(ME, team.short_id)


async def _names(search: TeamSearch, who: object = YOU, **asked: object) -> list[str]:
    found = await search.find(who, TeamRequest(**asked))  # type: ignore[arg-type]
    assert found.total == len(found.teams)
    return [team.name for team in found.teams]


async def test_finds_what_may_be_seen_the_last_changed_first(search: TeamSearch) -> None:
    assert await _names(search, ME) == ["Secret plan", "Fractals of the Élite", "Monday raid"]
    assert await _names(search) == ["Fractals of the Élite", "Monday raid"]
    assert await _names(search, viewer(BOB, AWAY)) == []
    assert await _names(search, viewer(BOB, None)) == []


async def test_finds_beginnings_without_accents_and_with_slips(search: TeamSearch) -> None:
    assert await _names(search, text="mon") == ["Monday raid"]
    assert await _names(search, text="elite FRACT") == ["Fractals of the Élite"]
    found = await search.find(YOU, TeamRequest(text="mondya"))
    assert [team.name for team in found.teams] == ["Monday raid"]
    assert found.guesses == (("mondya", "monday"),)


async def test_words_that_nothing_is_called_are_left_out(search: TeamSearch) -> None:
    found = await search.find(YOU, TeamRequest(text="raid xyzzy"))
    assert ([team.name for team in found.teams], found.left_out) == (["Monday raid"], ("xyzzy",))
    nothing = await search.find(YOU, TeamRequest(text="xyzzy"))
    assert (nothing.total, nothing.left_out) == (0, ("xyzzy",))


async def test_a_private_name_corrects_no_slip(search: TeamSearch) -> None:
    assert (await search.find(YOU, TeamRequest(text="secrit"))).guesses == ()
    assert (await search.find(ME, TeamRequest(text="secrit"))).guesses == (("secrit", "secret"),)


async def test_finds_by_purpose_people_and_builds(
    search: TeamSearch, planner: TeamPlanner, library: BuildLibrary
) -> None:
    build = (await library.save(ME, make_code(), name="Mine")).build
    await planner.seat(ME, "monday raid", 1, 1, player=Player(user=BOB))
    await planner.seat(ME, "secret plan", 1, 1, player=Player(user=BOB), build_ref="mine")
    assert await _names(search, content="fractal") == ["Fractals of the Élite"]
    assert await _names(search, member=BOB) == ["Monday raid"]
    assert await _names(search, ME, member=BOB, build="mine") == ["Secret plan"]
    with pytest.raises(NotFoundError):
        await search.find(YOU, TeamRequest(build=build.short_id))


async def test_pages_follow_each_other(search: TeamSearch, planner: TeamPlanner) -> None:
    for number in range(PAGE_SIZE + 1):
        await planner.create(YOU, f"T{number}", "raid")
    first = await search.find(YOU, TeamRequest(text="t"))
    assert (len(first.teams), first.total, first.next) == (PAGE_SIZE, PAGE_SIZE + 2, PAGE_SIZE)
    second = await search.find(YOU, TeamRequest(text="t"), start=PAGE_SIZE)
    assert (len(second.teams), second.next) == (2, None)


async def test_a_request_is_kept_and_recalled(search: TeamSearch) -> None:
    request = TeamRequest(text="é", content="raid", member=BOB, build="x", lacks="healing")
    assert await search.recall(await search.keep(request)) == request
    with pytest.raises(NotFoundError) as caught:
        await search.recall("nothing")
    assert caught.value.kind == "team-search"
