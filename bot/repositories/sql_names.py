"""Conditions on the columns that hold name keys."""

from typing import Any

from sqlalchemy import ColumnElement, SQLColumnExpression, bindparam

from bot.repositories.unit_names import Match

_LAST = "\U0010ffff"
_ESCAPE = "/"


def key_matches(key: SQLColumnExpression[str], match: Match) -> list[ColumnElement[Any]]:
    """Return the conditions under which a name key answers what was typed; `values_typed` are their parameters.

    A prefix is a range: keys are ordered by code point on both databases, so their index finds it.
    """
    if match is Match.PREFIX:
        return [key >= bindparam("typed"), key < bindparam("beyond")]
    return [key.like(bindparam("pattern"), escape=_ESCAPE)] if match is Match.SUBSTRING else []


def values_typed(typed: str, match: Match) -> dict[str, str]:
    """Return the parameters of `key_matches`."""
    if match is Match.PREFIX:
        return {"typed": typed, "beyond": typed + _LAST}
    if match is Match.NEWEST:
        return {}
    for special in (_ESCAPE, "%", "_"):
        typed = typed.replace(special, _ESCAPE + special)
    return {"pattern": f"%{typed}%"}
