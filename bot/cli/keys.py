"""`gw2optimizer keys`: the secrets that keys of game accounts are sealed with."""

import asyncio

import typer

from bot.cli.refusal import Refusal

UNREADABLE = 1
"""Exit status where some keys could not be sealed anew."""

keys = typer.Typer(help="Make or change the secrets that keys of game accounts are sealed with.", no_args_is_help=True)


@keys.command()
def new() -> None:
    """Print a new secret, to be put first in VAULT_SECRETS."""
    from bot.gateways.vault import new_secret

    typer.echo(new_secret())


@keys.command()
def rotate() -> None:
    """Seal every key with the first secret of VAULT_SECRETS; the bot may run meanwhile, if it has all of them too."""
    asyncio.run(_rotate())


async def _rotate() -> None:
    from bot.cli.compose import build_services, load_almanac, open_database
    from bot.cli.linking import open_doorway
    from bot.repositories.sql_unit import SqlUnits
    from config.settings import DatabaseSettings, load

    async with open_database(load(DatabaseSettings)) as engine, open_doorway() as doorway:
        if doorway is None:
            raise Refusal("VAULT_SECRETS is not set; `gw2optimizer keys new` makes a secret")
        resealed = await build_services(SqlUnits(engine), load_almanac(), doorway=doorway).links.reseal()
    typer.echo(f"{resealed.done} keys are sealed anew with the first secret.")
    if resealed.unreadable:
        said = f"{resealed.unreadable} keys open with none of these secrets and stay as they are."
        typer.echo(f"{said} Add the secret that sealed them to VAULT_SECRETS and rotate again.", err=True)
        raise typer.Exit(UNREADABLE)
    typer.echo("The other secrets are needed no more, once every process of the bot runs with the first.")
