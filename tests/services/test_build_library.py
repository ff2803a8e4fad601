"""Keeping builds, as the people who do it see it."""

from datetime import timedelta

import pytest

from bot.domain.modes import GameMode
from bot.domain.professions import Profession
from bot.domain.viewer import Viewer
from bot.errors import (
    ChatCodeError,
    InternalError,
    InvalidNameError,
    LimitReachedError,
    NotAllowedError,
    NotFoundError,
    StorageUnavailableError,
)
from bot.services import builds as builds_module
from bot.services.builds import BuildLibrary
from bot.services.suggestions import SUGGESTIONS
from tests.factories import ALICE, AWAY, BOB, HOME, Clock, make_code, make_template, viewer
from tests.fakes import FakeUnits

ME, YOU, ELSEWHERE = viewer(ALICE), viewer(BOB), viewer(BOB, AWAY)
IN_PRIVATE = viewer(ALICE, None)
FIREBRAND = 62


async def save(library: BuildLibrary, name: str | None = None, who: Viewer = ME) -> str:
    return (await library.save(who, make_code(), name=name)).build.short_id


async def test_saves_what_was_pasted(library: BuildLibrary, clock: Clock) -> None:
    clock.still = True
    saved = await library.save(ME, f"my build: {make_code(FIREBRAND)}!", name="  Quick\n brand ", mode=GameMode.WVW)
    build = saved.build
    assert saved.is_new
    assert (build.name, build.mode, build.owner, build.code) == (
        "Quick brand",
        GameMode.WVW,
        ALICE,
        make_code(FIREBRAND),
    )
    assert build.template == make_template(specialization=FIREBRAND)
    assert (build.created_at, build.updated_at, build.deleted_at) == (clock.now, clock.now, None)
    assert build.published_in == frozenset()
    assert await library.require(ME, build.short_id) == build


async def test_is_called_after_its_elite_specialization(library: BuildLibrary) -> None:
    assert (await library.save(ME, make_code(FIREBRAND))).build.name == "Firebrand"


async def test_is_called_after_its_profession_otherwise(library: BuildLibrary) -> None:
    code = make_template(Profession.THIEF).chat_code()
    assert (await library.save(ME, code)).build.name == "Thief"


@pytest.mark.parametrize("name", ["", "  ", "\u200b", "x" * 101])
async def test_refuses_impossible_names(library: BuildLibrary, name: str) -> None:
    with pytest.raises(InvalidNameError):
        await save(library, name)
    assert (await library.list_own(ME)).total == 0


@pytest.mark.parametrize("name", ["🔥" * 100, "**bold** @everyone <@1> [x](y)", "'; DROP TABLE builds; --", "%_\\"])
async def test_keeps_names_as_text(library: BuildLibrary, name: str) -> None:
    short_id = await save(library, name)
    assert (await library.require(ME, short_id)).name == name
    assert (await library.require(ME, name)).short_id == short_id


async def test_the_same_build_is_kept_once(library: BuildLibrary) -> None:
    first = await library.save(ME, make_code(), name="Same")
    again = await library.save(ME, make_code().strip("[]"), name="Same ")
    assert not again.is_new
    assert again.build == first.build
    assert (await library.list_own(ME)).total == 1


@pytest.mark.parametrize(("name", "mode"), [("Other", None), ("same", None), ("Same", GameMode.PVP)])
async def test_another_name_or_mode_is_another_build(library: BuildLibrary, name: str, mode: GameMode | None) -> None:
    await library.save(ME, make_code(), name="Same")
    assert (await library.save(ME, make_code(), name=name, mode=mode)).is_new


async def test_a_deleted_build_can_be_saved_again(library: BuildLibrary) -> None:
    await library.delete(ME, await save(library, "Same"))
    assert (await library.save(ME, make_code(), name="Same")).is_new


async def test_somebody_elses_same_build_is_another_one(library: BuildLibrary) -> None:
    await save(library, "Same")
    assert (await library.save(YOU, make_code(), name="Same")).is_new


async def test_a_person_keeps_so_many(library: BuildLibrary, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(builds_module, "BUILD_LIMIT", 2)
    first = await save(library, "1")
    await save(library, "2")
    with pytest.raises(LimitReachedError) as caught:
        await save(library, "3")
    assert (caught.value.kind, caught.value.limit) == ("build", 2)
    await library.delete(ME, first)
    await save(library, "3")
    with pytest.raises(LimitReachedError):
        await library.restore(ME, first)
    assert not (await library.save(ME, make_code(), name="2")).is_new


async def test_the_bin_holds_so_many(library: BuildLibrary, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(builds_module, "BUILD_LIMIT", 2)
    for number in range(4):
        await library.delete(ME, await save(library, f"b{number}"))
    assert [build.name for build in (await library.list_deleted(ME)).items] == ["b3", "b2"]


async def test_a_private_build_does_not_exist_for_others(library: BuildLibrary) -> None:
    short_id = await save(library, "Secret")
    for ref in (short_id, short_id.upper(), "Secret"):
        for act in (library.require, library.publish, library.unpublish, library.delete, library.restore):
            with pytest.raises(NotFoundError) as caught:
                await act(YOU, ref)
            assert (caught.value.kind, caught.value.ref) == ("build", ref)
    assert await library.suggest(YOU, "Sec") == []
    assert await library.suggest(YOU, short_id) == []
    assert (await library.list_public(YOU)).total == 0


async def test_an_unknown_build_is_told_alike(library: BuildLibrary) -> None:
    for ref in ("22222222", "Secret", "", "\x00", "x" * 4000, "\ud800"):
        with pytest.raises(NotFoundError):
            await library.require(YOU, ref)


async def test_finds_by_short_id_in_any_case_and_by_name(library: BuildLibrary) -> None:
    short_id = await save(library, "Élan vital")
    for ref in (short_id, f" {short_id.upper()} ", "Élan vital", "elan  VITAL"):
        assert (await library.require(IN_PRIVATE, ref)).short_id == short_id


async def test_own_names_come_first_exact_ones_before_that_newest_otherwise(library: BuildLibrary) -> None:
    theirs = await save(library, "elan", YOU)
    await library.publish(YOU, theirs)
    assert (await library.require(ME, "Élan")).short_id == theirs
    older, newer = await save(library, "Élan"), await save(library, "ELAN")
    assert (await library.require(ME, "Élan")).short_id == older
    assert (await library.require(ME, "elan")).short_id == newer
    assert (await library.require(ME, theirs)).short_id == theirs


async def test_published_builds_are_seen_in_that_guild_only(library: BuildLibrary) -> None:
    short_id = await save(library, "Open")
    published = await library.publish(ME, short_id)
    assert published == await library.publish(ME, short_id)
    assert published.published_in == {HOME}
    assert await library.require(YOU, short_id) == published
    assert [build.short_id for build in (await library.list_public(YOU)).items] == [short_id]
    assert [build.short_id for build in await library.suggest(YOU, "op")] == [short_id]
    with pytest.raises(NotFoundError):
        await library.require(ELSEWHERE, short_id)
    with pytest.raises(NotFoundError):
        await library.require(viewer(BOB, None), short_id)


async def test_unpublishing_is_for_one_guild_and_can_be_repeated(library: BuildLibrary) -> None:
    short_id = await save(library)
    for guild in (HOME, AWAY):
        await library.publish(viewer(ALICE, guild), short_id)
    for _ in range(2):
        assert (await library.unpublish(ME, short_id)).published_in == {AWAY}
    with pytest.raises(NotFoundError):
        await library.require(YOU, short_id)
    assert (await library.require(ELSEWHERE, short_id)).published_in == {AWAY}


@pytest.mark.parametrize("act", ["publish", "unpublish"])
async def test_publishing_needs_a_guild(library: BuildLibrary, act: str) -> None:
    short_id = await save(library)
    with pytest.raises(NotAllowedError) as caught:
        await getattr(library, act)(IN_PRIVATE, short_id)
    assert caught.value.needed == "guild"


async def test_the_public_list_needs_a_guild(library: BuildLibrary) -> None:
    with pytest.raises(NotAllowedError):
        await library.list_public(IN_PRIVATE)


@pytest.mark.parametrize("act", ["publish", "unpublish", "delete", "restore"])
async def test_what_is_visible_but_not_yours_is_refused(library: BuildLibrary, act: str) -> None:
    short_id = await save(library, "Open")
    await library.publish(ME, short_id)
    for ref in (short_id, "Open"):
        with pytest.raises(NotAllowedError) as caught:
            await getattr(library, act)(YOU, ref)
        assert caught.value.needed == "owner"


async def test_deleted_builds_are_gone_and_come_back_as_they_were(library: BuildLibrary) -> None:
    short_id = await save(library, "Open")
    before = await library.publish(ME, short_id)
    deleted = await library.delete(ME, short_id)
    assert deleted.deleted_at is not None
    assert await library.delete(ME, short_id) == deleted
    for who in (ME, YOU):
        with pytest.raises(NotFoundError):
            await library.require(who, short_id)
    assert (await library.list_own(ME)).total == (await library.list_public(YOU)).total == 0
    assert await library.suggest(ME, "Open") == await library.suggest(YOU, "") == []
    assert (await library.list_deleted(ME)).items == (deleted,)
    assert await library.restore(ME, short_id) == before
    assert await library.restore(ME, short_id) == before
    assert await library.require(YOU, short_id) == before


@pytest.mark.parametrize("act", ["publish", "unpublish"])
async def test_a_build_deleted_meanwhile_is_not_found(library: BuildLibrary, act: str) -> None:
    short_id = await save(library)
    await library.delete(ME, short_id)
    with pytest.raises(NotFoundError):
        await getattr(library, act)(ME, short_id)


async def test_restores_by_name_the_last_deleted_first(library: BuildLibrary) -> None:
    first, second = await save(library, "Élan"), await save(library, "elan")
    await library.delete(ME, second)
    await library.delete(ME, first)
    assert (await library.restore(ME, "élan")).short_id == first
    assert (await library.restore(ME, "elan")).short_id == second
    assert (await library.restore(ME, "elan")).short_id == second
    with pytest.raises(NotFoundError):
        await library.restore(YOU, "elan")


async def test_purges_after_30_days(library: BuildLibrary, clock: Clock) -> None:
    short_id = await save(library)
    await library.delete(ME, short_id)
    clock.now += timedelta(days=29)
    assert await library.purge() == 0
    clock.now += timedelta(days=1)
    assert await library.purge() == 1
    with pytest.raises(NotFoundError):
        await library.restore(ME, short_id)


async def test_lists_newest_first_page_by_page(library: BuildLibrary) -> None:
    for number in range(12):
        await library.publish(ME, await save(library, f"b{number}"))
    for listing in (library.list_own, library.list_public):
        first = await listing(ME)
        second = await listing(ME, cursor=first.next)
        names = [build.name for build in (*first.items, *second.items)]
        assert names == [f"b{number}" for number in reversed(range(12))]
        assert second.next is None


async def test_suggests_own_first_then_public_each_by_fit(library: BuildLibrary) -> None:
    for name in ("Brand new", "Quick firebrand", "Wrong"):
        await library.publish(YOU, await save(library, name, YOU))
    for name in ("Old brand", "Braand", "brandy", "Thief"):
        await save(library, name)
    suggested = [build.name for build in await library.suggest(ME, "BRAND")]
    assert suggested == ["brandy", "Old brand", "Brand new", "Quick firebrand", "Braand"]
    assert [build.name for build in await library.suggest(IN_PRIVATE, "brand")] == ["brandy", "Old brand", "Braand"]


async def test_many_own_builds_leave_room_for_those_of_others(library: BuildLibrary) -> None:
    own = [await save(library, f"Brand {number}") for number in range(SUGGESTIONS)]
    await library.publish(ME, own[0])
    theirs, secret = await save(library, "My brand", YOU), await save(library, "Secret brand", YOU)
    await library.publish(YOU, theirs)
    for typed in ("brand", "", "my brnad", theirs):
        assert [build.name for build in await library.suggest_of_others(ME, typed)] == ["My brand"]
    for typed in ("secret", secret, own[0]):
        assert await library.suggest_of_others(ME, typed) == []
    assert await library.suggest_of_others(IN_PRIVATE, "brand") == []


async def test_suggests_the_newest_before_anything_is_typed(library: BuildLibrary) -> None:
    await library.publish(YOU, await save(library, "Theirs", YOU))
    mine = await save(library, "Mine")
    await library.publish(ME, mine)
    for nothing in ("", " ", "\x00", "\ud800"):
        assert [build.name for build in await library.suggest(ME, nothing)] == ["Mine", "Theirs"]


async def test_suggests_public_builds_only_while_there_is_room(library: BuildLibrary) -> None:
    for number in range(30):
        await library.publish(YOU, await save(library, f"brand {number}", YOU))
    await save(library, "brandy")
    suggested = [build.name for build in await library.suggest(ME, "brand")]
    assert (suggested[0], len(suggested), len(set(suggested))) == ("brandy", 25, 25)


async def test_suggests_25_at_most_and_for_a_short_id_its_build(library: BuildLibrary) -> None:
    short_ids = [await save(library, f"b{number}") for number in range(30)]
    assert len(await library.suggest(ME, "b")) == 25
    assert [build.short_id for build in await library.suggest(ME, short_ids[0].upper())] == [short_ids[0]]


@pytest.mark.parametrize("typed", ["zzzzzz", "x" * 6000, "%"])
async def test_suggests_nothing_for_noise(library: BuildLibrary, typed: str) -> None:
    await library.publish(YOU, await save(library, "Open", YOU))
    assert await library.suggest(ME, typed) == []


@pytest.mark.parametrize("typed", ["firebrnad", "fierbrand", "firebrend", "quicknes fire"])
async def test_forgives_typing_errors(library: BuildLibrary, typed: str) -> None:
    await library.publish(YOU, await save(library, "Quickness Firebrand", YOU))
    assert [build.name for build in await library.suggest(ME, typed)] == ["Quickness Firebrand"]


async def test_tries_another_short_id_when_one_is_in_use(
    library: BuildLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = iter(["22222222", "22222222", "22222222", "33333333"])
    monkeypatch.setattr("bot.services.short_ids.new_short_id", lambda: next(ids))
    assert [await save(library, name) for name in "ab"] == ["22222222", "33333333"]


async def test_gives_up_when_no_short_id_is_free(library: BuildLibrary, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.services.short_ids.new_short_id", lambda: "22222222")
    await save(library, "a")
    with pytest.raises(InternalError):
        await save(library, "b")


async def test_nothing_is_lost_when_the_database_goes_away(library: BuildLibrary, units: FakeUnits) -> None:
    short_id = await save(library)
    units.is_away = True
    for call in (library.save(ME, make_code(), name="x"), library.require(ME, short_id), library.delete(ME, short_id)):
        with pytest.raises(StorageUnavailableError):
            await call
    units.is_away = False
    assert [build.short_id for build in (await library.list_own(ME)).items] == [short_id]


@pytest.mark.parametrize("text", ["", "noise " * 700, "[&AgEAAAAA]", "[&DQ==]"])
async def test_a_text_without_a_build_is_refused_before_any_connection(
    library: BuildLibrary, units: FakeUnits, text: str
) -> None:
    units.is_away = True
    with pytest.raises(ChatCodeError):
        await library.save(ME, text)
