"""What runs at each press below a raid's post, each second for jobs, and for each list reads no whole table."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.domain.absences import Absence
from bot.domain.ids import GuildId, MessageId, RaidId, SeriesId, UserId
from bot.domain.order import Deed, LogFilter
from bot.domain.pages import Cursor
from bot.domain.raids import Answer, Choice, Entry, RaidSeat, Roster
from bot.domain.teams import Player
from bot.domain.when.periods import Period
from bot.repositories.engine import create_engine
from bot.repositories.unit import UnitOfWork
from bot.repositories.unit_around import Wanted
from bot.repositories.unit_raids import Job
from bot.services.raids.planning import DRAW
from tests import servers
from tests.factories import START, make_raid, new_id
from tests.repositories.test_plans import plan, statements_of

FILL = """
INSERT INTO guilds SELECT n, now() FROM generate_series(1, 50) n;
INSERT INTO raids (id, short_id, guild_id, leader_user_id, title, content, subgroups, size, wall, zone, starts_at,
    status, locale, turns, created_at, updated_at)
SELECT gen_random_uuid(), lpad(n::text, 8, '0'), n % 50 + 1, n % 1000 + 1, 'raid ' || n, 'raid', 2, 10, now(), 'UTC',
    now() - 5000 * interval '1 hour' + n * interval '1 hour', 'open', 'en', 12, now(), now()
FROM generate_series(1, 5000) n;
INSERT INTO raid_signups (raid_id, user_id, answer, turn, changed_at)
SELECT r.id, substr(r.short_id, 5)::int + turn, 'signed', turn, now() FROM raids r, generate_series(1, 12) turn;
INSERT INTO raid_choices SELECT raid_id, user_id, 0, '', 'dps', NULL, 'dps' FROM raid_signups;
INSERT INTO raid_seats (raid_id, subgroup, place, user_id, rank, pinned, note, told)
SELECT raid_id, (turn - 1) / 5 + 1, (turn - 1) % 5 + 1, user_id, 0, false, '', true FROM raid_signups WHERE turn <= 10;
INSERT INTO raid_steps (id, raid_id, user_id, action, at)
SELECT gen_random_uuid(), raid_id, user_id, 'seat', now() FROM raid_signups;
INSERT INTO raid_reminders SELECT id, which, true, NULL FROM raids, unnest(ARRAY['day', 'hour', 'quarter']) which;
INSERT INTO accounts (id, user_id, created_at) SELECT gen_random_uuid(), n, now() FROM generate_series(1, 2000) n;
INSERT INTO absences (id, account_id, first_day, last_day, zone, begins_at, ends_at)
SELECT gen_random_uuid(), a.id, current_date, current_date, 'UTC', now() - n * interval '3 days', now() - n * interval
    '2 days' FROM accounts a, generate_series(1, 5) n;
INSERT INTO absence_guilds SELECT a.id, n FROM absences a, generate_series(1, 2) n;
UPDATE raids SET series_id = gen_random_uuid(), series_day = starts_at::date WHERE short_id LIKE '%0';
INSERT INTO raid_series (id, guild_id, leader_user_id, rule, first, zone, pattern, changes, planned, ended, created_at)
SELECT series_id, guild_id, leader_user_id, '', wall, 'UTC', '', '', series_day, false, now() FROM raids
WHERE series_id IS NOT NULL;
INSERT INTO attendance_sheets SELECT id, now() FROM raids WHERE starts_at < now() AND short_id NOT LIKE '%7';
INSERT INTO attendance_marks (id, raid_id, user_id, presence)
SELECT gen_random_uuid(), raid_id, user_id, (ARRAY['present', 'late', 'absent', 'excused'])[turn % 4 + 1]
FROM raid_signups JOIN raids r ON r.id = raid_id WHERE starts_at < now();
INSERT INTO raid_needs SELECT id, need, 2, 1, 0 FROM raids, unnest(ARRAY['alacrity', 'quickness', 'healing']) need
WHERE starts_at < now();
INSERT INTO asked_plans SELECT id, 'token', '{}', now() - user_id * interval '1 hour' FROM accounts;
INSERT INTO moderation_log (id, guild_id, at, deed, actor_user_id, subject_user_id, target, reason, thing)
SELECT gen_random_uuid(), n % 50 + 1, now() - n * interval '10 minutes',
    (ARRAY['hide', 'suspend', 'settings'])[n % 3 + 1], n % 500 + 1, n % 700 + 1, 'build ' || n % 900, 'why',
    CASE n % 3 WHEN 0 THEN 'build:' || lpad((n % 900)::text, 8, '0') END FROM generate_series(1, 20000) n;
INSERT INTO jobs (id, kind, key, due_at, version, attempts)
SELECT gen_random_uuid(), 'remind', short_id || ':hour', starts_at + interval '1 year', 1, 0 FROM raids;
"""
RAID = make_raid(guild=GuildId(7), starts_at=START)
USER = UserId(77)
ENTRY = Entry(USER, Answer.SIGNED, 1, START, (Choice(role="dps"),))
JOB = Job(new_id(), DRAW, "k", START, 1, 1)
SEATED = RaidSeat(1, 1, player=Player(user=USER))
GONE = Absence(new_id(), USER, Period(START.date(), START.date()), "UTC")
NOW = datetime.now(UTC)
RECENT = NOW - timedelta(days=90)
WEEKS = tuple(NOW - timedelta(weeks=back) for back in range(12, 0, -1))
HERE = Wanted(USER, GuildId(7), NOW - timedelta(hours=12), is_mine=False)
MINE = Wanted(USER, None, NOW - timedelta(hours=12), is_mine=True)
PLACE = Cursor(NOW, new_id())
Read = Callable[[UnitOfWork], Awaitable[object]]
READS: dict[str, Read] = {
    "find": lambda unit: unit.raids.find("00000077", hold=True),
    "save": lambda unit: unit.raids.save(RAID),
    "roster": lambda unit: unit.raids.find_roster(RAID),
    "last choices": lambda unit: unit.raids.find_last_choices((USER,), GuildId(7), "raid"),
    "last choices of many": lambda unit: unit.raids.find_last_choices((USER, UserId(78)), GuildId(7), "raid"),
    "note drawn": lambda unit: unit.raids.note_drawn("nothere1", MessageId(9), NOW),
    "take seats away": lambda unit: unit.raids.set_seats(Roster(RAID, (SEATED,)), ()),
    "untold": lambda unit: unit.raids.pop_untold(RAID.id),
    "unseated": lambda unit: unit.raids.pop_unseated(RAID.id),
    "unpublished": lambda unit: unit.raids.pop_unpublished(RAID.id),
    "in a guild": lambda unit: unit.raids.list_in_guild(GuildId(7), START, 100),
    "of a person": lambda unit: unit.raids.list_of(USER, START - timedelta(days=3650), 25),
    "steps": lambda unit: unit.raids.list_steps(RAID.id, 20),
    "undoable": lambda unit: unit.raids.pop_undoable(RAID.id),
    "count answers": lambda unit: unit.raids.count_entries(USER),
    "away then": lambda unit: unit.absences.list_covering(RAID),
    "raids while away": lambda unit: unit.absences.list_raids(GONE, START),
    "announcement": lambda unit: unit.announcements.find(new_id()),
    "reminders": lambda unit: unit.reminders.find(RAID.id),
    "expected": lambda unit: unit.reminders.list_expected(RAID, START - timedelta(days=42), 80),
    "away in": lambda unit: unit.absences.list_applied(raid=RAID.id),
    "agenda of a guild": lambda unit: unit.agenda.list_raids(HERE, None, 7),
    "agenda of a guild, on": lambda unit: unit.agenda.list_raids(HERE, PLACE, 7),
    "agenda of mine here": lambda unit: unit.agenda.list_raids(replace(HERE, is_mine=True), PLACE, 7),
    "agenda of mine": lambda unit: unit.agenda.list_raids(MINE, PLACE, 7),
    "count of a guild": lambda unit: unit.agenda.count_raids(HERE),
    "count of mine": lambda unit: unit.agenda.count_raids(MINE),
    "a page's answers": lambda unit: unit.agenda.find_planned(USER, (RAID,) * 7),
    "marks": lambda unit: unit.attendance.find_marks(RAID.id),
    "when saved": lambda unit: unit.attendance.find_saved(RAID.id),
    "people who came": lambda unit: unit.attendance.list_tallies(GuildId(7), RECENT, 30, 16),
    "raids they came to": lambda unit: unit.attendance.list_turnouts(GuildId(7), RECENT, 30, 16),
    "count of saved": lambda unit: unit.attendance.count_attended(GuildId(7), RECENT),
    "a guild's attendance": lambda unit: unit.attendance.list_attended(RECENT, guild=GuildId(7)),
    "own attendance": lambda unit: unit.attendance.list_attended(START - timedelta(days=365), user=USER),
    "what began": lambda unit: unit.attendance.list_begun(GuildId(7), START, NOW, 100),
    "count marks": lambda unit: unit.attendance.count(USER),
    "forget marks": lambda unit: unit.attendance.forget(USER),
    "most seated": lambda unit: unit.statistics.list_most_seated(GuildId(7), RECENT, NOW, 10),
    "played": lambda unit: unit.statistics.list_played(USER, None, RECENT, NOW, 10),
    "raids by week": lambda unit: unit.statistics.count_raids(GuildId(7), WEEKS, NOW),
    "attendance by week": lambda unit: unit.statistics.count_presences(GuildId(7), WEEKS, NOW),
    "what raids lacked": lambda unit: unit.statistics.count_needs(GuildId(7), RECENT, NOW),
    "what each raid lacked": lambda unit: unit.statistics.find_needs((RAID.id, RaidId(new_id()))),
    "count of noted": lambda unit: unit.statistics.count_noted(GuildId(7), RECENT, NOW),
    "left out": lambda unit: unit.raids.count_left_out(GuildId(7), NOW - timedelta(days=60), NOW),
    "series": lambda unit: unit.series.find(SeriesId(new_id()), hold=True),
    "date of a series": lambda unit: unit.series.find_raid(SeriesId(new_id()), START.date()),
    "forget a leader's series": lambda unit: unit.series.forget(USER),
    "asked back": lambda unit: unit.asked.find(USER),
    "drop what was asked back": lambda unit: unit.asked.drop(USER),
    "purge what was asked back": lambda unit: unit.asked.purge(NOW - timedelta(days=80)),
    "log": lambda unit: unit.moderation_log.list_of(GuildId(7), LogFilter(), place=PLACE, limit=11),
    "log, done by": lambda unit: unit.moderation_log.list_of(GuildId(7), LogFilter(by=USER), place=PLACE, limit=11),
    "log, met or done by": lambda unit: unit.moderation_log.list_of(
        GuildId(7), LogFilter(about=USER), place=None, limit=11
    ),
    "log, a deed": lambda unit: unit.moderation_log.list_of(
        GuildId(7), LogFilter(deed=Deed.HIDE), place=None, limit=11
    ),
    "log, a thing": lambda unit: unit.moderation_log.list_of(
        GuildId(7), LogFilter(thing="build:00000077"), place=PLACE, limit=11
    ),
    "log, since": lambda unit: unit.moderation_log.list_of(
        GuildId(7), LogFilter(since=RECENT, until=NOW), place=None, limit=11
    ),
    "what the log is about": lambda unit: unit.moderation_log.list_things(GuildId(7), 500),
    "purge the log": lambda unit: unit.moderation_log.purge(NOW - timedelta(days=180)),
    "lease jobs": lambda unit: unit.jobs.lease(START, START, 10, ("remind", DRAW)),
    "ask for a job": lambda unit: unit.jobs.put(DRAW, "k", START),
    "finish a job": lambda unit: unit.jobs.finish(JOB),
    "postpone a job": lambda unit: unit.jobs.postpone(JOB, START),
    "drop a job": lambda unit: unit.jobs.drop(DRAW, "k"),
}
# not attendance_sheets and raid_needs: a row has 24 or 29 bytes, so reading thousands is the quickest way to dozens
BIG = (
    "asked_plans",
    "attendance_marks",
    "raid_series",
    "absence_guilds",
    "raids",
    "raid_signups",
    "raid_choices",
    "raid_seats",
    "raid_steps",
    "raid_reminders",
    "moderation_log",
    "jobs",
)


@pytest.fixture(scope="module")
def many_url() -> Iterator[str]:
    with servers.postgres_database(f"many_{uuid4().hex[:8]}") as url:
        servers.execute(url, FILL)
        servers.execute(url, "VACUUM ANALYZE")
        yield url


@pytest.fixture
async def many(many_url: str) -> AsyncIterator[AsyncEngine]:
    engine = create_engine(many_url)
    yield engine
    await engine.dispose()


async def check(engine: AsyncEngine, read: Read) -> None:
    statements = await statements_of(engine, read)
    assert statements
    async with engine.connect() as connection:
        for sql, values in statements:
            shown = await plan(connection, sql, values)
            for table in BIG:
                assert f"Seq Scan on {table} " not in f"{shown} ", f"{sql}\n{shown}"


@pytest.mark.parametrize("name", READS)
async def test_uses_an_index(many: AsyncEngine, name: str) -> None:
    await check(many, READS[name])


async def test_keeping_an_answer_uses_an_index(many: AsyncEngine) -> None:
    async def answer(unit: UnitOfWork) -> None:
        found = await unit.raids.find("00000077", hold=True)
        assert found is not None
        await unit.raids.put_entries(Roster(found), [replace(ENTRY, user=UserId(5_000_000), turn=99)])

    await check(many, answer)
