"""What people see when they copy and like builds, and look at what theirs were before."""

import simcord

from tests.cogs.conftest import World
from tests.cogs.reading import answer, answers, buttons, options, said, text_of
from tests.cogs.test_builds import FIREBRAND, MIRAGE
from tests.cogs.test_editing import open_form, save, send


async def publish(world: World) -> simcord.InteractionResult:
    await save(world)
    return await world.mia.slash(world.channel, "build publish", build="Mirage")


async def test_copy_is_private_and_names_its_origin(world: World) -> None:
    await publish(world)
    seen = await world.tom.slash(world.channel, "build show", build="Mirage")
    assert {"Like", "Copy to mine"} < set(buttons(seen))
    copied = await world.tom.click(answer(seen), label="Copy to mine")
    text = said(copied)
    assert answer(copied).ephemeral
    assert "Copied." in text
    assert f"after **Mirage** by <@{world.mia.id}>" in text
    assert "Only you can see this build" in text
    assert "used 1 time" in said(await world.mia.slash(world.channel, "build show", build="Mirage"))

    await world.mia.slash(world.channel, "build unpublish", build="Mirage")
    masked = said(await world.tom.slash(world.channel, "build show", build="Mirage"))
    assert "after a build that is not shown here" in masked
    assert f"<@{world.mia.id}>" not in masked


async def test_copying_twice_asks_first(world: World) -> None:
    await publish(world)
    await world.tom.slash(world.channel, "build copy", build="Mirage")
    # the copy has the same name, which means that of the other one here
    asked = await world.tom.slash(world.channel, "build copy", build="Mirage")
    assert "You keep a copy of this already: **Mirage**." in said(asked)
    (theirs,) = [
        choice["value"] for choice in await world.leo.autocomplete(world.channel, "build copy", "build", "mirage")
    ]
    asked = await world.tom.slash(world.channel, "build copy", build=theirs)
    assert "You keep a copy of this already: **Mirage**." in said(asked)
    assert "after **Mirage**" in said(await world.tom.click(answer(asked), label="Keep it"))
    again = await world.tom.slash(world.channel, "build copy", build=theirs)
    assert "Copied." in said(await world.tom.click(answer(again), label="Copy once more"))
    assert "2 builds" in said(await world.tom.slash(world.channel, "build list"))


async def test_own_build_is_not_copied(world: World) -> None:
    await publish(world)
    assert await world.mia.autocomplete(world.channel, "build copy", "build", "mirage") == []
    assert "This is your own build" in said(await world.mia.slash(world.channel, "build copy", build="Mirage"))


async def test_likes_are_counted_on_the_card(world: World) -> None:
    await publish(world)
    seen = await world.tom.slash(world.channel, "build show", build="Mirage")
    liked = await world.tom.click(answer(seen), label="Like")
    assert "You like this build." in said(liked)
    assert "❤️ 1" in said(liked)
    assert "❤️ 1" in said(await world.mia.slash(world.channel, "build show", build="Mirage"))
    assert "Like" not in buttons(await world.mia.slash(world.channel, "build show", build="Mirage"))
    unliked = await world.tom.click(answer(seen), label="Like")
    assert "You no longer like this build." in said(unliked)
    assert "❤️" not in said(unliked)


async def test_message_that_all_see_shows_the_new_count(world: World) -> None:
    shown = await publish(world)
    message = (await world.mia.click(answer(shown), label="Show in channel")).followups[-1]
    for person, count in ((world.tom, 1), (world.leo, 2)):
        pressed = await person.click(message, label="Like")
        told = [text_of(one) for one in answers(pressed) if one.ephemeral]
        assert told == ["You like this build."]
        assert f"❤️ {count}" in said(pressed)
        assert "Unpublish" not in buttons(pressed)
    assert "your own build" in said(await world.mia.click(message, label="Like"))


async def test_private_build_shows_no_likes(world: World) -> None:
    await publish(world)
    seen = await world.tom.slash(world.channel, "build show", build="Mirage")
    await world.tom.click(answer(seen), label="Like")
    hidden = await world.mia.slash(world.channel, "build unpublish", build="Mirage")
    assert "❤️" not in said(hidden)
    assert "I no longer find this build" in said(await world.tom.click(answer(seen), label="Like"))


async def test_history_tells_what_changed_and_brings_it_back(world: World) -> None:
    saved = await save(world)
    assert "History" not in buttons(saved)
    changed = await send(world, await open_form(world), code=FIREBRAND)
    assert "version 2" in said(changed)
    history = await world.mia.click(answer(changed), label="History")
    assert "**Version 2, now**" in said(history)
    assert "**Version 1, until <t:" in said(history)
    assert "changed then: Traits" in said(history)
    assert options(history) == ["Version 1"]

    await world.mia.slash(world.channel, "build gear", build="Mirage", text="full Berserker's")
    values = [
        option["value"]
        for part in answer(history).components
        if part["type"] == 1
        for select in part["components"]
        for option in select["options"]
    ]
    beside = await world.mia.select(answer(history), values)
    assert "now · 🅱️ version 1" in said(beside)
    assert "Firebrand" in said(beside)
    back = await world.mia.click(answer(beside), label="Bring this version back")
    assert "Version 1 is back, as version 4." in said(back)
    assert MIRAGE in said(back)
    assert "Berserker" not in said(back)


async def test_history_is_its_owners(world: World) -> None:
    await publish(world)
    changed = await send(world, await open_form(world), code=FIREBRAND)
    assert "History" in buttons(changed)
    seen = await world.tom.slash(world.channel, "build show", build="Mirage")
    assert "History" not in buttons(seen)
    assert "version 2" in said(seen)


async def test_french_reader_gets_french_history(world: World) -> None:
    world.speaks_french(world.mia)
    await save(world)
    changed = await send(world, await open_form(world), code=FIREBRAND)
    assert "Historique de Mirage" in said(await world.mia.click(answer(changed), label="Historique"))
