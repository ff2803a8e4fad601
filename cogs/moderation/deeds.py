"""The `/mod` commands."""

from typing import Any

import discord
from discord import app_commands
from discord.app_commands import locale_str as T  # noqa: N812 - short, like gettext's underscore

from bot.domain.ids import UserId
from bot.domain.order import REASON_LIMIT, Deed, LogFilter, ThingKind
from bot.domain.when.tokens import LONGEST
from cogs.moderation import text
from cogs.moderation.log import DEEDS, log_page
from cogs.ui.choices import Choice, suggest_public_builds, suggest_public_teams
from cogs.ui.controls import Notice
from cogs.ui.errors import HANDED_BACK, quietly
from cogs.ui.limits import CHOICE_NAME, CHOICES, clip
from cogs.ui.markup import shown
from cogs.ui.people import Interaction, services, viewer
from cogs.ui.replies import thinking, whisper
from cogs.ui.words import moment, reader

_REASON = app_commands.Range[str, 1, REASON_LIMIT]
_DAY = app_commands.Range[str, 1, LONGEST]
_NAME = 60


async def _suggest_hidden(interaction: Interaction, current: str) -> list[Choice]:
    """Offer what is hidden here."""

    async def found() -> list[Choice]:
        hidden = await services(interaction).moderation.list_hidden(viewer(interaction))
        typed = current.casefold()
        return [
            app_commands.Choice(name=clip(one.name, CHOICE_NAME), value=f"{one.kind.value}:{one.short_id}")
            for one in hidden
            if typed in one.name.casefold()
        ][:CHOICES]

    return await quietly(found())


async def _suggest_logged(interaction: Interaction, current: str) -> list[Choice]:
    """Offer what the log is about."""

    async def found() -> list[Choice]:
        logged = await services(interaction).moderation.list_logged(viewer(interaction))
        typed = current.casefold()
        fitting = [(key, name) for key, name in logged if typed in name.casefold()]
        return [app_commands.Choice(name=clip(name, CHOICE_NAME), value=key) for key, name in fitting[:CHOICES]]

    return await quietly(found())


@app_commands.command(
    name="hide",
    description=T("Take a public build or team out of this server; its owner keeps it"),
    extras={HANDED_BACK: ("reason",)},
)
@app_commands.describe(reason=T("Why; its owner and the log are told"), build=T("Which build"), team=T("Or which team"))
@app_commands.autocomplete(build=suggest_public_builds, team=suggest_public_teams)
@app_commands.guild_only()
async def hide(interaction: Interaction, reason: _REASON, build: str = "", team: str = "") -> None:
    """Hide the one that was named."""
    await thinking(interaction)
    words = reader(interaction)
    if bool(build) == bool(team):
        await whisper(interaction, Notice(words(text.NAME_ONE)))
        return
    kind = ThingKind.BUILD if build else ThingKind.TEAM
    hidden = await services(interaction).moderation.hide(viewer(interaction), kind, build or team, reason)
    name = shown(hidden.name, limit=_NAME)
    await whisper(interaction, Notice(words(text.HIDDEN, name=name, owner=f"<@{hidden.owner}>")))


@app_commands.command(
    name="restore",
    description=T("Make public again what was hidden here"),
    extras={HANDED_BACK: ("reason",)},
)
@app_commands.describe(hidden=T("Which build or team"), reason=T("Why; its owner and the log are told"))
@app_commands.autocomplete(hidden=_suggest_hidden)
@app_commands.guild_only()
async def restore(interaction: Interaction, hidden: str, reason: _REASON) -> None:
    """Restore it; without a kind before it, a build is meant."""
    await thinking(interaction)
    kind, _, ref = hidden.rpartition(":")
    meant = ThingKind.TEAM if kind == ThingKind.TEAM.value else ThingKind.BUILD
    restored = await services(interaction).moderation.restore(viewer(interaction), meant, ref, reason)
    name = shown(restored.name, limit=_NAME)
    said = reader(interaction)(text.RESTORED, name=name, owner=f"<@{restored.owner}>")
    await whisper(interaction, Notice(said))


@app_commands.command(
    name="suspend",
    description=T("Let somebody publish nothing and sign up for nothing in this server"),
    extras={HANDED_BACK: ("reason", "until")},
)
@app_commands.describe(
    member=T("Whom"),
    reason=T("Why; they and the log are told"),
    until=T("Until when: friday 20:00, 2026-12-05 20:00, in 2 hours; without it, until you end it"),
)
@app_commands.guild_only()
async def suspend(
    interaction: Interaction,
    member: discord.User,
    reason: _REASON,
    until: _DAY | None = None,
) -> None:
    """Suspend them."""
    await thinking(interaction)
    words = reader(interaction)
    if member.bot:
        await whisper(interaction, Notice(words(text.NO_BOTS)))
        return
    done = await services(interaction).moderation.suspend(viewer(interaction), UserId(member.id), reason, until)
    if done.until is None:
        said = words(text.SUSPENDED_OPEN, member=member.mention)
    else:
        said = words(text.SUSPENDED, member=member.mention, until=moment(done.until, "f"))
    await whisper(interaction, Notice(said))


@app_commands.command(name="unsuspend", description=T("End a suspension"), extras={HANDED_BACK: ("reason",)})
@app_commands.describe(member=T("Whose"), reason=T("Why; they and the log are told"))
@app_commands.guild_only()
async def unsuspend(interaction: Interaction, member: discord.User, reason: _REASON) -> None:
    """End it."""
    await thinking(interaction)
    await services(interaction).moderation.unsuspend(viewer(interaction), UserId(member.id), reason)
    await whisper(interaction, Notice(reader(interaction)(text.UNSUSPENDED, member=member.mention)))


@app_commands.command(name="log", description=T("Read what moderators and admins did here"))
@app_commands.describe(
    member=T("Only what this person did or met"),
    by=T("Only what this person did"),
    deed=T("Only this"),
    thing=T("Only about this build or team"),
    since=T("From which day on: yesterday, friday, 20 nov, 2026-11-20"),
    until=T("Up to which day, likewise"),
)
@app_commands.choices(deed=DEEDS)
@app_commands.autocomplete(thing=_suggest_logged)
@app_commands.guild_only()
async def log(
    interaction: Interaction,
    member: discord.User | None = None,
    by: discord.User | None = None,
    deed: str | None = None,
    thing: str | None = None,
    since: _DAY | None = None,
    until: _DAY | None = None,
) -> None:
    """Show the first page."""
    await thinking(interaction)
    about, actor = (None if person is None else UserId(person.id) for person in (member, by))
    asked = LogFilter(about, actor, Deed(deed) if deed else None)
    wanted = await services(interaction).moderation.read_filter(
        viewer(interaction), asked, thing=thing, since=since, until=until
    )
    await whisper(interaction, await log_page(interaction, wanted))


COMMANDS: tuple[app_commands.Command[Any, ..., Any], ...] = (hide, restore, suspend, unsuspend, log)
