"""The command line: `gw2optimizer`, also `python -m bot`.

Only the module of the command that was asked for is loaded, so that `--help` and `decode` begin at once; the others
are known by name and summary. What a command refuses becomes one line and exit status 2 here.
"""

import sys
from dataclasses import dataclass
from importlib import import_module, metadata
from typing import Annotated, Any

import typer

from bot.cli.refusal import Refusal
from config.errors import SettingsError

REFUSED = 2


@dataclass(frozen=True, slots=True)
class Entry:
    """Where a command is defined, as a function or as a `typer.Typer` of its own, and what it does in one line."""

    module: str
    attribute: str
    summary: str

    def load(self) -> Any:
        """Import the command."""
        return getattr(import_module(self.module), self.attribute)


COMMANDS = {
    "try": Entry("bot.cli.trial", "trial", "Open the bot in your browser, on a simulated Discord."),
    "run": Entry("bot.cli.run", "run", "Run the bot on Discord."),
    "sync": Entry("bot.cli.sync", "sync", "Register the commands with Discord."),
    "migrate": Entry("bot.cli.migrate", "migrate", "Bring the database to the current schema."),
    "backup": Entry("bot.cli.backup", "backup", "Write the whole database to a file."),
    "restore": Entry("bot.cli.backup", "restore", "Put a backup back into the database."),
    "health": Entry("bot.cli.health", "health", "Tell whether a running bot is well."),
    "decode": Entry("bot.cli.decode", "decode", "Read build codes."),
    "optimize": Entry("bot.cli.optimize", "optimize", "Find the best lineup of those who signed up."),
    "data": Entry("bot.cli.data", "data", "Look at or rebuild the bundled game data."),
    "keys": Entry("bot.cli.keys", "keys", "Make or change the secrets that game accounts are sealed with."),
    "learn": Entry("bot.cli.learn", "learn", "Learn from use, and see how well."),
    "bench": Entry("bot.cli.bench", "bench", "Measure on your own machine."),
}


def build_app(chosen: str | None) -> typer.Typer:
    """Return the command line with `chosen` loaded and every other command known by its summary."""
    app = typer.Typer(
        name="gw2optimizer",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )
    app.callback(help="Bring the right Guild Wars 2 builds to the right squad.")(_options)
    for name, entry in COMMANDS.items():
        loaded = entry.load() if name == chosen else _placeholder
        if isinstance(loaded, typer.Typer):
            app.add_typer(loaded, name=name)
        else:
            app.command(name, help=entry.summary if loaded is _placeholder else None)(loaded)
    return app


def main() -> None:
    """Run the command that the arguments name."""
    chosen = next((argument for argument in sys.argv[1:] if not argument.startswith("-")), None)
    try:
        build_app(chosen)()
    except (Refusal, SettingsError) as error:
        typer.echo(f"gw2optimizer: {error}", err=True)
        sys.exit(REFUSED)


def _placeholder() -> None:
    """Stand for a command that was not asked for."""


def _show_version(*, wanted: bool) -> None:
    if wanted:
        typer.echo(metadata.version("gw2optimizer"))
        raise typer.Exit


def _options(
    *,
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_show_version, is_eager=True)
    ] = False,
) -> None:
    """Take the options that stand before the command."""


if __name__ == "__main__":
    main()
