"""Tells what builds are found by, from the facts of the game in use. Storage asks it with every build it writes."""

from collections.abc import Iterator

from bot.domain.builds import Build
from bot.domain.edition import Edition
from bot.domain.giving import GivingRules, find_giving
from bot.domain.search.terms import edition_mark, find_terms
from bot.domain.supplies.worn import find_worn
from bot.repositories.searches import Description
from bot.services.almanac import Almanac
from bot.services.givings import ASSUMED_MODE


class Describer:
    """A `Describe`. In memory and quick: about a millisecond a build."""

    def __init__(self, almanac: Almanac, rules: GivingRules) -> None:
        self._almanac = almanac
        self._rules = rules

    @property
    def mark(self) -> str:
        """The mark of the facts in use; builds with an older one are to be described anew."""
        return edition_mark(self._almanac.edition)

    def __call__(self, build: Build) -> Description:
        """Return what `build` is found by."""
        edition = self._almanac.edition
        mode = build.mode or ASSUMED_MODE
        worn = find_worn(build.gear, edition.equipment, mode, self._rules.worn)
        giving = find_giving(build.template, edition.game, edition.facts, mode, self._rules, worn)
        terms = find_terms(build, giving, _find_stats(build, edition), edition.game, self._rules.roles)
        return Description(terms, edition_mark(edition))


def _find_stats(build: Build, edition: Edition) -> Iterator[str]:
    """Return the names of all combinations that a build wears, in armor, trinkets and weapons."""
    if build.gear is None:
        return
    known = edition.equipment.combinations
    worn = {*build.gear.stats, *(stat for held in build.gear.sets for stat in held.stats)}
    yield from (known[number].name for number in worn if number in known)
