"""Everything that the twins in memory keep."""

from collections.abc import Callable, Collection, Iterable
from copy import copy
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from uuid import UUID

from bot.domain.absences import Absence
from bot.domain.announcements import Announcement
from bot.domain.attendance import Mark
from bot.domain.builds import Build, Version
from bot.domain.game_account import GameLink
from bot.domain.guide import GuideState
from bot.domain.guild_rules import GuildRules
from bot.domain.ids import BuildId, ChannelId, GuildId, RaidId, RoleId, SeriesId, UserId
from bot.domain.learning.consent import Consent
from bot.domain.order import Hidden, LogEntry, Suspension, SuspensionMark
from bot.domain.patches import LoggedEdition
from bot.domain.posts import Post, PostFault
from bot.domain.preferences import Taste
from bot.domain.proposals import Proposal
from bot.domain.raid_needs import NeedNote
from bot.domain.raid_proposals import RaidProposal
from bot.domain.raid_series import RaidSeries
from bot.domain.raids import Answer, Entry, Raid, RaidSeat
from bot.domain.reminders import Reminder, ReminderState, Way
from bot.domain.reports import Notice, Report
from bot.domain.search.terms import Facet, facet_of, value_of
from bot.domain.seating import At
from bot.domain.sketch import Draft
from bot.domain.teams import Player, Seat, Team
from bot.domain.templates import GuildTemplate
from bot.domain.verdicts import Verdict
from bot.repositories.searches import Description
from bot.repositories.unit_raids import Step
from bot.repositories.unit_series import AskedPlan
from tests.fake_raids import StoredJob


@dataclass
class State:
    """Everything stored. Builds and teams are kept bare: where they are public and who sits stands beside them."""

    accounts: dict[UserId, datetime] = field(default_factory=dict)
    guilds: dict[GuildId, datetime | None] = field(default_factory=dict)
    guides: dict[GuildId, GuideState] = field(default_factory=dict)
    builds: dict[UUID, Build] = field(default_factory=dict)
    publications: dict[tuple[UUID, GuildId], datetime] = field(default_factory=dict)
    versions: dict[tuple[UUID, int], Version] = field(default_factory=dict)
    likes: dict[tuple[UUID, UserId], datetime] = field(default_factory=dict)
    channels: dict[GuildId, ChannelId] = field(default_factory=dict)
    posts: dict[tuple[UUID, GuildId], Post] = field(default_factory=dict)
    leases: dict[tuple[UUID, GuildId], datetime] = field(default_factory=dict)
    descriptions: dict[UUID, Description] = field(default_factory=dict)
    words: frozenset[tuple[GuildId, str]] = frozenset()
    requests: dict[str, tuple[str, datetime]] = field(default_factory=dict)
    teams: dict[UUID, Team] = field(default_factory=dict)
    published_teams: dict[UUID, datetime] = field(default_factory=dict)
    seats: dict[tuple[UUID, int, int], tuple[UUID | None, Player | None, str | None, bool]] = field(
        default_factory=dict
    )
    editions: tuple[LoggedEdition, ...] = ()
    zones: dict[UserId, str] = field(default_factory=dict)
    tastes: dict[UserId, Taste] = field(default_factory=dict)
    raids: dict[RaidId, Raid] = field(default_factory=dict)
    entries: dict[tuple[RaidId, UserId], Entry] = field(default_factory=dict)
    raid_seats: dict[RaidId, dict[At, RaidSeat]] = field(default_factory=dict)
    raid_proposals: dict[str, RaidProposal] = field(default_factory=dict)
    series: dict[SeriesId, RaidSeries] = field(default_factory=dict)
    asked: dict[UserId, AskedPlan] = field(default_factory=dict)
    ping_roles: dict[GuildId, tuple[RoleId, ...]] = field(default_factory=dict)
    rules: dict[GuildId, GuildRules] = field(default_factory=dict)
    hidden: dict[tuple[GuildId, UUID], Hidden] = field(default_factory=dict)
    suspensions: dict[tuple[GuildId, UserId], Suspension] = field(default_factory=dict)
    marked: tuple[SuspensionMark, ...] = ()
    deeds: dict[UUID, LogEntry] = field(default_factory=dict)
    reports: dict[UUID, Report] = field(default_factory=dict)
    notices: dict[tuple[UserId, UUID], Notice] = field(default_factory=dict)
    announcements: dict[UUID, Announcement] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)
    jobs: dict[tuple[str, str], StoredJob] = field(default_factory=dict)
    absences: dict[UUID, Absence] = field(default_factory=dict)
    said_in: frozenset[tuple[UUID, GuildId]] = frozenset()
    applied: dict[tuple[UUID, RaidId], tuple[Answer | None, datetime]] = field(default_factory=dict)
    marks: dict[RaidId, tuple[Mark, ...]] = field(default_factory=dict)
    sheets: dict[RaidId, datetime] = field(default_factory=dict)
    verdicts: dict[RaidId, Verdict] = field(default_factory=dict)
    needs: dict[RaidId, tuple[NeedNote, ...]] = field(default_factory=dict)
    reminders: dict[tuple[RaidId, Reminder], ReminderState] = field(default_factory=dict)
    ways: dict[UserId, Way] = field(default_factory=dict)
    drafts: dict[UserId, Draft] = field(default_factory=dict)
    links: dict[UserId, GameLink] = field(default_factory=dict)
    consents: dict[UserId, Consent] = field(default_factory=dict)
    learning_secrets: dict[int, bytes] = field(default_factory=dict)
    learning_erasures: dict[str, int] = field(default_factory=dict)
    templates: dict[tuple[GuildId, str], GuildTemplate] = field(default_factory=dict)
    proposals: dict[str, tuple[UserId, Proposal]] = field(default_factory=dict)

    def copied(self) -> "State":
        return State(**{part.name: copy(getattr(self, part.name)) for part in fields(self)})

    def build(self, key: UUID) -> Build:
        places = frozenset(guild for build, guild in self.publications if build == key)
        likes = sum(build == key for build, _ in self.likes)
        return replace(self.builds[key], published_in=places, likes=likes)

    def team(self, key: UUID) -> Team:
        places = sorted(place for place in self.seats if place[0] == key)
        seats = (self._seat(*place) for place in places)
        return replace(self.teams[key], seats=tuple(seat for seat in seats if not seat.is_blank()))

    def _seat(self, team: UUID, subgroup: int, place: int) -> Seat:
        build, player, wish, former = self.seats[team, subgroup, place]
        shown = None if build is None or self.builds[build].deleted_at else self.build(build)
        return Seat(subgroup, place, shown, player, wish=wish, former=former)

    def mark_stale(self, builds: Iterable[UUID], *, everywhere: bool = True) -> None:
        marked = set(builds)
        self.demand(lambda key: key[0] in marked)
        for key, post in self.posts.items():
            if key[0] in marked and (everywhere or post.fault is not PostFault.POST_GONE):
                self.posts[key] = replace(post, is_stale=True, changes=post.changes + 1)

    def shake(self, builds: Iterable[UUID]) -> None:
        """Have posts drawn again that are as they should be otherwise."""
        marked = set(builds)
        for key, post in self.posts.items():
            if key[0] in marked and post.message is not None and post.fault is None:
                self.posts[key] = replace(post, is_stale=True, changes=post.changes + 1)

    def demand(self, which: Callable[[tuple[UUID, GuildId]], bool]) -> None:
        for build, guild in self.publications:
            wanted = guild in self.channels and self.builds[build].deleted_at is None
            if wanted and which((build, guild)):
                self.posts.setdefault((build, guild), Post(build=BuildId(build), guild=guild, is_stale=True))

    def describe(self, build: UUID, description: Description) -> None:
        self.descriptions[build] = description
        words = [value_of(term) for term in description.terms if facet_of(term) is Facet.WORD]
        places = [guild for key, guild in self.publications if key == build]
        self.words |= {(guild, word) for guild in places for word in words}

    def drop_builds(self, gone: Iterable[UUID]) -> int:
        dropped = set(gone)
        self.builds = {key: build for key, build in self.builds.items() if key not in dropped}
        self.descriptions = {key: found for key, found in self.descriptions.items() if key not in dropped}
        self.publications = {key: at for key, at in self.publications.items() if key[0] not in dropped}
        self.seats = {
            at: (None if build in dropped else build, player, wish, former)
            for at, (build, player, wish, former) in self.seats.items()
        }
        self.versions = {key: version for key, version in self.versions.items() if key[0] not in dropped}
        self.likes = {like: at for like, at in self.likes.items() if like[0] not in dropped}
        self.entries = {key: _without_builds(entry, dropped) for key, entry in self.entries.items()}
        return len(dropped)

    def drop_absences(self, gone: Iterable[UUID]) -> None:
        dropped = set(gone)
        self.absences = {key: absence for key, absence in self.absences.items() if key not in dropped}
        self.applied = {key: said for key, said in self.applied.items() if key[0] not in dropped}
        self.said_in = frozenset(said for said in self.said_in if said[0] not in dropped)

    def drop_raids(self, gone: Collection[RaidId]) -> None:
        self.raids = {key: raid for key, raid in self.raids.items() if key not in gone}
        self.entries = {key: entry for key, entry in self.entries.items() if key[0] not in gone}
        self.raid_seats = {key: seats for key, seats in self.raid_seats.items() if key not in gone}
        self.applied = {key: said for key, said in self.applied.items() if key[1] not in gone}
        self.marks = {key: marks for key, marks in self.marks.items() if key not in gone}
        self.sheets = {key: at for key, at in self.sheets.items() if key not in gone}
        self.needs = {key: noted for key, noted in self.needs.items() if key not in gone}
        self.announcements = {key: said for key, said in self.announcements.items() if said.raid not in gone}
        self.reminders = {key: sent for key, sent in self.reminders.items() if key[0] not in gone}

    def drop_teams(self, gone: Iterable[UUID]) -> int:
        dropped = set(gone)
        self.teams = {key: team for key, team in self.teams.items() if key not in dropped}
        self.seats = {at: held for at, held in self.seats.items() if at[0] not in dropped}
        return len(dropped)


def _without_builds(entry: Entry, dropped: set[UUID]) -> Entry:
    choices = (replace(choice, build=None) if choice.build in dropped else choice for choice in entry.choices)
    return replace(entry, choices=tuple(choices))
