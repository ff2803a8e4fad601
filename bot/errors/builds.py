"""What is wrong with a build, what is said of it, and what is searched or imported."""

from collections.abc import Sequence

from bot.errors.root import UserError


class ChatCodeError(UserError, ValueError):
    """A text that was taken for a build code is none.

    `text` is what was read (shortened to 120 characters in the message), `expected` and `found` say in English what
    the reader wanted and met; both are closed vocabulary of the codec, with numbers filled in. `kind` is a stable
    name that words can be looked up by.
    """

    def __init__(self, text: str, *, kind: str, expected: str, found: str) -> None:
        self.text = text
        self.kind = kind
        self.expected = expected
        self.found = found
        shown = text if len(text) <= _SHOWN_TEXT else text[: _SHOWN_TEXT - 1] + "…"
        super().__init__(f"{shown!r}: expected {expected}, found {found}")


class InvalidNameError(UserError):
    """A name is empty after trimming, or longer than `limit` characters."""

    def __init__(self, name: str, *, limit: int) -> None:
        self.name = name
        self.limit = limit
        super().__init__(f"a name of {len(name)} characters; 1 to {limit} are allowed")


class NotesTooLongError(UserError):
    """Notes are longer than `limit` characters; `length` is what they have, in the form in which they are kept."""

    def __init__(self, *, length: int, limit: int) -> None:
        self.length = length
        self.limit = limit
        super().__init__(f"notes of {length} characters; at most {limit} are kept")


class InvalidLinkError(UserError):
    """A source link is no http or https address of at most `limit` characters."""

    def __init__(self, link: str, *, limit: int) -> None:
        self.link = link
        self.limit = limit
        super().__init__("no http or https address")


class InvalidTagsError(UserError):
    """There are more than `limit` tags, or `tag` is empty or has more than `tag_limit` characters."""

    def __init__(self, tags: Sequence[str], *, tag: str | None, limit: int, tag_limit: int) -> None:
        self.tags = tuple(tags)
        self.tag = tag
        self.limit = limit
        self.tag_limit = tag_limit
        super().__init__(f"{len(self.tags)} tags; at most {limit} of {tag_limit} characters")


class UnknownRoleError(UserError):
    """No role has this name; `known` lists those that there are."""

    def __init__(self, role: str, *, known: Sequence[str]) -> None:
        self.role = role
        self.known = tuple(known)
        super().__init__(f"unknown role {role!r}")


class UnknownFilterError(UserError):
    """A search asks for a value that there is not; `option` is the request's field, `near` are names likely meant."""

    def __init__(self, option: str, typed: str, *, near: Sequence[str] = ()) -> None:
        self.option = option
        self.typed = typed
        self.near = tuple(near)
        super().__init__(f"no {option} {typed!r}")


class GearUnreadError(UserError):
    """Nothing of a text is understood as gear."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__("nothing of the text is understood as gear")


class ImportRefusedError(UserError):
    """Nothing can be read from what was to be imported.

    `kind` is "empty" (nothing was given), "size" (more than `limit` bytes), "rows" (more than `limit` rows), "encoding"
    (no UTF-8), "unloaded" (Discord did not hand the file over), "foreign" (JSON, but no file of ours), "damaged" (a
    file of ours that is not whole), "version" (made by a newer version: `found`) or "gone" (what was previewed is not
    held any more).
    """

    def __init__(self, kind: str, *, limit: int = 0, found: int = 0) -> None:
        self.kind = kind
        self.limit = limit
        self.found = found
        super().__init__(f"import refused: {kind}")


class ImportRowError(UserError):
    """A field of a row is missing, unknown, or not of its kind; `field` is its name, empty for the row as a whole."""

    def __init__(self, field: str) -> None:
        self.field = field
        super().__init__(f"field {field!r} of a row")


_SHOWN_TEXT = 120
