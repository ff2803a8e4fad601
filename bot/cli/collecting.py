"""Where an installation keeps what is learned from, by its settings."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, timedelta
from pathlib import Path

from bot.gateways.events import NO_EVENTS, EventFiles, Events
from bot.gateways.events.folder import EventFolder
from config.settings import LearningSettings, load


@asynccontextmanager
async def open_events(folder: Path | None = None) -> AsyncIterator[Events]:
    """Open the files of events, in another folder than that of the settings if one is given."""
    settings = load(LearningSettings)
    place = folder or settings.events_folder
    if settings.days == 0:
        if place.is_dir():  # what was noted before that was set goes; who asks for it is told that nothing is there
            with contextlib.suppress(OSError):
                await asyncio.to_thread(EventFolder(place).trim, date.max)
        yield NO_EVENTS
        return
    files = EventFiles(place, kept=timedelta(days=settings.days))
    try:
        yield files
    finally:
        await asyncio.to_thread(files.close)
