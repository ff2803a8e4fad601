"""Hypothesis strategies for the values that more than one test draws."""

from datetime import UTC, datetime

from hypothesis import strategies as st

from bot.domain import chatlink
from bot.domain.professions import Profession
from bot.domain.template import FIXED_SIZE, BuildTemplate, Legends, Pets, SkillBar, TraitLine

u8 = st.integers(0, 0xFF)
u16 = st.integers(0, 0xFFFF)
u32 = st.integers(0, 0xFFFF_FFFF)
two_bits = st.integers(0, 3)

lines = st.builds(TraitLine, u8, st.tuples(two_bits, two_bits, two_bits), two_bits)
three = st.tuples(u16, u16, u16)
bars = st.builds(SkillBar, u16, three, u16)
pets = st.builds(Pets, st.tuples(u8, u8), st.tuples(u8, u8))
legend = st.one_of(st.integers(0, 12), st.integers(19, 0xFF))
legends = st.builds(Legends, st.tuples(legend, legend), st.tuples(legend, legend), three, three)


@st.composite
def templates(draw: st.DrawFn) -> BuildTemplate:
    """Draw any template that a code can hold, be it possible in the game or not."""
    profession = draw(st.sampled_from(Profession))
    free = {Profession.RANGER: 12, Profession.REVENANT: 0}.get(profession, 16)
    spare = draw(st.one_of(st.just(b""), st.binary(min_size=free, max_size=free).filter(any)))
    return BuildTemplate(
        profession=profession,
        lines=draw(st.tuples(lines, lines, lines)),
        land=draw(bars),
        water=draw(bars),
        pets=draw(pets) if profession is Profession.RANGER else None,
        legends=draw(legends) if profession is Profession.REVENANT else None,
        weapons=tuple(draw(st.lists(u16, max_size=8))),
        overrides=tuple(draw(st.lists(u32, max_size=8))),
        spare=spare if free else b"",
    )


@st.composite
def modern_bytes(draw: st.DrawFn) -> bytes:
    """Draw the bytes of a well-formed modern code: any numbers in the fixed part, and both lists."""
    fixed = draw(st.binary(min_size=FIXED_SIZE - 2, max_size=FIXED_SIZE - 2))
    weapons, overrides = draw(st.lists(u16, max_size=8)), draw(st.lists(u32, max_size=8))
    return b"".join(
        (
            bytes([chatlink.BUILD_HEADER, draw(st.sampled_from(Profession))]),
            fixed,
            bytes([len(weapons)]),
            *(weapon.to_bytes(2, "little") for weapon in weapons),
            bytes([len(overrides)]),
            *(override.to_bytes(4, "little") for override in overrides),
        )
    )


TRICKY = (
    "\u200b\u200c\u200d\u200e\u200f\u202a\u202e\u2060\u2066\u2069\ufeff\u00ad\u3164\u2800\u115f\ufe0f\ufe0e\u0301\u034f"
    "\x00\n\t \u00a0\u2028\U000e0067\U000e007f\U0001f3f4\U0001f468\U0001f469\U0001f3fb❤é\u00b4\u0131İßŉ가ｶﾞかﷺم"
)
"""Characters that are easily lost, doubled or joined."""

texts = st.text(st.one_of(st.sampled_from(TRICKY), st.characters(codec=None)), max_size=120)
"""Whatever somebody may type, lone surrogates among it."""

times = st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30), timezones=st.just(UTC))  # noqa: DTZ001 - given below
keys = st.uuids()
