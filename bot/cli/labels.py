"""What guides say of builds: the rows that `bench supplies` measures against.

A row is a JSON object with `code` and `labels`, or as `labels` is left out one with `expected`, in which a title, tags
and a role stand as a guide has them. What a guide does not say is None and is not measured.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from bot.domain.modes import GameMode

ASPECTS: Final = ("quickness", "alacrity", "heal")
"""What a row may say yes or no to."""
_OPTIONAL: Final = re.compile(r"\((?:quick|alac)\w*\)", re.IGNORECASE)
_SAID: Final = {
    "quickness": re.compile(r"\bquick(?:ness|brand)?\b|\[q\w*\]|\bHQ\b|\bq(?:dps|heal)\b", re.IGNORECASE),
    "alacrity": re.compile(r"\balac(?:rity)?\b|\[a(?:dps|heal)\]|\bHA\b|\ba(?:dps|heal)\b", re.IGNORECASE),
    "heal": re.compile(r"\bheal\b|\[\w?heal\]", re.IGNORECASE),
}
_EITHER: Final = re.compile(r"\bboon\b", re.IGNORECASE)
_HYBRID: Final = re.compile(r"\bcele(?:stial)?\b|\bhybrid\b", re.IGNORECASE)
_DAMAGE: Final = re.compile(r"dps\]|\bdamage\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A build and what is said of it."""

    id: str
    code: str
    title: str
    mode: GameMode
    labels: Mapping[str, bool | None]
    variants: tuple[str, ...]
    """Boons that the title has in brackets: a variant gives them, of which the code need not be."""


def read_rows(lines: Iterable[str]) -> Iterator[Labelled]:
    """Yield the rows that say anything; raises ValueError or KeyError for a line that is no row."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        row = json.loads(line)
        if row.get("valid") is False:
            continue
        expected = row.get("expected", {})
        labels = row["labels"] if "labels" in row else read_labels(expected)
        if any(labels.get(aspect) is not None for aspect in ASPECTS):
            mode = row.get("mode") or _mode(expected.get("mode"))
            title = row.get("title") or expected.get("title") or ""
            variants = tuple(aspect for aspect in ASPECTS if any(map(_SAID[aspect].search, _OPTIONAL.findall(title))))
            yield Labelled(str(row.get("id", number)), row["code"], title, GameMode(mode), labels, variants)


def read_labels(expected: Mapping[str, Any]) -> dict[str, bool | None]:
    """Return what title, tags and role say.

    A boon in brackets, as in "Power (Alac) Mechanist", counts as said, though the code may be of another variant. Of
    one who deals damage or gives one boon, the other boon is denied; of one who heals nothing is denied.
    """
    text = " ".join((expected.get("title") or "", *expected.get("tags", []), expected.get("role") or ""))
    said = {aspect: bool(pattern.search(text)) for aspect, pattern in _SAID.items()}
    if _EITHER.search(text) and not (said["quickness"] and said["alacrity"]):
        return {"quickness": True, "alacrity": True, "heal": said["heal"]}
    boon = said["quickness"] or said["alacrity"]
    denied = boon or (bool(_DAMAGE.search(text)) and not said["heal"])
    found: dict[str, bool | None] = {
        aspect: True if said[aspect] else (False if denied else None) for aspect in ASPECTS
    }
    if _HYBRID.search(text) and not said["heal"]:
        found["heal"] = None
    return found


def _mode(text: str | None) -> GameMode:
    words = (text or "").lower()
    return next((mode for mode in (GameMode.WVW, GameMode.PVP) if mode in words), GameMode.PVE)
