"""What sigils and relics add to what a build gives."""

from dataclasses import replace

from bot.domain.builds import Build
from bot.domain.gear.equipment import ItemKind
from bot.domain.gear.gear import Gear, WeaponSet
from bot.domain.modes import GameMode
from bot.domain.needs import Demand, Need
from bot.domain.professions import Profession
from bot.domain.supplies import Evidence, Grant, Kind, To
from bot.domain.supplies.worn import WornGift, find_worn
from bot.domain.teams import Content, Seat
from bot.domain.translations import Translation
from bot.gateways.gamedata.editions import load_bundled
from bot.services.almanac import Almanac
from bot.services.describing import Describer
from bot.services.givings import Givings
from tests.domain.giving import RULES, build_of, giving_of, supply
from tests.factories import make_build, make_team

EDITION = load_bundled()
CLEANSING, LEGENDARY_CLEANSING, BATTLE = 67340, 91548, 24601
RELIC_OF_THE_PACK = 100752
GEAR = Gear(
    sets=(WeaponSet(sigils=(CLEANSING, 0)), WeaponSet(sigils=(LEGENDARY_CLEANSING, BATTLE))), relic=RELIC_OF_THE_PACK
)


def worn(gear: Gear | None) -> list[Grant]:
    return list(find_worn(gear, EDITION.equipment, GameMode.PVE, RULES.worn))


def build() -> Build:
    return make_build(template=build_of(Profession.WARRIOR), gear=GEAR)


def test_sigils_of_both_sets_count_once_each_by_any_id() -> None:
    told = [(one.name, one.to, one.source.id, one.seconds, one.stacks, one.recharge) for one in worn(GEAR)]
    assert told == [
        ("Cleanse", To.SELF, CLEANSING, 3, 1, 9),
        ("Might", To.SELF, BATTLE, 12, 5, 9),
        ("Superspeed", To.ALLIES, RELIC_OF_THE_PACK, 0, 1, 0),
        ("Might", To.ALLIES, RELIC_OF_THE_PACK, 0, 1, 0),
        ("Fury", To.ALLIES, RELIC_OF_THE_PACK, 0, 1, 0),
    ]


def test_numbers_of_the_games_texts_are_facts_and_the_rest_is_unsure() -> None:
    assert [one.evidence for one in worn(GEAR)] == [Evidence.FACT] * 2 + [Evidence.UNKNOWN] * 3


def test_no_gear_and_unknown_items_give_nothing() -> None:
    assert worn(None) == worn(Gear()) == worn(Gear(relic=999_999_999, rune=24836)) == []


def test_a_gift_of_other_modes_is_left_out() -> None:
    (gift, *_) = RULES.worn[ItemKind.RELIC, RELIC_OF_THE_PACK]
    gifts = {(ItemKind.RELIC, RELIC_OF_THE_PACK): (replace(gift, modes=frozenset({GameMode.WVW})),)}
    assert not list(find_worn(GEAR, EDITION.equipment, GameMode.PVE, gifts))
    assert list(find_worn(GEAR, EDITION.equipment, GameMode.WVW, gifts))


def test_what_is_worn_counts_beside_skills_and_traits_and_suggests_no_role() -> None:
    service = Givings(Almanac(EDITION), RULES)
    found, bare = service.get(build()), giving_of(build().template)
    fury = supply(found, Kind.BOON, "Fury", To.ALLIES)
    assert fury
    assert ("relic", "Relic of the Pack") in [(one.type, one.name) for one in fury.sources]
    assert (found.held, found.roles, found.measures) == (bare.held, bare.roles, bare.measures)


def test_a_relic_holds_a_boon_only_by_the_rule_of_all_others() -> None:
    gift = WornGift(
        word="quickness", to=To.ALLIES, count=5, seconds=4, stacks=1, recharge=20, modes=frozenset(GameMode)
    )
    for now, held in ((gift, False), (replace(gift, recharge=5), True), (replace(gift, seconds=0), False)):
        rules = replace(RULES, worn={(ItemKind.RELIC, RELIC_OF_THE_PACK): (now,)})
        found = Givings(Almanac(EDITION), rules).get(build())
        assert ("quickness" in found.held) is held
        # Alacrity hastens skills, not relics.
        assert all(one.uptime == min(1, 2 * now.seconds / now.recharge) for one in found.support)


async def test_a_team_has_what_a_relic_of_its_members_gives() -> None:
    service = Givings(Almanac(EDITION), RULES)
    content = Content("raid", GameMode.PVE, 1, needs=(Demand(Need.FURY), Demand(Need.QUICKNESS)))
    for one, places in ((build(), [1]), (replace(build(), gear=None), [])):
        report = await service.report(make_team(subgroups=1, seats=(Seat(1, 1, build=one),)), content)
        fury, quickness = report.subgroups[0].answers
        assert [seat.place for seat in fury.by] == places
        assert quickness.by == ()


def test_it_is_called_by_its_name_in_the_readers_language() -> None:
    words = Translation(items={RELIC_OF_THE_PACK: "Relique de la meute", CLEANSING: "Cachet de purge"})
    almanac = Almanac(replace(EDITION, translations={"fr": words}))
    found = Givings(almanac, RULES).get(build(), language="fr")
    shown = {one.name for supply in found.supplies for one in supply.sources}
    assert {"Relique de la meute", "Cachet de purge"} <= shown
    assert {one.source.name for one in found.grants} == shown


def test_a_build_is_found_by_what_its_relic_gives() -> None:
    describe = Describer(Almanac(EDITION), RULES)
    assert "s:superspeed" in describe(build()).terms
    assert "s:superspeed" not in describe(replace(build(), gear=None)).terms
