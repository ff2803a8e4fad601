"""`gw2optimizer data update`: what the game's API says today, kept for the bot."""

import asyncio
from collections.abc import Iterator

import typer

from bot.cli.edition import edition_file, find_edition, open_renewal
from bot.cli.refusal import Refusal
from bot.domain.edition import Edition
from bot.errors import GameApiClosedError, GameApiError
from bot.services.almanac import Almanac
from config.logging import configure
from config.settings import DataSettings, load


def update() -> None:
    """Fetch the facts from the game's API and keep them in the data folder; a running bot uses them within a day."""
    configure(level="warning", style="console")
    load(DataSettings).make_folder()
    former = find_edition().edition
    edition = asyncio.run(_update(former))
    path = edition_file().path
    if find_edition().edition.fetched != edition.fetched:
        raise Refusal(f"cannot write {path}; what was fetched is lost")
    typer.echo(f"{path}: game build {edition.game.build}, fetched {edition.day}")
    for line in _news(former, edition):
        typer.echo(line)


async def _update(former: Edition) -> Edition:
    try:
        async with open_renewal(Almanac(former)) as renewal:
            return await renewal.update()
    except GameApiClosedError as error:
        raise Refusal(f"the game's API is closed for maintenance; the facts of {former.day} stay in use") from error
    except GameApiError as error:
        raise Refusal(f"no usable answer of the game's API ({error}); the facts of {former.day} stay in use") from error


def _news(former: Edition, edition: Edition) -> Iterator[str]:
    for kind in ("specializations", "traits", "skills", "legends", "pets", "stats", "runes", "sigils", "relics"):
        known, things = getattr(former.game, kind), getattr(edition.game, kind)
        new = len(things.keys() - known.keys())
        changed = sum(thing != known[number] for number, thing in things.items() if number in known)
        if new or changed:
            yield f"{kind:<16}{new:>6,} new{changed:>6,} changed"
