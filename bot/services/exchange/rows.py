"""One row of an import, and the cleaning that every row goes through, whatever it was read from."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from bot.domain.gear.codec import from_mapping
from bot.domain.gear.faults import GearError
from bot.domain.gear.gear import Gear
from bot.domain.modes import GameMode
from bot.domain.names import clean_name
from bot.domain.notes import clean_link, clean_notes, clean_tags
from bot.domain.sketch import Sketch, in_order
from bot.domain.template import BuildTemplate
from bot.errors import ImportRowError, UserError

QUOTED: Final = 120
"""Characters of a faulty row that are quoted back."""
ROWS: Final = 1_000
"""Twice of what one may keep: who brings more brings something else."""


_DEEPEST: Final = 16
"""Levels of JSON: a file of ours has eight."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row that was read: either `sketch` or `error` is set."""

    line: int
    """The line in a text or table, the place in the list of a JSON file; counted from 1."""
    sketch: Sketch | None = None
    error: UserError | None = None
    is_name_guessed: bool = False
    """The name is what stands beside the code in a text, and not what anybody called the build."""
    quote: str = ""
    """The beginning of a row that is faulty."""


def read_row(line: int, values: Mapping[str, Any], roles: Sequence[str], quote: str) -> Row:
    """Clean the values of a row; never raises, for one faulty row must not cost the others."""
    try:
        return Row(line=line, sketch=_clean(values, roles))
    except UserError as error:
        return Row(line=line, error=error, quote=" ".join(quote[: 2 * QUOTED].split())[:QUOTED])


def parse_json(text: str) -> Any:
    """Parse JSON that a stranger may have written; raises ValueError also for what is nested too deep to handle.

    Lone surrogates are refused too: JSON can spell them, and no database and no message can hold them.
    """
    try:
        content = json.loads(text)
    except RecursionError as exc:
        raise ValueError("nested too deep") from exc
    level = [content]
    for _ in range(_DEEPEST):
        level = [inner for value in level for inner in _inner(value)]
        if not level:
            return content
    raise ValueError("nested too deep")


def _inner(value: Any) -> Iterable[Any]:
    if isinstance(value, str):
        value.encode()
    if isinstance(value, dict):
        return (*value.keys(), *value.values())
    return value if isinstance(value, list) else ()


def _clean(values: Mapping[str, Any], roles: Sequence[str]) -> Sketch:
    name = values.get("name")
    return Sketch(
        template=BuildTemplate.from_chat_code(values.get("code") or ""),
        name=None if name is None else clean_name(name),
        mode=_mode(values.get("mode")),
        gear=_gear(values.get("gear")),
        notes=clean_notes(values.get("notes") or ""),
        source_link=clean_link(values.get("source_link") or ""),
        roles=in_order(values.get("roles") or (), roles),
        tags=clean_tags(",".join(values.get("tags") or ())),
    )


def _mode(value: str | None) -> GameMode | None:
    try:
        return GameMode(value) if value else None
    except ValueError as exc:
        raise ImportRowError("mode") from exc


def _gear(value: Mapping[str, Any] | None) -> Gear | None:
    try:
        return None if value is None else from_mapping(value)
    except GearError as exc:
        raise ImportRowError("gear") from exc
