"""The constants of attributes: complete, possible, each with its source."""

import pytest

from bot.domain.gear.attributes import Attribute
from bot.domain.gear.slots import Weight
from bot.domain.modes import GameMode
from bot.domain.professions import Profession
from config.attributes import FILE, load_attribute_rules, parse_attribute_rules
from tests.domain.rows import ROOT

TEXT = (ROOT / "config" / FILE).read_text(encoding="utf-8")


def test_the_file_holds_what_the_formulas_need() -> None:
    rules = load_attribute_rules()
    assert (rules.base, rules.critical_from, rules.precision_per_pct) == (1000, 895, 21)
    assert rules.professions[Profession.GUARDIAN].health == 1645
    assert rules.professions[Profession.MESMER].weight is Weight.LIGHT
    assert set(rules.professions) == set(Profession)
    assert {mode: of.fury_pct for mode, of in rules.modes.items()} == {
        GameMode.PVE: 25,
        GameMode.PVP: 20,
        GameMode.WVW: 20,
    }
    assert rules.modes[GameMode.WVW].celestial_without == {Attribute.CONCENTRATION, Attribute.EXPERTISE}
    assert rules.ticks[GameMode.PVE].keys() == rules.ticks[GameMode.WVW].keys()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('id = "base"\n', 'id = "bass"\n'),
        ("value = 1000", "value = 0"),
        ("value = 1000", 'value = "much"'),
        ('id = "guardian"', 'id = "warrior"'),
        ('weight = "heavy"', 'weight = "massive"'),
        ('id = "wvw"', 'id = "pve"'),
        ('celestial_without = ["concentration"', 'celestial_without = ["luck"'),
        ('base = "131"', 'base = "much"'),
        ('id = "burning"\nmode = "pve"', 'id = "burning"\nmode = "wvw"'),
        ("checked = 2026-11-22\n", ""),
        ('source = "API', 'sauce = "API'),
        ("[[jewel]]", "[[jewel"),
    ],
)
def test_a_faulty_entry_is_refused(old: str, new: str) -> None:
    assert old in TEXT
    with pytest.raises(ValueError, match=r".+"):
        parse_attribute_rules(TEXT.replace(old, new, 1))
