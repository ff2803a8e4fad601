"""The colors by which players know the professions.

Source: the profession colors of the Guild Wars 2 Wiki (wiki.guildwars2.com, "Template:Profession color"),
read 2026-11-22.
"""

from typing import Final

from bot.domain.professions import Profession

COLORS: Final = {
    Profession.GUARDIAN: 0x72C1D9,
    Profession.WARRIOR: 0xFFD166,
    Profession.ENGINEER: 0xD09C59,
    Profession.RANGER: 0x8CDC82,
    Profession.THIEF: 0xC08F95,
    Profession.ELEMENTALIST: 0xF68A87,
    Profession.MESMER: 0xB679D5,
    Profession.NECROMANCER: 0x52A76F,
    Profession.REVENANT: 0xD16E5A,
}
