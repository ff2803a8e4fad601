"""Wall clocks that are turned forward and back: which moments a wall time names in a zone."""

from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo


def moments_of(wall: datetime, zone: tzinfo) -> tuple[datetime, ...]:
    """Return the moments at which clocks in `zone` show `wall`, in order.

    None in the hour that is skipped in spring, two in the hour that comes twice in autumn, else one.
    """
    both = (wall.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    real = [moment for moment in both if _shows(moment.astimezone(UTC).astimezone(zone), wall)]
    return tuple(sorted({moment.astimezone(UTC): moment for moment in real}.values(), key=_in_utc))


def settled(wall: datetime, zone: ZoneInfo) -> datetime:
    """Return one moment for `wall` where nobody can be asked, as with what recurs.

    The first of two, unless `wall` says its offset as `wall_of` does; where the hour is skipped, as much later as
    clocks are turned: a raid at half past two then begins at half past three.
    """
    if wall.tzinfo is not None:
        return wall.astimezone(zone)
    found = moments_of(wall, zone)
    return found[0] if found else wall.replace(tzinfo=zone).astimezone(UTC).astimezone(zone)


def wall_of(moment: datetime) -> datetime:
    """Return what clocks in the moment's zone show, with the offset where that hour comes twice.

    `settled` makes the same moment of it.
    """
    zone, offset = moment.tzinfo, moment.utcoffset()
    wall = moment.replace(tzinfo=None, fold=0)
    if offset is None or not isinstance(zone, ZoneInfo) or _in_utc(settled(wall, zone)) == _in_utc(moment):
        return wall
    return moment.replace(tzinfo=timezone(offset), fold=0)


def around_gap(wall: datetime, zone: tzinfo) -> tuple[datetime, ...]:
    """Return what may be meant by a wall time that is skipped: as long before the turn, and as long after it."""
    both = (wall.replace(tzinfo=zone, fold=fold).astimezone(UTC).astimezone(zone) for fold in (1, 0))
    return tuple(sorted(both, key=_in_utc))


def format_wall(moment: datetime) -> str:
    """Return "2026-12-05 20:00" as its zone writes it, with "+01:00" behind it where that hour comes twice.

    So it is also where the moment has an offset in place of a zone. What is read back in the same zone is the same
    moment.
    """
    zone = moment.tzinfo
    text = moment.strftime("%Y-%m-%d %H:%M")
    if isinstance(zone, ZoneInfo) and len(moments_of(moment.replace(tzinfo=None, fold=0), zone)) < 2:  # noqa: PLR2004
        return text
    minutes = (moment.utcoffset() or timedelta()) // timedelta(minutes=1)
    return f"{text} {'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def _shows(moment: datetime, wall: datetime) -> bool:
    return moment.replace(tzinfo=None, fold=0) == wall.replace(fold=0)


def _in_utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)
