"""Lays what the API tells of the effects of skills and traits over the bundled facts.

The API tells nothing of WvW, and of some skills nothing at all: what is known of those stays.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from bot.domain.professions import Profession
from bot.domain.supplies.kinds import BOONS
from bot.gateways.gameapi.answers import Answer
from bot.gateways.gameapi.fetch import Answers
from bot.gateways.gamedata import fact_words
from bot.gateways.gamedata.build_facts import follows_of, hint_of, mechanic_rows, weapon_rows

Row = list[Any]
Entry = Mapping[str, Any]
_ODD = (LookupError, TypeError, ValueError, AttributeError)
"""What a fact of a shape that is not known raises; the entry is passed over then."""
_Make = Callable[[list[Entry], Mapping[int, Entry]], Iterable[Row]]
_NAMES = {profession.display for profession in Profession}


def merge_facts(tables: dict[str, Any], answers: Answers, day: str) -> dict[str, Any]:
    """Return the bundled tables with the API's facts in them; whose `day` it is."""
    skills, traits = _raw(answers.skills), _raw(answers.traits)
    professions = [entry for entry in _raw(answers.professions).values() if entry["name"] in _NAMES]
    known = {name: {row[0]: row for row in tables[name]} for name in ("skills", "traits", "mechanics")}
    weapons = {(row[0], row[1]): row for row in tables["weapons"]}
    weapons |= {(row[0], row[1]): row for row in _rows(weapon_rows, professions, skills) if row[2]}
    mechanics = {row[0]: row for row in _rows(mechanic_rows, professions, skills) if row[1]}
    return {
        **tables,
        "dates": {**tables["dates"], **_days(answers, day)},
        "skills": _laid_over(known["skills"], _in_play(known["skills"], skills, traits, professions), _skill_row),
        "traits": _laid_over(known["traits"], traits.values(), _trait_row),
        "weapons": [weapons[key] for key in sorted(weapons)],
        "mechanics": sorted({**known["mechanics"], **mechanics}.values()),
    }


def _days(answers: Answers, day: str) -> dict[str, str]:
    told = {"skill facts": answers.skills, "trait facts": answers.traits}
    return {name: day for name, entries in told.items() if entries}


def _in_play(
    known: Collection[int], skills: Mapping[int, Entry], traits: Mapping[int, Entry], professions: Iterable[Entry]
) -> list[Entry]:
    """Return the skills that a player can have: most on the API's list are those of things and beings."""
    played = {number for number, entry in skills.items() if entry.get("professions")}
    listed = {skill["id"] for entry in professions for skill in entry["skills"]}
    palettes = {skill for entry in professions for _, skill in entry["skills_by_palette"]}
    linked = {number for entry in skills.values() for number in follows_of(entry)}
    set_off = {skill["id"] for entry in traits.values() for skill in entry.get("skills", [])}
    wanted = {*known, *played, *listed, *palettes, *linked, *set_off}
    return [entry for number, entry in skills.items() if number in wanted]


def _raw(entries: Iterable[Answer]) -> dict[Any, Entry]:
    """Return the entries as they came, by id."""
    return {entry["id"]: entry for entry in (one.model_dump(mode="json", exclude_unset=True) for one in entries)}


def _rows(make: _Make, professions: list[Entry], skills: Mapping[int, Entry]) -> list[Row]:
    try:
        return list(make(professions, skills))
    except _ODD:
        return []


def _laid_over(known: dict[int, Row], entries: Iterable[Entry], make: Callable[[Entry], Row]) -> list[Row]:
    rows = dict(known)
    for entry in entries:
        number = entry["id"]
        if number in rows and not entry.get("facts"):
            continue  # hollow: the API is silent of some that do much
        try:
            row = make(entry)
        except _ODD:
            continue
        if row[4] or fact_words.is_telling(row[5]):
            rows[number] = [*row[:6], _wvw(rows.get(number))]
        else:
            rows.pop(number, None)
    return [rows[number] for number in sorted(rows)]


def _skill_row(entry: Entry) -> Row:
    facts = fact_words.read_facts([*entry.get("facts", []), *entry.get("traited_facts", [])])
    facts += fact_words.read_text(entry.get("description"), facts)
    toolbelt = entry.get("toolbelt_skill", 0)
    return [entry["id"], hint_of(entry.get("description")), 0, toolbelt, follows_of(entry), facts]


def _trait_row(entry: Entry) -> Row:
    facts = fact_words.read_facts([*entry.get("facts", []), *entry.get("traited_facts", [])])
    procs = sorted({skill["id"] for skill in entry.get("skills", [])})
    return [entry["id"], hint_of(entry.get("description")), 0, 0, procs, facts]


def _wvw(known: Row | None) -> Mapping[str, float | None]:
    """Return what is known of WvW; where all that was known are facts of WvW, the seconds of their boons."""
    if known is None:
        return {}
    _, _, split, _, _, facts, numbers = known
    if not split:
        return dict(numbers)
    return {fact[0]: fact[1] for fact in facts if fact[0] in BOONS}
