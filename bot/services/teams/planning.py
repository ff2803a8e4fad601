"""Planning teams: created, seated, shared with a guild, thrown away and taken back."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime

from uuid_utils.compat import uuid7

from bot.domain.ids import TeamId
from bot.domain.lineup.offers import RoleTable
from bot.domain.modes import GameMode
from bot.domain.names import clean_name
from bot.domain.pages import Page
from bot.domain.proposals import PROPOSAL_KEPT
from bot.domain.teams import FREE, Content, Player, Seat, Team
from bot.domain.viewer import Viewer
from bot.errors import (
    AlreadySeatedError,
    NotAllowedError,
    NothingToSeatError,
    PublishedElsewhereError,
    SeatTakenError,
    UnknownContentError,
    UnknownRoleError,
)
from bot.gateways.events import Deed
from bot.repositories.unit import UnitFactory, UnitOfWork
from bot.services.builds import UNDO
from bot.services.learning.noting import NO_NOTES, Notes
from bot.services.lookup import find_by_short_id, require_deleted, require_own_or_deleted, require_visible
from bot.services.manners import check_manners, check_team
from bot.services.moderating import check_publishable
from bot.services.own_contents import find_own_content, own_content
from bot.services.pacing import Dear, Paces
from bot.services.short_ids import add_under_new_id
from bot.services.suggestions import find_suggestions, require_or_suggest
from bot.services.teams.holding import TEAM_LIMIT, as_seen, check_room, check_size, hold_own, hold_seatable


class TeamPlanner:
    """The teams that people plan. A `ref` is a short id or a name; what is returned is masked for the viewer.

    A message that a whole guild reads shows `team.seen_by(Viewer.anyone_in(guild))`.
    Every method raises StorageUnavailableError when the database is away; then nothing was written.
    """

    def __init__(
        self,
        units: UnitFactory,
        contents: Iterable[Content],
        roles: RoleTable,
        clock: Callable[[], datetime],
        paces: Paces,
        *,
        notes: Notes = NO_NOTES,
    ) -> None:
        self._units = units
        self._notes = notes
        self._contents = {content.id: content for content in contents}
        self._named = {name: content for content in self._contents.values() for name in (content.id, *content.aliases)}
        self._roles = roles
        self._clock = clock
        self._paces = paces

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles that a place can wish for."""
        return tuple(self._roles.supplies)

    def contents(self) -> tuple[Content, ...]:
        """Return the kinds of content that a team can be created for."""
        return tuple(self._contents.values())

    def get_content(self, team: Team) -> Content:
        """Return the content of a team, in the mode that it says; one that is no longer offered needs nothing."""
        kind = team.template or self._contents.get(team.content, Content(team.content, None, team.subgroups))
        return kind if team.mode is None else replace(kind, mode=team.mode)

    async def require_content(self, unit: UnitOfWork, viewer: Viewer, word: str) -> Content:
        """Return what is called so: FREE, a built-in content, or one of this guild's own; UnknownContentError."""
        if word == FREE:
            return Content(FREE, None, 1)
        kind = self._named.get(word) or await find_own_content(unit, viewer.guild, word)
        if kind is None:
            raise UnknownContentError(word, known=tuple(self._contents))
        return kind

    async def create(
        self,
        viewer: Viewer,
        name: str,
        content: str = FREE,
        *,
        subgroups: int | None = None,
        usual_mode: GameMode | None = None,
    ) -> Team:
        """Plan a new team, private and empty, of the content's size or of so many subgroups, one where it is FREE.

        In `usual_mode` where the content is played in several.

        UnknownContentError, InvalidNameError, LimitReachedError, InvalidPlaceError for a size that there is not.
        """
        title = clean_name(name)
        size = None if subgroups is None else check_size(subgroups)
        async with self._units() as unit:
            kind = await self.require_content(unit, viewer, content)
            await unit.accounts.ensure(viewer.user, self._clock())
            await check_room(unit, viewer)
            return await self._add(unit, viewer, title, kind, size or kind.subgroups, usual_mode)

    async def seat(  # noqa: PLR0913 - one for each thing that a place may hold
        self,
        viewer: Viewer,
        ref: str,
        subgroup: int,
        place: int,
        *,
        build_ref: str | None = None,
        player: Player | None = None,
        wish: str | None = None,
        replace: bool = False,
    ) -> Team:
        """Seat a build, a player, a wish for a role or any mix; what the place lacks is added, what it holds stays.

        With `replace` the place holds afterwards what was given and nothing else. A wish may be any word for a role,
        and gives way to another one in any case. Raises SeatTakenError when something there would be lost,
        AlreadySeatedError when the member sits elsewhere in this team, InvalidPlaceError, InvalidNameError,
        NothingToSeatError, UnknownRoleError, NotFoundError ("team" or "build"; the build must be visible to the
        viewer), and NotAllowedError ("leader" in the team's guild, else "owner"). A guest of a public team is called
        nothing that raises ImitationError or LinkForbiddenError.
        """
        if build_ref is None and player is None and wish is None:
            raise NothingToSeatError
        role = None if wish is None else self._require_role(wish)
        someone = Player.named(player.name) if player is not None and player.name is not None else player
        async with self._units() as unit:
            team = await hold_seatable(unit, viewer, ref)
            team.get_seat(subgroup, place)
            build = None
            if build_ref is not None:
                build = await require_visible(unit.builds, viewer, build_ref, "build")
            if team.guild is not None and someone is not None and someone.name is not None:
                await check_manners(unit, (team.guild,), (someone.name,))
            seat = _settle(team, Seat(subgroup, place, build, someone, wish=role), replace=replace)
            filled = await self._fill(unit, team, seat)
            seen = await as_seen(unit, viewer, filled)
        if build is not None and filled is not team:
            self._notes.note(viewer, Deed.SEATED, build, content=team.content)
        return seen

    async def clear(self, viewer: Viewer, ref: str, subgroup: int, place: int) -> Team:
        """Empty a place; an empty one stays so. Raises what `seat` raises for the team and the place."""
        now = self._clock()
        async with self._units() as unit:
            team = await hold_seatable(unit, viewer, ref)
            seat = team.get_seat(subgroup, place)
            # also where it looks empty: a deleted build may sit there, and must not come back with its undo
            await unit.teams.clear(team.id, subgroup, place, team.updated_at if seat.is_blank() else now)
            if not seat.is_blank():
                team = replace(team.with_seat(Seat(subgroup, place)), updated_at=now)
            return await as_seen(unit, viewer, team)

    async def require(self, viewer: Viewer, ref: str) -> Team:
        """Return the team that `ref` names: own ones first, then those public here. Raises NotFoundError."""
        async with self._units(reads_only=True) as unit:
            return await as_seen(unit, viewer, await require_or_suggest(unit.teams, viewer, ref, "team"))

    async def list_own(self, viewer: Viewer, *, cursor: str | None = None) -> Page[Team]:
        """Return a page of the viewer's teams, newest first."""
        async with self._units(reads_only=True) as unit:
            return _seen_by(viewer, await unit.teams.list_own(viewer.user, cursor))

    async def list_public(self, viewer: Viewer, *, cursor: str | None = None) -> Page[Team]:
        """Return a page of the teams public in this guild, last published first; NotAllowedError("guild") elsewhere."""
        if viewer.guild is None:
            raise NotAllowedError("guild")
        async with self._units(reads_only=True) as unit:
            return _seen_by(viewer, await unit.teams.list_public(viewer.guild, cursor))

    async def list_deleted(self, viewer: Viewer, *, cursor: str | None = None) -> Page[Team]:
        """Return a page of the teams that the viewer threw away and can take back, last deleted first."""
        async with self._units(reads_only=True) as unit:
            return _seen_by(viewer, await unit.teams.list_deleted(viewer.user, cursor))

    async def publish(self, viewer: Viewer, ref: str) -> Team:
        """Make an own team public in this guild; again changes nothing.

        Raises NotAllowedError("guild" or "owner"), and PublishedElsewhereError for a team that is public in another
        guild: a team has one, since its leaders seat it. TooOftenError, what moderators forbid, and ImitationError and
        LinkForbiddenError for what it says.
        """
        self._paces.take(Dear.PUBLISH, viewer)
        now = self._clock()
        async with self._units() as unit:
            team = await hold_own(unit, viewer, ref)
            if viewer.guild is None:
                raise NotAllowedError("guild")
            if team.guild not in {None, viewer.guild}:
                raise PublishedElsewhereError
            if team.guild is None:
                await check_publishable(unit, viewer, team.id, now)
                await check_team(unit, viewer.guild, team)
                await unit.guilds.ensure(viewer.guild, now)
                await unit.teams.set_guild(team.id, viewer.guild, now)
                team = replace(team, guild=viewer.guild, updated_at=now)
            return await as_seen(unit, viewer, team)

    async def unpublish(self, viewer: Viewer, ref: str) -> Team:
        """Make an own team private again; again changes nothing.

        Said in a guild, it speaks of that guild: raises PublishedElsewhereError for a team that is public in another
        one. In a direct message it takes the team back from wherever it is public.
        """
        now = self._clock()
        async with self._units() as unit:
            team = await hold_own(unit, viewer, ref)
            if viewer.guild is not None and team.guild not in {None, viewer.guild}:
                raise PublishedElsewhereError
            if team.guild is not None:
                await unit.teams.set_guild(team.id, None, now)
                team = replace(team, guild=None, updated_at=now)
            return await as_seen(unit, viewer, team)

    async def delete(self, viewer: Viewer, ref: str) -> Team:
        """Throw an own team away; `restore` brings it back as it was for 30 days."""
        now = self._clock()
        async with self._units() as unit:
            await unit.accounts.ensure(viewer.user, now)
            team = await require_own_or_deleted(unit.teams, viewer, ref, "team")
            if team.deleted_at is None:
                await unit.teams.mark_deleted(team.id, now)
                await unit.teams.trim_deleted(viewer.user, keep=TEAM_LIMIT)
                team = replace(team, deleted_at=now)
            return await as_seen(unit, viewer, team)

    async def restore(self, viewer: Viewer, ref: str) -> Team:
        """Take back a team that was thrown away; LimitReachedError when there is no room."""
        async with self._units() as unit:
            await unit.accounts.ensure(viewer.user, self._clock())
            team = await require_deleted(unit.teams, viewer, ref, "team")
            if team.deleted_at is not None:
                await check_room(unit, viewer)
                await unit.teams.mark_deleted(team.id, None)
                team = replace(team, deleted_at=None)
            return await as_seen(unit, viewer, team)

    async def purge(self) -> int:
        """Delete for good the teams thrown away more than 30 days ago; returns how many. Old proposals go too."""
        async with self._units() as unit:
            await unit.proposals.purge(self._clock() - PROPOSAL_KEPT)
            return await unit.teams.purge_deleted(self._clock() - UNDO)

    async def suggest(self, viewer: Viewer, text: str) -> list[Team]:
        """Return at most 25 teams for what was typed so far: own ones, then public ones."""
        async with self._units(reads_only=True, is_hurried=True) as unit:
            named = await find_by_short_id(unit.teams, viewer, text)
            if named is not None:
                return [named.seen_by(viewer)]
            found = await unit.teams.find_many(await find_suggestions(unit.teams, viewer, text))
        return [team.seen_by(viewer) for team in found]

    def _require_role(self, word: str) -> str:
        role = self._roles.find(word)
        if role is None:
            raise UnknownRoleError(word, known=self.roles)
        return role

    async def _add(
        self, unit: UnitOfWork, viewer: Viewer, name: str, content: Content, subgroups: int, mode: GameMode | None
    ) -> Team:
        now = self._clock()

        def make(short_id: str) -> Team:
            return Team(
                id=TeamId(uuid7()),
                short_id=short_id,
                owner=viewer.user,
                name=name,
                content=content.id,
                subgroups=subgroups,
                template=own_content(content),
                mode=mode if content.mode is None else None,
                created_at=now,
                updated_at=now,
            )

        return await add_under_new_id(unit.teams.add, make)

    async def _fill(self, unit: UnitOfWork, team: Team, seat: Seat) -> Team:
        if seat == team.get_seat(seat.subgroup, seat.place):
            return team
        now = self._clock()
        await unit.teams.fill(team, seat, now)
        return replace(team.with_seat(seat), updated_at=now)


def _settle(team: Team, wanted: Seat, *, replace: bool) -> Seat:
    """Return what the place holds afterwards; raises when somebody sits elsewhere or something would be lost."""
    user = wanted.player.user if wanted.player else None
    elsewhere = None if user is None else team.get_seat_of(user)
    if elsewhere and (elsewhere.subgroup, elsewhere.place) != (wanted.subgroup, wanted.place):
        raise AlreadySeatedError(subgroup=elsewhere.subgroup, place=elsewhere.place)
    if replace:
        return wanted
    completed = team.get_seat(wanted.subgroup, wanted.place).completed_by(wanted)
    if completed is None:
        raise SeatTakenError(subgroup=wanted.subgroup, place=wanted.place)
    return completed


def _seen_by(viewer: Viewer, page: Page[Team]) -> Page[Team]:
    return replace(page, items=tuple(team.seen_by(viewer) for team in page.items))
