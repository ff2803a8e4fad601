"""What somebody may play next, out of what others show in their guild."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bot.domain.builds import Build
from bot.domain.ids import GuildId
from bot.domain.learning.kinds import BuildKind
from bot.domain.learning.served import Served
from bot.domain.modes import GameMode
from bot.domain.needs import Need
from bot.domain.raid_needs import Lacks, find_lacks
from bot.domain.recommending import LEAST, Basis, Offered, Use, choose, count_people, kind_of
from bot.domain.viewer import Viewer
from bot.errors import NotAllowedError
from bot.gateways.events import Deed
from bot.gateways.events.schema import Outcome
from bot.gateways.models import ModelSource
from bot.repositories.unit import UnitFactory, UnitOfWork
from bot.repositories.unit_uses import Span
from bot.services.learning.noting import NO_NOTES, Notes
from bot.services.lookup import require_of_others
from bot.services.pacing import Dear, Paces
from bot.services.raids.planning import Raids
from bot.services.rulebook import Rulebook

LOOKED_BACK: Final = timedelta(days=365)
"""As long as raids are kept."""
USES: Final = 5_000
"""The latest of what people show, and of who was seated, that are counted in one guild."""
LACKED: Final = timedelta(days=60)
RAIDS: Final = 10
"""The last raids, in that time and of the mode, that are looked at for what they lacked."""
BEGUN: Final = 100
"""The last raids of any mode, in that time, among which they are sought."""
OFFERED: Final = 500
"""The best known public builds of a guild, out of which suggestions come."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A build that somebody may want, and what speaks for it."""

    build: Build
    people: int | None
    """How many in the guild play builds of its kind; None where they are some, but fewer than LEAST."""
    is_of_known_profession: bool
    """Whether the person plays that profession already."""
    brings: tuple[Need, ...]
    """What it brings that raids of the guild lacked, the most often first."""


@dataclass(frozen=True, slots=True)
class Suggested:
    """Suggestions, the best first, and by what they are in order."""

    suggestions: tuple[Suggestion, ...]
    basis: Basis
    lacks: Lacks
    """What the guild's last raids lacked; what brings some of it comes first."""
    can_be_judged: bool
    """Whether it is noted what people find good or not."""


class Recommender:
    """Recommends out of what is public in a guild; who plays what is not told, but counted."""

    def __init__(
        self,
        units: UnitFactory,
        raids: Raids,
        rulebook: Rulebook,
        models: ModelSource,
        clock: Callable[[], datetime],
        paces: Paces,
        notes: Notes = NO_NOTES,
    ) -> None:
        self._units = units
        self._notes = notes
        self._raids = raids
        self._rulebook = rulebook
        self._models = models
        self._clock = clock
        self._paces = paces

    async def suggest_builds(self, viewer: Viewer, mode: GameMode | None = None) -> Suggested:
        """Return builds of others that the viewer has no build like, in a mode or in all.

        Raises NotAllowedError("guild") and TooOftenError. Those without a mode go with every one. Where the guild lets
        nothing be learned, people are not counted.
        """
        if viewer.guild is None:
            raise NotAllowedError("guild")
        self._paces.take(Dear.RECOMMEND, viewer)
        learns = self._rulebook.may_learn(viewer.guild)
        model = await self._models.get() if learns else None
        async with self._units(reads_only=True) as unit:
            own = {kind_of(entry.terms) for entry in await unit.searches.list_own(viewer.user, None)}
            offered = await unit.uses.list_offered(viewer.guild, viewer.user, OFFERED)
            uses = await self._list_uses(unit, viewer.guild) if learns else ()
            played = own | {use.kind for use in uses if use.user == viewer.user}
            people = count_people(use for use in uses if use.user != viewer.user)
            lacks = await self._find_lacks(unit, viewer.guild, mode)
            learned = self._score(model, viewer.guild, played, offered)
            chosen = choose(
                _in_mode(offered, mode), people if learned is None else learned, played, lacks=lacks.missing
            )
            builds = {build.id: build for build in await unit.builds.find_many(tuple(one.build for one in chosen))}
        professions = {kind.profession for kind in played}
        suggestions = tuple(
            Suggestion(
                build=builds[one.build],
                people=_told(people.get(one.kind, 0)),
                is_of_known_profession=one.kind.profession in professions,
                brings=tuple(need for need in lacks.missing if need in one.meets),
            )
            for one in chosen
            if one.build in builds and builds[one.build].is_visible_to(viewer)
        )
        can_be_judged = learns and self._notes.is_on
        if learned is not None:
            return Suggested(suggestions, Basis.MODEL, lacks, can_be_judged)
        basis = Basis.POPULAR if any(one.kind in people for one in chosen) else Basis.KNOWN
        return Suggested(suggestions, basis, lacks, can_be_judged)

    async def judge(self, viewer: Viewer, ref: str, *, is_good: bool) -> None:
        """Note that somebody found a suggestion good or not, as far as that may be noted; NotFoundError("build")."""
        async with self._units(reads_only=True) as unit:
            build = await require_of_others(unit.builds, viewer, ref, "build")
        self._notes.note(viewer, Deed.THUMBED, build, outcome=Outcome.UP if is_good else Outcome.DOWN)

    async def _find_lacks(self, unit: UnitOfWork, guild: GuildId, mode: GameMode | None) -> Lacks:
        """Return what was noted that the last raids lacked, in a mode or in all: raids are no secret in their guild."""
        now = self._clock()
        raids = await unit.attendance.list_begun(guild, now - LACKED, now, BEGUN)
        there = [raid.id for raid in raids if mode is None or self._raids.get_content(raid).mode in {mode, None}]
        noted = await unit.statistics.find_needs(there)
        return find_lacks([noted[raid] for raid in there if raid in noted][:RAIDS])

    async def _list_uses(self, unit: UnitOfWork, guild: GuildId) -> Sequence[Use]:
        now = self._clock()
        return await unit.uses.list_uses(Span(now - LOOKED_BACK, now, USES), guild)

    def _score(
        self, model: Served | None, guild: GuildId, played: Iterable[BuildKind], offered: Iterable[Offered]
    ) -> Mapping[BuildKind, float] | None:
        """Return how well each kind goes with what somebody plays; None where what is popular says it better."""
        if model is None or str(guild) not in model.guilds or not model.is_fresh(self._clock()):
            return None
        scores = model.score(kind.label for kind in played)
        return None if scores is None else {one.kind: scores.get(one.kind.label, 0.0) for one in offered}


def _in_mode(offered: Iterable[Offered], mode: GameMode | None) -> list[Offered]:
    return [one for one in offered if mode is None or one.kind.mode in {mode, None}]


def _told(people: int) -> int | None:
    return None if 0 < people < LEAST else people
