"""What a build code holds: ids and nothing else. Names are in `sheet.py`, what is allowed in `legality.py`.

    0       0x0D                               28..43  ranger: pets, 4 x u8, then zeros
    1       profession                                 revenant: legends, 4 x u8, then 6 x u16 palette ids
    2..7    3 x (specialization, traits)               others: zeros
    8..27   10 x u16 palette ids, land and     44      number of weapons, then u16 weapon types
            water by turns                     then    number of overrides, then u32 skill ids

All little endian. Codes before June 2023 end after byte 43. A modern code must have both numbers: one that
ends after its weapons is what a copy that lost its end looks like, so it is refused.

A template is well-formed by construction and may still be impossible in the game.
"""

import struct
from dataclasses import dataclass
from typing import Final, Self

from bot.domain import chatlink
from bot.domain.professions import Profession
from bot.errors import ChatCodeError

FIXED_SIZE: Final = 44
"""Bytes that every code has, and all that a code from before June 2023 has."""


@dataclass(frozen=True, slots=True)
class TraitLine:
    """One of the three trait lines."""

    specialization: int = 0
    """Specialization id; 0 is an empty line."""
    traits: tuple[int, int, int] = (0, 0, 0)
    """The choice in each tier: 0 none, 1 top, 2 middle, 3 bottom."""
    spare: int = 0
    """Bits 6-7 of the trait byte, which the game leaves at zero; kept to write the same code again."""


@dataclass(frozen=True, slots=True)
class SkillBar:
    """The chosen skills of one medium, as palette ids of the profession; 0 is an empty slot."""

    heal: int = 0
    utility: tuple[int, int, int] = (0, 0, 0)
    elite: int = 0


@dataclass(frozen=True, slots=True)
class Pets:
    """A ranger's two pets in each medium; 0 is an empty place."""

    land: tuple[int, int] = (0, 0)
    water: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Legends:
    """A revenant's two legends in each medium, the active one first, and the utilities of the other."""

    land: tuple[int, int] = (0, 0)
    """Legends 1-8; 0 is an empty place."""
    water: tuple[int, int] = (0, 0)
    inactive_land: tuple[int, int, int] = (0, 0, 0)
    inactive_water: tuple[int, int, int] = (0, 0, 0)
    offsets: tuple[int, int, int, int] = (0, 0, 0, 0)
    """What a modern code adds to each number: 12 where it counts legends as in 2019-2021, else 0."""


_NO_LINES = (TraitLine(), TraitLine(), TraitLine())


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildTemplate:
    """A build as its code tells it.

    Templates are equal exactly when their codes (`chat_code`) are. That code always has the modern layout, so
    a code from before June 2023 equals the modern code of the same build without weapons.
    """

    profession: Profession
    lines: tuple[TraitLine, TraitLine, TraitLine] = _NO_LINES
    land: SkillBar = SkillBar()
    water: SkillBar = SkillBar()
    pets: Pets | None = None
    """Rangers have them, and nobody else."""
    legends: Legends | None = None
    """Revenants have them, and nobody else."""
    weapons: tuple[int, ...] = ()
    """Land weapon types, each once, as the code orders them: a code knows neither sets nor pairs."""
    overrides: tuple[int, ...] = ()
    """Skill ids (not palette ids) of weapon skills that take the place of the usual ones."""
    spare: bytes = b""
    """The part of bytes 28-43 that the profession has no use for; empty if it is all zeros."""

    @classmethod
    def from_chat_code(cls, text: str) -> Self:
        """Read a build link, with or without its wrapper.

        Raises ChatCodeError of kind "empty", "base64", "foreign", "header", "profession", "short" or "rest".
        """
        return cls._read(chatlink.parse_build_link(text), text)

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """Read the bytes of a build link; raises ChatCodeError quoting the link that they make."""
        return cls.from_chat_code(chatlink.format_link(data))

    def chat_code(self) -> str:
        """Return the canonical build link, with wrapper and padding: the very bytes of a modern code."""
        return chatlink.format_link(self.to_bytes())

    def to_bytes(self) -> bytes:
        """Return the bytes of the canonical code. Raises ValueError if a number does not fit its place."""
        try:
            return self._fixed_part() + self._block() + self._tail()
        except struct.error as exc:
            raise ValueError(f"no build code can hold this: {exc}") from exc

    @classmethod
    def _read(cls, data: bytes, text: str) -> Self:
        if len(data) < FIXED_SIZE:
            raise _short(text, f"{FIXED_SIZE} bytes at least", data)
        # Each name below is one u8 or u16 of the layout above; `w` marks water.
        _, number, one, two, three, heal, w_heal, a, w_a, b, w_b, c, w_c, elite, w_elite = _FIXED.unpack_from(data)
        profession = _PROFESSIONS.get(number)
        if profession is None:
            raise ChatCodeError(text, kind="profession", expected="a profession from 1 to 9", found=str(number))
        modern = len(data) > FIXED_SIZE
        pets, legends, spare = _read_block(profession, data, modern=modern)
        weapons, overrides = _read_tail(data, text) if modern else ((), ())
        return cls(
            profession=profession,
            lines=(_LINES[one], _LINES[two], _LINES[three]),
            land=SkillBar(heal, (a, b, c), elite),
            water=SkillBar(w_heal, (w_a, w_b, w_c), w_elite),
            pets=pets,
            legends=legends,
            weapons=weapons,
            overrides=overrides,
            spare=spare,
        )

    def _fixed_part(self) -> bytes:
        slots = zip(_slots(self.land), _slots(self.water), strict=True)
        return _FIXED.pack(
            chatlink.BUILD_HEADER,
            self.profession,
            *(_line_number(line) for line in self.lines),
            *(palette for pair in slots for palette in pair),
        )

    def _block(self) -> bytes:
        if (self.pets is None) is (self.profession is Profession.RANGER):
            raise ValueError("rangers have pets, and nobody else has")
        if (self.legends is None) is (self.profession is Profession.REVENANT):
            raise ValueError("revenants have legends, and nobody else has")
        own = b""
        if self.pets is not None:
            own = _PETS.pack(*self.pets.land, *self.pets.water)
        elif self.legends is not None:
            own = _legend_bytes(self.legends)
        block = own + (self.spare or bytes(_BLOCK_SIZE - len(own)))
        if len(block) != _BLOCK_SIZE:
            raise ValueError(f"{len(self.spare)} spare bytes do not fill the {_BLOCK_SIZE - len(own)} that are free")
        return block

    def _tail(self) -> bytes:
        weapons, overrides = len(self.weapons), len(self.overrides)
        return struct.pack(f"<B{weapons}HB{overrides}I", weapons, *self.weapons, overrides, *self.overrides)


def _read_block(profession: Profession, data: bytes, *, modern: bool) -> tuple[Pets | None, Legends | None, bytes]:
    block = data[_BLOCK_START:FIXED_SIZE]
    if profession is Profession.REVENANT:
        return None, _read_legends(block, modern=modern), b""
    if profession is Profession.RANGER:
        one, two, w_one, w_two = _PETS.unpack_from(block)
        rest = block[_PETS.size :]
        return Pets((one, two), (w_one, w_two)), None, rest if any(rest) else b""
    return None, None, block if any(block) else b""


def _read_legends(block: bytes, *, modern: bool) -> Legends:
    *numbers, a, b, c, w_a, w_b, w_c = _LEGENDS.unpack(block)
    offsets = _SAME_NUMBERS
    if max(numbers) > _OLD_OFFSET:
        first, last = _OLD_LEGENDS
        found = [_OLD_OFFSET if first <= number <= last else 0 for number in numbers]
        numbers = [number - offset for number, offset in zip(numbers, found, strict=True)]
        # The canonical form of a legacy code is the code that the game writes today, with today's numbers.
        offsets = (found[0], found[1], found[2], found[3]) if modern else _SAME_NUMBERS
    return Legends((numbers[0], numbers[1]), (numbers[2], numbers[3]), (a, b, c), (w_a, w_b, w_c), offsets)


def _legend_bytes(legends: Legends) -> bytes:
    numbers = zip((*legends.land, *legends.water), legends.offsets, strict=True)
    block = _LEGENDS.pack(*map(sum, numbers), *legends.inactive_land, *legends.inactive_water)
    if _read_legends(block, modern=True) != legends:
        raise ValueError(f"read again, these would be other legends: {legends}")
    return block


def _read_tail(data: bytes, text: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    size = len(data)
    weapons = data[FIXED_SIZE]
    middle = FIXED_SIZE + 1 + 2 * weapons
    if size <= middle:
        raise _short(text, f"{weapons} weapons of 2 bytes each, then the number of overrides", data)
    overrides = data[middle]
    end = middle + 1 + 4 * overrides
    if size < end:
        raise _short(text, f"{overrides} overrides of 4 bytes each", data)
    if size > end:
        raise ChatCodeError(text, kind="rest", expected=f"the end after {end} bytes", found=f"{size} bytes")
    return (
        struct.unpack_from(f"<{weapons}H", data, FIXED_SIZE + 1),
        struct.unpack_from(f"<{overrides}I", data, middle + 1),
    )


def _short(text: str, expected: str, data: bytes) -> ChatCodeError:
    return ChatCodeError(text, kind="short", expected=expected, found=f"{len(data)} bytes in all")


def _slots(bar: SkillBar) -> tuple[int, ...]:
    return (bar.heal, *bar.utility, bar.elite)


def _line_number(line: TraitLine) -> int:
    adept, master, grandmaster = line.traits
    fits = all(0 <= bits <= _TWO_BITS for bits in (adept, master, grandmaster, line.spare))
    if not fits or not 0 <= line.specialization <= _ONE_BYTE:
        raise ValueError(f"two bytes cannot hold {line}")
    return line.specialization | (adept | master << 2 | grandmaster << 4 | line.spare << 6) << 8


class _Lines(dict[int, TraitLine]):
    """Every trait line by the u16 that it is read from, made when first met: 65,536 at the very most."""

    def __missing__(self, number: int) -> TraitLine:
        bits = number >> 8
        traits = (bits & _TWO_BITS, bits >> 2 & _TWO_BITS, bits >> 4 & _TWO_BITS)
        return self.setdefault(number, TraitLine(number & _ONE_BYTE, traits, bits >> 6))


_TWO_BITS: Final = 3
_ONE_BYTE: Final = 0xFF
_BLOCK_START: Final = 28
_BLOCK_SIZE: Final = FIXED_SIZE - _BLOCK_START
_FIXED: Final = struct.Struct("<BB3H10H")
_PETS: Final = struct.Struct("<4B")
_LEGENDS: Final = struct.Struct("<4B6H")
_OLD_OFFSET: Final = 12
_OLD_LEGENDS: Final = (13, 18)
"""How codes of 2019-2021 number legends. Source: bot Newms34/GW2BuildParseBot, read 2026-11-22."""
_SAME_NUMBERS: Final = (0, 0, 0, 0)
_PROFESSIONS: Final = {int(profession): profession for profession in Profession}
_LINES: Final = _Lines()
