"""Who brings what in a proposed lineup: by pages that hold also for the largest squads."""

import re

import pytest

from bot.domain.ids import UserId
from bot.domain.lineup.coverage import Coverage
from bot.domain.lineup.problem import WHOLE, Quota
from bot.domain.needs import Need
from bot.domain.sizes import PLACES, SUBGROUPS
from bot.domain.teams import Player
from bot.services.raids.optimizing import Brought
from cogs.raids.optimize.brings import PAGE_TEXT, list_pages
from cogs.ui.words import Words

EN = Words("en")
PLAYERS = tuple(Player(user=UserId(2**64 - 1 - number)) for number in range(SUBGROUPS * PLACES))


def need(
    name: str, subgroup: int | None, have: int, by: tuple[int, ...], *, squad: int = 1, amount: int = WHOLE
) -> Coverage:
    return Coverage(squad, subgroup, Quota(need=name, amount=amount), have, by)


def pages(*needs: Coverage, squads: int = 1, words: Words = EN) -> list[str]:
    return list_pages(Brought(players=PLAYERS, squads=squads, needs=needs), words)


def largest() -> Brought:
    """Return all needs of a squad of fifty, met by as many as can meet them."""
    everybody = range(SUBGROUPS * PLACES)
    needs = [
        need(str(one), subgroup, WHOLE, tuple(everybody[(subgroup - 1) * PLACES : subgroup * PLACES]))
        for subgroup in range(1, SUBGROUPS + 1)
        for one in Need
    ]
    needs += [need(str(one), None, WHOLE, tuple(everybody)) for one in Need]
    return Brought(players=PLAYERS, squads=1, needs=tuple(needs))


def test_each_need_says_how_much_there_is_and_who_gives_it() -> None:
    needs = [
        need("quickness", 1, 2 * WHOLE, (1, 0)),
        need("alacrity", 1, 0, ()),
        need("healing", None, WHOLE // 2, (2,), amount=2 * WHOLE),
    ]
    first, second, third = (f"<@{player.user}>" for player in PLAYERS[:3])
    (page,) = pages(*needs)
    assert page.splitlines() == [
        "**Subgroup 1**",
        f"✅ Quickness 2/1 · {second}, {first}",
        "❌ Alacrity 0/1 · nobody",
        "**The whole squad**",
        f"❌ Healing 0.5/2 · {third}",
    ]
    assert "Soins 0,5/2" in pages(*needs, words=Words("fr"))[0]


def test_squads_are_told_apart_and_nothing_asked_is_said() -> None:
    (page,) = pages(*(need("quickness", 1, 0, (), squad=squad) for squad in (1, 2)), squads=2)
    assert "**Squad 1 · Subgroup 1**" in page
    assert "**Squad 2 · Subgroup 1**" in page
    assert pages() == ["This content asks for nothing."]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_all_needs_of_the_largest_squad_stand_on_pages_that_fit(language: str) -> None:
    brought = largest()
    found = list_pages(brought, Words(language))
    assert max(map(len, found)) <= PAGE_TEXT
    assert len(found) <= sum(map(len, found)) // (PAGE_TEXT // 2) + 1
    assert sum(page.count("✅") for page in found) == len(brought.needs)
    assert all(page.startswith("**") for page in found)
    assert sum(len(re.findall(r"<@\d+>", page)) for page in found) == sum(len(one.by) for one in brought.needs)
