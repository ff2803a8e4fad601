"""The session that repositories share: SQLAlchemy's, which knows a shorter way for statements that were made once.

A statement takes it from its second time on; those that are made for one call never come a second time.
"""

from collections.abc import Mapping
from time import perf_counter
from typing import Any, Final
from weakref import WeakKeyDictionary

import asyncpg  # type: ignore[import-untyped]
from sqlalchemy import Dialect
from sqlalchemy.dialects.postgresql.asyncpg import AsyncAdapt_asyncpg_dbapi
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, AsyncSession
from typing_extensions import override

from bot.repositories.statements import Statements
from bot.repositories.straight import Plan, plan

_FAILURES: Final = (
    asyncpg.PostgresError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,
    AsyncAdapt_asyncpg_dbapi.Error,
)
_NOT_YET: Final = object()


class Plans:
    """What is known of the statements that one engine executes, for as long as they exist."""

    def __init__(self, dialect: Dialect) -> None:
        self._dialect = dialect
        self._known: WeakKeyDictionary[Any, object] = WeakKeyDictionary()

    def get(self, statement: Any) -> Plan | None:
        """Return how to execute a statement that came before, if it can take the shorter way."""
        known = self._known.get(statement)
        if known is None:
            self._known[statement] = _NOT_YET
            return None
        if known is _NOT_YET:
            known = self._known[statement] = plan(statement, self._dialect) or False
        return known if isinstance(known, Plan) else None


class Session(AsyncSession):
    """One session in one transaction; `opened` says on which connection."""

    def __init__(self, bind: AsyncEngine | AsyncConnection, plans: Plans | None, statements: Statements | None) -> None:
        super().__init__(bind, expire_on_commit=False, join_transaction_mode="create_savepoint")
        self._plans = plans
        self._statements = statements
        self._driver: Any = None
        self._adapted: Any = None

    def opened(self, connection: AsyncConnection, *, is_begun: bool) -> None:
        """Take the shorter way on a connection; unless `is_begun`, its transaction begins with the first statement."""
        if self._plans is not None and connection.sync_connection is not None:
            raw = connection.sync_connection.connection
            self._driver = raw.driver_connection
            self._adapted = None if is_begun else raw.dbapi_connection

    @override
    async def execute(self, statement: Any, params: Any = None, **options: Any) -> Any:
        found = self._find_plan(statement, params)
        if found is None:
            return await super().execute(statement, params, **options)
        return await self._go_straight(found, params or {})

    @override
    async def scalar(self, statement: Any, params: Any = None, **options: Any) -> Any:
        return (await self.execute(statement, params, **options)).scalar()

    @override
    async def scalars(self, statement: Any, params: Any = None, **options: Any) -> Any:
        return (await self.execute(statement, params, **options)).scalars()

    def _find_plan(self, statement: Any, params: Any) -> Plan | None:
        if self._driver is None or self._plans is None or isinstance(params, list):
            return None
        return self._plans.get(statement)

    async def _go_straight(self, found: Plan, params: Mapping[str, Any]) -> Any:
        began = perf_counter()
        try:
            await self._begin()
            result = await found.run(self._driver, params)
        except _FAILURES as error:
            is_second = isinstance(error, asyncpg.IntegrityConstraintViolationError)
            if self._statements is not None:
                self._statements.note_failure(error, found.sql, perf_counter() - began, is_expected=is_second)
            kind, is_lost = IntegrityError if is_second else DBAPIError, self._driver.is_closed()
            raise kind(found.sql, None, error, hide_parameters=True, connection_invalidated=is_lost) from error
        if self._statements is not None:
            self._statements.note(found.sql, perf_counter() - began)
        return result

    async def _begin(self) -> None:
        """Begin the transaction unless a statement did: SQLAlchemy ends it, but has no public way to begin it."""
        adapted, self._adapted = self._adapted, None
        if adapted is not None and adapted._transaction is None:  # noqa: SLF001
            await adapted._start_transaction()  # noqa: SLF001
