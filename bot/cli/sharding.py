"""`--shards`: which of Discord's connections a process keeps, and what several processes need of their settings."""

from typing import TYPE_CHECKING

from bot.cli.refusal import Refusal

if TYPE_CHECKING:
    from bot.domain.shards import Shards
    from config.settings import DatabaseSettings


def read_shards(text: str | None) -> "Shards | None":
    """Return what `--shards` says; None leaves it to Discord, in one process. Raises Refusal."""
    from bot.domain.shards import Shards

    if text is None:
        return None
    try:
        return Shards.from_text(text)
    except ValueError as error:
        raise Refusal(f"--shards {error}") from None


def require_shared(shards: "Shards | None", database: "DatabaseSettings") -> None:
    """Refuse a part of the shards without a database server that the other processes use too; tell of the cache."""
    import structlog

    from config.settings import CacheSettings, load

    if shards is None or shards.are_all:
        return
    if database.is_sqlite:
        raise Refusal(f"--shards {shards} needs a database that all processes share; set DATABASE_URL to a Postgres")
    if load(CacheSettings).redis_url is None:
        remedy = "set REDIS_URL, or let all processes on this one machine use the same DATA_FOLDER"
        structlog.get_logger(__name__).warning("no Redis for several processes", remedy=remedy)
