"""In what another lineup's quality differs, in words."""

import pytest

from bot.domain.lineup.contrast import Contrast
from cogs.raids.optimize.contrasts import list_contrasts
from cogs.ui.words import Words


@pytest.mark.parametrize(
    ("contrast", "english", "french"),
    [
        (None, [], []),
        (Contrast(0, 0, 0, 0), [], []),
        (Contrast(2, -300, 0, 0), ["2 more combos"], ["2 combos de plus"]),
        (Contrast(-1, -800, 0, 0), ["1 combo less"], ["1 combo de moins"]),
        (Contrast(0, -10, 0, 0), ["combos that are worth less"], ["des combos moins utiles"]),
        (Contrast(0, 0, 1, 0), ["more different professions"], ["des professions plus variées"]),
    ],
)
def test_each_difference_is_said_in_both_languages(
    contrast: Contrast | None, english: list[str], french: list[str]
) -> None:
    assert list(list_contrasts(contrast, Words("en"))) == english
    assert list(list_contrasts(contrast, Words("fr"))) == french
