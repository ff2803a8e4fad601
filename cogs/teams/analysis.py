"""What a team has and lacks, drawn: each need of each subgroup with who meets it."""

from collections.abc import Sequence
from typing import Any

from discord import ui

from bot.domain.analysis import Answer, SubgroupReport
from bot.domain.combos import Pair
from bot.domain.teams import Seat, Team
from cogs.teams import text
from cogs.ui.controls import Layout
from cogs.ui.limits import LAYOUT_TEXT
from cogs.ui.markup import shown
from cogs.ui.terms import content_name, supply_name
from cogs.ui.words import Words

_ACCENT = 0xC9A227
_REST = 700
_PAIRS_SHOWN = 3
_SEATS_SHOWN = 2
_NAME_ROOMS = (40, 24, 12, 6)


class AnalysisCard(Layout):
    """The reports of all subgroups, one below the other."""

    def __init__(
        self, team: Team, reports: Sequence[SubgroupReport], words: Words, squad: Sequence[Answer] = ()
    ) -> None:
        head = f"## {shown(team.name)}\n{words(text.ANALYSIS, content=content_name(team.content, words))}"
        body: list[ui.Item[Any]] = [ui.TextDisplay(head), ui.Separator()]
        body += [ui.TextDisplay(part) for part in render_reports(reports, words, squad)]
        body.append(ui.TextDisplay(f"-# {words(text.ANALYSIS_NOTE)}"))
        super().__init__(ui.Container(*body, accent_color=_ACCENT))


def render_reports(reports: Sequence[SubgroupReport], words: Words, squad: Sequence[Answer] = ()) -> list[str]:
    """Return one text a subgroup, then one for the whole squad; names are shortened until all fit one message."""
    if not reports:
        return [words(text.ANALYSIS_EMPTY)]
    parts: list[str] = []
    for room in _NAME_ROOMS:
        parts = [_report(report, words, room) for report in reports] + _squad(squad, words, room)
        if sum(map(len, parts)) <= LAYOUT_TEXT - _REST:
            break
    return parts


def _report(report: SubgroupReport, words: Words, room: int) -> str:
    rows = [f"### {words(text.SUBGROUP, number=report.number)}"]
    rows += [_answer(answer, words, room) for answer in report.answers]
    rows.append(f"-# {words(text.COMBOS, efficacy=round(report.combo_efficacy), pairs=_pairs(report.pairs, words))}")
    if report.open_places:
        rows.append(f"-# {words.n(text.OPEN_ONE, text.OPEN_MANY, report.open_places)}")
    if report.unknown_places:
        rows.append(f"-# {words.n(text.UNKNOWN_ONE, text.UNKNOWN_MANY, report.unknown_places)}")
    return "\n".join(rows)


def _squad(answers: Sequence[Answer], words: Words, room: int) -> list[str]:
    told = [answer for answer in answers if answer.amount or answer.surplus]
    if not told:
        return []
    return ["\n".join([f"### {words(text.SQUAD)}", *(_answer(answer, words, room) for answer in told)])]


def _answer(answer: Answer, words: Words, room: int) -> str:
    need = supply_name(answer.need.value, words)
    if answer.amount and not answer.by:
        return f"❌ **{need}** {words(text.MISSING)}"
    named = [_seat(seat, room) for seat in answer.by[:_SEATS_SHOWN]]
    rest = len(answer.by) - _SEATS_SHOWN
    by = words.list([*named, words(text.MORE, count=rest)] if rest > 0 else named)
    if answer.surplus:
        return f"⚠️ **{need}** {words(text.TOO_MANY, count=len(answer.by), limit=answer.at_most)}"
    if answer.missing:
        return f"❌ **{need}** {words(text.TOO_FEW, count=len(answer.by), amount=answer.amount)} · {by}"
    return f"✅ **{need}** {by}"


def _seat(seat: Seat, room: int) -> str:
    build = shown(seat.build.name, limit=room) if seat.build is not None else ""
    if seat.player is None:
        return build
    player = f"<@{seat.player.user}>" if seat.player.user is not None else shown(seat.player.name or "", limit=room)
    return f"{player} ({build})"


def _pairs(pairs: Sequence[Pair], words: Words) -> str:
    named = dict.fromkeys(f"{pair.field} + {pair.finisher}" for pair in pairs)
    return words.list(list(named)[:_PAIRS_SHOWN]) if named else words(text.NO_COMBOS)
