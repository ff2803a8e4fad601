"""The one place from which answers go to Discord, and where it is decided what is sent again.

discord.py waits and repeats where Discord says "too many" or "my fault"; it gives up where the connection is cut, which
happens each time that a connection is used just as Discord closes it. Whether the request arrived is not known then.
Sent again is what can be: an acknowledgment, since Discord takes only one ("already acknowledged" means that it
arrived), and an edit. A new message is sent again only where no connection came about.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from http import HTTPStatus
from typing import Any, Final, TypeVar

import aiohttp
import discord
from discord import ui

T = TypeVar("T")

CUT: Final = (aiohttp.ClientError, ConnectionError)
"""What is raised where Discord cannot be reached or cuts the connection."""
PAUSES_S: Final = (0.05, 0.4)
"""Before each further try; short, since Discord waits three seconds for an acknowledgment."""
_ACKNOWLEDGED: Final = 40060
"""Discord's code for an interaction that was acknowledged; topics/opcodes-and-status-codes, read 2026-11-25."""
_HEARD, _THINKS = "heard", "thinks"
"""Notes in an interaction's `extras`: that it was acknowledged; that an answer is to take the place of a sign."""


def is_passing(error: discord.HTTPException) -> bool:
    """Tell whether the same may be taken later: Discord is in trouble, or asks for patience."""
    return error.status >= HTTPStatus.INTERNAL_SERVER_ERROR or error.status == HTTPStatus.TOO_MANY_REQUESTS


def is_heard(interaction: discord.Interaction[Any]) -> bool:
    """Tell whether an interaction was acknowledged."""
    return interaction.response.is_done() or _HEARD in interaction.extras


async def acknowledge(interaction: discord.Interaction[Any], act: Callable[[], Awaitable[object]]) -> None:
    """Give the first answer, which is one of `interaction.response`."""
    try:
        await act()
    except CUT:
        await _acknowledge_again(act)
    interaction.extras[_HEARD] = True


async def think(interaction: discord.Interaction[Any]) -> None:
    """Show the person, and only them, that the answer is being made."""
    await acknowledge(interaction, lambda: interaction.response.defer(ephemeral=True, thinking=True))
    interaction.extras[_THINKS] = True


async def answer_at_once(interaction: discord.Interaction[Any], view: ui.LayoutView) -> None:
    """Show `view` to the person as the first answer, where nothing is to be waited for."""
    await acknowledge(interaction, lambda: interaction.response.send_message(view=view, ephemeral=True))


async def edit(
    interaction: discord.Interaction[Any], view: ui.LayoutView, files: Callable[[], Sequence[discord.File]]
) -> None:
    """Put `view` in place of the message of the interaction; `files` makes them anew for each try."""
    await _again(CUT, lambda: interaction.edit_original_response(view=view, attachments=files()))


async def tell(
    interaction: discord.Interaction[Any],
    said: str | None = None,
    *,
    view: ui.LayoutView | None = None,
    files: Callable[[], Sequence[discord.File]] = list,
    ephemeral: bool = True,
) -> None:
    """Send a message; the first after `think` takes the place of its sign."""
    if not is_heard(interaction):
        # only errors are told before anything else was
        await acknowledge(interaction, lambda: interaction.response.send_message(said, ephemeral=ephemeral))
        return
    if interaction.extras.pop(_THINKS, False) and ephemeral:
        change: dict[str, Any] = {"content": said} if view is None else {"view": view}
        await _again(CUT, lambda: interaction.edit_original_response(attachments=files(), **change))
        return
    new: dict[str, Any] = {"ephemeral": ephemeral} | ({} if said is None else {"content": said})
    new |= {} if view is None else {"view": view}
    await _again((aiohttp.ClientConnectorError,), lambda: interaction.followup.send(files=files(), **new))


async def _acknowledge_again(act: Callable[[], Awaitable[object]]) -> None:
    try:
        await _again(CUT, act)
    except discord.HTTPException as error:
        if error.code != _ACKNOWLEDGED:
            raise


async def _again(errors: tuple[type[Exception], ...], act: Callable[[], Awaitable[T]]) -> T:
    for pause_s in PAUSES_S:
        try:
            return await act()
        except errors:
            await asyncio.sleep(pause_s)
    return await act()
