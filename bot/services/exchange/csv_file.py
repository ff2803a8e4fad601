"""Builds as a table for spreadsheet programs, which can be read again too.

A program that opens a table takes a cell that begins with one of `= + - @` for a formula and may run it. Such a cell
gets an apostrophe in front, which the programs take for "this is text", and which reading takes off again.
"""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from io import StringIO
from typing import Any, Final

from bot.domain.gamedata import GameData
from bot.domain.gear.codec import to_json
from bot.domain.sketch import Sketch
from bot.domain.titles import title_of
from bot.errors import ImportRefusedError, ImportRowError
from bot.services.exchange.rows import QUOTED, ROWS, Row, parse_json, read_row

COLUMNS: Final = ("name", "specialization", "mode", "roles", "tags", "code", "source_link", "notes", "gear")
"""`specialization` is for people: the code tells it."""
HEAD: Final = "\ufeff" + ",".join(COLUMNS) + "\r\n"
"""With the mark by which Excel knows UTF-8."""
_FORMULA: Final = re.compile("'*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
_GUARDED: Final = re.compile("'+[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")


def format_line(sketch: Sketch, game: GameData) -> str:
    """Return one build as one row, with the end of its line."""
    cells = {
        "name": sketch.name or "",
        "specialization": title_of(sketch.template, game),
        "mode": sketch.mode.value if sketch.mode else "",
        "roles": " ".join(sketch.roles),
        "tags": ", ".join(sketch.tags),
        "code": sketch.template.chat_code(),
        "source_link": sketch.source_link or "",
        "notes": sketch.notes,
        "gear": to_json(sketch.gear) if sketch.gear else "",
    }
    line = StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(guarded(cells[column]) for column in COLUMNS)
    return line.getvalue()


def is_csv_file(text: str) -> bool:
    """Tell whether `text` begins with the header of such a table."""
    return text.lstrip("\ufeff \r\n").startswith(HEAD.strip("\ufeff\r\n"))


def read_csv_file(text: str, roles: Sequence[str]) -> tuple[Row, ...]:
    """Read a table of ours. Raises ImportRefusedError; what is wrong with a single row stands in it."""
    try:
        rows = tuple(_read(csv.DictReader(StringIO(text.lstrip("\ufeff \r\n"), newline=""), strict=True), roles))
    except csv.Error as exc:
        raise ImportRefusedError("damaged") from exc
    if len(rows) > ROWS:
        raise ImportRefusedError("rows", limit=ROWS, found=len(rows))
    return rows


def guarded(cell: str) -> str:
    """Return `cell` so that no program takes it for a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unguarded(cell: str) -> str:
    """Return what `guarded` was given."""
    return cell[1:] if _GUARDED.match(cell) else cell


def _read(table: "csv.DictReader[str]", roles: Sequence[str]) -> Iterator[Row]:
    for cells in table:
        values = {column: unguarded(cells[column]) for column in COLUMNS if cells.get(column)}
        quote = values.get("name") or values.get("code") or ""
        if None in cells:
            yield Row(line=table.line_num, error=ImportRowError(""), quote=quote[:QUOTED])
        else:
            yield _row(table.line_num, values, roles, quote)


def _row(line: int, values: Mapping[str, str], roles: Sequence[str], quote: str) -> Row:
    typed: dict[str, Any] = {**values, "roles": values.get("roles", "").split()}
    typed["tags"] = [values.get("tags", "")]
    try:
        typed["gear"] = parse_json(values["gear"]) if "gear" in values else None
    except ValueError:
        return Row(line=line, error=ImportRowError("gear"), quote=quote[:QUOTED])
    return read_row(line, typed, roles, quote)
