"""The button that reports a build or team; the form is that of moderation."""

import re
from collections.abc import Iterable
from typing import Any

import discord
from typing_extensions import override

from bot.domain.reports import ReportKind
from cogs.ui import text
from cogs.ui.controls import RefButton
from cogs.ui.modals import find_form, in_time
from cogs.ui.people import Interaction, services, viewer
from cogs.ui.words import reader

_THING = re.compile(r"report:(build|team):(\w+)")


class ReportThing(RefButton, verb="report"):
    """Ask for the reason; whoever reported it before finds theirs. The ref is the thing's kind and short id."""

    label = text.REPORT

    @override
    async def press(self, interaction: Interaction) -> None:
        kind, _, ref = self.ref.partition(":")
        await open_report(interaction, ReportKind(kind), ref)


async def open_report(interaction: Interaction, kind: ReportKind, ref: str) -> None:
    """Open the form to report something."""
    own = await in_time(services(interaction).reports.prepare(viewer(interaction), kind, ref))
    said = "" if own is None else own.complaints[0].reason
    await find_form("report")(f"{kind.value}:{ref}", said, reader(interaction)).open(interaction)


def find_thing(message: discord.Message) -> tuple[ReportKind, str] | None:
    """Return the build or team whose card a message of ours is."""
    found = (_THING.fullmatch(custom_id) for custom_id in custom_ids(message.components))
    return next(((ReportKind(match[1]), match[2]) for match in found if match), None)


def custom_ids(components: Iterable[Any]) -> Iterable[str]:
    """Yield the ids of all controls, however deep."""
    for component in components:
        custom_id = getattr(component, "custom_id", None)
        if isinstance(custom_id, str):
            yield custom_id
        yield from custom_ids(getattr(component, "children", ()))
