"""What the rune, the sigils and the relic of a build give."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from bot.domain.gear.equipment import Equipment, ItemKind
from bot.domain.gear.gear import Gear
from bot.domain.modes import GameMode
from bot.domain.supplies.grants import Grant, Source
from bot.domain.supplies.kinds import WORDS, Evidence, To


@dataclass(frozen=True, slots=True, kw_only=True)
class WornGift:
    """One thing that an item gives: an entry of a table, with its source there."""

    word: str
    to: To
    count: int | None
    seconds: float
    """0 where the game's text has no number."""
    stacks: int
    recharge: float
    modes: frozenset[GameMode]


WornGifts = Mapping[tuple[ItemKind, int], tuple[WornGift, ...]]
"""By kind and by the item's own id."""
NO_WORN_GIFTS: Final[WornGifts] = MappingProxyType({})


def find_worn(gear: Gear | None, equipment: Equipment, mode: GameMode, gifts: WornGifts) -> Iterator[Grant]:
    """Yield what `gear` gives in `mode`: the sigils of both sets, each item once, by any of its ids."""
    if gear is None:
        return
    sigils = (sigil for held in gear.sets for sigil in held.sigils)
    worn = (
        (ItemKind.RUNE, gear.rune),
        *((ItemKind.SIGIL, sigil) for sigil in sigils),
        (ItemKind.RELIC, gear.relic),
    )
    found = (equipment.get_item(kind, number) for kind, number in worn if number)
    for item in dict.fromkeys(one for one in found if one):
        source = Source(item.kind.value, item.id, item.name)
        yield from (_grant(gift, source) for gift in gifts.get((item.kind, item.id), ()) if mode in gift.modes)


def _grant(gift: WornGift, source: Source) -> Grant:
    kind, name = WORDS[gift.word]
    evidence = Evidence.FACT if gift.seconds else Evidence.UNKNOWN
    return Grant(kind, name, gift.to, gift.count, source, evidence, gift.seconds, gift.stacks, gift.recharge)
