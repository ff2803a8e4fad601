"""How well what builds give is told: what is said of labelled builds against what we tell."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from bot.cli.giving import Givings
from bot.cli.labels import ASPECTS, Labelled
from bot.domain.giving import Giving
from bot.domain.modes import GameMode
from bot.domain.template import BuildTemplate
from bot.errors import ChatCodeError
from bot.gateways.gamedata.editions import load_bundled

HEALERS = ("heal", "heal-quick", "heal-alac", "healer")


@dataclass(slots=True)
class Score:
    """What was told of one aspect."""

    said: int = 0
    """Builds of which a guide says it."""
    found: int = 0
    """Those of them of which we tell it too."""
    told: int = 0
    """Builds of which we tell it and a guide says or denies it."""
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    variants: list[str] = field(default_factory=list)
    """Those missed of which a variant is said to have it: the title has it in brackets."""

    @property
    def recall(self) -> float:
        """The part of what is said that is found; 1 if nothing is said."""
        return self.found / self.said if self.said else 1.0

    @property
    def precision(self) -> float:
        """The part of what is told that is right; 1 if nothing is told."""
        return self.found / self.told if self.told else 1.0

    def to_record(self) -> dict[str, Any]:
        """Return what `--json` writes."""
        return {
            "said": self.said,
            "found": self.found,
            "told": self.told,
            "recall": self.recall,
            "precision": self.precision,
            "missed": self.missed,
            "wrong": self.wrong,
            "variants": self.variants,
        }

    def to_lines(self, name: str) -> Iterator[str]:
        """Yield what people read."""
        found = f"found {self.found} of {self.said} ({self.recall:.0%})"
        yield f"{name:<12}{found}    right {self.found} of {self.told} ({self.precision:.0%})"
        for words, rows in (
            ("missed", self.missed),
            ("wrong", self.wrong),
            ("missed, a variant in brackets", self.variants),
        ):
            yield from (f"  {words}: {row}" for row in rows)


def score_rows(rows: Iterable[Labelled]) -> dict[str, Score]:
    """Return a score for each aspect, and one for the two boons together. A code that cannot be read tells nothing."""
    givings = Givings.load(load_bundled(), GameMode.PVE)
    scores = {aspect: Score() for aspect in ASPECTS}
    for row in rows:
        try:
            giving = givings.find(BuildTemplate.from_chat_code(row.code), row.mode)
        except ChatCodeError:
            giving = None
        for aspect, score in scores.items():
            _count(score, row, aspect, told=giving is not None and _tells(giving, aspect))
    return {"boons": _join(scores["quickness"], scores["alacrity"]), **scores}


def _tells(giving: Giving, aspect: str) -> bool:
    return not set(HEALERS).isdisjoint(giving.roles) if aspect == "heal" else aspect in giving.held


def _count(score: Score, row: Labelled, aspect: str, *, told: bool) -> None:
    name = f"{row.id} {row.title}".strip()
    label = row.labels.get(aspect)
    if label is None:
        return
    score.said += label
    score.told += told
    score.found += label and told
    if label and not told:
        (score.variants if aspect in row.variants else score.missed).append(name)
    if told and not label:
        score.wrong.append(name)


def _join(*scores: Score) -> Score:
    return Score(
        sum(score.said for score in scores), sum(score.found for score in scores), sum(score.told for score in scores)
    )
