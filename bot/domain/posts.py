"""The post of a public build in its guild's builds channel: where it stands, and what went wrong with it.

A post is a picture of a build: nothing is read back from it.
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Self

from bot.domain.ids import BuildId, ChannelId, GuildId, MessageId


class PostFault(StrEnum):
    """Why a build is not shown in the builds channel."""

    FORBIDDEN = "forbidden"
    """A permission is missing there."""
    CHANNEL_GONE = "channel-gone"
    """The channel was deleted."""
    POST_GONE = "post-gone"
    """Somebody deleted the post: it is not posted again until its owner publishes the build anew."""
    TAG_REQUIRED = "tag-required"
    """The forum asks for a tag and has none for the build's profession or roles."""
    REFUSED = "refused"
    """Discord refused it for another reason, such as a forum with too many active posts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """What is known of a build's post in a guild."""

    build: BuildId
    guild: GuildId
    channel: ChannelId | None = None
    """The builds channel that it stands in."""
    thread: ChannelId | None = None
    """In a forum, the post's own thread."""
    message: MessageId | None = None
    """None while nothing is posted."""
    fault: PostFault | None = None
    is_stale: bool = False
    """The build changed since it was drawn, or is to be taken down."""
    changes: int = 0
    """Counts what happened to the build: what happens while it is drawn must not be taken for drawn."""

    def gone(self) -> Self:
        """Return the post as one that stands nowhere."""
        return replace(self, channel=None, thread=None, message=None)
