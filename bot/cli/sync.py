"""`gw2optimizer sync`: registers the commands with Discord. `run` does the same, but only when they changed."""

import asyncio
import hashlib
import json
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from bot.app import Bot
    from bot.repositories.sql_registrations import SqlRegistrations


def sync() -> None:
    """Register the commands with Discord, whether or not they changed."""
    asyncio.run(_sync())


async def find_payload(bot: "Bot") -> list[dict[str, Any]]:
    """Return the commands as Discord is told them, translations included, in an order that never changes."""
    tree = bot.tree
    translator = tree.translator
    payload = [
        await command.get_translated_payload(tree, translator) if translator else command.to_dict(tree)
        for command in tree.get_commands()
    ]
    return sorted(payload, key=lambda command: (command["type"], command["name"]))


def hash_payload(payload: list[dict[str, Any]]) -> str:
    """Return the same 64 digits for the same commands, on every machine."""
    text = json.dumps(payload, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()


async def register(bot: "Bot", registrations: "SqlRegistrations", *, is_forced: bool = False) -> list[str] | None:
    """Register the commands of a bot that is logged in; return their names, or None where nothing changed."""
    from bot.cli.compose import now

    application = bot.application_id
    assert application is not None, "log in first"  # noqa: S101 - discord.py sets it on login
    payload_hash = hash_payload(await find_payload(bot))
    if not is_forced and await registrations.find_hash(application) == payload_hash:
        return None
    registered = await bot.tree.sync()
    await registrations.keep_hash(application, payload_hash, now())
    return sorted(command.name for command in registered)


async def _sync() -> None:
    from bot.cli.compose import build_bot, open_database
    from bot.cli.discord_login import log_in, refused_by_discord, require_token
    from bot.repositories.sql_registrations import SqlRegistrations
    from config.logging import configure
    from config.settings import DatabaseSettings, DiscordSettings, LogSettings, load

    log = load(LogSettings)
    configure(level=log.level, style=log.format)
    discord_settings, database = load(DiscordSettings), load(DatabaseSettings)
    require_token(discord_settings)
    async with open_database(database) as engine, build_bot(engine) as bot:
        await log_in(bot, discord_settings)
        with refused_by_discord():
            names = await register(bot, SqlRegistrations(engine), is_forced=True)
    commands = ", ".join(f"/{name}" for name in names or ())
    typer.echo(f"Registered {len(names or ())} commands for application {bot.application_id}: {commands}")
