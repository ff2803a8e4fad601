"""Plans of which something had to be asked: kept until it is answered, so that nobody types them twice.

A time that can be understood in several ways, or a zone that nobody said yet, plans nothing. What was typed is kept for
a day, one plan a person, and planned as soon as one of the answers is chosen.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from pydantic import TypeAdapter

from bot.domain.ids import ChannelId, RoleId
from bot.domain.raids import Raid
from bot.domain.viewer import Viewer
from bot.domain.when.clocks import format_wall
from bot.errors import NotFoundError, ZoneMissingError
from bot.repositories.unit import UnitFactory
from bot.repositories.unit_series import AskedPlan
from bot.services.raids.blueprints import Blueprints
from bot.services.raids.editing import RaidEditor
from bot.services.raids.planning import Raids, require_leader
from bot.services.raids.series import SeriesPlanner
from bot.services.rulebook import find_zone
from bot.services.short_ids import new_short_id
from bot.services.zones import require_zone

KEPT = timedelta(days=1)
"""How long an answer is waited for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRequest:
    """What somebody typed to plan a raid."""

    title: str
    when: str
    content: str
    channel: ChannelId
    locale: str
    zone: str | None = None
    repeat: str | None = None
    ping: RoleId | None = None
    team: str | None = None
    """A team that the raid is planned from, in place of a content."""


_REQUEST = TypeAdapter(PlanRequest)


class PlanDesk:
    """Plans raids from what was typed in one go."""

    def __init__(
        self,
        units: UnitFactory,
        raids: Raids,
        editor: RaidEditor,
        series: SeriesPlanner,
        blueprints: Blueprints,
        clock: Callable[[], datetime],
    ) -> None:
        self._units = units
        self._raids = raids
        self._editor = editor
        self._series = series
        self._blueprints = blueprints
        self._clock = clock

    async def plan(self, viewer: Viewer, request: PlanRequest) -> Raid:
        """Plan a raid that only its leader sees until it is posted; raises what Raids.plan does, RepeatUnreadError."""
        blueprint = None if request.team is None else await self._blueprints.of_team(viewer, request.team)
        require_leader(viewer)  # nobody is asked about what they may not do
        if request.repeat is not None:
            self._series.read(request.repeat)  # before anything is written
            await self._require_zone(viewer, request)
        raid = await self._raids.plan(
            viewer,
            request.title,
            request.when,
            blueprint or request.content,
            channel=request.channel,
            zone=request.zone,
            locale=request.locale,
        )
        if request.ping is not None:
            options = replace(raid.options, ping=request.ping)
            raid = (await self._editor.set_options(viewer, raid.short_id, raid.revision, options)).raid
        if request.repeat is not None:
            raid = (await self._series.repeat(viewer, raid.short_id, request.repeat)).raid
        return raid

    async def ask(self, viewer: Viewer, request: PlanRequest) -> str:
        """Keep a plan in place of an earlier one of this person; returns the token by which it is answered."""
        token, now = new_short_id(), self._clock()
        async with self._units() as unit:
            await unit.accounts.ensure(viewer.user, now)
            await unit.asked.keep(viewer.user, AskedPlan(token, _REQUEST.dump_json(request).decode(), now))
        return token

    async def answer_time(self, viewer: Viewer, token: str, moment: datetime) -> Raid:
        """Plan what was asked about, at `moment`; NotFoundError("plan") where it is too old, or answered already."""
        request = await self._find(viewer, token)
        async with self._units(reads_only=True) as unit:
            zone = request.zone or await find_zone(unit, viewer)
        here = moment.astimezone(UTC if zone is None else require_zone(zone))  # in UTC it is written with its offset
        return await self._answered(viewer, replace(request, when=format_wall(here)))

    async def answer_zone(self, viewer: Viewer, token: str, zone: str) -> PlanRequest:
        """Return what was asked about with the zone chosen; it is kept until it is planned."""
        return replace(await self._find(viewer, token), zone=zone)

    async def purge(self) -> int:
        """Forget plans that nobody answered about; returns how many."""
        async with self._units() as unit:
            return await unit.asked.purge(self._clock() - KEPT)

    async def _require_zone(self, viewer: Viewer, request: PlanRequest) -> None:
        """Have it asked for, also where the first date needs none: 20:00 stays 20:00 when clocks are turned."""
        async with self._units(reads_only=True) as unit:
            if request.zone is None and await find_zone(unit, viewer) is None:
                raise ZoneMissingError

    async def _answered(self, viewer: Viewer, request: PlanRequest) -> Raid:
        raid = await self.plan(viewer, request)
        async with self._units() as unit:
            await unit.asked.drop(viewer.user)
        return raid

    async def _find(self, viewer: Viewer, token: str) -> PlanRequest:
        async with self._units(reads_only=True) as unit:
            kept = await unit.asked.find(viewer.user)
        if kept is None or kept.token != token or kept.made_at < self._clock() - KEPT:
            raise NotFoundError("plan", token)
        return _REQUEST.validate_json(kept.request)
