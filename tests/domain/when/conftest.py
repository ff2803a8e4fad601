"""A reader of times with the words that ship."""

import pytest

from bot.domain.when.reader import WhenReader
from config.when import load_time_words


@pytest.fixture(scope="session")
def reader() -> WhenReader:
    return WhenReader(load_time_words())
