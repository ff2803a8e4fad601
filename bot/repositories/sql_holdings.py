"""Where in the database something of a person stands: every table, and by what it is theirs.

A new table that holds something of a person belongs here; a test walks all tables and misses it otherwise.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, ScalarSelect, Select, String, cast, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from bot.domain.holdings import Subject
from bot.domain.ids import UserId
from bot.models import (
    AbsenceRow,
    AccountRow,
    AnnouncementRow,
    AppliedRow,
    AskedPlanRow,
    Base,
    BuildRow,
    ChoiceRow,
    ComplaintRow,
    DraftRow,
    GameLinkRow,
    HiddenRow,
    JobRow,
    LikeRow,
    LogRow,
    MarkRow,
    NoticeRow,
    PostRow,
    ProposalRow,
    PublicationRow,
    RaidProposalRow,
    RaidRow,
    RaidSeatRow,
    ReportRow,
    SaidInRow,
    SearchRow,
    SeatRow,
    SeriesRow,
    SignupRow,
    StepRow,
    SuspensionRow,
    TeamRow,
    VersionRow,
)
from bot.repositories.sql_accounts import owned_by

Where: TypeAlias = Callable[[UserId], ColumnElement[bool]]


@dataclass(frozen=True, slots=True)
class Kept:
    """What of a table is whose; `shown` are its columns but for those that are nothing to a reader."""

    subject: Subject
    table: type[Base]
    where: Where
    shown: tuple[str, ...]
    more: Mapping[str, ScalarSelect[Any]] = field(default_factory=dict)
    """What makes a row readable, from other tables."""


def _all_but(table: type[Base], *hidden: str) -> tuple[str, ...]:
    return tuple(column.key for column in table.__table__.columns if column.key not in hidden)


def _kept(subject: Subject, table: type[Base], where: Where, *hidden: str, raid: Any = None) -> Kept:
    more = {} if raid is None else _raid_of(raid)
    return Kept(subject, table, where, _all_but(table, *hidden), more)


def _raid_of(key: InstrumentedAttribute[Any]) -> dict[str, ScalarSelect[Any]]:
    here = RaidRow.id == key
    return {
        "raid": select(RaidRow.title).where(here).correlate(key.class_).scalar_subquery(),
        "starts_at": select(RaidRow.starts_at).where(here).correlate(key.class_).scalar_subquery(),
    }


def own_builds(user: UserId) -> Select[Any]:
    """Return the keys of a person's builds."""
    return select(BuildRow.id).where(BuildRow.owner_id == owned_by(user))


def own_teams(user: UserId) -> Select[Any]:
    """Return the keys of a person's teams."""
    return select(TeamRow.id).where(TeamRow.owner_id == owned_by(user))


def _own_absences(user: UserId) -> Select[Any]:
    return select(AbsenceRow.id).where(AbsenceRow.account_id == owned_by(user))


def names(column: Any, user: UserId) -> ColumnElement[bool]:
    """Return the condition that a text names a person by their id, which is told from other numbers by its length."""
    found: ColumnElement[bool] = cast(column, String).contains(str(user), autoescape=True)
    return found


OWNED = "owner_id"
HELD = (
    _kept(Subject.ACCOUNT, AccountRow, lambda user: AccountRow.user_id == user),
    Kept(
        Subject.GAME_ACCOUNT,
        GameLinkRow,
        lambda user: GameLinkRow.account_id == owned_by(user),
        ("game_id", "name", "linked_at"),
    ),
    _kept(Subject.BUILDS, BuildRow, lambda user: BuildRow.owner_id == owned_by(user), OWNED, "terms", "terms_mark"),
    _kept(Subject.VERSIONS, VersionRow, lambda user: VersionRow.build_id.in_(own_builds(user))),
    _kept(Subject.PUBLICATIONS, PublicationRow, lambda user: PublicationRow.build_id.in_(own_builds(user)), "terms"),
    _kept(Subject.POSTS, PostRow, lambda user: PostRow.build_id.in_(own_builds(user)), "changes", "due", "stale"),
    Kept(Subject.COPIES, BuildRow, lambda user: BuildRow.origin_user_id == user, ("origin_short_id", "origin_user_id")),
    _kept(Subject.LIKES, LikeRow, lambda user: LikeRow.account_id == owned_by(user), "account_id"),
    _kept(Subject.IMPORTS, DraftRow, lambda user: DraftRow.owner_id == owned_by(user), OWNED, "token"),
    Kept(Subject.SEARCHES, SearchRow, lambda user: names(SearchRow.request, user), ("used_at",)),
    _kept(Subject.TEAMS, TeamRow, lambda user: TeamRow.owner_id == owned_by(user), OWNED),
    Kept(
        Subject.TEAM_PLACES,
        SeatRow,
        lambda user: SeatRow.team_id.in_(own_teams(user)),
        ("team_id", "subgroup", "place", "build_id", "player_name", "wish"),
    ),
    Kept(
        Subject.SEATS,
        SeatRow,
        lambda user: SeatRow.player_user_id == user,
        ("team_id", "subgroup", "place", "player_user_id"),
    ),
    Kept(
        Subject.TEAM_COPIES, TeamRow, lambda user: TeamRow.origin_user_id == user, ("origin_short_id", "origin_user_id")
    ),
    _kept(Subject.TEAM_PROPOSALS, ProposalRow, lambda user: ProposalRow.owner_id == owned_by(user), OWNED),
    _kept(Subject.RAIDS, RaidRow, lambda user: RaidRow.leader_user_id == user, "news", "faults", "turns"),
    _kept(Subject.SERIES, SeriesRow, lambda user: SeriesRow.leader_user_id == user),
    _kept(Subject.PLANS, AskedPlanRow, lambda user: AskedPlanRow.owner_id == owned_by(user), OWNED, "token"),
    _kept(Subject.ANSWERS, SignupRow, lambda user: SignupRow.user_id == user, raid=SignupRow.raid_id),
    _kept(Subject.CHOICES, ChoiceRow, lambda user: ChoiceRow.user_id == user, raid=ChoiceRow.raid_id),
    _kept(Subject.PLACES, RaidSeatRow, lambda user: RaidSeatRow.user_id == user, raid=RaidSeatRow.raid_id),
    Kept(Subject.NEWS, RaidRow, lambda user: names(RaidRow.news, user), ("title", "starts_at")),
    Kept(
        Subject.ANNOUNCEMENTS,
        AnnouncementRow,
        lambda user: names(AnnouncementRow.said, user),
        ("topic", "at"),
        _raid_of(AnnouncementRow.raid_id),
    ),
    Kept(
        Subject.STEPS,
        StepRow,
        lambda user: or_(StepRow.user_id == user, StepRow.about_user_id == user, names(StepRow.before, user)),
        ("action", "at"),
        _raid_of(StepRow.raid_id),
    ),
    Kept(
        Subject.LINEUPS,
        RaidProposalRow,
        lambda user: or_(RaidProposalRow.user_id == user, names(RaidProposalRow.sittings, user)),
        ("made_at",),
        _raid_of(RaidProposalRow.raid_id),
    ),
    _kept(Subject.ATTENDANCE, MarkRow, lambda user: MarkRow.user_id == user, "guest", raid=MarkRow.raid_id),
    _kept(Subject.ABSENCES, AbsenceRow, lambda user: AbsenceRow.account_id == owned_by(user), "account_id"),
    _kept(Subject.ABSENCE_GUILDS, SaidInRow, lambda user: SaidInRow.absence_id.in_(_own_absences(user))),
    _kept(
        Subject.ABSENCE_ANSWERS,
        AppliedRow,
        lambda user: AppliedRow.absence_id.in_(_own_absences(user)),
        raid=AppliedRow.raid_id,
    ),
    _kept(Subject.HIDDEN, HiddenRow, lambda user: HiddenRow.owner_user_id == user),
    _kept(Subject.SUSPENSIONS, SuspensionRow, lambda user: SuspensionRow.user_id == user),
    Kept(
        Subject.MODERATION,
        LogRow,
        lambda user: or_(LogRow.actor_user_id == user, LogRow.subject_user_id == user),
        ("guild_id", "at", "deed", "target", "reason", "until", "answer"),
    ),
    Kept(
        Subject.REPORTS,
        ReportRow,
        lambda user: or_(ReportRow.owner_user_id == user, ReportRow.decided_by_user_id == user),
        ("guild_id", "kind", "name", "excerpt", "opened_at", "verdict", "decided_at", "reason"),
    ),
    _kept(Subject.COMPLAINTS, ComplaintRow, lambda user: ComplaintRow.user_id == user),
    _kept(Subject.NOTICES, NoticeRow, lambda user: NoticeRow.user_id == user),
    Kept(Subject.JOBS, JobRow, lambda user: names(JobRow.key, user), ("kind", "due_at")),
)
