"""Brings newer facts of the game while the bot runs, and keeps them for the next start."""

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Final

import structlog

from bot.domain.edition import Edition
from bot.domain.translations import Translation
from bot.errors import GameApiAnswerError, GameApiError
from bot.gateways.gameapi import GameApi
from bot.gateways.gameapi.api import Language
from bot.gateways.gameapi.fetch import Answers, fetch_answers
from bot.gateways.gameapi.fetch_names import FOREIGN, fetch_names
from bot.gateways.gameapi.merge import merge
from bot.gateways.gamedata.editions import EditionFile, get_base, load_bundled, parse_edition, read_bundled_tables
from bot.services.almanac import Almanac

_log = structlog.get_logger(__name__)

OLD: Final = timedelta(days=7)
"""After so long the facts are fetched anew whatever build the API tells: for three years it told the same one.

Source: github.com/gw2-api/issues, issue 1; read 2026-11-22.
"""


class Renewal:
    """Looks for newer facts, at the game's API and in the file that other processes write too."""

    def __init__(self, almanac: Almanac, file: EditionFile, api: GameApi, clock: Callable[[], datetime]) -> None:
        self._almanac = almanac
        self._file = file
        self._api = api
        self._clock = clock
        self._turn = asyncio.Lock()

    async def look(self) -> bool:
        """Use newer facts if there are any; return whether there are. Raises GameApiError, and all stays as it is."""
        async with self._turn:
            former = self._almanac.edition
            await self._look_into_file()
            if self._is_due(await self._api.fetch_build()):
                await self._fetch()
            return self._almanac.edition is not former

    async def update(self) -> Edition:
        """Fetch everything in any case and return what is in use then. Raises GameApiError, and all stays as it is."""
        async with self._turn:
            await self._look_into_file()
            await self._fetch()
            return self._almanac.edition

    def _is_due(self, told: int) -> bool:
        fetched = self._almanac.edition.fetched
        if fetched is None or fetched.told != told or fetched.base != get_base():
            return True
        return self._clock() - fetched.at > OLD

    async def _look_into_file(self) -> None:
        found = await asyncio.to_thread(self._file.load)
        if found.refused is not None:
            _log.warning("file of game facts not used", path=str(self._file.path), reason=found.refused)
        if found.edition.is_newer_than(self._almanac.edition):
            self._use(found.edition)

    async def _fetch(self) -> None:
        fetched = self._almanac.edition.fetched
        # an edition of another version has passed over items that this one would keep
        edition = self._almanac.edition if fetched and fetched.base == get_base() else load_bundled()
        items_to = edition.fetched.items_to if edition.fetched else max(edition.upgrades)
        answers = await fetch_answers(self._api, items=edition.items, items_to=items_to)
        names = {language: await self._fetch_names(answers, language) for language in FOREIGN}
        try:
            content = await asyncio.to_thread(_merge, answers, self._clock(), names)
            parsed = await asyncio.to_thread(parse_edition, content)
        except (ValueError, LookupError, TypeError, AttributeError) as error:
            raise GameApiAnswerError("all", f"the answers do not fit together: {error}") from error
        try:
            parsed = await asyncio.to_thread(self._file.keep, parsed, content)
        except OSError as error:
            # used until the next start, which fetches them again
            _log.warning("game facts not kept", path=str(self._file.path), reason=error.strerror)
        self._use(parsed)

    async def _fetch_names(self, answers: Answers, language: Language) -> Translation:
        """Return the names of a language; without an answer those of before: facts do not wait for names."""
        try:
            return await fetch_names(self._api, answers, language)
        except GameApiError as error:
            _log.warning("names not fetched", language=language, reason=str(error))
            return self._almanac.edition.translations.get(language, Translation())

    def _use(self, edition: Edition) -> None:
        self._almanac.use(edition)
        _log.info("newer game facts", build=edition.game.build, day=edition.day.isoformat())


def _merge(answers: Answers, at: datetime, names: Mapping[Language, Translation]) -> bytes:
    return merge(read_bundled_tables(), get_base(), answers, at, names)
