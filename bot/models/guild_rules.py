"""What admins set for their guild; a row where anything was set."""

from sqlalchemy import BigInteger, ForeignKey, String, Text, true
from sqlalchemy.orm import Mapped, mapped_column

from bot.models.accounts import ZONE_LIMIT
from bot.models.base import Base


class GuildRulesRow(Base):
    """The rules of one guild. Ids of roles are parted by commas."""

    __tablename__ = "guild_rules"

    guild_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("guilds.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    leader_roles: Mapped[str] = mapped_column(Text, server_default="")
    moderator_roles: Mapped[str] = mapped_column(Text, server_default="")
    log_channel_id: Mapped[int | None] = mapped_column(BigInteger)
    language: Mapped[str | None] = mapped_column(String(8))
    zone: Mapped[str | None] = mapped_column(String(ZONE_LIMIT))
    learns: Mapped[bool] = mapped_column(server_default=true())
    raids_channel_id: Mapped[int | None] = mapped_column(BigInteger)
    links: Mapped[str] = mapped_column(String(16), server_default="no-invites")
