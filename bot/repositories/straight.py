"""Statements that were made once go straight to the driver: what SQLAlchemy does on the way each time is done once.

That is most of what a small query costs here: session, connection, the search for what was compiled before and the
result take several times as long as the driver. SQLAlchemy still writes the statement and says how values are turned to
and fro, and whatever is not made once takes its way. On Postgres only.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import CompoundSelect, Delete, Dialect, Insert, Select, Update
from sqlalchemy.engine.result import IteratorResult, SimpleResultMetaData
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.sql.compiler import ExpandedState
from sqlalchemy.sql.dml import UpdateBase

_Convert = Callable[[Any], Any]
_Statement = Select[Any] | CompoundSelect[Any] | UpdateBase

_GIVEN: Final = object()
"""In place of a value that whoever executes the statement has to give."""


class Touched(IteratorResult[Any]):
    """The result of what changes rows and returns none."""

    rowcount: int = -1


@dataclass(frozen=True, slots=True)
class Plan:
    """A statement as the driver takes it."""

    sql: str
    names: tuple[str, ...]
    """Of its parameters, in order."""
    values: tuple[Any, ...]
    """What they are where nothing else is given."""
    binds: tuple[_Convert | None, ...]
    columns: SimpleResultMetaData
    converts: tuple[tuple[int, _Convert], ...]
    """Columns that are not what the driver gives."""
    is_change: bool

    async def run(self, driver: Any, given: Mapping[str, Any]) -> IteratorResult[Any]:
        """Execute it; raises what the driver raises."""
        values = self._arrange(given)
        if self.is_change:
            touched = Touched(self.columns, iter(()))
            touched.rowcount = int((await driver.execute(self.sql, *values)).rpartition(" ")[2])
            return touched
        rows = await driver.fetch(self.sql, *values)
        return IteratorResult(self.columns, iter([self._read(row) for row in rows] if self.converts else rows))

    def _arrange(self, given: Mapping[str, Any]) -> list[Any]:
        chosen = [
            given[name] if value is _GIVEN or name in given else value
            for name, value in zip(self.names, self.values, strict=True)
        ]
        return [value if bind is None else bind(value) for value, bind in zip(chosen, self.binds, strict=True)]

    def _read(self, row: Any) -> tuple[Any, ...]:
        read = list(row)
        for place, convert in self.converts:
            read[place] = convert(read[place])
        return tuple(read)


def plan(statement: object, dialect: Dialect) -> Plan | None:
    """Return how a statement goes to the driver; None for one that has to take SQLAlchemy's way.

    Those are what maps rows to classes, fills in values by itself, or has a list of a length that is not known.
    """
    if not isinstance(statement, Select | CompoundSelect | Insert | Update | Delete) or _is_mapped(statement):
        return None
    try:
        return _plan(statement, dialect)
    except SQLAlchemyError:  # a type that has to know what the server says of a column, and the like
        return None


def _plan(statement: _Statement, dialect: Dialect) -> Plan | None:
    compiled = statement.compile(dialect=dialect)
    required = {bind.key for bind in compiled.binds.values() if bind.required}
    if compiled.prefetch or any(bind.expanding and bind.required for bind in compiled.binds.values()):
        return None
    state: ExpandedState = compiled.construct_expanded_state(dict.fromkeys(required))
    names = tuple(state.positiontup or ())
    columns = [] if isinstance(statement, UpdateBase) else list(statement.selected_columns)
    labels = {name for column in columns if (name := getattr(column, "name", None)) is not None}
    if len(labels) < len(columns):
        return None  # SQLAlchemy makes up names where there are none, or the same twice
    converts = [column.type.dialect_impl(dialect).result_processor(dialect, None) for column in columns]
    return Plan(
        sql=state.statement,
        names=names,
        values=tuple(_GIVEN if name in required else state.parameters[name] for name in names),
        binds=tuple(state.processors.get(name) for name in names),
        columns=SimpleResultMetaData([column.name for column in columns]),
        converts=tuple((place, convert) for place, convert in enumerate(converts) if convert is not None),
        is_change=isinstance(statement, UpdateBase),
    )


def _is_mapped(statement: _Statement) -> bool:
    """Tell whether a statement speaks of mapped classes, or returns rows of what it changed."""
    if isinstance(statement, Select):
        return any(column.get("entity") is not None for column in statement.column_descriptions)
    if isinstance(statement, CompoundSelect):
        return False  # it gives columns, whatever its parts speak of
    return bool(statement.returning_column_descriptions) or "entity" in statement.entity_description
