"""Raids: something that a guild does together at a time, with those who sign up for it and who sits where."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cached_property
from typing import Final, Self
from zoneinfo import ZoneInfo

from bot.domain.ids import BuildId, ChannelId, EventId, GuildId, MessageId, RaidId, SeriesId, UserId
from bot.domain.lineup.nature import UNKNOWN, Nature
from bot.domain.raid_options import PLAIN, News, Options, RaidFault, Standing, group_of
from bot.domain.seating import At, Lineup, Offer, Seated, Signup
from bot.domain.sizes import PLACES
from bot.domain.teams import Content, Player
from bot.domain.viewer import Viewer
from bot.domain.when.clocks import format_wall
from bot.errors import InvalidPlaceError

CHOICES: Final = 5
"""Builds and roles that one person offers for one raid, at most."""
NOTE_LIMIT: Final = 200
OVER_AFTER: Final = timedelta(hours=3)
"""How long a raid is taken to last: nobody says when it ends."""


class RaidStatus(StrEnum):
    """How far a raid is. That it is over is told by the clock."""

    DRAFT = "draft"
    """Seen by its leader only."""
    OPEN = "open"
    LOCKED = "locked"
    """Shown, but nobody signs up or off any more."""
    CANCELED = "canceled"


class Answer(StrEnum):
    """What somebody said about a raid."""

    SIGNED = "signed"
    LATE = "late"
    MAYBE = "maybe"
    ABSENT = "absent"

    @property
    def takes_seat(self) -> bool:
        """Tell whether who says so wants a place: the late come, too."""
        return self in {Answer.SIGNED, Answer.LATE}


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that a person offers to play: a build, or a role without a build.

    What it is called and gives is noted down when the choice is made. `title` is the build's specialization: signing up
    with a private build tells that and the role, never its name or code.
    """

    title: str = ""
    role: str | None = None
    build: BuildId | None = None
    gives: frozenset[str] = frozenset()
    """Roles and needs; what places and demands ask for."""
    nature: Nature = UNKNOWN


@dataclass(frozen=True, slots=True)
class Entry:
    """What one person answered; `turn` is their place in the order of sign-ups, counted up within the raid."""

    user: UserId
    answer: Answer
    turn: int
    changed_at: datetime
    choices: tuple[Choice, ...] = ()
    """The best liked first."""
    standing: Standing = Standing.IN
    name: str = ""
    """What they are called in the guild, where a list can show no mention; empty while nobody knows."""
    benched: bool = False
    """Sent to the waiting list by a leader: they move up only when a leader says so, or they sign up again."""
    unseated: bool = False
    """Lost a place that they knew of by a leader's doing, and has yet to be told."""

    @property
    def wants_seat(self) -> bool:
        """Tell whether this person is to be seated: wants to be, and the leader does not stand before it."""
        return self.answer.takes_seat and self.standing is Standing.IN

    @property
    def signup(self) -> Signup:
        """Return what the seating knows of this person."""
        offers = tuple(Offer(choice.gives, group_of(choice.role)) for choice in self.choices) or (Offer(),)
        return Signup(Player(user=self.user), offers)


@dataclass(frozen=True, slots=True)
class RaidSeat:
    """A place of a raid that is taken, wanted for something, or noted on."""

    subgroup: int
    place: int
    player: Player | None = None
    rank: int = 0
    """Which of the player's choices they play here."""
    pinned: bool = False
    wants: str | None = None
    note: str = ""
    told: bool = True
    """Whether whoever sits here knows of it."""
    published: bool = False
    """Whether whoever sits here was mentioned with a published lineup."""
    former: bool = False
    """Somebody sat here who had everything of theirs erased, and nobody has since."""

    @property
    def at(self) -> At:
        """The place as the seating names it."""
        return self.subgroup, self.place


@dataclass(frozen=True, slots=True, kw_only=True)
class Raid:
    """A dated event of one guild. It begins at `starts_at`, which is `wall` in `zone`."""

    id: RaidId
    short_id: str
    guild: GuildId
    leader: UserId | None
    """None after the leader erased what the bot held of them: then the guild's other leaders look after it."""
    title: str
    content: str
    subgroups: int
    size: int
    """How many take part; the places beyond it in the last subgroup do not exist."""
    wall: datetime
    """Wall time, without a zone."""
    zone: str
    starts_at: datetime
    closes_at: datetime | None = None
    """When sign-ups end, where that is before the start."""
    status: RaidStatus = RaidStatus.DRAFT
    locale: str = "en"
    """The language of the post, as Discord names it."""
    channel: ChannelId | None = None
    message: MessageId | None = None
    """The post, while there is one."""
    drawn_at: datetime | None = None
    turns: int = 0
    """How many turns were given to sign-ups."""
    notes: str = ""
    options: Options = PLAIN
    thread: ChannelId | None = None
    event: EventId | None = None
    pinged: bool = False
    """Whether the role was mentioned: it is once, however often the post is made anew."""
    series: SeriesId | None = None
    series_day: date | None = None
    """The day that the series' rule gave, wherever the raid was moved since."""
    faults: frozenset[RaidFault] = frozenset()
    news: News | None = None
    revision: int = 0
    """Grows with each edit."""
    template: Content | None = None
    """What is played, where that is the guild's own: as it was when that was chosen."""
    created_at: datetime
    updated_at: datetime

    @property
    def talked_in(self) -> tuple[ChannelId, ...]:
        """Where people are spoken to about it, the best place first: the thread below the post, its channel."""
        return tuple(place for place in (self.thread, self.channel) if place is not None)

    @property
    def name(self) -> str:
        """The title: what the raid is looked up by."""
        return self.title

    @property
    def when(self) -> str:
        """The start as its leader may write it: what is read back in its zone is the same moment."""
        return format_wall(self.starts_here)

    @property
    def starts_here(self) -> datetime:
        """The start in the raid's own zone."""
        return self.starts_at.astimezone(ZoneInfo(self.zone))

    def is_visible_to(self, viewer: Viewer) -> bool:
        """Tell whether `viewer` may know of it: the leader everywhere, others in the guild once it is posted."""
        if viewer.user == self.leader:
            return True
        return viewer.guild == self.guild and self.status is not RaidStatus.DRAFT

    def can_lead(self, viewer: Viewer) -> bool:
        """Tell whether `viewer` may change it: who planned it, and the leaders of its guild."""
        return viewer.user == self.leader or (self.is_visible_to(viewer) and viewer.is_leader())

    def takes_answers(self, now: datetime) -> bool:
        """Tell whether people can sign up and off."""
        return self.status is RaidStatus.OPEN and now < (self.closes_at or self.starts_at)

    def is_over(self, now: datetime) -> bool:
        """Tell whether it is taken to be over."""
        return now >= self.starts_at + OVER_AFTER

    def has_surroundings(self) -> bool:
        """Tell whether more than the post is, or is to be, on Discord: a thread, an event, a mention of a role."""
        wanted = self.options.with_thread or self.options.with_event or self.options.ping is not None
        return wanted or self.thread is not None or self.event is not None

    def places(self) -> Iterable[At]:
        """Yield the places of the raid, in order."""
        return ((index // PLACES + 1, index % PLACES + 1) for index in range(self.size))


@dataclass(frozen=True)
class Roster:
    """A raid with its seats and answers."""

    raid: Raid
    seats: tuple[RaidSeat, ...] = ()
    entries: tuple[Entry, ...] = ()
    """By turn."""

    @cached_property
    def by_user(self) -> Mapping[UserId, Entry]:
        """The answers by person."""
        return {entry.user: entry for entry in self.entries}

    @cached_property
    def seat_by_user(self) -> Mapping[UserId, RaidSeat]:
        """The places by the member who sits there."""
        return {seat.player.user: seat for seat in self.seats if seat.player is not None and seat.player.user}

    def waiting(self) -> tuple[Entry, ...]:
        """Return who wants a place and has none, in order."""
        return tuple(e for e in self.entries if e.wants_seat and e.user not in self.seat_by_user)

    def has_untold(self) -> bool:
        """Tell whether somebody has a place, another one or none any more, and does not know."""
        return any(not seat.told for seat in self.seats) or any(entry.unseated for entry in self.entries)

    def requests(self) -> tuple[Entry, ...]:
        """Return who waits for the leader's word, in order."""
        return tuple(e for e in self.entries if e.answer.takes_seat and e.standing is Standing.ASKED)

    def moving_up(self) -> tuple[Entry, ...]:
        """Return who of those waiting takes the next place that suits them, in order: all but the benched."""
        return tuple(entry for entry in self.waiting() if not entry.benched)

    def get_seat(self, at: At) -> RaidSeat:
        """Return what is in a place, maybe an empty seat; raises InvalidPlaceError where there is no such place."""
        if at not in self.lineup().wants:
            raise InvalidPlaceError(subgroup=at[0], place=at[1], subgroups=self.raid.subgroups, places=PLACES)
        return next((seat for seat in self.seats if seat.at == at), RaidSeat(*at))

    def answered(self, answer: Answer) -> tuple[Entry, ...]:
        """Return who answered so."""
        return tuple(entry for entry in self.entries if entry.answer is answer)

    def choice_at(self, seat: RaidSeat) -> Choice | None:
        """Return what is played in a place; None for guests, and for members who named nothing."""
        entry = self.by_user.get(seat.player.user) if seat.player is not None and seat.player.user else None
        return entry.choices[seat.rank] if entry is not None and seat.rank < len(entry.choices) else None

    def lineup(self) -> Lineup:
        """Return the places as the seating knows them."""
        wants = dict.fromkeys(self.raid.places()) | {seat.at: seat.wants for seat in self.seats}
        seated = {
            seat.at: Seated(seat.player, seat.rank, seat.pinned) for seat in self.seats if seat.player is not None
        }
        return Lineup(dict(sorted(wants.items())), seated)

    def people(self) -> dict[Player, Signup]:
        """Return what is known of the members who sit."""
        return {entry.signup.player: entry.signup for entry in self.entries if entry.user in self.seat_by_user}

    def unpublished(self, users: Collection[UserId]) -> tuple[RaidSeat, ...]:
        """Return the seats with those of `users` as if they had not been mentioned with a published lineup."""
        ats = {seat.at for user, seat in self.seat_by_user.items() if user in users}
        return tuple(replace(seat, published=False) if seat.at in ats else seat for seat in self.seats)

    def reseated(self, lineup: Lineup, *, told: UserId | None = None) -> Self:
        """Return the roster with the players of `lineup`; whoever's place or choice changed has yet to be told.

        `told` is who made the change, and sees it at once.
        """
        old = {seat.at: seat for seat in self.seats}
        knew = {seat.player: seat for seat in self.seats if seat.player is not None}
        seats: list[RaidSeat] = []
        for at in lineup.wants:
            seat = old.get(at, RaidSeat(*at))
            sitting = lineup.seated.get(at)
            if sitting is None:
                seats.append(replace(seat, player=None, rank=0, pinned=False, told=True, published=False))
                continue
            before = knew.get(sitting.player)
            is_same = before is not None and (before.at, before.rank) == (at, sitting.rank)
            is_known = sitting.player.user in {None, told} or (before is not None and is_same and before.told)
            is_published = before is not None and is_same and before.published
            taken = replace(seat, player=sitting.player, rank=sitting.rank, pinned=sitting.pinned, former=False)
            seats.append(replace(taken, told=is_known, published=is_published))
        return replace(self, seats=tuple(seat for seat in seats if seat != RaidSeat(*seat.at)))
