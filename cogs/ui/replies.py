"""How the bot answers: first the sign that it heard (Discord waits three seconds), then the answer itself."""

import discord

from cogs.ui.controls import Layout
from cogs.ui.people import Interaction
from cogs.ui.sending import acknowledge, edit, tell, think


async def thinking(interaction: Interaction) -> None:
    """Show the person, and only them, that the answer is being made."""
    await think(interaction)


async def whisper(interaction: Interaction, view: Layout) -> None:
    """Answer only to the person who asked, after `thinking`."""
    await tell(interaction, view=view, files=lambda: _files(view))


async def post(interaction: Interaction, view: Layout) -> None:
    """Show `view` to everyone in the channel, after `heard`."""
    await tell(interaction, view=view, files=lambda: _files(view), ephemeral=False)


async def heard(interaction: Interaction) -> None:
    """Tell Discord that a button was heard; the message stays as it is until `redraw`."""
    await acknowledge(interaction, interaction.response.defer)


async def redraw(interaction: Interaction, view: Layout) -> None:
    """Put `view` in place of the message whose button was pressed, its pictures too, after `heard`."""
    await edit(interaction, view, lambda: _files(view))


def _files(view: Layout) -> list[discord.File]:
    return [picture.to_file() for picture in view.pictures]
