"""Buttons that turn to another page of what is shown."""

from typing_extensions import override

from cogs.ui.controls import Layout, RefButton
from cogs.ui.people import Interaction
from cogs.ui.replies import heard, redraw


class TurnButton(RefButton, verb="turn"):
    """Show another page in place of the message. Subclasses define `page`.

    The reference says of what, then, after a colon, where the page begins, as the list counts; empty at the start.
    """

    @override
    async def press(self, interaction: Interaction) -> None:
        await heard(interaction)
        about, _, where = self.ref.partition(":")
        await redraw(interaction, await self.page(interaction, about, where))

    async def page(self, interaction: Interaction, about: str, where: str) -> Layout:
        """Return the page."""
        raise NotImplementedError
