"""The API's facts of skills and traits over the bundled ones: real answers change nothing, newer ones do."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from bot.gateways.gameapi.answers import ProfessionEntry, SkillEntry, TraitEntry
from bot.gateways.gameapi.fetch import Answers
from bot.gateways.gameapi.merge_facts import merge_facts
from bot.gateways.gamedata.editions import read_bundled_facts

API = Path(__file__).parents[3] / "shared/gw2/api"
DAY = "2026-12-01"
Entry = dict[str, Any]


def answered(*, skills: list[Entry] = [], traits: list[Entry] = [], professions: list[Entry] = []) -> Answers:  # noqa: B006 - never changed
    return Answers(
        build=1,
        professions=TypeAdapter(tuple[ProfessionEntry, ...]).validate_python(professions),
        specializations=(),
        traits=TypeAdapter(tuple[TraitEntry, ...]).validate_python(traits),
        skills=TypeAdapter(tuple[SkillEntry, ...]).validate_python(skills),
        legends=(),
        pets=(),
        stats=(),
        items=(),
        items_to=0,
    )


def bundled() -> dict[str, Any]:
    tables: dict[str, Any] = json.loads(read_bundled_facts())
    return tables


def row_of(tables: dict[str, Any], kind: str, number: int) -> list[Any] | None:
    return next((row for row in tables[kind] if row[0] == number), None)


def skill(number: int, *facts: Entry, **more: Any) -> Entry:
    return {"id": number, "name": "Skill", "professions": ["Guardian"], "facts": list(facts), **more}


def buff(status: str, seconds: float) -> Entry:
    return {"type": "Buff", "status": status, "duration": seconds, "apply_count": 1, "text": "Apply Buff/Condition"}


def first(kind: str, *, split: int) -> int:
    """Return a skill or trait whose facts are, or are not, those of WvW alone; with a boon in it."""
    return next(
        int(row[0]) for row in bundled()[kind] if row[2] == split and any(fact[0] == "might" for fact in row[5])
    )


def read(name: str) -> Any:
    data = (API / name).read_bytes()
    return json.loads(gzip.decompress(data) if name.endswith(".gz") else data)


def test_the_answers_that_the_bundle_was_made_of_change_no_skill() -> None:
    if not API.exists():
        pytest.skip(f"{API} is not beside this checkout")
    professions = [{**entry, "code": 1, "skills_by_palette": []} for entry in read("professions.json")]
    answers = answered(skills=read("skills.api-2025-07.json.gz"), professions=professions)
    merged, tables = merge_facts(bundled(), answers, DAY), bundled()
    for kind in ("skills", "traits", "weapons", "mechanics"):
        assert merged[kind] == tables[kind], kind


def test_the_days_are_those_of_the_answers_but_for_wvw() -> None:
    told = answered(skills=[skill(1)], traits=[{"id": 1, "specialization": 1, "tier": 1, "slot": "Major"}])
    dates = merge_facts(bundled(), told, DAY)["dates"]
    assert dates == {"skill facts": DAY, "trait facts": DAY, "WvW numbers": bundled()["dates"]["WvW numbers"]}
    assert merge_facts(bundled(), answered(), DAY)["dates"] == bundled()["dates"]


def test_what_a_skill_does_now_goes_before_what_it_did() -> None:
    number = first("skills", split=0)
    before = row_of(bundled(), "skills", number)
    assert before is not None
    answers = answered(skills=[skill(number, buff("Quickness", 7), description="You and your allies.")])
    row = row_of(merge_facts(bundled(), answers, DAY), "skills", number)
    assert row == [number, "allies", 0, 0, [], [["quickness", 7]], before[6]]


def test_what_the_api_is_silent_of_stays() -> None:
    number = first("skills", split=0)
    merged = merge_facts(bundled(), answered(skills=[skill(number)]), DAY)
    assert row_of(merged, "skills", number) == row_of(bundled(), "skills", number)


def test_facts_of_wvw_become_numbers_of_wvw_when_the_api_tells_its_own() -> None:
    number = first("skills", split=1)
    before = row_of(bundled(), "skills", number)
    assert before is not None
    known = next(fact for fact in before[5] if fact[0] == "might")
    row = row_of(merge_facts(bundled(), answered(skills=[skill(number, buff("Might", 99))]), DAY), "skills", number)
    assert row is not None
    assert (row[2], row[5]) == (0, [["might", 99]])
    assert row[6]["might"] == known[1]


def test_new_skills_of_players_come_in_and_those_of_things_do_not() -> None:
    thing = {**skill(90_002, buff("Might", 5)), "professions": []}
    answers = answered(skills=[skill(90_000, buff("Might", 5), flip_skill=90_001), thing])
    merged = merge_facts(bundled(), answers, DAY)
    assert row_of(merged, "skills", 90_000) == [90_000, "unknown", 0, 0, [90_001], [["might", 5]], {}]
    assert row_of(merged, "skills", 90_002) is None


def test_a_skill_that_gives_nothing_any_more_gives_nothing() -> None:
    number = first("skills", split=0)
    merged = merge_facts(bundled(), answered(skills=[skill(number, {"type": "Recharge", "value": 8})]), DAY)
    assert row_of(merged, "skills", number) is None


@pytest.mark.parametrize("fact", [{"type": "ComboField"}, "a word", {"type": "Buff", "status": 5, "duration": "x"}])
def test_a_fact_of_an_unknown_shape_costs_its_skill_alone(fact: Any) -> None:
    number = first("skills", split=0)
    answers = answered(skills=[{**skill(number), "facts": [fact]}, skill(90_000, buff("Might", 5))])
    merged = merge_facts(bundled(), answers, DAY)
    assert row_of(merged, "skills", number) == row_of(bundled(), "skills", number)
    assert row_of(merged, "skills", 90_000) is not None


def test_traits_too() -> None:
    number = first("traits", split=0)
    trait = {"id": number, "name": "Trait", "specialization": 1, "tier": 1, "slot": "Major"}
    told = {**trait, "facts": [buff("Alacrity", 3)], "skills": [{"id": 90_000, "name": "Set off"}]}
    row = row_of(merge_facts(bundled(), answered(traits=[told]), DAY), "traits", number)
    assert row is not None
    assert row[:6] == [number, "unknown", 0, 0, [90_000], [["alacrity", 3]]]
