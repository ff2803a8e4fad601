"""A Discord that misbehaves, over real sockets: whoever asked gets an answer, once, and the log stays short.

One bot for all: to start a process takes seconds.
"""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from bot.cli.local_discord.answers import Answers
from bot.cli.local_discord.faults import How
from bot.cli.local_discord.server import DiscordServer
from tests.cli.process import eventually
from tests.cli.test_run import CODE, DATABASE, connected, custom_ids

COMMAND = 2
SAVE = {"id": "1", "name": "build", "type": 1}


def saving(name: str) -> dict[str, object]:
    options = [{"type": 3, "name": "code", "value": CODE}, {"type": 3, "name": "name", "value": name}]
    return {**SAVE, "options": [{"type": 1, "name": "save", "options": options}]}


async def save(server: DiscordServer, name: str) -> Answers:
    return await server.interact(COMMAND, saving(name))


def kept(folder: Path) -> list[str]:
    with closing(sqlite3.connect(folder / DATABASE)) as connection:
        return [name for (name,) in connection.execute("SELECT name FROM builds ORDER BY name")]


def with_text(answers: Answers, text: str) -> int:
    return sum(text in json.dumps(sent) for sent in answers.sent)


async def test_every_fault_is_answered_once(server: DiscordServer, tmp_path: Path) -> None:
    async with connected(server, tmp_path) as running:
        faults: list[tuple[str, How, bool]] = [
            ("/callback", "cut", False),
            ("/callback", "cut", True),
            ("/callback", "fail", False),
            ("/callback", "too many", False),
            ("/messages/@original", "cut", False),
            ("/messages/@original", "cut", True),
            ("/messages/@original", "fail", False),
            ("/messages/@original", "too many", False),
        ]
        for number, (request, how, arrives) in enumerate(faults):
            answers = await save(server, f"build {number}")
            server.faults.order(f"{answers.token}{request}", how, arrives=arrives)
            await answers.wait_for(CODE)
            assert server.faults.left == 0
        assert kept(tmp_path) == [f"build {number}" for number in range(len(faults))]
        await delivered_twice(server, tmp_path)
        await pressed_while_away(server)
        await answer_that_cannot_be_shown(server)
        ended = await running.end()
    assert ended.status == 0
    assert "Traceback" not in ended.err
    assert ended.err.count("delivered twice") == 2
    assert ended.err.count("discord failed") == 1


async def delivered_twice(server: DiscordServer, folder: Path) -> None:
    """The same interaction comes again, at once and after a while: it acts and answers once."""
    answers = await save(server, "twice")
    await server.repeat()
    saved = await answers.wait_for(CODE)
    code = next(found for found in custom_ids(saved) if found.startswith("build-code:"))
    pressed = await server.press(code)
    await pressed.wait_for(CODE)
    await server.repeat()
    other = await save(server, "after it")
    await other.wait_for(CODE)
    assert kept(folder).count("twice") == 1
    assert (with_text(answers, CODE), with_text(pressed, CODE)) == (1, 1)
    assert (len(answers.sent), len(pressed.sent)) == (2, 2)


async def pressed_while_away(server: DiscordServer) -> None:
    """The gateway is cut: what is pressed meanwhile is answered when the session is resumed."""
    await server.cut_gateway()
    meanwhile = [await save(server, f"meanwhile {number}") for number in range(3)]
    for answers in meanwhile:
        await answers.wait_for(CODE)
    assert len(server.identified) == 1


async def answer_that_cannot_be_shown(server: DiscordServer) -> None:
    """Discord cuts every try of an answer: the person is told by the next message that gets through."""
    answers = await save(server, "unshown")
    server.faults.order(f"{answers.token}/messages/@original", "cut", times=3)
    await answers.wait_for("Discord did not take my answer")
    await eventually(lambda: server.faults.left == 0)
