"""Says in what the quality of another lineup differs: combos, professions, damage."""

from collections.abc import Iterator

from bot.domain.lineup.contrast import Contrast
from cogs.raids.optimize import text
from cogs.ui.words import Words


def list_contrasts(contrast: Contrast | None, words: Words) -> Iterator[str]:
    """Yield what another lineup has more or less, beside who plays what."""
    if contrast is None:
        return
    if contrast.combos:
        more, less = text.MORE_COMBOS, text.LESS_COMBOS
        yield words.n(*(more if contrast.combos > 0 else less), abs(contrast.combos))
    elif contrast.worth:
        yield words(text.BETTER_COMBOS if contrast.worth > 0 else text.WORSE_COMBOS)
    if contrast.professions:
        yield words(text.MORE_PROFESSIONS if contrast.professions > 0 else text.LESS_PROFESSIONS)
    if contrast.damage:
        yield words(text.MORE_BALANCE if contrast.damage > 0 else text.LESS_BALANCE)
