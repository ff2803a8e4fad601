"""Who brings what in a proposed lineup: each need with how much there is and who gives it, by pages."""

from collections.abc import Iterator
from typing import Any, Final

from discord import ui
from typing_extensions import override

from bot.domain.lineup.coverage import Coverage
from bot.domain.lineup.problem import WHOLE
from bot.services.raids.optimizing import Brought
from cogs.raids import text as raid_text
from cogs.raids.cards import ACCENT
from cogs.raids.optimize import text
from cogs.raids.optimize.render import NAME, who_is
from cogs.ui.controls import Layout, RefButton, row
from cogs.ui.people import Interaction, services, viewer
from cogs.ui.replies import thinking, whisper
from cogs.ui.terms import supply_name
from cogs.ui.turning import TurnButton
from cogs.ui.words import Words, reader

PAGE_TEXT: Final = 3_500
"""Characters of the needs on one page: a need of a whole squad to which all fifty give has 1,300, the head the rest."""


class WhoBrings(RefButton, verb="raid-opt-brings"):
    """Show who meets which need."""

    label = text.BRINGS

    @override
    async def press(self, interaction: Interaction) -> None:
        await thinking(interaction)
        await whisper(interaction, await _page(interaction, self.ref, 0))


class TurnBrings(TurnButton, verb="raid-opt-brings-next"):
    """Turn the pages; the reference is the proposal and the page, counted from 0."""

    label = text.NEXT

    @override
    async def page(self, interaction: Interaction, about: str, where: str) -> Layout:
        return await _page(interaction, about, int(where))


class TurnBringsBack(TurnBrings, verb="raid-opt-brings-back"):
    """Turn back."""

    label = text.PREVIOUS


CONTROLS: tuple[type[ui.DynamicItem[Any]], ...] = (WhoBrings, TurnBrings, TurnBringsBack)


async def _page(interaction: Interaction, token: str, number: int) -> Layout:
    brought = await services(interaction).raid_optimizer.find_brought(viewer(interaction), token)
    words = reader(interaction)
    pages = list_pages(brought, words)
    number = min(number, len(pages) - 1)
    head = [f"## {words(text.BRINGS)}", f"-# {words(text.BRINGS_HOW)}"]
    if len(pages) > 1:
        head.append(f"-# {words(text.PAGE, page=number + 1, pages=len(pages))}")
    card = ui.Container[Any](ui.TextDisplay("\n".join(head)), ui.TextDisplay(pages[number]), accent_color=ACCENT)
    back = [TurnBringsBack(f"{token}:{number - 1}", words)] if number else []
    on = [TurnBrings(f"{token}:{number + 1}", words)] if number + 1 < len(pages) else []
    return Layout(card, *([row(*back, *on)] if back or on else []))


def list_pages(brought: Brought, words: Words) -> list[str]:
    """Return the needs as pages of at most PAGE_TEXT; a place that goes on over the page is named again."""
    pages: list[list[str]] = [[]]
    before = ""
    for place, line in _list_needs(brought, words):
        rows = [line] if place == before else [place, line]
        if pages[-1] and sum(map(len, (*pages[-1], *rows))) + len(pages[-1]) + len(rows) > PAGE_TEXT:
            pages.append([])
            rows = [place, line]
        pages[-1] += rows
        before = place
    return ["\n".join(rows) or words(text.NOTHING_ASKED) for rows in pages]


def _list_needs(brought: Brought, words: Words) -> Iterator[tuple[str, str]]:
    """Yield each need with the subgroup or squad that has it."""
    for one in brought.needs:
        place = words(text.SQUAD_AS_ONE)
        if one.subgroup is not None:
            place = words(raid_text.SUBGROUP, number=one.subgroup)
        if brought.squads > 1:
            place = f"{words(text.SQUAD, number=one.squad)} · {place}"
        yield f"**{place}**", _need(one, brought, words)


def _need(one: Coverage, brought: Brought, words: Words) -> str:
    count = words(text.HAVE, have=_amount(one.have), amount=_amount(one.quota.amount))
    who = [who_is(brought.players[number], NAME) for number in one.by] or [words(text.NOBODY)]
    return f"{'❌' if one.missing else '✅'} {supply_name(one.quota.need, words)} {count} · {', '.join(who)}"


def _amount(hundredths: int) -> int | float:
    return hundredths // WHOLE if hundredths % WHOLE == 0 else hundredths / WHOLE
