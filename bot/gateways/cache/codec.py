"""Answers as JSON. Bytes that cannot be read are no answer; code is never loaded from them."""

import json
from collections.abc import Callable
from functools import cached_property
from hashlib import blake2b
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticSerializationError

T = TypeVar("T")


class Codec(Generic[T]):
    """Writes and reads the values of a type: dataclasses, models, tuples and what they are made of."""

    def __init__(self, find_type: Callable[[], Any]) -> None:
        self._find_type = find_type

    @cached_property
    def _adapter(self) -> TypeAdapter[T]:
        # when it is first needed: names in annotations may not be there yet where a method is declared
        return TypeAdapter(self._find_type())

    @cached_property
    def shape(self) -> str:
        """A few letters that are others as soon as the type's fields are: an older answer is not even found then."""
        schema = json.dumps(self._adapter.json_schema(mode="serialization"), sort_keys=True)
        return blake2b(schema.encode(), digest_size=6).hexdigest()

    def to_bytes(self, value: T) -> bytes | None:
        """Return the value as it is kept; None for one that cannot be, which is then asked for anew each time."""
        try:
            return self._adapter.dump_json(value)
        except PydanticSerializationError:
            return None

    def from_bytes(self, body: bytes) -> T | None:
        """Return the value, or None for bytes that are none."""
        try:
            return self._adapter.validate_json(body)
        except ValidationError:
            return None
