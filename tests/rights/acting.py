"""A line of the table → what Discord sends when somebody does that.

    /build show build=k7m3qx2a               a command with its options
    suggest /build show build=Ol             what Discord offers to choose while the last option is typed
    menu Show builds                         a command on a message; *Builds of this member* on a person
    button publish:build:k7m3qx2a            a press, by the control's id
    select open build:k7m3qx2a               a choice, or several
    form edit-build:k7m3qx2a:… name=Other    a form with what is typed

`*verb` in place of an id is the control or form of that verb in the answers before: its id, options and fields.
"""

import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from discord import AppCommandType, app_commands

from bot.app import Bot
from bot.cli.local_discord.payloads import JSON, message_payload, user_payload

COMMAND, CONTROL, SUGGEST, FORM = 2, 3, 4, 5
"""Types of interactions."""
_BUTTON, _SELECT, _TEXT, _USER, _ROLE, _CHANNEL = 2, 3, 4, 5, 6, 8
"""Types of components."""
_EPHEMERAL_LAYOUT = 1 << 6 | 1 << 15
_PICKS = {"pick-user": _USER, "pick-role": _ROLE, "pick-channel": _CHANNEL}


@dataclass(frozen=True, slots=True)
class Deed:
    """What somebody does."""

    kind: int
    data: JSON
    message: JSON | None = None


@dataclass(frozen=True, slots=True)
class Stock:
    """What there is to point at: people, roles, channels, as Discord tells of them with what is chosen."""

    users: Mapping[str, JSON]
    members: Mapping[str, JSON]
    roles: Mapping[str, JSON]
    channels: Mapping[str, JSON]
    said: str
    """A message with a build code in it."""


def subject_of(line: str) -> str:
    """Return what a line is about: a command's name, a menu's, or a control's verb behind its kind."""
    kind, _, rest = line.partition(" ")
    if kind.startswith("/"):
        return _command_of(line)[0]
    if kind == "menu":
        return f"menu {rest}"
    if kind == "suggest":
        name, options = _command_of(rest)
        return f"suggest {name} {list(options)[-1]}"
    verb = rest.split(" ", 1)[0].partition(":")[0].removeprefix("*")
    return f"{'form' if kind == 'form' else 'control'} {verb}"


def parse(line: str, bot: Bot, before: list[JSON], stock: Stock) -> Deed:
    """Return the deed; `before` is what the bot answered so far."""
    kind, _, rest = line.partition(" ")
    if kind.startswith("/"):
        return _command(line, bot, stock)
    if kind == "menu":
        return _menu(rest, bot, stock)
    if kind == "suggest":
        return _command(rest, bot, stock, SUGGEST)
    name, *words = shlex.split(rest)
    if kind == "form":
        return _form(name, words, before)
    return _control(kind, name, words, before, stock)


def _command_of(line: str) -> tuple[str, dict[str, str]]:
    words = shlex.split(line[1:])
    path = [word for word in words if "=" not in word]
    options = dict(word.split("=", 1) for word in words if "=" in word)
    return "/" + " ".join(path), options


def _command(line: str, bot: Bot, stock: Stock, kind: int = COMMAND) -> Deed:
    name, given = _command_of(line)
    path = name[1:].split()
    command: Any = bot.tree.get_command(path[0])
    for part in path[1:]:
        command = command.get_command(part)
    kinds = {option.name: option.type.value for option in command.parameters}
    options: list[JSON] = [
        {"type": kinds[option], "name": option, "value": _value(value, kinds[option])}
        for option, value in given.items()
    ]
    if kind == SUGGEST:
        options[-1]["focused"] = True
    for part in reversed(path[1:]):
        options = [{"type": 1, "name": part, "options": options}]
    data = {"id": "1", "name": path[0], "type": 1, "options": options, "resolved": _known(stock)}
    return Deed(kind, data)


def _value(text: str, kind: int) -> Any:
    if kind == 4:  # an integer
        return int(text)
    return text == "yes" if kind == 5 else text  # a boolean


def _resolved(stock: Stock, kind: int, chosen: list[str]) -> JSON:
    """Return what Discord tells of those chosen, and of no others."""
    names = {_USER: ("users", "members"), _ROLE: ("roles",), _CHANNEL: ("channels",)}[kind]
    return {name: {one: _known(stock)[name][one] for one in chosen} for name in names}


def _known(stock: Stock) -> JSON:
    return {"users": stock.users, "members": stock.members, "roles": stock.roles, "channels": stock.channels}


def _menu(name: str, bot: Bot, stock: Stock) -> Deed:
    on_user = bot.tree.get_command(name, type=AppCommandType.user)
    target = next(iter(stock.users))
    resolved = _known(stock)
    if not isinstance(on_user, app_commands.ContextMenu):
        said = {**message_payload(4000000000000000000, {"content": stock.said}), "author": stock.users[target]}
        target, resolved = said["id"], {"messages": {said["id"]: said}}
    kind = 2 if on_user is not None else 3
    return Deed(COMMAND, {"id": "1", "name": name, "type": kind, "target_id": target, "resolved": resolved})


def _control(kind: str, name: str, values: list[str], before: list[JSON], stock: Stock) -> Deed:
    found = _found(name, before)
    custom_id = found["custom_id"] if found else name
    if kind == "button":
        control: JSON = {"type": _BUTTON, "style": 2, "label": "press", "custom_id": custom_id, "id": 2}
        return Deed(CONTROL, {"component_type": _BUTTON, "custom_id": custom_id}, _with(control))
    options = (found or {}).get("options") or [{"label": value[:100], "value": value} for value in values]
    chosen = values or [options[0]["value"]]
    type_ = _PICKS.get(kind, _SELECT)
    control = {"type": type_, "custom_id": custom_id, "id": 2, "min_values": 0, "max_values": 25}
    control |= {"options": options} if type_ == _SELECT else {"default_values": []}
    data = {"component_type": type_, "custom_id": custom_id, "values": chosen}
    data |= {} if type_ == _SELECT else {"resolved": _resolved(stock, type_, chosen)}
    return Deed(CONTROL, data, _with(control))


def _form(name: str, typed: list[str], before: list[JSON]) -> Deed:
    found = _found(name, before)
    given = dict(word.split("=", 1) for word in typed)
    fields = [part["component"] for part in found["components"]] if found else []
    sent = [_sent(field, given) for field in fields] or [_typed(field, value) for field, value in given.items()]
    labels = [{"type": 18, "id": 8, "component": field} for field in sent]
    custom_id = found["custom_id"] if found else name
    return Deed(FORM, {"custom_id": custom_id, "components": labels}, _with(None))


def _sent(field: JSON, given: Mapping[str, str]) -> JSON:
    name = field["custom_id"]
    if field["type"] == _TEXT:
        return _typed(name, given.get(name, field.get("value") or ""))
    chosen = [option["value"] for option in field["options"] if option.get("default")]
    return {"type": field["type"], "id": 9, "custom_id": name, "values": chosen or [field["options"][0]["value"]]}


def _typed(name: str, value: str) -> JSON:
    return {"type": _TEXT, "id": 9, "custom_id": name, "value": value}


def _found(name: str, before: list[JSON]) -> JSON | None:
    """Return the control or form that `*verb` names among what was answered, the last first."""
    if not name.startswith("*"):
        return None
    verb = name.removeprefix("*")
    for part in walk(list(reversed(before))):
        if str(part.get("custom_id", "")).partition(":")[0] == verb:
            return part
    raise LookupError(f"no answer has a control {verb!r}")


def refs_in(before: list[JSON]) -> dict[str, str]:
    """Return by the verb of each control what its id is about, or its first option; and the first part of that."""
    found = {}
    for part in walk(before):
        verb, _, ref = str(part.get("custom_id", "")).partition(":")
        options = part.get("options") or [{"value": ""}]
        found[verb.replace("-", "_")] = whole = ref or str(options[0]["value"])
        found[f"{verb.replace('-', '_')}_head"] = whole.partition(":")[0]
    return found


def walk(value: Any) -> Iterator[JSON]:
    """Yield every object in what was answered."""
    if isinstance(value, dict):
        yield value
        for part in value.values():
            yield from walk(part)
    elif isinstance(value, list):
        for part in value:
            yield from walk(part)


def _with(control: JSON | None) -> JSON:
    rows = [] if control is None else [{"type": 1, "components": [control], "id": 1}]
    return {**message_payload(4000000000000000000, {"flags": _EPHEMERAL_LAYOUT}), "components": rows}


def person(user: int, name: str, permissions: int) -> JSON:
    """Return somebody in a guild, with what they may do there."""
    state = {"deaf": False, "mute": False, "flags": 0, "permissions": str(permissions)}
    return {"user": user_payload(user, name), "roles": [], "joined_at": "2026-01-01T00:00:00+00:00", **state}
