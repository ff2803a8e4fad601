"""`/build gear`: say what a build wears in a text or by names, or open the panel to choose it part by part."""

from collections.abc import Iterable
from typing import Any

from discord import app_commands
from discord.app_commands import locale_str as T  # noqa: N812 - short, like gettext's underscore

from bot.domain.gear.attributes import Attribute
from bot.domain.gear.equipment import ItemKind
from bot.domain.suggestions import typed_key
from cogs.builds import gear_text
from cogs.builds.controls import SHELF
from cogs.builds.gear import render_reading
from cogs.builds.gear_panel import GearPanel
from cogs.ui.choices import Choice, suggest_own_builds
from cogs.ui.errors import HANDED_BACK
from cogs.ui.limits import CHOICE_NAME, CHOICES, clip
from cogs.ui.people import Interaction, services, viewer
from cogs.ui.replies import thinking, whisper
from cogs.ui.words import reader

GEAR_TEXT = 2_000
"""Characters of a text about gear: more than any gear needs, and little enough to hand back."""
LIST_TEXT = 400
"""Characters of a list of sigils or infusions."""
_SIGILS = 4
_PREFIXES = ("Superior Sigil of the ", "Superior Sigil of ")


def said_of_gear(**options: str | None) -> str:
    """Return what the options name in one text, as the reader of gear takes it; empty for nothing."""
    return "\n".join(f"full {said}" if name == "stats" else f"{name}: {said}" for name, said in options.items() if said)


async def suggest_stats(interaction: Interaction, current: str) -> list[Choice]:
    """Offer combinations of attributes."""
    return _choices(services(interaction).wardrobe.suggest_combinations(current, reader(interaction).language))


async def suggest_runes(interaction: Interaction, current: str) -> list[Choice]:
    """Offer runes."""
    return _choices(_items(interaction, ItemKind.RUNE, current))


async def suggest_relics(interaction: Interaction, current: str) -> list[Choice]:
    """Offer relics."""
    return _choices(_items(interaction, ItemKind.RELIC, current))


async def suggest_food(interaction: Interaction, current: str) -> list[Choice]:
    """Offer food."""
    return _choices(_items(interaction, ItemKind.FOOD, current))


async def suggest_utility(interaction: Interaction, current: str) -> list[Choice]:
    """Offer utility items."""
    return _choices(_items(interaction, ItemKind.UTILITY, current))


async def suggest_sigils(interaction: Interaction, current: str) -> list[Choice]:
    """Offer sigils for the last word of a list; four at most, for there are no more places."""
    before, last = _split(current)
    if len(before) >= _SIGILS:
        return []
    return _lists(before, (_short(name) for name in _items(interaction, ItemKind.SIGIL, last)))


async def suggest_infusions(interaction: Interaction, current: str) -> list[Choice]:
    """Offer "18 Power" and the like for the last part of a list; the number is the one typed, or what is left."""
    before, last = _split(current)
    wardrobe, words = services(interaction).wardrobe, reader(interaction)
    left = wardrobe.infusion_slots - sum(_number(part) for part in before)
    count = min(_number(last) or left, left)
    name = typed_key(last.lstrip("0123456789x "))
    fitting = [one for one in Attribute if any(name in typed_key(said) for said in _names(one, words))]
    return _lists(before, (f"{count} {one.display}" for one in fitting)) if count > 0 else []


@app_commands.command(
    name="gear",
    description=T("Say what one of your builds wears, or choose it part by part"),
    extras={HANDED_BACK: ("text",)},
)
@app_commands.describe(
    build=T("One of your builds; with nothing else you choose part by part"),
    text=T("Pasted or typed: full Berserker's, Scholar runes, Force + Impact, Relic of the Thief"),
    stats=T("The attributes of all pieces"),
    rune=T("The rune in all six pieces of armor"),
    relic=T("The relic"),
    sigils=T("Up to four, parted by commas: first those of the first weapon set"),
    food=T("The food"),
    utility=T("The utility item: oil, crystal, stone"),
    infusions=T("How many of each, parted by commas: 10 Power, 8 Precision"),
)
@app_commands.autocomplete(
    build=suggest_own_builds,
    stats=suggest_stats,
    rune=suggest_runes,
    relic=suggest_relics,
    sigils=suggest_sigils,
    food=suggest_food,
    utility=suggest_utility,
    infusions=suggest_infusions,
)
async def gear(  # noqa: PLR0913 - Discord's options are parameters
    interaction: Interaction,
    build: str,
    *,
    text: app_commands.Range[str, 1, GEAR_TEXT] | None = None,
    stats: str | None = None,
    rune: str | None = None,
    relic: str | None = None,
    sigils: app_commands.Range[str, 1, LIST_TEXT] | None = None,
    food: str | None = None,
    utility: str | None = None,
    infusions: app_commands.Range[str, 1, LIST_TEXT] | None = None,
) -> None:
    """Take a text in place of what was said, names in addition to it; open the panel where nothing is said."""
    await thinking(interaction)
    named = said_of_gear(
        stats=stats, rune=rune, relic=relic, sigils=sigils, food=food, utility=utility, infusions=infusions
    )
    said, words = "\n".join(filter(None, [text, named])), reader(interaction)
    wardrobe, eyes = services(interaction).wardrobe, viewer(interaction)
    if not said:
        await whisper(interaction, GearPanel(await wardrobe.require(eyes, build), wardrobe, words))
        return
    dressed = await wardrobe.dress(eyes, build, said, adding=text is None)
    note = render_reading(dressed.reading, words)
    if text is None:
        note = f"{note}\n{words(gear_text.ADDED)}"
    await whisper(interaction, SHELF.card(interaction, dressed.build, note=note))


def _items(interaction: Interaction, kind: ItemKind, typed: str) -> list[str]:
    return services(interaction).wardrobe.suggest_items(kind, typed, reader(interaction).language)


def _short(name: str) -> str:
    return next((name.removeprefix(prefix) for prefix in _PREFIXES if name.startswith(prefix)), name)


def _names(attribute: Attribute, words: Any) -> tuple[str, str]:
    return attribute.display, words(gear_text.ATTRIBUTE[attribute.value])


def _number(part: str) -> int:
    digits = part.strip().split(" ")[0].rstrip("x")
    return int(digits) if digits.isdecimal() and len(digits) < len("100") else 0


def _split(current: str) -> tuple[list[str], str]:
    """Return the finished parts of a list that is being typed, and the one that is not."""
    *before, last = current.split(",")
    return [part.strip() for part in before if part.strip()], last.strip()


def _lists(before: Iterable[str], names: Iterable[str]) -> list[Choice]:
    lists = (", ".join([*before, name]) for name in names)
    return _choices([one for one in lists if len(one) <= CHOICE_NAME])


def _choices(names: Iterable[str]) -> list[Choice]:
    return [app_commands.Choice(name=clip(name, CHOICE_NAME), value=name) for name in list(names)[:CHOICES]]


COMMANDS: tuple[app_commands.Command[Any, ..., Any], ...] = (gear,)
