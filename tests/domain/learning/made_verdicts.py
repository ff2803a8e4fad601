"""Raids that worked or did not, made up: by chance, needs, and what combos are truly worth."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import numpy as np

from bot.domain.ids import GuildId
from bot.domain.lineup.traits import Traits
from bot.domain.modes import GameMode
from bot.domain.verdicts import Judged, Verdict

START = datetime(2026, 1, 1, tzinfo=UTC)
FINISHERS = ("Blast", "Leap", "Projectile", "Whirl")
AS_OURS = dict.fromkeys(FINISHERS, 100)


@dataclass(frozen=True)
class World:
    """Guilds with raids. Some are better than others at the same content, which says nothing of their lineups."""

    truth: Mapping[str, int] = field(default_factory=lambda: AS_OURS)
    """What each finisher is worth, in percent of ours."""
    guilds: int = 12
    raids: int = 80
    """Of each guild."""
    force: float = 2.0
    """How much combos decide beside needs and chance; 0 is not at all."""
    seed: int = 0


def make_up(world: World) -> list[Judged]:
    """Return the verdicts, in no order."""
    rng = np.random.default_rng(world.seed)
    truth = np.array([world.truth[name] for name in FINISHERS]) / 100
    made: list[Judged] = []
    for guild in range(world.guilds):
        ease = rng.normal()
        for raid in range(world.raids):
            combos, needs = rng.gamma(2.0, 0.5, len(FINISHERS)), rng.beta(4, 1, 2)
            # who has healing has more of the first finisher, so that one might be praised for the other
            combos[0] += needs[0] - 0.8
            odds = ease + world.force * float(combos @ truth - truth.sum()) / 2 + 4 * float(needs.sum() - 1.6)
            traits = Traits(
                combos=dict(zip(FINISHERS, np.maximum(combos, 0).round(3).tolist(), strict=True)),
                needs=dict(zip(("healing", "quickness"), needs.round(3).tolist(), strict=True)),
                seated=1.0,
                spread=0.5,
            )
            began = START + timedelta(days=4 * raid, minutes=guild)
            worked = bool(rng.random() < 1 / (1 + np.exp(-odds)))
            verdict = Verdict(worked=worked, at=began, mode=GameMode.PVE, traits=traits)
            made.append(Judged(GuildId(guild), ("raid", "strike")[raid % 2], began, verdict))
    return made
