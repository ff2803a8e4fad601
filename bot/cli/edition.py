"""Which facts of the game a command uses, and how it gets newer ones."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from bot.gateways.gamedata.editions import EditionFile, Found
from bot.services.almanac import Almanac
from config.settings import DataSettings, GameApiSettings, load

if TYPE_CHECKING:
    from bot.gateways.gameapi.bucket import TokenBucket
    from bot.services.renewal import Renewal


def edition_file() -> EditionFile:
    """Return the file of this installation that keeps what was fetched."""
    return EditionFile(load(DataSettings).edition_file)


def find_edition() -> Found:
    """Return the facts to use: those that were fetched, else those that ship with this version."""
    return edition_file().load()


@asynccontextmanager
async def open_renewal(almanac: Almanac, bucket: "TokenBucket | None" = None) -> AsyncIterator["Renewal"]:
    """Open a session with the game's API that brings newer facts into `almanac`; opening asks for nothing yet."""
    # the HTTP client is not for commands that only read
    from bot.gateways.gameapi import open_game_api
    from bot.services.renewal import Renewal

    async with open_game_api(load(GameApiSettings).url, bucket) as api:
        yield Renewal(almanac, edition_file(), api, partial(datetime.now, UTC))
