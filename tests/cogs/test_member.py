"""What people see when they point at a member."""

from tests.cogs.conftest import World
from tests.cogs.reading import answer, buttons, options, said
from tests.cogs.test_builds import FIREBRAND, MIRAGE
from tests.cogs.test_found import _values

MENU = "Builds of this member"


async def test_what_a_member_shows_is_listed_and_opened(world: World) -> None:
    for name, code in (("Alac", MIRAGE), ("Heal", FIREBRAND), ("Secret", FIREBRAND)):
        await world.tom.slash(world.channel, "build save", code=code, name=name)
    await world.leo.slash(world.channel, "build save", code=MIRAGE, name="Of Leo")
    for person, name in ((world.tom, "Alac"), (world.tom, "Heal"), (world.leo, "Of Leo")):
        await person.slash(world.channel, "build publish", build=name)
    listed = await world.mia.context_menu(world.channel, MENU, world.tom)
    assert answer(listed).ephemeral
    assert f"Builds of <@{world.tom.id}>" in said(listed)
    assert "2 builds" in said(listed)
    assert sorted(options(listed)) == ["Alac", "Heal"]
    opened = await world.mia.select(answer(listed), [_values(listed)[0]])
    assert f"by <@{world.tom.id}>" in said(opened)


async def test_who_shows_nothing_looks_like_who_keeps_nothing(world: World) -> None:
    await world.tom.slash(world.channel, "build save", code=MIRAGE, name="Secret")
    private = said(await world.mia.context_menu(world.channel, MENU, world.tom))
    nothing = said(await world.mia.context_menu(world.channel, MENU, world.leo))
    assert private.replace(str(world.tom.id), "") == nothing.replace(str(world.leo.id), "")
    assert "shows no build in this server" in private


async def test_the_list_turns_its_pages(world: World) -> None:
    for number in range(12):
        await world.tom.slash(world.channel, "build save", code=MIRAGE, name=f"Mirage {number:02}")
        await world.tom.slash(world.channel, "build publish", build=f"Mirage {number:02}")
    first = await world.mia.context_menu(world.channel, MENU, world.tom)
    assert buttons(first) == ["Older"]
    second = await world.mia.click(answer(first), label="Older")
    assert len(options(second)) == 2
    assert buttons(second) == ["Newest"]
    first = await world.mia.context_menu(world.channel, MENU, world.tom)
    for number in range(2):
        await world.tom.slash(world.channel, "build unpublish", build=f"Mirage {number:02}")
    assert len(options(await world.mia.click(answer(first), label="Older"))) == 10
    assert len(options(await world.mia.click(answer(second), label="Newest"))) == 10
