"""The file that `gw2optimizer optimize` reads: its shape, and the problem that it poses."""

import json
import re
import sys
from collections.abc import Callable, Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.cli.build_entries import Amount, BuildEntry, Name, SpreadEntry
from bot.cli.codes import parse_template
from bot.cli.refusal import Refusal
from bot.domain.combos import ComboRules
from bot.domain.giving import Giving
from bot.domain.lineup.nature import Worths
from bot.domain.lineup.offers import RoleTable, supplies_of, worths_of
from bot.domain.lineup.problem import WHOLE, Offer, Pin, Player, Problem, Quota, Spot, Standing, Template
from bot.domain.modes import GameMode
from bot.domain.sizes import PLACES
from bot.domain.teams import Content
from bot.domain.template import BuildTemplate
from bot.errors import ChatCodeError, InvalidProblemError

MOST_PLAYERS = 500
MOST_SQUADS = 50
_SHOWN = 60
Give = Callable[[BuildTemplate, GameMode], Giving]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class PinEntry(_Entry):
    """Where somebody must sit, with what."""

    squad: int | None = None
    subgroup: int | None = None
    place: int | None = None
    build: int | str | None = None
    """The position in the list, from 0, or a role or the code of the build."""


class CurrentEntry(_Entry):
    """Where somebody sits in the lineup that is to be mended."""

    squad: Annotated[int, Field(ge=1)] = 1
    subgroup: Annotated[int, Field(ge=1)]
    build: Annotated[int, Field(ge=0)] = 0


class PlayerEntry(_Entry):
    """Somebody who signed up."""

    name: Name
    builds: Annotated[list[BuildEntry], Field(max_length=50)]
    pin: PinEntry | None = None
    late: bool = False
    tentative: bool = False
    benched: Annotated[int, Field(ge=0, le=1000)] = 0
    current: CurrentEntry | None = None


class QuotaEntry(_Entry):
    """How much is asked for."""

    need: Amount = 0
    weight: Annotated[int, Field(ge=1, le=100)] = 1
    at_most: Amount | None = None


class TemplateEntry(_Entry):
    """A template of one's own."""

    subgroups: Annotated[int, Field(ge=1, le=10)]
    places: Annotated[int, Field(ge=1, le=PLACES)] = PLACES
    size: Annotated[int | None, Field(ge=1, le=50)] = None
    subgroup: dict[str, QuotaEntry | Amount] = {}
    """What each subgroup needs."""
    squad: dict[str, QuotaEntry | Amount] = {}
    """What the squad needs as one."""
    forbidden: list[Annotated[list[str], Field(min_length=1)]] = []
    spread: list[SpreadEntry] = []

    def to_template(self, worths: Worths) -> Template:
        """Return the template as the domain has it."""
        return Template(
            subgroups=self.subgroups,
            places=self.places,
            size=self.size,
            each=_quotas(self.subgroup),
            whole=_quotas(self.squad),
            forbidden=tuple(frozenset(names) for names in self.forbidden),
            spreads=tuple(one.to_spread() for one in self.spread),
            worths=worths,
        )


class Signups(_Entry):
    """The whole file."""

    template: str | TemplateEntry
    mode: GameMode | None = Field(default=None, strict=False)
    players: Annotated[list[PlayerEntry], Field(max_length=MOST_PLAYERS)]
    together: list[tuple[str, str]] = []
    apart: list[tuple[str, str]] = []
    squads: Literal["max"] | Annotated[int, Field(ge=1, le=MOST_SQUADS)] = 1
    limit_seconds: Annotated[float, Field(gt=0, le=3600, allow_inf_nan=False)] = 5.0
    seed: Annotated[int, Field(ge=0, le=2**31 - 1)] = 0


def parse_signups(text: str) -> Signups:
    """Read the file; raises Refusal, which names the line or the path and what was expected there."""
    data: Any = None
    try:
        data = json.loads(text)
        return Signups.model_validate_json(text)
    except json.JSONDecodeError as error:
        raise Refusal(f"line {error.lineno}, column {error.colno}: no JSON: {error.msg}") from error
    except RecursionError as error:
        raise Refusal("no sign-ups: nested too deeply") from error
    except ValidationError as error:
        raise Refusal(_explain(error, data)) from error
    except ValueError as error:  # what Python reads of a whole number has an end
        raise Refusal(f"{_find_long_number(text)}: expected a number of fewer digits") from error


class Poser:
    """Makes problems of files, with the templates and roles that are known."""

    def __init__(self, contents: Mapping[str, Content], roles: RoleTable, give: Give, combos: ComboRules) -> None:
        self._contents = contents
        self._roles = roles
        self._give = give
        self._combos = combos

    def pose(self, signups: Signups) -> Problem:
        """Return the problem; raises Refusal likewise. As many squads as possible begin as one."""
        numbers: dict[str, int] = {}
        for number, player in enumerate(signups.players):
            if numbers.setdefault(player.name, number) != number:
                raise Refusal(f"players[{number}].name: expected a name that nobody else has, found {player.name!r}")
        mode = self._find_mode(signups)
        template = self._find_template(signups.template, worths_of(self._combos, mode))
        known = {quota.need for quota in (*template.each, *template.whole)}
        known |= {name for names in template.forbidden for name in names}
        try:
            return Problem(
                template=template,
                players=tuple(
                    self._player(f"players[{number}]", entry, mode, known)
                    for number, entry in enumerate(signups.players)
                ),
                squads=1 if signups.squads == "max" else signups.squads,
                together=_pairs("together", signups.together, numbers),
                apart=_pairs("apart", signups.apart, numbers),
                current=_current(signups, template),
            )
        except InvalidProblemError as error:
            raise Refusal(str(error)) from error

    def _find_template(self, template: str | TemplateEntry, worths: Worths) -> Template:
        if isinstance(template, TemplateEntry):
            return template.to_template(worths)
        return Template.of(self._find_content(template), worths)

    def _find_content(self, name: str) -> Content:
        found = self._contents.get(name)
        if found is None:
            raise Refusal(f"template: expected a template or one of {', '.join(self._contents)}, found {name!r}")
        return found

    def _find_mode(self, signups: Signups) -> GameMode:
        if signups.mode is not None:
            return signups.mode
        named = signups.template if isinstance(signups.template, str) else None
        return (named is not None and self._find_content(named).mode) or GameMode.PVE

    def _player(self, path: str, entry: PlayerEntry, mode: GameMode, known: set[str]) -> Player:
        offers = tuple(
            self._offer(f"{path}.builds[{number}]", build, mode, known, number)
            for number, build in enumerate(entry.builds)
        )
        standing = Standing.TENTATIVE if entry.tentative else Standing.LATE if entry.late else Standing.SURE
        return Player(
            name=entry.name,
            offers=offers,
            pin=None if entry.pin is None else _pin(f"{path}.pin", entry.pin, entry.builds, offers),
            standing=standing,
            benched=entry.benched,
        )

    def _offer(self, path: str, entry: BuildEntry, mode: GameMode, known: set[str], number: int) -> Offer:
        roles = tuple(self._find_role(f"{path}.roles[{one}]", word, known) for one, word in enumerate(entry.roles))
        read = None if entry.code is None else self._read_code(f"{path}.code", entry.code, mode)
        supplies = {} if read is None else supplies_of(read[1])
        supplies |= self._roles.get_supplies(roles)
        supplies |= {word: WHOLE for word in (*entry.roles, *roles) if word in known}
        supplies |= {need: round(amount * WHOLE) for need, amount in entry.supplies.items()}
        return Offer(
            name=", ".join(roles) or entry.code or ", ".join(entry.supplies),
            supplies=supplies,
            roles=roles or (() if read is None else read[1].roles),
            liking=max(1, 5 - number) if entry.liking is None else entry.liking,
            skill=round(entry.skill * 100),
            nature=entry.to_nature(read, entry.roles),
        )

    def _find_role(self, path: str, word: str, known: set[str]) -> str:
        found = self._roles.find(word) or (word if word in known else None)
        if found is None:
            words = ", ".join((*self._roles.supplies, *sorted(known - self._roles.supplies.keys())))
            raise Refusal(f"{path}: expected one of {words}, found {word!r}")
        return found

    def _read_code(self, path: str, code: str, mode: GameMode) -> tuple[BuildTemplate, Giving]:
        try:
            template = parse_template(code)
            return template, self._give(template, mode)
        except ChatCodeError as error:
            raise Refusal(f"{path}: {error}") from error


def _quotas(entries: Mapping[str, QuotaEntry | float]) -> tuple[Quota, ...]:
    found = []
    for need, entry in entries.items():
        quota = entry if isinstance(entry, QuotaEntry) else QuotaEntry(need=entry)
        most = None if quota.at_most is None else round(quota.at_most * WHOLE)
        found.append(Quota(need=need, amount=round(quota.need * WHOLE), weight=quota.weight, at_most=most))
    return tuple(found)


def _pin(path: str, entry: PinEntry, builds: list[BuildEntry], offers: tuple[Offer, ...]) -> Pin:
    wanted = entry.build
    if isinstance(wanted, str):
        found = [
            number
            for number, (build, offer) in enumerate(zip(builds, offers, strict=True))
            if wanted == build.code or wanted in (*build.roles, *offer.roles)
        ]
        if not found:
            raise Refusal(f"{path}.build: expected a role or code of the player's builds, found {wanted!r}")
        wanted = found[0]
    return Pin(squad=entry.squad, subgroup=entry.subgroup, place=entry.place, offer=wanted)


def _pairs(path: str, pairs: list[tuple[str, str]], numbers: Mapping[str, int]) -> tuple[tuple[int, int], ...]:
    for position, pair in enumerate(pairs):
        for one, name in enumerate(pair):
            if name not in numbers:
                raise Refusal(f"{path}[{position}][{one}]: expected the name of a player, found {name!r}")
    return tuple((numbers[one], numbers[other]) for one, other in pairs)


def _current(signups: Signups, template: Template) -> tuple[Spot | None, ...]:
    if all(player.current is None for player in signups.players):
        return ()
    return tuple(
        None
        if (now := player.current) is None
        else Spot((now.squad - 1) * template.subgroups + now.subgroup - 1, now.build)
        for player in signups.players
    )


def _find_long_number(text: str) -> str:
    """Return on which line the number stands that is too long to be read."""
    found = re.search(rf"\d{{{sys.get_int_max_str_digits() + 1}}}", text)
    return f"line {text.count(chr(10), 0, found.start() if found else 0) + 1}"


def _explain(error: ValidationError, data: Any) -> str:
    """Say where the deepest thing stands that is wrong, and what was expected there."""
    found = [
        (_follow(one["loc"], data, is_missing=one["type"] == "missing"), one) for one in error.errors(include_url=False)
    ]
    path, first = max(found, key=lambda one: one[0].count(".") + one[0].count("["))
    if first["type"] == "extra_forbidden":
        return f"{path}: no such key"
    told = dict.fromkeys(one["msg"].removeprefix("Value error, ") for where, one in found if where == path)
    problem = " or ".join(told).replace("Input should be", "expected").replace("or expected", "or")
    shown = "" if first["type"] in {"missing", "value_error"} else f", found {_shorten(first['input'])}"
    return f"{path or 'the file'}: {problem[:1].lower()}{problem[1:]}{shown}"


def _follow(steps: tuple[int | str, ...], data: Any, *, is_missing: bool) -> str:
    """Return the path to where the steps lead; steps that only name a kind of value are left out."""
    path = ""
    for step in steps:
        if isinstance(step, int):
            path += f"[{step}]"
            data = data[step] if isinstance(data, list) and step < len(data) else None
        elif isinstance(data, dict) and (step in data or (is_missing and step == steps[-1])):
            path += f".{step}" if path else step
            data = data.get(step)
    return path


def _shorten(value: Any) -> str:
    shown = json.dumps(value, ensure_ascii=False)
    return shown if len(shown) <= _SHOWN else f"{shown[: _SHOWN - 1]}…"
