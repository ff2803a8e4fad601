"""The game's API as a key opens it, against a local server."""

from collections.abc import AsyncIterator

import aiohttp
import pytest
from pydantic import SecretStr
from structlog.testing import capture_logs

from bot.domain.gamedata import GameData
from bot.errors import (
    BotError,
    GameAccountClosedError,
    GameAccountSilentError,
    KeyPermissionsError,
    KeyRefusedError,
    NotFoundError,
)
from bot.gateways.gameapi.accounts import HttpAccountApi
from bot.gateways.gameapi.asking import Patience
from tests.game_accounts import KEY, GameAccount
from tests.game_answers import answers_of
from tests.gw2_api_server import Failure, Gw2ApiServer, answering, closed, hung_up, silence, status

ODD_NAME = "Ünï Ço/dé ?ß"
TABS = {
    "buildtabs": [{"tab": 1, "is_active": True, "build": {"name": None, "profession": "Guardian", "new": 1}}],
    "equipmenttabs": [{"tab": 1, "name": "Raid", "is_active": False, "equipment": [{"id": 5, "slot": "Helm"}]}],
}
SECRET = SecretStr(KEY)


@pytest.fixture
async def server(game: GameData) -> AsyncIterator[Gw2ApiServer]:
    async with Gw2ApiServer.open(answers_of(game), 1) as opened:
        opened.accounts.by_key[KEY] = GameAccount(characters={ODD_NAME: TABS, "Plain Name": {}})
        yield opened


async def _no_time(_seconds: float) -> None:
    pass


@pytest.fixture
async def api(server: Gw2ApiServer) -> AsyncIterator[HttpAccountApi]:
    async with aiohttp.ClientSession() as session:
        yield HttpAccountApi(session, server.url, patience=Patience(tries=2, timeout_s=0.5), sleep=_no_time)


async def test_tells_what_a_key_may_do_and_whose_it_is(api: HttpAccountApi, server: Gw2ApiServer) -> None:
    assert await api.fetch_permissions(SECRET) >= {"account", "characters", "builds"}
    account = await api.fetch_account(SECRET)
    assert (account.id, account.name) == (server.accounts.by_key[KEY].id, "Mia.1234")
    assert await api.fetch_characters(SECRET) == (ODD_NAME, "Plain Name")


async def test_tells_the_tabs_of_a_character_whatever_its_name(api: HttpAccountApi) -> None:
    (build,) = await api.fetch_build_tabs(SECRET, ODD_NAME)
    assert (build.tab, build.is_active, build.build.profession) == (1, True, "Guardian")
    (gear,) = await api.fetch_equipment_tabs(SECRET, ODD_NAME)
    assert [(piece.id, piece.slot) for piece in gear.equipment] == [(5, "Helm")]
    assert await api.fetch_build_tabs(SECRET, "Plain Name") == ()


async def test_items_are_asked_for_without_a_key(api: HttpAccountApi, server: Gw2ApiServer, game: GameData) -> None:
    number = next(iter(game.relics))
    assert [item.id for item in await api.fetch_items([number, 1])] == [number]
    assert await api.fetch_items([]) == ()
    assert server.paths() == ["items"]


async def test_refusals_say_who_can_mend_what(api: HttpAccountApi, server: Gw2ApiServer) -> None:
    with pytest.raises(KeyRefusedError):
        await api.fetch_account(SecretStr("nobody's"))
    with pytest.raises(NotFoundError):
        await api.fetch_build_tabs(SECRET, "Renamed")
    server.accounts.by_key[KEY].permissions = ("account", "characters")
    with pytest.raises(KeyPermissionsError) as caught:
        await api.fetch_build_tabs(SECRET, ODD_NAME)
    assert caught.value.missing == ("builds",)


@pytest.mark.parametrize(
    ("failure", "error", "asked"),
    [
        (closed(), GameAccountClosedError, 1),
        (status(502), GameAccountSilentError, 2),
        (status(400, "odd"), GameAccountSilentError, 1),
        (status(403, "endpoint requires authentication"), KeyRefusedError, 1),
        (status(429, Retry_After="900"), GameAccountSilentError, 1),
        (silence(2), GameAccountSilentError, 2),
        (hung_up, GameAccountSilentError, 2),
        (answering({"text": "no account"}), GameAccountSilentError, 1),
        (status(302, Location="/v2/elsewhere"), GameAccountSilentError, 1),
    ],
)
async def test_an_outage_is_none_of_the_persons_fault(
    api: HttpAccountApi, server: Gw2ApiServer, failure: Failure, error: type[BotError], asked: int
) -> None:
    server.broken = failure
    with pytest.raises(error):
        await api.fetch_account(SECRET)
    assert server.paths() == ["account"] * asked


async def test_the_key_goes_nowhere_but_into_its_header(api: HttpAccountApi, server: Gw2ApiServer) -> None:
    with capture_logs() as logs:
        await api.fetch_build_tabs(SECRET, ODD_NAME)
        server.broken = status(500, KEY)
        with pytest.raises(GameAccountSilentError) as silent:
            await api.fetch_equipment_tabs(SECRET, ODD_NAME)
        server.broken = status(401, KEY)
        with pytest.raises(KeyRefusedError) as refused:
            await api.fetch_account(SECRET)
    told = repr([server.asked, logs, silent.value, vars(silent.value), refused.value, vars(refused.value)])
    assert KEY not in told
    assert logs
    assert ODD_NAME not in repr([logs, str(silent.value)])
