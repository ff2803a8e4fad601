"""Bundled game data, facts and rules, and what they say of a build: what the tests of giving share."""

from bot.domain.giving import Giving, find_giving
from bot.domain.modes import GameMode
from bot.domain.professions import Profession
from bot.domain.supplies import Kind, Supply, To
from bot.domain.template import BuildTemplate, TraitLine
from bot.gateways.gamedata import load_game_data, load_game_facts
from config.giving import load_giving_rules

GAME = load_game_data()
FACTS = load_game_facts()
RULES = load_giving_rules()
SCRAPPER = "[&DQMmLQYdKz0hDwAAkwEAAKAQAACSEAAA0hIAAAAAAAAAAAAAAAAAAAAAAAADWgA2AFUAAA==]"


def giving_of(template: BuildTemplate | str, mode: GameMode = GameMode.PVE) -> Giving:
    """Return what a build gives by the bundled facts and rules."""
    read = BuildTemplate.from_chat_code(template) if isinstance(template, str) else template
    return find_giving(read, GAME, FACTS, mode, RULES)


def line_of(name: str, *choices: int) -> TraitLine:
    """Return a trait line by its name and its three choices."""
    number = next(one.id for one in GAME.specializations.values() if one.name == name)
    one, two, three = choices
    return TraitLine(number, (one, two, three))


def build_of(profession: Profession, *lines: TraitLine, weapons: tuple[str, ...] = ()) -> BuildTemplate:
    """Return a build with these lines and weapons and nothing else."""
    one, two, three = (*lines, *([TraitLine()] * (3 - len(lines))))
    numbers = {weapon.name: number for number, weapon in GAME.weapons.items()}
    return BuildTemplate(
        profession=profession, lines=(one, two, three), weapons=tuple(numbers[name] for name in weapons)
    )


def supply(giving: Giving, kind: Kind, name: str, to: To) -> Supply | None:
    """Return one supply, None if the build has no such."""
    return next((one for one in giving.supplies if (one.kind, one.name, one.to) == (kind, name, to)), None)
