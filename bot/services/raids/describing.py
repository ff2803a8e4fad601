"""What the lineup of a raid had, as it is kept with what leaders found of it."""

import asyncio

from bot.domain.attendance import Sheet
from bot.domain.lineup.traits import Traits
from bot.domain.modes import GameMode
from bot.domain.raids import Roster
from bot.domain.verdicts import describe_raid
from bot.services.givings import ASSUMED_MODE
from bot.services.raids.planning import Raids
from bot.services.worths import ComboWorths


class LineupDescriber:
    """Describes lineups by what their content needs, and by the worths of this version."""

    def __init__(self, raids: Raids, worths: ComboWorths) -> None:
        self._raids = raids
        self._worths = worths

    async def describe(self, roster: Roster, sheet: Sheet) -> tuple[GameMode, Traits]:
        """Return the mode and what those had who came, reckoned beside the event loop. Raises InvalidProblemError."""
        content = self._raids.get_content(sheet.raid)
        mode = content.mode or ASSUMED_MODE
        return mode, await asyncio.to_thread(describe_raid, roster, sheet, content, self._worths.get_ours(mode))
