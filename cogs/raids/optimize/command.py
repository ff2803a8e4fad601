"""`/raid optimize`: a search with progress and a way to stop it, and the lineup that it proposes.

A proposal lives in the database, its buttons hold its token: they work after a restart, for a day. The search itself
does not outlive the process; its *Stop* says so then.
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, Final, Self, TypeVar

import discord
from discord import app_commands, ui
from discord.app_commands import locale_str as T  # noqa: N812 - short, like gettext's underscore
from typing_extensions import override

from bot.domain.lineup.search import Progress
from bot.domain.raid_lineups import MOST_SQUADS, Sitting, Terms
from bot.domain.raid_proposals import RaidProposal
from bot.services.raids.optimizing import SECONDS, Proposed
from cogs.raids.cards import ACCENT
from cogs.raids.optimize import render, text
from cogs.raids.optimize.brings import WhoBrings
from cogs.raids.optimize.gaps import render_gaps
from cogs.ui.choices import to_optimize
from cogs.ui.controls import Layout, Notice, RefButton, row
from cogs.ui.limits import CHOICE_NAME, clip
from cogs.ui.markup import shown
from cogs.ui.people import Interaction, services, viewer
from cogs.ui.picking import PickSelect
from cogs.ui.raid_choices import suggest_led_raids
from cogs.ui.replies import heard, redraw, thinking, whisper
from cogs.ui.words import Words, reader

Found = TypeVar("Found")
EVERY_S: Final = 1.5
"""Progress is shown at most this often: Discord allows five edits in five seconds."""
_MOST: Final = -1


@app_commands.command(name="optimize", description=T("Find the best lineup of who signed up; you decide about it"))
@app_commands.describe(
    raid=T("A raid of this server"),
    squads=T("Into how many squads; without a choice, one"),
    late=T("Whether who comes late may sit, after all others; without a choice, yes"),
    maybe=T("Whether who may come may sit, last of all; without a choice, no"),
    minimal=T("Move as few as possible, as after a cancellation; without a choice, no"),
)
@app_commands.choices(
    squads=[
        app_commands.Choice(name=T("as many complete ones as there can be"), value=_MOST),
        *(app_commands.Choice(name=str(number), value=number) for number in range(1, MOST_SQUADS + 1)),
    ]
)
@app_commands.autocomplete(raid=to_optimize(suggest_led_raids))
async def optimize(
    interaction: Interaction,
    raid: str,
    squads: int = 1,
    late: bool = True,  # noqa: FBT001, FBT002 - an option of a command
    maybe: bool = False,  # noqa: FBT001, FBT002
    minimal: bool = False,  # noqa: FBT001, FBT002
) -> None:
    """Search, show progress, propose."""
    terms = Terms(squads=None if squads == _MOST else squads, late=late, maybe=maybe, mends=minimal)
    await thinking(interaction)
    await propose(interaction, raid, terms)


async def propose(interaction: Interaction, ref: str, terms: Terms) -> None:
    """Answer with progress, and at last with a proposal in its place, after `thinking`."""
    roster = await services(interaction).raids.require(viewer(interaction), ref)
    short_id, optimizer = roster.raid.short_id, services(interaction).raid_optimizer
    is_stopping = partial(optimizer.is_stopping, viewer(interaction), short_id)
    progress = _Shown(interaction, roster.raid.title, short_id, is_stopping)
    searching = optimizer.propose(viewer(interaction), short_id, terms, progress.hear)
    proposed = await progress.until_done(searching)
    await redraw(interaction, card(proposed, reader(interaction)))


class _Shown:
    """A search as its person sees it: drawn again from time to time while it lasts."""

    def __init__(self, interaction: Interaction, title: str, ref: str, is_stopping: Callable[[], bool]) -> None:
        self._interaction = interaction
        self._title = title
        self._ref = ref
        self._is_stopping = is_stopping
        self._latest: Progress | None = None
        self._began: float | None = None
        """When it had its turn."""

    def hear(self, progress: Progress) -> None:
        """Note how far it is."""
        if self._began is None:
            self._began = asyncio.get_running_loop().time()
        self._latest = progress

    async def until_done(self, work: Awaitable[Found]) -> Found:
        """Return what comes of it; whoever calls this off ends it too."""
        task = asyncio.ensure_future(work)
        try:
            while not (await asyncio.wait({task}, timeout=EVERY_S))[0]:
                with contextlib.suppress(discord.HTTPException):  # progress that is not shown harms nobody
                    await redraw(self._interaction, self._view())
        finally:
            task.cancel()
        return await task

    def _view(self) -> Layout:
        words = reader(self._interaction)
        said = [words(text.SEARCHING, title=shown(self._title))]
        if self._is_stopping():
            return Notice("\n".join([*said, words(text.STOPPING)]))
        spent = 0.0 if self._began is None else asyncio.get_running_loop().time() - self._began
        said.append(render.render_progress(self._latest, SECONDS - spent, words))
        return Notice("\n".join(said), StopSearch(self._ref, words))


def card(proposed: Proposed, words: Words) -> Layout:
    """Return a proposal with its buttons."""
    head, gaps = render.render_head(proposed, words), render_gaps(proposed, words)
    bench = render.render_bench(proposed, words)
    lineup = render.render_lineup(proposed, sum(map(len, (head, gaps, bench))), words)
    parts: list[ui.Item[Any]] = [ui.TextDisplay(head)]
    for part in filter(None, (gaps, lineup, bench)):
        parts += [ui.Separator(), ui.TextDisplay(part)]
    token = proposed.proposal.token
    kinds = (AcceptLineup, WhoBrings, OtherLineups, LockSeats, MinimalChange)
    return Layout(ui.Container(*parts, accent_color=ACCENT), row(*(kind(token, words) for kind in kinds)))


class StopSearch(RefButton, verb="raid-opt-stop"):
    """End one's search for a raid with the best lineup so far."""

    label = text.STOP

    @override
    async def press(self, interaction: Interaction) -> None:
        await heard(interaction)
        # only the search draws its message: whatever was put there from here could cover the lineup that it finds
        if not services(interaction).raid_optimizer.stop(viewer(interaction), self.ref):
            words = reader(interaction)
            await services(interaction).lineups.require(viewer(interaction), self.ref)  # for those who may search anew
            await whisper(interaction, Notice(words(text.NOT_RUNNING), OptimizeRaid(self.ref, words)))


class OptimizeRaid(RefButton, verb="raid-opt"):
    """Optimize a raid on the usual terms."""

    label = text.OPTIMIZE
    style = discord.ButtonStyle.primary

    @override
    async def press(self, interaction: Interaction) -> None:
        await thinking(interaction)
        await propose(interaction, self.ref, Terms())


class AcceptLineup(RefButton, verb="raid-opt-accept"):
    """Seat everybody as proposed."""

    label = text.ACCEPT
    style = discord.ButtonStyle.success

    @override
    async def press(self, interaction: Interaction) -> None:
        await heard(interaction)
        accepted = await services(interaction).raid_optimizer.accept(viewer(interaction), self.ref)
        words = reader(interaction)
        if accepted.is_done:
            await redraw(interaction, Notice(render.render_accepted(accepted.further, words)))
            return
        again = OptimizeRaid(accepted.roster.raid.short_id, words)
        await redraw(interaction, Notice(render.render_changes(accepted, words), again))


class AcceptOther(RefButton, verb="raid-opt-other"):
    """Seat everybody as one of the other lineups has them; the reference ends in its number."""

    label = text.ACCEPT_NUMBER

    def __init__(self, ref: str, words: Words | None = None) -> None:
        super().__init__(ref)
        if words is not None:
            self.item.label = words(self.label, number=ref.rpartition(":")[2])

    @override
    async def press(self, interaction: Interaction) -> None:
        await AcceptLineup(self.ref.partition(":")[0]).press(interaction)


class OtherLineups(RefButton, verb="raid-opt-others"):
    """Show the lineups next to the proposed one."""

    label = text.OTHERS

    @override
    async def press(self, interaction: Interaction) -> None:
        await thinking(interaction)
        first, others = await services(interaction).raid_optimizer.propose_others(viewer(interaction), self.ref)
        await whisper(interaction, _others(first, others, reader(interaction)))


class LockSeats(RefButton, verb="raid-opt-lock"):
    """Ask what of the proposal is to stay."""

    label = text.LOCK

    @override
    async def press(self, interaction: Interaction) -> None:
        await thinking(interaction)
        proposal = await services(interaction).raid_optimizer.require(viewer(interaction), self.ref)
        roster = await services(interaction).raids.require(viewer(interaction), proposal.ref)
        words = reader(interaction)
        hint = [words(text.LOCK_HINT), *([words(text.LOCKED_BEFORE)] if proposal.terms.locked else [])]
        pages = enumerate(render.list_lockable(proposal, roster, words))
        selects = [ChooseLocked.page(f"{self.ref}:{number}", *page) for number, page in pages]
        await whisper(interaction, Layout(ui.TextDisplay("\n".join(hint)), *map(row, selects)))


class ChooseLocked(PickSelect, verb="raid-opt-keep"):
    """Optimize again with what was chosen locked, beside what was before; the reference ends in the select's number."""

    placeholder = text.CHOOSE_LOCKED
    least = 1

    @classmethod
    def page(cls, ref: str, asked: str, named: Sequence[render.Lockable]) -> Self:
        """Return the select that asks for some of these."""
        options = [
            discord.SelectOption(label=clip(label, CHOICE_NAME), value=value, emoji="🔒" if is_locked else None)
            for value, label, is_locked in named
        ]
        select = cls(ref, options)
        select.item.placeholder = asked
        return select

    @override
    async def pick(self, interaction: Interaction, values: Sequence[str]) -> None:
        await thinking(interaction)
        proposal = await services(interaction).raid_optimizer.require(viewer(interaction), self.ref.partition(":")[0])
        chosen = (one for one in _list_locked(proposal, values) if one not in proposal.terms.locked)
        terms = replace(proposal.terms, locked=(*proposal.terms.locked, *chosen))
        await propose(interaction, proposal.ref, terms)


class MinimalChange(RefButton, verb="raid-opt-mend"):
    """Optimize again, moving as few as possible."""

    label = text.MINIMAL

    @override
    async def press(self, interaction: Interaction) -> None:
        await thinking(interaction)
        proposal = await services(interaction).raid_optimizer.require(viewer(interaction), self.ref)
        await propose(interaction, proposal.ref, replace(proposal.terms, mends=True))


def _list_locked(proposal: RaidProposal, values: Sequence[str]) -> Iterator[Sitting]:
    for one in proposal.sittings:
        if one.squad == 1 and {f"{one.subgroup}", f"{one.subgroup}-{one.place}"} & set(values):
            yield one


def _others(first: RaidProposal, others: tuple[Proposed, ...], words: Words) -> Layout:
    if not others:
        return Notice(words(text.NO_OTHERS))
    rows = [words(text.OTHER_LINEUPS)]
    rows += [render.render_other(number, first, other, words) for number, other in enumerate(others, 1)]
    buttons = [AcceptOther(f"{other.proposal.token}:{number}", words) for number, other in enumerate(others, 1)]
    return Notice("\n\n".join(rows), *buttons)


COMMANDS: tuple[app_commands.Command[Any, ..., None], ...] = (optimize,)
CONTROLS: tuple[type[ui.DynamicItem[Any]], ...] = (
    StopSearch,
    OptimizeRaid,
    AcceptLineup,
    AcceptOther,
    OtherLineups,
    LockSeats,
    ChooseLocked,
    MinimalChange,
)
