"""Makes the bundled facts of skills and traits out of answers of the game's API. The same files give the same bytes.

Words and numbers only. Of a description nothing is kept but whether it speaks of allies, which no fact says, and, of
skills, of a few things on which facts are often silent, such as the reflecting of projectiles. What traits say is
often but a condition, so they are read for allies alone.
"""

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from bot.domain.professions import Profession
from bot.domain.supplies.kinds import BOONS
from bot.gateways.gamedata import fact_words, sources
from bot.gateways.gamedata.sources import Sources

FORMAT: Final = 1
"""Changes when an older reader could not read the file any more."""

Row = list[Any]
Entry = Mapping[str, Any]
Procs = Mapping[int, list[int]]
"""What traits set off, as skills of their own."""
_NUMBERS: Final = {profession.display: int(profession) for profession in Profession}
_ALLIES: Final = re.compile(r"\ball(?:y|ies)\b|\bothers\b", re.IGNORECASE)


def build_facts(folder: Path) -> bytes:
    """Return the facts made of the files in `folder`; raises what `build_snapshot` raises."""
    source = Sources(folder)
    skills = {entry["id"]: entry for entry in source.read_json(sources.SKILLS)}
    professions = source.read_json(sources.PROFESSIONS)
    dates = {
        "skill facts": sources.SKILLS_DATE,
        "trait facts": source.read_json(sources.NEWER_DATE)["fetchedAt"][:10],
        "WvW numbers": source.read_json(sources.SPLITS)["updatedAt"][:10],
    }
    overrides = source.read_json(sources.WVW_OVERRIDES)
    procs = {
        entry["id"]: sorted({skill["id"] for skill in entry.get("skills", [])})
        for entry in source.read_json(sources.TRAITS)
    }
    splits = source.read_json(sources.SPLITS)
    tables = {
        "skills": sorted(_skill_rows(source, skills, procs, splits["skills"], overrides["skill"])),
        "traits": sorted(_trait_rows(source, procs, splits["traits"], overrides["trait"])),
        "weapons": sorted(weapon_rows(professions, skills)),
        "mechanics": sorted(mechanic_rows(professions, skills)),
    }
    return format_facts({"format": FORMAT, "dates": dates, **tables})


def _skill_rows(source: Sources, known: Mapping[int, Entry], procs: Procs, splits: Entry, wvw: Entry) -> Iterator[Row]:
    palettes = source.read_json(sources.PALETTES)["palette"].values()
    newest = {skill for pairs in palettes for _, skill in pairs}
    newest |= {int(number) for number in source.read_json(sources.SKILL_GATES)}
    newest |= {skill["id"] for profession in source.read_json(sources.PROFESSIONS) for skill in profession["skills"]}
    played = {number for number, entry in known.items() if entry.get("professions")}
    linked = {number for entry in known.values() for number in follows_of(entry)}
    linked |= {number for skills in procs.values() for number in skills}
    for number in newest | played | linked:
        entry = known.get(number, {})
        facts = fact_words.read_facts([*entry.get("facts", []), *entry.get("traited_facts", [])])
        facts += fact_words.read_text(entry.get("description"), facts)
        hint, split = hint_of(entry.get("description")), False
        if number not in known and (found := splits.get(str(number))):
            facts, split = fact_words.read_facts(found["modes"]["wvw"]["facts"]), True
        follows = follows_of(entry)
        if follows or fact_words.is_telling(facts):
            numbers = {} if split else _wvw(facts, wvw.get(str(number)), splits.get(str(number)))
            yield [number, hint, int(split), entry.get("toolbelt_skill", 0), follows, facts, numbers]


def follows_of(entry: Entry) -> list[int]:
    """Return the skills that come with a skill, of the API's entry."""
    several = [*entry.get("bundle_skills", []), *entry.get("transform_skills", [])]
    subskills = [skill["id"] for skill in entry.get("subskills", [])]
    singles = [entry.get("flip_skill"), entry.get("toolbelt_skill"), entry.get("next_chain")]
    return sorted({*several, *subskills, *(number for number in singles if number)})


def _trait_rows(source: Sources, procs: Procs, splits: Entry, wvw: Entry) -> Iterator[Row]:
    for entry in source.read_json(sources.NEWER_TRAITS):
        facts = fact_words.read_facts([*entry["facts"], *entry.get("traitedFacts", [])])
        split = False
        if not facts and (found := splits.get(str(entry["id"]))):
            facts, split = fact_words.read_facts(found["modes"]["wvw"]["facts"]), True
        follows = procs.get(entry["id"], [])
        if follows or fact_words.is_telling(facts):
            hint, number = hint_of(entry.get("description")), str(entry["id"])
            numbers = {} if split else _wvw(facts, wvw.get(number), splits.get(number))
            yield [entry["id"], hint, int(split), 0, follows, facts, numbers]


def _wvw(facts: Iterable[Row], single: Entry | None, whole: Entry | None) -> Mapping[str, float | None]:
    """Return the seconds in WvW, where either source tells them: the newer of single ones, or the list of all.

    What a list that is complete does not name is not there in WvW.
    """
    words: dict[str, Any] = {}
    listed = (whole or {}).get("modes", {}).get("wvw", {})
    if listed.get("complete") and (there := _seconds(listed["facts"])):
        words = {fact[0]: there.get(fact[0]) for fact in facts if fact[0] in BOONS}
    for status, value in (single or {}).items():
        words[fact_words.status_word(status)] = None if value == "omit" else value
    return {word: words[word] for word in sorted(words) if word}


def _seconds(facts: Iterable[Entry]) -> dict[str, float]:
    found: dict[str, float] = {}
    for fact in facts:
        if fact["type"] == "Buff" and (word := fact_words.status_word(fact["status"])):
            found[word] = max(found.get(word, 0), fact["duration"])
    return found


def hint_of(description: str | None) -> str:
    """Return whether a text speaks of allies."""
    if not description:
        return "unknown"
    return "allies" if _ALLIES.search(description) else "self"


def weapon_rows(professions: Iterable[Entry], known: Mapping[int, Entry]) -> Iterator[Row]:
    """Yield the skills of each weapon in each profession's hands; `known` are the API's skills by id."""
    for profession in professions:
        for weapon, use in profession["weapons"].items():
            placed = [
                [
                    skill["id"],
                    skill["slot"],
                    skill.get("attunement") or known.get(skill["id"], {}).get("attunement", ""),
                    skill.get("offhand", ""),
                ]
                for skill in use["skills"]
            ]
            yield [_NUMBERS[profession["id"]], weapon, placed]


def mechanic_rows(professions: Iterable[Entry], known: Mapping[int, Entry]) -> Iterator[Row]:
    """Yield the skills of each profession's own bar; `known` are the API's skills by id.

    What a thief can steal is left out: no build has it, whoever is robbed decides.

    A skill that the API's older answer does not know belongs to the newest elite specialization.
    """
    for profession in professions:
        newest = {"specialization": max(profession["specializations"])}
        placed = [
            [
                skill["id"],
                skill["slot"],
                skill.get("attunement", ""),
                "",
                known.get(skill["id"], newest).get("specialization", 0),
                known.get(skill["id"], {}).get("weapon_type", "").replace("None", ""),
            ]
            for skill in profession["skills"]
            if skill["type"] == "Profession" and not skill.get("source")
        ]
        listed = {skill["id"] for skill in profession["skills"]}
        yield [_NUMBERS[profession["id"]], [*placed, *_bundle_rows(profession["id"], listed, known)]]


def _bundle_rows(profession: str, listed: Collection[int], known: Mapping[int, Entry]) -> Iterator[Row]:
    """Return the bars that an elite specialization's mechanic opens, such as a tome's: no list names their skills."""
    for number, entry in sorted(known.items()):
        own = entry.get("professions") == [profession] and number not in listed
        bar = entry.get("slot", "").startswith(("Weapon_", "Downed_")) and entry.get("weapon_type") == "None"
        if own and bar and (gate := entry.get("specialization")):
            yield [number, entry["slot"], entry.get("attunement", ""), "", gate]


def format_facts(tables: Mapping[str, Any]) -> bytes:
    """Write one row per line, so that newer facts differ from older ones in the lines that changed."""
    parts = [f'"{key}": {json.dumps(value)}' for key, value in tables.items() if not isinstance(value, list)]
    for name, rows in tables.items():
        if not isinstance(rows, list):
            continue
        lines = ",\n".join(json.dumps(row, separators=(",", ":")) for row in rows)
        parts.append(f'"{name}": [\n{lines}\n]')
    return ("{\n" + ",\n".join(parts) + "\n}\n").encode()
