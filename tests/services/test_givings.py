"""What builds give, told again without being worked out again."""

from dataclasses import replace

import pytest

from bot.domain.gear.gear import Gear
from bot.domain.modes import GameMode
from bot.domain.template import BuildTemplate
from bot.gateways.gamedata.editions import load_bundled
from bot.services.almanac import Almanac
from bot.services.givings import Givings
from config.giving import load_giving_rules
from tests.factories import make_build

FIREBRAND = "[&DQEuKzEvPhZLFwAAehYAAEkBAAAWAQAAGBYAAAAAAAAAAAAAAAAAAAAAAAACBQBmAAA=]"
TEMPLATE = BuildTemplate.from_chat_code(FIREBRAND)


@pytest.fixture
def almanac() -> Almanac:
    return Almanac(load_bundled())


@pytest.fixture
def givings(almanac: Almanac) -> Givings:
    return Givings(almanac, load_giving_rules())


def test_the_same_build_is_read_once(givings: Givings) -> None:
    assert givings.appraise(TEMPLATE) is givings.appraise(BuildTemplate.from_chat_code(FIREBRAND), GameMode.PVE)


def test_another_mode_or_gear_is_another_reading(givings: Givings) -> None:
    bare = givings.appraise(TEMPLATE)
    assert givings.appraise(TEMPLATE, GameMode.WVW).mode is GameMode.WVW
    assert givings.appraise(TEMPLATE, gear=Gear()) is not bare


def test_newer_facts_are_used_at_once(givings: Givings, almanac: Almanac) -> None:
    assert "quickness" in givings.appraise(TEMPLATE).held
    almanac.use(replace(almanac.edition, facts=replace(almanac.facts, skills={}, traits={})))
    assert givings.appraise(TEMPLATE).held == ()


def test_what_an_author_declares_stays_theirs(givings: Givings) -> None:
    said = givings.get(make_build(template=TEMPLATE, roles=("power-dps",)))
    assert said.roles != givings.get(make_build(template=TEMPLATE)).roles
