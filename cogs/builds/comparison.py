"""From two builds side by side to text: pure, a value in and strings out.

Two rows a topic, one for each build, since a phone is too narrow for columns. What is the same is named in one row.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from bot.domain.builds import Build
from bot.domain.comparison import Area, Comparison, Contrast, LineContrast, Part, Topic
from bot.domain.gamedata import GameData
from bot.domain.sheet import SheetLine, SheetTrait
from cogs.builds import comparison_text as text
from cogs.builds import gear_text
from cogs.builds.render import mode_name
from cogs.builds.text import EMPTY_LINE, MORE, UNKNOWN
from cogs.ui.markup import shown
from cogs.ui.terms import role_name, supply_name, title_of, weapon_name
from cogs.ui.words import Words

LEFT, RIGHT = "🅰️", "🅱️"
_SIGNS: Final = (LEFT, RIGHT)
_DOT = " · "
_NONE = "—"
_NAME_SHOWN = 60
_PARTS_SHOWN = 12
_BOTH_SHOWN = 4
_SECTIONS: Final = ((text.SKILLS, Area.CODE), (text.GEAR, Area.GEAR), (text.GIVES, Area.GIVING))


def render_heads(left: Build, right: Build, game: GameData, words: Words) -> str:
    """Return the heading and which build is which."""
    rows = []
    for sign, build in zip(_SIGNS, (left, right), strict=True):
        kind = _DOT.join([title_of(build.template, game, words), mode_name(build.mode, words)])
        rows.append(f"{sign} **{shown(build.name, limit=_NAME_SHOWN)}** · {kind}")
    return "\n".join([f"## {words(text.TITLE)}", *rows])


def render_differences(comparison: Comparison, words: Words) -> Iterator[str]:
    """Yield one text for each section in which the builds differ."""
    if rows := [row for line in comparison.lines if line.differs for row in _line(line, words)]:
        yield "\n".join([f"### {words(text.TRAITS)}", *rows])
    for title, area in _SECTIONS:
        differing = [one for one in comparison.differing if one.topic.area is area]
        told = comparison.dressed if area is Area.GEAR else (True, True)
        rows = [row for one in differing for row in _contrast(one, told, words)]
        if any(told):
            rows += [
                f"{sign} *{words(text.NOT_DRESSED)}*" for sign, is_told in zip(_SIGNS, told, strict=True) if not is_told
            ]
        if rows:
            yield "\n".join([f"### {words(title)}", *rows])


def render_shared(comparison: Comparison, words: Words) -> str | None:
    """Return what is the same in one row, or None where nothing is."""
    if comparison.is_same:
        return words(text.ALL_SAME)
    lines = [_known(line.left.name, line.left.id, words) for line in comparison.lines if line.left and not line.differs]
    names = [*lines, *(words(text.TOPICS[one.topic]) for one in comparison.shared)]
    return f"**{words(text.SAME)}** {_DOT.join(names)}" if names else None


def name_part(topic: Topic, part: Part, words: Words) -> str:
    """Return a part by its name in this language, with its count where that says something."""
    name = _TERMS[topic](part.name, words) if part.name and topic in _TERMS else _known(part.name, part.id, words)
    return f"{part.count} x {name}" if topic in _COUNTED or part.count > 1 else name


def _line(line: LineContrast, words: Words) -> Iterator[str]:
    """Yield both lines; of one that both have, the choices that differ."""
    left, right = line.left, line.right
    if left is None or right is None or left.id != right.id:
        yield f"{LEFT} {_whole_line(left, words)}"
        yield f"{RIGHT} {_whole_line(right, words)}"
        return
    tiers = [(one, two) for one, two in zip(left.traits, right.traits, strict=True) if one != two]
    yield f"**{_known(left.name, left.id, words)}**"
    yield f"{LEFT} {_choices([one for one, _ in tiers], words)}"
    yield f"{RIGHT} {_choices([two for _, two in tiers], words)}"


def _whole_line(line: SheetLine | None, words: Words) -> str:
    if line is None:
        return f"*{words(EMPTY_LINE)}*"
    return f"**{_known(line.name, line.id, words)}** {_choices(line.traits, words)}"


def _choices(traits: Iterable[SheetTrait | None], words: Words) -> str:
    return _DOT.join(_known(trait.name, trait.id, words) if trait else _NONE for trait in traits)


def _contrast(one: Contrast, told: tuple[bool, bool], words: Words) -> Iterator[str]:
    """Yield the topic and a row for each build of which it is known."""
    yield f"**{words(text.TOPICS[one.topic])}**{_both(one, words)}"
    for sign, parts, is_told in zip(_SIGNS, (one.left, one.right), told, strict=True):
        if is_told:
            yield f"{sign} {_parts(one, parts, words)}"


def _both(one: Contrast, words: Words) -> str:
    if not one.both:
        return ""
    if len(one.both) > _BOTH_SHOWN:
        return f" ({words(text.BOTH_MANY, count=len(one.both))})"
    return f" ({words(text.BOTH, parts=_parts(one, one.both, words))})"


def _parts(one: Contrast, parts: tuple[Part, ...], words: Words) -> str:
    named = [name_part(one.topic, part, words) for part in parts[:_PARTS_SHOWN]]
    rest = len(parts) - _PARTS_SHOWN
    return _DOT.join([*named, *([words(MORE, count=rest)] if rest > 0 else [])]) or _NONE


def _known(name: str | None, number: int, words: Words) -> str:
    return name if name is not None else words(UNKNOWN, id=number)


def _attribute(name: str, words: Words) -> str:
    return words(gear_text.ATTRIBUTE[name])


def _rarity(name: str, words: Words) -> str:
    return words(text.RARITIES[name])


_COUNTED: Final = frozenset({Topic.STATS, Topic.INFUSIONS})
_TERMS: Final[dict[Topic, Callable[[str, Words], str]]] = {
    Topic.INFUSIONS: _attribute,
    Topic.RARITY: _rarity,
    Topic.ROLES: role_name,
    Topic.WEAPONS: weapon_name,
    **dict.fromkeys((Topic.HOLDS, Topic.TO_ALLIES, Topic.TO_SELF, Topic.TO_OTHERS), supply_name),
}
