"""What builds are that are made up for the benchmark: as often as among the codes in `tests/data/builds`."""

import random
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from bot.domain.lineup.nature import Nature
from bot.domain.lineup.offers import DAMAGE
from bot.domain.lineup.problem import Offer
from bot.domain.professions import Profession

_FIELDS: Final = {
    "Fire": 57,
    "Lightning": 43,
    "Light": 34,
    "Water": 30,
    "Poison": 26,
    "Dark": 25,
    "Ethereal": 23,
    "Smoke": 17,
    "Ice": 16,
}
"""Builds of 162 that lay one."""
_HOW_MANY: Final = (24, 68, 36, 11, 17, 6)
"""Builds of 162 that lay so many types, from none."""
_FINISHERS: Final = {"Blast": 0.59, "Leap": 0.67, "Projectile": 0.64, "Whirl": 0.57}
"""Which part of builds has one."""
_PER_MINUTE: Final = (3, 4, 6, 8, 15, 20)


def dress(offers: Iterable[Offer], rng: random.Random) -> Iterator[Offer]:
    """Yield the offers, each with a nature."""
    for offer in offers:
        yield replace(offer, nature=_make(rng))


def _make(rng: random.Random) -> Nature:
    count = rng.choices(range(len(_HOW_MANY)), _HOW_MANY)[0]
    return Nature(
        profession=rng.choice(tuple(Profession)).display,
        damage=rng.choice((*DAMAGE, None)),
        fields=frozenset(rng.choices(tuple(_FIELDS), tuple(_FIELDS.values()), k=count)),
        finishers=tuple((kind, rng.choice(_PER_MINUTE)) for kind, share in _FINISHERS.items() if rng.random() < share),
    )
