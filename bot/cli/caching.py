"""Where the answers of an installation are kept, by its settings."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Final

from bot.gateways.cache import NO_CACHE, Cache, open_cache
from bot.repositories.identity import find_identity
from config.settings import CacheSettings, DatabaseSettings, load

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy.ext.asyncio import AsyncEngine

PREFIX: Final = "gw2optimizer"


@asynccontextmanager
async def open_answers(engine: "AsyncEngine") -> AsyncIterator[Cache]:
    """Open the cache for a database; answers of another one can never get into it."""
    database, settings = load(DatabaseSettings), load(CacheSettings)
    identity = await find_identity(engine)
    folder = _find_folder(database, identity)
    if folder is None:
        yield NO_CACHE
        return
    redis_url = None if settings.redis_url is None else settings.redis_url.get_secret_value()
    prefix = None if identity is None else f"{PREFIX}:{identity}"
    async with open_cache(folder, redis_url=redis_url, prefix=prefix) as cache:
        yield cache


def _find_folder(database: DatabaseSettings, identity: str | None) -> "Path | None":
    """Return the folder: beside an SQLite file, for then all who share the one share the other."""
    file = database.sqlite_file
    if file is not None:
        return file.with_name(f"{file.name}-cache")
    return None if identity is None else database.folder / "cache" / identity
