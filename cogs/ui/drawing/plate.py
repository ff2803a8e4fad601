"""A plate: a heading in a color, and parts below it. What a build is and does is drawn so.

Each part knows how high it is and draws itself from a line downwards; the plate only sets them below each other.
"""

from dataclasses import dataclass
from typing import Final

from cogs.ui.drawing import palette
from cogs.ui.drawing.canvas import WIDTH, Canvas, fit, measure, wrap
from cogs.ui.drawing.palette import Color
from cogs.ui.drawing.signs import Sign

MARGIN: Final = 10.0
_ROOM: Final = WIDTH - 2 * MARGIN
_BAND: Final = 5.0
_TITLE: Final = 21.0
_TEXT: Final = 11.0
_SMALL: Final = 9.5
_SIZES: Final = (9.5, 8.5, 7.5)
_LINE: Final = 14.0
_GAP: Final = 9.0
_HEAD: Final = 16.0
_CHIP: Final = 19.0
_TRAITS: Final = 46.0
_ROWS_IN_BOX: Final = 3


Choices = tuple[int, int, int]
"""Of each tier of a trait line which trait is chosen, counted from 1 at the top; 0 where none is."""


@dataclass(frozen=True, slots=True)
class Chip:
    """A word with a sign before it, or none."""

    word: str
    sign: Sign | None = None

    @property
    def width(self) -> float:
        """Return how many units it takes in a row."""
        return min(_ROOM, measure(self.word, _TEXT) + (28 if self.sign else 14))


@dataclass(frozen=True, slots=True)
class Chips:
    """A heading and chips that flow into as many rows as they need."""

    title: str
    chips: tuple[Chip, ...]

    def height(self) -> float:
        return _HEAD + len(self._rows()) * (_CHIP + 4)

    def draw(self, canvas: Canvas, top: float) -> None:
        _draw_title(canvas, top, self.title)
        top += _HEAD
        for chips in self._rows():
            left = MARGIN
            for chip in chips:
                _draw_chip(canvas, left, top, chip)
                left += chip.width + 4
            top += _CHIP + 4

    def _rows(self) -> list[list[Chip]]:
        rows: list[list[Chip]] = []
        left = _ROOM
        for chip in self.chips:
            if not rows or left + chip.width > _ROOM:
                rows.append([])
                left = 0.0
            rows[-1].append(chip)
            left += chip.width + 4
        return rows


@dataclass(frozen=True, slots=True)
class Boxes:
    """A heading and boxes side by side, as in a skill bar."""

    title: str
    words: tuple[str, ...]

    def height(self) -> float:
        return _HEAD + self._box_height() + 2

    def draw(self, canvas: Canvas, top: float) -> None:
        _draw_title(canvas, top, self.title)
        width, high, size = self._box_width(), self._box_height(), self._text_size()
        for place, lines in enumerate(self._lines()):
            left = MARGIN + place * (width + 4)
            canvas.box(left, top + _HEAD, width, high, palette.STRIPE, radius=4)
            first = top + _HEAD + high / 2 - (len(lines) - 1) * 5.5
            for number, line in enumerate(lines):
                canvas.text(left + width / 2, first + number * 11, line, size=size, anchor="mm")

    def _lines(self) -> list[list[str]]:
        room, size = self._box_width() - 4, self._text_size()
        return [wrap(word, room, size)[:_ROWS_IN_BOX] for word in self.words]

    def _text_size(self) -> float:
        """Return the largest size in which the longest word is not cut."""
        single = [word for words in self.words for word in words.split()]
        room = self._box_width() - 4
        fitting = (size for size in _SIZES if all(measure(word, size) <= room for word in single))
        return next(fitting, _SIZES[-1])

    def _box_width(self) -> float:
        count = max(1, len(self.words))
        return min(_ROOM / 2, (_ROOM - 4 * (count - 1)) / count)

    def _box_height(self) -> float:
        return 10 + 11 * max((len(lines) for lines in self._lines()), default=1)


@dataclass(frozen=True, slots=True)
class TraitLine:
    """A trait line, with the names of the chosen traits."""

    name: str
    is_elite: bool
    choices: Choices
    traits: str


@dataclass(frozen=True, slots=True)
class Lines:
    """A heading and trait lines as the game draws them, the chosen ones of three times three squares filled."""

    title: str
    lines: tuple[TraitLine, ...]

    def height(self) -> float:
        return _HEAD + len(self.lines) * _TRAITS

    def draw(self, canvas: Canvas, top: float) -> None:
        _draw_title(canvas, top, self.title)
        top += _HEAD
        for line in self.lines:
            _draw_line(canvas, line, top)
            top += _TRAITS


@dataclass(frozen=True, slots=True)
class Facts:
    """A heading, and rows of a name with what is to be said of it, wrapped where it is long."""

    title: str
    rows: tuple[tuple[str, str], ...]

    def height(self) -> float:
        return _HEAD + sum(len(lines) * _LINE for _, lines in self._lines())

    def draw(self, canvas: Canvas, top: float) -> None:
        _draw_title(canvas, top, self.title)
        top += _HEAD
        for name, lines in self._lines():
            canvas.text(MARGIN, top + _LINE / 2, name, size=_SMALL, color=palette.FAINT)
            for line in lines:
                canvas.text(MARGIN + self._names() + 8, top + _LINE / 2, line, size=_TEXT - 0.5)
                top += _LINE

    def _lines(self) -> list[tuple[str, list[str]]]:
        room = _ROOM - self._names() - 8
        return [(name, wrap(said, room, _TEXT - 0.5) or [""]) for name, said in self.rows]

    def _names(self) -> float:
        return max((measure(name, _SMALL) for name, _ in self.rows), default=0.0)


@dataclass(frozen=True, slots=True)
class Plate:
    """All of it."""

    color: Color
    title: str
    subtitle: str
    parts: tuple[Chips | Boxes | Lines | Facts, ...]


def draw_plate(plate: Plate) -> bytes:
    """Return the plate as a picture."""
    head = _BAND + 50
    canvas = Canvas(WIDTH, head + sum(part.height() + _GAP for part in plate.parts))
    canvas.box(0, 0, WIDTH, _BAND, plate.color)
    canvas.text(MARGIN, _BAND + 19, fit(plate.title, _ROOM, _TITLE, bold=True), size=_TITLE, bold=True)
    canvas.text(MARGIN, _BAND + 38, fit(plate.subtitle, _ROOM, _TEXT), size=_TEXT, color=palette.FAINT)
    top = head
    for part in plate.parts:
        part.draw(canvas, top)
        top += part.height() + _GAP
    return canvas.png()


def _draw_title(canvas: Canvas, top: float, title: str) -> None:
    canvas.text(MARGIN, top + 6, title, size=_SMALL, color=palette.FAINT, bold=True)


def _draw_line(canvas: Canvas, line: TraitLine, top: float) -> None:
    canvas.box(MARGIN, top, _ROOM, _TRAITS - 4, palette.STRIPE, radius=4)
    if line.is_elite:
        canvas.box(MARGIN, top, 3, _TRAITS - 4, palette.YELLOW, radius=1)
    draw_choices(canvas, line.choices, MARGIN + 12, top + 5)
    left, room = MARGIN + 58, _ROOM - 64
    canvas.text(left, top + 9, fit(line.name, room, _TEXT, bold=True), size=_TEXT, bold=True)
    for number, words in enumerate(wrap(line.traits, room, _SMALL)[:2]):
        canvas.text(left, top + 22 + number * 11.5, words, size=_SMALL, color=palette.FAINT)


def draw_choices(canvas: Canvas, choices: Choices, left: float, top: float) -> None:
    """Draw three tiers of three traits, 36 units wide and 32 high, the chosen ones larger and brighter."""
    for tier, chosen in enumerate(choices):
        for row in (1, 2, 3):
            grown = 1.5 if row == chosen else 0.0
            x, y, side = left + tier * 13 - grown, top + (row - 1) * 11 - grown, 8 + 2 * grown
            canvas.box(x, y, side, side, palette.SKY if row == chosen else palette.DOT, radius=1)


def _draw_chip(canvas: Canvas, left: float, top: float, chip: Chip) -> None:
    canvas.box(left, top, chip.width, _CHIP, palette.STRIPE, radius=9)
    start = left + 7
    if chip.sign:
        canvas.sign(start + 5, top + _CHIP / 2, chip.sign, 13)
        start += 14
    room = left + chip.width - 5 - start
    canvas.text(start, top + _CHIP / 2, fit(chip.word, room, _TEXT), size=_TEXT)
