"""Likes and uses of builds, repeated where the builds are public: a guild is sorted by them there."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import Select, Update, select, update

from bot.models import BuildRow, PostRow, PublicationRow


def counters_copied(builds: Collection[UUID] | Select[UUID]) -> Update:
    """Return the statement that brings up to date what is repeated of these builds."""
    counted: dict[str, Any] = {
        "likes": BuildRow.likes,
        "uses": BuildRow.uses,
        "standing": 2 * BuildRow.likes + BuildRow.uses,
    }
    values = {
        name: select(value).where(BuildRow.id == PublicationRow.build_id).scalar_subquery()
        for name, value in counted.items()
    }
    return update(PublicationRow).where(PublicationRow.build_id.in_(builds)).values(values)


def posts_shaken(builds: Collection[UUID] | Select[UUID]) -> Update:
    """Return the statement by which posts of these builds are drawn again that are as they should be otherwise."""
    standing = (PostRow.build_id.in_(builds), PostRow.message_id.is_not(None), PostRow.fault.is_(None))
    return update(PostRow).where(*standing).values(stale=True, changes=PostRow.changes + 1)
