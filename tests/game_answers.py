"""Answers in the shapes of the game's API, made of the bundled game data: what the API would say of it.

The API tells less than the bundled data in places (no legend's name, no gate of a palette skill) and so do these.
"""

from collections.abc import Iterator
from typing import Any

from bot.domain.gamedata import GameData, Upgrade
from bot.domain.professions import Profession

Entries = dict[int | str, dict[str, Any]]
Answers = dict[str, Entries]


def answers_of(game: GameData) -> Answers:
    """Return the API's entries by path and id."""
    return {
        "professions": {profession.display: _profession(game, profession) for profession in Profession},
        "specializations": {
            line.id: {
                "id": line.id,
                "name": line.name,
                "profession": line.profession.display,
                "elite": line.elite,
                "minor_traits": list(line.minor),
                "major_traits": list(line.major),
                "icon": "https://render.example/line.png",
            }
            for line in game.specializations.values()
        },
        "traits": {
            trait.id: {
                "id": trait.id,
                "name": trait.name,
                "specialization": trait.specialization,
                "tier": trait.tier,
                "slot": trait.slot,
                "order": 0,
                "description": "A sentence that nobody keeps.",
            }
            for trait in game.traits.values()
        },
        "skills": {number: dict(_skill(game, number)) for number in game.skills},
        "legends": {f"Legend{number}": _legend(game, number) for number in game.legends},
        "pets": {pet.id: {"id": pet.id, "name": pet.name, "skills": [{"id": 1}]} for pet in game.pets.values()},
        "itemstats": {
            stat.id: {
                "id": stat.id,
                "name": stat.name,
                "attributes": [
                    {"attribute": name, "multiplier": multiplier, "value": value}
                    for name, multiplier, value in stat.attributes
                ],
            }
            for stat in game.stats.values()
        },
        "items": {
            **{one.id: _item(one, "UpgradeComponent", "Rune") for one in game.runes.values()},
            **{one.id: _item(one, "UpgradeComponent", "Sigil") for one in game.sigils.values()},
            **{one.id: _item(one, "Relic", None) for one in game.relics.values()},
        },
    }


def _profession(game: GameData, profession: Profession) -> dict[str, Any]:
    facts = game.professions[profession]
    return {
        "id": profession.display,
        "name": profession.display,
        "code": int(profession),
        "specializations": list(facts.specializations),
        "weapons": {
            name: {
                "flags": list(use.flags),
                "skills": [],
                **({"specialization": use.specialization} if use.specialization else {}),
            }
            for name, use in facts.weapons.items()
        },
        "skills": [],
        "skills_by_palette": [[palette, skill.id] for palette, skill in game.palettes[profession].items()],
        "training": [],
    }


def _skill(game: GameData, number: int) -> Iterator[tuple[str, Any]]:
    skill = game.skills[number]
    yield from {"id": number, "name": skill.name or "", "description": "", "flags": list(skill.flags)}.items()
    if skill.type is not None:
        yield "type", skill.type
        yield "slot", skill.slot
        yield "professions", [Profession(one).display for one in skill.professions]


def _legend(game: GameData, number: int) -> dict[str, Any]:
    legend = game.legends[number]
    skills = {palette: skill.id for palette, skill in legend.skills.items()}
    return {
        "id": f"Legend{number}",
        "code": number,
        "swap": legend.swap,
        "heal": skills[4572],
        "elite": skills[4554],
        "utilities": [skills[4614], skills[4651], skills[4564]],
    }


def _item(one: Upgrade, kind: str, detail: str | None) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": one.name,
        "type": kind,
        "rarity": one.rarity or "Exotic",
        "game_types": ["Pvp", "PvpLobby"] if one.pvp else ["Activity", "Wvw", "Dungeon", "Pve"],
        **({"details": {"type": detail}} if detail else {}),
    }
