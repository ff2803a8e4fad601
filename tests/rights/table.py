"""The table of rights: who may do what to whose thing where. It is read from `rights.toml` and drawn for people."""

import itertools
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from pathlib import Path
from typing import Any, Final, Self

from tests.rights.acting import subject_of

FILE: Final = Path(__file__).with_name("rights.toml")
ROLES: Final = ("member", "leader", "moderator", "admin", "suspended")
CHOSEN: Final = {
    "chosen leader": "leader",
    "chosen moderator": "moderator",
    "manages events": "member",
    "manages messages": "member",
}
"""What people are where admins chose roles for leaders and moderators: those who have only the permission are nothing.
"""
PLACES: Final = ("here", "elsewhere", "direct")
ALLOWED, REFUSED, NOT_FOUND = "+", "x", "-"
SIGNS: Final = {ALLOWED: "✅", REFUSED: "🚫", NOT_FOUND: "❔"}


@dataclass(frozen=True, slots=True)
class Deed:
    """A line of what somebody does; `after` is what the thing's owner did before, as an admin."""

    line: str
    after: tuple[str, ...] = ()

    @classmethod
    def of(cls, said: str | Mapping[str, Any]) -> Self:
        if isinstance(said, str):
            return cls(said)
        return cls(said["do"], tuple(said["after"]))


@dataclass(frozen=True, slots=True)
class Case:
    """One thing: whose it is to the person who acts, and how it is."""

    whose: str
    state: str

    @property
    def title(self) -> str:
        return ", ".join(filter(None, (self.whose, self.state)))


@dataclass(frozen=True, slots=True)
class Right:
    """A rule: for each case what Discord's people meet here, elsewhere, in a direct message."""

    name: str
    says: str
    rules: Mapping[Case, tuple[str, str, str]]
    deeds: tuple[Deed, ...]

    def get(self, case: Case, role: str, place: str) -> str:
        met = self.rules[case][PLACES.index(place)]
        return met if len(met) == 1 else met[ROLES.index(role)]

    def differs(self, case: Case) -> bool:
        """Tell whether leaders or moderators meet anything here that members do not."""
        return len({self.get(case, role, "here") for role in CHOSEN.values()}) > 1


@dataclass(frozen=True)
class Kind:
    """A kind of thing, with the rights that there are to it."""

    name: str
    title: str
    cases: tuple[Case, ...]
    rights: tuple[Right, ...]
    later: timedelta = timedelta()
    """How long after the scene was set people act."""

    @cached_property
    def subjects(self) -> frozenset[str]:
        return frozenset(subject_of(deed.line) for right in self.rights for deed in right.deeds)


def load() -> tuple[Kind, ...]:
    """Return the table; raises ValueError for a rule that says nothing of a case, or of one that there is not."""
    return tuple(_kind(name, told) for name, told in tomllib.loads(FILE.read_text(encoding="utf-8")).items())


def _kind(name: str, told: Mapping[str, Any]) -> Kind:
    pairs = itertools.product(told.get("whose", ["any"]), told.get("states", [""]))
    cases = tuple(Case(whose, state) for whose, state in pairs)
    rights = tuple(_right(key, said, cases) for key, said in told["rights"].items())
    return Kind(name, told["title"], cases, rights, timedelta(days=told.get("days_later", 0)))


def _right(name: str, said: Mapping[str, Any], cases: tuple[Case, ...]) -> Right:
    rules: dict[Case, tuple[str, str, str]] = {}
    for key in sorted(set(said) - {"says", "deeds"}, key=len):  # what is told of a state counts above what of all
        meant = [case for case in cases if key in {case.whose, case.title}]
        here, elsewhere, direct = said[key].split()
        if not meant or any(len(met) not in {1, len(ROLES)} for met in (here, elsewhere, direct)):
            raise ValueError(f"{name}: {key!r} = {said[key]!r}")
        rules |= dict.fromkeys(meant, (here, elsewhere, direct))
    if missing := [case.title for case in cases if case not in rules]:
        raise ValueError(f"{name} says nothing of {missing}")
    return Right(name, said["says"], rules, tuple(map(Deed.of, said["deeds"])))


def render(kinds: tuple[Kind, ...]) -> str:
    """Return the table as Markdown: a section for each kind, a table and the deeds for each right."""
    parts = [line for kind in kinds for line in _rendered(kind)]
    return "\n".join(parts)


def _rendered(kind: Kind) -> Iterator[str]:
    yield f"### {kind.title}\n"
    for right in kind.rights:
        yield f"**{right.says}**\n"
        yield f"| | {' | '.join(ROLES)} | elsewhere | direct |"
        yield "|---|" + ":-:|" * (len(ROLES) + 2)
        for titles, met in _rows(kind, right):
            yield f"| {titles} | {' | '.join(met)} |"
        yield f"\n{_deeds(right)}\n"


def _rows(kind: Kind, right: Right) -> Iterator[tuple[str, list[str]]]:
    """Yield a row for all cases of one person's where they are alike, else one for each."""
    for whose, cases in itertools.groupby(kind.cases, lambda case: case.whose):
        rows = [(case, [*_signs(right, case)]) for case in cases]
        if all(met == rows[0][1] for _, met in rows):
            yield whose, rows[0][1]
        else:
            yield from ((case.title, met) for case, met in rows)


def _signs(right: Right, case: Case) -> Iterator[str]:
    yield from (SIGNS[right.get(case, role, "here")] for role in ROLES)
    for place in PLACES[1:]:
        met = dict.fromkeys(SIGNS[right.get(case, role, place)] for role in ROLES)
        yield " ".join(met)


def _deeds(right: Right) -> str:
    subjects = dict.fromkeys(subject_of(deed.line) for deed in right.deeds)
    return " · ".join(_named(subject) for subject in subjects)


def _named(subject: str) -> str:
    if subject.startswith("/"):
        return f"`{subject}`"
    kind, _, rest = subject.partition(" ")
    if kind == "suggest":
        return f"`{rest}` (suggested)"
    return f"*{rest}*" if kind == "menu" else rest if kind == "control" else f"{rest} (form)"
