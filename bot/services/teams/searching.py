"""Finds teams: one's own and those public here, by words, purpose, who sits there, a build, or what they lack.

There are few teams beside builds, so they have no index: storage narrows them down, and words are compared here.
"""

import json
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from hashlib import blake2b
from typing import Final, Self

from bot.domain.analysis import TeamReport
from bot.domain.ids import UserId
from bot.domain.needs import Need
from bot.domain.pages import PAGE_SIZE
from bot.domain.search.request import TEXT_LIMIT
from bot.domain.search.spelling import pick_nearest
from bot.domain.search.terms import words_of
from bot.domain.teams import Content, Team
from bot.domain.viewer import Viewer
from bot.errors import NotFoundError
from bot.repositories.unit import UnitFactory, UnitOfWork
from bot.repositories.unit_teams import TeamEntry, TeamFilter
from bot.services.givings import Givings
from bot.services.lookup import require_visible
from bot.services.teams.planning import TeamPlanner

LOOKED_AT: Final = 100
"""Teams, the last changed first, of which it is reckoned whether they lack something."""
_WORDS: Final = 8
_KEY_BYTES: Final = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamRequest:
    """What somebody asked for; what is empty or None was not asked."""

    text: str = ""
    content: str = ""
    member: UserId | None = None
    build: str = ""
    """A short id or a name."""
    lacks: str = ""
    """A need."""

    @classmethod
    def from_text(cls, text: str) -> Self:
        """Return what `to_text` wrote."""
        return cls(**json.loads(text))

    def to_text(self) -> str:
        """Return it as it is kept."""
        return json.dumps(asdict(self), sort_keys=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundTeams:
    """A page of what was found, and how the words were understood."""

    teams: tuple[Team, ...]
    total: int
    start: int
    guesses: tuple[tuple[str, str], ...] = ()
    """Words as they were typed, and as something here is called."""
    looked_at: int = 0
    """Teams that were read for this page."""
    passed_over: int = 0
    """Teams that would fit, of which it was not reckoned what they lack: those after the first LOOKED_AT."""
    left_out: tuple[str, ...] = ()
    """Words that nothing here is called, or near to."""

    @property
    def next(self) -> int | None:
        """Where the next page begins."""
        end = self.start + PAGE_SIZE
        return end if end < self.total else None


class TeamSearch:
    """Searches teams. What somebody may not see is not found, not counted and no correction of a slip."""

    def __init__(
        self, units: UnitFactory, planner: TeamPlanner, givings: Givings, clock: Callable[[], datetime]
    ) -> None:
        self._units = units
        self._planner = planner
        self._givings = givings
        self._clock = clock

    async def find(self, viewer: Viewer, request: TeamRequest, *, start: int = 0) -> FoundTeams:
        """Return a page of the teams that fit, the last changed first; NotFoundError("build") for an unknown one."""
        async with self._units(reads_only=True) as unit:
            entries = await unit.teams.list_entries(viewer.user, viewer.guild, await _filter(unit, viewer, request))
            reading = _read(request.text, entries)
            fitting = [entry for entry in entries if reading.fits(entry)]
            looked_at = fitting[:LOOKED_AT] if request.lacks else fitting[start : start + PAGE_SIZE]
            teams = await self._load(unit, viewer, looked_at)
        total, passed_over = len(fitting), 0
        if request.lacks:
            lacking = [team for team in teams if await self._is_lacking(team, request.lacks)]
            teams, total = lacking[start : start + PAGE_SIZE], len(lacking)
            passed_over = len(fitting) - len(looked_at)
        page = FoundTeams(teams=tuple(teams), total=total, start=start, looked_at=len(looked_at))
        return replace(page, passed_over=passed_over, guesses=reading.guesses, left_out=reading.left_out)

    async def keep(self, request: TeamRequest) -> str:
        """Keep a request for the buttons that turn its pages; returns its key of 12 characters."""
        text = request.to_text()
        key = urlsafe_b64encode(blake2b(b"team" + text.encode(), digest_size=_KEY_BYTES).digest()).decode()
        async with self._units() as unit:
            await unit.searches.keep_request(key, text, self._clock())
        return key

    async def recall(self, key: str) -> TeamRequest:
        """Return the request that was kept; raises NotFoundError("team-search") when it is too long ago."""
        async with self._units(reads_only=True) as unit:
            kept = await unit.searches.find_request(key)
        if kept is None:
            raise NotFoundError("team-search", key)
        return TeamRequest.from_text(kept)

    async def _load(self, unit: UnitOfWork, viewer: Viewer, entries: Sequence[TeamEntry]) -> list[Team]:
        found = await unit.teams.find_many(tuple(entry.id for entry in entries))
        return [team.seen_by(viewer) for team in found if team.is_visible_to(viewer)]

    async def _is_lacking(self, team: Team, need: str) -> bool:
        content = self._planner.get_content(team)
        return _lacks(team, content, await self._givings.report(team, content), Need(need))


@dataclass(frozen=True, slots=True)
class _Reading:
    """The words of a text: for each those that entries may hold instead."""

    wanted: tuple[frozenset[str], ...]
    guesses: tuple[tuple[str, str], ...]
    left_out: tuple[str, ...]

    def fits(self, entry: TeamEntry) -> bool:
        words = _words(entry)
        return not (self.left_out and not self.wanted) and all(not one.isdisjoint(words) for one in self.wanted)


def _read(text: str, entries: Iterable[TeamEntry]) -> _Reading:
    known = frozenset(word for entry in entries for word in _words(entry))
    wanted, guesses, left_out = [], [], []
    for typed in dict.fromkeys(words_of(text[:TEXT_LIMIT])[:_WORDS]):
        meant = frozenset(word for word in known if word.startswith(typed))
        if not meant:
            near, _ = pick_nearest(typed, known)
            meant = frozenset(near)
            guesses += [(typed, word) for word in near[:1]]
        if meant:
            wanted.append(meant)
        else:
            left_out.append(typed)
    return _Reading(tuple(wanted), tuple(guesses), tuple(left_out))


def _words(entry: TeamEntry) -> frozenset[str]:
    return frozenset((*words_of(entry.name), *words_of(entry.notes)))


async def _filter(unit: UnitOfWork, viewer: Viewer, request: TeamRequest) -> TeamFilter:
    build = await require_visible(unit.builds, viewer, request.build, "build") if request.build else None
    return TeamFilter(content=request.content or None, member=request.member, build=None if build is None else build.id)


def _lacks(team: Team, content: Content, report: TeamReport, need: Need) -> bool:
    """Tell whether a need is missing anywhere; a subgroup of which nothing is kept lacks all that is asked of it."""
    answers = [answer for subgroup in report.subgroups for answer in subgroup.answers]
    if any(answer.need is need and answer.missing for answer in (*answers, *report.squad)):
        return True
    is_asked = any(demand.need is need and demand.amount for demand in content.needs)
    return is_asked and len(report.subgroups) < team.subgroups
