"""`/mod reports`: what waits for a decision, one at a time, and what was decided."""

from typing import Any
from uuid import UUID

import discord
from discord import app_commands, ui
from discord.app_commands import locale_str as T  # noqa: N812 - short, like gettext's underscore
from typing_extensions import override

from bot.domain.order import REASON_LIMIT
from bot.domain.reports import Report, ReportKind, Verdict
from bot.domain.when.tokens import LONGEST
from cogs.moderation import reports_text as text
from cogs.moderation.reports_render import link_of, person, render_decided, render_report
from cogs.ui.controls import Layout, RefButton, row
from cogs.ui.limits import LAYOUT_TEXT, clip
from cogs.ui.markup import shown
from cogs.ui.modals import Answers, SafeModal, answer_form, form_heard, in_time
from cogs.ui.people import Interaction, services, viewer
from cogs.ui.replies import heard, redraw, thinking, whisper
from cogs.ui.shelf import find_on_shelf
from cogs.ui.words import Words, reader

OPEN, DECIDED, FIRST = "open", "decided", "first"
_NAME = 60
_WHICH = [app_commands.Choice(name=T("open"), value=OPEN), app_commands.Choice(name=T("decided"), value=DECIDED)]


@app_commands.command(name="reports", description=T("Decide what members reported"))
@app_commands.describe(which=T("What waits for a decision, or what was decided"))
@app_commands.choices(which=_WHICH)
@app_commands.guild_only()
async def reports(interaction: Interaction, which: str = OPEN) -> None:
    """Show the report that waits longest, or the last decisions."""
    await thinking(interaction)
    await whisper(interaction, await (decided_page(interaction) if which == DECIDED else queue(interaction)))


async def queue(interaction: Interaction, cursor: str | None = None, *, note: str | None = None) -> Layout:
    """Return the report to decide next, with what can be decided."""
    words = reader(interaction)
    found = await services(interaction).reports.find_next(viewer(interaction), cursor)
    said = [ui.TextDisplay[Any](note)] if note else []
    if found.report is None:
        return Layout(*said, ui.Container(ui.TextDisplay(f"## {words(text.QUEUE)}\n{words(text.NONE_OPEN)}")))
    head = f"## {words(text.QUEUE)}\n-# {words.n(text.WAITING_ONE, text.WAITING_MANY, found.waiting)}"
    body = clip(f"{head}\n{render_report(found.report, words)}", LAYOUT_TEXT - len(note or ""))
    return Layout(*said, ui.Container(ui.TextDisplay(body)), *_controls(found.report, found.next, words))


async def decided_page(interaction: Interaction, cursor: str | None = None) -> Layout:
    """Return what was decided, the last first."""
    words = reader(interaction)
    page, following = await services(interaction).reports.list_decided(viewer(interaction), cursor=cursor)
    rows = [render_decided(report, words) for report in page] or [words(text.NONE_DECIDED)]
    said = clip("\n".join([f"## {words(text.DECIDED)}", *rows]), LAYOUT_TEXT)
    older = [row(OlderReports(following, words))] if following else []
    return Layout(ui.Container(ui.TextDisplay(said)), *older)


class NextReport(RefButton, verb="report-next"):
    """Leave a report for later and show the one after it."""

    label = text.NEXT

    @override
    async def press(self, interaction: Interaction) -> None:
        await heard(interaction)
        await redraw(interaction, await queue(interaction, self.ref))


class OlderReports(RefButton, verb="report-older"):
    """Show earlier decisions."""

    label = text.OLDER

    @override
    async def press(self, interaction: Interaction) -> None:
        await heard(interaction)
        await redraw(interaction, await decided_page(interaction, self.ref))


class ShowReported(RefButton, verb="report-show"):
    """Show the build or team that is reported."""

    label = text.SHOW

    @override
    async def press(self, interaction: Interaction) -> None:
        await thinking(interaction)
        shelf, ref = find_on_shelf(self.ref)
        thing = await shelf.keeper(interaction).require(viewer(interaction), ref)
        await whisper(interaction, shelf.card(interaction, thing))


class _Decide(RefButton, verb="report-decide"):
    """Ask why; the ref is the report's id."""

    verdict: Verdict

    @override
    async def press(self, interaction: Interaction) -> None:
        await in_time(services(interaction).reports.require(viewer(interaction), UUID(self.ref), self.verdict))
        await DecideForm.of(self.verdict, self.ref, reader(interaction)).open(interaction)


class DismissReport(_Decide, verb="report-dismiss"):
    """Leave it as it is."""

    verdict, label = Verdict.DISMISS, text.LABELS[Verdict.DISMISS]


class WarnReported(_Decide, verb="report-warn"):
    """Tell whoever wrote a message."""

    verdict, label = Verdict.WARN, text.LABELS[Verdict.WARN]
    style = discord.ButtonStyle.primary


class HideReported(_Decide, verb="report-hide"):
    """Hide it."""

    verdict, label = Verdict.HIDE, text.LABELS[Verdict.HIDE]
    style = discord.ButtonStyle.danger


class SuspendReported(_Decide, verb="report-suspend"):
    """Suspend whoever wrote a message."""

    verdict, label = Verdict.SUSPEND, text.LABELS[Verdict.SUSPEND]
    style = discord.ButtonStyle.danger


class HideAndSuspend(SuspendReported, verb="report-both"):
    """Hide it and suspend its owner."""

    label = text.HIDE_AND_SUSPEND


class DecideForm(SafeModal, verb="report-decide"):
    """Why, and how long somebody is suspended."""

    @classmethod
    def of(cls, verdict: Verdict, ref: str, words: Words) -> "DecideForm":
        form = cls(words(text.FORM_TITLES[verdict]), f"{verdict.value}:{ref}")
        reason: ui.TextInput[Any] = ui.TextInput(
            custom_id="reason", style=discord.TextStyle.paragraph, max_length=REASON_LIMIT
        )
        form.add(words(text.REASON), reason, words(text.REASON_HINTS[verdict]))
        if verdict is Verdict.SUSPEND:
            until: ui.TextInput[Any] = ui.TextInput(custom_id="when", max_length=LONGEST, required=False)
            form.add(words(text.UNTIL), until, words(text.UNTIL_HINT))
        return form

    @override
    @classmethod
    async def submit(cls, interaction: Interaction, ref: str, answers: Answers) -> None:
        await form_heard(interaction)
        verdict, _, key = ref.partition(":")
        decided = await services(interaction).reports.decide(
            viewer(interaction),
            UUID(key),
            Verdict(verdict),
            answers.texts["reason"],
            until=answers.texts.get("when"),
        )
        words = reader(interaction)
        said = words(
            text.DONE[Verdict(verdict)], name=shown(decided.name, limit=_NAME), owner=person(decided.owner, words)
        )
        await answer_form(interaction, await queue(interaction, note=said))


COMMANDS: tuple[app_commands.Command[Any, ..., Any], ...] = (reports,)
CONTROLS = (
    NextReport,
    OlderReports,
    ShowReported,
    DismissReport,
    WarnReported,
    HideReported,
    SuspendReported,
    HideAndSuspend,
)
_BUTTONS: dict[Verdict, type[_Decide]] = {
    Verdict.DISMISS: DismissReport,
    Verdict.WARN: WarnReported,
    Verdict.HIDE: HideReported,
    Verdict.SUSPEND: SuspendReported,
}


def _controls(report: Report, following: str | None, words: Words) -> list[ui.Item[Any]]:
    """Return what can be decided, and below it what leads on."""
    kinds = dict(_BUTTONS) | ({Verdict.SUSPEND: HideAndSuspend} if report.is_thing else {})
    on: list[ui.Item[Any]] = []
    if report.kind is not ReportKind.MESSAGE:
        on.append(ShowReported(f"{report.kind.value}:{report.ref}", words))
    if link := link_of(report):
        on.append(ui.Button(label=words(text.TO_MESSAGE), url=link))
    if following is not None:
        on.append(NextReport(following, words))
    decide = row(*(kinds[verdict](report.id.hex, words) for verdict in report.verdicts))
    return [decide, *([row(*on)] if on else [])]
