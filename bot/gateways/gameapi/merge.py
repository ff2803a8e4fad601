"""Lays the API's answers over the bundled snapshot: what the API tells is taken from it, the rest stays.

It does not tell which elite specialization gates a skill on the bar, the palette ids of each legend, the numbers of
weapon types and a few palette ids that occur in codes. Nothing that was known is forgotten: old codes name old things.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final

from bot.domain.professions import Profession
from bot.domain.translations import KINDS, Translation
from bot.errors import GameApiAnswerError
from bot.gateways.gameapi.answers import LegendEntry, SkillEntry
from bot.gateways.gameapi.api import Language
from bot.gateways.gameapi.fetch import Answers
from bot.gateways.gameapi.merge_equipment import merge_equipment
from bot.gateways.gameapi.merge_facts import merge_facts
from bot.gateways.gamedata.editions import FORMAT, Tables

Row = list[Any]
Rows = dict[Any, Row]

WHOLE: Final = 0.9
"""Part of the known things that an answer must name again: on patch days lists have come half empty."""
_NUMBERS: Final = {profession.display: int(profession) for profession in Profession}
_PLACEHOLDER: Final = re.compile(r"\(\(\d+\)\)")
"""What the game shows instead of a text that it has none for."""
_RENDERED: Final = re.compile(r"https://render\.guildwars2\.com/file/[0-9A-Fa-f]+/\d+\.(?:png|jpg)")
"""Addresses are handed on to Discord, so nothing else may pass."""
_PVP: Final = frozenset({"Pvp", "PvpLobby"})
_HEAL, _UTILITIES, _ELITE = 4572, (4614, 4651, 4564), 4554
"""A revenant's palette ids, by slot. Source: tables of build codes read with each legend, 2026-11-22."""


def merge(
    bundled: Tables,
    mark: str,
    answers: Answers,
    at: datetime,
    names: Mapping[Language, Translation] = MappingProxyType({}),
) -> bytes:
    """Return the content of a fetched edition: `answers` laid over what is bundled, whose mark is `mark`.

    `names` are those of other languages.

    Raises GameApiAnswerError where an answer names too little of what is known.
    """
    _require_whole(_by_key(bundled.game["kinds"]), answers)
    tables = lay_over(bundled, answers, at.date().isoformat())
    head = {"at": at.isoformat(), "told": answers.build, "base": mark, "items_to": answers.items_to}
    content = {"format": FORMAT, "fetched": head, "facts": tables.facts, "equipment": tables.equipment}
    told = {language: _name_rows(words) for language, words in names.items()}
    return json.dumps({**tables.game, **content, "names": told}, ensure_ascii=False).encode()


def _name_rows(words: Translation) -> dict[str, list[Row]]:
    return {kind: sorted([number, name] for number, name in getattr(words, kind).items()) for kind in KINDS}


def lay_over(tables: Tables, answers: Answers, day: str) -> Tables:
    """Return the tables with `answers` of that day in them; a kind of which there is no answer stays as it is."""
    kinds = {name: dict(table) for name, table in tables.game["kinds"].items()}
    known = _by_key(kinds)
    for name, rows in _fresh(known, answers).items():
        table = {**known[name], **rows}
        kinds[name]["rows"] = [table[key] for key in sorted(table)]
        if getattr(answers, _TOLD_BY.get(name, name)):
            kinds[name]["date"] = day
    return Tables(
        game={**tables.game, "build": max(tables.game["build"], answers.build), "kinds": kinds},
        facts=merge_facts(tables.facts, answers, day),
        equipment=merge_equipment(tables.equipment, known["stats"].values(), answers, day),
    )


_TOLD_BY: Final = {"palettes": "professions", "runes": "items", "sigils": "items", "relics": "items"}
"""Whose answer tells of a kind, where the two have different names."""


def _by_key(kinds: Mapping[str, Any]) -> dict[str, Rows]:
    known: dict[str, Rows] = {
        name: {row[0]: row for row in table["rows"]} for name, table in kinds.items() if name != "palettes"
    }
    return known | {"palettes": {(row[0], row[1]): row for row in kinds["palettes"]["rows"]}}


def _require_whole(known: Mapping[str, Rows], answers: Answers) -> None:
    told: dict[str, set[Any]] = {
        "professions": {entry.code for entry in answers.professions},
        "palettes": {(entry.code, palette) for entry in answers.professions for palette, _ in entry.skills_by_palette},
        "legends": {number for entry in answers.legends if (number := _legend_number(entry))},
        **{name: {entry.id for entry in getattr(answers, name)} for name in _BY_NUMBER},
        **{name: {entry.id for entry in answers.items} for name in ("runes", "sigils", "relics")},
    }
    for name, numbers in told.items():
        count = len(known[name].keys() & numbers)
        if count < WHOLE * len(known[name]):
            raise GameApiAnswerError(name, f"{count} of {len(known[name])} known ones")


_BY_NUMBER: Final = ("specializations", "traits", "skills", "pets", "stats")


def _fresh(known: Mapping[str, Rows], answers: Answers) -> dict[str, Rows]:
    """Return the rows of every kind that the API tells of."""
    skills = _skill_rows(known["skills"], answers)
    return {
        "professions": _index(_profession_rows(answers)),
        "specializations": _index(
            [
                *(one.id, one.name, _NUMBERS[one.profession], int(one.elite)),
                *([*one.minor_traits], [*one.major_traits], *_icon(one.profession_icon_big)),
            ]
            for one in answers.specializations
            if one.profession in _NUMBERS
        ),
        "traits": _index([one.id, one.name, one.specialization, one.tier, one.slot] for one in answers.traits),
        "skills": skills,
        "palettes": {
            (entry.code, palette): [entry.code, palette, skill]
            for entry in answers.professions
            if entry.id in _NUMBERS
            for palette, skill in entry.skills_by_palette
        },
        "legends": _index(_legend_rows(known["legends"], {**known["skills"], **skills}, answers)),
        "pets": _index([one.id, one.name] for one in answers.pets),
        "stats": _index(
            [one.id, one.name, [[of.attribute, of.multiplier, of.value] for of in one.attributes]]
            for one in answers.stats
            if one.name
        ),
        "runes": _index(_upgrade_rows(answers, "UpgradeComponent", "Rune")),
        "sigils": _index(_upgrade_rows(answers, "UpgradeComponent", "Sigil")),
        "relics": _index(_upgrade_rows(answers, "Relic", None)),
    }


def _index(rows: Iterable[Row]) -> Rows:
    return {row[0]: row for row in rows if row[1] != ""}


def _icon(address: str) -> list[str]:
    """Return an address at the game's render service as the last column of a row, and no column for any other."""
    return [address] if _RENDERED.fullmatch(address) else []


def _profession_rows(answers: Answers) -> Iterator[Row]:
    for entry in answers.professions:
        if entry.id in _NUMBERS:
            weapons = {name: [sorted(use.flags), use.specialization] for name, use in sorted(entry.weapons.items())}
            yield [entry.code, sorted(entry.specializations), weapons, *_icon(entry.icon_big)]


def _skill_rows(known: Rows, answers: Answers) -> Rows:
    """Return a row for every skill that any answer names: on the lists, on a bar or in a palette."""
    told = {entry.id: entry for entry in answers.skills}
    placed = _placed(answers)
    palettes = {skill for entry in answers.professions for _, skill in entry.skills_by_palette}
    return {
        number: _skill_row(known.get(number) or placed.get(number) or _unknown(number), told.get(number))
        for number in {*told, *placed, *palettes}
    }


def _skill_row(known: Row, entry: SkillEntry | None) -> Row:
    """Return what is known with what is told laid over it; a name that is only a number is none."""
    if entry is None:
        return known
    number, name, kind, slot, gate, professions, flags = known
    told = "" if _PLACEHOLDER.fullmatch(entry.name) else entry.name
    users = sorted(_NUMBERS[one] for one in entry.professions if one in _NUMBERS)
    return [
        number,
        told or name,
        entry.type or kind,
        entry.slot or slot,
        entry.specialization or gate,
        users or professions,
        sorted(entry.flags) if entry.flags or entry.type else flags,
    ]


def _placed(answers: Answers) -> Rows:
    """Return what the professions' own lists tell of their skills, for those that are too new to be told of alone."""
    rows: Rows = {}
    for entry in answers.professions:
        weapons = [skill for use in entry.weapons.values() for skill in use.skills]
        for skill in (*entry.skills, *weapons) if entry.id in _NUMBERS else ():
            row = rows.setdefault(skill.id, [skill.id, None, skill.type, skill.slot, None, [], []])
            row[5] = sorted({*row[5], entry.code})
    return rows


def _unknown(number: int) -> Row:
    return [number, None, None, None, None, [], []]


def _legend_rows(known: Rows, skills: Rows, answers: Answers) -> Iterator[Row]:
    """Yield the known ones under their present names, with their own skills, and new ones."""
    for entry in answers.legends:
        number = _legend_number(entry)
        swap = skills.get(entry.swap, _unknown(entry.swap))
        if number in known:
            _, name, gate, _, pairs = known[number]
        else:
            name, gate = None, swap[4]
            bar = {_HEAL: entry.heal, _ELITE: entry.elite, **dict(zip(_UTILITIES, entry.utilities, strict=False))}
            pairs = sorted([palette, skill] for palette, skill in bar.items())
        if number and swap[1] and all(skill in skills for _, skill in pairs):
            yield [number, name or swap[1], gate, entry.swap, pairs]


def _legend_number(entry: LegendEntry) -> int:
    digits = entry.id.removeprefix("Legend")
    return entry.code or (int(digits) if digits.isdecimal() else 0)


def _upgrade_rows(answers: Answers, kind: str, detail: str | None) -> Iterator[Row]:
    for item in answers.items:
        if item.type == kind and (detail is None or item.details.get("type") == detail):
            modes = set(item.game_types)
            yield [item.id, item.name, item.rarity, int(bool(modes) and modes <= _PVP)]
