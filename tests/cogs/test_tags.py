"""Which of a forum's tags a build's post gets."""

from typing import Any

from discord import ForumTag

from bot.app import Services
from bot.domain.modes import GameMode
from bot.domain.template import BuildTemplate
from cogs.builds.tags import find_tags
from tests.cogs.test_builds import FIREBRAND
from tests.factories import make_build

TEMPLATE = BuildTemplate.from_chat_code(FIREBRAND)


def tags(services: Services, *offered: str, **said: Any) -> list[str]:
    build = make_build(template=TEMPLATE, mode=GameMode.PVE, **said)
    return [tag.name for tag in find_tags([ForumTag(name=name) for name in offered], build, services)]


def test_names_of_the_game_are_found_in_any_case(services: Services) -> None:
    offered = ("Mesmer", "GUARDIAN", "firebrand", "PvE", "WvW", "Heal-Quick")
    assert tags(services, *offered) == ["GUARDIAN", "firebrand", "Heal-Quick", "PvE"]


def test_what_the_author_says_stands_above_what_is_read(services: Services) -> None:
    offered = ("Heal-Quick", "Tank", "open world")
    assert tags(services, *offered, roles=("tank",), tags=("open world",)) == ["Tank", "open world"]


def test_at_most_five_and_each_once(services: Services) -> None:
    offered = ("Guardian", "Firebrand", "PvE", "a", "b", "c", "d")
    assert len(tags(services, *offered, tags=("a", "b", "c", "d", "pve"))) == 5
