"""The buttons below a raid's post and the selects of the panel *My builds*."""

from collections.abc import Sequence
from typing import Any, ClassVar

import discord
from discord import ui
from typing_extensions import override

from bot.domain.builds import Build
from bot.domain.raids import CHOICES, Answer, Raid
from bot.services.raids.signups import Outcome
from cogs.raids import render, text
from cogs.ui import limits
from cogs.ui.controls import Layout, RefButton, row
from cogs.ui.game_text import ROLES
from cogs.ui.people import Interaction, services, viewer
from cogs.ui.picking import PickSelect
from cogs.ui.replies import heard, redraw, thinking, whisper
from cogs.ui.terms import role_name
from cogs.ui.words import Words, reader


class _Answer(RefButton, verb="raid-answer"):
    """Say whether one comes; the answer shows what became of it."""

    answer: ClassVar[Answer]

    @override
    async def press(self, interaction: Interaction) -> None:
        await thinking(interaction)
        outcome = await services(interaction).signups.answer(viewer(interaction), self.ref, self.answer)
        await whisper(interaction, await _panel(interaction, outcome))


class SignUp(_Answer, verb="raid-sign"):
    """Come, with what one offered last time."""

    label = text.SIGN_UP
    style = discord.ButtonStyle.success
    answer = Answer.SIGNED


class BeLate(_Answer, verb="raid-late"):
    """Come, but late."""

    label = text.BE_LATE
    answer = Answer.LATE


class BeMaybe(_Answer, verb="raid-maybe"):
    """Perhaps come."""

    label = text.BE_MAYBE
    answer = Answer.MAYBE


class BeAbsent(_Answer, verb="raid-absent"):
    """Not come."""

    label = text.BE_ABSENT
    answer = Answer.ABSENT


class MyBuilds(RefButton, verb="raid-builds"):
    """Open the panel on which one says what one plays."""

    label = text.MY_BUILDS
    style = discord.ButtonStyle.primary

    @override
    async def press(self, interaction: Interaction) -> None:
        await thinking(interaction)
        roster = await services(interaction).raids.require(viewer(interaction), self.ref)
        entry = roster.by_user.get(viewer(interaction).user)
        said = _offer(entry.choices, reader(interaction)) if entry is not None else ""
        await whisper(interaction, await _selects(interaction, roster.raid, said))


class ChooseBuilds(PickSelect, verb="raid-with"):
    """Choose among one's own builds; their order is that of liking."""

    placeholder = text.CHOOSE_BUILDS
    most = CHOICES

    @override
    async def pick(self, interaction: Interaction, values: Sequence[str]) -> None:
        await heard(interaction)
        signups = services(interaction).signups
        outcome = await signups.choose(viewer(interaction), self.ref, builds=list(values))
        await redraw(interaction, await _panel(interaction, outcome))


class ChooseRoles(PickSelect, verb="raid-as"):
    """Choose roles without naming a build; their order is that of liking."""

    placeholder = text.CHOOSE_ROLES
    most = CHOICES

    @override
    async def pick(self, interaction: Interaction, values: Sequence[str]) -> None:
        await heard(interaction)
        known = [value for value in values if value in ROLES]
        outcome = await services(interaction).signups.choose(viewer(interaction), self.ref, roles=known)
        await redraw(interaction, await _panel(interaction, outcome))


CONTROLS = (SignUp, BeLate, BeMaybe, BeAbsent, MyBuilds, ChooseBuilds, ChooseRoles)


def answers(raid: Raid, words: Words) -> tuple[ui.Item[Any], ...]:
    """Return the buttons by which people answer."""
    return tuple(kind(raid.short_id, words) for kind in (SignUp, BeLate, BeMaybe, BeAbsent, MyBuilds))


async def _panel(interaction: Interaction, outcome: Outcome) -> Layout:
    """Return what became of an answer, with the selects for whoever comes or may come."""
    words = reader(interaction)
    said = render.render_outcome(outcome, words)
    if outcome.entry.answer is Answer.ABSENT:
        return Layout(ui.TextDisplay(said))
    return await _selects(interaction, outcome.raid, f"{said}\n{_offer(outcome.entry.choices, words)}")


def _offer(choices: tuple[Any, ...], words: Words) -> str:
    if not choices:
        return words(text.SAY_WHAT)
    named = words.list((f"**{render.render_choice(choice, words)}**" for choice in choices), style="or")
    return words(text.YOU_OFFER, choices=named)


async def _selects(interaction: Interaction, raid: Raid, said: str) -> Layout:
    words, ref = reader(interaction), raid.short_id
    own = (await services(interaction).builds.list_own(viewer(interaction))).items
    mode = services(interaction).raids.get_content(raid).mode
    fitting = [build for build in own if mode is None or build.mode in {None, mode}][: limits.CHOICES]
    roles = [discord.SelectOption(label=role_name(role, words), value=role) for role in ROLES][: limits.CHOICES]
    parts: list[ui.Item[Any]] = [ui.TextDisplay("\n".join([said, f"-# {words(_hint(fitting))}"]).strip())]
    if fitting:
        options = [
            discord.SelectOption(label=limits.clip(one.name, limits.CHOICE_NAME), value=one.short_id) for one in fitting
        ]
        parts.append(row(ChooseBuilds(ref, options, words)))
    parts.append(row(ChooseRoles(ref, roles, words)))
    return Layout(*parts)


def _hint(builds: list[Build]) -> str:
    return text.SHOWN_AS if builds else text.NO_BUILDS
