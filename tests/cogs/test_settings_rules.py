"""Leaders, moderators, language, zone, log and learning as admins set them, and what follows at once."""

import discord
import pytest
import simcord

from bot.app import Bot
from bot.domain.ids import GuildId
from bot.errors import StorageUnavailableError
from bot.services.rulebook import Rulebook
from tests.cogs.conftest import NOW, World
from tests.cogs.reading import answer, said
from tests.cogs.reading import options as offered
from tests.fakes import FakeUnits

PLAN = {"title": "Friday", "when": "2026-12-04 20:00"}


@pytest.fixture
def ada(world: World) -> simcord.MemberActor:
    admins = world.guild.create_role("Admins", permissions=discord.Permissions(manage_guild=True))
    return world.guild.add_member(world.env.create_user("ada"), roles=[admins])


async def test_a_chosen_role_leads_in_place_of_discords_permission(world: World, ada: simcord.MemberActor) -> None:
    role = world.guild.create_role("Commanders")
    eva = world.guild.add_member(world.env.create_user("eva"), roles=[role])
    page = await ada.slash(world.channel, "settings roles")
    chosen = await ada.select(answer(page), [role], custom_id="settings-leaders")
    assert f"led by members of <@&{role.id}>" in said(chosen)
    assert "raid leaders" in said(await world.leo.slash(world.channel, "raid plan", **PLAN, zone="UTC"))
    assert "## Friday" in said(await eva.slash(world.channel, "raid plan", **PLAN, zone="UTC"))
    assert "## Friday" in said(await ada.slash(world.channel, "raid plan", **PLAN, zone="UTC"))
    cleared = await ada.click(answer(chosen), label="Leaders by Discord's permissions")
    assert "may *manage events*" in said(cleared)
    assert "raid leaders" in said(await eva.slash(world.channel, "raid plan", **PLAN, zone="UTC"))
    assert "## Friday" in said(await world.leo.slash(world.channel, "raid plan", **PLAN, zone="UTC"))


async def test_moderators_are_chosen_likewise_and_never_everyone(world: World, ada: simcord.MemberActor) -> None:
    role = world.guild.create_role("Wardens")
    page = await ada.slash(world.channel, "settings roles")
    chosen = await ada.select(answer(page), [role], custom_id="settings-moderators")
    assert f"members of <@&{role.id}> moderate" in said(chosen)
    assert f"**Moderators:** <@&{role.id}>" in said(await ada.slash(world.channel, "settings show"))
    cleared = await ada.click(answer(chosen), label="Moderators by Discord's permissions")
    assert "may *manage messages* moderates" in said(cleared)


async def test_what_all_see_is_in_the_language_of_the_server(world: World, ada: simcord.MemberActor) -> None:
    said_french = said(await ada.slash(world.channel, "settings language", language="fr"))
    assert "what I post for all is in French" in said_french
    await world.mia.slash(world.channel, "build save", code=CODE, name="Mirage")
    await world.mia.slash(world.channel, "build publish", build="Mirage")
    card = await world.mia.slash(world.channel, "build show", build="Mirage")
    shown = await world.mia.click(answer(card), label="Show in channel")
    assert "Armes" in said(shown) or "Compétences" in said(shown) or "Aptitudes" in said(shown)
    back = said(await ada.slash(world.channel, "settings language", language="discord"))
    assert "set for this server in Discord, English" in back


async def test_the_zone_of_the_server_is_that_of_who_named_none(
    world: World, ada: simcord.MemberActor, units: FakeUnits
) -> None:
    assert "read in Europe/Paris" in said(await ada.slash(world.channel, "settings language", zone="paris"))
    assert "## Friday" in said(await world.leo.slash(world.channel, "raid plan", **PLAN))
    (raid,) = units.state.raids.values()
    assert raid.zone == "Europe/Paris"
    assert units.state.zones == {}
    assert "asked for their time zone" in said(await ada.slash(world.channel, "settings language", zone="-"))
    refused = said(await ada.slash(world.channel, "settings language", zone="Atlantis"))
    assert "Atlantis" in refused


async def test_the_log_channel_and_learning(world: World, ada: simcord.MemberActor) -> None:
    log = world.guild.create_text_channel("log")
    shown = await ada.slash(world.channel, "settings channels", log=log)
    assert f"is posted in <#{log.id}>" in said(shown)
    assert "posted nowhere" in said(await ada.click(answer(shown), label="No log channel"))
    assert "Learning is off" in said(await ada.slash(world.channel, "settings learning", learning=0))
    assert "**Learning:** off" in said(await ada.slash(world.channel, "settings show"))


async def test_the_raids_channel_beside_others(world: World, ada: simcord.MemberActor) -> None:
    raids, log = (world.guild.create_text_channel(name) for name in ("raids", "log"))
    shown = await ada.slash(world.channel, "settings channels", builds=world.channel, raids=raids, log=log)
    assert f"raids are posted in <#{raids.id}>" in said(shown)
    assert f"is posted in <#{log.id}>" in said(shown)
    assert f"builds are posted in <#{world.channel.id}>" in said(shown)
    assert "where they are planned" in said(await ada.click(answer(shown), label="No raids channel"))
    page = await ada.slash(world.channel, "settings channels")
    chosen = await ada.select(answer(page), [raids], custom_id="settings-raids-channel")
    assert f"**Raids channel:** <#{raids.id}>" in said(chosen)


async def test_what_may_be_linked_and_who_tries_all_the_same(world: World, ada: simcord.MemberActor) -> None:
    page = await ada.slash(world.channel, "settings links")
    assert "but no invitations" in said(page)
    picked = said(await ada.select(answer(page), ["allowed"], custom_id="settings-links:all"))
    assert "may link to anything" in picked
    assert "all see: allowed" in picked
    chosen = said(await ada.slash(world.channel, "settings links", links="no-links"))
    assert "is asked to take it out" in chosen
    assert "all see: none" in chosen
    assert "all see: none" in said(await ada.slash(world.channel, "settings show"))
    await world.mia.slash(world.channel, "build save", code=CODE, name="See metabattle.com")
    assert "may have no links" in said(
        await world.mia.slash(world.channel, "build publish", build="See metabattle.com")
    )
    await world.mia.slash(world.channel, "build save", code=CODE, name="Moderator")
    refused = said(await world.mia.slash(world.channel, "build publish", build="Moderator"))
    assert "“Moderator” looks like the name of staff" in refused


async def test_what_admins_change_is_in_the_log_and_its_channel(world: World, ada: simcord.MemberActor) -> None:
    channel, role = world.guild.create_text_channel("log"), world.guild.create_role("Commanders")
    await ada.slash(world.channel, "settings channels", raids=channel, log=channel)
    page = await ada.slash(world.channel, "settings roles")
    await ada.select(answer(page), [role], custom_id="settings-leaders")
    await ada.slash(world.channel, "settings language", language="fr", zone="paris")
    await ada.slash(world.channel, "settings learning", learning=0)
    log = said(await ada.slash(world.channel, "mod log", deed="settings"))
    changes = (
        f"**the raids channel**: none → <#{channel.id}>",
        f"**the log channel**: none → <#{channel.id}>",
        f"**who leads raids**: Discord's permissions → <@&{role.id}>",
        "**the language**: the one set in Discord → French",
        "**the time zone**: none → Europe/Paris",
        "**learning**: on → off",
    )
    for change in changes:
        assert f"<@{ada.id}> changed {change}" in log
    bot = world.env.bot
    assert isinstance(bot, Bot)
    await bot.services.jobs.work(bot.handlers)
    posted = "\n".join(message.content for message in channel.history())
    assert f"<@{ada.id}> a changé **la langue**\N{NO-BREAK SPACE}: celle réglée dans Discord → français" in posted
    assert "activé → désactivé" in posted


async def test_language_and_zone_are_chosen_from_selects(world: World, ada: simcord.MemberActor) -> None:
    page = await ada.slash(world.channel, "settings language")
    french = await ada.select(answer(page), ["fr"], custom_id="settings-language:all")
    assert "what I post for all is in French" in said(french)
    assert "**Language** of what all see: French" in said(french)
    zoned = await ada.select(answer(french), ["Europe/Paris"], custom_id="settings-zone:all")
    assert "read in Europe/Paris" in said(zoned)
    none = await ada.select(answer(zoned), ["-"], custom_id="settings-zone:all")
    assert "asked for their time zone" in said(none)
    back = await ada.select(answer(none), ["discord"], custom_id="settings-language:all")
    assert "set for this server in Discord, English" in said(back)


async def test_a_zone_that_was_typed_is_among_those_to_choose(world: World, ada: simcord.MemberActor) -> None:
    page = await ada.slash(world.channel, "settings language", zone="Asia/Kathmandu")
    assert "Asia/Kathmandu" in offered(page)


async def test_learning_and_the_log_channel_are_chosen_from_selects(world: World, ada: simcord.MemberActor) -> None:
    page = await ada.slash(world.channel, "settings learning")
    assert "Learning is off" in said(await ada.select(answer(page), ["0"], custom_id="settings-learning:all"))
    log = world.guild.create_text_channel("log")
    page = await ada.slash(world.channel, "settings channels")
    chosen = await ada.select(answer(page), [log], custom_id="settings-log-channel")
    assert f"is posted in <#{log.id}>" in said(chosen)


async def test_of_many_roles_the_log_names_some(world: World, ada: simcord.MemberActor) -> None:
    page = await ada.slash(world.channel, "settings roles")
    many = [world.guild.create_role(f"Rank {n}") for n in range(7)]
    await ada.select(answer(page), many, custom_id="settings-moderators")
    assert "and 2 more" in said(await ada.slash(world.channel, "mod log"))


async def test_who_is_no_admin_sets_nothing(world: World, ada: simcord.MemberActor, units: FakeUnits) -> None:
    bot = world.env.bot
    assert isinstance(bot, Bot)
    settings = next(one for one in await bot.tree.fetch_commands() if one.name == "settings")
    world.guild.set_command_permissions(settings, {world.leo: True})
    log = world.guild.create_text_channel("log")
    for command, options in (
        ("settings roles", {}),
        ("settings language", {"language": "fr"}),
        ("settings language", {"zone": "UTC"}),
        ("settings learning", {"learning": 0}),
        ("settings links", {"links": "allowed"}),
        ("settings channels", {"log": log}),
        ("settings channels", {"raids": log}),
    ):
        assert "manage the server" in said(await world.leo.slash(world.channel, command, **options))
    page = await ada.slash(world.channel, "settings roles")
    assert page is not None
    assert units.state.rules == {}


async def test_what_another_process_set_is_read_anew_and_outlives_an_outage(units: FakeUnits) -> None:
    guild = GuildId(5)
    async with units() as unit:
        await unit.guilds.ensure(guild, NOW)
        await unit.rules.set(guild, {"language": "fr"})
    book = Rulebook(units, lambda: NOW)
    assert book.get(guild).language is None
    await book.refresh()
    assert book.get(guild).language == "fr"
    units.is_away = True
    with pytest.raises(StorageUnavailableError):
        await book.refresh()
    assert book.get(guild).language == "fr"


CODE = "[&DQctPRg9OzsjDwAAggEAAIEBAACDAQAA7RIAAAAAAAAAAAAAAAAAAAAAAAADWQBWAGYAAA==]"
