"""What a build wears, place by place, for the panel in which it is chosen; what was not said is told as not said."""

from collections.abc import Iterable

from bot.domain.gear.attributes import Attribute
from bot.domain.gear.choosing import ITEMS, SETS_PART, Option, Wearer
from bot.domain.gear.equipment import ItemKind
from bot.domain.gear.gear import HANDS, Gear
from bot.domain.gear.slots import SLOTS, Slot
from cogs.builds import gear_text as text
from cogs.builds.text import UNKNOWN
from cogs.ui.words import Words

_DOT = " · "
_PREFIXES = tuple(f"{kind} of {the}" for kind in ("Superior Rune", "Superior Sigil", "Relic") for the in ("the ", ""))
_TITLES = {
    ItemKind.RUNE: text.RUNE,
    ItemKind.RELIC: text.RELIC,
    ItemKind.FOOD: text.FOOD,
    ItemKind.UTILITY: text.UTILITY,
}


def render_worn(gear: Gear, wearer: Wearer, words: Words) -> str:
    """Return everything that is worn, one line for each kind of place."""
    armor = [slot for slot in SLOTS if slot.kind.is_armor]
    trinkets = [slot for slot in SLOTS if slot.kind.is_trinket]
    rows = [
        f"**{words(text.PARTS['armor'])}** {_pieces(gear, armor, wearer, words)}",
        f"**{words(text.PARTS['trinkets'])}** {_pieces(gear, trinkets, wearer, words)}",
        *(
            [f"**{words(text.PARTS['sets'])}** {_unsaid(words)}"]
            if not wearer.get_choice(gear, SETS_PART) and SETS_PART in wearer.list_rest(gear)
            else []
        ),
        *(_set(gear, number, wearer, words) for number in range(len(gear.sets)) if _is_shown(gear, number)),
        *(f"**{words(_TITLES[kind])}** {_item(kind, getattr(gear, kind.value), wearer, words)}" for kind in ITEMS),
        f"**{words(text.INFUSIONS)}** {_infusions(gear, wearer, words)}",
    ]
    return "\n".join(rows)


def part_name(part: str, gear: Gear, wearer: Wearer, words: Words) -> str:
    """Return what a part is called; hands and sigils by the weapon, where it is known."""
    if part in text.PARTS:
        return words(text.PARTS[part])
    kind, _, rest = part.partition("-")
    if kind == "infusion":
        return words(text.INFUSION_PART, attribute=words(text.ATTRIBUTE[rest]))
    number, _, place = rest.partition("-")
    if kind == "sigil":
        return words(text.SIGIL_PART, set=number, number=place, weapon=_held(gear, int(number) - 1, wearer, words))
    hand = HANDS.index(place)
    weapon = gear.sets[int(number) - 1].weapons[hand]
    name = wearer.game.weapons[weapon].name if weapon in wearer.game.weapons else words(text.HAND[place])
    return words(text.HAND_PART, set=number, hand=name)


def choice_name(part: str, gear: Gear, wearer: Wearer, words: Words) -> str:
    """Return what stands in a part now, in plain text; that it was not said where nothing does."""
    number = wearer.get_choice(gear, part)
    if not number:
        return words(text.SEVERAL if wearer.is_mixed(gear, part) else text.NOT_SAID)
    options = {option.number: option.name for option in wearer.list_options(gear, part)}
    return short_name(options[number]) if number in options else words(UNKNOWN, id=number)


def short_name(name: str) -> str:
    """Return the name of a rune, sigil or relic without what all of them have in common."""
    return next((name.removeprefix(prefix) for prefix in _PREFIXES if name.startswith(prefix)), name)


def span_name(options: Iterable[Option]) -> str:
    """Return from where to where some options reach, such as "Ago…Fir"."""
    names = [short_name(option.name) for option in options]
    return f"{names[0][:3]}…{names[-1][:3]}"


def _pieces(gear: Gear, slots: list[Slot], wearer: Wearer, words: Words) -> str:
    """Return "Berserker's", or where they differ "Berserker's: Helm, Coat · not said: Boots"."""
    groups: dict[int, list[str]] = {}
    for slot in slots:
        groups.setdefault(gear.get_stat(slot), []).append(words(text.PARTS[slot.value]))
    if len(groups) == 1:
        return _stat(next(iter(groups)), wearer, words)
    return _DOT.join(f"{_stat(stat, wearer, words)}: {', '.join(names)}" for stat, names in groups.items())


def _is_shown(gear: Gear, number: int) -> bool:
    return number == 0 or not gear.sets[number].is_empty


def _set(gear: Gear, number: int, wearer: Wearer, words: Words) -> str:
    held = gear.sets[number]
    hands = [hand for hand in range(len(HANDS)) if held.weapons[hand] or not any(held.weapons)]
    pieces = []
    for hand in hands:
        weapon = held.weapons[hand]
        name = wearer.game.weapons[weapon].name if weapon in wearer.game.weapons else words(text.HAND[HANDS[hand]])
        pieces.append(f"{name} {_stat(held.stats[hand], wearer, words)}")
    places = [part for part in wearer.list_rest(gear) if part.startswith(f"sigil-{number + 1}-")]
    sigils = [_item(ItemKind.SIGIL, wearer.get_choice(gear, part), wearer, words) for part in places]
    told = [" + ".join(pieces), f"**{words(text.SIGILS)}** {', '.join(sigils)}"]
    return f"**{words(text.SET, number=number + 1)}** {_DOT.join(told)}"


def _held(gear: Gear, number: int, wearer: Wearer, words: Words) -> str:
    names = [wearer.game.weapons[one].name for one in gear.sets[number].weapons if one in wearer.game.weapons]
    return " + ".join(names) or words(text.NOT_SAID)


def _infusions(gear: Gear, wearer: Wearer, words: Words) -> str:
    if not gear.infusions:
        return _unsaid(words)
    told = [f"{count} x {words(text.ATTRIBUTE[Attribute(one).value])}" for one, count in gear.infusions]
    free = wearer.infusion_slots - sum(count for _, count in gear.infusions)
    return _DOT.join([*told, *([words(text.FREE, count=free)] if free else [])])


def _stat(number: int, wearer: Wearer, words: Words) -> str:
    known = wearer.equipment.combinations.get(number)
    return known.name if known else words(UNKNOWN, id=number) if number else _unsaid(words)


def _item(kind: ItemKind, number: int, wearer: Wearer, words: Words) -> str:
    known = wearer.equipment.get_item(kind, number)
    return short_name(known.name) if known else words(UNKNOWN, id=number) if number else _unsaid(words)


def _unsaid(words: Words) -> str:
    return f"*{words(text.NOT_SAID)}*"
