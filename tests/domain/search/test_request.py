"""What is asked for can be kept as text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ids import UserId
from bot.domain.search.request import OPTIONS, Order, Request
from bot.domain.search.terms import Facet
from tests.strategies import texts

requests = st.builds(
    Request,
    text=texts,
    **{name: st.sampled_from(("", "firebrand")) for name in OPTIONS.values()},
    author=st.none() | st.integers(1, 2**63).map(UserId),
    order=st.sampled_from(Order),
)


@given(requests)
def test_text_and_back(request: Request) -> None:
    assert Request.from_text(request.to_text()) == request


@pytest.mark.parametrize("text", ["", "[]", "3", "{", '{"sql":"x"}', '{"order":"worst"}', "null"])
def test_refuses_what_it_did_not_write(text: str) -> None:
    with pytest.raises(ValueError, match="no request"):
        Request.from_text(text)


def test_what_is_empty() -> None:
    assert Request(order=Order.NEWEST).is_empty
    assert not Request(text="%").is_empty
    assert not Request(author=UserId(1)).is_empty
    assert Request(elite="mirage").get_options() == {Facet.ELITE: "mirage"}
