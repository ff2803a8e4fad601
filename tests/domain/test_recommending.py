"""What is chosen out of what others show."""

from dataclasses import replace

from bot.domain.ids import BuildId
from bot.domain.learning.kinds import BuildKind
from bot.domain.modes import GameMode
from bot.domain.needs import Need
from bot.domain.recommending import Offered, Use, choose, count_people, kind_of, needs_of
from tests.factories import ALICE, BOB, HOME, START, new_id

MIRAGE = BuildKind(GameMode.PVE, "Mesmer", "Mirage", ("alac-dps",))
DRUID = BuildKind(GameMode.PVE, "Ranger", "Druid", ("heal-alac",))
SCOURGE = BuildKind(GameMode.WVW, "Necromancer", "Scourge", ("strip",))


def offer(kind: BuildKind, standing: int = 0) -> Offered:
    return Offered(BuildId(new_id()), kind, frozenset(), standing)


def test_terms_tell_the_kind_and_nothing_else() -> None:
    terms = {"a:1001", "p:mesmer", "e:mirage", "m:pve", "r:alac-dps", "s:alacrity", "x:secret", "w:staff"}
    assert kind_of(terms) == MIRAGE
    assert kind_of({"p:mesmer", "m:any"}) == BuildKind(None, "Mesmer")
    assert kind_of(()) == BuildKind()


def test_needs_are_those_of_the_roles_and_of_what_is_held() -> None:
    assert needs_of({"r:strip", "s:quickness", "s:might"}) == {Need.STRIP, Need.CONTROL, Need.QUICKNESS}
    assert needs_of(()) == frozenset()


def test_a_person_counts_once() -> None:
    uses = [Use(user, HOME, kind, START) for user in (ALICE, ALICE, BOB) for kind in (MIRAGE, DRUID)]
    assert count_people([*uses, Use(ALICE, HOME, SCOURGE, START)]) == {MIRAGE: 2, DRUID: 2, SCOURGE: 1}


def test_the_best_known_of_each_kind_is_chosen_by_the_scores() -> None:
    best, second, other, known = offer(MIRAGE, 9), offer(MIRAGE, 3), offer(DRUID, 1), offer(SCOURGE, 7)
    offered = (best, known, second, other)
    assert choose(offered, {DRUID: 2, MIRAGE: 1}, ()) == (other, best, known)
    assert choose(offered, {}, ()) == (best, known, other)
    assert choose(offered, {}, {MIRAGE}, count=1) == (known,)


def test_what_is_lacked_comes_first() -> None:
    known = offer(SCOURGE, 7)
    quick = replace(offer(DRUID), meets=frozenset({Need.QUICKNESS, Need.HEALING}))
    assert choose((known, quick), {SCOURGE: 5}, (), lacks={Need.QUICKNESS}) == (quick, known)
    assert choose((known, quick), {SCOURGE: 5}, (), lacks={Need.TANK}) == (known, quick)
