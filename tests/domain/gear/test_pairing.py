"""Weapon sets that a build code may mean."""

import pytest

from bot.domain.gamedata import GameData
from bot.domain.gear.pairing import find_pairings, is_two_handed
from bot.domain.professions import Profession
from bot.domain.template import BuildTemplate
from tests.domain.rows import golden_rows


def pairings(game: GameData, profession: Profession, *names: str) -> list[str]:
    numbers = {weapon.name: number for number, weapon in game.weapons.items()}
    names_of = {number: name for name, number in numbers.items()}
    found = find_pairings([numbers[name] for name in names], profession, game)
    return [" / ".join("+".join(names_of[one] for one in pair if one) for pair in pairing) for pairing in found]


@pytest.mark.parametrize(
    ("profession", "weapons", "expected"),
    [
        (Profession.WARRIOR, (), [" / "]),
        (Profession.WARRIOR, ("Greatsword",), ["Greatsword / "]),
        (Profession.WARRIOR, ("Greatsword", "Axe", "Shield"), ["Greatsword / Axe+Shield"]),
        (Profession.WARRIOR, ("Axe", "Shield", "Greatsword"), ["Axe+Shield / Greatsword"]),
        (
            Profession.GUARDIAN,
            ("Mace", "Shield", "Axe", "Focus"),
            ["Mace+Shield / Axe+Focus", "Mace+Focus / Axe+Shield"],
        ),
        (Profession.GUARDIAN, ("Staff", "Greatsword", "Hammer"), []),
        (Profession.GUARDIAN, ("Shortbow",), []),
        (Profession.THIEF, ("Dagger", "Pistol"), None),
    ],
)
def test_pairings(game: GameData, profession: Profession, weapons: tuple[str, ...], expected: list[str] | None) -> None:
    found = pairings(game, profession, *weapons)
    if expected is None:
        assert set(found) == {"Dagger+Pistol / ", "Pistol+Dagger / ", "Dagger / Pistol"}
    else:
        assert found == expected


def test_real_codes_can_be_paired(game: GameData) -> None:
    codes = [row.code for row in golden_rows() if row.valid]
    templates = [BuildTemplate.from_chat_code(code) for code in codes]
    paired = [find_pairings(one.weapons, one.profession, game) for one in templates]
    assert sum(map(bool, paired)) >= 0.95 * len(templates)
    for template, found in zip(templates, paired, strict=True):
        for pairing in found:
            assert sorted(weapon for pair in pairing for weapon in pair if weapon) == sorted(template.weapons)
            assert not any(off and is_two_handed(main, template.profession, game) for main, off in pairing)
