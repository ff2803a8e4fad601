"""The value and its codec: whole, inverse, and exact about what is damaged."""

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.gear.attributes import Attribute
from bot.domain.gear.codec import from_json, to_json
from bot.domain.gear.faults import GearError
from bot.domain.gear.gear import Gear, WeaponSet
from bot.domain.gear.slots import SLOTS, Rarity, Slot

numbers = st.integers(0, 2**31 - 1)
pairs = st.tuples(numbers, numbers)
sets = st.builds(WeaponSet, pairs, pairs, pairs)
counts = st.dictionaries(st.sampled_from(Attribute), st.integers(1, 18))
gears = st.builds(
    Gear,
    stats=st.tuples(*[numbers] * len(SLOTS)),
    sets=st.tuples(sets, sets),
    rune=numbers,
    relic=numbers,
    food=numbers,
    utility=numbers,
    infusions=counts.map(lambda found: tuple((one, found[one]) for one in Attribute if one in found)),
    rarity=st.sampled_from(Rarity),
)


@given(gears)
def test_what_is_written_is_read_back(gear: Gear) -> None:
    assert from_json(to_json(gear)) == gear


def test_the_text_of_a_version_stays_the_same() -> None:
    gear = Gear(
        stats=(161,) + (0,) * 11,
        sets=(WeaponSet((50, 0), (161, 0), (24615, 24868)), WeaponSet()),
        rune=24836,
        infusions=((Attribute.POWER, 18),),
    )
    assert to_json(gear) == (
        '{"v":1,"stats":{"helm":161},"sets":[{"weapons":[50,0],"stats":[161,0],"sigils":[24615,24868]},{}],'
        '"rune":24836,"infusions":{"power":18},"rarity":"ascended"}'
    )
    assert to_json(Gear()) == '{"v":1,"rarity":"ascended"}'


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("", "$"),
        ("[" * 100_000, "$"),
        ("[]", "$"),
        ('{"v":2,"rarity":"ascended"}', "v"),
        ('{"rarity":"ascended"}', "v"),
        ('{"v":1}', "rarity"),
        ('{"v":1,"rarity":[]}', "rarity"),
        ('{"v":1,"rarity":"ascended","hat":1}', "$"),
        ('{"v":1,"rarity":"ascended","rune":-1}', "rune"),
        ('{"v":1,"rarity":"ascended","rune":true}', "rune"),
        ('{"v":1,"rarity":"ascended","rune":2147483648}', "rune"),
        ('{"v":1,"rarity":"ascended","stats":{"hat":1}}', "stats"),
        ('{"v":1,"rarity":"ascended","stats":{"helm":"x"}}', "stats.helm"),
        ('{"v":1,"rarity":"ascended","stats":[]}', "stats"),
        ('{"v":1,"rarity":"ascended","sets":[{}]}', "sets"),
        ('{"v":1,"rarity":"ascended","sets":[{},{"sigils":[1]}]}', "sets.1.sigils"),
        ('{"v":1,"rarity":"ascended","sets":[{"stats":[1,null]},{}]}', "sets.0.stats.1"),
        ('{"v":1,"rarity":"ascended","infusions":{"luck":1}}', "infusions"),
        ('{"v":1,"rarity":"ascended","infusions":{"power":1.5}}', "infusions.power"),
    ],
)
def test_damage_is_told_with_its_place(text: str, path: str) -> None:
    with pytest.raises(GearError) as caught:
        from_json(text)
    assert caught.value.path == path


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["v", "stats", "sets"]), inner),
)


@given(st.text() | json_values.map(json.dumps) | json_values.map(lambda value: json.dumps({"v": 1, "sets": value})))
def test_any_text_is_gear_or_an_error_of_ours(text: str) -> None:
    with suppress(GearError):
        assert from_json(text).rarity in Rarity


@pytest.mark.parametrize(
    ("make", "path"),
    [
        (lambda: Gear(stats=(1, 2)), "stats"),
        (lambda: Gear(rune=-1), "rune"),
        (lambda: Gear(sets=(WeaponSet(),)), "sets"),  # type: ignore[arg-type]
        (lambda: Gear(infusions=((Attribute.VITALITY, 1), (Attribute.POWER, 1))), "infusions"),
        (lambda: Gear(infusions=((Attribute.POWER, 0),)), "infusions"),
        (lambda: WeaponSet(sigils=(1, -1)), "sigils"),
    ],
)
def test_no_value_has_another_shape(make: Any, path: str) -> None:
    with pytest.raises(GearError) as caught:
        make()
    assert caught.value.path == path


def test_changes_give_new_values() -> None:
    gear = Gear().with_stat(161, Slot.RING_1, Slot.RING_2).with_set(1, WeaponSet(sigils=(1, 2)))
    assert [slot for slot in Slot if gear.get_stat(slot)] == [Slot.RING_1, Slot.RING_2]
    assert gear.sets == (WeaponSet(), WeaponSet(sigils=(1, 2)))
    assert Gear().is_empty
    assert Gear(rarity=Rarity.EXOTIC).is_empty
    assert not gear.is_empty
