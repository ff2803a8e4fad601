"""What a bot sent in answer to one interaction, and when."""

import asyncio
import json
from dataclasses import dataclass, field
from time import perf_counter

from bot.cli.local_discord.payloads import JSON

_DEFERRALS = {5, 6}
"""Types of first answers that only say that the bot heard."""


@dataclass
class Answers:
    """What the bot sent in answer to one interaction, in the order in which it came."""

    sent: list[JSON] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    """When each came, in seconds of this process's clock."""
    token: str = ""
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    def add(self, answer: JSON) -> None:
        """Note what came."""
        self.sent.append(answer)
        self.times.append(perf_counter())
        self.changed.set()

    async def wait_for(self, text: str, seconds: float = 60) -> JSON:
        """Return the first answer that has `text` anywhere in it, waiting for it if need be."""
        try:
            async with asyncio.timeout(seconds):
                while not (found := [sent for sent in self.sent if text in json.dumps(sent, ensure_ascii=False)]):
                    self.changed.clear()
                    await self.changed.wait()
        except TimeoutError:
            msg = f"no answer with {text!r} in {seconds} s; sent: {self.sent}"
            raise AssertionError(msg) from None
        return found[0]

    @property
    def is_over(self) -> bool:
        """Whether the person sees more than that the bot heard."""
        return len(self.sent) > 1 or bool(self.sent and self.sent[0].get("type") not in _DEFERRALS)

    async def wait_until_over(self, seconds: float = 15) -> None:
        """Wait for what the person is to see; raises TimeoutError."""
        async with asyncio.timeout(seconds):
            while not self.is_over:
                self.changed.clear()
                await self.changed.wait()
