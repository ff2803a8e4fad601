"""`/build edit` and the forms that change a build: what it is, and how it is sorted.

A form takes five fields, and a build has seven that can be edited: so there are two forms.
"""

from collections.abc import Mapping
from typing import Any

import discord
from discord import app_commands, ui
from discord.app_commands import locale_str as T  # noqa: N812 - short, like gettext's underscore
from typing_extensions import override

from bot.domain.builds import Build
from bot.domain.edits import Seen
from bot.domain.modes import GameMode
from bot.domain.names import NAME_LIMIT
from bot.domain.notes import LINK_LIMIT, NOTES_LIMIT, TAG_LIMIT, TAGS_LIMIT
from bot.services.editing import Edited
from cogs.builds import editing_text as text
from cogs.ui.choices import suggest_own_builds
from cogs.ui.controls import RefButton
from cogs.ui.limits import FORM_TEXT
from cogs.ui.modals import Answers, SafeModal, answer_form, form_heard, in_time
from cogs.ui.people import Interaction, services, viewer
from cogs.ui.shelf import find_on_shelf
from cogs.ui.terms import mode_name, role_name
from cogs.ui.text import FIELDS
from cogs.ui.words import Words, reader

_BUILD = ("name", "code", "mode", "notes", "source_link")
_SORTING = ("roles", "tags")
_NO_MODE = "none"
_TAGS_TEXT = 2 * TAGS_LIMIT * TAG_LIMIT
_FORMS = [
    app_commands.Choice(name=T("the build"), value="build"),
    app_commands.Choice(name=T("roles and tags"), value="sorting"),
]


class EditForm(SafeModal, verb="edit-build"):
    """Name, code, mode, notes and source link of a build."""

    def __init__(self, build: Build, words: Words) -> None:
        super().__init__(words(text.EDIT_TITLE), _reference(build, _BUILD))
        paragraph = discord.TextStyle.paragraph
        self.add(words(text.NAME), _text("name", build.name, NAME_LIMIT, required=True))
        self.add(
            words(text.CODE),
            _text("code", build.code, FORM_TEXT, style=paragraph, required=True),
            words(text.CODE_HINT),
        )
        self.add(words(text.MODE), ui.Select(custom_id="mode", options=_modes(build.mode, words), required=True))
        self.add(words(text.NOTES), _text("notes", build.notes, NOTES_LIMIT, style=paragraph), words(text.NOTES_HINT))
        self.add(words(text.LINK), _text("source_link", build.source_link or "", LINK_LIMIT), words(text.LINK_HINT))

    @override
    @classmethod
    async def submit(cls, interaction: Interaction, ref: str, answers: Answers) -> None:
        (chosen,) = answers.choices["mode"]
        await _change(interaction, ref, {**answers.texts, "mode": "" if chosen == _NO_MODE else chosen}, _BUILD)


class SortForm(SafeModal, verb="sort-build"):
    """Roles and tags of a build."""

    def __init__(self, build: Build, roles: tuple[str, ...], words: Words) -> None:
        super().__init__(words(text.SORT_TITLE), _reference(build, _SORTING))
        options = [
            discord.SelectOption(label=role_name(role, words), value=role, default=role in build.roles)
            for role in roles
        ]
        chosen: ui.Select[ui.Modal] = ui.Select(
            custom_id="roles", options=options, min_values=0, max_values=len(options), required=False
        )
        self.add(words(text.ROLES), chosen, words(text.ROLES_HINT))
        self.add(
            words(text.TAGS),
            _text("tags", ", ".join(build.tags), _TAGS_TEXT),
            words(text.TAGS_HINT, limit=TAGS_LIMIT),
        )

    @override
    @classmethod
    async def submit(cls, interaction: Interaction, ref: str, answers: Answers) -> None:
        await _change(interaction, ref, {**answers.texts, **answers.choices}, _SORTING)


class EditBuild(RefButton, verb="edit"):
    """Open the form with what the build is."""

    label = text.EDIT
    emoji = "✏️"

    @override
    async def press(self, interaction: Interaction) -> None:
        build = await in_time(services(interaction).editor.require(viewer(interaction), self.ref))
        await EditForm(build, reader(interaction)).open(interaction)


class SortBuild(RefButton, verb="sort"):
    """Open the form with how the build is sorted."""

    label = text.SORT

    @override
    async def press(self, interaction: Interaction) -> None:
        build = await in_time(services(interaction).editor.require(viewer(interaction), self.ref))
        await SortForm(build, services(interaction).editor.roles, reader(interaction)).open(interaction)


@app_commands.command(name="edit", description=T("Change one of your builds"))
@app_commands.describe(build=T("One of your builds"), what=T("What to change; without a choice, the build itself"))
@app_commands.choices(what=_FORMS)
@app_commands.autocomplete(build=suggest_own_builds)
async def edit(interaction: Interaction, build: str, what: str = "build") -> None:
    """Open one of the two forms; a form must be the first answer, so nothing is deferred."""
    editor, words = services(interaction).editor, reader(interaction)
    found = await in_time(editor.require(viewer(interaction), build))
    form = EditForm(found, words) if what == "build" else SortForm(found, editor.roles, words)
    await form.open(interaction)


COMMANDS: tuple[app_commands.Command[Any, ..., Any], ...] = (edit,)
CONTROLS = (EditBuild, SortBuild)


def _text(
    name: str, value: str, limit: int, *, style: discord.TextStyle = discord.TextStyle.short, required: bool = False
) -> ui.TextInput[ui.Modal]:
    return ui.TextInput(custom_id=name, default=value or None, max_length=limit, style=style, required=required)


def _modes(mode: GameMode | None, words: Words) -> list[discord.SelectOption]:
    names = {_NO_MODE: words(text.NO_MODE)} | {one.value: mode_name(one, words) for one in GameMode}
    chosen = _NO_MODE if mode is None else mode.value
    return [discord.SelectOption(label=name, value=key, default=key == chosen) for key, name in names.items()]


def _reference(build: Build, fields: tuple[str, ...]) -> str:
    return f"{build.short_id}:{Seen.of(build, fields).to_text()}"


async def _change(interaction: Interaction, ref: str, typed: Mapping[str, Any], fields: tuple[str, ...]) -> None:
    await form_heard(interaction)
    shelf, rest = find_on_shelf(f"build:{ref}")
    short_id, _, marks = rest.partition(":")
    seen = Seen.from_text(marks, fields)
    edited = await services(interaction).editor.edit(viewer(interaction), short_id, typed, seen)
    note = _told(edited, seen, reader(interaction))
    await answer_form(interaction, shelf.card(interaction, edited.build, note=note))


def _told(edited: Edited, seen: Seen, words: Words) -> str:
    rows = [words(text.EDITED if edited.build.revision > seen.revision else text.UNCHANGED)]
    if edited.elsewhere:
        fields = words.list(words(FIELDS[field]) for field in edited.elsewhere)
        rows.append(words(text.ELSEWHERE, fields=fields))
    return "\n".join(rows)
