"""What people do with a raid, and what the bot does by itself, during which it may die."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import update

from bot.domain.edits import Seen
from bot.domain.ids import RoleId, UserId
from bot.domain.leading import Spot
from bot.domain.raid_options import Options
from bot.domain.raids import Raid
from bot.domain.reminders import Way
from bot.domain.viewer import MEMBER, Viewer
from bot.models import JobRow, RaidRow
from bot.services.raids.editing import FORM
from bot.services.raids.timetable import REMIND
from tests.cli.raid_stage import LEADER, PEOPLE, ROLE, Stage

FIRST, LAST = PEOPLE[0], PEOPLE[-1]
_FIRST_PLACE, _OTHER_PLACE = (1, 1), (1, 3)
_WITH_ALL = Options(with_thread=True, with_event=True, ping=RoleId(ROLE))
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True)
class Flow:
    """Something that people do, or that the bot does by itself."""

    prepare: Callable[[Stage], Awaitable[Raid]]
    act: Callable[[Stage, Raid], Awaitable[object]]
    """What is done; done again after the bot died, as people do who got no answer."""
    told: tuple[int, ...] = ()
    """Who is to be mentioned or written to because of it, once."""
    repeats: bool = True
    """Whether `act` is done again."""


def _presses(verb: str, user: UserId) -> Callable[[Stage, Raid], Awaitable[object]]:
    return lambda stage, raid: stage.press(verb, raid.short_id, user)


async def comes_near(stage: Stage, raid: Raid) -> None:
    """Let the raid begin in ten minutes: its last reminder is five minutes late, and has to go out now."""
    now = datetime.now(UTC)
    async with stage.engine.begin() as connection:
        moved = update(RaidRow).where(RaidRow.id == raid.id)
        await connection.execute(moved.values(starts_at=now + timedelta(minutes=10)))
        due = update(JobRow).where(JobRow.kind == REMIND, JobRow.key == f"{raid.short_id}:quarter")
        await connection.execute(due.values(due_at=now))


async def _with_mailbox(stage: Stage) -> Raid:
    """Plan a raid for two; one of them is reminded by a direct message."""
    await stage.services.reminders.set_way(Viewer(FIRST, LEADER.guild, MEMBER), Way.DIRECT)
    return await stage.plan(people=2)


async def _begun(stage: Stage) -> Raid:
    """Plan a raid that three came to."""
    raid = await stage.plan(people=3)
    async with stage.engine.begin() as connection:
        began = update(RaidRow).where(RaidRow.id == raid.id)
        await connection.execute(began.values(starts_at=datetime.now(UTC) - timedelta(minutes=5)))
    return raid


async def _noted(stage: Stage) -> Raid:
    """The same, where the leader noted already who was late."""
    raid = await _begun(stage)
    await stage.rest()
    await stage.choose_person("raid-attend-late", raid.short_id, FIRST)
    return raid


def _spot(stage: Stage, at: tuple[int, int]) -> str:
    """Return a place as the leader saw it who presses now, be it for the second time."""
    assert stage.at_first is not None
    return Spot.of(stage.at_first.get_seat(at)).to_text()


async def _swaps(stage: Stage, raid: Raid) -> None:
    places = f"{raid.short_id}:{_spot(stage, _FIRST_PLACE)}:{_spot(stage, _OTHER_PLACE)}"
    await stage.choose("lineup-swap", places)


async def _benches(stage: Stage, raid: Raid) -> None:
    await stage.press("lineup-bench", f"{raid.short_id}:{_spot(stage, _FIRST_PLACE)}", LEADER.user)


async def _edits(stage: Stage, raid: Raid) -> None:
    """Give the raid another title, an hour later."""
    assert stage.at_first is not None
    shown = stage.at_first.raid
    later = f"{shown.wall + timedelta(hours=1):%Y-%m-%d %H:%M}"
    marks = Seen.of(shown, FORM).to_text()
    await stage.submit("raid-form", f"{raid.short_id}:{marks}", title="Nightly", when=later, notes="")


async def _is_late(stage: Stage, raid: Raid) -> None:
    await stage.choose_person("raid-attend-late", raid.short_id, FIRST)


async def _recurs(stage: Stage, raid: Raid) -> None:
    """Let the raid recur on two weekdays, whose next dates are so near that both are planned at once."""
    days = sorted((raid.wall.weekday() + ahead) % 7 for ahead in (2, 5))
    await stage.services.series.repeat(LEADER, raid.short_id, ", ".join(_DAYS[day] for day in days))


FLOWS = {
    "sign up": Flow(lambda stage: stage.plan(people=0), _presses("raid-sign", FIRST)),
    "make room": Flow(lambda stage: stage.plan(people=6), _presses("raid-absent", FIRST), told=(LAST,)),
    "post": Flow(lambda stage: stage.plan(is_open=False), _presses("raid-post", LEADER.user)),
    "post with all": Flow(
        lambda stage: stage.plan(is_open=False, options=_WITH_ALL), _presses("raid-post", LEADER.user), told=(ROLE,)
    ),
    "publish": Flow(lambda stage: stage.plan(people=5), _presses("lineup-publish", LEADER.user), told=PEOPLE[:5]),
    "swap": Flow(lambda stage: stage.plan(people=5), _swaps, told=(PEOPLE[0], PEOPLE[2])),
    "bench": Flow(lambda stage: stage.plan(people=6), _benches, told=(FIRST, LAST)),
    "edit": Flow(lambda stage: stage.plan(people=2), _edits, told=PEOPLE[:2]),
    "remind": Flow(_with_mailbox, comes_near, told=PEOPLE[:2], repeats=False),
    "remind by hand": Flow(
        lambda stage: stage.plan(people=2), _presses("raid-remind-send", LEADER.user), told=PEOPLE[:2]
    ),
    "note who was late": Flow(_begun, _is_late),
    "save attendance": Flow(_noted, _presses("raid-attend-save", LEADER.user)),
    "recur": Flow(lambda stage: stage.plan(), _recurs, repeats=False),
    "call off": Flow(lambda stage: stage.plan(people=3), _presses("raid-off-yes", LEADER.user), told=PEOPLE[:3]),
}
