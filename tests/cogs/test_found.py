"""What people see when they point at a message with build codes in it."""

from typing import Any

import discord
import simcord

from bot.app import Bot, Services
from bot.domain.chatlink import format_link
from bot.domain.template import BuildTemplate
from cogs.ui.translator import CommandTranslator
from tests.cogs.conftest import World
from tests.cogs.reading import answer, buttons, options, said
from tests.cogs.test_builds import FIREBRAND, MIRAGE, SCOURGE

DAMAGED = "[&DQctPRg9OzsjDwAAggEA]"


async def _point(world: World, text: str, menu: str = "Show builds", **more: Any) -> simcord.InteractionResult:
    message = await world.tom.send(world.channel, text, **more)
    return await world.mia.context_menu(world.channel, menu, message)


def _values(result: simcord.InteractionResult) -> list[str]:
    (row,) = [row for row in answer(result).components if row["type"] == 1]
    return [option["value"] for option in row["components"][0]["options"]]


async def test_one_build_is_shown_and_saved_with_one_click(world: World, services: Services) -> None:
    shown = await _point(world, f"try this: {MIRAGE}")
    assert answer(shown).ephemeral
    assert "## **Mirage** · Mesmer" in said(shown)
    assert "Mirage Mantle" in said(shown)
    assert "Alacrity" in said(shown)
    assert MIRAGE in said(shown)
    assert "You do not keep it yet" in said(shown)
    assert buttons(shown) == ["Save"]
    await world.env.restart_bot(Bot(services=services, translator=CommandTranslator()))
    saved = await world.mia.click(answer(shown), label="Save")
    assert "Saved." in said(saved)
    assert "1 build" in said(await world.mia.slash(world.channel, "build list"))


async def test_a_build_that_is_kept_says_so(world: World) -> None:
    await world.mia.slash(world.channel, "build save", code=MIRAGE, name="My *own*")
    shown = await _point(world, MIRAGE)
    assert "You keep this build as **My \\*own\\***." in said(shown)
    assert buttons(shown) == []
    await world.tom.slash(world.channel, "build save", code=SCOURGE, name="Secret of Tom")
    assert "Secret of Tom" not in said(await _point(world, SCOURGE))


async def test_several_builds_are_listed_by_what_the_message_calls_them(world: World) -> None:
    shown = await _point(world, f"**Alac Mirage** {MIRAGE}\n- Heal: {FIREBRAND}\n{SCOURGE} and {DAMAGED}")
    text = said(shown)
    assert "3 builds in this message" in text
    assert "- **Alac Mirage** · Mirage" in text
    assert "- **Heal** · Firebrand" in text
    assert "- **Scourge** · Scourge" in text
    assert "1 damaged code was left out." in text
    assert options(shown) == ["Alac Mirage", "Heal", "Scourge"]
    opened = await world.mia.select(answer(shown), [_values(shown)[1]])
    assert "## **Firebrand** · Guardian" in said(opened)
    assert "Saved." in said(await world.mia.click(answer(opened), label="Save"))


async def test_thirty_builds_of_one_message_fit(world: World) -> None:
    template = BuildTemplate.from_chat_code(SCOURGE)
    head = template.to_bytes()
    codes = [format_link(head[:26] + bytes([number]) + head[27:44]) for number in range(30)]
    text = "\n".join(codes)
    embeds = [discord.Embed(description=text[:4000])]
    shown = await _from_bot(world, embeds)
    assert "30 builds in this message" in said(shown)
    assert "… and 5 more" in said(shown)
    assert len(options(shown)) == 25


async def _from_bot(world: World, embeds: list[discord.Embed]) -> simcord.InteractionResult:
    channel = world.env.bot.get_channel(world.channel.id)
    assert isinstance(channel, discord.TextChannel)
    message = await channel.send(embeds=embeds)
    return await world.mia.context_menu(world.channel, "Show builds", message)


async def test_codes_in_embeds_are_found(world: World) -> None:
    embed = discord.Embed(title="Guide", description="text")
    embed.add_field(name="Code", value=MIRAGE)
    assert "Mirage" in said(await _from_bot(world, [embed]))


async def test_codes_in_cards_of_bots_are_found(world: World) -> None:
    await world.tom.slash(world.channel, "build save", code=MIRAGE, name="Public")
    shown = await world.tom.slash(world.channel, "build publish", build="Public")
    posted = await world.tom.click(answer(shown), label="Show in channel")
    found = await world.mia.context_menu(world.channel, "Show builds", posted.followups[-1])
    assert "## **Mirage** · Mesmer" in said(found)


async def test_codes_in_forwarded_messages_are_found(world: World) -> None:
    message = await world.tom.send(world.channel, MIRAGE)
    other = world.guild.create_text_channel("other")
    forwarded = await world.tom.forward(message, other)
    assert "Mirage" in said(await world.mia.context_menu(other, "Show builds", forwarded))


async def test_nothing_found_says_how_codes_look(world: World) -> None:
    for menu in ("Show builds", "Save build"):
        nothing = await _point(world, "hello there", menu)
        assert answer(nothing).ephemeral
        assert "[&DQ…]" in said(nothing)
        assert "Copy build code" in said(nothing)
    assert "its end is missing" in said(await _point(world, DAMAGED))
    assert "Mesmer · PvE" in said(await _point(world, "http://gw2skills.net/editor/?PiwAYZlVw0YNMPGJWiPdTfZA-e"))


async def test_saving_takes_the_name_from_the_message(world: World) -> None:
    saved = await _point(world, f"Alac Mirage: {MIRAGE}", "Save build")
    assert "## Alac Mirage" in said(saved)
    assert "already keep" in said(await _point(world, f"Alac Mirage: {MIRAGE}", "Save build"))


async def test_a_code_too_long_for_a_button_is_still_shown(world: World) -> None:
    head = BuildTemplate.from_chat_code(MIRAGE).to_bytes()[:44]
    ids = b"".join((number * 7919 % 65_536).to_bytes(2, "little") for number in range(60))
    shown = await _point(world, format_link(head + b"\x3c" + ids + b"\x00"))
    assert "too long for a button" in said(shown)
    assert buttons(shown) == []


async def test_french_reader_gets_french_words(world: World) -> None:
    world.speaks_french(world.mia)
    assert "Tu ne le gardes pas encore" in said(await _point(world, MIRAGE))
