"""Conditions on the columns that hold name keys."""

from typing import Any

from sqlalchemy import ColumnElement, SQLColumnExpression

from bot.repositories.unit_names import Match

_LAST = "\U0010ffff"


def key_matches(key: SQLColumnExpression[str], typed: str, match: Match) -> list[ColumnElement[Any]]:
    """Return the conditions under which a name key answers what was typed.

    A prefix is a range: keys are ordered by code point on both databases, so their index finds it.
    """
    if match is Match.PREFIX:
        return [key >= typed, key < typed + _LAST]
    return [key.contains(typed, autoescape=True)] if match is Match.SUBSTRING else []
