"""`/account show` and `/help`."""

from tests.cogs.conftest import World
from tests.cogs.reading import said
from tests.cogs.test_builds import MIRAGE


async def test_unknown_person_is_told_that_nothing_is_held(world: World) -> None:
    assert "Nothing." in said(await world.mia.slash(world.channel, "account show"))


async def test_account_counts_what_is_kept(world: World) -> None:
    await world.mia.slash(world.channel, "build save", code=MIRAGE)
    await world.mia.slash(world.channel, "build publish", build="Mirage")
    text = said(await world.mia.slash(world.channel, "account show"))
    assert "1 build, 1 of them public" in text


async def test_person_who_is_only_seated_is_told_so(world: World) -> None:
    await world.leo.slash(world.channel, "team create", name="Raid", content="raid")
    await world.leo.slash(world.channel, "team seat", team="Raid", subgroup=1, place=1, player=world.tom)
    text = said(await world.tom.slash(world.channel, "account show"))
    assert "Nothing." not in text
    assert "in 1 place of a team" in text


async def test_help_names_the_commands_in_the_readers_language(world: World) -> None:
    assert "`/build save`" in said(await world.mia.slash(world.channel, "help"))
    world.speaks_french(world.mia)
    assert "`/build enregistrer`" in said(await world.mia.slash(world.channel, "help"))
