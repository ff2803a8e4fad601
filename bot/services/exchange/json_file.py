"""Builds as a JSON file of ours, which can be read again without loss.

    {"format": "gw2optimizer-builds", "version": 1, "builds": [
    {"name": "…", "mode": "pve", "code": "[&DQ…]", "gear": {…}, "notes": "…", "source_link": "…", "roles": […],
     "tags": […]},
    …
    ]}

What was not said is left out. `version` grows when an older reader could not read the file any more.
"""

import json
import re
from collections.abc import Iterable, Sequence
from typing import Any, Final, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from bot.domain.gear.codec import to_mapping
from bot.domain.sketch import Sketch
from bot.errors import ImportRefusedError, ImportRowError
from bot.services.exchange.rows import QUOTED, ROWS, Row, parse_json, read_row

FORMAT: Final = "gw2optimizer-builds"
VERSION: Final = 1
HEAD: Final = f'{{"format": "{FORMAT}", "version": {VERSION}, "builds": [\n'
FOOT: Final = "\n]}\n"
BETWEEN: Final = ",\n"
_BEGIN: Final = re.compile(r'\s*(?:\{\s*["}]|\[\s*[{"\]])')


class BuildEntry(BaseModel):
    """One build of the file; what the values mean is checked afterwards, as it is for every import."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    name: str | None = None
    mode: Literal["pve", "pvp", "wvw"] | None = None
    code: str
    gear: dict[str, Any] | None = None
    notes: str = ""
    source_link: str | None = None
    roles: list[str] = []
    tags: list[str] = []


def format_entry(sketch: Sketch) -> str:
    """Return one build as one line."""
    entry = BuildEntry(
        name=sketch.name,
        mode=None if sketch.mode is None else sketch.mode.value,
        code=sketch.template.chat_code(),
        gear=None if sketch.gear is None else to_mapping(sketch.gear),
        notes=sketch.notes,
        source_link=sketch.source_link,
        roles=list(sketch.roles),
        tags=list(sketch.tags),
    )
    return json.dumps(entry.model_dump(exclude_defaults=True), ensure_ascii=False, separators=(",", ":"))


def is_json_file(text: str) -> bool:
    """Tell whether `text` begins as JSON does: a text for people may begin with a bracket too, such as a code's."""
    return _BEGIN.match(text) is not None


def read_json_file(text: str, roles: Sequence[str]) -> tuple[Row, ...]:
    """Read a file of ours. Raises ImportRefusedError; what is wrong with a single build stands in its row."""
    try:
        content = parse_json(text)
    except ValueError as exc:
        raise ImportRefusedError("damaged" if FORMAT in text else "foreign") from exc
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise ImportRefusedError("foreign")
    version, builds = content.get("version"), content.get("builds")
    if type(version) is int and version > VERSION:
        raise ImportRefusedError("version", found=version, limit=VERSION)
    if type(version) is not int or version != VERSION or not isinstance(builds, list):
        raise ImportRefusedError("damaged")
    if len(builds) > ROWS:
        raise ImportRefusedError("rows", limit=ROWS, found=len(builds))
    return tuple(_read(builds, roles))


def _read(builds: Iterable[Any], roles: Sequence[str]) -> Iterable[Row]:
    for place, build in enumerate(builds, 1):
        try:
            entry = BuildEntry.model_validate(build)
        except ValidationError as exc:
            at = exc.errors(include_url=False, include_input=False)[0]["loc"]
            field = str(at[0]) if at else ""
            yield Row(line=place, error=ImportRowError(field), quote=_quote(build))
        else:
            yield read_row(place, entry.model_dump(), roles, entry.name or entry.code)


def _quote(build: Any) -> str:
    named = build.get("name") if isinstance(build, dict) else None
    return named[:QUOTED] if isinstance(named, str) else repr(build)[:QUOTED]
