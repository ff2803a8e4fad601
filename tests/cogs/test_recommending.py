"""What people see who ask what to play next."""

from tests.cogs.conftest import World
from tests.cogs.reading import answer, buttons, options, said
from tests.cogs.test_sharing import publish


async def test_a_suggestion_is_saved_with_one_click(world: World) -> None:
    await publish(world)
    seen = await world.tom.slash(world.channel, "recommend build")
    assert "What is popular in this server" in said(seen)
    assert "**Mirage**" in said(seen)
    assert "some members play this kind" in said(seen)
    assert options(seen) == ["Mirage"]
    saved = await world.tom.click(answer(seen), label="Save")
    assert "Saved as yours." in said(saved)
    assert f"after **Mirage** by <@{world.mia.id}>" in said(saved)
    assert "You keep a copy of this already." in said(await world.tom.click(answer(seen), label="Save"))
    assert "nothing that I could recommend" in said(await world.tom.slash(world.channel, "recommend build"))


async def test_one_s_own_is_not_recommended(world: World) -> None:
    await publish(world)
    nothing = await world.mia.slash(world.channel, "recommend build")
    assert "nothing that I could recommend" in said(nothing)
    assert options(nothing) == []


async def test_it_speaks_french(world: World) -> None:
    await publish(world)
    world.speaks_french(world.tom)
    seen = await world.tom.slash(world.channel, "recommend build", mode="pve")
    assert "quelques membres jouent ce genre de build" in said(seen)
    assert "Enregistré parmi les tiens." in said(await world.tom.click(answer(seen), label="Enregistrer"))


async def test_where_nothing_is_noted_nobody_is_asked_what_they_think(world: World) -> None:
    await publish(world)
    seen = await world.tom.slash(world.channel, "recommend build")
    assert options(seen) == ["Mirage"]
    assert not {"Good idea", "Not for me"} & set(buttons(seen))
