"""What a team has and lacks, on real builds."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.domain.analysis import Answer, Rules, SubgroupReport, analyze, analyze_squad
from bot.domain.builds import Build
from bot.domain.combos import worth_of
from bot.domain.declared import declare
from bot.domain.gamedata import GameData
from bot.domain.giving import Giving, find_giving
from bot.domain.modes import GameMode
from bot.domain.needs import Demand, Need
from bot.domain.teams import Player, Seat, Team
from bot.domain.template import BuildTemplate
from bot.domain.viewer import Viewer
from bot.gateways.gamedata import load_game_facts
from config.giving import load_giving_rules
from config.role_supplies import load_role_table
from tests.factories import BOB, make_build, make_team

HEAL_QUICK = "[&DQEuKzEvPhZLFwAAehYAAEkBAAAWAQAAGBYAAAAAAAAAAAAAAAAAAAAAAAACBQBmAAA=]"
ALAC = "[&DQctPRg9OzsjDwAAggEAAIEBAACDAQAA7RIAAAAAAAAAAAAAAAAAAAAAAAADWQBWAGYAAA==]"
SCOURGE = "[&DQgnNhM/PD4SAAAAgAAAACEXAAAkFwAAkgAAAAAAAAAAAAAAAAAAAAAAAAA=]"
NEEDS = (Demand(Need.QUICKNESS), Demand(Need.ALACRITY), Demand(Need.HEALING))
RULES = load_giving_rules()


def _build(code: str) -> Build:
    template = BuildTemplate.from_chat_code(code)
    return replace(make_build(), template=template, code=template.chat_code())


def _analyze(team: Team, game: GameData) -> tuple[SubgroupReport, ...]:
    return analyze(team, NEEDS, GameMode.PVE, Rules(_giver(game), RULES.combos, load_role_table()))


def _giver(game: GameData) -> Callable[[Build], Giving]:
    facts = load_game_facts()
    return lambda build: find_giving(build.template, game, facts, GameMode.PVE, RULES)


def _met(report: SubgroupReport) -> dict[Need, list[int]]:
    return {answer.need: [seat.place for seat in answer.by] for answer in report.answers}


def test_who_meets_a_need_by_their_authors_word_alone_is_told(game: GameData) -> None:
    give = _giver(game)
    said = replace(_build(HEAL_QUICK), roles=("heal-alac",))
    team = make_team(seats=(Seat(1, 1, build=said), Seat(1, 2, build=_build(ALAC))))
    rules = Rules(lambda build: declare(give(build), build.roles, RULES.roles), RULES.combos)
    (report,) = analyze(team, NEEDS, GameMode.PVE, rules)
    alacrity = next(answer for answer in report.answers if answer.need is Need.ALACRITY)
    assert [seat.place for seat in alacrity.by] == [1, 2]
    assert [seat.place for seat in alacrity.on_word] == [1]


def test_each_need_names_who_meets_it_in_its_own_subgroup(game: GameData) -> None:
    seats = (
        Seat(1, 1, build=_build(HEAL_QUICK)),
        Seat(1, 2, build=_build(HEAL_QUICK)),
        Seat(2, 4, build=_build(ALAC)),
    )
    first, second = _analyze(replace(make_team(), seats=seats), game)
    assert _met(first) == {Need.QUICKNESS: [1, 2], Need.ALACRITY: [], Need.HEALING: [1, 2]}
    assert _met(second) == {Need.QUICKNESS: [], Need.ALACRITY: [4], Need.HEALING: []}
    assert (first.open_places, second.open_places) == (3, 4)


def test_build_that_the_reader_may_not_see_counts_as_unknown(game: GameData) -> None:
    team = replace(make_team(), seats=(Seat(1, 1, build=_build(HEAL_QUICK)),))
    (report,) = _analyze(team.seen_by(Viewer(BOB)), game)
    assert report.unknown_places == 1
    assert _met(report) == {Need.QUICKNESS: [], Need.ALACRITY: [], Need.HEALING: []}


def test_empty_team_has_no_reports(game: GameData) -> None:
    assert _analyze(make_team(), game) == ()


@pytest.mark.parametrize("code", [HEAL_QUICK, ALAC])
def test_one_more_build_never_lowers_the_combo_efficacy(code: str, game: GameData) -> None:
    seats = (Seat(1, 1, build=_build(HEAL_QUICK)), Seat(1, 2, build=_build(code)))
    (alone,) = _analyze(replace(make_team(), seats=seats[:1]), game)
    (both,) = _analyze(replace(make_team(), seats=seats), game)
    assert both.combo_efficacy >= alone.combo_efficacy


def test_the_squad_is_counted_as_one(game: GameData) -> None:
    healers = tuple(Seat(number, 1, build=_build(HEAL_QUICK)) for number in (1, 2, 3))
    seats = (*healers, Seat(1, 2, build=_build(ALAC)))
    team = replace(make_team(), seats=seats)
    asked = (Demand(Need.HEALING, 0, at_most=2), Demand(Need.ALACRITY, 3), Demand(Need.TANK), Demand(Need.CONTROL))
    healing, alacrity, tank, control = analyze_squad(team, asked, Rules(_giver(game), RULES.combos))
    assert (healing.missing, healing.surplus) == (0, 1)
    assert (alacrity.missing, alacrity.surplus) == (2, 0)
    assert tank == Answer(Need.TANK, healers)
    assert control.missing == 0


@pytest.mark.parametrize(
    ("need", "by_healer", "by_damage"),
    [(Need.MIGHT, True, True), (Need.CONTROL, False, True), (Need.TANK, True, False), (Need.HEALING, True, False)],
)
def test_needs_are_met_by_what_a_build_gives(need: Need, *, by_healer: bool, by_damage: bool, game: GameData) -> None:
    give = _giver(game)
    assert (need.is_met_by(give(_build(HEAL_QUICK))), need.is_met_by(give(_build(ALAC)))) == (by_healer, by_damage)


def test_what_corrupts_boons_strips_too(game: GameData) -> None:
    assert Need.STRIP.is_met_by(_giver(game)(_build(SCOURGE)))
    assert not Need.STRIP.is_met_by(_giver(game)(_build(ALAC)))


def test_combos_that_do_the_most_come_first_in_their_mode(game: GameData) -> None:
    seats = (Seat(1, 1, build=_build(HEAL_QUICK)), Seat(1, 2, build=_build(ALAC)))
    (report,) = _analyze(replace(make_team(), seats=seats), game)
    worths = [worth_of(pair, GameMode.PVE, RULES.combos) for pair in report.pairs]
    assert worths == sorted(worths, reverse=True)
    assert len(worths) > 3


def test_a_second_one_who_holds_a_boon_is_a_duplicate_and_a_second_healer_is_none(game: GameData) -> None:
    seats = tuple(Seat(1, place, build=_build(HEAL_QUICK)) for place in (1, 2, 3))
    (report,) = _analyze(replace(make_team(), seats=seats), game)
    doubled = {answer.need: answer.duplicates for answer in report.answers}
    assert doubled == {Need.QUICKNESS: 2, Need.ALACRITY: 0, Need.HEALING: 0}


def test_a_wish_is_planned_supply_where_there_is_no_build(game: GameData) -> None:
    guest = Player(name="Otti")
    seats = (
        Seat(1, 1, build=_build(HEAL_QUICK), wish="alac-dps"),
        Seat(1, 2, wish="alac-dps"),
        Seat(1, 3, player=guest, wish="heal"),
        Seat(1, 4, player=guest),
    )
    (report,) = _analyze(make_team(seats=seats), game)
    quickness, alacrity, healing = report.answers
    assert (quickness.planned, quickness.is_planned) == ((), False)
    assert (alacrity.by, alacrity.planned, alacrity.missing, alacrity.is_planned) == ((), seats[1:2], 0, True)
    assert (healing.planned, healing.is_planned, healing.duplicates) == (seats[2:3], False, 0)
    assert (report.open_places, report.unknown_places) == (2, 2)


def test_a_hidden_build_leaves_its_wish_to_be_counted(game: GameData) -> None:
    team = make_team(seats=(Seat(1, 1, build=_build(HEAL_QUICK), wish="heal-quick"),))
    (report,) = _analyze(team.seen_by(Viewer(BOB)), game)
    assert [answer.is_planned for answer in report.answers] == [True, False, True]
