"""Interaction files: CSV with `user,item,timestamp`, or MovieLens' `u.data`.

What is refused is told with its line, but for bytes that are no UTF-8, which are read ahead of the lines.
"""

import contextlib
import csv
import math
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bot.cli.refusal import Refusal
from bot.domain.learning.interactions import Triple

if TYPE_CHECKING:
    from _csv import Reader

COLUMNS: Final = ("user", "item", "timestamp")
LEAST_RATING: Final = 4.0
"""From this rating on, of five, somebody is taken to like what they rated."""
_RATED: Final = 4
"""Columns of u.data: user, item, rating, timestamp."""
_EARLIEST: Final = datetime.min.replace(tzinfo=UTC).timestamp()
_LATEST: Final = datetime.max.replace(microsecond=0, tzinfo=UTC).timestamp()
"""What a calendar has, in seconds since 1970; other numbers are a mistake, mostly milliseconds."""


def read_interactions(path: Path) -> Iterator[Triple]:
    """Yield what stands in a file; a rating of less than 4 is passed over."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            first = file.readline()
            file.seek(0)
            rows = csv.reader(file, delimiter="\t" if "\t" in first else ",", strict=True)
            yield from _read(rows, str(path), tabbed="\t" in first)
    except OSError as error:
        raise Refusal(f"cannot read {path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise Refusal(f"{path}: expected UTF-8, found something else") from error


def _read(rows: "Reader", file: str, *, tabbed: bool) -> Iterator[Triple]:
    places, is_first = (0, 1, 2), True
    while True:
        try:
            row = next(rows, None)
        except csv.Error as error:
            raise Refusal(f"{file}, line {rows.line_num}: {error}") from error
        if row is None:
            return
        where = f"{file}, line {rows.line_num}"
        if is_first and not tabbed and _is_head(row):
            places = _find_places(row, where)
        elif row:
            yield from _read_rated(row, where) if tabbed else _read_plain(row, places, where)
        is_first = False


def _is_head(row: list[str]) -> bool:
    return bool({cell.strip().lower() for cell in row}.intersection(COLUMNS))


def _find_places(row: list[str], where: str) -> tuple[int, int, int]:
    names = [cell.strip().lower() for cell in row]
    if missing := [name for name in COLUMNS if name not in names]:
        raise Refusal(f"{where}: no column {missing[0]!r}; expected {','.join(COLUMNS)}")
    user, item, moment = (names.index(name) for name in COLUMNS)
    return user, item, moment


def _read_plain(row: list[str], places: tuple[int, int, int], where: str) -> Iterator[Triple]:
    if len(row) <= max(places):
        raise Refusal(f"{where}: expected {','.join(COLUMNS)}, found {len(row)} columns")
    user, item, moment = (row[place].strip() for place in places)
    if not user or not item:
        raise Refusal(f"{where}: no {'user' if not user else 'item'}")
    yield user, item, _parse_moment(moment, where)


def _read_rated(row: list[str], where: str) -> Iterator[Triple]:
    if len(row) != _RATED:
        raise Refusal(f"{where}: expected user, item, rating and timestamp, parted by tabs, found {len(row)} columns")
    user, item, rating, moment = (cell.strip() for cell in row)
    if not user or not item:
        raise Refusal(f"{where}: no {'user' if not user else 'item'}")
    at = _parse_moment(moment, where)
    try:
        liked = float(rating) >= LEAST_RATING
    except ValueError:
        raise Refusal(f"{where}: {rating!r} is no rating") from None
    if liked:
        yield user, item, at


def _parse_moment(text: str, where: str) -> int:
    """Read seconds since 1970, or a date with or without a time; a time without a zone is UTC."""
    try:
        seconds = _find_seconds(text)
    except ValueError:
        raise Refusal(f"{where}: {text!r} is no timestamp: seconds since 1970 or YYYY-MM-DD") from None
    if not _EARLIEST <= seconds <= _LATEST:
        raise Refusal(f"{where}: {text!r} seconds since 1970 is no moment; is the file in milliseconds?")
    return int(seconds)


def _find_seconds(text: str) -> float:
    with contextlib.suppress(ValueError):
        number = float(text)
        if not math.isnan(number):
            return number
    moment = datetime.fromisoformat(text)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
