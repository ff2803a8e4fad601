"""From builds and roles to what the search knows of them: which needs they meet, in hundredths."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from bot.domain.giving import Giving
from bot.domain.lineup.problem import WHOLE
from bot.domain.needs import Need


@dataclass(frozen=True, slots=True)
class RoleTable:
    """What roles supply by themselves, where no build is known."""

    supplies: Mapping[str, tuple[str, ...]]
    """Needs by role."""
    aliases: Mapping[str, str]
    """Roles by other words for them."""

    def find(self, word: str) -> str | None:
        """Return the role that somebody means: "Heal Alac" is `heal-alac`, "qdps" is `quick-dps`."""
        typed = "-".join(word.lower().replace("_", " ").replace("-", " ").split())
        return typed if typed in self.supplies else self.aliases.get(typed)

    def get_supplies(self, roles: Iterable[str]) -> dict[str, int]:
        """Return what somebody supplies who plays all these roles at once; unknown ones supply nothing."""
        return {need: WHOLE for role in roles for need in self.supplies.get(role, ())}

    def get_ideas(self, needs: Iterable[str]) -> dict[str, dict[str, int]]:
        """Return what each role supplies, for advice, the plainest first; a need that none supplies is one itself."""
        ideas = {role: self.get_supplies((role,)) for role, supplied in self.supplies.items() if supplied}
        told = {need for supplied in ideas.values() for need in supplied}
        ideas |= {need: {need: WHOLE} for need in needs if need not in told}
        return dict(sorted(ideas.items(), key=lambda idea: len(idea[1])))


NO_ROLES: Final = RoleTable({}, {})


def supplies_of(giving: Giving) -> dict[str, int]:
    """Return what a build supplies by what it gives."""
    return {need.value: WHOLE for need in Need if need.is_met_by(giving)}
