"""The kinds of things that a build can give, and the words of `bot.domain.facts` that tell of each."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Kind(StrEnum):
    """What a player may give."""

    BOON = "boon"
    AURA = "aura"
    HEALING = "healing"
    BARRIER = "barrier"
    CLEANSE = "cleanse"
    STRIP = "boon-strip"
    CORRUPT = "corrupt"
    CONTROL = "crowd-control"
    STUN_BREAK = "stun-break"
    STEALTH = "stealth"
    SUPERSPEED = "superspeed"
    REVIVE = "revive"
    DENIAL = "projectile-denial"
    PULL = "pull"
    PORTAL = "portal"


class To(StrEnum):
    """Who is given to."""

    SELF = "self"
    ALLIES = "allies"
    UNKNOWN = "unknown"
    """No source tells; also what is done to foes rather than given to anyone."""


class Evidence(StrEnum):
    """How sure it is, the surest first."""

    DECLARED = "declared"
    """The author says so."""
    FACT = "fact"
    """The game's own facts, whose numbers are those of PvE."""
    SPLIT = "split"
    """Numbers of WvW that the game does not tell, but tables of players do."""
    UNKNOWN = "unknown"
    """It follows from a rule of ours, or hangs on a choice that no build code holds."""


BOONS: Final = (
    "aegis",
    "alacrity",
    "fury",
    "might",
    "protection",
    "quickness",
    "regeneration",
    "resistance",
    "resolution",
    "stability",
    "swiftness",
    "vigor",
)
AURAS: Final = ("chaos", "dark", "fire", "frost", "light", "magnetic", "shocking")
HOSTILE: Final = frozenset((Kind.STRIP, Kind.CORRUPT, Kind.CONTROL, Kind.PULL))
"""What is done to foes."""

_CONTROLS: Final = ("daze", "stun", "knockdown", "float", "sink", "knockback", "launch", "fear", "taunt")

WORDS: Final[Mapping[str, tuple[Kind, str]]] = MappingProxyType(
    {
        **{boon: (Kind.BOON, boon.capitalize()) for boon in BOONS},
        **{f"{aura} aura": (Kind.AURA, f"{aura.capitalize()} Aura") for aura in AURAS},
        **{control: (Kind.CONTROL, control.capitalize()) for control in _CONTROLS},
        "healing": (Kind.HEALING, "Healing"),
        "barrier": (Kind.BARRIER, "Barrier"),
        "cleanse": (Kind.CLEANSE, "Cleanse"),
        "strip": (Kind.STRIP, "Boon Strip"),
        "corrupt": (Kind.CORRUPT, "Boon Corruption"),
        "pull": (Kind.PULL, "Pull"),
        "stun break": (Kind.STUN_BREAK, "Stun Break"),
        "stealth": (Kind.STEALTH, "Stealth"),
        "superspeed": (Kind.SUPERSPEED, "Superspeed"),
        "revive": (Kind.REVIVE, "Revive"),
        "denial": (Kind.DENIAL, "Projectile Denial"),
        "portal": (Kind.PORTAL, "Portal"),
    }
)
"""Kind and name by word."""
