"""What happened, without saying who did it: one line for each deed, in files (see README.md)."""

from bot.gateways.events.reader import EventReader, Noted
from bot.gateways.events.schema import Deed, Event, Level
from bot.gateways.events.writer import NO_EVENTS, EventFiles, Events

__all__ = ["NO_EVENTS", "Deed", "Event", "EventFiles", "EventReader", "Events", "Level", "Noted"]
