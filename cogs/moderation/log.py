"""`/mod log`: what moderators and admins did, by pages."""

from typing import Any

from discord import app_commands, ui
from discord.app_commands import locale_str as T  # noqa: N812 - short, like gettext's underscore
from typing_extensions import override

from bot.domain.ids import UserId
from bot.domain.order import Deed, LogEntry, LogFilter
from cogs.moderation import text
from cogs.moderation.changes import render_change
from cogs.moderation.log_ref import read_ref, to_ref
from cogs.ui.controls import Layout, RefButton, row
from cogs.ui.limits import LAYOUT_TEXT, clip
from cogs.ui.markup import shown
from cogs.ui.people import Interaction, services, viewer
from cogs.ui.replies import heard, redraw
from cogs.ui.words import Words, moment, reader

_NAME, _REASON = 60, 200


class OlderDeeds(RefButton, verb="mod-older"):
    """Show the next page; the id carries what the log is filtered by."""

    label = text.OLDER

    @override
    async def press(self, interaction: Interaction) -> None:
        await heard(interaction)
        wanted, cursor = read_ref(self.ref)
        await redraw(interaction, await log_page(interaction, wanted, cursor=cursor))


async def log_page(interaction: Interaction, wanted: LogFilter, *, cursor: str | None = None) -> Layout:
    """Return a page of what is wanted of the log."""
    words = reader(interaction)
    page, following = await services(interaction).moderation.list_log(viewer(interaction), wanted, cursor=cursor)
    rows = [f"- {moment(entry.at, 'f')} {render_entry(entry, words)}" for entry in page]
    said = "\n".join([f"## {words(text.LOG)}", *(rows or [words(text.LOG_EMPTY)])])
    card: list[ui.Item[Any]] = [ui.Container(ui.TextDisplay(clip(said, LAYOUT_TEXT)))]
    if following is not None:
        card.append(row(OlderDeeds(to_ref(wanted, following), words)))
    return Layout(*card)


def render_entry(entry: LogEntry, words: Words) -> str:
    """Return who did what to what, and why."""
    if entry.deed is Deed.SETTINGS:
        return render_change(entry, _person(entry.actor, words), words)
    message = text.SUSPENDED_UNTIL_ROW if entry.until is not None else text.ROWS[entry.deed]
    row = words(
        message,
        actor=_person(entry.actor, words),
        subject=_person(entry.subject, words),
        target=shown(entry.target, limit=_NAME),
        reason=_line(entry.reason),
        until=moment(entry.until, "f") if entry.until is not None else "",
    )
    return f"{row}\n  - {words(text.ANSWER_ROW, answer=_line(entry.answer))}" if entry.answer else row


def _line(reason: str) -> str:
    return shown(" ".join(reason.split()), limit=_REASON)


def _person(user: UserId | None, words: Words) -> str:
    return words(text.NOBODY) if user is None else f"<@{user}>"


DEEDS = [
    app_commands.Choice(name=T("hide"), value=Deed.HIDE.value),
    app_commands.Choice(name=T("restore"), value=Deed.RESTORE.value),
    app_commands.Choice(name=T("answer"), value=Deed.ANSWER.value),
    app_commands.Choice(name=T("suspend"), value=Deed.SUSPEND.value),
    app_commands.Choice(name=T("unsuspend"), value=Deed.UNSUSPEND.value),
    app_commands.Choice(name=T("dismiss"), value=Deed.DISMISS.value),
    app_commands.Choice(name=T("warn"), value=Deed.WARN.value),
    app_commands.Choice(name=T("settings"), value=Deed.SETTINGS.value),
]
