"""What people see when they link their game account."""

import logging

import pytest
import simcord
from pydantic import SecretStr

from bot.app import Services
from bot.cli.compose import build_services
from bot.domain.gamedata import GameData
from bot.errors import GameAccountClosedError
from bot.gateways.vault import Vault, new_secret
from bot.services.almanac import Almanac
from bot.services.linking import Doorway
from tests.account_api_twin import AccountApiTwin
from tests.cogs.conftest import NOW, World
from tests.cogs.reading import answer, answers, said
from tests.fakes import FakeUnits
from tests.game_accounts import KEY, OTHER_KEY, GameAccount


@pytest.fixture
def api() -> AccountApiTwin:
    twin = AccountApiTwin()
    twin.accounts.by_key[KEY] = GameAccount(name="Mi*a.1234", characters={"Mia": {}, "Tom": {}})
    return twin


@pytest.fixture
def services(units: FakeUnits, game: GameData, api: AccountApiTwin) -> Services:
    doorway = Doorway(Vault([SecretStr(new_secret())]), api)
    return build_services(units, Almanac.of(game), clock=lambda: NOW, doorway=doorway)


async def _type_key(world: World, key: str, who: simcord.MemberActor | None = None) -> simcord.InteractionResult:
    person = who or world.mia
    form = await person.slash(world.channel, "account link")
    return await person.submit_modal(form, {"unshown-key": key})


async def test_a_key_is_typed_into_a_form_and_never_shown_again(
    world: World, units: FakeUnits, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    linked = await _type_key(world, KEY)
    text = said(linked)
    for part in ("Your game account is linked", "Mi\\*a\\.1234** · 2 characters"):
        assert part in text
    assert answer(linked).ephemeral
    shown = said(await world.mia.slash(world.channel, "account show"))
    assert "1 linked game account" in shown
    exported = await world.mia.slash(world.channel, "account export")
    files = [await file.read() for message in answers(exported) for file in message.attachments]
    assert any(b"Mi*a.1234" in data for data in files)
    sealed = units.state.links[next(iter(units.state.links))].sealed
    assert not [data for data in files if KEY.encode() in data or sealed.encode() in data]
    assert KEY not in text + shown + caplog.text
    assert "Erased: the key" in said(await world.mia.slash(world.channel, "account unlink"))
    assert "No game account was linked" in said(await world.mia.slash(world.channel, "account unlink"))


async def test_what_is_refused_is_said_in_words_and_not_handed_back(world: World, api: AccountApiTwin) -> None:
    api.accounts.by_key[OTHER_KEY] = GameAccount(permissions=("account",))
    for key, words in (
        ("my key", "That is no API key"),
        (KEY.replace("0A", "0B"), "The game does not accept this key"),
        (OTHER_KEY, "lacks permissions: **characters** and **builds**"),
    ):
        refused = await _type_key(world, key)
        assert words in said(refused)
        assert "https://account.arena.net/applications" in said(refused)
        assert key not in said(refused)
        assert "This is what you typed" not in said(refused)
        assert answer(refused).ephemeral
    api.error = GameAccountClosedError("tokeninfo", "API not active")
    assert "closed for maintenance. Nothing was changed" in said(await _type_key(world, KEY))


async def test_two_people_with_one_account_are_told_in_their_language(world: World) -> None:
    await _type_key(world, KEY)
    world.speaks_french(world.tom)
    text = said(await _type_key(world, KEY, world.tom))
    assert "Ton compte de jeu est lié" in text
    assert "1 autre personne sur Discord" in text


class TestWithoutSecrets:
    @pytest.fixture
    def services(self, units: FakeUnits, game: GameData) -> Services:
        return build_services(units, Almanac.of(game), clock=lambda: NOW)

    async def test_it_says_that_nobody_set_it_up(self, world: World) -> None:
        refused = await world.mia.slash(world.channel, "account link")
        assert "cannot be linked here" in said(refused)
        assert answer(refused).ephemeral
