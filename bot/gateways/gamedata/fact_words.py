"""Puts the facts of the game's API into the few words of `bot.domain.facts`, and drops all others."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from bot.domain.supplies.kinds import AURAS, BOONS

Fact = list[Any]
"""Word, amount, count, trait, overridden place; shorter where the last ones say nothing."""

_TIMES: Final = ("daze", "stun", "knockdown", "float", "sink")
_STATUSES: Final = {
    *BOONS,
    *_TIMES,
    *(f"{kind} aura" for kind in AURAS),
    "stealth",
    "superspeed",
    "fear",
    "taunt",
}
_PATTERNS: Final = (
    ("AttributeAdjust", re.compile(r"barrier", re.IGNORECASE), "barrier"),
    ("AttributeAdjust", re.compile(r"heal", re.IGNORECASE), "healing"),
    ("Number", re.compile(r"^(first|second|additional )?.*boons? (removed|stolen|lost)", re.IGNORECASE), "strip"),
    ("Number", re.compile(r"boons? converted to conditions", re.IGNORECASE), "corrupt"),
    (
        "Number",
        re.compile(r"conditions? (removed|transferred|converted|cleansed|consumed)|condition removal", re.IGNORECASE),
        "cleanse",
    ),
    ("Number", re.compile(r"^number of allied targets$", re.IGNORECASE), "allied targets"),
    ("Number", re.compile(r"^number of targets$", re.IGNORECASE), "targets"),
    ("Number", re.compile(r"^pulses$", re.IGNORECASE), "pulses"),
    ("Number", re.compile(r"^pull", re.IGNORECASE), "pull"),
    ("Distance", re.compile(r"^pull", re.IGNORECASE), "pull"),
    ("Distance", re.compile(r"^knockback", re.IGNORECASE), "knockback"),
    ("Distance", re.compile(r"^launch", re.IGNORECASE), "launch"),
    ("NoData", re.compile(r"(blocks|reflects|destroys|absorbs) (missiles|projectiles)", re.IGNORECASE), "denial"),
    ("NoData", re.compile(r"breaks stun", re.IGNORECASE), "stun break"),
    ("Number", re.compile(r"revive targets", re.IGNORECASE), "revive"),
    ("Percent", re.compile(r"^revive", re.IGNORECASE), "revive"),
    (
        "Percent",
        re.compile(r"healing increase to others|healing to others|^healing increase$", re.IGNORECASE),
        "mending",
    ),
    ("Time", re.compile(r"^(combo field |field |symbol )?duration$", re.IGNORECASE), "duration"),
    ("Time", re.compile(r"^(count recharge|charge recovery)$", re.IGNORECASE), "ammunition"),
    ("Time", re.compile(r"^interval$", re.IGNORECASE), "interval"),
)


_BUFFS: Final = ("Buff", "PrefixedBuff")
"""A prefix tells when there are several kinds of use, such as the attunement; all of them count."""
_KINDS: Final[Mapping[str | None, str]] = {
    "StunBreak": "stun break",
    "Recharge": "recharge",
    "Damage": "damage",
    "HealingAdjust": "healing",
    "Duration": "duration",
}
"""Kinds of facts that need no further look."""
_AIDS: Final = {"damage", "recharge", "targets", "allied targets", "pulses", "duration", "interval", "ammunition"}
"""Words that only help to understand other facts."""


_SAYINGS: Final = (
    (
        "denial",
        re.compile(r"\b(?:reflect|block|destroy|absorb|negat)\w*[^.]{0,40}\b(?:projectile|missile)s?", re.IGNORECASE),
    ),
    ("revive", re.compile(r"\brevives?\b", re.IGNORECASE)),
    (
        "corrupt",
        re.compile(
            r"\b(?:convert|transform|corrupt)\w*[^.]{0,20}\bboons?\b[^.]{0,30}\b(?:conditions?|vulnerability)\b",
            re.IGNORECASE,
        ),
    ),
    ("pull", re.compile(r"\bpulls?\b[^.]{0,20}\b(?:foes?|enem(?:y|ies)|target|them)\b", re.IGNORECASE)),
    (
        "cleanse",
        re.compile(r"\b(?:remov|cleans|cur(?:e|ing)|los(?:e|ing))\w*[^.]{0,30}\bconditions?\b", re.IGNORECASE),
    ),
)
"""What texts say where facts often are silent. How much of it they do not say, so the amount is 0."""


def read_text(description: str | None, facts: Iterable[Fact]) -> list[Fact]:
    """Return what a description says and `facts` do not; of the text itself nothing is kept."""
    known = {fact[0] for fact in facts}
    text = description or ""
    return [[word, 0] for word, pattern in _SAYINGS if word not in known and pattern.search(text)]


def is_telling(facts: Iterable[Fact]) -> bool:
    """Tell whether there is anything among `facts` that somebody is given or suffers."""
    return any(fact[0] not in _AIDS for fact in facts)


def status_word(status: str | None) -> str:
    """Return our word for a boon, an aura or another effect; empty for those that are left out."""
    word = (status or "").lower()
    return word if word in _STATUSES else ""


def read_facts(entries: Iterable[Mapping[str, Any]]) -> list[Fact]:
    """Return the facts that we have a word for, with overridden places counted anew among them."""
    found: list[Fact] = []
    places: dict[int, int] = {}
    for place, entry in enumerate(entries):
        word, amount, count = _read(entry)
        if not word:
            continue
        trait = entry.get("requires_trait", 0)
        if not trait:
            places[place] = len(found)
        found.append(_shorten([word, amount, count, trait, places.get(entry.get("overrides", -1), -1)]))
    return found


def _read(entry: Mapping[str, Any]) -> tuple[str, float, int]:
    kind = entry.get("type")
    if kind in _BUFFS:
        return status_word(entry.get("status")), entry.get("duration") or 0, entry.get("apply_count") or 1
    if kind == "ComboField":
        return f"field.{entry['field_type']}", 0, 1
    if kind == "ComboFinisher":
        return f"finisher.{entry['finisher_type']}", entry.get("percent") or 100, 1
    return _word(kind, entry.get("text") or ""), _amount(entry), 1


def _word(kind: str | None, text: str) -> str:
    if kind in _KINDS:
        return _KINDS[kind]
    if kind == "Time" and (word := next((one for one in _TIMES if one in text.lower().split()), "")):
        return word
    return next((word for wanted, pattern, word in _PATTERNS if kind == wanted and pattern.search(text)), "")


def _amount(entry: Mapping[str, Any]) -> float:
    for key in ("duration", "value", "distance", "percent"):
        amount = entry.get(key)
        if isinstance(amount, int | float) and not isinstance(amount, bool):
            return amount
    return 0


def _shorten(fact: Fact) -> Fact:
    for default in (-1, 0, 1):
        if fact[-1] != default:
            break
        fact.pop()
    return fact
