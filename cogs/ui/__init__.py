"""What every conversation shares: words, replies, errors, buttons and Discord's limits. Knows no feature."""

from typing import TYPE_CHECKING

from cogs.ui.errors import on_command_error
from cogs.ui.keeping import CONTROLS
from cogs.ui.modals import on_form

if TYPE_CHECKING:
    from bot.app import Bot


async def setup(bot: "Bot") -> None:
    """Give the command tree the one error handler, and make the buttons of earlier messages work."""
    bot.tree.error(on_command_error)
    bot.add_dynamic_items(*CONTROLS)
    bot.add_listener(on_form, "on_interaction")
