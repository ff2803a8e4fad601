"""Held boons on the trait choices of a gear optimizer's builds, whose names say the boon: a second opinion.

These builds have traits alone, so boons that hang on skills cannot be found there.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from bot.domain.template import BuildTemplate, Legends, Pets, TraitLine
from tests.domain.giving import GAME, giving_of
from tests.domain.rows import SHARED

PRESETS = SHARED / "check/discretize/preset-traits.yaml"
BOONS = ("quickness", "alacrity")
BY_SKILLS = re.compile(r"Firebrand|Quickbrand")
PLAIN = re.compile(r"^(?:Power|Condi|Hybrid|Celestial)\b(?!.*(?:Boon|Quick|Alac|Heal))", re.IGNORECASE)


def presets() -> list[tuple[str, BuildTemplate]]:
    """Return names and builds; none where the file is missing."""
    return list(_read(yaml.safe_load(PRESETS.read_text())["list"])) if PRESETS.exists() else []


def _read(entries: list[dict[str, Any]]) -> Iterator[tuple[str, BuildTemplate]]:
    for entry in entries:
        traits = entry["traits"] if isinstance(entry["traits"], dict) else yaml.safe_load(entry["traits"])
        numbers = [int(number) for number in traits["selectedLines"] if number]
        if numbers:
            yield entry["name"], _build(numbers, traits["selectedTraits"])


def _build(numbers: list[int], chosen: list[list[int]]) -> BuildTemplate:
    lines = [_line(number, traits) for number, traits in zip(numbers, chosen, strict=False)]
    one, two, three = (*lines, *([TraitLine()] * (3 - len(lines))))
    profession = GAME.specializations[numbers[0]].profession
    return BuildTemplate(
        profession=profession,
        lines=(one, two, three),
        pets=Pets() if profession.display == "Ranger" else None,
        legends=Legends(land=(_legend(numbers), 2)) if profession.display == "Revenant" else None,
    )


def _line(number: int, traits: list[int]) -> TraitLine:
    major = GAME.specializations[number].major
    one, two, three = (major.index(trait) % 3 + 1 if trait in major else 0 for trait in traits)
    return TraitLine(number, (one, two, three))


def _legend(numbers: list[int]) -> int:
    gates: dict[int, int] = {one.specialization: number for number, one in GAME.legends.items() if one.specialization}
    return next((gates[number] for number in numbers if number in gates), 4)


def needs_presets() -> None:
    if not PRESETS.exists():
        pytest.skip(f"{PRESETS} is not beside this checkout")


def test_boons_in_names_are_found() -> None:
    needs_presets()
    said = [(name, boon, build) for name, build in presets() for boon in BOONS if boon[:4] in name.lower()]
    asked = [one for one in said if not BY_SKILLS.search(one[0])]
    missed = [name for name, boon, build in asked if boon not in giving_of(build).held]
    assert len(asked) > 50
    assert len(missed) <= 0.05 * len(asked), missed


def test_few_plain_builds_are_said_to_hold_one() -> None:
    needs_presets()
    plain = [(name, build) for name, build in presets() if PLAIN.search(name)]
    wrong = [name for name, build in plain if set(BOONS) & set(giving_of(build).held)]
    assert len(plain) > 50
    assert len(wrong) <= 0.05 * len(plain), wrong
