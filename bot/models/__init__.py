"""The tables. Importing this package registers all of them on `Base.metadata`."""

from bot.models.absences import AbsenceRow, AppliedRow, SaidInRow
from bot.models.accounts import AccountRow, GuildRow
from bot.models.announcements import AnnouncementRow
from bot.models.attendance import MarkRow, SheetRow
from bot.models.base import Base
from bot.models.builds import BuildRow, LikeRow, PublicationRow, VersionRow
from bot.models.drafts import DraftRow
from bot.models.editions import EditionRow
from bot.models.guild_rules import GuildRulesRow
from bot.models.jobs import JobRow
from bot.models.learning import LearningErasureRow, LearningKeyRow
from bot.models.links import GameLinkRow
from bot.models.order import HiddenRow, LogRow, MarkedRow, SuspensionRow
from bot.models.posts import PostRow
from bot.models.proposals import ProposalRow
from bot.models.raid_needs import RaidNeedRow
from bot.models.raid_proposals import RaidProposalRow
from bot.models.raids import ChoiceRow, RaidRow, RaidSeatRow, SignupRow, StepRow
from bot.models.registrations import RegistrationRow
from bot.models.reminders import ReminderRow
from bot.models.reports import ComplaintRow, NoticeRow, ReportRow
from bot.models.searches import SearchRow, WordRow
from bot.models.series import AskedPlanRow, SeriesRow
from bot.models.teams import SeatRow, TeamRow
from bot.models.templates import TemplateRow
from bot.models.verdicts import VerdictRow

__all__ = [
    "AbsenceRow",
    "AccountRow",
    "AnnouncementRow",
    "AppliedRow",
    "AskedPlanRow",
    "Base",
    "BuildRow",
    "ChoiceRow",
    "ComplaintRow",
    "DraftRow",
    "EditionRow",
    "GameLinkRow",
    "GuildRow",
    "GuildRulesRow",
    "HiddenRow",
    "JobRow",
    "LearningErasureRow",
    "LearningKeyRow",
    "LikeRow",
    "LogRow",
    "MarkRow",
    "MarkedRow",
    "NoticeRow",
    "PostRow",
    "ProposalRow",
    "PublicationRow",
    "RaidNeedRow",
    "RaidProposalRow",
    "RaidRow",
    "RaidSeatRow",
    "RegistrationRow",
    "ReminderRow",
    "ReportRow",
    "SaidInRow",
    "SearchRow",
    "SeatRow",
    "SeriesRow",
    "SheetRow",
    "SignupRow",
    "StepRow",
    "SuspensionRow",
    "TeamRow",
    "TemplateRow",
    "VerdictRow",
    "VersionRow",
    "WordRow",
]
