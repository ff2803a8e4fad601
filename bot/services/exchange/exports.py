"""Builds out: as files that can be read again, as tables, and as plain codes."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bot.domain.gamedata import GameData
from bot.domain.sketch import Sketch
from bot.domain.viewer import Viewer
from bot.repositories.unit import UnitFactory
from bot.services.almanac import Almanac
from bot.services.exchange import csv_file, json_file
from bot.services.pacing import Dear, Paces
from bot.services.suggestions import require_or_suggest

PART_BYTES: Final = 100_000
"""A file is as large as an import may be at most; more builds make more files."""


class Style(StrEnum):
    """What a file looks like; its value is the end of the file's name."""

    JSON = "json"
    CSV = "csv"
    CODES = "txt"


@dataclass(frozen=True, slots=True)
class ExportedFile:
    """A file to hand out."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Exported:
    """The files, and how many builds are in them all."""

    files: tuple[ExportedFile, ...]
    builds: int


class Exporter:
    """Hands builds out."""

    def __init__(self, units: UnitFactory, almanac: Almanac, paces: Paces) -> None:
        self._units = units
        self._almanac = almanac
        self._paces = paces

    async def export(self, viewer: Viewer, style: Style, *, ref: str | None = None) -> Exported:
        """Return everything that the viewer keeps, newest first, or the one build that `ref` names.

        Without builds there are no files. Raises NotFoundError for a build that the viewer may not see, TooOftenError.
        """
        self._paces.take(Dear.EXPORT, viewer)
        async with self._units(reads_only=True) as unit:
            if ref is None:
                builds = await unit.builds.list_all_own(viewer.user)
            else:
                builds = (await require_or_suggest(unit.builds, viewer, ref, "build"),)
        sketches = [Sketch.of(build) for build in builds]
        parts = list(split(sketches, style, self._almanac.game))
        return Exported(tuple(_named(parts, style)), len(sketches))


def split(sketches: Iterable[Sketch], style: Style, game: GameData, *, limit: int = PART_BYTES) -> Iterator[bytes]:
    """Yield files of at most `limit` bytes, but for a single build that is larger."""
    layout, entries, size = _LAYOUTS[style], list[str](), 0
    around = len((layout.head + layout.foot).encode())
    for sketch in sketches:
        entry = layout.entry(sketch, game)
        added = len((entry + layout.between).encode())
        if entries and around + size + added > limit:
            yield layout.put_together(entries)
            entries, size = [], 0
        entries.append(entry)
        size += added
    if entries:
        yield layout.put_together(entries)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Layout:
    entry: Callable[[Sketch, GameData], str]
    head: str = ""
    between: str = ""
    foot: str = ""

    def put_together(self, entries: list[str]) -> bytes:
        return (self.head + self.between.join(entries) + self.foot).encode()


_LAYOUTS: Final = {
    Style.JSON: _Layout(
        entry=lambda sketch, _: json_file.format_entry(sketch),
        head=json_file.HEAD,
        between=json_file.BETWEEN,
        foot=json_file.FOOT,
    ),
    Style.CSV: _Layout(entry=csv_file.format_line, head=csv_file.HEAD),
    Style.CODES: _Layout(entry=lambda sketch, _: f"{sketch.template.chat_code()}\n"),
}


def _named(parts: list[bytes], style: Style) -> Iterator[ExportedFile]:
    for number, data in enumerate(parts, 1):
        name = f"builds-{number}.{style.value}" if len(parts) > 1 else f"builds.{style.value}"
        yield ExportedFile(name, data)
