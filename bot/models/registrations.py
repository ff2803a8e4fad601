"""Which commands were last registered with Discord, so that a start does not register the same ones again."""

from datetime import datetime

from sqlalchemy import BigInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.models.base import Base

HASH_LENGTH = 64


class RegistrationRow(Base):
    """One application of Discord's; there is one per bot, and a second one where a test bot shares the database."""

    __tablename__ = "command_registrations"

    application_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    payload_hash: Mapped[str] = mapped_column(String(HASH_LENGTH))
    """SHA-256 of the payload, in hexadecimal."""
    registered_at: Mapped[datetime]
