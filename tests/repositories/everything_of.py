"""One person in every table that can hold something of one: rows to insert, in an order that keeps the keys."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from bot import models
from bot.domain.ids import UserId
from bot.models import Base
from tests.factories import HOME, START, make_code, new_id

WHO = UserId(184467440737095516)
OTHER = UserId(184467440737095517)
MARK = "zebrafinch"
"""Stands in every text that the person wrote and takes along."""
ACCOUNT, HOST = new_id(), new_id()
BUILD, COPY, TEAM, PLAN = new_id(), new_id(), new_id(), new_id()
LED, PAST, DRAFT, JOINED, SERIES = new_id(), new_id(), new_id(), new_id(), new_id()
ABSENCE = new_id()
REPORTED, DECIDED = new_id(), new_id()
_SOON = START + timedelta(days=2)
_DATES = {"created_at": START, "updated_at": START}
_TEAM = {"content": "raid", "subgroups": 2} | _DATES
_SITTING = f'[{{"at":[1,1],"player":{{"user":{WHO},"name":null}},"rank":0}}]'


def _raid(key: Any, short_id: str, leader: int | None, **more: Any) -> dict[str, Any]:
    standard = {"id": key, "short_id": short_id, "guild_id": HOME, "leader_user_id": leader, "title": "Friday"}
    played = {"content": "raid", "subgroups": 2, "size": 10, "zone": "Europe/Paris", "locale": "en", "turns": 1}
    times = {"wall": datetime(2026, 11, 24, 20), "starts_at": _SOON, "status": "open", "channel_id": 4}  # noqa: DTZ001
    return standard | played | times | _DATES | more


def _build(key: Any, short_id: str, owner: Any, name: str, **more: Any) -> dict[str, Any]:
    named = {"id": key, "short_id": short_id, "owner_id": owner, "name": name, "name_key": name, "code": make_code()}
    return named | _DATES | more


ROWS: tuple[tuple[type[Base], tuple[dict[str, Any], ...]], ...] = (
    (
        models.AccountRow,
        (
            {"id": ACCOUNT, "user_id": WHO, "created_at": START, "zone": "Europe/Paris", "remind_by": "direct"},
            {"id": HOST, "user_id": OTHER, "created_at": START},
        ),
    ),
    (models.GuildRow, ({"id": HOME, "joined_at": START, "builds_channel_id": 4},)),
    (
        models.BuildRow,
        (
            _build(BUILD, "22222222", ACCOUNT, MARK, notes=MARK, tags=MARK, terms=f" a:{WHO} x:{MARK} "),
            _build(COPY, "33333333", HOST, "copy", origin_short_id="22222222", origin_user_id=WHO, likes=1),
        ),
    ),
    (models.VersionRow, ({"build_id": BUILD, "number": 1, "code": MARK, "replaced_at": START},)),
    (
        models.PublicationRow,
        ({"build_id": BUILD, "guild_id": HOME, "name_key": MARK, "published_at": START, "listed": True},),
    ),
    (models.PostRow, ({"build_id": BUILD, "guild_id": HOME, "channel_id": 4, "stale": False, "changes": 1},)),
    (models.WordRow, ({"guild_id": HOME, "word": MARK},)),
    (models.LikeRow, ({"build_id": COPY, "account_id": ACCOUNT, "liked_at": START},)),
    (models.DraftRow, ({"owner_id": ACCOUNT, "token": "t", "texts": f'["{MARK}"]', "made_at": START},)),
    (
        models.GameLinkRow,
        (
            {"account_id": ACCOUNT, "sealed": "s", "secret": "m", "game_id": "g", "name": MARK, "linked_at": START},
            {"account_id": HOST, "sealed": "t", "secret": "m", "game_id": "h", "name": "Theirs.1234"}
            | {"linked_at": START},
        ),
    ),
    (models.SearchRow, ({"key": "k", "request": f'{{"author":{WHO}}}', "used_at": START},)),
    (
        models.TeamRow,
        (
            {"id": TEAM, "short_id": "22222222", "owner_id": ACCOUNT, "name": MARK, "name_key": MARK} | _TEAM,
            {"id": PLAN, "short_id": "33333333", "owner_id": HOST, "name": "theirs", "name_key": "theirs"}
            | _TEAM
            | {"origin_short_id": "22222222", "origin_user_id": WHO},
        ),
    ),
    (
        models.SeatRow,
        (
            {"team_id": TEAM, "subgroup": 1, "place": 1, "subgroups": 2, "player_name": MARK},
            {"team_id": PLAN, "subgroup": 1, "place": 1, "subgroups": 2, "build_id": BUILD, "player_user_id": WHO},
        ),
    ),
    (
        models.ProposalRow,
        (
            {"key": "a", "owner_id": ACCOUNT, "team_id": PLAN, "plan": "{}", "made_at": START},
            {"key": "b", "owner_id": HOST, "team_id": PLAN, "plan": f'{{"marks":"{MARK}"}}', "made_at": START},
        ),
    ),
    (
        models.SeriesRow,
        (
            {"id": SERIES, "guild_id": HOME, "leader_user_id": WHO, "rule": "FREQ=WEEKLY;BYDAY=FR", "zone": "UTC"}
            | {"first": datetime(2026, 11, 20, 20), "pattern": f'{{"notes":"{MARK}"}}', "changes": "{}"}  # noqa: DTZ001
            | {"planned": START.date(), "ended": False, "created_at": START},
        ),
    ),
    (models.AskedPlanRow, ({"owner_id": ACCOUNT, "token": "t", "request": f'{{"t":"{MARK}"}}', "made_at": START},)),
    (
        models.RaidRow,
        (
            _raid(LED, "22222222", WHO, notes=MARK, series_id=SERIES, series_day=_SOON.date()),
            _raid(PAST, "33333333", WHO, notes=MARK, starts_at=START - timedelta(days=9)),
            _raid(DRAFT, "44444444", WHO, title=MARK, status="draft"),
            _raid(JOINED, "55555555", OTHER, news=f'{{"displaced":[{OTHER},{WHO}]}}'),
        ),
    ),
    (
        models.SignupRow,
        tuple(
            {"raid_id": raid, "user_id": user, "answer": "signed", "turn": turn, "changed_at": START, "name": name}
            for raid, user, turn, name in ((LED, OTHER, 1, "Bob"), (JOINED, WHO, 1, MARK), (JOINED, OTHER, 2, "Bob"))
        ),
    ),
    (
        models.ChoiceRow,
        ({"raid_id": JOINED, "user_id": WHO, "rank": 0, "title": MARK, "gives": "", "build_id": BUILD},),
    ),
    (
        models.RaidSeatRow,
        (
            {"raid_id": JOINED, "subgroup": 1, "place": 1, "user_id": WHO, "rank": 0, "pinned": True}
            | {"wants": "alac", "note": "", "told": True},
        ),
    ),
    (
        models.StepRow,
        (
            {"id": new_id(), "raid_id": LED, "user_id": WHO, "action": "planned", "at": START},
            {
                "id": new_id(),
                "raid_id": JOINED,
                "user_id": OTHER,
                "about_user_id": WHO,
                "action": "seat 1.1",
                "at": START,
            }
            | {"before": f'[{{"user":{WHO}}}]'},
        ),
    ),
    (
        models.AnnouncementRow,
        tuple(
            {"id": new_id(), "raid_id": JOINED, "topic": "seats", "at": START, "said": f'{{"people":[{people}]}}'}
            for people in (WHO, f"{WHO},{OTHER}")
        ),
    ),
    (
        models.RaidProposalRow,
        tuple(
            {"token": token, "raid_id": raid, "user_id": user, "mark": "m", "terms": "{}", "made_at": START}
            | {"sittings": sittings}
            for token, raid, user, sittings in (("a", JOINED, WHO, "[]"), ("b", JOINED, OTHER, _SITTING))
        ),
    ),
    (
        models.MarkRow,
        ({"id": new_id(), "raid_id": PAST, "user_id": WHO, "presence": "present"},),
    ),
    (
        models.AbsenceRow,
        (
            {"id": ABSENCE, "account_id": ACCOUNT, "first_day": START.date(), "last_day": START.date(), "zone": "UTC"}
            | {"begins_at": START, "ends_at": _SOON},
        ),
    ),
    (models.SaidInRow, ({"absence_id": ABSENCE, "guild_id": HOME},)),
    (models.AppliedRow, ({"absence_id": ABSENCE, "raid_id": JOINED, "at": START},)),
    (
        models.HiddenRow,
        (
            {"guild_id": HOME, "thing_id": BUILD, "kind": "build", "short_id": "22222222", "name": MARK}
            | {"owner_user_id": WHO, "reason": MARK, "hidden_at": START, "answer": MARK},
        ),
    ),
    (models.SuspensionRow, ({"guild_id": HOME, "user_id": WHO, "reason": MARK, "until": None},)),
    (
        models.LogRow,
        tuple(
            {"id": new_id(), "guild_id": HOME, "at": START, "deed": "hide", "target": target, "reason": MARK}
            | ({"answer": MARK} if subject == WHO else {"answer": None})
            | {"actor_user_id": actor, "subject_user_id": subject}
            for actor, subject, target in ((OTHER, WHO, MARK), (WHO, OTHER, "theirs"))
        ),
    ),
    (
        models.ReportRow,
        tuple(
            {"id": key, "guild_id": HOME, "kind": "build", "ref": ref, "owner_user_id": owner, "name": name}
            | {"excerpt": name, "opened_at": START, "verdict": "hide", "decided_by_user_id": by, "decided_at": START}
            | {"reason": reason, "entry_id": new_id()}
            for key, ref, owner, name, by, reason in (
                (REPORTED, "22222222", WHO, MARK, OTHER, "why"),
                (DECIDED, "33333333", OTHER, "theirs", WHO, MARK),
            )
        ),
    ),
    (
        models.ComplaintRow,
        tuple(
            {"report_id": report, "user_id": user, "reason": reason, "at": START, "place": None}
            for report, user, reason in ((REPORTED, OTHER, "why"), (DECIDED, WHO, MARK))
        ),
    ),
    (
        models.NoticeRow,
        ({"user_id": WHO, "about_id": DECIDED, "guild_id": HOME, "kind": "report", "at": START},),
    ),
    (
        models.JobRow,
        (
            {"id": new_id(), "kind": "remind-direct", "key": f"55555555:hour:{WHO}", "due_at": START}
            | {"version": 1, "attempts": 0},
        ),
    ),
)
"""In each table something of WHO; beside it something of OTHER where that is what must stay."""

NOBODYS = frozenset(
    {
        "attendance_sheets",
        "command_registrations",
        "game_editions",
        "guild_rules",
        "guild_templates",
        "learning_erasures",
        "learning_keys",
        "raid_needs",
        "raid_reminders",
        "raid_verdicts",
        "suspension_marks",
    }
)
"""Tables that hold nothing of anybody: of raids, of guilds, of the game, of the bot, of who no longer is here.

By a mark of a suspension somebody is known again; in it stands neither who nor why.
"""
ANONYMOUS = frozenset({"guilds", "guild_words"})
"""Tables that are a guild's; what a person left in them goes with it, and is nothing to hand out."""


def traces(values: Iterator[Any]) -> list[str]:
    """Return the values in which something of WHO can be read: their id, their keys, their words."""
    of_them = (str(WHO), MARK, *(str(key) for key in (ACCOUNT, BUILD, TEAM, DRAFT, SERIES, ABSENCE)))
    return [str(value) for value in values if any(mark in str(value) for mark in of_them)]
