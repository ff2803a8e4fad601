"""Hypothesis strategies that several tests share."""

from datetime import UTC, datetime

from hypothesis import strategies as st

TRICKY = (
    "\u200b\u200c\u200d\u200e\u200f\u202a\u202e\u2060\u2066\u2069\ufeff\u00ad\u3164\u2800\u115f\ufe0f\ufe0e\u0301\u034f"
    "\x00\n\t \u00a0\u2028\U000e0067\U000e007f\U0001f3f4\U0001f468\U0001f469\U0001f3fb❤é\u00b4\u0131İßŉ가ｶﾞかﷺم"
)
"""Characters that are easily lost, doubled or joined."""

texts = st.text(st.one_of(st.sampled_from(TRICKY), st.characters(codec=None)), max_size=120)
"""Whatever somebody may type, lone surrogates among it."""

times = st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30), timezones=st.just(UTC))  # noqa: DTZ001 - given below
keys = st.uuids()
