"""From two builds side by side to a picture and the words that stand for it: pure, values in and values out.

The builds are A and B, as in the text; their names are people's words and are not drawn.
"""

from bot.domain.builds import Build
from bot.domain.comparison import Area, Comparison, Contrast, LineContrast, Part, Topic
from bot.domain.gamedata import GameData
from bot.domain.sheet import SheetLine, SheetTrait
from cogs.builds import comparison_text as text
from cogs.builds.comparison import name_part, render_shared
from cogs.builds.render import mode_name
from cogs.builds.text import EMPTY_LINE, MORE, UNKNOWN
from cogs.ui.drawing.columns import Columns, Half, Row, Side
from cogs.ui.drawing.palette import from_number
from cogs.ui.professions import COLORS
from cogs.ui.terms import profession_name, title_of
from cogs.ui.words import Words

_DOT = " · "
_NOTHING = Half(("—",))
_PARTS_SHOWN = 8
_PURPOSE = (Topic.ROLES, Topic.HOLDS, Topic.TO_ALLIES)
"""What a build is for stands first; what it gives to itself or does to foes is told in the text alone."""


def draw_comparison(left: Build, right: Build, comparison: Comparison, game: GameData, words: Words) -> Columns:
    """Return the picture of two builds; `game` and `comparison` speak the words' language."""
    lines = [_line_row(line, words) for line in comparison.lines if line.differs]
    contrasts = {one.topic: one for one in comparison.differing}
    purpose = [_row(contrasts[topic], comparison, words) for topic in _PURPOSE if topic in contrasts]
    code = [_row(one, comparison, words) for one in comparison.differing if one.topic.area is Area.CODE]
    gear = [_row(one, comparison, words) for one in comparison.differing if one.topic.area is Area.GEAR]
    return Columns(
        left=_side("A", left, game, words),
        right=_side("B", right, game, words),
        rows=(*purpose, *lines, *code, *_undressed(gear, comparison, words)),
        same=(render_shared(comparison, words) or "").replace("** ", ": ").replace("**", ""),
    )


def describe_comparison(columns: Columns, words: Words) -> str:
    """Return in words what the picture shows: which two they are, and in what they differ."""
    sides = (f"{side.letter}: {side.title}{_DOT}{side.subtitle}" for side in (columns.left, columns.right))
    topics = words.list(dict.fromkeys(row.label for row in columns.rows))
    return f"{'; '.join(sides)}. {words(text.DIFFER, topics=topics)}"


def _side(letter: str, build: Build, game: GameData, words: Words) -> Side:
    profession = build.template.profession
    title, kind = title_of(build.template, game, words), profession_name(profession, words)
    parts = [*([kind] if title != kind else []), mode_name(build.mode, words)]
    return Side(letter, title, _DOT.join(parts), from_number(COLORS[profession]))


def _line_row(line: LineContrast, words: Words) -> Row:
    if line.is_same_line and line.left and line.right:
        left, right = line.left, line.right
        changed = [one != two for one, two in zip(left.traits, right.traits, strict=True)]
        return Row(words(text.TRAITS), _traits(left, changed, words), _traits(right, changed, words))
    return Row(words(text.TRAITS), _whole_line(line.left, words), _whole_line(line.right, words))


def _whole_line(line: SheetLine | None, words: Words) -> Half:
    return _traits(line, [True, True, True], words) if line else Half((words(EMPTY_LINE),))


def _traits(line: SheetLine, told: list[bool], words: Words) -> Half:
    """Return all choices of a line, and the names of those that are to be told."""
    names = (_trait_name(trait, words) for trait, is_told in zip(line.traits, told, strict=True) if is_told)
    one, two, three = (trait.choice if trait else 0 for trait in line.traits)
    return Half(tuple(names), (one, two, three), _line_name(line, words))


def _trait_name(trait: SheetTrait | None, words: Words) -> str:
    if trait is None:
        return "—"
    return trait.name if trait.name is not None else words(UNKNOWN, id=trait.id)


def _line_name(line: SheetLine, words: Words) -> str:
    return line.name if line.name is not None else words(UNKNOWN, id=line.id)


def _row(one: Contrast, comparison: Comparison, words: Words) -> Row:
    told = comparison.dressed if one.topic.area is Area.GEAR else (True, True)
    left, right = (
        _half(one, parts, words) if is_told else Half(())
        for parts, is_told in zip((one.left, one.right), told, strict=True)
    )
    return Row(words(text.TOPICS[one.topic]), left, right)


def _undressed(rows: list[Row], comparison: Comparison, words: Words) -> list[Row]:
    """Return the rows about gear, the first of which says so where nothing is known of a build's gear."""
    if not rows or all(comparison.dressed):
        return rows
    first, unsaid = rows[0], Half((words(text.NOT_DRESSED),))
    left, right = comparison.dressed
    return [Row(first.label, first.left if left else unsaid, first.right if right else unsaid), *rows[1:]]


def _half(one: Contrast, parts: tuple[Part, ...], words: Words) -> Half:
    if not parts:
        return _NOTHING
    named = [name_part(one.topic, part, words) for part in parts[:_PARTS_SHOWN]]
    rest = len(parts) - _PARTS_SHOWN
    told = (*named, *([words(MORE, count=rest)] if rest > 0 else []))
    return Half((_DOT.join(told),) if one.topic.area is Area.GIVING else told)
