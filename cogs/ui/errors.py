"""One place where errors become words: for the command tree, for buttons, selects and modals.

Who is at fault decides: the person → words that help, logged as information; something else → an apology with a
reference id, logged with its cause. `WORDS` maps each class to its words; a subclass without an entry uses its
parent's. Here stand the only two `except Exception` of the project: `guarded` and `quietly`.
"""

import re
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from typing import Any, TypeVar

import aiohttp
import discord
import structlog
from discord import app_commands

from bot import errors
from bot.domain.gear.faults import GearError
from bot.domain.links import Link, find_links
from bot.services.tracing import UNKNOWN, Outcome, get_id, note_outcome
from cogs.ui import game_text, text
from cogs.ui.keys import KEY_WORDS
from cogs.ui.limits import CONTENT
from cogs.ui.markup import in_messages, quoted, shown
from cogs.ui.moments import WHEN_WORDS
from cogs.ui.people import Interaction, services
from cogs.ui.sending import CUT, tell
from cogs.ui.terms import content_name, filter_name, profession_name, role_name
from cogs.ui.words import Words, moment, reader

_log = structlog.get_logger(__name__)

Describe = Callable[[Words, Any], str]
"""Makes words of an error of the class that it stands beside in `WORDS`."""

T = TypeVar("T")

HANDED_BACK = "handed_back"
"""Key in a command's `extras`: names of the text options whose values an error gives back to copy."""

UNSHOWN = "unshown-"
"""How the name of a form's field begins that is never handed back: what is typed there is shown to nobody again."""

_NEAR_NAME = 50
_NEAR_FILTERS = 5
_QUOTED = 1_200
"""Characters of mistaken input that are handed back in all; with the words they fit a plain message."""


def _chat_code(words: Words, error: errors.ChatCodeError) -> str:
    # what was typed is handed back below these words; see `_typed`
    sentence = words(text.CHAT_CODE.get(error.kind, text.CHAT_CODE_DAMAGED))
    named = next((_named(words, link) for link in find_links(error.text)), "")
    return " ".join(filter(None, [sentence, named, words(text.HOW_TO_COPY)]))


def _named(words: Words, link: Link) -> str:
    """Return what a link that is no build code says of itself; nothing for a build code."""
    if link.subject in text.LINK_SUBJECTS:
        return words(text.LINK_IS, what=words(text.LINK_SUBJECTS[link.subject]))
    if link.profession is None:
        return ""
    mode = words(game_text.MODES[link.mode.value]) if link.mode is not None else ""
    return words(text.LINK_IS, what=" · ".join(filter(None, [profession_name(link.profession, words), mode])))


def _invalid_name(words: Words, error: errors.InvalidNameError) -> str:
    message = text.NAME_EMPTY if not error.name.strip() else text.NAME_TOO_LONG
    return words(message, limit=error.limit, length=len(error.name))


def _notes_too_long(words: Words, error: errors.NotesTooLongError) -> str:
    return words(text.NOTES_TOO_LONG, length=error.length, limit=error.limit)


def _invalid_link(words: Words, error: errors.InvalidLinkError) -> str:
    return words(text.INVALID_LINK, link=shown(error.link, limit=100), limit=error.limit)


def _invalid_tags(words: Words, error: errors.InvalidTagsError) -> str:
    if error.tag is None:
        return words(text.TOO_MANY_TAGS, count=len(error.tags), limit=error.limit)
    return words(text.INVALID_TAG, tag=shown(error.tag, limit=100), limit=error.tag_limit)


def _unknown_role(words: Words, error: errors.UnknownRoleError) -> str:
    known = words.list(role_name(role, words) for role in error.known)
    return words(text.UNKNOWN_ROLE, role=shown(error.role, limit=100), known=known)


def _edited_meanwhile(words: Words, error: errors.EditedMeanwhileError) -> str:
    return words(text.EDITED_MEANWHILE, fields=words.list(words(text.FIELDS[field]) for field in error.fields))


def _not_found(words: Words, error: errors.NotFoundError) -> str:
    sentence = words(text.NOT_FOUND.get(error.kind, text.NOT_FOUND["build"]), ref=shown(error.ref, limit=100))
    if not error.near:
        return sentence
    near = words.list((f"**{shown(name, limit=_NEAR_NAME)}**" for name in error.near), style="or")
    return f"{sentence} {words(text.DID_YOU_MEAN, near=near)}"


def _invalid_place(words: Words, error: errors.InvalidPlaceError) -> str:
    return words(text.INVALID_PLACE, subgroups=error.subgroups, places=error.places)


def _unknown_content(words: Words, error: errors.UnknownContentError) -> str:
    known = words.list(content_name(content, words) for content in error.known)
    return words(text.UNKNOWN_CONTENT, content=shown(error.content, limit=100), known=known)


def _unknown_filter(words: Words, error: errors.UnknownFilterError) -> str:
    sentence = words(text.UNKNOWN_FILTER, typed=shown(error.typed, limit=100))
    near = [filter_name(error.option, name, words) for name in error.near[:_NEAR_FILTERS]]
    return f"{sentence} {words(text.DID_YOU_MEAN, near=words.list(near, style='or'))}" if near else sentence


def _team_too_small(words: Words, error: errors.TeamTooSmallError) -> str:
    named = [f"{subgroup}.{place}" for subgroup, place in error.places[:_NEAR_FILTERS]]
    rest = ["…"] if len(error.places) > _NEAR_FILTERS else []
    return words(text.TEAM_TOO_SMALL, subgroups=error.subgroups, places=words.list([*named, *rest]))


def _seat_taken(words: Words, error: errors.SeatTakenError) -> str:
    return words(text.SEAT_TAKEN, subgroup=error.subgroup, place=error.place)


def _already_seated(words: Words, error: errors.AlreadySeatedError) -> str:
    return words(text.ALREADY_SEATED, subgroup=error.subgroup, place=error.place)


def _limit_reached(words: Words, error: errors.LimitReachedError) -> str:
    return words(text.LIMIT_REACHED[error.kind], limit=error.limit)


def _import_refused(words: Words, error: errors.ImportRefusedError) -> str:
    message = text.IMPORT_REFUSED.get(error.kind, text.IMPORT_REFUSED["foreign"])
    return words(message, limit=error.limit // 1_000 if error.kind == "size" else error.limit)


def _import_row(words: Words, error: errors.ImportRowError) -> str:
    return (
        words(text.IMPORT_FIELD, field=shown(error.field, limit=_NEAR_NAME)) if error.field else words(text.IMPORT_ROW)
    )


def _not_allowed(words: Words, error: errors.NotAllowedError) -> str:
    return words(text.NOT_ALLOWED.get(error.needed, text.NOT_ALLOWED["owner"]))


def _suspended(words: Words, error: errors.SuspendedError) -> str:
    if error.until is not None and not error.reason:
        return words(text.SUSPENDED_BEFORE, until=moment(error.until, "f"))
    if error.until is None:
        return words(text.SUSPENDED, reason=shown(error.reason))
    return words(text.SUSPENDED_UNTIL, until=moment(error.until, "f"), reason=shown(error.reason))


def _decided(words: Words, error: errors.DecidedError) -> str:
    by = f"<@{error.by}>" if error.by is not None else words(text.SOMEBODY)
    return words(text.DECIDED, by=by, verdict=words(text.VERDICTS[error.verdict]), reason=shown(error.reason))


def _invalid_problem(words: Words, error: errors.InvalidProblemError) -> str:
    return words(text.INVALID_PROBLEM, path=error.path)


def _said(message: str) -> Describe:
    return lambda words, _error: words(message)


WORDS: dict[type[Exception], Describe] = {
    errors.UserError: _said(text.USER_ERROR),
    errors.ChatCodeError: _chat_code,
    errors.InvalidNameError: _invalid_name,
    errors.NotesTooLongError: _notes_too_long,
    errors.InvalidLinkError: _invalid_link,
    errors.InvalidTagsError: _invalid_tags,
    errors.UnknownRoleError: _unknown_role,
    errors.InvalidPlaceError: _invalid_place,
    errors.UnknownContentError: _unknown_content,
    errors.InvalidSizeError: lambda words, error: words(text.INVALID_SIZE, most=error.limit),
    errors.UnknownFilterError: _unknown_filter,
    errors.NotFoundError: _not_found,
    errors.NothingToSeatError: _said(text.NOTHING_TO_SEAT),
    errors.ConflictError: _said(text.CONFLICT),
    errors.EditedMeanwhileError: _edited_meanwhile,
    errors.ProposalOutdatedError: _said(text.PROPOSAL_OUTDATED),
    errors.TeamTooSmallError: _team_too_small,
    errors.SeatTakenError: _seat_taken,
    errors.AlreadySeatedError: _already_seated,
    errors.PublishedElsewhereError: _said(text.PUBLISHED_ELSEWHERE),
    errors.GearUnreadError: _said(text.GEAR_UNREAD),
    GearError: _said(text.GEAR_GONE),
    errors.InvalidProblemError: _invalid_problem,
    errors.ImportRefusedError: _import_refused,
    errors.ImportRowError: _import_row,
    errors.TwoPlayersError: _said(text.TWO_PLAYERS),
    errors.LimitReachedError: _limit_reached,
    **WHEN_WORDS,
    **KEY_WORDS,
    errors.NotAllowedError: _not_allowed,
    errors.HiddenHereError: lambda words, error: words(text.HIDDEN_HERE, reason=shown(error.reason)),
    errors.SuspendedError: _suspended,
    errors.AnsweredError: _said(text.ANSWERED),
    errors.DecidedError: _decided,
    errors.OwnReportError: _said(text.OWN_REPORT),
    errors.ImitationError: lambda words, error: words(text.IMITATION, name=shown(error.name, limit=100)),
    errors.LinkForbiddenError: lambda words, error: words(text.LINK_FORBIDDEN[error.kind]),
    errors.ReasonError: lambda words, error: words(text.REASON, limit=error.limit),
    errors.UpstreamError: _said(text.UPSTREAM),
    errors.StorageUnavailableError: _said(text.STORAGE),
    errors.StorageUnsureError: _said(text.STORAGE_UNSURE),
    errors.StorageRefusesError: _said(text.STORAGE_REFUSES),
    errors.GameApiError: _said(text.GAME_API),
    errors.GameApiClosedError: _said(text.GAME_API_CLOSED),
    errors.GameApiAnswerError: _said(text.GAME_API),
    errors.InternalError: _said(text.INTERNAL),
    errors.BotError: _said(text.INTERNAL),
    app_commands.CommandNotFound: _said(text.STALE_COMMAND),
    app_commands.CommandSignatureMismatch: _said(text.STALE_COMMAND),
    app_commands.NoPrivateMessage: _said(text.NOT_ALLOWED["guild"]),
    app_commands.TransformerError: _said(text.USER_ERROR),
    discord.Forbidden: _said(text.FORBIDDEN),
    discord.HTTPException: _said(text.DISCORD),
    aiohttp.ClientError: _said(text.DISCORD),
    ConnectionError: _said(text.DISCORD),
    Exception: _said(text.INTERNAL),
}
DISCORD_FAULTS = (discord.HTTPException, *CUT)
"""Discord refuses, fails or is not there: logged in a line, for a traceback tells no more."""
_GONE = (10062, 40060)
"""Discord's codes for an interaction that it gave up, and for one that was acknowledged by somebody else."""
_BY_CONTROL = (discord.InteractionType.component, discord.InteractionType.modal_submit)
_PERSONS_FAULT = (
    errors.UserError,
    app_commands.CommandNotFound,
    app_commands.CommandSignatureMismatch,
    app_commands.NoPrivateMessage,
    app_commands.TransformerError,
)
_OUTSIDE = (errors.UpstreamError, *DISCORD_FAULTS)
_VERB = re.compile(r"[a-z][a-z0-9-]{0,39}")
"""What the first part of our custom ids looks like."""


def describe(words: Words, error: Exception) -> str:
    """Return the words for `error`: those of its own class, or of the nearest class above it."""
    return next(WORDS[kind] for kind in type(error).__mro__ if kind in WORDS)(words, error)


def origin(error: BaseException) -> Exception:
    """Return the error that discord.py wrapped, if it wrapped one."""
    inner = getattr(error, "original", None)
    if isinstance(inner, Exception):
        return origin(inner)
    if isinstance(error, app_commands.TransformerError) and isinstance(error.__cause__, errors.BotError):
        return error.__cause__
    return error if isinstance(error, Exception) else RuntimeError(str(error))


async def on_command_error(interaction: discord.Interaction, error: app_commands.AppCommandError) -> None:
    """Answer for the command tree."""
    await reply_error(interaction, error)


async def reply_error(interaction: discord.Interaction, error: Exception) -> None:
    """Tell the person, only them, what went wrong and what to do; log what is not their fault."""
    cause = origin(error)
    message = _describe_for(interaction, cause)
    note_outcome(_outcome_of(cause))
    if isinstance(cause, _PERSONS_FAULT):
        _log.info("refused", error=type(cause).__name__, command=_subject(interaction))
    elif isinstance(cause, DISCORD_FAULTS):
        _log.warning("discord failed", command=_subject(interaction), **_about(cause))
        if getattr(cause, "code", None) in _GONE:
            return  # Discord gave this interaction up, or another process has it: there is nobody to tell
    elif isinstance(cause, errors.UpstreamError):
        _log.warning("failed", error=type(cause).__name__, reason=str(cause), command=_subject(interaction))
    else:
        reference = get_id()
        _log.error("failed", reference=reference, command=_subject(interaction), exc_info=cause)
        message = f"{message}\n{reader(interaction)(text.REFERENCE, reference=reference)}"
    typed = typed_into_form(interaction)
    if typed:
        message = f"{message}\n{reader(interaction)(text.TYPED)}"
    try:
        for part in in_messages(message + _typed(interaction), typed, limit=CONTENT):
            await tell(interaction, part)
    except DISCORD_FAULTS as failure:
        # the interaction is gone (over 15 minutes old, or answered elsewhere), or Discord is: there is nobody to tell
        _log.warning("error not shown", **_about(failure))


def _about(failure: Exception) -> dict[str, object]:
    if isinstance(failure, discord.HTTPException):
        return {"status": failure.status, "code": failure.code}
    return {"error": type(failure).__name__}


def _describe_for(interaction: discord.Interaction, error: Exception) -> str:
    """Return the words for `error`; of what a control is about and nobody typed, they tell that it went."""
    words = reader(interaction)
    if isinstance(error, errors.NotFoundError) and interaction.type in _BY_CONTROL and error.kind in text.NO_LONGER:
        return words(text.NO_LONGER[error.kind])
    return describe(words, error)


async def guarded(interaction: Interaction, work: Coroutine[Any, Any, None]) -> None:
    """Await `work` for a button, select or modal; whatever it raises is answered like a command's error.

    Where Discord delivers the interaction again, nothing is done.
    """
    if not interaction.client.deliveries.is_first(interaction.id):
        work.close()
        return
    tracer = services(interaction).tracer
    kind = "form" if interaction.type is discord.InteractionType.modal_submit else "control"
    request = tracer.begin(kind, _subject(interaction))
    try:
        await work
    except Exception as error:  # noqa: BLE001 - the border: every error gets words or a reference id
        await reply_error(interaction, error)
    finally:
        tracer.end(request)


async def quietly(work: Awaitable[list[T]]) -> list[T]:
    """Await the choices of an autocomplete; none where anything fails, since Discord can show no error there."""
    try:
        return await work
    except Exception as error:  # noqa: BLE001 - the border: an autocomplete has no place for words
        note_outcome(_outcome_of(error))
        _log.warning("autocomplete failed", error=type(error).__name__)
        return []


def _typed(interaction: discord.Interaction) -> str:
    """Return what the person typed into the options that the command hands back, as blocks to copy."""
    command = interaction.command
    if not isinstance(command, app_commands.Command):
        return ""
    values = [getattr(interaction.namespace, name, None) for name in command.extras.get(HANDED_BACK, ())]
    given = [value for value in values if value]
    blocks = [quoted(value, limit=_QUOTED // len(given)) for value in given]
    return "\n".join(["", reader(interaction)(text.TYPED), *blocks]) if blocks else ""


def typed_into_form(interaction: discord.Interaction) -> list[tuple[str, str]]:
    """Return what the person typed into a modal: the name of each text field and its text, in their language."""
    data: Mapping[str, Any] = interaction.data or {}
    if interaction.type is not discord.InteractionType.modal_submit:
        return []
    words = reader(interaction)
    fields = (part.get("component", {}) for part in data.get("components", ()))
    texts = ((field.get("custom_id", ""), field.get("value")) for field in fields)
    shown_again = [(name, value) for name, value in texts if isinstance(value, str) and not name.startswith(UNSHOWN)]
    return [(f"**{words(text.FIELDS.get(name, name))}**", value) for name, value in shown_again]


def _subject(interaction: discord.Interaction) -> str:
    if interaction.command is not None:
        return interaction.command.qualified_name
    data: Mapping[str, Any] = interaction.data or {}
    verb = str(data.get("custom_id", "")).split(":", 1)[0]
    return verb if _VERB.fullmatch(verb) else UNKNOWN


def _outcome_of(error: Exception) -> Outcome:
    if isinstance(error, _PERSONS_FAULT):
        return Outcome.REFUSED
    return Outcome.AWAY if isinstance(error, _OUTSIDE) else Outcome.FAILED
