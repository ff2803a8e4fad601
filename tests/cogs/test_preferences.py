"""`/account preferences`, chosen as people do, and where each counts."""

from bot.app import Bot
from cogs.ui.words import addressed
from tests.cogs.conftest import World
from tests.cogs.reading import answer, buttons, options, said
from tests.cogs.test_builds import MIRAGE


async def _chosen(world: World, select: str, value: str, *, shown: str = "account preferences") -> str:
    panel = answer(await world.mia.slash(world.channel, shown))
    return said(await world.mia.select(panel, [value], custom_id=f"account-{select}:mine"))


async def test_the_language_counts_for_commands_buttons_errors_and_messages(world: World) -> None:
    asked = await world.mia.slash(world.channel, "account preferences")
    assert answer(asked).ephemeral
    for part in ("Your preferences", "that of your Discord, English", "I ask you once"):
        assert part in said(asked)
    assert {"as set in Discord", "English", "Français", "none", "WvW", "by direct message"} <= set(options(asked))
    assert "Tes préférences" in await _chosen(world, "language", "fr")
    assert "Ce que je sais de toi" in said(await world.mia.slash(world.channel, "account show"))
    assert "Je ne trouve pas" in said(await world.mia.slash(world.channel, "build show", build="nothing"))
    saved = await world.mia.slash(world.channel, "build save", code=MIRAGE)
    assert "Publier" in "".join(buttons(saved))
    bot = world.env.bot
    assert isinstance(bot, Bot)
    assert addressed(bot, world.mia.id, "en").language == "fr"
    assert addressed(bot, world.tom.id, "en").language == "en"
    assert "`/build save`" in said(await world.mia.slash(world.channel, "help")), "as Discord lists it"
    assert "What I hold" in said(await world.tom.slash(world.channel, "account show"))
    assert "Your preferences" in await _chosen(world, "language", "-")


async def test_english_is_spoken_to_who_chose_it_though_their_discord_is_french(world: World) -> None:
    world.speaks_french(world.mia)
    assert "Your preferences" in await _chosen(world, "language", "en")
    assert "What I hold" in said(await world.mia.slash(world.channel, "account show"))
    assert "`/build enregistrer`" in said(await world.mia.slash(world.channel, "help"))


async def test_a_mode_is_meant_where_none_is_chosen(world: World) -> None:
    await world.mia.slash(world.channel, "build save", code=MIRAGE, name="Before")
    await world.mia.slash(world.channel, "build save", code=MIRAGE, name="Fractal", mode="pve")
    assert "From now on WvW is meant" in await _chosen(world, "mode", "wvw")
    await world.mia.slash(world.channel, "build save", code=MIRAGE, name="Zerg")

    found = said(await world.mia.slash(world.channel, "build search"))
    assert "mode: **WvW**" in found
    assert "searches all of them" in found
    assert [name in found for name in ("Before", "Fractal", "Zerg")] == [True, False, True]
    for named in ({"mode": "pve"}, {"text": "pve"}):
        other = said(await world.mia.slash(world.channel, "build search", **named))
        assert [name in other for name in ("Fractal", "Zerg")] == [True, False]
    everything = said(await world.mia.slash(world.channel, "build search", mode="any"))
    assert all(name in everything for name in ("Before", "Fractal", "Zerg"))

    team = said(await world.mia.slash(world.channel, "team create", name="Roamers"))
    assert "WvW" in team
    assert "WvW" not in said(await world.mia.slash(world.channel, "team create", name="Clear", content="raid"))


async def test_a_zone_is_chosen_typed_and_taken_back(world: World) -> None:
    assert "meant in Europe/Paris" in await _chosen(world, "zone", "Europe/Paris")
    panel = answer(await world.mia.slash(world.channel, "account preferences"))
    form = await world.mia.click(panel, label="Another time zone…")
    refused = said(await world.mia.submit_modal(form, {"zone": "Atlantis"}))
    assert "Atlantis" in refused
    form = await world.mia.click(panel, label="Another time zone…")
    assert "meant in America/Toronto" in said(await world.mia.submit_modal(form, {"zone": "toronto"}))
    assert "Europe/London" in options(await world.mia.slash(world.channel, "account preferences"))
    assert "**Time zone:** none" in await _chosen(world, "zone", "-")


async def test_reminders_by_message_are_tried_at_once(world: World) -> None:
    assert "you are reminded by direct message" in await _chosen(world, "remind", "direct")
    (greeting,) = world.mia.user.dm_channel.history()
    assert "Here I remind you of raids" in greeting.content
    world.env.inject_error("POST", "/channels/*/messages", status=403, code=50007, times=1)
    assert "your privacy settings" in await _chosen(world, "remind", "direct")
    assert "not at all" in await _chosen(world, "remind", "none")
