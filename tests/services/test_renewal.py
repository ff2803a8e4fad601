"""Newer facts of the game: when they are fetched, what is made of them, and what stays when they do not come."""

import json
from collections.abc import AsyncIterator
from dataclasses import fields
from datetime import timedelta
from pathlib import Path

import aiohttp
import pytest

from bot.domain.gamedata import GameData
from bot.domain.professions import Profession
from bot.errors import GameApiAnswerError, GameApiClosedError, GameApiError
from bot.gateways.gameapi import GameApi, HttpGameApi
from bot.gateways.gameapi.asking import Patience
from bot.gateways.gameapi.fetch_names import FOREIGN
from bot.gateways.gamedata.editions import EditionFile, load_bundled
from bot.services.almanac import Almanac
from bot.services.renewal import Renewal
from tests.factories import Clock
from tests.game_answers import answers_of
from tests.game_api_twin import GameApiTwin
from tests.gw2_api_server import Failure, Gw2ApiServer, answering, closed, hung_up, silence, status, truncated

BUILD = 200_000
NEW_RELIC = 120_000


@pytest.fixture
def twin(game: GameData) -> GameApiTwin:
    return GameApiTwin(answers_of(game), BUILD)


@pytest.fixture
def almanac() -> Almanac:
    return Almanac(load_bundled())


@pytest.fixture
def file(tmp_path: Path) -> EditionFile:
    return EditionFile(tmp_path / "data" / "snapshot.json")


@pytest.fixture
def renewal(almanac: Almanac, file: EditionFile, twin: GameApiTwin, clock: Clock) -> Renewal:
    return Renewal(almanac, file, twin, clock)


class TestWhen:
    async def test_the_bundled_facts_are_renewed_at_once(self, renewal: Renewal, almanac: Almanac) -> None:
        assert await renewal.look() is True
        assert almanac.game.build == BUILD
        assert not almanac.edition.is_bundled

    async def test_the_same_build_is_not_fetched_again(self, renewal: Renewal, twin: GameApiTwin, clock: Clock) -> None:
        await renewal.look()
        before = twin.asked
        clock.now += timedelta(days=1)
        assert await renewal.look() is False
        assert twin.asked == before + 1

    async def test_a_new_build_is(self, renewal: Renewal, twin: GameApiTwin, almanac: Almanac) -> None:
        await renewal.look()
        twin.build += 1
        twin.answers["skills"][5503]["name"] = "Signet of Renewal"
        assert await renewal.look() is True
        assert almanac.game.build == BUILD + 1
        assert almanac.game.skills[5503].name == "Signet of Renewal"

    async def test_a_build_that_never_changes_is_not_believed_for_long(
        self, renewal: Renewal, twin: GameApiTwin, almanac: Almanac, clock: Clock
    ) -> None:
        twin.build = 115_267
        await renewal.look()
        assert almanac.game.build == load_bundled().game.build
        clock.now += timedelta(days=6)
        assert await renewal.look() is False
        clock.now += timedelta(days=2)
        assert await renewal.look() is True
        assert almanac.edition.get_age_days(clock()) == 0

    async def test_another_version_of_the_bot_lays_the_answers_over_its_own_facts(
        self, renewal: Renewal, file: EditionFile, twin: GameApiTwin, clock: Clock
    ) -> None:
        await renewal.look()
        content = json.loads(file.path.read_bytes())
        content["fetched"]["base"] = "of another version"
        file.path.write_text(json.dumps(content))
        later = Almanac(file.load().edition)
        assert await Renewal(later, file, twin, clock).look() is True
        assert later.edition.fetched != load_bundled().fetched

    async def test_what_another_process_fetched_is_used(
        self, renewal: Renewal, file: EditionFile, twin: GameApiTwin, clock: Clock
    ) -> None:
        other = Almanac(load_bundled())
        await renewal.look()
        before = twin.asked
        assert await Renewal(other, file, twin, clock).look() is True
        assert (other.game.build, twin.asked) == (BUILD, before + 1)

    async def test_asked_to_it_fetches_in_any_case(self, renewal: Renewal, twin: GameApiTwin, clock: Clock) -> None:
        await renewal.look()
        before = twin.asked
        clock.now = later = clock.now + timedelta(hours=1)
        edition = await renewal.update()
        assert twin.asked > before + 10
        assert edition.fetched is not None
        assert edition.fetched.at == later


class TestWhat:
    async def test_answers_that_say_what_is_known_change_nothing(
        self, renewal: Renewal, almanac: Almanac, game: GameData
    ) -> None:
        await renewal.look()
        for field in fields(GameData):
            if field.name not in {"build", "dates", "relics"}:
                assert getattr(almanac.game, field.name) == getattr(game, field.name), field.name
        assert {one: relic.name for one, relic in almanac.game.relics.items()} == {
            one: relic.name for one, relic in game.relics.items()
        }

    async def test_its_day_is_today(self, renewal: Renewal, almanac: Almanac, clock: Clock, game: GameData) -> None:
        await renewal.look()
        today = clock.now.date()
        assert almanac.edition.day == today
        assert almanac.game.dates == {**dict.fromkeys(game.dates, today.isoformat()), "weapons": game.dates["weapons"]}

    async def test_new_things_come_in(self, renewal: Renewal, twin: GameApiTwin, almanac: Almanac) -> None:
        twin.answers["skills"][90_000] = {
            "id": 90_000,
            "name": "Elite Novelty",
            "type": "Elite",
            "slot": "Elite",
            "professions": ["Thief"],
            "specialization": 77,
            "flags": ["NoUnderwater"],
        }
        twin.answers["professions"]["Thief"]["skills_by_palette"].append([9000, 90_000])
        twin.answers["pets"][99] = {"id": 99, "name": "Juvenile Novelty"}
        await renewal.look()
        skill = almanac.game.palettes[Profession.THIEF][9000]
        assert (skill.name, skill.specialization, skill.flags) == ("Elite Novelty", 77, ("NoUnderwater",))
        assert almanac.game.pets[99].name == "Juvenile Novelty"

    async def test_a_palette_skill_that_nothing_tells_of_has_no_name(
        self, renewal: Renewal, twin: GameApiTwin, almanac: Almanac
    ) -> None:
        twin.answers["professions"]["Thief"]["skills_by_palette"].append([9000, 90_000])
        await renewal.look()
        assert almanac.game.palettes[Profession.THIEF][9000].name is None

    async def test_new_relics_are_found_among_all_items(
        self, renewal: Renewal, twin: GameApiTwin, almanac: Almanac
    ) -> None:
        relic = {
            "id": NEW_RELIC,
            "name": "Relic of Novelty",
            "type": "Relic",
            "rarity": "Exotic",
            "game_types": ["Pve"],
        }
        boots = {"id": NEW_RELIC + 1, "name": "Boots", "type": "Armor", "rarity": "Fine", "details": {"type": "Boots"}}
        twin.answers["items"] |= {NEW_RELIC: relic, NEW_RELIC + 1: boots}
        await renewal.look()
        assert almanac.game.relics[NEW_RELIC].name == "Relic of Novelty"
        assert almanac.edition.fetched is not None
        assert almanac.edition.fetched.items_to == NEW_RELIC + 1
        assert NEW_RELIC + 1 not in {*almanac.game.relics, *almanac.game.runes, *almanac.game.sigils}

    async def test_a_new_legend_has_the_skills_that_the_api_names(
        self, renewal: Renewal, twin: GameApiTwin, almanac: Almanac
    ) -> None:
        legend = {"id": "Legend9", "code": 9, "swap": 28085, "heal": 27220, "elite": 27760}
        twin.answers["legends"]["Legend9"] = {**legend, "utilities": [28379, 27014, 26644]}
        await renewal.look()
        found = almanac.game.legends[9]
        assert found.name == "Legendary Dragon Stance"
        assert {palette: skill.id for palette, skill in found.skills.items()} == {
            palette: skill.id for palette, skill in almanac.game.legends[1].skills.items()
        }

    async def test_what_the_api_forgets_is_still_known(
        self, renewal: Renewal, twin: GameApiTwin, almanac: Almanac, game: GameData
    ) -> None:
        del twin.answers["skills"][5503]
        twin.answers["skills"][5569]["name"] = "((5569))"
        await renewal.look()
        assert almanac.game.skills[5503] == game.skills[5503]
        assert almanac.game.skills[5569].name == game.skills[5569].name

    async def test_a_tenth_profession_is_left_to_a_later_version(
        self, renewal: Renewal, twin: GameApiTwin, almanac: Almanac
    ) -> None:
        novel = {**twin.answers["professions"]["Thief"], "id": "Bard", "code": 10}
        twin.answers["professions"]["Bard"] = novel
        twin.answers["specializations"][99] = {**twin.answers["specializations"][1], "id": 99, "profession": "Bard"}
        twin.answers["skills"][5503]["professions"] = ["Bard"]
        await renewal.look()
        assert set(almanac.game.palettes) == set(Profession)
        assert 99 not in almanac.game.specializations

    async def test_what_skills_do_comes_in_too(
        self, renewal: Renewal, twin: GameApiTwin, almanac: Almanac, file: EditionFile
    ) -> None:
        before = almanac.facts
        buff = {"type": "Buff", "status": "Quickness", "duration": 7, "apply_count": 1}
        twin.answers["skills"][9102] = {**twin.answers["skills"][9102], "facts": [buff]}
        await renewal.look()
        assert [(fact.what, fact.amount) for fact in almanac.facts.skills[9102].facts] == [("quickness", 7)]
        assert file.load().edition.facts.skills[9102] == almanac.facts.skills[9102]
        assert almanac.facts.traits == before.traits

    async def test_the_next_start_uses_what_was_fetched(
        self, renewal: Renewal, file: EditionFile, almanac: Almanac, clock: Clock
    ) -> None:
        await renewal.look()
        found = file.load()
        assert found.refused is None
        assert found.edition.fetched == almanac.edition.fetched
        assert found.edition.game.build == BUILD
        assert found.edition.get_age_days(clock.now + timedelta(days=3)) == 3


class TestFailures:
    @pytest.mark.parametrize("error", [GameApiError("build", "status 502"), GameApiClosedError("build", "off")])
    async def test_without_an_answer_yesterdays_facts_stay(
        self, renewal: Renewal, twin: GameApiTwin, almanac: Almanac, file: EditionFile, error: GameApiError
    ) -> None:
        await renewal.look()
        kept, used = file.path.read_bytes(), almanac.edition
        twin.build += 1
        twin.error = error
        with pytest.raises(GameApiError):
            await renewal.look()
        assert (file.path.read_bytes(), almanac.edition) == (kept, used)

    @pytest.mark.parametrize("path", ["professions", "specializations", "traits", "skills", "legends", "pets", "items"])
    async def test_half_a_list_is_not_believed(
        self, renewal: Renewal, twin: GameApiTwin, almanac: Almanac, file: EditionFile, path: str
    ) -> None:
        entries = twin.answers[path]
        twin.answers[path] = dict(list(entries.items())[: len(entries) // 2])
        with pytest.raises(GameApiAnswerError, match="known ones"):
            await renewal.look()
        assert almanac.edition.is_bundled
        assert not file.path.exists()

    async def test_an_empty_palette_is_not_believed(self, renewal: Renewal, twin: GameApiTwin) -> None:
        for entry in twin.answers["professions"].values():
            entry["skills_by_palette"] = []
        with pytest.raises(GameApiAnswerError, match="palettes"):
            await renewal.look()

    async def test_answers_that_do_not_fit_together_are_refused(
        self, renewal: Renewal, twin: GameApiTwin, almanac: Almanac
    ) -> None:
        twin.answers["professions"]["Thief"]["code"] = 77
        with pytest.raises(GameApiAnswerError):
            await renewal.look()
        assert almanac.edition.is_bundled

    async def test_what_cannot_be_kept_is_used_all_the_same(
        self, almanac: Almanac, twin: GameApiTwin, clock: Clock, tmp_path: Path
    ) -> None:
        (tmp_path / "data").write_text("a file where the folder should be")
        renewal = Renewal(almanac, EditionFile(tmp_path / "data" / "snapshot.json"), twin, clock)
        assert await renewal.look() is True
        assert almanac.game.build == BUILD


@pytest.fixture
async def server(game: GameData) -> AsyncIterator[Gw2ApiServer]:
    async with Gw2ApiServer.open(answers_of(game), BUILD) as opened:
        yield opened


async def no_nap(_seconds: float) -> None:
    """Wait no time at all."""


@pytest.fixture
async def over_http(server: Gw2ApiServer) -> AsyncIterator[GameApi]:
    async with aiohttp.ClientSession() as session:
        yield HttpGameApi(session, server.url, sleep=no_nap, patience=Patience(tries=2, timeout_s=1))


class TestOverHttp:
    async def test_all_is_fetched_in_few_requests(
        self, almanac: Almanac, file: EditionFile, over_http: GameApi, clock: Clock, server: Gw2ApiServer
    ) -> None:
        assert await Renewal(almanac, file, over_http, clock).look() is True
        assert almanac.game.build == BUILD
        assert len(server.asked) < 150

    async def test_names_come_in_four_languages_and_stay(
        self, almanac: Almanac, file: EditionFile, over_http: GameApi, clock: Clock
    ) -> None:
        await Renewal(almanac, file, over_http, clock).look()
        for edition in (almanac.edition, file.load().edition):
            told = {language: edition.in_language(language).game.skills[9102].name for language in ("en", *FOREIGN)}
            english = edition.game.skills[9102].name
            assert told == {"en": english, **{language: f"{english} ({language})" for language in FOREIGN}}
        assert almanac.speaking("fr").game is almanac.speaking("fr").game
        assert almanac.speaking("nl") is almanac.edition

    async def test_facts_do_not_wait_for_names(
        self, almanac: Almanac, file: EditionFile, over_http: GameApi, clock: Clock, server: Gw2ApiServer
    ) -> None:
        server.broken, server.broken_languages = status(500), {"fr"}
        renewal = Renewal(almanac, file, over_http, clock)
        await renewal.update()
        assert not almanac.edition.translations["fr"].skills
        assert almanac.edition.translations["de"].skills
        server.broken_languages = {"de"}
        await renewal.update()
        assert almanac.speaking("fr").game.traits[214].name != almanac.game.traits[214].name
        assert almanac.speaking("de").game.traits[214].name == f"{almanac.game.traits[214].name} (de)"

    @pytest.mark.parametrize(
        "failure", [status(500), status(429), closed(), truncated, hung_up, silence(3), answering([{"id": "x"}])]
    )
    async def test_a_failure_halfway_leaves_all_as_it_was(
        self,
        almanac: Almanac,
        file: EditionFile,
        over_http: GameApi,
        clock: Clock,
        server: Gw2ApiServer,
        failure: Failure,
    ) -> None:
        server.broken, server.broken_paths = failure, {"skills"}
        with pytest.raises(GameApiError):
            await Renewal(almanac, file, over_http, clock).look()
        assert almanac.edition.is_bundled
        assert not file.path.exists()
