"""What builds give, as the command line tells it: for `decode --mode` and `bench supplies`."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Self

from bot.domain.combos import Field, Finisher
from bot.domain.edition import Edition
from bot.domain.giving import Giving, GivingRules, find_giving
from bot.domain.modes import GameMode
from bot.domain.supplies import Evidence, To
from bot.domain.template import BuildTemplate
from config.giving import load_giving_rules

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Givings:
    """Everything that must be read to tell what builds give in one mode."""

    edition: Edition
    rules: GivingRules
    mode: GameMode

    @classmethod
    def load(cls, edition: Edition, mode: GameMode) -> Self:
        """Read the rules; raises ValueError where a table is wrong."""
        return cls(edition, load_giving_rules(), mode)

    def find(self, template: BuildTemplate, mode: GameMode | None = None) -> Giving:
        """Return what `template` gives."""
        return find_giving(template, self.edition.game, self.edition.facts, mode or self.mode, self.rules)


def giving_record(giving: Giving) -> Record:
    """Return the keys that `--mode` adds to `--json`."""
    return {
        "supplies": [
            {
                "kind": supply.kind,
                "name": supply.name,
                "to": supply.to,
                "count": supply.count,
                "sources": [{"type": one.type, "id": one.id, "name": one.name} for one in supply.sources],
                "evidence": supply.evidence,
            }
            for supply in giving.supplies
        ],
        "support": list(giving.held),
        "roles": list(giving.roles),
        "combos": {
            "fields": _combo_records(giving.combos.fields),
            "finishers": _combo_records(giving.combos.finishers),
        },
    }


def giving_lines(giving: Giving) -> Iterator[str]:
    """Yield what `--mode` adds for people."""
    yield f"  roles in {giving.mode}: {', '.join(giving.roles)}"
    yield f"  holds: {', '.join(giving.held) or '-'}"
    for to, words in (
        (To.ALLIES, "to allies"),
        (To.SELF, "to itself"),
        (To.UNKNOWN, "to foes, or to whom is not told"),
    ):
        if names := [supply.name for supply in giving.supplies if supply.to is to]:
            yield f"  {words}: {', '.join(names)}"
    yield from _numbers_lines(giving)
    if giving.combos.fields:
        yield f"  fields: {_by_type(giving.combos.fields)}"
    if giving.combos.finishers:
        yield f"  finishers: {_by_type(giving.combos.finishers)}"


def _numbers_lines(giving: Giving) -> Iterator[str]:
    """Yield by the numbers of which mode that is told: the game tells those of PvE alone."""
    split = dict.fromkeys(supply.name for supply in giving.supplies if supply.evidence is Evidence.SPLIT)
    if split:
        yield f"  by numbers of WvW: {', '.join(split)}"
    if giving.mode is not GameMode.PVE:
        beside = "no table of PvP is known; " if giving.mode is GameMode.PVP else ""
        yield f"  {beside}all else by numbers of PvE"


def _combo_records(things: Iterable[Field | Finisher]) -> list[Record]:
    return [{"type": thing.type, "id": thing.source.id, "name": thing.source.name} for thing in things]


def _by_type(things: Iterable[Field | Finisher]) -> str:
    names: dict[str, list[str]] = {}
    for thing in things:
        names.setdefault(thing.type, []).append(thing.source.name or f"number {thing.source.id}")
    return "; ".join(f"{kind} ({', '.join(found)})" for kind, found in names.items())
