"""Raids, answers and seats: rows to domain objects and back."""

from collections.abc import Iterable
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Row

from bot.domain.ids import BuildId, ChannelId, EventId, GuildId, MessageId, RaidId, RoleId, SeriesId, UserId
from bot.domain.lineup.nature import Nature
from bot.domain.raid_options import News, Options, RaidFault, RoleGroup, Standing
from bot.domain.raids import Answer, Choice, Entry, Raid, RaidSeat, RaidStatus
from bot.domain.teams import Player
from bot.models import ChoiceRow, RaidRow, RaidSeatRow, SignupRow
from bot.repositories.sql_templates import content_from_text, content_to_text

_NEWS = TypeAdapter(News)
_FIXED = {"id", "short_id", "guild_id", "created_at"}
RAID_COLUMNS = tuple(column.name for column in RaidRow.__table__.c if column.name not in _FIXED)
"""Those that can change, of which `raid_values` has each."""


def raid_from_row(row: RaidRow | Row[*tuple[Any, ...]]) -> Raid:
    """Return the raid."""
    return Raid(
        id=RaidId(row.id),
        short_id=row.short_id,
        guild=GuildId(row.guild_id),
        leader=None if row.leader_user_id is None else UserId(row.leader_user_id),
        title=row.title,
        content=row.content,
        subgroups=row.subgroups,
        size=row.size,
        wall=row.wall,
        zone=row.zone,
        starts_at=row.starts_at,
        closes_at=row.closes_at,
        status=RaidStatus(row.status),
        locale=row.locale,
        channel=None if row.channel_id is None else ChannelId(row.channel_id),
        message=None if row.message_id is None else MessageId(row.message_id),
        drawn_at=row.drawn_at,
        turns=row.turns,
        notes=row.notes,
        options=_options(row),
        thread=None if row.thread_id is None else ChannelId(row.thread_id),
        event=None if row.event_id is None else EventId(row.event_id),
        pinged=row.pinged,
        series=None if row.series_id is None else SeriesId(row.series_id),
        series_day=row.series_day,
        faults=frozenset(map(RaidFault, filter(None, row.faults.split(",")))),
        news=news_from_text(row.news),
        template=content_from_text(row.template),
        revision=row.revision,
        created_at=row.created_at,
        updated_at=row.updated_at,
    )


def raid_values(raid: Raid) -> dict[str, Any]:
    """Return the columns that can change."""
    return {
        "leader_user_id": raid.leader,
        "title": raid.title,
        "content": raid.content,
        "subgroups": raid.subgroups,
        "size": raid.size,
        "wall": raid.wall,
        "zone": raid.zone,
        "starts_at": raid.starts_at,
        "closes_at": raid.closes_at,
        "status": raid.status,
        "locale": raid.locale,
        "channel_id": raid.channel,
        "message_id": raid.message,
        "drawn_at": raid.drawn_at,
        "turns": raid.turns,
        "notes": raid.notes,
        **_option_values(raid.options),
        "thread_id": raid.thread,
        "event_id": raid.event,
        "pinged": raid.pinged,
        "series_id": raid.series,
        "series_day": raid.series_day,
        "faults": ",".join(sorted(raid.faults)),
        "news": news_to_text(raid.news),
        "template": content_to_text(raid.template),
        "revision": raid.revision,
        "updated_at": raid.updated_at,
    }


def news_from_text(text: str | None) -> News | None:
    """Return what `news_to_text` wrote."""
    return None if text is None else _NEWS.validate_json(text)


def news_to_text(news: News | None) -> str | None:
    """Return news as JSON."""
    return None if news is None else _NEWS.dump_json(news).decode()


def _options(row: RaidRow | Row[*tuple[Any, ...]]) -> Options:
    limits = (limit.partition(":") for limit in filter(None, row.limits.split(",")))
    return Options(
        approval=row.approval,
        with_thread=row.with_thread,
        with_event=row.with_event,
        ping=None if row.ping_role_id is None else RoleId(row.ping_role_id),
        limits=tuple((RoleGroup(group), int(most)) for group, _, most in limits),
    )


def _option_values(options: Options) -> dict[str, Any]:
    return {
        "approval": options.approval,
        "with_thread": options.with_thread,
        "with_event": options.with_event,
        "ping_role_id": options.ping,
        "limits": ",".join(f"{group}:{most}" for group, most in options.limits),
    }


def entry_from_row(row: SignupRow | Row[*tuple[Any, ...]], choices: Iterable[Choice]) -> Entry:
    """Return the answer with its choices."""
    return Entry(
        UserId(row.user_id),
        Answer(row.answer),
        row.turn,
        row.changed_at,
        tuple(choices),
        Standing(row.standing),
        name=row.name,
        benched=row.benched,
        unseated=row.unseated,
    )


def entry_values(entry: Entry) -> dict[str, Any]:
    """Return the columns of an answer, without its choices."""
    return {
        "user_id": entry.user,
        "answer": entry.answer,
        "turn": entry.turn,
        "changed_at": entry.changed_at,
        "standing": entry.standing,
        "name": entry.name,
        "benched": entry.benched,
        "unseated": entry.unseated,
    }


def choice_from_row(row: ChoiceRow | Row[*tuple[Any, ...]]) -> Choice:
    """Return the choice."""
    build = None if row.build_id is None else BuildId(row.build_id)
    nature = Nature(
        profession=row.profession,
        damage=row.damage,
        fields=frozenset(_split(row.fields)),
        finishers=tuple((kind, int(count)) for kind, _, count in (one.partition(":") for one in _split(row.finishers))),
    )
    return Choice(row.title, row.role, build, frozenset(_split(row.gives)), nature)


def _split(text: str) -> list[str]:
    return text.split(",") if text else []


def choice_values(rank: int, choice: Choice) -> dict[str, Any]:
    """Return the columns of a choice."""
    nature = choice.nature
    return {
        "rank": rank,
        "title": choice.title,
        "role": choice.role,
        "build_id": choice.build,
        "gives": ",".join(sorted(choice.gives)),
        "profession": nature.profession,
        "damage": nature.damage,
        "fields": ",".join(sorted(nature.fields)),
        "finishers": ",".join(f"{kind}:{count}" for kind, count in nature.finishers),
    }


def seat_from_row(row: RaidSeatRow | Row[*tuple[Any, ...]]) -> RaidSeat:
    """Return the place."""
    player = None
    if row.user_id is not None or row.guest is not None:
        player = Player(None if row.user_id is None else UserId(row.user_id), row.guest)
    return RaidSeat(
        row.subgroup,
        row.place,
        player,
        rank=row.rank,
        pinned=row.pinned,
        wants=row.wants,
        note=row.note,
        told=row.told,
        published=row.published,
        former=row.former,
    )


def seat_values(seat: RaidSeat) -> dict[str, Any]:
    """Return the columns of a place."""
    return {
        "subgroup": seat.subgroup,
        "place": seat.place,
        "user_id": seat.player.user if seat.player else None,
        "guest": seat.player.name if seat.player else None,
        "rank": seat.rank,
        "pinned": seat.pinned,
        "wants": seat.wants,
        "note": seat.note,
        "told": seat.told,
        "published": seat.published,
        "former": seat.former,
    }
