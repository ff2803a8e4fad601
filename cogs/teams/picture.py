"""From what a team has and lacks to pictures and the words that stand for them: pure, values in and values out.

In a subgroup the five places are columns and what they give are rows, so that a phone shows all of it. A squad is drawn
with its subgroups as columns, and only with what is asked of each. Places are numbers: who sits there, the text says.
"""

from collections.abc import Callable, Iterable, Sequence

from bot.domain.analysis import Answer, Member, SubgroupReport
from bot.domain.declared import is_declared
from bot.domain.gamedata import GameData
from bot.domain.giving import Giving
from bot.domain.needs import Need
from bot.domain.sizes import PLACES
from bot.domain.supplies import Kind, To
from bot.domain.supplies.kinds import BOONS, HOSTILE
from cogs.teams import picture_text as text
from cogs.teams.text import SUBGROUP
from cogs.ui.drawing.grid import Bar, Block, Cell, Column, Grid, Row
from cogs.ui.drawing.palette import from_number
from cogs.ui.drawing.signs import Sign
from cogs.ui.professions import COLORS
from cogs.ui.terms import supply_name, title_of
from cogs.ui.words import Words

_KINDS = {
    Kind.BARRIER: "Barrier",
    Kind.CLEANSE: "Cleanse",
    Kind.STUN_BREAK: "Stun Break",
    Kind.STRIP: "Boon Strip",
    Kind.CORRUPT: "Boon Corruption",
    Kind.CONTROL: "crowd-control",
    Kind.PULL: "Pull",
    Kind.STEALTH: "Stealth",
    Kind.SUPERSPEED: "Superspeed",
    Kind.REVIVE: "Revive",
    Kind.DENIAL: "Projectile Denial",
    Kind.PORTAL: "Portal",
}
"""What else is drawn, by kind, and what it is called; healing is a need, and auras matter through combos."""
_ALIKE = {Need.CLEANSE: Kind.CLEANSE, Need.STRIP: Kind.STRIP, Need.CONTROL: Kind.CONTROL}
"""Needs that say the same as a kind."""
_EMPTY, _OPEN, _UNKNOWN = Cell(Sign.NONE), Cell(Sign.OPEN), Cell(Sign.UNKNOWN)

Judge = Callable[[Giving], Sign]


def draw_subgroups(
    reports: Sequence[SubgroupReport], game: GameData, words: Words, squad: Sequence[Answer] = ()
) -> Grid:
    """Return what each place of one or two subgroups gives, what is asked of them first."""
    needs = [answer.need for answer in reports[0].answers]
    asked = tuple(_need_row(reports, number, words) for number in range(len(needs)))
    given = [_supply_row(reports, name, judge, words) for name, judge in _others(needs)]
    told = tuple(row for row in given if any(cell.sign in _GIVEN for cells in row.cells for cell in cells))
    blocks = tuple(_block(report, game, words) for report in reports)
    sections = tuple(section for section in (asked, told) if section)
    return _grid(blocks, sections, squad, words)


def draw_squad(reports: Sequence[SubgroupReport], squad: Sequence[Answer], words: Words) -> Grid:
    """Return what is asked of each subgroup with how often it is met there."""
    columns = tuple(Column(str(subgroup.number)) for subgroup in reports)
    rows = tuple(
        Row(
            supply_name(answer.need.value, words),
            (tuple(_count_cell(subgroup.answers[number]) for subgroup in reports),),
            is_bold=True,
        )
        for number, answer in enumerate(reports[0].answers)
    )
    combos = Row(words(text.COMBOS), (tuple(_plain(round(one.combo_efficacy)) for one in reports),))
    counts = [
        Row(words(title), (tuple(_plain(count(one)) for one in reports),))
        for title, count in ((text.OPEN, _open_places), (text.UNKNOWN, _unknown_places))
        if any(count(one) for one in reports)
    ]
    sections = tuple(section for section in (rows, (combos, *counts)) if section)
    return _grid((Block(words(text.SUBGROUPS), columns),), sections, squad, words)


def describe_subgroups(reports: Sequence[SubgroupReport], words: Words, squad: Sequence[Answer] = ()) -> str:
    """Return in words what the picture of subgroups shows."""
    subgroups = (
        words(
            text.ALT_SUBGROUP,
            number=report.number,
            needs=words.clauses(_met(answer, words) for answer in report.answers) or words(text.ALT_NOTHING),
        )
        for report in reports
    )
    return " ".join([*subgroups, *_told(squad, words)])


def describe_squad(reports: Sequence[SubgroupReport], squad: Sequence[Answer], words: Words) -> str:
    """Return in words what the picture of a squad shows."""
    gaps = [(subgroup.number, answer) for subgroup in reports for answer in subgroup.answers if answer.missing]
    if not gaps:
        return " ".join([words(text.ALT_COMPLETE), *_told(squad, words)])
    by_need: dict[Need, list[str]] = {}
    for number, answer in gaps:
        by_need.setdefault(answer.need, []).append(str(number))
    told = (
        words(text.ALT_LACKING, need=supply_name(need.value, words), subgroups=words.list(numbers))
        for need, numbers in by_need.items()
    )
    return " ".join([*told, *_told(squad, words)])


def _told(squad: Sequence[Answer], words: Words) -> list[str]:
    return [words(text.ALT_SQUAD, need=bar.label, there=bar.there, wanted=bar.wanted) for bar in _bars(squad, words)]


def _grid(
    blocks: tuple[Block, ...], sections: tuple[tuple[Row, ...], ...], squad: Sequence[Answer], words: Words
) -> Grid:
    bars = _bars(squad, words)
    cells = [cell for section in sections for row in section for block in row.cells for cell in block]
    notes = [note for section in sections for row in section for note in row.notes if note is not None]
    there = {*(cell.sign for cell in (*cells, *notes)), *(bar.sign for bar in bars)}
    legend = tuple((sign, words(meaning)) for sign, meaning in text.SIGNS.items() if sign in there)
    return Grid(blocks, sections, legend, bars)


def _bars(squad: Sequence[Answer], words: Words) -> tuple[Bar, ...]:
    """Return what is asked of the squad; a mere upper limit only where it is passed."""
    return tuple(
        Bar(supply_name(answer.need.value, words), len(answer.by), answer.amount or answer.at_most or 0, _sum(answer))
        for answer in squad
        if answer.amount or answer.surplus
    )


def _met(answer: Answer, words: Words) -> str:
    need = supply_name(answer.need.value, words)
    if answer.is_planned and not answer.by:
        places = words.list(str(seat.place) for seat in answer.planned)
        return words(text.ALT_PLANNED, need=need, places=places)
    if not answer.by:
        return words(text.ALT_MISSING, need=need)
    return words(text.ALT_MET, need=need, places=words.list(str(seat.place) for seat in answer.by))


def _block(report: SubgroupReport, game: GameData, words: Words) -> Block:
    members = {member.seat.place: member for member in report.members}
    columns = tuple(_column(place, members.get(place), game, words) for place in range(1, PLACES + 1))
    foot = f"{words(text.COMBOS)} {round(report.combo_efficacy)}/100"
    return Block(words(SUBGROUP, number=report.number), columns, foot)


def _column(place: int, member: Member | None, game: GameData, words: Words) -> Column:
    if member is None or member.seat.build is None:
        return Column(str(place))
    template = member.seat.build.template
    return Column(str(place), title_of(template, game, words), from_number(COLORS[template.profession]))


def _need_row(reports: Sequence[SubgroupReport], number: int, words: Words) -> Row:
    answers = [report.answers[number] for report in reports]
    need = answers[0].need
    return Row(
        supply_name(need.value, words),
        tuple(_need_cells(report, number) for report in reports),
        tuple(_note(answer) for answer in answers),
        is_bold=True,
    )


def _need_cells(report: SubgroupReport, number: int) -> tuple[Cell, ...]:
    """Return what each place does for a need; a wish stands only where there is no build to be seen."""
    answer = report.answers[number]
    planned = {seat.place for seat in answer.planned}
    cells = _cells(report, lambda giving: _judge_need(answer.need, giving))
    return tuple(Cell(Sign.PLANNED) if place in planned else cell for place, cell in enumerate(cells, 1))


def _supply_row(reports: Sequence[SubgroupReport], name: str, judge: Judge, words: Words) -> Row:
    return Row(supply_name(name, words), tuple(_cells(report, judge) for report in reports))


def _cells(report: SubgroupReport, judge: Judge) -> tuple[Cell, ...]:
    members = {member.seat.place: member for member in report.members}
    return tuple(_cell(members.get(place), judge) for place in range(1, PLACES + 1))


def _cell(member: Member | None, judge: Judge) -> Cell:
    if member is None or member.seat.is_open():
        return _OPEN
    return _UNKNOWN if member.giving is None else Cell(judge(member.giving))


def _note(answer: Answer) -> Cell | None:
    """Return what sums a need up at the end of its row: what is amiss, and nothing where all is well."""
    if answer.missing:
        return Cell(Sign.MISSING)
    if answer.is_planned:
        return Cell(Sign.PLANNED)
    if answer.duplicates or answer.surplus:
        return Cell(Sign.TOO_MANY, str(len(answer.by)))
    return None


def _sum(answer: Answer) -> Sign:
    note = _note(answer)
    return Sign.FULL if note is None or note.sign is None else note.sign


def _count_cell(answer: Answer) -> Cell:
    note = _note(answer)
    if note is not None:
        return note
    return Cell(Sign.FULL) if answer.by else _EMPTY


def _plain(number: int) -> Cell:
    return Cell(None, str(number))


def _open_places(report: SubgroupReport) -> int:
    return report.open_places


def _unknown_places(report: SubgroupReport) -> int:
    return report.unknown_places


def _judge_need(need: Need, giving: Giving) -> Sign:
    if need.is_met_by(giving):
        return Sign.DECLARED if need.is_declared_by(giving) else Sign.FULL
    name = need.value
    if name in BOONS:
        return _some(Kind.BOON, giving, name)
    return _some(Kind.HEALING, giving) if need is Need.HEALING else Sign.NONE


def _judge_boon(boon: str, giving: Giving) -> Sign:
    if boon in giving.held:
        return Sign.DECLARED if is_declared(giving, boon) else Sign.FULL
    return _some(Kind.BOON, giving, boon)


def _some(kind: Kind, giving: Giving, boon: str | None = None) -> Sign:
    """Return whether any of it goes to others."""
    meant = (one for one in giving.supplies if one.kind is kind and boon in {None, one.name.lower()})
    return Sign.SOME if any(one.to is To.ALLIES or kind in HOSTILE for one in meant) else Sign.NONE


def _others(needs: Sequence[Need]) -> Iterable[tuple[str, Judge]]:
    """Return what is drawn besides the needs."""
    asked = {need.value for need in needs}
    for boon in BOONS:
        if boon not in asked:
            yield boon, _boon_judge(boon)
    for kind, name in _KINDS.items():
        if kind not in {_ALIKE.get(need) for need in needs}:
            yield name, _kind_judge(kind)


def _boon_judge(boon: str) -> Judge:
    return lambda giving: _judge_boon(boon, giving)


def _kind_judge(kind: Kind) -> Judge:
    return lambda giving: _some(kind, giving)


_GIVEN = frozenset({Sign.FULL, Sign.DECLARED, Sign.SOME})
