"""What players call a build in one word: its elite specialization, or its profession where there is none."""

from bot.domain.gamedata import GameData
from bot.domain.template import BuildTemplate


def title_of(template: BuildTemplate, game: GameData) -> str:
    """Return "Firebrand" for a template with that line, else "Guardian".

    Only an elite line of the template's own profession counts: a damaged build is called by its profession.
    """
    for line in template.lines:
        specialization = game.specializations.get(line.specialization)
        if specialization and specialization.elite and specialization.profession is template.profession:
            return specialization.name
    return template.profession.display
