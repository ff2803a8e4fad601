"""The guide for the admins of a guild that the bot came to: shown once, ticked off by what they have set.

Which guilds wait for an admin is kept in memory, so that a command elsewhere asks nothing; other processes learn of it
by `refresh`. Who added the bot is not known: the audit log tells it, and that takes a permission nobody is asked for.
"""

from bot.domain.guide import GuideState, GuideStep
from bot.domain.ids import GuildId
from bot.domain.viewer import GuildRole, Viewer
from bot.repositories.unit import UnitFactory
from bot.services.rulebook import require_admin

GREET = "guild-greet"
"""Kind of the job that posts the guide; its key is the guild's id."""


class Guide:
    """The guides of guilds."""

    def __init__(self, units: UnitFactory) -> None:
        self._units = units
        self._waiting: set[GuildId] = set()

    async def refresh(self) -> None:
        """Read anew which guilds wait for an admin."""
        async with self._units(reads_only=True) as unit:
            # one that is due still was not posted within a minute, or never will be: its job may be given up
            states = (GuideState.WAITING, GuideState.DUE)
            self._waiting = {guild for state in states for guild in await unit.guilds.list_guided(state)}

    async def is_due(self, guild: GuildId) -> bool:
        """Tell whether the guide is to be posted."""
        async with self._units(reads_only=True) as unit:
            return await unit.guilds.find_guide(guild) is GuideState.DUE

    async def posted(self, guild: GuildId) -> None:
        """Note that the guide stands in a channel."""
        async with self._units() as unit:
            await unit.guilds.turn_guide(guild, GuideState.DUE, GuideState.SHOWN)

    async def wait(self, guild: GuildId) -> None:
        """Keep the guide for the first admin who uses a command: it can be posted nowhere."""
        async with self._units() as unit:
            if await unit.guilds.turn_guide(guild, GuideState.DUE, GuideState.WAITING):
                self._waiting.add(guild)

    def waits_for(self, viewer: Viewer) -> bool:
        """Tell whether there may be a guide for the viewer."""
        return viewer.guild in self._waiting and GuildRole.ADMIN in viewer.roles

    async def take(self, viewer: Viewer) -> bool:
        """Tell whether the viewer is the one who is shown the guide; NotAllowedError("guild" or "admin")."""
        guild = require_admin(viewer)
        self._waiting.discard(guild)
        async with self._units() as unit:
            return await unit.guilds.turn_guide(
                guild, GuideState.WAITING, GuideState.SHOWN
            ) or await unit.guilds.turn_guide(guild, GuideState.DUE, GuideState.SHOWN)

    async def put_back(self, viewer: Viewer) -> None:
        """Keep for the next admin what did not get through; NotAllowedError("guild" or "admin")."""
        guild = require_admin(viewer)
        async with self._units() as unit:
            if await unit.guilds.turn_guide(guild, GuideState.SHOWN, GuideState.WAITING):
                self._waiting.add(guild)

    async def find_done(self, viewer: Viewer) -> frozenset[GuideStep]:
        """Return the steps that are done, whoever did them; NotAllowedError("guild" or "admin")."""
        guild = require_admin(viewer)
        async with self._units(reads_only=True) as unit:
            rules = await unit.rules.find(guild)
            done = {
                GuideStep.ROLES: bool(rules.leaders or rules.moderators),
                GuideStep.CHANNELS: bool(rules.log_channel or await unit.posts.find_channel(guild)),
                GuideStep.LANGUAGE: bool(rules.language or rules.zone),
                GuideStep.BUILD: bool((await unit.builds.list_public(guild, None)).items),
            }
        return frozenset(step for step, is_done in done.items() if is_done)

    async def finish(self, viewer: Viewer) -> None:
        """End the guide; NotAllowedError("guild" or "admin")."""
        guild = require_admin(viewer)
        async with self._units() as unit:
            await unit.guilds.turn_guide(guild, GuideState.SHOWN, GuideState.DONE)
