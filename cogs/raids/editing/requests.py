"""The page of `/raid edit` on which leaders let people in who asked to come."""

from collections.abc import Sequence
from typing import Any, ClassVar

import discord
from discord import ui
from typing_extensions import override

from bot.domain.ids import UserId
from bot.domain.raids import Entry, Roster
from cogs.raids.cards import ACCENT
from cogs.raids.editing import text
from cogs.raids.editing.leaf import PAGES, ToPanel, ToRequests
from cogs.raids.render import render_choice, render_head
from cogs.ui.controls import Layout, row
from cogs.ui.limits import CHOICE_NAME, CHOICES, clip
from cogs.ui.people import Interaction, services, viewer
from cogs.ui.picking import PickSelect
from cogs.ui.replies import heard, redraw
from cogs.ui.words import Words, moment, reader


class _Decide(PickSelect, verb="raid-decide"):
    least = 1
    done: ClassVar[str]

    async def decide(self, interaction: Interaction, user: UserId) -> Roster:
        """Say it to one of those chosen."""
        raise NotImplementedError

    @override
    async def pick(self, interaction: Interaction, values: Sequence[str]) -> None:
        await heard(interaction)
        rosters = [await self.decide(interaction, UserId(int(value))) for value in values]
        people = reader(interaction).list(f"<@{value}>" for value in values)
        note = reader(interaction)(self.done, people=people)
        await redraw(interaction, await page(interaction, rosters[-1], note))


class LetIn(_Decide, verb="raid-let-in"):
    """Let people in."""

    placeholder = text.LET_IN
    done = text.LET_IN_DONE

    @override
    async def decide(self, interaction: Interaction, user: UserId) -> Roster:
        return await services(interaction).requests.let_in(viewer(interaction), self.ref, user)


class Refuse(_Decide, verb="raid-refuse"):
    """Let people not come this time."""

    placeholder = text.REFUSE
    done = text.REFUSED_DONE

    @override
    async def decide(self, interaction: Interaction, user: UserId) -> Roster:
        return await services(interaction).requests.refuse(viewer(interaction), self.ref, user)


async def page(interaction: Interaction, roster: Roster, note: str | None = None) -> Layout:
    """Return who asked to come, the earliest first, with what they offer."""
    words, ref = reader(interaction), roster.raid.short_id
    asked = roster.requests()[:CHOICES]
    rows = [render_head(roster.raid, words), f"**{words(text.REQUESTS_TITLE)}**"]
    rows += [_line(entry, words) for entry in asked] or [words(text.NO_REQUESTS)]
    parts: list[ui.Item[Any]] = [ui.TextDisplay(note)] if note else []
    parts.append(ui.Container(ui.TextDisplay("\n".join(rows)), accent_color=ACCENT))
    if asked:
        options = [_option(entry, words) for entry in asked]
        parts += [row(LetIn(ref, options, words)), row(Refuse(ref, options, words))]
    parts.append(row(ToPanel(ref, words)))
    return Layout(*parts)


def _line(entry: Entry, words: Words) -> str:
    return " · ".join(filter(None, [f"- <@{entry.user}>", _offers(entry, words), moment(entry.changed_at)]))


def _offers(entry: Entry, words: Words) -> str:
    return ", ".join(render_choice(choice, words) for choice in entry.choices)


def _option(entry: Entry, words: Words) -> discord.SelectOption:
    name, offers = clip(entry.name or str(entry.user), CHOICE_NAME), clip(_offers(entry, words), CHOICE_NAME)
    return discord.SelectOption(label=name, description=offers or None, value=str(entry.user))


PAGES[ToRequests.verb] = page
CONTROLS = (LetIn, Refuse)
