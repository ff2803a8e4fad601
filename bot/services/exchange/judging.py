"""What becomes of each row of an import, beside what its owner keeps already."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from bot.domain.builds import Build
from bot.domain.gamedata import GameData
from bot.domain.ids import BuildId
from bot.domain.sketch import Sketch
from bot.domain.template import BuildTemplate
from bot.domain.titles import title_of
from bot.services.exchange.rows import Row


class Fate(StrEnum):
    """What becomes of a row."""

    FAULTY = "faulty"
    NEW = "new"
    CHANGED = "changed"
    """The viewer keeps it, and the row says otherwise."""
    TWICE = "twice"
    """It stands in the import before, with the same name, mode, code and gear."""
    KEPT = "kept"
    """The viewer keeps it already."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A row, what becomes of it, and the name that it would be kept under."""

    row: Row
    fate: Fate
    name: str
    kept: Build | None = None
    """The build of the viewer's that it is, as it is kept now."""

    @property
    def changes(self) -> Mapping[str, Any]:
        """The fields of the kept build that the row says otherwise; what it does not say stays."""
        return {} if self.kept is None or self.row.sketch is None else _changes(self.row.sketch, self.kept)


class Shelf:
    """What somebody keeps, found by what rows say of it; a build that a row was found for is found by no other.

    What has a guessed name is known by its code; what is in a file by its name and code, else by its name alone, where
    one build of the profession and one row have it. A row without a mode or without weapons says nothing of these.
    """

    def __init__(self, own: Sequence[Build], rows: Iterable[Row]) -> None:
        self._coded, self._named = defaultdict[str, list[Build]](list), defaultdict[str, list[Build]](list)
        self._taken, self._rivals = set[BuildId](), defaultdict[str, list[Sketch]](list)
        for build in own:
            self._named[build.name].append(build)
            for code in {build.code, _unarmed(build.template)}:
                self._coded[code].append(build)
        for row in rows:
            if row.sketch is not None and row.sketch.name is not None and not row.is_name_guessed:
                self._rivals[row.sketch.name].append(row.sketch)

    def find_unchanged(self, row: Row, sketch: Sketch, name: str) -> Build | None:
        """Return a build that a row changes nothing of; the same row again has the same."""
        return self._take(build for build in self._of_code(row, sketch, name) if not _changes(sketch, build))

    def take_by_code(self, row: Row, sketch: Sketch, name: str) -> Build | None:
        """Return a build of the row's code that no row was found for."""
        return self._take(build for build in self._of_code(row, sketch, name) if build.id not in self._taken)

    def take_by_name(self, row: Row, sketch: Sketch) -> Build | None:
        """Return the only build of the row's name, if this is the only row that can be about it."""
        if row.is_name_guessed or sketch.name is None:
            return None
        same = [build for build in self._named.get(sketch.name, []) if _is_of_kind(build, sketch)]
        if len(same) != 1 or same[0].id in self._taken:
            return None
        rivals = {_saying(rival) for rival in self._rivals[sketch.name] if _is_of_kind(same[0], rival)}
        return self._take(same) if len(rivals) == 1 else None

    def _of_code(self, row: Row, sketch: Sketch, name: str) -> list[Build]:
        coded = self._coded.get(sketch.template.chat_code(), [])
        if row.is_name_guessed:
            return coded
        return [build for build in coded if build.name == name and sketch.mode in {None, build.mode}]

    def _take(self, found: Iterable[Build]) -> Build | None:
        build = next(iter(found), None)
        if build is not None:
            self._taken.add(build.id)
        return build


def judge(rows: Iterable[Row], own: Sequence[Build], game: GameData) -> Iterator[Planned]:
    """Return what becomes of each row, in their order.

    What is kept as a row says is found first for all rows, so that no row changes a build which another one lists.
    """
    rows = tuple(rows)
    shelf, fates = Shelf(own, rows), dict[int, Planned]()
    left = dict[tuple[object, ...], tuple[int, Row, Sketch, str]]()
    for place, row in enumerate(rows):
        if row.sketch is None:
            fates[place] = Planned(row, Fate.FAULTY, "")
            continue
        name = row.sketch.name or title_of(row.sketch.template, game)
        if (kept := shelf.find_unchanged(row, row.sketch, name)) is not None:
            fates[place] = Planned(row, Fate.KEPT, name, kept)
        elif (key := (name, *_saying(row.sketch))) in left:
            fates[place] = Planned(row, Fate.TWICE, name)
        else:
            left[key] = place, row, row.sketch, name
    coded = {place: shelf.take_by_code(row, sketch, name) for place, row, sketch, name in left.values()}
    for place, row, sketch, name in left.values():
        build = coded[place] or shelf.take_by_name(row, sketch)
        fates[place] = Planned(row, Fate.CHANGED if build else Fate.NEW, name, build)
    return (fates[place] for place in range(len(rows)))


def _saying(sketch: Sketch) -> tuple[object, ...]:
    return sketch.mode, sketch.template.chat_code(), sketch.gear


def _changes(sketch: Sketch, kept: Build) -> dict[str, Any]:
    template = sketch.template
    if not template.weapons:
        template = replace(template, weapons=kept.template.weapons)
    changes: dict[str, Any] = {}
    if (code := template.chat_code()) != kept.code:
        changes |= {"template": template, "code": code}
    if sketch.gear not in {None, kept.gear}:
        changes["gear"] = sketch.gear
    return changes


def _unarmed(template: BuildTemplate) -> str:
    return replace(template, weapons=()).chat_code()


def _is_of_kind(build: Build, sketch: Sketch) -> bool:
    return build.template.profession == sketch.template.profession and sketch.mode in {None, build.mode}
