"""Says of a service's method that its answers are kept, or that it makes kept answers invalid."""

from collections.abc import Awaitable, Callable, Coroutine, Iterable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, Final, ParamSpec, Protocol, TypeVar, get_type_hints

from bot.gateways.cache.cache import Cache
from bot.gateways.cache.codec import Codec
from bot.gateways.cache.keys import Asked, Key

P = ParamSpec("P")
R = TypeVar("R")

MARK: Final = "__cached__"
"""Attribute of a declared method that holds its declaration."""


class HasCache(Protocol):
    """A service whose answers are kept."""

    @property
    def cache(self) -> Cache:
        """Where they are kept."""


S = TypeVar("S", bound=HasCache)


@dataclass(frozen=True, slots=True)
class Declared:
    """What was said of a method; `key` is None for one that invalidates."""

    key: Callable[..., Key | None] | None
    tags: Callable[..., Iterable[str]]


def cacheable(
    *, key: Callable[..., Key | None], ttl_s: float, tags: Callable[..., Iterable[str]]
) -> Callable[[Callable[Concatenate[S, P], Awaitable[R]]], Callable[Concatenate[S, P], Coroutine[Any, Any, R]]]:
    """Keep what a method returns for `ttl_s` seconds at most, until one of the `tags` is invalidated.

    `key` and `tags` take the arguments of the method. The key must tell apart all that see different answers; where it
    is None, the call is not kept. Errors are not kept.
    """

    def declare(
        method: Callable[Concatenate[S, P], Awaitable[R]],
    ) -> Callable[Concatenate[S, P], Coroutine[Any, Any, R]]:
        codec: Codec[R] = Codec(lambda: get_type_hints(method)["return"])
        kind = f"{method.__module__}.{method.__qualname__}"

        @wraps(method)
        async def cached(service: S, /, *args: P.args, **kwargs: P.kwargs) -> R:
            named = key(*args, **kwargs)
            if named is None:
                return await method(service, *args, **kwargs)
            asked = Asked(named.to_text(kind, codec.shape), ttl_s, tuple(tags(*args, **kwargs)))
            return await service.cache.find(asked, codec, lambda: method(service, *args, **kwargs))

        setattr(cached, MARK, Declared(key, tags))
        return cached

    return declare


def invalidates(
    tags: Callable[..., Iterable[str]],
) -> Callable[[Callable[Concatenate[S, P], Awaitable[R]]], Callable[Concatenate[S, P], Coroutine[Any, Any, R]]]:
    """Make answers with the `tags` invalid, everywhere, before a method returns.

    `tags` takes what the method returned and then its arguments.
    """

    def declare(
        method: Callable[Concatenate[S, P], Awaitable[R]],
    ) -> Callable[Concatenate[S, P], Coroutine[Any, Any, R]]:
        @wraps(method)
        async def changing(service: S, /, *args: P.args, **kwargs: P.kwargs) -> R:
            async with service.cache.change() as change:
                result = await method(service, *args, **kwargs)
                change.tags = tuple(tags(result, *args, **kwargs))
            return result

        setattr(changing, MARK, Declared(None, tags))
        return changing

    return declare


def find_declared(service: type[Any]) -> dict[str, Declared]:
    """Return the declared methods of a class, by name."""
    found = {name: getattr(member, MARK, None) for name, member in vars(service).items()}
    return {name: declared for name, declared in found.items() if declared is not None}
