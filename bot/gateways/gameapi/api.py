"""The game's API as the rest of the bot sees it: what can be asked, in which languages."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final, Generic, Literal, Protocol, TypeVar, get_args

from bot.gateways.gameapi import answers

Language = Literal["en", "fr", "de", "es"]
LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)
"""The languages that we ask for; the API has Chinese besides."""

Id = int | str
T = TypeVar("T", bound=answers.Entry | answers.NumberedEntry)


@dataclass(frozen=True, slots=True)
class Resource(Generic[T]):
    """A kind of thing that has ids."""

    path: str
    """Below the base address."""
    model: type[T]

    def named(self) -> "Resource[answers.NamedEntry]":
        """Return the same kind of thing, for the names alone."""
        return Resource(self.path, answers.NamedEntry)


PROFESSIONS: Final = Resource("professions", answers.ProfessionEntry)
SPECIALIZATIONS: Final = Resource("specializations", answers.SpecializationEntry)
TRAITS: Final = Resource("traits", answers.TraitEntry)
SKILLS: Final = Resource("skills", answers.SkillEntry)
LEGENDS: Final = Resource("legends", answers.LegendEntry)
PETS: Final = Resource("pets", answers.NumberedEntry)
STATS: Final = Resource("itemstats", answers.StatEntry)
ITEMS: Final = Resource("items", answers.ItemEntry)


class GameApi(Protocol):
    """Asks the game's API. Raises GameApiError where there is no answer, or none that can be used."""

    async def fetch_build(self) -> int:
        """Return the number of the game build that the API believes to be the current one."""
        ...

    async def fetch_ids(self, resource: Resource[T]) -> tuple[Id, ...]:
        """Return the ids of all things of a kind."""
        ...

    async def fetch(self, resource: Resource[T], ids: Collection[Id], *, language: Language = "en") -> tuple[T, ...]:
        """Return the things with these ids; those that the API does not know are missing."""
        ...
