"""What builds give, for whoever shows or counts it: the rules and facts of the game applied to one build."""

import asyncio
from collections.abc import Callable
from functools import lru_cache, partial
from typing import Final

from bot.domain.analysis import Rules, TeamReport, analyze, analyze_squad
from bot.domain.builds import Build
from bot.domain.declared import Doubt, declare, find_doubts
from bot.domain.edition import Edition
from bot.domain.gear.gear import Gear
from bot.domain.giving import Giving, GivingRules, find_giving
from bot.domain.ids import BuildId
from bot.domain.lineup.offers import NO_ROLES, RoleTable
from bot.domain.modes import GameMode
from bot.domain.supplies.worn import find_worn
from bot.domain.teams import Content, Team
from bot.domain.template import BuildTemplate
from bot.domain.translations import translate_giving
from bot.services.almanac import Almanac

ASSUMED_MODE = GameMode.PVE
"""The mode that a build without one is judged in: facts of other modes are those that differ from it."""
KEPT: Final = 500
"""Builds whose giving is kept, 12 KiB each: half of the work of a card, and the same ones are shown again and again."""

_Read = Callable[[BuildTemplate, GameMode, Gear | None], Giving]


class Givings:
    """Tells what builds give. In memory and quick: two milliseconds a build, and nothing the next time."""

    def __init__(self, almanac: Almanac, rules: GivingRules, roles: RoleTable = NO_ROLES) -> None:
        self._almanac = almanac
        self._rules = rules
        self._roles = roles
        self._made: tuple[Edition, _Read] | None = None

    @property
    def roles(self) -> RoleTable:
        """What roles supply by themselves."""
        return self._roles

    def get(self, build: Build, mode: GameMode | None = None, *, language: str = "en") -> Giving:
        """Return what `build` gives in `mode`, else in its own mode, else in ASSUMED_MODE; the result names it.

        The roles that its author declares count above what is read from it. Skills, traits and equipment are
        called by their names in `language`.
        """
        read = self.appraise(build.template, mode or build.mode, gear=build.gear, language=language)
        return declare(read, build.roles, self._rules.roles)

    def find_doubts(self, giving: Giving) -> tuple[Doubt, ...]:
        """Return what an author declares and the build itself does not bear out: for their eyes alone."""
        return find_doubts(giving, self._rules.roles)

    def appraise(
        self,
        template: BuildTemplate,
        mode: GameMode | None = None,
        *,
        gear: Gear | None = None,
        language: str = "en",
    ) -> Giving:
        """Return what a build that nobody keeps gives in `mode`, else in ASSUMED_MODE."""
        edition, read = self._reader
        giving = read(template, mode or ASSUMED_MODE, gear)
        spoken = self._almanac.speaking(language)
        return giving if spoken is edition else translate_giving(giving, spoken.game, spoken.equipment)

    @property
    def _reader(self) -> tuple[Edition, _Read]:
        """The facts in use and what reads by them; with newer facts it begins anew, and nobody reads by the old."""
        edition = self._almanac.edition
        if self._made is None or self._made[0] is not edition:
            self._made = edition, lru_cache(KEPT)(partial(self._read, edition))
        return self._made

    def _read(self, edition: Edition, template: BuildTemplate, mode: GameMode, gear: Gear | None) -> Giving:
        worn = find_worn(gear, edition.equipment, mode, self._rules.worn)
        return find_giving(template, edition.game, edition.facts, mode, self._rules, worn)

    async def report(self, team: Team, content: Content) -> TeamReport:
        """Return what a team has and lacks for its content, in the content's mode.

        It is reckoned in a thread: for a squad of fifty it takes long enough for others to notice.
        """
        return await asyncio.to_thread(self._report, team, content)

    def _report(self, team: Team, content: Content) -> TeamReport:
        mode = content.mode or ASSUMED_MODE
        known: dict[BuildId, Giving] = {}

        def give(build: Build) -> Giving:
            if build.id not in known:
                known[build.id] = self.get(build, mode)
            return known[build.id]

        rules = Rules(give, self._rules.combos, self._roles)
        return TeamReport(
            subgroups=analyze(team, content.needs, mode, rules), squad=analyze_squad(team, content.squad_needs, rules)
        )
