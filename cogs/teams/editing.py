"""`/team edit` with its form, and `/team copy`."""

from typing import Any

import discord
from discord import app_commands, ui
from discord.app_commands import locale_str as T  # noqa: N812 - short, like gettext's underscore
from typing_extensions import override

from bot.domain.edits import Seen
from bot.domain.modes import GameMode
from bot.domain.names import NAME_LIMIT
from bot.domain.sizes import PLACES, SUBGROUPS
from bot.domain.teams import FREE, TEAM_NOTES_LIMIT, Content, Team
from bot.services.teams.editing import FIELDS, CopiedTeam, EditedTeam
from cogs.teams import editing_text as text
from cogs.ui.choices import suggest_own_teams, suggest_teams
from cogs.ui.contents import named, offered
from cogs.ui.controls import Layout, Notice, RefButton
from cogs.ui.keeping import Keep
from cogs.ui.limits import CHOICE_NAME, CHOICES, clip
from cogs.ui.markup import shown
from cogs.ui.modals import Answers, SafeModal, answer_form, form_heard, in_time
from cogs.ui.people import Interaction, services, viewer
from cogs.ui.replies import heard, redraw, thinking, whisper
from cogs.ui.shelf import find_on_shelf, ref_of
from cogs.ui.terms import content_name, mode_name, purpose_name
from cogs.ui.text import FIELDS as FIELD_NAMES
from cogs.ui.words import Words, reader

_CONTENTS_MODE = "content"


class EditTeamForm(SafeModal, verb="edit-team"):
    """Name, notes, mode, purpose and size of a team."""

    def __init__(self, team: Team, contents: tuple[Content, ...], words: Words) -> None:
        super().__init__(words(text.TITLE), f"{team.short_id}:{Seen.of(team, FIELDS).to_text()}")
        self.add(words(text.NAME), ui.TextInput(custom_id="name", default=team.name, max_length=NAME_LIMIT))
        self.add(words(text.NOTES), _notes(team), words(text.NOTES_HINT))
        self.add(words(text.MODE), _select("mode", _modes(team, words)), words(text.MODE_HINT))
        self.add(words(text.CONTENT), _select("content", _contents(team, contents, words)), words(text.CONTENT_HINT))
        self.add(words(text.SUBGROUPS), _select("subgroups", _sizes(team)), words(text.SUBGROUPS_HINT))

    @override
    @classmethod
    async def submit(cls, interaction: Interaction, ref: str, answers: Answers) -> None:
        await form_heard(interaction)
        short_id, _, marks = ref.partition(":")
        seen = Seen.from_text(marks, FIELDS)
        chosen = {name: values[0] for name, values in answers.choices.items()}
        mode = "" if chosen["mode"] == _CONTENTS_MODE else chosen["mode"]
        typed = {**answers.texts, **chosen, "mode": mode}
        edited = await services(interaction).team_editor.edit(viewer(interaction), short_id, typed, seen)
        shelf, _ = find_on_shelf("team:")
        note = _told(edited, reader(interaction))
        await answer_form(interaction, shelf.card(interaction, edited.team, note=note))


class EditTeam(RefButton, verb="team-edit"):
    """Open the form."""

    label = text.EDIT
    emoji = "✏️"

    @override
    async def press(self, interaction: Interaction) -> None:
        await _open(interaction, self.ref)


class CopyTeam(RefButton, verb="team-copy"):
    """Copy the team; somebody who did so before is told, and asked."""

    label = text.COPY

    @override
    async def press(self, interaction: Interaction) -> None:
        await _copy(interaction, self.ref)


class CopyTeamAgain(RefButton, verb="team-copy-again"):
    """Copy the team though a copy is kept already."""

    label = text.COPY_AGAIN

    @override
    async def press(self, interaction: Interaction) -> None:
        await _copy(interaction, self.ref, again=True)


@app_commands.command(name="edit", description=T("Change one of your teams: name, notes, mode, purpose, size"))
@app_commands.describe(team=T("One of your teams"))
@app_commands.autocomplete(team=suggest_own_teams)
async def edit(interaction: Interaction, team: str) -> None:
    """Open the form; it must be the first answer, so nothing is deferred."""
    await _open(interaction, team)


@app_commands.command(name="copy", description=T("Copy a team into yours, with all in it that you may see"))
@app_commands.describe(team=T("One of your teams or of this server's"))
@app_commands.autocomplete(team=suggest_teams)
async def copy(interaction: Interaction, team: str) -> None:
    """Copy a team that the person can see."""
    await _copy(interaction, team)


COMMANDS: tuple[app_commands.Command[Any, ..., Any], ...] = (edit, copy)
CONTROLS: tuple[type[ui.DynamicItem[Any]], ...] = (EditTeam, CopyTeam, CopyTeamAgain)


async def _open(interaction: Interaction, ref: str) -> None:
    team = await in_time(services(interaction).team_editor.require(viewer(interaction), ref))
    await EditTeamForm(team, await in_time(offered(interaction)), reader(interaction)).open(interaction)


async def _copy(interaction: Interaction, ref: str, *, again: bool = False) -> None:
    is_own = interaction.message is not None and interaction.message.flags.ephemeral
    await (heard if is_own else thinking)(interaction)
    editor = services(interaction).team_editor
    source = await services(interaction).teams.require(viewer(interaction), ref)
    copied = await editor.copy(viewer(interaction), source.short_id, again=again)
    await (redraw if is_own else whisper)(interaction, _copied(interaction, source, copied))


def _copied(interaction: Interaction, source: Team, copied: CopiedTeam) -> Layout:
    words = reader(interaction)
    shelf, _ = find_on_shelf("team:")
    if not copied.is_new:
        sentence = words(text.ALREADY_COPIED, name=shown(copied.team.name))
        return Notice(sentence, Keep(ref_of(shelf, copied.team), words), CopyTeamAgain(source.short_id, words))
    is_whole = not any(seat.hidden for seat in source.seats)
    note = words(text.COPIED if is_whole else text.COPIED_HIDDEN)
    return shelf.card(interaction, copied.team, note=note)


def _told(edited: EditedTeam, words: Words) -> str:
    rows = [words(text.EDITED if edited.is_changed else text.UNCHANGED)]
    if edited.elsewhere:
        fields = words.list(words(FIELD_NAMES[field]) for field in edited.elsewhere)
        rows.append(words(text.ELSEWHERE, fields=fields))
    return "\n".join(rows)


def _notes(team: Team) -> ui.TextInput[ui.Modal]:
    return ui.TextInput(
        custom_id="notes",
        default=team.notes or None,
        max_length=TEAM_NOTES_LIMIT,
        style=discord.TextStyle.paragraph,
        required=False,
    )


def _select(name: str, options: list[discord.SelectOption]) -> ui.Select[ui.Modal]:
    return ui.Select(custom_id=name, options=options, required=True)


def _modes(team: Team, words: Words) -> list[discord.SelectOption]:
    names = {_CONTENTS_MODE: words(text.MODE_OF_CONTENT)} | {one.value: mode_name(one, words) for one in GameMode}
    chosen = _CONTENTS_MODE if team.mode is None else team.mode.value
    return [discord.SelectOption(label=name, value=key, default=key == chosen) for key, name in names.items()]


def _contents(team: Team, contents: tuple[Content, ...], words: Words) -> list[discord.SelectOption]:
    """Return the contents that there are; the team's own stays to be chosen whatever became of it."""
    names = {team.content: purpose_name(team, words), FREE: content_name(FREE, words)}
    names = {content.id: named(content, words) for content in contents} | names
    own = {team.content, FREE}
    ids = [*own, *(content for content in names if content not in own)][:CHOICES]
    return [
        discord.SelectOption(label=clip(names[one], CHOICE_NAME), value=one, default=one == team.content) for one in ids
    ]


def _sizes(team: Team) -> list[discord.SelectOption]:
    return [
        discord.SelectOption(label=f"{number} · {number * PLACES}", value=str(number), default=number == team.subgroups)
        for number in range(1, SUBGROUPS + 1)
    ]
