"""From a team to the texts of its card and of lists: pure, a value in and strings out.

A team of fifty must fit Discord's 4,000 characters: names are shortened as far as that takes.
"""

import discord

from bot.domain.builds import Build, Origin
from bot.domain.gamedata import GameData
from bot.domain.sizes import PLACES
from bot.domain.teams import Player, Seat, Team
from bot.domain.viewer import Viewer
from bot.services.builds import UNDO
from cogs.teams import text
from cogs.teams.editing_text import ORIGIN, ORIGIN_GONE
from cogs.ui.limits import CHOICE_NAME, LAYOUT_TEXT, clip
from cogs.ui.markup import shown
from cogs.ui.prose import prose_within
from cogs.ui.terms import mode_name, purpose_name, role_name, title_of
from cogs.ui.text import DELETED, FORMER_MEMBER
from cogs.ui.words import Words, moment

_NOTES_ROOM = 700
"""Characters for notes as they are drawn."""
_REST = 700
"""Characters kept for the head and the footer of a card, and for a note above it."""
_NAME_ROOMS = (60, 32, 24, 16, 12, 8)
"""Characters that a name may take, the largest tried first."""


def render_head(team: Team, words: Words) -> str:
    """Return name, content and how far the team is filled."""
    filled = words.n(text.FILLED_ONE, text.FILLED_MANY, team.filled, size=team.size)
    mode = f" · {mode_name(team.mode, words)}" if team.mode is not None else ""
    rows = [f"## {shown(team.name)}", f"**{shown(purpose_name(team, words), limit=_NAME_ROOMS[0])}**{mode} · {filled}"]
    if team.origin is not None:
        rows.append(f"-# {_origin(team.origin, words)}")
    if team.notes:
        rows.append(prose_within(team.notes, _NOTES_ROOM))
    return "\n".join(rows)


def render_subgroups(team: Team, game: GameData, words: Words) -> list[str]:
    """Return one text for each subgroup: who sits where, and which places are open.

    Names are shortened as far as it takes for all of them to fit one message.
    """
    texts: list[str] = []
    for room in _NAME_ROOMS:
        texts = [_subgroup(team, number, game, words, room) for number in range(1, team.subgroups + 1)]
        if sum(map(len, texts)) <= LAYOUT_TEXT - _REST - (_NOTES_ROOM if team.notes else 0):
            break
    return texts


def render_state(team: Team, viewer: Viewer, words: Words) -> str:
    """Return who sees the team (for its owner), then author, time and short id."""
    rows = []
    if team.deleted_at is not None:
        rows.append(words(DELETED, until=moment(team.deleted_at + UNDO, "d")))
    elif team.is_owned_by(viewer):
        rows.append(words(_visibility(team, viewer)))
    owner = f"<@{team.owner}>"
    rows.append("-# " + words(text.BY, owner=owner, when=moment(team.updated_at), id=team.short_id))
    return "\n".join(rows)


def render_row(team: Team, words: Words) -> str:
    """Return a team as one line of a list."""
    kind = f"{shown(purpose_name(team, words), limit=_NAME_ROOMS[1])} · {team.filled}/{team.size}"
    return f"**{shown(team.name, limit=_NAME_ROOMS[0])}** · {kind} `{team.short_id}`"


def render_option(team: Team, words: Words) -> discord.SelectOption:
    """Return a team as an option of a select: plain text, no markdown."""
    kind = f"{clip(purpose_name(team, words), CHOICE_NAME // 2)} · {team.filled}/{team.size}"
    return discord.SelectOption(label=clip(team.name, CHOICE_NAME), description=kind, value=f"team:{team.short_id}")


def _subgroup(team: Team, number: int, game: GameData, words: Words, room: int) -> str:
    seats = [seat for seat in team.seats if seat.subgroup == number]
    taken = {seat.place for seat in seats}
    rows = [f"### {words(text.SUBGROUP, number=number)}", *(_seat(seat, game, words, room) for seat in seats)]
    places = [str(place) for place in range(1, PLACES + 1) if place not in taken]
    if places:
        rows.append(f"-# {words(text.OPEN_PLACES, places=', '.join(places))}")
    return "\n".join(rows)


def _seat(seat: Seat, game: GameData, words: Words, room: int) -> str:
    parts = [_player(seat.player, room)] if seat.player else []
    if seat.former:
        parts.append(f"*{words(FORMER_MEMBER)}*")
    if seat.build is not None:
        parts.append(_build(seat.build, game, words, room))
    elif seat.hidden:
        parts.append(f"*{words(text.HIDDEN)}*")
    if seat.wish is not None:
        role = role_name(seat.wish, words)
        parts.append(f"🎯 {role}" if seat.build is not None else f"🎯 *{words(text.WANTED, role=role)}*")
    return f"`{seat.place}` {' · '.join(parts)}"


def _build(build: Build, game: GameData, words: Words, room: int) -> str:
    title = title_of(build.template, game, words)
    name = shown(build.name, limit=room)
    return name if title.casefold() in build.name.casefold() else f"{name} ({title})"


def _player(player: Player, room: int) -> str:
    return f"<@{player.user}>" if player.user is not None else shown(player.name or "", limit=room)


def _origin(origin: Origin, words: Words) -> str:
    author = f"<@{origin.author}>"
    if origin.name is None:
        return words(ORIGIN_GONE, author=author)
    return words(ORIGIN, name=shown(origin.name, limit=_NAME_ROOMS[0]), author=author)


def _visibility(team: Team, viewer: Viewer) -> str:
    if team.guild is None:
        return text.PRIVATE
    return text.PUBLIC if team.guild == viewer.guild else text.PUBLIC_ELSEWHERE
