"""Which process has which guild."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ids import GuildId
from bot.domain.shards import Shards


@st.composite
def shards(draw: st.DrawFn) -> Shards:
    count = draw(st.integers(1, 9_999))
    first = draw(st.integers(0, count - 1))
    return Shards(first, draw(st.integers(first, count - 1)), count)


@given(shards())
def test_what_is_written_is_read(some: Shards) -> None:
    assert Shards.from_text(str(some)) == some
    assert some.are_all == (len(some.ids) == some.count)


@given(shards(), st.integers(0, 2**63 - 1).map(GuildId))
def test_each_guild_is_held_by_one(some: Shards, guild: GuildId) -> None:
    holders = [shard for shard in range(some.count) if Shards(shard, shard, some.count).hold(guild)]
    assert holders == [(guild >> 22) % some.count]
    assert some.hold(guild) == (holders[0] in some.ids)


def test_one_shard_may_be_written_alone() -> None:
    assert Shards.from_text(" 3/16 ") == Shards(3, 3, 16)


@given(st.text(max_size=12))
def test_anything_is_shards_or_refused(text: str) -> None:
    try:
        read = Shards.from_text(text)
    except ValueError as error:
        assert str(error)  # noqa: PT017 - either is right
    else:
        assert 0 <= read.first <= read.last < read.count


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("4-3/8", "the first shard comes after the last"),
        ("0-8/8", "of 8 shards the last is 7"),
        ("0/0", "there are no shards"),
        ("3", "expected first-last/count"),
        ("٣/16", "expected first-last/count"),
    ],
)
def test_what_is_wrong_is_said(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=re.escape(why)):
        Shards.from_text(text)
