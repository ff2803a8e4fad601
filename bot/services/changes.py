"""Changing a kept build: one way for all, so that no change is lost and every earlier version is kept."""

from datetime import datetime
from typing import Any

from bot.domain.builds import Build
from bot.errors import ConflictError
from bot.repositories.unit import UnitOfWork

VERSIONS_KEPT = 20
"""Earlier versions of a build; the oldest give way."""


async def change_build(unit: UnitOfWork, build: Build, now: datetime, **fields: Any) -> Build:
    """Write a change of `fields` and return the build after it; what changes nothing writes nothing.

    Raises ConflictError when the stored build is no longer at the revision of `build`.
    """
    after = build.changed(now, **fields)
    if after is build:
        return build
    if not await unit.builds.replace(build, after):
        raise ConflictError
    if after.version != build.version:
        await unit.versions.trim(build.id, keep=VERSIONS_KEPT)
    return after
