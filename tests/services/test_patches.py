"""What owners are told after a patch of the game, and until when."""

from dataclasses import replace
from datetime import timedelta
from types import MappingProxyType

import pytest

from bot.domain.edition import Edition, Fetched
from bot.domain.facts import Fact, Hint, ThingFacts
from bot.domain.template import BuildTemplate
from bot.domain.translations import Translation
from bot.errors import NotAllowedError, NotFoundError
from bot.gateways.gamedata.editions import load_bundled
from bot.services.almanac import Almanac
from bot.services.builds import BuildLibrary
from bot.services.patches import LOGGED, Patches
from tests.factories import BOB, Clock, make_paces, viewer
from tests.fakes import FakeUnits

CODE = "[&DQctPRg9OzsjDwAAggEAAIEBAACDAQAA7RIAAAAAAAAAAAAAAAAAAAAAAAADWQBWAGYAAA==]"
MANTLE = 2174


@pytest.fixture
def almanac() -> Almanac:
    return Almanac(load_bundled())


@pytest.fixture
def patches(units: FakeUnits, almanac: Almanac, clock: Clock) -> Patches:
    return Patches(units, almanac, frozenset(), clock)


@pytest.fixture
def library(units: FakeUnits, almanac: Almanac, clock: Clock) -> BuildLibrary:
    return BuildLibrary(units, almanac, clock, make_paces())


def patched(seconds: float, clock: Clock, *, days: int = 1) -> Edition:
    """Return facts fetched `days` later, in which Mirage Mantle gives so many seconds of alacrity."""
    edition = load_bundled()
    traits = MappingProxyType(
        {**edition.facts.traits, MANTLE: ThingFacts(MANTLE, Hint.ALLIES, (Fact("alacrity", seconds),))}
    )
    fetched = Fetched(at=clock.now + timedelta(days=days), told=200_000, base="", items_to=0)
    game = replace(edition.game, build=200_000)
    return replace(edition, game=game, facts=replace(edition.facts, traits=traits), fetched=fetched)


async def test_a_patch_is_told_once_and_cleared_by_its_owner(
    library: BuildLibrary, patches: Patches, almanac: Almanac, clock: Clock
) -> None:
    await patches.refresh()
    build = (await library.save(viewer(), CODE)).build
    assert patches.get_changes(build) is None
    almanac.use(patched(9, clock))
    await patches.refresh()
    changes = patches.get_changes(build)
    assert changes
    assert (changes.since, changes.names) == (build.created_at, ("Mirage Mantle",))
    checked = await patches.check(viewer(), build.short_id)
    assert patches.get_changes(checked) is None
    assert patches.get_changes(await library.require(viewer(), build.short_id)) is None
    assert (checked.revision, checked.updated_at) == (build.revision, build.updated_at)
    almanac.use(patched(4, clock, days=2))
    await patches.refresh()
    again = patches.get_changes(checked)
    assert again
    assert again.since == checked.checked_at


async def test_a_build_that_came_after_the_patch_is_as_the_game_is(
    library: BuildLibrary, patches: Patches, almanac: Almanac, clock: Clock
) -> None:
    await patches.refresh()
    almanac.use(patched(9, clock))
    await patches.refresh()
    assert patches.get_changes((await library.save(viewer(), CODE)).build) is None


async def test_another_code_counts_as_checked(
    library: BuildLibrary, patches: Patches, almanac: Almanac, clock: Clock
) -> None:
    await patches.refresh()
    build = (await library.save(viewer(), CODE)).build
    almanac.use(patched(9, clock))
    await patches.refresh()
    template = replace(BuildTemplate.from_chat_code(CODE), weapons=(89,))
    assert patches.get_changes(build.changed(clock(), notes="patched?"))
    assert patches.get_changes(build.changed(clock(), template=template, code=template.chat_code())) is None


async def test_builds_from_before_anything_was_logged_are_compared_with_the_oldest(
    library: BuildLibrary, patches: Patches, almanac: Almanac, clock: Clock
) -> None:
    build = (await library.save(viewer(), CODE)).build
    assert patches.get_changes(build) is None
    await patches.refresh()
    assert patches.get_changes(build) is None
    almanac.use(patched(9, clock))
    await patches.refresh()
    assert patches.get_changes(build)


async def test_what_changed_is_named_in_the_readers_language(
    library: BuildLibrary, patches: Patches, almanac: Almanac, clock: Clock
) -> None:
    await patches.refresh()
    build = (await library.save(viewer(), CODE)).build
    almanac.use(replace(patched(9, clock), translations={"fr": Translation(traits={MANTLE: "Manteau"})}))
    await patches.refresh()
    told = [patches.get_changes(build, language=language) for language in ("fr", "de")]
    assert [changes and changes.names for changes in told] == [("Manteau",), ("Mirage Mantle",)]


async def test_only_newer_facts_that_differ_are_logged(
    units: FakeUnits, patches: Patches, almanac: Almanac, clock: Clock
) -> None:
    async def logged() -> int:
        async with units(reads_only=True) as unit:
            return len(await unit.editions.list_all())

    await patches.refresh()
    await patches.refresh()
    assert await logged() == 1
    almanac.use(patched(9, clock))
    await patches.refresh()
    almanac.use(patched(9, clock, days=8))
    await patches.refresh()
    assert await logged() == 2
    # a process that starts anew on the bundled facts
    almanac.use(load_bundled())
    await patches.refresh()
    assert await logged() == 2


async def test_a_process_on_older_facts_tells_what_others_logged(
    units: FakeUnits, library: BuildLibrary, patches: Patches, clock: Clock
) -> None:
    await patches.refresh()
    build = (await library.save(viewer(), CODE)).build
    await Patches(units, Almanac(patched(9, clock)), frozenset(), clock).refresh()
    await patches.refresh()
    assert patches.get_changes(build)


async def test_the_log_has_an_end(units: FakeUnits, patches: Patches, almanac: Almanac, clock: Clock) -> None:
    for number in range(LOGGED + 3):
        almanac.use(patched(number + 1, clock, days=number))
        await patches.refresh()
    async with units(reads_only=True) as unit:
        assert len(await unit.editions.list_all()) == LOGGED


async def test_digests_of_another_version_are_passed_over(
    units: FakeUnits, library: BuildLibrary, patches: Patches, clock: Clock
) -> None:
    build = (await library.save(viewer(), CODE)).build
    await Patches(units, Almanac(patched(9, clock)), frozenset(), clock).refresh()
    async with units() as unit:
        (entry,) = await unit.editions.list_all()
        await unit.editions.add(replace(entry, prints=b"\x09\x00", since=clock()), keep=1)
    await patches.refresh()
    assert patches.get_changes(build) is None


async def test_nobody_else_can_say_that_a_build_was_checked(library: BuildLibrary, patches: Patches) -> None:
    build = (await library.save(viewer(), CODE)).build
    with pytest.raises(NotFoundError):
        await patches.check(viewer(BOB), build.short_id)
    await library.publish(viewer(), build.short_id)
    with pytest.raises(NotAllowedError):
        await patches.check(viewer(BOB), build.short_id)
