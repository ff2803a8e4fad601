"""Reads what a person would see in an answer."""

from collections.abc import Iterator
from typing import Any

import simcord

_BUTTON, _SELECT, _TEXT = 2, 3, 10


def said(result: simcord.InteractionResult) -> str:
    """Return all text that the person sees in answer, from the last message on backwards joined by lines."""
    return "\n".join(text_of(message) for message in answers(result))


def answers(result: simcord.InteractionResult) -> list[simcord.ResponseMessage]:
    """Return every message that came in answer."""
    first = [result.response] if result.response is not None else []
    return [*first, *result.followups]


def answer(result: simcord.InteractionResult) -> simcord.ResponseMessage:
    """Return the one message that came in answer."""
    (message,) = answers(result)
    return message


def buttons(result: simcord.InteractionResult) -> list[str]:
    """Return the labels of all buttons below the answer."""
    return [part["label"] for message in answers(result) for part in _parts(message) if part["type"] == _BUTTON]


def options(result: simcord.InteractionResult) -> list[str]:
    """Return the labels of all options of the answer's selects."""
    return [option["label"] for message in answers(result) for one in selects(message) for option in one["options"]]


def values(result: simcord.InteractionResult) -> list[str]:
    """Return the values of all options of the answer's selects."""
    return [option["value"] for message in answers(result) for one in selects(message) for option in one["options"]]


def selects(message: simcord.ResponseMessage) -> list[dict[str, Any]]:
    """Return the selects of a message."""
    return [part for part in _parts(message) if part["type"] == _SELECT]


def custom_ids(message: simcord.ResponseMessage) -> list[str]:
    """Return the ids of all controls of a message."""
    return [part["custom_id"] for part in _parts(message) if "custom_id" in part]


def text_of(message: simcord.ResponseMessage) -> str:
    """Return all text of one message."""
    texts = [message.content] if message.content else []
    texts += [part["content"] for part in _parts(message) if part["type"] == _TEXT]
    return "\n".join(texts)


def _parts(message: simcord.ResponseMessage) -> Iterator[dict[str, Any]]:
    yield from _walk(message.components)


def _walk(components: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for component in components:
        yield component
        yield from _walk(component.get("components", []))
