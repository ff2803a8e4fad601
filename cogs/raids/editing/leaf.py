"""The buttons that turn to another page of `/raid edit`.

Each page has buttons to the others, so none can import them all: a page puts itself into PAGES when it is loaded.
"""

from collections.abc import Awaitable, Callable
from typing import Final, TypeAlias

from typing_extensions import override

from bot.domain.raids import Roster
from cogs.raids.editing import recurrence_text, text
from cogs.ui.controls import Layout, RefButton
from cogs.ui.people import Interaction, services, viewer
from cogs.ui.replies import heard, redraw

Page: TypeAlias = Callable[[Interaction, Roster, str | None], Awaitable[Layout]]
PAGES: Final[dict[str, Page]] = {}
"""The pages by the verb of the button that turns to them."""


class _Turn(RefButton, verb="raid-turn"):
    """Show a page in place of what is shown, with the raid as it is now."""

    @override
    async def press(self, interaction: Interaction) -> None:
        await heard(interaction)
        roster = await services(interaction).raid_editor.require(viewer(interaction), self.ref)
        await redraw(interaction, await PAGES[self.verb](interaction, roster, None))


class ToPanel(_Turn, verb="raid-panel"):
    """Back to the first page."""

    label = text.BACK


class OpenPanel(_Turn, verb="raid-change"):
    """From a raid to the first page."""

    label = text.EDIT
    emoji = "✏️"


class ToOptions(_Turn, verb="raid-options"):
    """To what is chosen."""

    label = text.OPTIONS
    emoji = "⚙️"


class ToRequests(_Turn, verb="raid-requests"):
    """To those who would like to come."""

    label = text.REQUESTS
    emoji = "📨"


class ToSeries(_Turn, verb="raid-series"):
    """To how it recurs."""

    label = recurrence_text.REPEATS
    emoji = "🔁"


CONTROLS = (ToPanel, OpenPanel, ToOptions, ToRequests, ToSeries)
