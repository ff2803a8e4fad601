"""What the selects of the leader's board offer: pure, a value in and options out.

Each option's value says all that choosing it needs: the raid, the open place as it was seen, and what is chosen.
"""

from collections.abc import Sequence

import discord

from bot.domain.leading import Spot
from bot.domain.raids import Entry, RaidSeat, Roster
from bot.domain.seating import At
from cogs.raids.lineup import text
from cogs.raids.lineup.render import person_detail, person_label, place_detail, place_label
from cogs.raids.render import render_choice
from cogs.ui.game_text import ROLES
from cogs.ui.limits import CHOICE_NAME, CHOICES, clip
from cogs.ui.terms import role_name
from cogs.ui.words import Words

Options = list[discord.SelectOption]

MORE = "more-"
"""What stands before the number of a page, where another choice names a person."""
_PAGE = CHOICES - 1
"""People who wait on a page of a longer list; the last option leads to the others."""
_FIRST_SUBGROUPS = 5
"""Subgroups in the first of two selects: 25 places."""


def place_pages(roster: Roster, ref: str, words: Words, *, without: At | None = None) -> list[tuple[str, Options]]:
    """Return the places for one or two selects, each with the subgroups that are in it as "1-5"."""
    seats = [roster.get_seat(at) for at in roster.raid.places() if at != without]
    pages = [[seat for seat in seats if (seat.subgroup <= _FIRST_SUBGROUPS) is is_first] for is_first in (True, False)]
    return [
        (f"{page[0].subgroup}-{page[-1].subgroup}", [_place(roster, seat, ref, words) for seat in page])
        for page in pages
        if page
    ]


def waiting_options(roster: Roster, ref: str, page: int, words: Words) -> Options:
    """Return who waits, in order, and after a full page a way to the others; after the last page comes the first."""
    waiting = roster.waiting()
    pages: list[Sequence[Entry]] = [waiting]
    if len(waiting) > CHOICES:
        pages = [waiting[start : start + _PAGE] for start in range(0, len(waiting), _PAGE)]
    options = [_person(entry, ref, words) for entry in pages[page % len(pages)]]
    if len(pages) > 1:
        options.append(discord.SelectOption(label=words(text.MORE_WAITING), value=f"{ref}:{MORE}{page + 1}"))
    return options


def played_options(roster: Roster, seat: RaidSeat, ref: str, words: Words) -> Options:
    """Return the choices of whoever sits in a place."""
    user = seat.player.user if seat.player is not None else None
    entry = roster.by_user.get(user) if user is not None else None
    return [
        discord.SelectOption(
            label=clip(render_choice(choice, words) or words(text.NO_ROLE), CHOICE_NAME),
            value=f"{ref}:{rank}",
            default=rank == seat.rank,
        )
        for rank, choice in enumerate(entry.choices if entry is not None else ())
    ]


def wish_options(seat: RaidSeat, ref: str, words: Words) -> Options:
    """Return the roles that can be wanted in a place."""
    names = {"": words(text.ANY_ROLE)} | {role: role_name(role, words) for role in ROLES}
    return [
        discord.SelectOption(label=name, value=f"{ref}:{role}", default=role == (seat.wants or ""))
        for role, name in names.items()
    ]


def _place(roster: Roster, seat: RaidSeat, ref: str, words: Words) -> discord.SelectOption:
    return discord.SelectOption(
        label=clip(place_label(roster, seat, words), CHOICE_NAME),
        description=clip(place_detail(roster, seat, words), CHOICE_NAME) or None,
        value=f"{ref}:{Spot.of(seat).to_text()}",
    )


def _person(entry: Entry, ref: str, words: Words) -> discord.SelectOption:
    return discord.SelectOption(
        label=clip(person_label(entry, words), CHOICE_NAME),
        description=clip(person_detail(entry, words), CHOICE_NAME),
        value=f"{ref}:{entry.user}",
    )
