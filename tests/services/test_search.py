"""Searching builds: what is found, for whom, and how it was understood."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.gamedata import GameData
from bot.domain.ids import GuildId, UserId
from bot.domain.modes import GameMode
from bot.domain.pages import PAGE_SIZE
from bot.domain.search.request import Order, Request
from bot.domain.search.terms import Facet
from bot.domain.template import BuildTemplate, TraitLine
from bot.domain.viewer import Viewer
from bot.errors import NotFoundError, StorageUnavailableError, UnknownFilterError
from bot.services.almanac import Almanac
from bot.services.builds import BuildLibrary
from bot.services.describing import Describer
from bot.services.search import KEPT_FOR, BuildSearch, Found
from bot.services.search_upkeep import REQUEST_MEMORY, SearchUpkeep
from bot.services.search_words import Dictionary
from config.gear_words import load_gear_words
from config.giving import load_giving_rules
from config.search_words import load_search_words
from tests.factories import ALICE, AWAY, BOB, CAROL, HOME, Clock, make_code, make_template, viewer
from tests.fakes import FakeUnits

FIREBRAND = 62


@pytest.fixture
def almanac(game: GameData) -> Almanac:
    return Almanac.of(game)


@pytest.fixture
def describer(almanac: Almanac) -> Describer:
    return Describer(almanac, load_giving_rules())


@pytest.fixture
def units(describer: Describer) -> FakeUnits:
    return FakeUnits(describer)


@pytest.fixture
def search(units: FakeUnits, almanac: Almanac, clock: Clock) -> BuildSearch:
    words = load_search_words(load_gear_words())
    return BuildSearch(units, Dictionary(almanac, load_giving_rules().roles.words, words), clock)


@pytest.fixture
def upkeep(units: FakeUnits, describer: Describer, clock: Clock) -> SearchUpkeep:
    return SearchUpkeep(units, describer, clock)


async def keep(
    library: BuildLibrary,
    name: str,
    owner: UserId = BOB,
    *,
    guild: GuildId | None = HOME,
    specialization: int = 0,
    mode: GameMode | None = None,
) -> str:
    """Keep a build, public in `guild` unless that is None; returns its short id."""
    eyes = viewer(owner, guild)
    saved = await library.save(eyes, make_code(specialization), name=name, mode=mode)
    if guild is not None:
        await library.publish(eyes, saved.build.short_id)
    return saved.build.short_id


async def names(search: BuildSearch, text: str = "", eyes: Viewer | None = None, **more: str) -> list[str]:
    found = await search.find(eyes or viewer(), Request(text=text, **more))  # type: ignore[arg-type]  # texts
    assert found.page.total == len(found.page.items)
    return [build.name for build in found.page.items]


@pytest.mark.parametrize(
    "text",
    [
        "firebrand",
        "fire brand",
        "firebrnad",
        "FIREBRAND roamer",
        "fb",
        "incendiaire",
        "roamr",
        "Röamer!",
        "bob's roamer",
    ],
)
async def test_finds_what_was_meant(library: BuildLibrary, search: BuildSearch, text: str) -> None:
    await keep(library, "Bob Roamer 🔥", specialization=FIREBRAND)
    await keep(library, "Something else")
    assert await names(search, text) == ["Bob Roamer 🔥"]


@pytest.mark.parametrize("text", ["%", "_", "'", '"', "\\", "%%%", "' OR 1=1 --", "🐟", "x" * 500, "\x00", "zzzz"])
async def test_what_is_nowhere_finds_nothing_and_is_told(library: BuildLibrary, search: BuildSearch, text: str) -> None:
    await keep(library, "100%_ok")
    found = await search.find(viewer(), Request(text=text))
    assert (found.page.items, found.page.total, found.page.next) == ((), 0, None)
    assert found.left_out
    assert found.conditions == ()


async def test_nothing_asked_for_is_everything(library: BuildLibrary, search: BuildSearch) -> None:
    await keep(library, "public")
    await keep(library, "mine", ALICE, guild=None)
    assert await names(search) == ["mine", "public"]
    assert await names(search, eyes=viewer(guild=None)) == ["mine"]
    assert await names(search, eyes=viewer(CAROL, None)) == []


async def test_what_is_private_is_neither_found_nor_counted_nor_guessed(
    library: BuildLibrary, search: BuildSearch
) -> None:
    await keep(library, "secretword", guild=None)
    await keep(library, "secretword away", guild=AWAY)
    taken_back = await keep(library, "secretword2 formerly")
    deleted = await keep(library, "secretword3 formerly")
    await library.unpublish(viewer(BOB), taken_back)
    await library.delete(viewer(BOB), deleted)
    for text in ("secretword", "secretwrod", "formerly", "fromerly", "secr", ""):
        found = await search.find(viewer(), Request(text=text))
        assert (found.page.items, found.page.total) == ((), 0)
        assert not any(condition.guessed for condition in found.conditions)
    assert await names(search, "secretwrod", viewer(BOB, None)) == ["secretword away", "secretword"]


async def test_a_guess_is_told_and_words_that_lead_nowhere_are_left_out(
    library: BuildLibrary, search: BuildSearch
) -> None:
    await keep(library, "Condi roamer")
    found = await search.find(viewer(), Request(text="rooamer qqqq condi"))
    assert [build.name for build in found.page.items] == ["Condi roamer"]
    guess, exact = found.conditions
    assert (guess.typed, guess.guessed, guess.exact) == ("rooamer", True, frozenset())
    assert {"x:roamer", "r:roamer"} == guess.near
    assert (exact.typed, exact.guessed, "x:condi" in exact.exact) == ("condi", False, True)
    assert found.left_out == ("qqqq",)


async def test_half_of_a_word_of_the_game_is_enough_whatever_builds_are_called(
    library: BuildLibrary, search: BuildSearch
) -> None:
    await keep(library, "Deathless", specialization=FIREBRAND)
    (condition,) = (await search.find(viewer(), Request(text="fireb"))).conditions
    assert condition.guessed
    await keep(library, "Firebomb")
    assert await names(search, "fireb") == ["Firebomb", "Deathless"]
    await keep(library, "Fireb")
    assert await names(search, "fireb") == ["Fireb", "Firebomb", "Deathless"]
    assert await names(search, "fi") == []


async def test_exact_words_come_before_longer_ones(library: BuildLibrary, search: BuildSearch) -> None:
    await keep(library, "boomstick")
    await keep(library, "boom")
    await keep(library, "boomer")
    assert await names(search, "boom") == ["boom", "boomer", "boomstick"]
    assert await names(search, "boo") == ["boomer", "boom", "boomstick"]


async def test_options_and_text_must_all_hold(library: BuildLibrary, search: BuildSearch) -> None:
    await keep(library, "one", specialization=FIREBRAND, mode=GameMode.WVW)
    await keep(library, "two", specialization=FIREBRAND)
    await keep(library, "three", mode=GameMode.WVW)
    assert await names(search, elite="firebrand") == ["two", "one"]
    assert await names(search, elite="Firebrnad", mode="McM") == ["one"]
    assert await names(search, "wvw", profession="gardien") == ["three", "one"]
    assert await names(search, "one", elite="firebrand", mode="pve") == []


async def test_an_author_is_asked_for(library: BuildLibrary, search: BuildSearch) -> None:
    await keep(library, "mine", ALICE)
    await keep(library, "bobs")
    found = await search.find(viewer(CAROL), Request(author=ALICE))
    assert [build.name for build in found.page.items] == ["mine"]


async def test_a_value_that_there_is_not(search: BuildSearch) -> None:
    with pytest.raises(UnknownFilterError) as caught:
        await search.find(viewer(), Request(supply="crowd control"))
    assert (caught.value.option, caught.value.typed) == ("supply", "crowd control")
    assert "Stun" in caught.value.near
    with pytest.raises(UnknownFilterError) as caught:
        await search.find(viewer(), Request(elite="%"))
    assert caught.value.near


async def test_values_are_suggested_and_named(search: BuildSearch) -> None:
    assert search.suggest(Facet.PROFESSION, "élém") == ["elementalist"]
    assert search.get_name(Facet.STAT, "dire-and-rabid") == "Dire and Rabid"
    assert search.get_name(Facet.STAT, "gone") == "gone"


async def turn(search: BuildSearch, eyes: Viewer, request: Request) -> list[Found]:
    pages = [await search.find(eyes, request)]
    while pages[-1].page.next:
        pages.append(await search.find(eyes, request, place=pages[-1].page.next))
    return pages


@pytest.mark.parametrize("order", Order)
async def test_own_and_public_builds_lie_in_one_order_on_all_pages(
    library: BuildLibrary, search: BuildSearch, order: Order
) -> None:
    for number in range(12):
        await keep(library, f"roamer {number}", BOB)
        await keep(library, f"roamer {number}", ALICE, guild=None)
        await keep(library, f"roamer away {number}", ALICE, guild=AWAY)
    await keep(library, "roamer both", ALICE)
    pages = await turn(search, viewer(), Request(text="roamer", order=order))
    builds = [build for found in pages for build in found.page.items]
    assert [len(found.page.items) for found in pages] == [PAGE_SIZE, PAGE_SIZE, PAGE_SIZE, 7]
    assert {found.page.total for found in pages} == {37}
    assert len({build.id for build in builds}) == 37
    assert [build.name for build in builds[:2]] == ["roamer both", "roamer away 11"]


async def test_a_place_of_nobody_is_the_first_page(library: BuildLibrary, search: BuildSearch) -> None:
    await keep(library, "roamer")
    found = await search.find(viewer(), Request(), place="gone")
    assert len(found.page.items) == 1


async def test_requests_are_recalled_for_a_week(search: BuildSearch, upkeep: SearchUpkeep, clock: Clock) -> None:
    request = Request(text="🔥 ' %", author=BOB, order=Order.LIKED)
    key = await search.keep(request)
    assert (len(key), await search.keep(request)) == (12, key)
    assert await search.recall(key) == request
    clock.now += REQUEST_MEMORY + timedelta(seconds=9)
    assert await upkeep.purge() == 1
    with pytest.raises(NotFoundError):
        await search.recall(key)


async def test_a_request_is_written_once_an_hour(search: BuildSearch, units: FakeUnits, clock: Clock) -> None:
    request = Request(text="roamer")
    units.is_away = True
    with pytest.raises(StorageUnavailableError):
        await search.keep(request)
    units.is_away = False
    key = await search.keep(request)
    units.is_away = True
    assert await search.keep(request) == key
    with pytest.raises(StorageUnavailableError):
        await search.keep(replace(request, order=Order.LIKED))
    units.is_away = False
    await search.keep(replace(request, author=UserId(10**17)))
    units.is_away = True
    with pytest.raises(StorageUnavailableError):  # it may have been erased with its author
        await search.keep(replace(request, author=UserId(10**17)))
    clock.now += KEPT_FOR
    with pytest.raises(StorageUnavailableError):
        await search.keep(request)


async def test_old_descriptions_are_renewed(
    library: BuildLibrary, search: BuildSearch, upkeep: SearchUpkeep, units: FakeUnits, describer: Describer
) -> None:
    units.describe = FakeUnits().describe
    for number in range(3):
        await keep(library, f"roamer {number}")
    assert await names(search, "roamer") == []
    units.describe = describer
    assert await upkeep.renew() == 3
    assert await upkeep.renew() == 0
    assert len(await names(search, "roamer")) == 3


async def test_words_that_went_are_forgotten(library: BuildLibrary, upkeep: SearchUpkeep, units: FakeUnits) -> None:
    kept, gone = await keep(library, "kept"), await keep(library, "gone")
    await library.unpublish(viewer(BOB), gone)
    await upkeep.purge()
    assert units.state.words == {(HOME, "kept")}
    assert kept


async def test_what_a_build_gives_is_found(library: BuildLibrary, search: BuildSearch, describer: Describer) -> None:
    template = BuildTemplate(
        profession=make_template().profession, lines=(TraitLine(62, (1, 1, 3)), TraitLine(), TraitLine())
    )
    saved = await library.save(viewer(BOB), template.chat_code(), name="giver")
    await library.publish(viewer(BOB), saved.build.short_id)
    for term in describer(saved.build).terms:
        facet, value = Facet(term[0]), term[2:]
        if facet is Facet.SUPPLY:
            assert await names(search, supply=value) == ["giver"]
        elif facet is Facet.ROLE:
            assert await names(search, role=value) == ["giver"]
