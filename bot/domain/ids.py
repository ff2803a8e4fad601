"""Kinds of ids, so that one is not taken for another. An id that one module alone uses is not for here."""

from typing import NewType
from uuid import UUID

UserId = NewType("UserId", int)
"""A Discord user, by snowflake."""
GuildId = NewType("GuildId", int)
"""A Discord server, by snowflake."""
ChannelId = NewType("ChannelId", int)
"""A channel, forum or thread of a Discord server, by snowflake."""
MessageId = NewType("MessageId", int)
"""A message, by snowflake; that of a forum post is its thread's id too."""
RoleId = NewType("RoleId", int)
"""A role of a Discord server, by snowflake."""
EventId = NewType("EventId", int)
"""A scheduled event of a Discord server, by snowflake."""

BuildId = NewType("BuildId", UUID)
TeamId = NewType("TeamId", UUID)
RaidId = NewType("RaidId", UUID)
SeriesId = NewType("SeriesId", UUID)

SkillId = NewType("SkillId", int)
TraitId = NewType("TraitId", int)
SpecializationId = NewType("SpecializationId", int)
PetId = NewType("PetId", int)
WeaponId = NewType("WeaponId", int)
"""A weapon type's number in a build code."""
