"""The client of the game's API against a local server, and its twin against the same expectations."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any, cast

import aiohttp
import pytest

from bot.domain.gamedata import GameData
from bot.errors import GameApiAnswerError, GameApiClosedError, GameApiError
from bot.gateways.gameapi import GameApi, HttpGameApi, open_game_api
from bot.gateways.gameapi.api import PROFESSIONS, SKILLS, STATS, TRAITS
from bot.gateways.gameapi.asking import BURST, PER_SECOND, Patience
from bot.gateways.gameapi.bucket import TokenBucket
from tests.game_answers import answers_of
from tests.game_api_twin import GameApiTwin
from tests.gw2_api_server import (
    Failure,
    Gw2ApiServer,
    answering,
    closed,
    gateway_page,
    hung_up,
    page_instead,
    silence,
    status,
    truncated,
)

BUILD = 200_000


class Naps:
    """Sleeps no time at all, and notes how long it was to be."""

    def __init__(self) -> None:
        self.lengths: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.lengths.append(seconds)


@pytest.fixture
def naps() -> Naps:
    return Naps()


@pytest.fixture
async def server(game: GameData) -> AsyncIterator[Gw2ApiServer]:
    async with Gw2ApiServer.open(answers_of(game), BUILD) as opened:
        yield opened


@pytest.fixture
async def client(server: Gw2ApiServer, naps: Naps) -> AsyncIterator[HttpGameApi]:
    async with aiohttp.ClientSession() as session:
        yield HttpGameApi(session, server.url, sleep=naps, patience=Patience(timeout_s=0.5))


@pytest.fixture(params=["client", "twin"])
def api(request: pytest.FixtureRequest, client: HttpGameApi, game: GameData) -> GameApi:
    return client if request.param == "client" else GameApiTwin(answers_of(game), BUILD)


class TestAnswers:
    async def test_the_build_is_a_number(self, api: GameApi) -> None:
        assert await api.fetch_build() == BUILD

    async def test_all_ids_of_a_kind_are_told(self, api: GameApi, game: GameData) -> None:
        assert await api.fetch_ids(TRAITS) == tuple(game.traits)
        assert "Guardian" in await api.fetch_ids(PROFESSIONS)

    async def test_things_come_in_models(self, api: GameApi, game: GameData) -> None:
        (berserker,) = await api.fetch(STATS, [161])
        assert berserker.name == "Berserker's"
        assert [one.attribute for one in berserker.attributes] == [name for name, *_ in game.stats[161].attributes]

    async def test_more_than_a_batch_is_fetched(self, api: GameApi) -> None:
        ids = await api.fetch_ids(TRAITS)
        assert [trait.id for trait in await api.fetch(TRAITS, ids)] == list(ids)

    async def test_unknown_ids_are_missing(self, api: GameApi) -> None:
        assert [skill.id for skill in await api.fetch(SKILLS, [5503, 999_999])] == [5503]
        assert await api.fetch(SKILLS, [999_998, 999_999]) == ()
        assert await api.fetch(SKILLS, []) == ()

    async def test_names_are_in_the_language_asked_for(self, api: GameApi) -> None:
        (french,) = await api.fetch(STATS.named(), [161], language="fr")
        assert french.name == "Berserker's (fr)"

    async def test_professions_bring_code_and_palette(self, api: GameApi) -> None:
        (guardian,) = await api.fetch(PROFESSIONS, ["Guardian"])
        assert guardian.code == 1
        assert len(guardian.skills_by_palette) > 190


class TestManners:
    async def test_a_request_asks_for_200_ids_at_most(self, client: HttpGameApi, server: Gw2ApiServer) -> None:
        await client.fetch(TRAITS, await client.fetch_ids(TRAITS))
        counts = [len(query["ids"].split(",")) for _, query in server.asked if "ids" in query]
        assert counts == [200, 200, 200, 200, 199]

    async def test_every_request_names_schema_and_language(self, client: HttpGameApi, server: Gw2ApiServer) -> None:
        await client.fetch(STATS, [161])
        assert server.asked == [("itemstats", {"ids": "161", "lang": "en", "v": "latest"})]

    async def test_what_is_not_known_of_an_entry_is_passed_over(
        self, client: HttpGameApi, server: Gw2ApiServer
    ) -> None:
        server.failures.append(answering([{"id": 1, "name": "New", "novelty": {"deep": [1]}}]))
        assert [skill.name for skill in await client.fetch(SKILLS, [1])] == ["New"]

    async def test_it_opens_without_asking(self, server: Gw2ApiServer) -> None:
        async with open_game_api(server.url) as api:
            assert server.asked == []
            assert await api.fetch_build() == BUILD


class TestFailures:
    @pytest.mark.parametrize(
        "failure",
        [status(500), status(502), status(504), gateway_page, truncated, hung_up, silence(2), status(429)],
        ids=["500", "502", "504", "page", "truncated", "hung up", "silence", "429"],
    )
    async def test_what_may_pass_is_tried_again(
        self, client: HttpGameApi, server: Gw2ApiServer, naps: Naps, failure: Failure
    ) -> None:
        server.failures.append(failure)
        assert await client.fetch_build() == BUILD
        assert server.paths() == ["build", "build"]
        assert len(naps.lengths) == 1

    async def test_waits_grow_and_come_to_an_end(self, client: HttpGameApi, server: Gw2ApiServer, naps: Naps) -> None:
        server.broken = status(502)
        with pytest.raises(GameApiError, match="build: status 502") as raised:
            await client.fetch_build()
        assert type(raised.value) is GameApiError
        assert len(server.asked) == 4
        bounds = [(0.5, 1.5), (1, 3), (2, 6)]
        assert [low <= nap <= high for nap, (low, high) in zip(naps.lengths, bounds, strict=True)] == [True] * 3

    async def test_it_waits_as_long_as_it_is_told(self, client: HttpGameApi, server: Gw2ApiServer, naps: Naps) -> None:
        server.failures.append(status(429, Retry_After="7"))
        await client.fetch_build()
        assert naps.lengths == [7.0]

    async def test_it_does_not_wait_for_hours(self, client: HttpGameApi, server: Gw2ApiServer, naps: Naps) -> None:
        server.broken = status(429, Retry_After="3600")
        with pytest.raises(GameApiError):
            await client.fetch_build()
        assert (len(server.asked), naps.lengths) == (1, [])

    async def test_a_date_to_wait_for_is_taken_as_none(
        self, client: HttpGameApi, server: Gw2ApiServer, naps: Naps
    ) -> None:
        server.failures.append(status(429, Retry_After="Wed, 21 Oct 2099 07:28:00 GMT"))
        await client.fetch_build()
        assert naps.lengths[0] <= 1.5

    async def test_a_maintenance_is_told_at_once(self, client: HttpGameApi, server: Gw2ApiServer, naps: Naps) -> None:
        server.broken = closed()
        with pytest.raises(GameApiClosedError):
            await client.fetch_build()
        assert (len(server.asked), naps.lengths) == (1, [])

    @pytest.mark.parametrize("content", [{}, {"id": "many"}, [], None], ids=str)
    async def test_an_answer_of_another_shape_is_refused(
        self, client: HttpGameApi, server: Gw2ApiServer, content: Any
    ) -> None:
        server.broken = answering(content)
        with pytest.raises(GameApiAnswerError):
            await client.fetch_build()
        assert len(server.asked) == 1

    @pytest.mark.parametrize("number", [400, 401, 403, 404])
    async def test_what_is_refused_is_not_asked_again(
        self, client: HttpGameApi, server: Gw2ApiServer, number: int
    ) -> None:
        server.broken = status(number)
        with pytest.raises(GameApiAnswerError, match=str(number)):
            await client.fetch_build()
        assert len(server.asked) == 1

    async def test_a_page_that_stays_is_no_answer(self, client: HttpGameApi, server: Gw2ApiServer) -> None:
        server.broken = page_instead
        with pytest.raises(GameApiError):
            await client.fetch_build()

    async def test_where_nobody_listens_there_is_no_answer(self, naps: Naps) -> None:
        async with aiohttp.ClientSession() as session:
            with pytest.raises(GameApiError, match="ClientConnector"):
                await HttpGameApi(session, "http://127.0.0.1:9/v2", sleep=naps).fetch_build()
        assert len(naps.lengths) == 3

    async def test_it_can_be_called_off(self, client: HttpGameApi, server: Gw2ApiServer) -> None:
        server.broken = silence(2)
        asking = asyncio.create_task(client.fetch_build())
        await asyncio.sleep(0.1)
        asking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asking


class Watch:
    """A clock that goes on only while somebody sleeps by it."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
def watch() -> Watch:
    return Watch()


class TestBucket:
    async def test_a_minute_stays_under_the_limit(self, watch: Watch) -> None:
        bucket = TokenBucket(BURST, PER_SECOND, clock=watch, sleep=watch.sleep)
        taken = 0
        while watch.now < 60:
            await bucket.take()
            taken += 1
        assert 500 < taken < 600

    async def test_the_first_go_without_waiting(self, watch: Watch) -> None:
        bucket = TokenBucket(3, 1, clock=watch, sleep=watch.sleep)
        for _ in range(3):
            await bucket.take()
        assert watch.now == 0
        await bucket.take()
        assert watch.now == pytest.approx(1)

    async def test_it_fills_no_further_than_its_size(self, watch: Watch) -> None:
        bucket = TokenBucket(2, 1, clock=watch, sleep=watch.sleep)
        watch.now = 100
        for _ in range(3):
            await bucket.take()
        assert watch.now == pytest.approx(101)

    async def test_drained_it_makes_the_next_wait(self, watch: Watch) -> None:
        bucket = TokenBucket(100, 2, clock=watch, sleep=watch.sleep)
        bucket.drain()
        await bucket.take()
        assert watch.now == pytest.approx(0.5)

    async def test_many_at_once_wait_for_their_turn(self, watch: Watch) -> None:
        bucket = TokenBucket(1, 1, clock=watch, sleep=watch.sleep)
        await asyncio.gather(*(bucket.take() for _ in range(5)))
        assert watch.now == pytest.approx(4)

    async def test_the_client_takes_one_for_every_request(self, server: Gw2ApiServer) -> None:
        taken = Counting()
        async with aiohttp.ClientSession() as session:
            api = HttpGameApi(session, server.url, bucket=cast("TokenBucket", taken))
            await api.fetch(TRAITS, await api.fetch_ids(TRAITS))
        assert taken.count == len(server.asked) == 6

    async def test_too_many_requests_empty_it(self, server: Gw2ApiServer, naps: Naps) -> None:
        server.failures.append(status(429))
        bucket = Counting()
        async with aiohttp.ClientSession() as session:
            await HttpGameApi(session, server.url, bucket=cast("TokenBucket", bucket), sleep=naps).fetch_build()
        assert (bucket.count, bucket.drained) == (2, 1)


class Counting:
    """Gives tokens for nothing."""

    count = 0
    drained = 0

    async def take(self) -> None:
        self.count += 1

    def drain(self) -> None:
        self.drained += 1
