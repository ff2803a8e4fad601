"""The kinds of content: complete, possible, each with its source."""

import pytest

from bot.domain.lineup.nature import Spread
from bot.domain.modes import GameMode
from bot.domain.needs import Demand, Need
from bot.domain.teams import Content
from config.content import load_contents, parse_contents

GOOD = """
[[content]]
id = "raid"
mode = "pve"
subgroups = 2
source = "https://example.org/raid"
checked = 2026-11-22
"""


def test_the_file_holds_what_the_bot_offers() -> None:
    contents = {content.id: content for content in load_contents()}
    raid = contents["raid"]
    assert (raid.mode, raid.subgroups, raid.aliases) == (GameMode.PVE, 2, ("raid10",))
    assert [demand.need for demand in raid.needs] == ["quickness", "alacrity", "healing", "might", "fury"]
    assert raid.squad_needs == (Demand(Need.HEALING, 0, at_most=3), Demand(Need.TANK, weight=5))
    assert {name: content.subgroups for name, content in contents.items()} == {
        "fractal": 1,
        "raid": 2,
        "strike": 2,
        "pvp": 1,
        "wvw-party": 1,
        "wvw-havoc": 3,
        "wvw-zerg": 10,
        "open-world": 10,
    }


DEMAND = """
[[demand]]
by = ["raid"]
of = "squad"
need = "healing"
amount = 1
weight = 5
at_most = 3
source = "https://example.org/raid"
checked = 2026-11-22
"""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('source = "https://example.org/raid"\n', ""),
        ("checked = 2026-11-22\n", ""),
        ("subgroups = 2", "subgroups = 0"),
        ("subgroups = 2", "subgroups = 11"),
        ('mode = "pve"', 'mode = "pvx"'),
        ('id = "raid"', 'id = "Raid!"'),
        ('id = "raid"', 'id = "raid"\nextra = 1'),
        (GOOD, ""),
        (GOOD, GOOD * 2),
        ("[[content]]", "[[content"),
    ],
)
def test_a_faulty_entry_is_refused(old: str, new: str) -> None:
    assert old in GOOD
    with pytest.raises(ValueError, match=r".+"):
        parse_contents(GOOD.replace(old, new))


def test_mode_may_be_left_out() -> None:
    assert parse_contents(GOOD.replace('mode = "pve"\n', "")) == (Content("raid", None, 2),)


def test_demands_belong_to_the_contents_they_name() -> None:
    (raid,) = parse_contents(GOOD + DEMAND)
    assert raid.squad_needs == (Demand(Need.HEALING, 1, 5, 3),)
    assert raid.needs == ()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("amount = 1\nweight = 5\nat_most = 3\n", ""),
        ("at_most = 3", "at_most = 0"),
        ("amount = 1", "amount = 4"),
        ("weight = 5", "weight = 0"),
        ('need = "healing"', 'need = "luck"'),
        ('of = "squad"', 'of = "guild"'),
        ('by = ["raid"]', 'by = ["picnic"]'),
        ('by = ["raid"]', "by = []"),
        ('by = ["raid"]', 'by = ["raid", "raid"]'),
        ('source = "https://example.org/raid"\n', ""),
        (DEMAND, DEMAND * 2),
    ],
)
def test_a_faulty_demand_is_refused(old: str, new: str) -> None:
    assert old in DEMAND
    with pytest.raises(ValueError, match=r".+"):
        parse_contents(GOOD + DEMAND.replace(old, new))


def test_an_alias_is_nobody_elses_name() -> None:
    other = GOOD.replace('"raid"', '"strike"').replace("subgroups", 'aliases = ["raid"]\nsubgroups')
    with pytest.raises(ValueError, match="once"):
        parse_contents(GOOD + other)


SPREAD = """
[[spread]]
among = ["raid"]
of = "subgroup"
by = "profession"
enough = 2
source = "https://example.org/raid"
checked = 2026-11-25
"""


def test_spreads_belong_to_the_contents_they_name() -> None:
    (raid,) = parse_contents(GOOD + SPREAD)
    assert raid.spreads == (Spread(side="each", by="profession", enough=2, weight=1),)
    assert {content.id for content in load_contents() if content.spreads} == {"raid", "strike", "wvw-havoc", "wvw-zerg"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('by = "profession"', 'by = "hair"'),
        ('of = "subgroup"', 'of = "guild"'),
        ("enough = 2", "enough = 0"),
        ('among = ["raid"]', 'among = ["picnic"]'),
        ('source = "https://example.org/raid"\n', ""),
        (SPREAD, SPREAD * 2),
    ],
)
def test_a_faulty_spread_is_refused(old: str, new: str) -> None:
    assert old in SPREAD
    with pytest.raises(ValueError, match=r".+"):
        parse_contents(GOOD + SPREAD.replace(old, new))
