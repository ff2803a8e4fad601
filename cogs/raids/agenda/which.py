"""Which raids a list or a calendar file holds, as commands and buttons say it."""

from discord import app_commands
from discord.app_commands import locale_str as T  # noqa: N812 - short, like gettext's underscore

ALL, MINE = "all", "mine"
described = app_commands.describe(which=T("All raids of this server, or those that you lead or answered"))
chosen = app_commands.choices(
    which=[app_commands.Choice(name=T("all raids"), value=ALL), app_commands.Choice(name=T("my raids"), value=MINE)]
)
