"""Templates that guilds make of their own teams, beside the built-in ones: saved, changed, deleted, found."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from bot.domain.ids import GuildId
from bot.domain.names import clean_name, name_key
from bot.domain.needs import Need
from bot.domain.teams import Content
from bot.domain.templates import TEMPLATE_LIMIT, GuildTemplate
from bot.domain.viewer import Viewer
from bot.errors import LimitReachedError, NotAllowedError, NotFoundError
from bot.repositories.unit import UnitFactory, UnitOfWork
from bot.services.lookup import require_visible
from bot.services.manners import check_manners
from bot.services.own_contents import find_template
from bot.services.short_ids import new_short_id
from bot.services.teams.planning import TeamPlanner


class GuildTemplates:
    """A guild's own templates: all of its members see them, its leaders change them. A `ref` is a short id or a name.

    Teams and raids that were planned with one keep it as it was.
    """

    def __init__(self, units: UnitFactory, planner: TeamPlanner, clock: Callable[[], datetime]) -> None:
        self._units = units
        self._planner = planner
        self._clock = clock

    async def save(self, viewer: Viewer, team_ref: str, name: str) -> GuildTemplate:
        """Keep size, mode and needs of a team under a name; one of that name is replaced, and keeps its id.

        Raises NotAllowedError ("guild" or "raids"), NotFoundError("team"), InvalidNameError, LimitReachedError,
        ImitationError and LinkForbiddenError.
        """
        guild, title, now = _require_leader(viewer), clean_name(name), self._clock()
        async with self._units() as unit:
            team = await require_visible(unit.teams, viewer, team_ref, "team")
            content = replace(self._planner.get_content(team), subgroups=team.subgroups)
            await unit.guilds.ensure(guild, now)
            await check_manners(unit, (guild,), (title,))
            kept = await unit.templates.list_all(guild)
            same = next((one for one in kept if name_key(one.name) == name_key(title)), None)
            if same is None and len(kept) >= TEMPLATE_LIMIT:
                raise LimitReachedError("template", TEMPLATE_LIMIT)
            short_id = new_short_id() if same is None else same.short_id
            template = GuildTemplate.of(short_id, guild, title, content, now)
            return await unit.templates.put(template)

    async def ask(self, viewer: Viewer, ref: str, needs: Sequence[str], *, of_squad: bool) -> GuildTemplate:
        """Say what a template needs of each subgroup, or of the squad."""
        guild = _require_leader(viewer)
        known = [Need(need) for need in needs if need in set(Need)]
        async with self._units() as unit:
            template = await _require(unit, guild, ref)
            return await unit.templates.put(template.asking(known, self._clock(), of_squad=of_squad))

    async def count(self, viewer: Viewer, ref: str, need: Need, amount: int, *, of_squad: bool) -> GuildTemplate:
        """Say how often a template asks for one of its needs."""
        guild = _require_leader(viewer)
        async with self._units() as unit:
            template = await _require(unit, guild, ref)
            return await unit.templates.put(template.counting(need, amount, self._clock(), of_squad=of_squad))

    async def delete(self, viewer: Viewer, ref: str) -> GuildTemplate:
        """Forget a template; raises NotFoundError("template") when it is gone already."""
        guild = _require_leader(viewer)
        async with self._units() as unit:
            template = await _require(unit, guild, ref)
            await unit.templates.drop(guild, template.short_id)
            return template

    async def require(self, viewer: Viewer, ref: str) -> GuildTemplate:
        """Return a template of this guild; raises NotAllowedError("guild") and NotFoundError("template")."""
        if viewer.guild is None:
            raise NotAllowedError("guild")
        async with self._units(reads_only=True) as unit:
            return await _require(unit, viewer.guild, ref)

    async def list_here(self, viewer: Viewer) -> tuple[GuildTemplate, ...]:
        """Return the templates of this guild by name; none in a direct message."""
        if viewer.guild is None:
            return ()
        async with self._units(reads_only=True) as unit:
            return await unit.templates.list_all(viewer.guild)

    async def contents(self, viewer: Viewer) -> tuple[Content, ...]:
        """Return all that a team or raid can be planned for here: the guild's own first, then the built-in ones."""
        return (*(one.content for one in await self.list_here(viewer)), *self._planner.contents())


async def _require(unit: UnitOfWork, guild: GuildId, ref: str) -> GuildTemplate:
    found = await find_template(unit, guild, ref)
    if found is None:
        raise NotFoundError("template", ref)
    return found


def _require_leader(viewer: Viewer) -> GuildId:
    if viewer.guild is None:
        raise NotAllowedError("guild")
    if not viewer.is_leader():
        raise NotAllowedError("raids")
    return viewer.guild
