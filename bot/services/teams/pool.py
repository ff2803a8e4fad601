"""Which builds could come to the open places of a team: those public in the guild, and the viewer's own."""

from collections.abc import Iterable

from bot.domain.builds import Build
from bot.domain.ids import BuildId, UserId
from bot.domain.lineup.offers import RoleTable
from bot.domain.search.query import Condition, Query
from bot.domain.search.terms import Facet
from bot.domain.teams import Content, Team
from bot.domain.viewer import Viewer
from bot.repositories.unit import UnitOfWork

EACH = 60
"""Builds that are looked at for each need and each wish, the best liked and most used first; and of all others."""
OWN = 200
"""Of the viewer's own, the newest."""


async def find_pool(
    unit: UnitOfWork, viewer: Viewer, team: Team, content: Content, roles: RoleTable
) -> tuple[Build, ...]:
    """Return the builds that the viewer could seat, the best known first, their own that nobody knows last."""
    found: dict[BuildId, Build] = {}
    if viewer.guild is not None:
        ids = {}
        for query in _queries(team, content, roles):
            matches = await unit.searches.list_public(viewer.guild, query, None, EACH, EACH)
            ids.update({entry.id: -entry.standing for entry in matches.entries})
        known = await unit.builds.find_many(tuple(sorted(ids, key=ids.__getitem__)))
        found = {build.id: build for build in known if build.is_visible_to(viewer)}
        for user in _members_without_build(team):
            theirs = await unit.builds.list_public_of(viewer.guild, user, None)
            found |= {build.id: build for build in theirs.items if build.id not in found}
    own = (await unit.builds.list_all_own(viewer.user))[:OWN]
    found |= {build.id: build for build in own if build.id not in found}
    return tuple(build for build in found.values() if _fits(build, content))


def _queries(team: Team, content: Content, roles: RoleTable) -> Iterable[Query]:
    yield Query()
    needs = {demand.need.value for demand in (*content.needs, *content.squad_needs) if demand.amount}
    for need in sorted(needs):
        bringing = (role for role, supplies in roles.supplies.items() if need in supplies)
        terms = frozenset((Facet.SUPPLY.term(need), *(Facet.ROLE.term(role) for role in bringing)))
        yield Query((Condition(terms),))
    for wish in sorted({seat.wish for seat in team.seats if seat.wish is not None}):
        yield Query((Condition(frozenset((Facet.ROLE.term(wish),))),))


def _members_without_build(team: Team) -> Iterable[UserId]:
    return (seat.player.user for seat in team.seats if seat.build is None and seat.player and seat.player.user)


def _fits(build: Build, content: Content) -> bool:
    return content.mode is None or build.mode in {None, content.mode}
