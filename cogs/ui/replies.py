"""How the bot answers: first the sign that it heard (Discord waits three seconds), then the answer itself."""

from discord import ui

from cogs.ui.people import Interaction


async def thinking(interaction: Interaction) -> None:
    """Show the person, and only them, that the answer is being made."""
    await interaction.response.defer(ephemeral=True, thinking=True)


async def whisper(interaction: Interaction, view: ui.LayoutView) -> None:
    """Answer only to the person who asked, after `thinking`."""
    await interaction.followup.send(view=view, ephemeral=True)


async def heard(interaction: Interaction) -> None:
    """Tell Discord that a button was heard; the message stays as it is until `redraw`."""
    await interaction.response.defer()


async def redraw(interaction: Interaction, view: ui.LayoutView) -> None:
    """Put `view` in place of the message whose button was pressed, after `heard`."""
    await interaction.edit_original_response(view=view)
