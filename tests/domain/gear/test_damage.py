"""What most of somebody's damage is, told by what their gear gives."""

import pytest

from bot.domain.gear.equipment import Equipment
from bot.domain.gear.gear import Gear
from bot.domain.gear.totals import Appraiser
from bot.domain.lineup.offers import get_damage
from bot.domain.modes import GameMode
from bot.domain.professions import Profession
from tests.domain.gear.test_totals import stat


@pytest.mark.parametrize(
    ("names", "damage"),
    [
        (("Berserker",), "power"),
        (("Marauder",), "power"),
        (("Dire",), "condition"),
        (("Viper",), "condition"),
        (("Viper", "Berserker"), "power"),
        (("Grieving",), None),
        (("Celestial",), None),
        (("Minstrel",), None),
        ((), None),
    ],
)
@pytest.mark.parametrize("mode", [GameMode.PVE, GameMode.WVW])
def test_gear_tells_what_most_of_the_damage_is(
    appraiser: Appraiser, equipment: Equipment, names: tuple[str, ...], damage: str | None, mode: GameMode
) -> None:
    numbers = [stat(equipment, name).id for name in names] or [0]
    stats = tuple(numbers[place % len(numbers)] for place in range(12))
    attributes = appraiser.appraise(Gear(stats=stats), Profession.NECROMANCER, mode)
    assert attributes is not None
    assert get_damage(attributes) == damage
