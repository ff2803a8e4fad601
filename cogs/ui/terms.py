"""The game's own terms in the reader's language: professions, weapons, modes, kinds of content, supplies and roles."""

from typing import Protocol

from bot.domain.gamedata import GameData
from bot.domain.modes import GameMode
from bot.domain.professions import Profession
from bot.domain.teams import Content
from bot.domain.template import BuildTemplate
from bot.domain.titles import elite_of
from cogs.ui import game_text
from cogs.ui.words import Words


def profession_name(profession: Profession, words: Words) -> str:
    """Return "Guardian" as this language says it."""
    return words(game_text.PROFESSIONS[profession])


def weapon_name(name: str, words: Words) -> str:
    """Return a weapon type, which is told by its English name, as this language says it."""
    return words(game_text.WEAPONS[name]) if name in game_text.WEAPONS else name


def title_of(template: BuildTemplate, game: GameData, words: Words) -> str:
    """Return what players call a build in one word; `game` has the names of the words' language."""
    elite = elite_of(template, game)
    return elite.name if elite else profession_name(template.profession, words)


def mode_name(mode: GameMode, words: Words) -> str:
    """Return "PvE" as this language says it."""
    return words(game_text.MODES[mode.value])


def content_name(content: str, words: Words) -> str:
    """Return the content's name in this language; a content of a later version is shown by its id."""
    return words(game_text.CONTENT[content]) if content in game_text.CONTENT else content


class Purposeful(Protocol):
    """A team or a raid."""

    @property
    def content(self) -> str: ...
    @property
    def template(self) -> Content | None: ...


def purpose_name(thing: Purposeful, words: Words) -> str:
    """Return what a team or raid is for, in plain text: a guild's own template by the name that people gave it."""
    own = thing.template.name if thing.template is not None else None
    return own or content_name(thing.content, words)


def supply_name(name: str, words: Words) -> str:
    """Return a boon, an aura or another supply by its name in this language; boons also by their ids."""
    found = game_text.SUPPLIES.get(name) or game_text.SUPPLIES.get(name.title())
    return words(found) if found else name


def combo_name(name: str, words: Words) -> str:
    """Return a combo's field, finisher or effect by its name in this language."""
    return words(game_text.COMBOS[name]) if name in game_text.COMBOS else supply_name(name, words)


def role_name(role: str, words: Words) -> str:
    """Return a role as players of this language call it."""
    return words(game_text.ROLES[role]) if role in game_text.ROLES else role


def filter_name(option: str, name: str, words: Words) -> str:
    """Return what a search can ask for by the name that this language has for it; `option` is a request's field."""
    if option == "profession":
        return profession_name(Profession[name.upper()], words)
    if option == "mode":
        return mode_name(GameMode(name), words)
    named = {"role": role_name, "supply": supply_name, "weapon": weapon_name}.get(option)
    return named(name, words) if named else name
