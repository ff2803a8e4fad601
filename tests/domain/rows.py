"""Build codes with what their sources say of them: a small set of our own, and the large one beside the checkout."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.domain.sheet import BuildSheet, SheetBar

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests/data/codes.jsonl"
SHARED = ROOT.parent / "shared/gw2"
LARGE = SHARED / "tables/build_codes.jsonl"


@dataclass(frozen=True)
class Row:
    """A code, whether it is one, and what must come out of it."""

    code: str
    valid: bool
    expected: dict[str, Any]


def golden_rows() -> list[Row]:
    """Return the rows that are part of the project."""
    rows = [json.loads(line) for line in GOLDEN.read_text().splitlines()]
    return [Row(row["code"], row["valid"], row["expected"]) for row in rows]


def large_rows() -> list[Row]:
    """Return the rows that are not; none where that file is missing."""
    if not LARGE.exists():
        return []
    rows = [json.loads(line) for line in LARGE.read_text().splitlines()]
    return [Row(row["code"], row["valid"] is True, dict(_asserted(row))) for row in rows if row["valid"] != "lenient"]


def _asserted(row: dict[str, Any]) -> list[tuple[str, Any]]:
    found = []
    for key in row["asserts"]:
        outer, _, inner = key.partition(".")
        value = row["expected"][outer]
        if inner and isinstance(value, list):
            value = [{"id": part["id"], inner: part[inner]} for part in value]
        elif inner:
            value = {inner: value[inner]}
        found.append((outer, value))
    return found


def told(sheet: BuildSheet) -> dict[str, Callable[[Any], Any]]:
    """Return for every key of `expected` what we say to it, given its value: only what that value asks for."""
    template = sheet.template
    return {
        "profession": lambda _: sheet.profession.display,
        "elite_spec": lambda _: sheet.elite.name if sheet.elite else None,
        "specializations": lambda value: _lines(sheet, value),
        "palette": lambda value: _bar(sheet.land, "palette", value),
        "palette_aquatic": lambda value: _bar(sheet.water, "palette", value),
        "skill_ids": lambda value: _bar(sheet.land, "id", value),
        "skill_names": lambda value: _bar(sheet.land, "name", value),
        "weapon_ids": lambda _: [weapon.id for weapon in sheet.weapons],
        "weapons": lambda _: [weapon.name for weapon in sheet.weapons],
        "skill_override_ids": lambda _: [override.id for override in sheet.overrides],
        "pets": lambda _: [*template.pets.land, *template.pets.water] if template.pets else None,
        "legend_bytes": lambda value: _legend_bytes(sheet, value),
        "legends": lambda value: _legend_names(sheet, value),
        "inactive_palette": lambda _: {
            "land": [skill and skill.palette for skill in sheet.inactive_land or ()],
            "aquatic": [skill and skill.palette for skill in sheet.inactive_water or ()],
        },
        "decodes": lambda _: True,
        "round_trips": lambda _: template.from_chat_code(template.chat_code()) == template,
    }


def _lines(sheet: BuildSheet, value: list[dict[str, Any]]) -> list[dict[str, Any]]:
    mine = [
        {
            "id": line.id,
            "name": line.name,
            "traits": list(chosen.traits),
            "trait_ids": [trait and trait.id for trait in line.traits],
        }
        for line, chosen in zip(sheet.lines, sheet.template.lines, strict=True)
        if line
    ]
    return [{key: line[key] for key in asked} for line, asked in zip(mine, value, strict=True)]


def _bar(bar: SheetBar, attribute: str, value: dict[str, Any]) -> dict[str, Any]:
    # Sources write 0 for an empty slot, and shouts without the quotation marks of the game.
    def read(skill: Any) -> Any:
        found = getattr(skill, attribute) if skill else 0
        return found.strip('"') if isinstance(found, str) else found

    mine = {"heal": read(bar.heal), "utility": [read(skill) for skill in bar.utility], "elite": read(bar.elite)}
    return {key: mine[key] for key in value}


def _legend_bytes(sheet: BuildSheet, value: list[int]) -> list[int]:
    # Codes of 2019-2021 say 13 to 18 for the legends 1 to 6; a template has today's number of either.
    assert sheet.template.legends
    mine = [*sheet.template.legends.land, *sheet.template.legends.water]
    return [number + 12 if byte > 12 else number for number, byte in zip(mine, value, strict=True)]


def _legend_names(sheet: BuildSheet, value: list[str]) -> list[str]:
    named = [*(sheet.legends_land or ()), *(sheet.legends_water or ())]
    return [
        short if legend and short in (legend.name or "") else "?" for short, legend in zip(value, named, strict=True)
    ]
