"""Where an installation keeps what is learned from, by its settings."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

from bot.gateways.events import NO_EVENTS, EventFiles, Events
from config.settings import LearningSettings, load


@asynccontextmanager
async def open_events(folder: Path | None = None) -> AsyncIterator[Events]:
    """Open the files of events, in another folder than that of the settings if one is given."""
    settings = load(LearningSettings)
    if settings.days == 0:
        yield NO_EVENTS
        return
    files = EventFiles(folder or settings.events_folder, kept=timedelta(days=settings.days))
    try:
        yield files
    finally:
        await asyncio.to_thread(files.close)
