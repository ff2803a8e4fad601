"""Two builds side by side."""

from dataclasses import dataclass

from bot.domain.builds import Build
from bot.domain.comparison import Comparison, Side, compare
from bot.domain.modes import GameMode
from bot.domain.sheet import describe
from bot.domain.viewer import Viewer
from bot.repositories.unit import UnitFactory
from bot.services.almanac import Almanac
from bot.services.givings import Givings
from bot.services.suggestions import require_or_suggest


@dataclass(frozen=True, slots=True)
class Compared:
    """Two builds, and what tells them apart."""

    left: Build
    right: Build
    comparison: Comparison


class Comparisons:
    """Compares builds."""

    def __init__(self, units: UnitFactory, almanac: Almanac, givings: Givings) -> None:
        self._units = units
        self._almanac = almanac
        self._givings = givings

    async def compare(self, viewer: Viewer, left: str, right: str, *, language: str = "en") -> Compared:
        """Compare the two builds that the refs name, by the names of a language.

        Raises NotFoundError as `BuildLibrary.require` does.
        """
        async with self._units(reads_only=True) as unit:
            ours = await require_or_suggest(unit.builds, viewer, left, "build")
            theirs = await require_or_suggest(unit.builds, viewer, right, "build")
        return Compared(ours, theirs, self.get(ours, theirs, language=language))

    def get(self, left: Build, right: Build, *, language: str = "en") -> Comparison:
        """Compare two builds, kept or not; one without a mode is judged in that of the other."""
        ours = self._side(left, left.mode or right.mode, language)
        theirs = self._side(right, right.mode or left.mode, language)
        return compare(ours, theirs, self._almanac.speaking(language).equipment)

    def _side(self, build: Build, mode: GameMode | None, language: str) -> Side:
        sheet = describe(build.template, self._almanac.speaking(language).game)
        return Side(sheet=sheet, gear=build.gear, giving=self._givings.get(build, mode, language=language))
