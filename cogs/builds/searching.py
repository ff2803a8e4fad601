"""`/build search`: by what builds are, give and are called, with buttons that turn the pages.

A request is longer than a button's id may be: it is kept, and the buttons carry its key and the place of the page.
"""

from collections.abc import Callable, Coroutine, Iterator
from typing import Any

import discord
from discord import app_commands, ui
from discord.app_commands import locale_str as T  # noqa: N812 - short, like gettext's underscore
from typing_extensions import override

from bot.domain.builds import Build
from bot.domain.ids import UserId
from bot.domain.search.query import Condition
from bot.domain.search.request import OPTIONS, Order, Request
from bot.domain.search.terms import NO_MODE, Facet, facet_of, value_of
from bot.services.search import Found
from cogs.builds import searching_text as text
from cogs.builds.controls import SHELF
from cogs.ui.choices import Choice
from cogs.ui.controls import Layout, row
from cogs.ui.errors import HANDED_BACK
from cogs.ui.keeping import Open
from cogs.ui.limits import CHOICES, OPTION_TEXT
from cogs.ui.markup import shown
from cogs.ui.people import Interaction, services, taste, viewer
from cogs.ui.replies import thinking, whisper
from cogs.ui.terms import filter_name
from cogs.ui.text import QUOTED
from cogs.ui.turning import TurnButton
from cogs.ui.words import Words, reader

_DOT = " · "
_VALUES = 4
_WORD = 40
_ORDERS = [
    app_commands.Choice(name=T("best match"), value=Order.BEST.value),
    app_commands.Choice(name=T("newest"), value=Order.NEWEST.value),
    app_commands.Choice(name=T("most used"), value=Order.USED.value),
    app_commands.Choice(name=T("best liked"), value=Order.LIKED.value),
]


def _suggesting(facet: Facet) -> Callable[[Interaction, str], Coroutine[Any, Any, list[Choice]]]:
    async def suggest(interaction: Interaction, current: str) -> list[Choice]:
        values = services(interaction).search.suggest(facet, current)[:CHOICES]
        words = reader(interaction)
        return [Choice(name=_value_name(interaction, facet, value, words), value=value) for value in values]

    return suggest


async def _suggest_modes(interaction: Interaction, current: str) -> list[Choice]:
    """Offer the modes, and all of them to whom one is usually meant."""
    offered = await _suggesting(Facet.MODE)(interaction, current)
    words = reader(interaction)
    all_modes = [Choice(name=words(text.ANY_MODE), value=NO_MODE)] if taste(interaction).mode and not current else []
    return [*offered, *all_modes]


@app_commands.command(
    name="search",
    description=T("Find builds: yours and those of this server"),
    extras={HANDED_BACK: ("text",)},
)
@app_commands.describe(
    text=T("In your own words: alac mirage staff, heal firebrand wvw, or words of a name"),
    profession=T("The profession"),
    elite=T("The elite specialization"),
    role=T("What it is for"),
    gives=T("A boon that it holds, or what else it gives to others"),
    mode=T("The game mode"),
    stat=T("Attributes of its gear"),
    weapon=T("A weapon that it holds"),
    author=T("Whose builds"),
    sort=T("What comes first"),
)
@app_commands.choices(sort=_ORDERS)
@app_commands.autocomplete(
    profession=_suggesting(Facet.PROFESSION),
    elite=_suggesting(Facet.ELITE),
    role=_suggesting(Facet.ROLE),
    gives=_suggesting(Facet.SUPPLY),
    mode=_suggest_modes,
    stat=_suggesting(Facet.STAT),
    weapon=_suggesting(Facet.WEAPON),
)
async def search(  # noqa: PLR0913, PLR0917 - one for each option
    interaction: Interaction,
    text: app_commands.Range[str, 1, OPTION_TEXT] = "",
    profession: str = "",
    elite: str = "",
    role: str = "",
    gives: str = "",
    mode: str = "",
    stat: str = "",
    weapon: str = "",
    author: discord.User | None = None,
    sort: str = Order.BEST.value,
) -> None:
    """Search for builds."""
    await thinking(interaction)
    request = Request(
        text=text,
        profession=profession,
        elite=elite,
        role=role,
        supply=gives,
        mode="" if mode.strip().lower() == NO_MODE else mode,
        usual_mode=(taste(interaction).mode or "") if not mode else "",
        stat=stat,
        weapon=weapon,
        author=UserId(author.id) if author else None,
        order=Order(sort),
    )
    await whisper(interaction, await _find_page(interaction, request))


class TurnFoundPage(TurnButton, verb="found-next"):
    """Turn to the next page; the reference is the key of the request, then the place of the page."""

    label = text.MORE

    @override
    async def page(self, interaction: Interaction, about: str, where: str) -> Layout:
        request = await services(interaction).search.recall(about)
        return await _find_page(interaction, request, where or None)


class FirstFoundPage(TurnFoundPage, verb="found-first"):
    """Turn back to the first page."""

    label = text.FIRST


COMMANDS: tuple[app_commands.Command[Any, ..., Any], ...] = (search,)
CONTROLS: tuple[type[ui.DynamicItem[Any]], ...] = (TurnFoundPage, FirstFoundPage)


async def _find_page(interaction: Interaction, request: Request, place: str | None = None) -> Layout:
    finder, eyes = services(interaction).search, viewer(interaction)
    found = await finder.find(eyes, request, place=place)
    if place and not found.page.items:
        # what stood there is gone meanwhile
        place = None
        found = await finder.find(eyes, request)
    key = await finder.keep(request) if place or found.page.next else ""
    return FoundPage(interaction, request, found, key=key, is_later=bool(place))


class FoundPage(Layout):
    """A page of what was found: how the search was understood, the builds, a select to open one, buttons to turn."""

    def __init__(self, interaction: Interaction, request: Request, found: Found, *, key: str, is_later: bool) -> None:
        words, page = reader(interaction), found.page
        head = [f"## {words(text.TITLE)}", *_render_reading(interaction, request, found, words)]
        if not page.items:
            super().__init__(ui.Container(ui.TextDisplay("\n".join(head)), ui.TextDisplay(words(text.NOTHING))))
            return
        count = words(text.AT_LEAST, count=page.total) if found.is_capped else SHELF.count(page.total, words)
        head.append(f"-# {count}{_DOT}{words(text.ORDERS[request.order])}")
        rows = "\n".join(f"- {_render_row(interaction, build, request.order, words)}" for build in page.items)
        turns: list[ui.Item[Any]] = [FirstFoundPage(key, words)] if is_later else []
        if page.next:
            turns.append(TurnFoundPage(f"{key}:{page.next}", words))
        super().__init__(
            ui.Container(ui.TextDisplay("\n".join(head)), ui.TextDisplay(rows)),
            row(Open([SHELF.option(interaction, build) for build in page.items], words)),
            *([row(*turns)] if turns else []),
        )


def _render_row(interaction: Interaction, build: Build, order: Order, words: Words) -> str:
    """Return a build as a line of the list; a private one is marked, and what it is sorted by stands at the end."""
    eyes = viewer(interaction)
    parts = [SHELF.row(interaction, build)]
    is_private = eyes.guild not in build.published_in
    if order is Order.USED and build.uses:
        parts.append(words.n(text.USES_ONE, text.USES_MANY, build.uses))
    elif build.likes and not is_private:
        parts.append(words(text.LIKES, count=build.likes))
    return f"{'🔒 ' if is_private else ''}{_DOT.join(parts)}"


def _render_reading(interaction: Interaction, request: Request, found: Found, words: Words) -> Iterator[str]:
    """Return how the search was understood, and what of it was left out."""
    if found.conditions:
        yield _DOT.join(_condition(interaction, condition, words) for condition in found.conditions)
    elif request.is_empty:
        yield words(text.EVERYTHING)
    if any(Facet.MODE.term(NO_MODE) in condition.exact for condition in found.conditions):
        mode = _value_name(interaction, Facet.MODE, request.usual_mode, words)
        yield f"-# {words(text.USUAL, mode=mode)}"
    if found.left_out:
        left_out = words.list(words(QUOTED, text=shown(word, limit=_WORD)) for word in found.left_out)
        yield f"-# {words(text.LEFT_OUT, words=left_out)}"


def _condition(interaction: Interaction, condition: Condition, words: Words) -> str:
    """Return what a condition asks for: what the game calls so, or else words."""
    terms = condition.exact or condition.near
    meant = [term for term in terms if facet_of(term) is not Facet.WORD] or sorted(terms)
    by_facet: dict[Facet, list[str]] = {}
    for term in sorted(term for term in meant if term != Facet.MODE.term(NO_MODE)):
        by_facet.setdefault(facet_of(term), []).append(value_of(term))
    told = words.list(
        (_facet(interaction, facet, values, condition, words) for facet, values in by_facet.items()), style="or"
    )
    return words(text.GUESSED, meant=told, typed=shown(condition.typed, limit=_WORD)) if condition.guessed else told


def _facet(interaction: Interaction, facet: Facet, values: list[str], condition: Condition, words: Words) -> str:
    if facet is Facet.WORD and not condition.guessed:
        # what begins likewise is looked for too; telling all of it would hide what was typed
        values = [condition.typed]
    named = [f"**{_value_name(interaction, facet, value, words)}**" for value in values[:_VALUES]]
    if len(values) > _VALUES:
        named[-1] = "…"
    return words(text.FACETS[facet], values=words.list(named, style="or"))


def _value_name(interaction: Interaction, facet: Facet, value: str, words: Words) -> str:
    if facet is Facet.WORD:
        return shown(value, limit=_WORD)
    if facet is Facet.AUTHOR:
        return f"<@{value}>"
    name = services(interaction).search.get_name(facet, value, language=words.language)
    return filter_name(OPTIONS[facet], name, words)
