"""Things to test with, made with as little said as possible."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from uuid_utils.compat import uuid7

from bot.domain.builds import Build
from bot.domain.ids import BuildId, GuildId, RaidId, TeamId, UserId
from bot.domain.learning.served import Tried
from bot.domain.professions import Profession
from bot.domain.raids import Raid, RaidStatus
from bot.domain.teams import Team
from bot.domain.template import BuildTemplate, TraitLine
from bot.domain.viewer import MEMBER, GuildRole, Viewer
from bot.services.pacing import Paces
from bot.services.short_ids import new_short_id
from config.rates import load_rates

START = datetime(2026, 11, 22, 20, 0, 0, 123456, tzinfo=UTC)
ALICE, BOB, CAROL = UserId(1001), UserId(1002), UserId(2**63 - 1)
HOME, AWAY = GuildId(5001), GuildId(5002)


@dataclass
class Clock:
    """A clock that a test turns; it moves on by a second at each look unless it is `still`."""

    now: datetime = START
    still: bool = False

    def __call__(self) -> datetime:
        shown = self.now
        if not self.still:
            self.now += timedelta(seconds=1)
        return shown


def make_paces() -> Paces:
    """Return the paces by a clock of their own, so that looking at it moves no other."""
    return Paces(load_rates(), Clock())


def viewer(user: UserId = ALICE, guild: GuildId | None = HOME, roles: GuildRole = MEMBER) -> Viewer:
    return Viewer(user, guild, roles)


def make_template(profession: Profession = Profession.GUARDIAN, specialization: int = 0) -> BuildTemplate:
    lines = (TraitLine(specialization), TraitLine(), TraitLine())
    return BuildTemplate(profession=profession, lines=lines)


def make_code(specialization: int = 0) -> str:
    return make_template(specialization=specialization).chat_code()


def new_id() -> UUID:
    return uuid7()


def make_build(owner: UserId = ALICE, name: str = "Firebrand", age: int = 0, **more: Any) -> Build:
    """Return a build made `age` seconds before START."""
    template = more.pop("template", make_template())
    made = START - timedelta(seconds=age)
    standard: dict[str, Any] = {
        "id": BuildId(new_id()),
        "short_id": new_short_id(),
        "mode": None,
        "code": template.chat_code(),
        "created_at": made,
        "updated_at": made,
    }
    return Build(owner=owner, name=name, template=template, **(standard | more))


def make_team(owner: UserId = ALICE, name: str = "Monday raid", age: int = 0, **more: Any) -> Team:
    made = START - timedelta(seconds=age)
    standard: dict[str, Any] = {
        "id": TeamId(new_id()),
        "short_id": new_short_id(),
        "content": "raid",
        "subgroups": 2,
        "created_at": made,
        "updated_at": made,
    }
    return Team(owner=owner, name=name, **(standard | more))


def make_raid(leader: UserId = ALICE, title: str = "Friday raid", **more: Any) -> Raid:
    """Return an open raid of ten, two days after START."""
    standard: dict[str, Any] = {
        "id": RaidId(new_id()),
        "short_id": new_short_id(),
        "guild": HOME,
        "content": "raid",
        "subgroups": 2,
        "size": 10,
        "wall": datetime(2026, 11, 24, 20, 0),  # noqa: DTZ001 - a wall time
        "zone": "Europe/Paris",
        "starts_at": datetime(2026, 11, 24, 19, 0, tzinfo=UTC),
        "status": RaidStatus.OPEN,
        "created_at": START,
        "updated_at": START,
    }
    return Raid(leader=leader, title=title, **(standard | more))


def make_tried(**fields: Any) -> Tried:
    """Return how a model was tried that is better than popularity."""
    given: dict[str, Any] = {"made_at": 9, "since": 1, "until": 8, "rows": 7, "people": 6, "tried_on": 5}
    return Tried(**given | {"family": "EASE", "settings": "", "ndcg": 0.5, "popularity_ndcg": 0.4} | fields)


Make = Callable[..., Build | Team]
