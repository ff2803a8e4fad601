"""The model that recommends: a file that one process writes and all read (see README.md)."""

from bot.gateways.models.file import ModelFile
from bot.gateways.models.kept import NO_MODEL, KeptModel, ModelSource

__all__ = ["NO_MODEL", "KeptModel", "ModelFile", "ModelSource"]
