"""Everything of one person as files of JSON, each small enough for Discord."""

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, Final

from bot.domain.holdings import Holding, Row, Subject
from bot.services.exchange.exports import ExportedFile

FILE_BYTES: Final = 8_000_000
"""Discord takes 10 MiB from a bot in any server; https://discord.com/developers/docs/reference, read 2026-11-25."""

_AROUND: Final = 200 + sum(len(subject) + 12 for subject in Subject)
"""Bytes of a file besides its rows, at most."""


def to_files(held: Sequence[Holding], made_at: datetime, *, limit: int = FILE_BYTES) -> tuple[ExportedFile, ...]:
    """Return what is held as files of at most `limit` bytes, but for a single row that is larger.

    A subject that does not fit goes on in the next file. Each file is JSON by itself and says which one it is.
    """
    parts = list(_parts(held, limit))
    return tuple(
        ExportedFile(_name(number, len(parts)), _written(part, made_at, number, len(parts)))
        for number, part in enumerate(parts, 1)
    )


def _parts(held: Sequence[Holding], limit: int) -> Iterator[dict[str, list[Row]]]:
    part: dict[str, list[Row]] = {}
    room = limit - _AROUND
    for holding in held:
        for row in holding.rows:
            added = len(_text(row, indent=4).encode()) + 8
            if part and room < added:
                yield part
                part, room = {}, limit - _AROUND
            part.setdefault(holding.subject.value, []).append(row)
            room -= added
    if part:
        yield part


def _written(part: dict[str, list[Row]], made_at: datetime, number: int, count: int) -> bytes:
    head = {"made_by": "GW2Optimizer", "made_at": made_at.isoformat(), "part": number, "parts": count}
    return _text({**head, "held": part}, indent=1).encode()


def _text(value: Any, *, indent: int) -> str:
    return json.dumps(value, ensure_ascii=False, indent=indent)


def _name(number: int, count: int) -> str:
    return f"about-me-{number}.json" if count > 1 else "about-me.json"
