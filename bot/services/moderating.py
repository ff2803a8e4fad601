"""What other services ask of moderation before they publish or sign up anybody."""

from datetime import datetime
from uuid import UUID

from bot.domain.viewer import Viewer
from bot.errors import HiddenHereError, SuspendedError
from bot.repositories.unit import UnitOfWork


async def check_publishable(unit: UnitOfWork, viewer: Viewer, thing: UUID, now: datetime) -> None:
    """Raise SuspendedError or HiddenHereError where moderators forbid that the viewer publishes the thing here."""
    if viewer.guild is None:
        return
    await check_unsuspended(unit, viewer, now)
    hidden = await unit.order.find_hidden(viewer.guild, thing)
    if hidden is not None:
        raise HiddenHereError(hidden.reason)


async def check_unsuspended(unit: UnitOfWork, viewer: Viewer, now: datetime) -> None:
    """Raise SuspendedError where the viewer is suspended in the guild they speak from."""
    if viewer.guild is None:
        return
    suspension = await unit.order.find_suspension(viewer.guild, viewer.user, now)
    if suspension is not None:
        raise SuspendedError(suspension.reason, suspension.until)
