"""The way into Discord: token, address, and what Discord says when it does not let the bot in."""

from collections.abc import Iterator
from contextlib import contextmanager

import aiohttp
import discord
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.app import Bot
from bot.cli.refusal import Refusal
from config.settings import DiscordSettings

_PORTAL = "https://discord.com/developers/applications"
_CLOSED = {
    4004: f"Discord does not know this token any more; copy it anew from {_PORTAL} (Bot) into DISCORD_TOKEN",
    4010: "Discord refused the shard; start one process only, or correct the shard settings of the proxy",
    4011: "the bot is in too many servers for one connection; let Discord choose the number of shards",
    4012: "Discord no longer speaks this version of the gateway; update gw2optimizer",
    4013: "Discord does not know the intents asked for; update gw2optimizer",
    4014: "Discord refused the intents asked for; a proxy adds privileged ones: this bot asks for none",
}
"""Close codes of the gateway after which trying again is of no use.

Source: https://discord.com/developers/docs/topics/opcodes-and-status-codes, read 2026-11-22.
"""


def require_token(settings: DiscordSettings) -> str:
    """Return the token; raises Refusal where there is none."""
    if settings.token is None or not settings.token.get_secret_value().strip():
        raise Refusal(f"no token: set DISCORD_TOKEN to the bot's token from {_PORTAL} (Bot)")
    return settings.token.get_secret_value()


async def log_in(bot: Bot, settings: DiscordSettings) -> None:
    """Log in by REST, which loads the commands too, but opens no gateway. Raises Refusal."""
    token = require_token(settings)
    if settings.api_url is not None:
        Route.BASE = settings.api_url
    with refused_by_discord():
        await bot.login(token)
        _, gateway, limits = await bot.http.get_bot_gateway()
        bot.max_concurrency = limits["max_concurrency"]
        if settings.api_url is not None:
            # the proxy names the gateway at the first connection; discord.py would reconnect past it
            DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway)


@contextmanager
def refused_by_discord() -> Iterator[None]:
    """Turn the answers after which trying again is of no use into a Refusal."""
    try:
        yield
    except discord.LoginFailure as error:
        raise Refusal(f"Discord refused the token; copy it anew from {_PORTAL} (Bot) into DISCORD_TOKEN") from error
    except discord.PrivilegedIntentsRequired as error:
        raise Refusal(_CLOSED[4014]) from error
    except discord.ConnectionClosed as error:
        remedy = _CLOSED.get(error.code, "see https://discordstatus.com")
        raise Refusal(f"Discord closed the connection ({error.code}): {remedy}") from error
    except discord.HTTPException as error:
        raise Refusal(f"Discord answered {error.status}; see https://discordstatus.com") from error
    except discord.GatewayNotFound as error:
        raise Refusal("Discord names no gateway to connect to; see https://discordstatus.com") from error
    except (aiohttp.ClientError, OSError) as error:
        raise Refusal(
            f"cannot reach Discord at {Route.BASE}: {error}; check the network and DISCORD_API_URL"
        ) from error
