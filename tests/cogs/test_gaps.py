"""What a proposed lineup lacks, in sentences that hold also for the largest squad."""

from bot.domain.ids import UserId
from bot.domain.lineup.advice import Fix, Gap
from bot.domain.lineup.coverage import Coverage
from bot.domain.lineup.problem import WHOLE, Quota
from bot.domain.needs import Need
from bot.domain.sizes import SUBGROUPS
from bot.domain.teams import Player
from cogs.raids.optimize.gaps import list_gaps
from cogs.ui.words import Words

PLAYERS = tuple(Player(user=UserId(number)) for number in range(60))
MORE = Fix(None, "heal-quick", closes=True, completes=True)


def lacks(need: str, subgroup: int | None, fix: Fix | None, squad: int = 1) -> Gap:
    return Gap(Coverage(squad, subgroup, Quota(need=need, amount=WHOLE), 0, ()), fix)


def told(*gaps: Gap, squads: int = 1, language: str = "en") -> list[str]:
    return list(list_gaps(gaps, squads, PLAYERS, Words(language)))


def test_subgroups_that_lack_the_same_share_a_sentence_with_each_fix() -> None:
    gaps = [
        lacks("quickness", 2, Fix(7, "heal-quick", closes=True, completes=True)),
        lacks("quickness", 4, MORE),
        lacks("quickness", 5, MORE),
        lacks("quickness", 6, Fix(9, "quick-dps", closes=True, completes=False)),
        lacks("quickness", 8, None),
    ]
    (english,) = told(*gaps)
    assert english == (
        "**Subgroups 2, 4, 5, 6, and 8** lack Quickness. With a **Heal-Quick** build, nothing would be missing there: "
        "<@7> in 2, one more player in 4 or 5. With a **Quick-DPS** build, that would be met there: <@9> in 6. "
        "In 8, no single change would be enough."
    )
    (french,) = told(*gaps, language="fr")
    assert french.startswith(
        "Aux **sous-groupes 2, 4, 5, 6 et 8**, il manque\N{NO-BREAK SPACE}: Célérité. Avec un build **"
    )
    assert (
        "il n\N{RIGHT SINGLE QUOTATION MARK}y manquerait plus rien\N{NO-BREAK SPACE}: <@7> (sous-groupe 2), " in french
    )


def test_what_one_change_closes_stays_together_where_that_takes_fewer_sentences() -> None:
    one, other = Fix(1, "heal-quick", closes=True, completes=False), Fix(2, "alac-dps", closes=True, completes=False)
    assert len(told(lacks("quickness", 1, one), lacks("healing", 1, one), lacks("alacrity", 1, other))) == 2
    apart = [
        lacks(need, 1 + number, fix) for number, fix in enumerate((one, None)) for need in ("quickness", "healing")
    ]
    assert [line[:15] for line in told(*apart)] == ["**Subgroups 1 a"] * 2


def test_squads_and_the_squad_as_one_are_told_apart() -> None:
    gaps = [lacks("quickness", 1, None), lacks("quickness", 1, None, squad=2), lacks("quickness", None, None)]
    assert told(*gaps, squads=2) == [
        "Squad 1: **Subgroup 1** lacks Quickness. No single change would be enough.",
        "Squad 2: **Subgroup 1** lacks Quickness. No single change would be enough.",
        "Squad 1: **The squad** lacks Quickness. No single change would be enough.",
    ]


def test_every_need_of_every_subgroup_takes_one_short_line_each() -> None:
    gaps = [
        lacks(need, subgroup, Fix(subgroup + position, "heal-quick", closes=True, completes=False))
        for subgroup in range(1, SUBGROUPS + 1)
        for position, need in enumerate(Need)
    ]
    lines = told(*gaps)
    assert len(lines) == len(Need)
    assert max(map(len, lines)) < 500
