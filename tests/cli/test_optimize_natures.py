"""What a file of sign-ups says of professions, damage and combos, and what comes of it."""

from typing import Any, get_args

import pytest
from pydantic import ValidationError

from bot.cli import build_entries
from bot.cli.build_entries import BuildEntry, SpreadEntry
from bot.domain.combos import FIELDS, FINISHERS
from bot.domain.lineup.nature import Nature, Spread
from bot.domain.professions import Profession
from tests.cli.test_optimize import ALAC_MIRAGE, Run, people, run, seated, solved

__all__ = ["run"]


def said(**keys: Any) -> Nature:
    entry = BuildEntry.model_validate_json(BuildEntry.model_construct(roles=["dps"], **keys).model_dump_json())
    return entry.to_nature(None, entry.roles)


def test_all_that_the_game_has_can_be_said() -> None:
    assert get_args(build_entries.FieldName) == FIELDS
    assert get_args(build_entries.FinisherName) == FINISHERS
    assert set(get_args(build_entries.ProfessionName)) == {one.display for one in Profession}


def test_what_is_said_is_taken_and_the_rest_is_unknown() -> None:
    assert said() == Nature()
    assert said(profession="Thief", damage="power", fields=["Smoke"], finishers={"Leap": 3, "Blast": 1}) == Nature(
        profession="Thief", damage="power", fields=frozenset({"Smoke"}), finishers=(("Blast", 1), ("Leap", 3))
    )


@pytest.mark.parametrize(("word", "damage"), [("condi-dps", "condition"), ("pdps", "power"), ("dps", None)])
def test_words_for_roles_tell_the_damage(word: str, damage: str | None) -> None:
    assert BuildEntry(roles=[word]).to_nature(None, [word]).damage == damage


@pytest.mark.parametrize(
    "wrong",
    [{"profession": "Ritualist"}, {"damage": "much"}, {"fields": ["Mud"]}, {"finishers": {"Blast": -1}}],
)
def test_what_there_is_not_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        BuildEntry.model_validate({"roles": ["dps"], **wrong})


def test_combos_and_spread_decide_who_sits_where(run: Run) -> None:
    players = people("dps", "dps", "dps", "dps")
    for number, more in enumerate(({"finishers": {"Blast": 8}}, {"finishers": {"Blast": 8}}, {}, {})):
        players[number]["builds"][0] |= more | ({} if more else {"fields": ["Fire"]}) | {"profession": "Thief"}
    template = {"subgroups": 2, "places": 2, "spread": [{"of": "squad", "by": "profession", "enough": 3}]}
    found = solved(run, {"template": template, "players": players})
    where = seated(found)
    assert where["P0"][1] != where["P1"][1]
    assert (found["score"]["combos"], found["score"]["spread"], found["status"]) == (1600, 3, "optimal")


def test_a_code_tells_profession_and_combos(run: Run) -> None:
    players = [{"name": "Mia", "builds": [{"code": ALAC_MIRAGE}]}]
    template = {"subgroups": 1, "spread": [{"of": "subgroup", "by": "profession"}]}
    found = solved(run, {"template": template, "players": players})
    assert found["score"]["spread"] == 1
    assert found["score"]["combos"] > 0


def test_a_spread_of_a_file_is_that_of_the_domain() -> None:
    entry = SpreadEntry.model_validate({"of": "squad", "by": "damage", "enough": 2, "weight": 4})
    assert entry.to_spread() == Spread(side="whole", by="damage", enough=2, weight=4)


def test_another_lineup_says_how_many_combos_less_it_has(run: Run) -> None:
    players = people("dps", "dps", "dps")
    players[0]["builds"][0] |= {"finishers": {"Blast": 8}}
    players[1]["builds"][0] |= {"fields": ["Fire"]}
    told = run({"template": {"subgroups": 1, "places": 2}, "players": players}, "--alternatives", "1").stdout
    assert "P1 waits and P2 plays dps and 1 combo less" in told
