"""`/account export` and `/account forget`, typed, pressed and read as a person does."""

import json

from bot.app import Services
from bot.domain.ids import GuildId, UserId
from bot.domain.viewer import Viewer
from tests.cogs.conftest import World
from tests.cogs.reading import answer, buttons, said
from tests.cogs.test_builds import MIRAGE


async def test_export_hands_out_a_text_and_json_that_only_they_see(world: World) -> None:
    assert "Nothing." in said(await world.mia.slash(world.channel, "account export"))
    await world.mia.slash(world.channel, "build save", code=MIRAGE, name="Alac")
    exported = await world.mia.slash(world.channel, "account export")
    assert answer(exported).ephemeral
    readable, data = [(await one.read()).decode() for one in answer(exported).attachments]
    assert f"Alac · {MIRAGE}" in readable
    assert "1 build\n" in readable
    content = json.loads(data)
    assert content["held"]["builds"][0]["name"] == "Alac"
    assert (content["part"], content["parts"]) == (1, 1)


async def test_forget_asks_for_a_word_and_then_erases_at_once(world: World, services: Services) -> None:
    await world.mia.slash(world.channel, "build save", code=MIRAGE)
    eyes = Viewer(UserId(world.mia.id), GuildId(world.guild.id))
    asked = await world.mia.slash(world.channel, "account forget")
    for part in ("Erase everything about you?", "- 1 build", "What stays, without you", "There is no way back."):
        assert part in said(asked)
    assert "still to come" not in said(asked)

    form = await world.mia.click(answer(asked), label="Erase everything…")
    slip = await world.mia.submit_modal(form, {"word": "erase?"})
    assert "Nothing was erased" in said(slip)
    assert (await services.accounts.show(eyes)).builds == 1
    form = await world.mia.click(answer(slip), label="Erase everything…")
    assert "I hold nothing about you any more" in said(await world.mia.submit_modal(form, {"word": " erase "}))
    assert (await services.accounts.show(eyes)).held == {}
    assert "nothing to erase" in said(await world.mia.slash(world.channel, "account forget"))


async def test_who_leads_raids_is_told_what_becomes_of_them_in_french_too(world: World) -> None:
    await world.leo.slash(world.channel, "raid plan", when="friday 20:00", template="raid", title="Wing 1", zone="UTC")
    world.speaks_french(world.leo)
    asked = await world.leo.slash(world.channel, "account forget")
    assert buttons(asked) == ["Tout effacer…"]
    form = await world.leo.click(answer(asked), label="Tout effacer…")
    assert "Je ne sais plus rien de toi" in said(await world.leo.submit_modal(form, {"word": "EFFACER"}))
