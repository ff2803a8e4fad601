"""One person across everything that the twin keeps; part of the twin in `fakes.py`."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.domain.holdings import Holding, Subject
from bot.domain.ids import GuildId, UserId
from bot.domain.raids import RaidSeat
from bot.domain.search.terms import Facet, facet_of, value_of

if TYPE_CHECKING:
    from tests.fake_state import State


class FakePeople:
    def __init__(self, state: "State") -> None:
        self._state = state

    async def list_held(self, user: UserId) -> tuple[Holding, ...]:
        found = dict([*self._of_builds(user), *self._of_teams(user), *self._of_raids(user), *self._of_days(user)])
        return tuple(Holding(subject, found[subject]) for subject in Subject if found.get(subject))

    async def count_held(self, user: UserId) -> Mapping[Subject, int]:
        return {holding.subject: len(holding.rows) for holding in await self.list_held(user)}

    async def list_words(self, user: UserId) -> Mapping[GuildId, frozenset[str]]:
        words: dict[GuildId, frozenset[str]] = {}
        for build, guild in self._state.publications:
            if self._state.builds[build].owner == user:
                terms = self._state.descriptions[build].terms
                found = (value_of(term) for term in terms if facet_of(term) is Facet.WORD)
                words[guild] = words.get(guild, frozenset()).union(found)
        return words

    async def wait_for_writers(self) -> None:
        """One writes at a time anyway."""

    async def forget_traces(self, user: UserId) -> None:
        state, who = self._state, str(user)
        sits_in = {at[0] for at, (_, player, *_) in state.seats.items() if player is not None and player.user == user}
        state.proposals = {key: kept for key, kept in state.proposals.items() if kept[1].team not in sits_in}
        state.raid_proposals = {
            key: kept
            for key, kept in state.raid_proposals.items()
            if kept.by != user and who not in repr(kept.sittings)
        }
        state.requests = {key: kept for key, kept in state.requests.items() if who not in kept[0]}
        state.jobs = {key: job for key, job in state.jobs.items() if who not in key[1]}
        for key, raid in state.raids.items():
            if raid.news is not None and user in raid.news.displaced:
                news = replace(raid.news, displaced=tuple(one for one in raid.news.displaced if one != user))
                state.raids[key] = replace(raid, news=None if news.is_empty() else news)
        rest = {key: said.without(user) for key, said in state.announcements.items()}
        state.announcements = {key: said for key, said in rest.items() if said is not None}

    def _of_builds(self, user: UserId) -> Iterable[tuple[Subject, list[dict[str, Any]]]]:
        state = self._state
        own = {key: build for key, build in state.builds.items() if build.owner == user}
        yield Subject.ACCOUNT, _bare([who for who in state.accounts if who == user])
        yield Subject.GAME_ACCOUNT, [{"name": link.name} for who, link in state.links.items() if who == user]
        yield Subject.BUILDS, [{"short_id": one.short_id, "name": one.name, "code": one.code} for one in own.values()]
        yield Subject.VERSIONS, _bare([key for key in state.versions if key[0] in own])
        yield Subject.PUBLICATIONS, _bare([key for key in state.publications if key[0] in own])
        yield Subject.POSTS, _bare([key for key in state.posts if key[0] in own])
        copies = [one for one in state.builds.values() if one.origin is not None and one.origin.author == user]
        yield Subject.COPIES, _bare(copies)
        yield Subject.LIKES, _bare([like for like in state.likes if like[1] == user])
        yield Subject.IMPORTS, _bare([who for who in state.drafts if who == user])
        yield Subject.SEARCHES, _bare([kept for kept, _ in state.requests.values() if str(user) in kept])

    def _of_teams(self, user: UserId) -> Iterable[tuple[Subject, list[dict[str, Any]]]]:
        state = self._state
        own = {key: team for key, team in state.teams.items() if team.owner == user}
        yield Subject.TEAMS, [{"short_id": one.short_id, "name": one.name} for one in own.values()]
        yield Subject.TEAM_PLACES, _bare([at for at in state.seats if at[0] in own])
        seats = [at for at, (_, player, *_) in state.seats.items() if player is not None and player.user == user]
        yield Subject.SEATS, _bare(seats)
        copies = [one for one in state.teams.values() if one.origin is not None and one.origin.author == user]
        yield Subject.TEAM_COPIES, _bare(copies)
        yield Subject.TEAM_PROPOSALS, _bare([key for key, kept in state.proposals.items() if kept[0] == user])

    def _of_raids(self, user: UserId) -> Iterable[tuple[Subject, list[dict[str, Any]]]]:
        state, who = self._state, str(user)
        led = [raid for raid in state.raids.values() if raid.leader == user]
        yield Subject.RAIDS, [{"title": raid.title, "starts_at": raid.starts_at.isoformat()} for raid in led]
        yield Subject.SERIES, _bare([one for one in state.series.values() if one.leader == user])
        yield Subject.PLANS, _bare([owner for owner in state.asked if owner == user])
        answers = {key: entry for key, entry in state.entries.items() if key[1] == user}
        yield (
            Subject.ANSWERS,
            [
                {"raid": state.raids[key[0]].title, "answer": str(entry.answer), "name": entry.name}
                for key, entry in answers.items()
            ],
        )
        yield Subject.CHOICES, _bare([choice for entry in answers.values() for choice in entry.choices])
        yield Subject.PLACES, _bare([seat for seats in state.raid_seats.values() for seat in _seats_of(seats, user)])
        news = [raid for raid in state.raids.values() if raid.news is not None and user in raid.news.displaced]
        yield Subject.NEWS, _bare(news)
        said = [one for one in state.announcements.values() if one.without(user) != one]
        yield Subject.ANNOUNCEMENTS, _bare(said)
        steps = [step for step in state.steps if user in {step.by, step.about} or who in (step.before or "")]
        yield Subject.STEPS, _bare(steps)
        proposed = [one for one in state.raid_proposals.values() if one.by == user or who in repr(one.sittings)]
        yield Subject.LINEUPS, _bare(proposed)

    def _of_days(self, user: UserId) -> Iterable[tuple[Subject, list[dict[str, Any]]]]:
        state = self._state
        marks = [mark for marks in state.marks.values() for mark in marks if mark.player.user == user]
        yield Subject.ATTENDANCE, _bare(marks)
        own = {key for key, one in state.absences.items() if one.user == user}
        yield Subject.ABSENCES, _bare(own)
        yield Subject.ABSENCE_GUILDS, _bare([said for said in state.said_in if said[0] in own])
        yield Subject.ABSENCE_ANSWERS, _bare([key for key in state.applied if key[0] in own])
        yield Subject.JOBS, _bare([key for key in state.jobs if str(user) in key[1]])


def _bare(found: Iterable[object]) -> list[dict[str, Any]]:
    """Return how many there are: the twin keeps no rows."""
    return [{} for _ in found]


def _seats_of(seats: Mapping[Any, RaidSeat], user: UserId) -> list[RaidSeat]:
    return [seat for seat in seats.values() if seat.player is not None and seat.player.user == user]
