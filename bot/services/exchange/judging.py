"""What becomes of each row of an import, beside what its owner keeps already."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from bot.domain.builds import Build
from bot.domain.gamedata import GameData
from bot.domain.ids import BuildId
from bot.domain.modes import GameMode
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
    """It stands in the import before."""
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
    """What somebody keeps, found by what rows say of it.

    What nobody named is known by its code; what has a name by that and its code, else by its name alone, where one
    build of the profession has it. A row without a mode or without weapons says nothing of these.
    """

    def __init__(self, own: Sequence[Build]) -> None:
        self._coded, self._named = defaultdict[str, list[Build]](list), defaultdict[str, list[Build]](list)
        for build in own:
            self._named[build.name].append(build)
            for code in {build.code, _unarmed(build.template)}:
                self._coded[code].append(build)

    def find(self, row: Row, sketch: Sketch, name: str) -> Build | None:
        """Return the build that a row is about; of several, one that the row changes nothing of."""
        coded = self._coded.get(sketch.template.chat_code(), [])
        if not row.is_name_guessed:
            coded = [build for build in coded if build.name == name and sketch.mode in {None, build.mode}]
        unchanged = (build for build in coded if not _changes(sketch, build))
        if coded:
            return next(unchanged, coded[0])
        named = [] if row.is_name_guessed else self._named.get(name, [])
        same = [build for build in named if _is_of_kind(build, sketch)]
        return same[0] if len(same) == 1 else None


def judge(rows: Iterable[Row], own: Sequence[Build], game: GameData) -> Iterator[Planned]:
    """Yield what becomes of each row."""
    shelf, met, changed = Shelf(own), set[tuple[str, GameMode | None, str]](), set[BuildId]()
    for row in rows:
        if row.sketch is None:
            yield Planned(row, Fate.FAULTY, "")
            continue
        name = row.sketch.name or title_of(row.sketch.template, game)
        kept = shelf.find(row, row.sketch, name)
        if kept is None:
            key = (name, row.sketch.mode, row.sketch.template.chat_code())
            yield Planned(row, Fate.TWICE if key in met else Fate.NEW, name)
            met.add(key)
        elif not _changes(row.sketch, kept):
            yield Planned(row, Fate.KEPT, name, kept)
        else:
            yield Planned(row, Fate.TWICE if kept.id in changed else Fate.CHANGED, name, kept)
            changed.add(kept.id)


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
