"""What the game's API would tell of characters that play given builds and wear given gear."""

from collections.abc import Sequence
from typing import Any

from bot.domain.gamedata import GameData
from bot.domain.professions import Profession
from bot.domain.template import BuildTemplate, SkillBar

Entry = dict[str, Any]

BERSERKER, VIPER = 161, 1153
"""Item stats; gear has the second by the smaller of its two numbers."""
SCHOLAR, FORCE, IMPACT, THIEF_RELIC = 24836, 24615, 24868, 100916
MIGHTY_INFUSION, AGONY_ONLY = 43254, 49424
GREATSWORD, AXE, FOCUS, SPEAR = 50, 5, 49, 265


def build_tab(template: BuildTemplate, game: GameData, *, tab: int = 1, name: str = "", active: bool = False) -> Entry:
    """Return the tab as the API tells it: empty places are null."""
    land, water = ((1, 0), (0, 0))
    if template.legends:
        land, water = template.legends.land, template.legends.water
    build: Entry = {
        "name": name,
        "profession": template.profession.display,
        "specializations": [_line(line.specialization, line.traits, game) for line in template.lines],
        "skills": _bar(template, template.land, land[0], game),
        "aquatic_skills": _bar(template, template.water, water[0], game),
    }
    if template.profession is Profession.REVENANT:
        build["legends"] = [f"Legend{legend}" if legend else None for legend in land]
        build["aquatic_legends"] = [f"Legend{legend}" if legend else None for legend in water]
    if template.pets:
        build["pets"] = {"terrestrial": _nulls(template.pets.land), "aquatic": _nulls(template.pets.water)}
    return {"tab": tab, "is_active": active, "build": build}


def _line(line: int, traits: Sequence[int], game: GameData) -> Entry:
    chosen = [game.get_trait(line, tier, choice) for tier, choice in enumerate(traits)]
    return {"id": line or None, "traits": [trait.id if trait else None for trait in chosen]}


def _bar(template: BuildTemplate, bar: SkillBar, legend: int, game: GameData) -> Entry:
    def skill(palette: int) -> int | None:
        found = game.get_skill(template.profession, palette, legend) if palette else None
        return found.id if found else None

    return {
        "heal": skill(bar.heal),
        "utilities": [skill(palette) for palette in bar.utility],
        "elite": skill(bar.elite),
    }


def _nulls(numbers: Sequence[int]) -> list[int | None]:
    return [number or None for number in numbers]


ARMOR = ("Helm", "Shoulders", "Coat", "Gloves", "Leggings", "Boots")
TRINKETS = ("Backpack", "Accessory1", "Accessory2", "Amulet", "Ring1", "Ring2")
_LEGENDARY, _FIXED = 80_000, 81_000
"""Ids of the pieces below: legendary ones tell their stats themselves, the others as items."""


def piece(slot: str, item: int, *, stat: int = 0, **more: Any) -> Entry:
    """Return a piece that is worn."""
    stats = {"stats": {"id": stat, "attributes": {"Power": 1}}} if stat else {}
    return {"id": item, "slot": slot, "binding": "Account", "location": "Equipped", **stats, **more}


def dressed(*, tab: int = 1, name: str = "Raid", active: bool = False) -> Entry:
    """Return a tab with all that gear can hold: legendary armor, ascended trinkets, two weapon sets, and more."""
    armor = [
        piece(slot, _LEGENDARY + place, stat=BERSERKER, upgrades=[SCHOLAR], infusions=[MIGHTY_INFUSION])
        for place, slot in enumerate(ARMOR)
    ]
    trinkets = [piece(slot, _FIXED + place, infusions=[MIGHTY_INFUSION]) for place, slot in enumerate(TRINKETS)]
    weapons = [
        piece("WeaponA1", 82_000, stat=BERSERKER, upgrades=[FORCE, IMPACT], infusions=[MIGHTY_INFUSION, AGONY_ONLY]),
        piece("WeaponB1", 82_001, stat=BERSERKER, upgrades=[FORCE]),
        piece("WeaponB2", 82_002, stat=VIPER, upgrades=[IMPACT]),
    ]
    water = [piece("HelmAquatic", 83_000), piece("WeaponAquaticA", 83_001, upgrades=[FORCE]), piece("Sickle", 83_002)]
    relic = [piece("Relic", THIEF_RELIC)]
    return {"tab": tab, "name": name, "is_active": active, "equipment": [*armor, *trinkets, *weapons, *water, *relic]}


def items() -> dict[int | str, Entry]:
    """Return the items that `dressed` wears, as the API tells them."""
    found = [_item(_LEGENDARY + place, "Armor", slot, "Legendary") for place, slot in enumerate(ARMOR)]
    found += [_item(_FIXED + place, "Trinket", "Ring", "Ascended", 584) for place in range(len(TRINKETS))]
    found += [
        _item(82_000 + place, "Weapon", kind, "Ascended") for place, kind in enumerate(("Greatsword", "Axe", "Focus"))
    ]
    found += [_item(82_003, "Weapon", "Harpoon", "Exotic", BERSERKER), _item(82_004, "Weapon", "Toy", "Exotic")]
    found += [_infusion(MIGHTY_INFUSION, "Power", 5), _infusion(AGONY_ONLY, "AgonyResistance", 9)]
    found += [_infusion(43_255, "Power", 4)]
    return {one["id"]: one for one in found}


def _item(number: int, kind: str, detail: str, rarity: str, stat: int = 0) -> Entry:
    upgrade = {"infix_upgrade": {"id": stat, "attributes": []}} if stat else {"stat_choices": [161, 1153]}
    details = {"type": detail, "attribute_adjustment": 134.442, **upgrade}
    return {"id": number, "name": detail, "type": kind, "rarity": rarity, "level": 80, "details": details}


def _infusion(number: int, attribute: str, amount: int) -> Entry:
    given = [{"attribute": attribute, "modifier": amount}]
    details = {"type": "Default", "infix_upgrade": {"id": 1, "attributes": given}}
    return {"id": number, "name": attribute, "type": "UpgradeComponent", "rarity": "Exotic", "details": details}
