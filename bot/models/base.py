"""The declarative base, the naming convention of constraints and the column types that both databases share."""

from datetime import UTC, datetime
from typing import Annotated, Any, ClassVar
from uuid import UUID

from sqlalchemy import BigInteger, DateTime, Dialect, MetaData, String, Text, TypeDecorator, Uuid
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import DeclarativeBase, mapped_column
from sqlalchemy.types import TypeEngine

from bot.domain.names import NAME_LIMIT

NAMING_CONVENTION = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

SHORT_ID_LENGTH = 8
NAME_CHECK = f"length(trim(name)) >= 1 AND length(name) <= {NAME_LIMIT}"


class UtcDateTime(TypeDecorator[datetime]):
    """An aware time in UTC. SQLite keeps no zone, so it is taken off on the way in and put back on the way out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a time without zone: {value!r}")
        in_utc = value.astimezone(UTC)
        return in_utc.replace(tzinfo=None) if dialect.name == "sqlite" else in_utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


SortedText = Text().with_variant(Text(collation="C"), "postgresql")
"""Text ordered by code point, as SQLite does, so that a prefix is a range of the index in any language."""
SortedMark = String(32).with_variant(String(32, collation="C"), "postgresql")
"""A short mark, likewise ordered."""
Terms = Text().with_variant(ARRAY(BigInteger), "postgresql")
"""What a build is found by in a guild: hashes on Postgres, text on SQLite."""

Key = Annotated[UUID, mapped_column(Uuid, primary_key=True)]
ShortId = Annotated[str, mapped_column(String(SHORT_ID_LENGTH), unique=True)]
Snowflake = Annotated[int, mapped_column(BigInteger)]


class Base(DeclarativeBase):
    """Registers every table under one naming convention."""

    metadata = MetaData(naming_convention=NAMING_CONVENTION)
    type_annotation_map: ClassVar[dict[Any, TypeEngine[Any]]] = {datetime: UtcDateTime()}
