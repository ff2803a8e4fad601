"""`/team search`, with buttons that turn the pages: a request is kept, they carry its key and where the page begins."""

from collections.abc import Iterator
from typing import Any

import discord
from discord import app_commands, ui
from discord.app_commands import locale_str as T  # noqa: N812 - short, like gettext's underscore
from typing_extensions import override

from bot.domain.ids import UserId
from bot.domain.needs import Need
from bot.domain.suggestions import typed_key
from bot.services.teams.searching import FoundTeams, TeamRequest
from cogs.teams import searching_text as text
from cogs.teams.controls import SHELF
from cogs.ui.choices import Choice, suggest_builds
from cogs.ui.contents import content_id, suggest_contents
from cogs.ui.controls import Layout, row
from cogs.ui.errors import HANDED_BACK
from cogs.ui.keeping import Open
from cogs.ui.limits import OPTION_TEXT
from cogs.ui.markup import shown
from cogs.ui.people import Interaction, services, viewer
from cogs.ui.replies import thinking, whisper
from cogs.ui.terms import supply_name
from cogs.ui.text import QUOTED
from cogs.ui.turning import TurnButton
from cogs.ui.words import Words, reader

_WORD = 40


async def _suggest_needs(interaction: Interaction, current: str) -> list[Choice]:
    words, typed = reader(interaction), typed_key(current)
    named = [(supply_name(need.value, words), need.value) for need in Need]
    return [app_commands.Choice(name=name, value=need) for name, need in named if typed in typed_key(name)]


@app_commands.command(
    name="search",
    description=T("Find teams: yours and those of this server"),
    extras={HANDED_BACK: ("text",)},
)
@app_commands.describe(
    text=T("Words of the name or the notes"),
    content=T("What the team is for"),
    player=T("A member who sits in it"),
    build=T("A build that is seated in it"),
    lacks=T("What it still lacks"),
)
@app_commands.autocomplete(content=suggest_contents, build=suggest_builds, lacks=_suggest_needs)
async def search(
    interaction: Interaction,
    text: app_commands.Range[str, 1, OPTION_TEXT] = "",
    content: str = "",
    player: discord.User | None = None,
    build: str = "",
    lacks: str = "",
) -> None:
    """Search for teams."""
    await thinking(interaction)
    request = TeamRequest(
        text=text,
        content=await content_id(content, interaction) if content else "",
        member=UserId(player.id) if player else None,
        build=build,
        lacks=_need(lacks, reader(interaction)),
    )
    await whisper(interaction, await _find_page(interaction, request))


class MoreTeams(TurnButton, verb="teams-found"):
    """Turn to the next page; the reference is the key of the request, then where the page begins."""

    label = text.MORE

    @override
    async def page(self, interaction: Interaction, about: str, where: str) -> Layout:
        request = await services(interaction).team_search.recall(about)
        return await _find_page(interaction, request, int(where) if where.isdigit() else 0)


class FirstTeams(MoreTeams, verb="teams-found-first"):
    """Turn back to the first page."""

    label = text.FIRST


COMMANDS: tuple[app_commands.Command[Any, ..., Any], ...] = (search,)
CONTROLS: tuple[type[ui.DynamicItem[Any]], ...] = (MoreTeams, FirstTeams)


def _need(typed: str, words: Words) -> str:
    """Return the need that somebody chose or named; nothing for what is none."""
    named = {typed_key(supply_name(need.value, words)): need.value for need in Need}
    chosen = named.get(typed_key(typed), typed)
    return chosen if chosen in {need.value for need in Need} else ""


async def _find_page(interaction: Interaction, request: TeamRequest, start: int = 0) -> Layout:
    finder, eyes = services(interaction).team_search, viewer(interaction)
    found = await finder.find(eyes, request, start=start)
    if start and not found.teams:
        # what stood there is gone meanwhile
        found = await finder.find(eyes, request)
    key = await finder.keep(request) if found.start or found.next else ""
    return _page(interaction, found, key)


def _page(interaction: Interaction, found: FoundTeams, key: str) -> Layout:
    words = reader(interaction)
    head = "\n".join([f"## {words(text.TITLE)}", *_reading(found, words)])
    if not found.teams:
        return Layout(ui.Container(ui.TextDisplay(head), ui.TextDisplay(words(text.NOTHING))))
    rows = [f"- {SHELF.row(interaction, team)}" for team in found.teams]
    turns: list[ui.Item[Any]] = [FirstTeams(key, words)] if found.start else []
    if found.next:
        turns.append(MoreTeams(f"{key}:{found.next}", words))
    return Layout(
        ui.Container(ui.TextDisplay(f"{head}\n-# {SHELF.count(found.total, words)}"), ui.TextDisplay("\n".join(rows))),
        row(Open([SHELF.option(interaction, team) for team in found.teams], words)),
        *([row(*turns)] if turns else []),
    )


def _reading(found: FoundTeams, words: Words) -> Iterator[str]:
    if found.passed_over:
        yield f"-# {words(text.LOOKED_AT, count=found.looked_at, total=found.looked_at + found.passed_over)}"
    for typed, meant in found.guesses:
        yield f"-# {words(text.GUESSED, typed=shown(typed, limit=_WORD), meant=shown(meant, limit=_WORD))}"
    if found.left_out:
        left_out = words.list(words(QUOTED, text=shown(word, limit=_WORD)) for word in found.left_out)
        yield f"-# {words(text.LEFT_OUT, words=left_out)}"
