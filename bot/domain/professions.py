"""The nine professions, numbered as build codes number them."""

from enum import IntEnum


class Profession(IntEnum):
    """A profession; its value is the second byte of a build code."""

    GUARDIAN = 1
    WARRIOR = 2
    ENGINEER = 3
    RANGER = 4
    THIEF = 5
    ELEMENTALIST = 6
    MESMER = 7
    NECROMANCER = 8
    REVENANT = 9

    def __repr__(self) -> str:
        return f"Profession.{self.name}"

    @property
    def display(self) -> str:
        """The profession's English name, spelled as the game's API spells it."""
        return self.name.capitalize()
