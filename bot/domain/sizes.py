"""Sizes that the game fixes; apart, so that a worker process need not load all that a team is to know them."""

from typing import Final

PLACES: Final = 5
"""Places in a subgroup."""
SUBGROUPS: Final = 10
"""Subgroups of the largest squad."""
