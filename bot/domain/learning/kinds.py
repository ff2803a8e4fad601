"""What builds are told apart by where one learns from use: their kind, which says nothing of whose they are."""

from dataclasses import dataclass

from bot.domain.modes import GameMode

ROLES_MOST = 4
"""Of the roles of a build that many make its kind; more would make kinds that nobody shares."""


@dataclass(frozen=True, slots=True)
class BuildKind:
    """The kind of a build. Names are English, spelled as the game spells them."""

    mode: GameMode | None = None
    profession: str | None = None
    """None where only a role was offered."""
    elite: str | None = None
    roles: tuple[str, ...] = ()
    """Of the closed set in `RoleRules.words`, the first ROLES_MOST in alphabetical order, however they were said."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "roles", tuple(sorted(self.roles)[:ROLES_MOST]))

    @property
    def label(self) -> str:
        """What models call it: "pve Firebrand heal quickness"."""
        return " ".join((self.mode or "any", self.elite or self.profession or "anybody", *self.roles))
