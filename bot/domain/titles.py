"""What players call a build in one word: its elite specialization, or its profession where there is none."""

from bot.domain.gamedata import GameData, Specialization
from bot.domain.template import BuildTemplate


def elite_of(template: BuildTemplate, game: GameData) -> Specialization | None:
    """Return the elite line of the template's own profession, in whichever place: the first, should there be several.

    A line of another profession does not count: a damaged build is called by its profession.
    """
    for line in template.lines:
        specialization = game.specializations.get(line.specialization)
        if specialization and specialization.elite and specialization.profession is template.profession:
            return specialization
    return None


def icon_of(template: BuildTemplate, game: GameData) -> str:
    """Return the address of the emblem that goes with the title, empty where none is known."""
    elite = elite_of(template, game)
    return elite.icon if elite else game.professions[template.profession].icon


def title_of(template: BuildTemplate, game: GameData) -> str:
    """Return "Firebrand" for a template with that line, else "Guardian"."""
    elite = elite_of(template, game)
    return elite.name if elite else template.profession.display
