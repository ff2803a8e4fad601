"""What people see when they set two builds side by side."""

from io import BytesIO

from PIL import Image

from bot.domain.chatlink import format_link
from bot.domain.template import BuildTemplate
from tests.cogs.conftest import World
from tests.cogs.reading import answer, options, said
from tests.cogs.test_builds import FIREBRAND, MIRAGE, MIRAGE_WITHOUT_WEAPONS


async def test_two_builds_are_told_apart_topic_by_topic(world: World) -> None:
    await world.mia.slash(world.channel, "build save", code=MIRAGE, name="Alac *Mirage*", mode="pve")
    await world.mia.slash(world.channel, "build save", code=FIREBRAND, name="Heal", mode="wvw")
    result = await world.mia.slash(world.channel, "build compare", a="Alac *Mirage*", b="Heal")
    text = said(result)
    assert answer(result).ephemeral
    assert "🅰️ **Alac \\*Mirage\\*** · Mirage · PvE" in text
    assert "🅱️ **Heal** · Firebrand · WvW" in text
    assert "🅱️ **Firebrand** Liberator's Vow" in text
    assert "**Weapons** (both: Torch)\n🅰️ Staff · Scepter\n🅱️ Axe" in text
    assert "gear" not in text
    (picture,) = answer(result).attachments
    told = picture.description or ""
    assert told.startswith(
        "A: Mirage · Mesmer · PvE; B: Firebrand · Guardian · WvW. They differ in: Suits, Holds for five"
    )
    assert options(result) == ["Alac *Mirage*", "Heal"]
    opened = await world.mia.select(answer(result), [_value(result, 1)])
    assert "## Heal" in said(opened)


def _value(result: object, index: int) -> str:
    (row,) = [row for row in answer(result).components if row["type"] == 1]  # type: ignore[arg-type]
    value: str = row["components"][0]["options"][index]["value"]
    return value


async def test_only_what_differs_is_spelled_out(world: World) -> None:
    await world.mia.slash(world.channel, "build save", code=MIRAGE, name="With")
    await world.mia.slash(world.channel, "build save", code=MIRAGE_WITHOUT_WEAPONS, name="Without")
    await world.mia.slash(world.channel, "build gear", build="With", text="full Berserker's, Scholar runes, 18 Mighty")
    text = said(await world.mia.slash(world.channel, "build compare", a="With", b="Without"))
    assert "### Traits" not in text
    assert "**The same** Chaos · Illusions · Mirage · Heal" in text
    assert "**Weapons**\n🅰️ Staff · Scepter · Torch\n🅱️ —" in text
    assert "x Berserker's" in text
    assert "🅱️ *nothing is said of its gear*" in text


async def test_a_build_is_the_same_as_itself(world: World) -> None:
    world.speaks_french(world.mia)
    await world.mia.slash(world.channel, "build save", code=MIRAGE, name="Mirage")
    result = await world.mia.slash(world.channel, "build compare", a="Mirage", b="Mirage")
    assert "ces deux builds sont pareils" in said(result)
    assert answer(result).attachments == []
    assert len(options(result)) == 1


async def test_a_private_build_cannot_be_compared(world: World) -> None:
    await world.mia.slash(world.channel, "build save", code=MIRAGE, name="Secret")
    await world.tom.slash(world.channel, "build save", code=FIREBRAND, name="Mine")
    refused = said(await world.tom.slash(world.channel, "build compare", a="Mine", b="Secret"))
    assert "I find no build “Secret”" in refused
    await world.mia.slash(world.channel, "build publish", build="Secret")
    assert "Side by side" in said(await world.tom.slash(world.channel, "build compare", a="Mine", b="Secret"))


async def test_builds_stuffed_to_the_brim_fit_discord(world: World) -> None:
    head = BuildTemplate.from_chat_code(MIRAGE).to_bytes()[:44]
    weapons = b"".join((number + 60_000).to_bytes(2, "little") for number in range(255))
    full = format_link(head + b"\xff" + weapons + b"\xff" + b"\x01\x02\x03\x00" * 255)
    await world.mia.slash(world.channel, "build save", code=full, name="*" * 100)
    await world.mia.slash(world.channel, "build save", code=FIREBRAND, name="_" * 100)
    await world.mia.slash(world.channel, "build gear", build="_" * 100, text="full Berserker's, Scholar runes")
    result = await world.mia.slash(world.channel, "build compare", a="*" * 100, b="_" * 100)
    text = said(result)
    assert "… and 243 more" in text
    assert len(text) <= 4000
    picture = Image.open(BytesIO(await answer(result).attachments[0].read()))
    assert picture.height < 6 * picture.width
