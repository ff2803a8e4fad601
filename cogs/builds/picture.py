"""From a build to a picture of it and the words that stand for the picture: pure, values in and values out.

The first look tells what it is for: specialization, mode, role, what it holds. Its name and its notes are people's
words and are not drawn.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from bot.domain.builds import Build
from bot.domain.gear.equipment import ItemKind
from bot.domain.gear.gear import Gear
from bot.domain.giving import Giving
from bot.domain.sheet import BuildSheet, Named, SheetLine, SheetSkill
from bot.domain.supplies import Evidence, Supply, To
from bot.services.gear import Wardrobe
from cogs.builds import gear_text, text
from cogs.builds.render import mode_name
from cogs.ui.drawing.palette import from_number
from cogs.ui.drawing.plate import Boxes, Chip, Chips, Facts, Lines, Plate, TraitLine
from cogs.ui.drawing.signs import Sign
from cogs.ui.professions import COLORS
from cogs.ui.terms import profession_name, role_name, supply_name, weapon_name
from cogs.ui.words import Words

_DOT = " · "
_NONE = "—"
_WEAPONS_SHOWN = 4
"""More do not fit two sets; a hostile code may hold 255."""
_ITEMS = (
    (gear_text.RUNE, ItemKind.RUNE, "rune"),
    (gear_text.RELIC, ItemKind.RELIC, "relic"),
    (gear_text.FOOD, ItemKind.FOOD, "food"),
    (gear_text.UTILITY, ItemKind.UTILITY, "utility"),
)


def draw_build(build: Build, sheet: BuildSheet, giving: Giving, wardrobe: Wardrobe, words: Words) -> Plate:
    """Return the picture of a build, of which `sheet` and `giving` speak the words' language."""
    gear = [_gear(build.gear, wardrobe, words)] if build.gear is not None else []
    return Plate(
        color=from_number(COLORS[sheet.profession]),
        title=_title(sheet, words),
        subtitle=_subtitle(build, sheet, words),
        parts=(*_purpose(build, giving, words), _lines(sheet, words), *_skills(sheet, words), *gear),
    )


def describe_build(build: Build, sheet: BuildSheet, giving: Giving, words: Words) -> str:
    """Return in words what the picture of a build shows first."""
    lines = [_line_name(line, words) for line in sheet.lines if line]
    told = [
        f"{_title(sheet, words)}{_DOT}{_subtitle(build, sheet, words)}",
        f"{words(text.DECLARED if build.roles else text.ROLES)}: {words.list(_roles(build, giving, words))}",
        f"{words(text.LINES)}: {words.list(lines)}" if lines else "",
        f"{words(text.HOLDS)}: {words.list(_names(giving.held, words))}" if giving.held else "",
    ]
    return ". ".join(filter(None, told)) + "."


def _title(sheet: BuildSheet, words: Words) -> str:
    return sheet.elite.name if sheet.elite else profession_name(sheet.profession, words)


def _subtitle(build: Build, sheet: BuildSheet, words: Words) -> str:
    profession = [profession_name(sheet.profession, words)] if sheet.elite else []
    return _DOT.join([*profession, mode_name(build.mode, words)])


def _purpose(build: Build, giving: Giving, words: Words) -> Iterator[Chips]:
    title, sign = (text.DECLARED, Sign.DECLARED) if build.roles else (text.ROLES, None)
    yield Chips(words(title), tuple(Chip(role, sign) for role in _roles(build, giving, words)))
    declared = {one.boon for one in giving.support if one.evidence is Evidence.DECLARED}
    if giving.held:
        chips = [
            Chip(supply_name(boon, words), Sign.DECLARED if boon in declared else Sign.FULL) for boon in giving.held
        ]
        yield Chips(words(text.HOLDS), tuple(chips))
    held = {boon.casefold() for boon in giving.held}
    given = [one for one in giving.supplies if one.to is To.ALLIES and one.name.casefold() not in held]
    if given:
        yield Chips(words(text.TO_ALLIES), tuple(Chip(name, Sign.SOME) for name in _supplies(given, words)))


def _roles(build: Build, giving: Giving, words: Words) -> list[str]:
    """Return what the author says it is for, else what is suggested."""
    return [role_name(role, words) for role in build.roles or giving.roles]


def _supplies(supplies: Iterable[Supply], words: Words) -> list[str]:
    return list(dict.fromkeys(supply_name(one.name, words) for one in supplies))


def _names(boons: Iterable[str], words: Words) -> list[str]:
    return [supply_name(boon, words) for boon in boons]


def _lines(sheet: BuildSheet, words: Words) -> Lines:
    return Lines(words(text.LINES), tuple(_line(line, words) for line in sheet.lines))


def _line(line: SheetLine | None, words: Words) -> TraitLine:
    if line is None:
        return TraitLine(words(text.EMPTY_LINE), is_elite=False, choices=(0, 0, 0), traits="")
    one, two, three = (trait.choice if trait else 0 for trait in line.traits)
    names = _DOT.join(_known(trait.name, trait.id, words) for trait in line.traits if trait)
    return TraitLine(_line_name(line, words), line.elite, (one, two, three), names)


def _line_name(line: SheetLine, words: Words) -> str:
    return _known(line.name, line.id, words)


def _skills(sheet: BuildSheet, words: Words) -> Iterator[Boxes]:
    bar = sheet.land
    yield Boxes(words(text.SKILLS), _boxes((bar.heal, *bar.utility, bar.elite), words))
    if sheet.weapons:
        shown = [weapon_name(_known(one.name, one.id, words), words) for one in sheet.weapons[:_WEAPONS_SHOWN]]
        rest = len(sheet.weapons) - _WEAPONS_SHOWN
        yield Boxes(words(text.WEAPONS), (*shown, *([words(text.MORE, count=rest)] if rest > 0 else [])))
    for title, pair in ((text.LEGENDS, sheet.legends_land), (text.PETS, sheet.pets_land)):
        if pair and any(pair):
            yield Boxes(words(title), _boxes(pair, words))
    if sheet.inactive_land and any(sheet.inactive_land):
        yield Boxes(words(text.INACTIVE), _boxes(sheet.inactive_land, words))


def _boxes(things: Sequence[SheetSkill | Named | None], words: Words) -> tuple[str, ...]:
    return tuple(_known(thing.name, _number(thing), words) if thing else _NONE for thing in things)


def _number(thing: SheetSkill | Named) -> int:
    return thing.palette if isinstance(thing, SheetSkill) else thing.id


def _gear(gear: Gear, wardrobe: Wardrobe, words: Words) -> Facts:
    language = words.language
    stats = Counter(stat for stat in (*gear.stats, *(stat for held in gear.sets for stat in held.stats)) if stat)
    rows = [
        (
            gear_text.STATS,
            [
                f"{count} x {_known(wardrobe.get_combination_name(stat, language), stat, words)}"
                for stat, count in stats.most_common()
            ],
        ),
        *(
            (title, [_item(kind, getattr(gear, field), wardrobe, words)] if getattr(gear, field) else [])
            for title, kind, field in _ITEMS
        ),
        (
            gear_text.SIGILS,
            [_item(ItemKind.SIGIL, sigil, wardrobe, words) for held in gear.sets for sigil in held.sigils if sigil],
        ),
    ]
    return Facts(words(gear_text.GEAR), tuple((words(title), _DOT.join(told)) for title, told in rows if told))


def _item(kind: ItemKind, number: int, wardrobe: Wardrobe, words: Words) -> str:
    return _known(wardrobe.get_item_name(kind, number, words.language), number, words)


def _known(name: str | None, number: int, words: Words) -> str:
    return name if name is not None else words(text.UNKNOWN, id=number)
