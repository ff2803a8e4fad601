"""What people see when they take builds from the characters of their game account."""

import pytest
import simcord
from pydantic import SecretStr

from bot.app import Bot, Services
from bot.cli.compose import build_services
from bot.domain.gamedata import GameData
from bot.domain.template import BuildTemplate
from bot.errors import GameAccountSilentError
from bot.gateways.vault import Vault, new_secret
from bot.services.almanac import Almanac
from bot.services.exchange.characters import FRESH
from bot.services.linking import Doorway
from cogs.ui.translator import CommandTranslator
from tests.account_api_twin import AccountApiTwin
from tests.cogs.conftest import NOW, World
from tests.cogs.reading import answer, buttons, custom_ids, options, said
from tests.cogs.test_builds import FIREBRAND, MIRAGE
from tests.factories import ALICE, BOB, Clock, viewer
from tests.fakes import FakeUnits
from tests.game_accounts import KEY, GameAccount
from tests.game_characters import build_tab, dressed, items

MIA = "Mïa Zw\u00f6lf"


@pytest.fixture
def api(game: GameData) -> AccountApiTwin:
    mirage, firebrand = BuildTemplate.from_chat_code(MIRAGE), BuildTemplate.from_chat_code(FIREBRAND)
    tabs = {
        "buildtabs": [
            build_tab(mirage, game, name="Condi *raid*", active=True),
            build_tab(firebrand, game, tab=2),
        ],
        "equipmenttabs": [dressed(tab=1, name=""), dressed(tab=2, name="Power", active=True)],
    }
    twin = AccountApiTwin(items={int(number): item for number, item in items().items()})
    twin.accounts.by_key[KEY] = GameAccount(characters={MIA: tabs, "Empty One": {}})
    return twin


@pytest.fixture
def services(units: FakeUnits, game: GameData, api: AccountApiTwin) -> Services:
    doorway = Doorway(Vault([SecretStr(new_secret())]), api)
    return build_services(units, Almanac.of(game), clock=lambda: NOW, doorway=doorway)


@pytest.fixture
async def linked(world: World) -> simcord.InteractionResult:
    form = await world.mia.slash(world.channel, "account link")
    return await world.mia.submit_modal(form, {"unshown-key": KEY})


async def _select(
    world: World, result: simcord.InteractionResult, verb: str, *values: str
) -> simcord.InteractionResult:
    control = next(one for one in custom_ids(answer(result)) if one.partition(":")[0] == verb)
    return await world.mia.select(answer(result), list(values), custom_id=control)


async def test_builds_come_with_gear_by_selects_and_one_confirmation(
    world: World, linked: simcord.InteractionResult, api: AccountApiTwin, services: Services
) -> None:
    characters = await world.mia.click(answer(linked), label="Builds from my characters")
    assert "**Mia\\.1234** is linked. Choose a character." in said(characters)
    assert options(characters) == ["Empty One", MIA]
    tabs = await _select(world, characters, "import-character", MIA)
    assert "Chosen: **1** build, gear: **Power**." in said(tabs)
    assert options(tabs) == ["Condi *raid*", "Tab 2", "Tab 1", "Power", "No gear"]
    await world.env.restart_bot(Bot(services=services, translator=CommandTranslator()))
    tabs = await _select(world, tabs, "import-tabs", "1", "2")
    tabs = await _select(world, tabs, "import-gear", "1")
    assert "Chosen: **2** builds, gear: **Tab 1**." in said(tabs)
    preview = await world.mia.click(answer(tabs), label="Preview")
    for part in (
        "2 new builds",
        "✅ **Condi \\*raid\\*** · Mirage\n  -# 14 x Berserker's · 1 x Viper's · Superior Rune of the Scholar",
        "✅ **Firebrand** · Firebrand",
        "Not taken along:\n- 1 infusion without a full attribute",
    ):
        assert part in said(preview)
    assert "**2** builds are saved" in said(await world.mia.click(answer(preview), label="Save all that is new"))
    shown = said(await world.mia.slash(world.channel, "build show", build="Condi *raid*"))
    for part in ("14 x Berserker's", "Relic of the Thief", "13 x Power", "Greatsword", "Superior Sigil of Force"):
        assert part in shown
    assert api.asked.count("buildtabs") == 1


async def test_other_gear_in_the_game_is_offered_as_an_update(world: World, linked: simcord.InteractionResult) -> None:
    async def preview(gear: str) -> simcord.InteractionResult:
        characters = await world.mia.slash(world.channel, "build import")
        tabs = await _select(world, characters, "import-character", MIA)
        return await world.mia.click(answer(await _select(world, tabs, "import-gear", gear)), label="Preview")

    assert "linked" in said(linked)
    await world.mia.click(answer(await preview("0")), label="Save all that is new")
    again = await preview("2")
    assert "1 build that you keep otherwise" in said(again)
    assert "🔁 **Condi \\*raid\\*** · Mirage *differs from your Condi \\*raid\\* in gear" in said(again)
    assert buttons(again) == ["Update what differs"]
    assert "**1** build is updated" in said(await world.mia.click(answer(again), label="Update what differs"))
    assert "Berserker's" in said(await world.mia.slash(world.channel, "build show", build="Condi *raid*"))
    for gear in ("2", "0"):
        kept = await preview(gear)
        assert "1 build that you keep already" in said(kept)
        assert buttons(kept) == []


@pytest.mark.usefixtures("linked")
async def test_import_without_anything_offers_the_characters_of_who_linked(world: World, api: AccountApiTwin) -> None:
    offered = await world.mia.slash(world.channel, "build import")
    assert options(offered) == ["Empty One", MIA]
    assert answer(offered).ephemeral
    empty = await _select(world, offered, "import-character", "Empty One")
    assert "The game tells no build of this character" in said(empty)
    assert options(await world.mia.click(answer(empty), label="Another character")) == ["Empty One", MIA]
    other = said(await world.tom.slash(world.channel, "build import"))
    assert "Attach a file" in other
    assert "`/account link`" in other
    api.accounts.by_key[KEY].characters.clear()
    assert "has no characters" in said(await world.mia.slash(world.channel, "build import"))


async def test_what_changed_meanwhile_is_said_in_words(
    world: World, linked: simcord.InteractionResult, api: AccountApiTwin, services: Services
) -> None:
    characters = await world.mia.click(answer(linked), label="Builds from my characters")
    tabs = await _select(world, characters, "import-character", MIA)
    account = api.accounts.by_key[KEY]
    account.characters["New Name"] = account.characters.pop(MIA)
    services.characters._fetched.clear()
    assert f"no character “{MIA}” any more" in said(await world.mia.click(answer(tabs), label="Preview"))
    account.permissions = ("account",)
    assert "lacks permissions: **characters**" in said(await world.mia.slash(world.channel, "build import"))
    del api.accounts.by_key[KEY]
    assert "The game does not accept this key" in said(await world.mia.slash(world.channel, "build import"))
    api.error = GameAccountSilentError("account", "away")
    silent = said(await world.mia.slash(world.channel, "build import"))
    assert "no usable answer right now. Nothing was changed" in silent
    await world.mia.slash(world.channel, "account unlink")
    assert "You have linked no game account" in said(await world.mia.click(answer(tabs), label="Preview"))


@pytest.mark.parametrize("way", ["unlinked", "linked anew", "erased", "run out"])
async def test_what_was_fetched_is_forgotten_with_the_key_and_after_some_minutes(
    units: FakeUnits, game: GameData, api: AccountApiTwin, way: str
) -> None:
    clock = Clock(still=True)
    doorway = Doorway(Vault([SecretStr(new_secret())]), api)
    services = build_services(units, Almanac.of(game), clock=clock, doorway=doorway)
    for who in (viewer(ALICE), viewer(BOB)):
        await services.links.link(who, SecretStr(KEY))
        await services.characters.fetch_tabs(who, MIA)
    if way == "unlinked":
        await services.links.unlink(viewer(ALICE))
    elif way == "linked anew":
        await services.links.link(viewer(ALICE), SecretStr(KEY))
    elif way == "erased":
        await services.accounts.delete_everything(viewer(ALICE))
    else:
        clock.now += FRESH
        await services.characters.fetch_tabs(viewer(BOB), MIA)
    assert list(services.characters._fetched) == [(BOB, MIA)]


@pytest.mark.usefixtures("linked")
async def test_seventy_characters_turn_pages_in_french(world: World, api: AccountApiTwin) -> None:
    world.speaks_french(world.mia)
    api.accounts.by_key[KEY].characters = {f"名前 {number:02} Ünï": {} for number in range(70)}
    first = await world.mia.slash(world.channel, "build import")
    assert "Page 1 sur 3" in said(first)
    offered = options(first)
    assert (len(offered), buttons(first)) == (25, ["Page suivante"])
    second = await world.mia.click(answer(first), label="Page suivante")
    assert len({*offered, *options(second)}) == 50
    last = await world.mia.click(answer(second), label="Page suivante")
    assert (len(options(last)), buttons(last)) == (20, ["Page précédente"])
    assert all(len(one) <= 100 for one in custom_ids(answer(last)))
