"""What people do under load: a mix of commands, suggestions and buttons, and what a right answer has in it."""

import itertools
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from bot.cli.load.people import NEWCOMER, Known, People, Place
from bot.cli.local_discord.payloads import JSON, channel_payload, member_payload, message_payload

_COMMAND, _CONTROL, _SUGGEST = 2, 3, 4
"""Types of interactions."""
_SUBCOMMAND, _STRING = 1, 3
_EPHEMERAL_LAYOUT: Final = 1 << 6 | 1 << 15


@dataclass(frozen=True, slots=True)
class Act:
    """What one person does once."""

    kind: str
    type: int
    data: JSON
    guild: int
    person: int
    expects: str
    """Stands in every right answer of this bot, and in none that refuses."""

    def about(self) -> JSON:
        """Return what Discord says besides about the place and the person."""
        guild = {"id": str(self.guild), "locale": "en-US", "features": []}
        place = {"guild_id": str(self.guild), "guild": guild, "channel_id": str(self.guild)}
        who = {"member": member_payload(self.person), "channel": channel_payload() | {"id": str(self.guild)}}
        if self.type != _CONTROL:
            return place | who
        button = {"type": 2, "style": 2, "label": "press", "custom_id": self.data["custom_id"], "id": 2}
        message = message_payload(self.guild, {"flags": _EPHEMERAL_LAYOUT})
        row = {"type": 1, "components": [button], "id": 1}
        return place | who | {"message": message | {"components": [row]}}


def command(group: str, subcommand: str, /, **options: str) -> JSON:
    """Return what Discord says of a command that was typed."""
    values = [{"type": _STRING, "name": option, "value": value} for option, value in options.items()]
    return _data(group, subcommand, values)


def card(place: Place, build: Known) -> Act:
    """Return somebody's look at a build."""
    data = command("build", "show", build=build.short_id)
    return Act("/build show", _COMMAND, data, place.guild, build.owner, f"build:{build.short_id}")


def listed(place: Place, person: int, expects: str = '"build:') -> Act:
    """Return somebody's look at what is public in the guild."""
    return Act("/build list, public", _COMMAND, command("build", "list", which="public"), place.guild, person, expects)


def published(place: Place, build: Known, *, verb: str = "publish", expects: str = '"unpublish:build:') -> Act:
    """Return an owner's wish to have a build public, or no longer."""
    data = command("build", verb, build=build.short_id)
    return Act(f"/build {verb}", _COMMAND, data, place.guild, build.owner, expects)


def mix(people: People, seed: int) -> Iterator[Act]:
    """Yield what people do, without end: the same for the same seed."""
    rng = random.Random(seed)  # noqa: S311 - repeatable on purpose, nothing is secret
    newcomers = itertools.count(NEWCOMER + (seed << 32))
    makers = [make for make, _ in SHARES]
    weights = [share for _, share in SHARES]
    for make in iter(lambda: rng.choices(makers, weights)[0], None):
        place = people.pick(rng)
        yield make(place, rng.choice(place.builds), newcomers)


def _suggested(place: Place, build: Known, _newcomers: Iterator[int]) -> Act:
    typed = {"type": _STRING, "name": "build", "value": build.name[:4], "focused": True}
    data = _data("build", "show", [typed])
    return Act("suggestions, a build", _SUGGEST, data, place.guild, build.owner, '"value"')


def _shown(place: Place, build: Known, _newcomers: Iterator[int]) -> Act:
    return card(place, build)


def _listed(place: Place, build: Known, _newcomers: Iterator[int]) -> Act:
    return listed(place, build.owner)


def _listed_own(place: Place, build: Known, _newcomers: Iterator[int]) -> Act:
    return Act("/build list, own", _COMMAND, command("build", "list"), place.guild, build.owner, '"build:')


def _searched(place: Place, build: Known, _newcomers: Iterator[int]) -> Act:
    data = command("build", "search", text=build.name.split()[-1])
    return Act("/build search", _COMMAND, data, place.guild, build.owner, '"build:')


def _published(place: Place, build: Known, _newcomers: Iterator[int]) -> Act:
    return published(place, build)


def _saved(place: Place, build: Known, newcomers: Iterator[int]) -> Act:
    data = command("build", "save", code=build.code, name=build.name)
    return Act("/build save", _COMMAND, data, place.guild, next(newcomers), "delete:build:")


def _raid_shown(place: Place, build: Known, _newcomers: Iterator[int]) -> Act:
    data = command("raid", "show", raid=place.raid)
    return Act("/raid show", _COMMAND, data, place.guild, build.owner, f"raid-sign:{place.raid}")


def _signed(place: Place, build: Known, _newcomers: Iterator[int]) -> Act:
    data = {"component_type": 2, "custom_id": f"raid-sign:{place.raid}"}
    return Act("button, sign up", _CONTROL, data, place.guild, build.owner, f"raid-as:{place.raid}")


SHARES: Final[tuple[tuple[Callable[[Place, Known, Iterator[int]], Act], int], ...]] = (
    (_suggested, 25),
    (_shown, 20),
    (_listed, 10),
    (_listed_own, 5),
    (_searched, 10),
    (_raid_shown, 10),
    (_signed, 10),
    (_published, 5),
    (_saved, 5),
)
"""How many of a hundred acts are of each kind."""


def _data(group: str, name: str, values: list[Any]) -> JSON:
    return {"id": "1", "name": group, "type": 1, "options": [{"type": _SUBCOMMAND, "name": name, "options": values}]}
