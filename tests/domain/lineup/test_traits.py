"""What a lineup had: against the oracle, and by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.lineup.nature import Spread
from bot.domain.lineup.problem import WHOLE, Offer, Player, Problem, Quota, Spot, Template
from bot.domain.lineup.traits import describe
from tests.domain.lineup import oracle
from tests.domain.lineup.problems import lineups, problems
from tests.domain.lineup.test_fine import BLAST, FIRE, WORTHS


@given(st.data())
def test_parts_are_parts_and_combos_are_those_of_the_score(data: st.DataObject) -> None:
    problem = data.draw(problems(most_players=4))
    spots = data.draw(lineups(problem.players, problem.groups))
    traits = describe(problem, spots)
    assert all(0 <= part <= 1 for part in traits.needs.values())
    assert traits.seated * problem.squads * problem.template.capacity == pytest.approx(
        sum(spot is not None for spot in spots), abs=0.1
    )
    total = sum(oracle.sum_combos(problem, spots, group) for group in range(problem.groups))
    assert sum(traits.combos.values()) * WHOLE * problem.groups == pytest.approx(total, abs=problem.groups)


def test_by_hand() -> None:
    template = Template(
        subgroups=2,
        places=2,
        each=(Quota(need="quickness", amount=WHOLE), Quota(need="limit only", at_most=WHOLE)),
        spreads=(Spread(side="whole", by="profession", weight=3),),
        worths=WORTHS,
    )
    offers = (
        Offer(name="", nature=BLAST, supplies={"quickness": WHOLE}),
        Offer(name="", nature=FIRE, supplies={"quickness": WHOLE}),
        Offer(name=""),
    )
    problem = Problem(template=template, players=tuple(Player(name="", offers=(offer,)) for offer in offers))
    traits = describe(problem, (Spot(0, 0), Spot(0, 0), Spot(1, 0)))
    assert traits.combos == {"Blast": 4.0, "Leap": 0.0}
    assert traits.needs == {"quickness": 0.5}
    assert (traits.seated, traits.spread) == (0.75, 0.0)
