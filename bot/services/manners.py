"""What other services ask before a text is read by all of a guild."""

from collections.abc import Iterable

from bot.domain.builds import Build
from bot.domain.ids import GuildId
from bot.domain.manners import LinkKind, find_link, find_source, is_imitation
from bot.domain.teams import Team
from bot.errors import ImitationError, LinkForbiddenError
from bot.repositories.unit import UnitOfWork


async def check_manners(
    unit: UnitOfWork, guilds: Iterable[GuildId], names: Iterable[str], *notes: str, source: str | None = None
) -> None:
    """Raise ImitationError for one of `names`, and LinkForbiddenError by the rules of `guilds`; of none, nothing."""
    places, called = tuple(guilds), tuple(names)
    if not places:
        return
    for name in called:
        if is_imitation(name):
            raise ImitationError(name)
    found = {find_link(text) for text in (*called, *notes)} | {find_source(source) if source else None}
    kinds = [kind for kind in LinkKind if kind in found]
    for guild in places if kinds else ():
        rule = (await unit.rules.find(guild)).links
        for kind in kinds:
            if rule.forbids(kind):
                raise LinkForbiddenError(kind)


async def check_build(unit: UnitOfWork, guilds: Iterable[GuildId], build: Build) -> None:
    """Raise likewise for what a build says."""
    await check_manners(unit, guilds, (build.name, *build.tags), build.notes, source=build.source_link)


async def check_team(unit: UnitOfWork, guild: GuildId, team: Team) -> None:
    """Raise likewise for what a team says."""
    guests = (seat.player.name for seat in team.seats if seat.player is not None and seat.player.name is not None)
    await check_manners(unit, (guild,), (team.name, *guests), team.notes)
