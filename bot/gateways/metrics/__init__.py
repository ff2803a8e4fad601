"""What the bot did, in numbers: noted by those who do it, told to whoever asks by HTTP (see README.md)."""

from bot.gateways.metrics.meters import NO_METERS, Meters

__all__ = ["NO_METERS", "Meters"]
