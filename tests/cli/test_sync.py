"""`gw2optimizer sync`, and when the commands count as changed."""

import json
from pathlib import Path

import pytest

from bot.cli.local_discord.payloads import APPLICATION
from bot.cli.local_discord.server import DiscordServer
from bot.cli.sync import hash_payload
from tests.cli.process import ran, settings_for


async def test_registers_every_time_and_says_so(server: DiscordServer, tmp_path: Path) -> None:
    first, second = [await ran("sync", folder=tmp_path, **settings_for(server)) for _ in range(2)]
    assert (first.status, second.status) == (0, 0)
    assert len(server.registrations) == 2
    assert server.identified == []
    names = sorted(command["name"] for command in server.registrations[0])
    commands = ", ".join(f"/{name}" for name in names)
    assert second.out == f"Registered {len(names)} commands for application {APPLICATION}: {commands}\n"


async def test_says_when_discord_refuses(server: DiscordServer, tmp_path: Path) -> None:
    server.refuse_registration = True
    ended = await ran("sync", folder=tmp_path, **settings_for(server))
    assert (ended.status, ended.out, "Traceback" in ended.err) == (2, "", False)
    assert ended.last_line.startswith("gw2optimizer: Discord answered 403")


PAYLOAD = [{"name": "build", "type": 1, "options": [{"name": "code"}], "description_localizations": {"fr": "é"}}]


def test_the_hash_is_the_same_on_every_machine() -> None:
    assert hash_payload(PAYLOAD) == "250312b5f459470d272d94cb86884be119366309ebd58ddea67dc32b9f32682a"
    reordered = json.loads(json.dumps(PAYLOAD, sort_keys=True))
    assert hash_payload(reordered) == hash_payload(PAYLOAD)


@pytest.mark.parametrize("change", [{"name": "builds"}, {"description_localizations": {}}, {"options": []}])
def test_every_change_changes_the_hash(change: dict[str, object]) -> None:
    assert hash_payload([{**PAYLOAD[0], **change}]) != hash_payload(PAYLOAD)
