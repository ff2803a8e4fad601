"""Of which kind builds are: the one thing that is learned of them."""

from bot.domain.builds import Build
from bot.domain.gamedata import GameData
from bot.domain.learning.kinds import BuildKind
from bot.domain.modes import GameMode
from bot.domain.raids import Choice
from bot.domain.titles import elite_of
from bot.services.almanac import Almanac
from bot.services.givings import Givings


class Kinds:
    """Tells the kinds of builds, by the facts in use. In memory and quick."""

    def __init__(self, almanac: Almanac, givings: Givings) -> None:
        self._almanac = almanac
        self._givings = givings

    @property
    def game(self) -> GameData:
        """The facts in use."""
        return self._almanac.game

    def get(self, build: Build) -> BuildKind:
        """Return the kind of a build; its roles are those that its author declares, else those it is seen to have."""
        elite = elite_of(build.template, self.game)
        roles = build.roles or self._givings.appraise(build.template, build.mode, gear=build.gear).roles
        return BuildKind(build.mode, build.template.profession.display, elite.name if elite else None, roles)


def get_offered(choice: Choice, mode: GameMode | None, game: GameData) -> BuildKind:
    """Return the kind of what somebody offers to play in a raid of this mode."""
    roles = () if choice.role is None else (choice.role,)
    for known in game.specializations.values():
        if known.elite and known.name == choice.title:
            return BuildKind(mode, known.profession.display, known.name, roles)
    return BuildKind(mode, choice.title or None, roles=roles)
