"""Whether the bot may learn from what somebody likes: asked once, shown, taken back."""

import json
from pathlib import Path

import discord
import pytest

from bot.app import Services
from bot.cli.compose import build_services
from bot.domain.gamedata import GameData
from bot.gateways.events import EventFiles, EventReader, Level
from bot.services.almanac import Almanac
from tests.cogs.conftest import NOW, World
from tests.cogs.reading import answer, answers, buttons, said
from tests.cogs.test_builds import MIRAGE
from tests.cogs.test_sharing import publish
from tests.fakes import FakeUnits

ONCE = "I ask this once"


@pytest.fixture
def services(units: FakeUnits, game: GameData, files: EventFiles) -> Services:
    return build_services(units, Almanac.of(game), clock=lambda: NOW, events=files)


async def count_lines(files: EventFiles, tmp_path: Path) -> tuple[int, int]:
    """Return how many lines there are of counts, and of taste."""
    await files.erase(["0" * 32])
    reader = EventReader(tmp_path / "learning")
    return len(list(reader.read(Level.COUNTS))), len(list(reader.read(Level.TASTE)))


async def test_everybody_is_asked_once_after_a_command_that_fits(world: World) -> None:
    assert ONCE not in said(await world.mia.slash(world.channel, "build list"))
    first = await world.mia.slash(world.channel, "build save", code=MIRAGE)
    question = answers(first)[-1]
    assert question.ephemeral
    assert ONCE in said(first)
    again = await world.mia.slash(world.channel, "build save", code=MIRAGE, name="Another")
    assert ONCE not in said(again)
    assert "No" in buttons(first)


async def test_a_yes_counts_from_then_on_and_a_no_erases(world: World, files: EventFiles, tmp_path: Path) -> None:
    shown = await world.mia.slash(world.channel, "account learning")
    assert answer(shown).ephemeral
    assert "no, for you have not answered yet" in said(shown)
    assert "Admins of this server" not in said(shown)
    await world.mia.slash(world.channel, "build save", code=MIRAGE)
    assert await count_lines(files, tmp_path) == (1, 0)
    agreed = await world.mia.click(answer(shown), label="Yes, learn from it")
    assert "yes, since" in said(agreed)
    assert "You let me learn" in said(await world.mia.slash(world.channel, "account show"))
    await world.mia.slash(world.channel, "build save", code=MIRAGE, name="Another")
    await world.tom.slash(world.channel, "build save", code=MIRAGE)
    assert await count_lines(files, tmp_path) == (2, 1)
    refused = await world.mia.click(answer(agreed), label="No")
    assert "**Now:** no." in said(refused)
    assert await count_lines(files, tmp_path) == (2, 0)
    await world.mia.slash(world.channel, "build save", code=MIRAGE, name="A third")
    assert await count_lines(files, tmp_path) == (3, 0)
    assert "You let me learn" not in said(await world.mia.slash(world.channel, "account show"))


async def test_where_admins_let_it_learn_nothing_nobody_is_asked(
    world: World, files: EventFiles, tmp_path: Path
) -> None:
    admins = world.guild.create_role("Admins", permissions=discord.Permissions(manage_guild=True))
    ada = world.guild.add_member(world.env.create_user("ada"), roles=[admins])
    assert "nothing that happens here" in said(await ada.slash(world.channel, "settings learning", learning=0))
    assert ONCE not in said(await world.mia.slash(world.channel, "build save", code=MIRAGE))
    assert "Admins of this server" in said(await world.mia.slash(world.channel, "account learning"))
    assert await count_lines(files, tmp_path) == (0, 0)


async def test_it_is_asked_in_the_language_of_whoever_is_asked(world: World) -> None:
    world.speaks_french(world.mia)
    saved = said(await world.mia.slash(world.channel, "build save", code=MIRAGE))
    assert "Puis-je apprendre de ce que tu aimes\N{NO-BREAK SPACE}?" in saved


async def test_people_say_what_they_think_of_a_suggestion(world: World, files: EventFiles, tmp_path: Path) -> None:
    await publish(world)
    seen = await world.tom.slash(world.channel, "recommend build")
    before, _ = await count_lines(files, tmp_path)
    for label in ("Good idea", "Not for me"):
        assert "Thanks." in said(await world.tom.click(answer(seen), label=label))
    assert await count_lines(files, tmp_path) == (before + 2, 0)


async def test_an_export_has_the_own_lines_and_says_when_they_cannot_be_read(world: World, tmp_path: Path) -> None:
    asked = await world.mia.slash(world.channel, "account learning")
    await world.mia.click(answer(asked), label="Yes, learn from it")
    agreed = await world.tom.slash(world.channel, "account learning")
    await world.tom.click(answer(agreed), label="Yes, learn from it")
    await world.mia.slash(world.channel, "build save", code=MIRAGE)
    await world.tom.slash(world.channel, "build save", code=MIRAGE)

    exported = await world.mia.slash(world.channel, "account export")
    readable, data = [(await one.read()).decode() for one in answer(exported).attachments]
    assert "1 thing that I noted in these four weeks" in readable
    (line,) = json.loads(data)["held"]["what_was_noted_of_what_you_like"]
    assert (line["day"], line["deed"], line["elite"]) == (str(NOW.date()), "saved", "Mirage")
    assert not {"person", "guild"} & set(line)
    assert "is missing" not in said(exported)

    (file,) = (tmp_path / "learning").glob("taste-*.jsonl")
    file.unlink()
    file.mkdir()
    world.speaks_french(world.mia)
    without = await world.mia.slash(world.channel, "account export")
    assert "Il manque ce que" in said(without)
    assert len(answer(without).attachments) == 2
