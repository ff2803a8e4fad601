"""What a kind of content asks for: of each subgroup, whose five share boons and heals, and of the whole squad."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from bot.domain.giving import Giving
from bot.domain.supplies import Kind, To
from bot.domain.supplies.kinds import HOSTILE

_HEALERS: Final = frozenset({"heal", "heal-quick", "heal-alac", "healer"})
_TANKS: Final = _HEALERS | {"tank"}
"""Tanking is a duty that falls to a healer where nobody else does it: boostroom.com, support guide."""


class Need(StrEnum):
    """What somebody can be asked for. One build meets it or does not; how many must, a demand says."""

    QUICKNESS = "quickness"
    ALACRITY = "alacrity"
    MIGHT = "might"
    FURY = "fury"
    STABILITY = "stability"
    HEALING = "healing"
    CLEANSE = "cleanse"
    STRIP = "boon-strip"
    CONTROL = "crowd-control"
    TANK = "tank"

    def is_met_by(self, giving: Giving) -> bool:
        """Tell whether one build with this giving meets the need."""
        return _MEETS[self](giving)

    def is_declared_by(self, giving: Giving) -> bool:
        """Tell whether a build meets the need by its author's word alone."""
        return self.is_met_by(giving) and giving.bare is not None and not self.is_met_by(giving.bare)

    def is_met_once(self) -> bool:
        """Tell whether a second build that meets the need adds nothing, since one already holds it for all five."""
        return self in _HELD


@dataclass(frozen=True, slots=True)
class Demand:
    """How many builds must meet a need, how much each one that is missing matters, and how many are too many."""

    need: Need
    amount: int = 1
    weight: int = 1
    at_most: int | None = None


_HELD: Final = frozenset({Need.QUICKNESS, Need.ALACRITY})


def _holds(boon: str) -> Callable[[Giving], bool]:
    return lambda giving: boon in giving.held


def _suits(roles: frozenset[str]) -> Callable[[Giving], bool]:
    return lambda giving: not roles.isdisjoint(giving.roles)


def _gives(*kinds: Kind, name: str | None = None) -> Callable[[Giving], bool]:
    return lambda giving: any(
        supply.kind in kinds and (supply.to is To.ALLIES or supply.kind in HOSTILE) and name in {None, supply.name}
        for supply in giving.supplies
    )


_MEETS: Final[Mapping[Need, Callable[[Giving], bool]]] = MappingProxyType(
    {
        Need.QUICKNESS: _holds("quickness"),
        Need.ALACRITY: _holds("alacrity"),
        Need.MIGHT: _gives(Kind.BOON, name="Might"),
        Need.FURY: _gives(Kind.BOON, name="Fury"),
        Need.STABILITY: _gives(Kind.BOON, name="Stability"),
        Need.HEALING: _suits(_HEALERS),
        Need.CLEANSE: _gives(Kind.CLEANSE),
        Need.STRIP: _gives(Kind.STRIP, Kind.CORRUPT),
        Need.CONTROL: _gives(Kind.CONTROL),
        Need.TANK: _suits(_TANKS),
    }
)


_HEALS: Final = frozenset({Need.HEALING, Need.MIGHT, Need.FURY, Need.TANK})
"""Of a healer in PvE, who brings the bulk of the boons."""
_ROLE_NEEDS: Final[Mapping[str, frozenset[Need]]] = MappingProxyType(
    {
        "quick-dps": frozenset({Need.QUICKNESS}),
        "alac-dps": frozenset({Need.ALACRITY}),
        "heal": _HEALS,
        "heal-quick": _HEALS | {Need.QUICKNESS},
        "heal-alac": _HEALS | {Need.ALACRITY},
        "tank": frozenset({Need.TANK}),
        "healer": frozenset({Need.HEALING, Need.CLEANSE}),
        "stability-support": frozenset({Need.STABILITY}),
        "cleanser": frozenset({Need.CLEANSE}),
        "strip": frozenset({Need.STRIP, Need.CONTROL}),
    }
)
"""The same as `config/game/role_supplies.toml` says, with its sources."""


def needs_of_role(role: str) -> frozenset[Need]:
    """Return what somebody meets who says to play `role` and names no build."""
    return _ROLE_NEEDS.get(role, frozenset())
