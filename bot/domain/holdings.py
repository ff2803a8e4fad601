"""Everything that is kept about one person, as it is shown to them and handed out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeAlias

Row: TypeAlias = Mapping[str, Any]
"""One thing that is kept, by the names of its fields; the values are those of JSON."""


class Subject(StrEnum):
    """What something kept is about; the value names it in files."""

    ACCOUNT = "account"
    GAME_ACCOUNT = "game_account"
    BUILDS = "builds"
    VERSIONS = "earlier_versions_of_builds"
    PUBLICATIONS = "where_builds_are_public"
    POSTS = "posts_of_builds"
    COPIES = "copies_of_builds_that_name_you"
    LIKES = "likes"
    IMPORTS = "imports_begun"
    SEARCHES = "searches_that_name_you"
    TEAMS = "teams"
    TEAM_PLACES = "places_of_your_teams"
    SEATS = "places_in_teams_that_name_you"
    TEAM_COPIES = "copies_of_teams_that_name_you"
    TEAM_PROPOSALS = "proposals_for_teams"
    RAIDS = "raids_that_you_lead"
    SERIES = "raids_that_recur"
    PLANS = "raids_begun"
    ANSWERS = "answers_to_raids"
    CHOICES = "what_you_offered_to_play"
    PLACES = "places_in_raids"
    NEWS = "news_of_raids_for_you"
    ANNOUNCEMENTS = "what_raids_are_about_to_tell_you"
    STEPS = "what_raid_logs_say_of_you"
    LINEUPS = "lineups_proposed"
    ATTENDANCE = "attendance"
    ABSENCES = "absences"
    ABSENCE_GUILDS = "where_absences_count"
    ABSENCE_ANSWERS = "where_absences_answered"
    HIDDEN = "hidden_by_moderators"
    SUSPENSIONS = "suspensions"
    MODERATION = "what_moderation_logs_say_of_you"
    REPORTS = "reports_about_what_is_yours_or_that_you_decided"
    COMPLAINTS = "what_you_reported"
    NOTICES = "what_you_are_still_to_be_told"
    JOBS = "messages_on_their_way"
    NOTED = "what_was_noted_of_what_you_like"
    """In files, and in no table."""


@dataclass(frozen=True, slots=True)
class Holding:
    """All that is kept about one subject."""

    subject: Subject
    rows: Sequence[Row]
