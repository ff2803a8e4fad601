"""What a build wears: its texts on the card, and what became of a pasted text."""

from collections import Counter

from bot.domain.builds import Build
from bot.domain.gear.attributes import Attribute
from bot.domain.gear.equipment import ItemKind
from bot.domain.gear.gear import Gear
from bot.domain.gear.reading.reader import Reading
from bot.domain.gear.totals import Attributes
from bot.services.gear import Wardrobe
from cogs.builds import gear_text as text
from cogs.builds.text import LAST_MORE, UNKNOWN
from cogs.ui.markup import shown
from cogs.ui.text import QUOTED
from cogs.ui.words import Words

_DOT = " · "
_PARTS_SHOWN = 6
_PART = 60
_ITEMS = (
    (text.RUNE, ItemKind.RUNE, "rune"),
    (text.RELIC, ItemKind.RELIC, "relic"),
    (text.FOOD, ItemKind.FOOD, "food"),
    (text.UTILITY, ItemKind.UTILITY, "utility"),
)


def render_gear(build: Build, wardrobe: Wardrobe, words: Words) -> str | None:
    """Return gear and attributes, or None for a build of whose gear nothing was said."""
    if build.gear is None:
        return None
    gear = build.gear
    worn = name_stats(gear, wardrobe, words)
    rows = [f"### {words(text.GEAR)}", *([f"**{words(text.STATS)}** {_DOT.join(worn)}"] if worn else [])]
    for title, kind, field in _ITEMS:
        if number := getattr(gear, field):
            rows.append(f"**{words(title)}** {_item(kind, number, wardrobe, words)}")
    sigils = [number for held in gear.sets for number in held.sigils if number]
    if sigils:
        names = _DOT.join(_item(ItemKind.SIGIL, number, wardrobe, words) for number in sigils)
        rows.append(f"**{words(text.SIGILS)}** {names}")
    if gear.infusions:
        counts = _DOT.join(f"{count} x {_attribute(attribute, words)}" for attribute, count in gear.infusions)
        rows.append(f"**{words(text.INFUSIONS)}** {counts}")
    attributes = wardrobe.get_attributes(build)
    return "\n".join([*rows, *(_attributes(attributes, words) if attributes else [])])


def render_reading(reading: Reading, words: Words) -> str:
    """Return what became of a text: what was kept, what is unclear, and the very words that were not understood."""
    rows = [words(text.READ)]
    for unclear in reading.unclear[:_PARTS_SHOWN]:
        candidates = words.list(unclear.candidates, style="or")
        rows.append(words(text.UNCLEAR[unclear.doubt.value], part=_part(unclear.span.text), candidates=candidates))
    if reading.unread:
        parts = [words(QUOTED, text=_part(span.text)) for span in reading.unread[:_PARTS_SHOWN]]
        rest = len(reading.unread) - _PARTS_SHOWN
        rows.append(
            words(text.UNREAD, parts=words.list([*parts, *([words(LAST_MORE, count=rest)] if rest > 0 else [])]))
        )
    return "\n".join(rows)


def render_gear_line(gear: Gear, wardrobe: Wardrobe, words: Words) -> str:
    """Return the gear in a line: stats, rune, sigils, relic."""
    items = [(ItemKind.RUNE, gear.rune), *((ItemKind.SIGIL, one) for held in gear.sets for one in held.sigils)]
    named = [_item(kind, number, wardrobe, words) for kind, number in (*items, (ItemKind.RELIC, gear.relic)) if number]
    return _DOT.join([*name_stats(gear, wardrobe, words), *dict.fromkeys(named)])


def name_stats(gear: Gear, wardrobe: Wardrobe, words: Words) -> list[str]:
    """Return the combinations worn, with how many pieces have each, the most frequent first."""
    pieces = [*gear.stats, *(stat for held in gear.sets for stat in held.stats)]
    counted = Counter(stat for stat in pieces if stat)
    return [
        f"{count} x {wardrobe.get_combination_name(stat, words.language) or words(UNKNOWN, id=stat)}"
        for stat, count in counted.most_common()
    ]


def _item(kind: ItemKind, number: int, wardrobe: Wardrobe, words: Words) -> str:
    return wardrobe.get_item_name(kind, number, words.language) or words(UNKNOWN, id=number)


def _attributes(attributes: Attributes, words: Words) -> list[str]:
    sums = _DOT.join(f"{_attribute(one, words)} {attributes[one]}" for one in Attribute if attributes[one])
    derived = words(
        text.DERIVED,
        chance=round(attributes.critical_chance_pct, 1),
        damage=round(attributes.critical_damage_pct, 1),
        boons=round(attributes.boon_duration_pct, 1),
        conditions=round(attributes.condition_duration_pct, 1),
        health=attributes.health,
        armor=attributes.armor,
        power=round(attributes.effective_power),
    )
    return [f"**{words(text.ATTRIBUTES)}** {sums}", derived, f"-# {words(text.BARE)}"]


def _attribute(attribute: Attribute, words: Words) -> str:
    return words(text.ATTRIBUTE[attribute.value])


def _part(said: str) -> str:
    return shown(said, limit=_PART)
