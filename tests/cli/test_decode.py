"""`gw2optimizer decode`, as a function and as a process at the end of pipes."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
import typer
from typer.testing import CliRunner, Result

from bot.cli.decode import decode
from tests.domain.rows import ROOT, golden_rows

RANGER = "[&DQQhNx4XNy4uFyUPvgC9ALoAvADpFpYBLhaXAQEECxMAAAAAAAAAAAAAAAA=]"
REVENANT = "[&DQkPPQMZPyrcEdwRBhIGEisSKxLUEdQRyhHKEQUCAwLUESsSBhIGEisS1BECawBaAAA=]"
OVERRIDES = "[&DQQIKR46TilUHXkAmgAAAIMdmgB1HQAAWx0AAEI3ARMAAAAAAAAAAAAAAAACMwAJAQNn9wAAm/YAAOj2AAA=]"
EMPTY = "[&DQEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=]"
KEYS = [
    "code",
    "ok",
    "canonical",
    "profession",
    "elite",
    "specializations",
    "skills",
    "weapons",
    "overrides",
    "pets",
    "legends",
    "inactive",
    "defects",
]

Run = Callable[..., Result]


@pytest.fixture
def run() -> Run:
    app = typer.Typer()
    app.command()(decode)
    return lambda *arguments, **more: CliRunner().invoke(app, [*arguments], **more)


@pytest.fixture
def record(run: Run) -> Callable[[str], dict[str, Any]]:
    def read(code: str) -> dict[str, Any]:
        result = run("--json", code)
        assert result.exit_code == 0
        found: dict[str, Any] = json.loads(result.stdout)
        return found

    return read


Record = Callable[[str], dict[str, Any]]


class TestJson:
    def test_every_key_is_always_there(self, record: Record) -> None:
        for row in golden_rows():
            if row.valid:
                assert list(record(row.code)) == KEYS

    def test_a_ranger(self, record: Record) -> None:
        found = record(RANGER)
        assert (found["code"], found["ok"]) == (RANGER, True)
        assert found["canonical"] == "[&DQQhNx4XNy4uFyUPvgC9ALoAvADpFpYBLhaXAQEECxMAAAAAAAAAAAAAAAAAAA==]"
        assert (found["profession"], found["elite"]) == ("Ranger", "Soulbeast")
        assert [line["name"] for line in found["specializations"]] == [
            "Wilderness Survival",
            "Skirmishing",
            "Soulbeast",
        ]
        assert found["specializations"][0] == {
            "id": 33,
            "name": "Wilderness Survival",
            "traits": [3, 1, 3],
            "trait_ids": [1099, 1101, 1701],
        }
        assert found["skills"]["land"]["heal"] == {"palette": 5934, "id": 44948, "name": "Bear Stance"}
        assert [skill["palette"] for skill in found["skills"]["water"]["utility"]] == [189, 188, 406]
        assert found["pets"] == {"land": [1, 4], "water": [11, 19]}
        assert (found["legends"], found["inactive"], found["weapons"], found["overrides"]) == (None, None, [], [])
        assert found["defects"] == []

    def test_a_revenant(self, record: Record) -> None:
        found = record(REVENANT)
        assert found["canonical"] == REVENANT
        assert found["legends"] == {"land": [5, 2], "water": [3, 2]}
        assert found["inactive"]["land"][0] == {"palette": 4564, "id": 27107, "name": "Impossible Odds"}
        assert found["weapons"] == [{"id": 107, "name": "Shortbow"}, {"id": 90, "name": "Sword"}]
        assert found["pets"] is None

    def test_overrides_are_skill_ids(self, record: Record) -> None:
        assert record(OVERRIDES)["overrides"] == [63335, 63131, 63208]

    def test_what_is_empty_is_null(self, record: Record) -> None:
        found = record(EMPTY)
        bar = {"heal": None, "utility": [None, None, None], "elite": None}
        assert found["skills"] == {"land": bar, "water": bar}
        assert (found["elite"], found["specializations"], found["defects"]) == (None, [], [])

    def test_defects_are_told_and_are_no_failure(self, record: Record) -> None:
        found = record("[&DQEwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=]")
        assert found["defects"] == [
            "line 1: Tempest is a trait line of another profession",
            "line 1: Tempest is an elite line and belongs in the third place",
        ]

    def test_a_failure_is_told_and_the_rest_goes_on(self, run: Run) -> None:
        result = run("--json", "[&AgEAAAA=]", EMPTY)
        first, second = map(json.loads, result.stdout.splitlines())
        assert first == {
            "code": "[&AgEAAAA=]",
            "ok": False,
            "error": "'[&AgEAAAA=]': expected a build link (first byte 0x0D), found a link of kind item (0x02)",
        }
        assert second["ok"] is True
        assert result.exit_code == 1

    @pytest.mark.parametrize(
        ("text", "error"),
        [
            ("https://gw2skills.net/editor/?PWwE-w", "a link to gw2skills.net (Guardian, wvw)"),
            ("https://gw2skills.net/editor/?fdAQ", "a link to gw2skills.net;"),
            ("https://hardstuck.gg/gw2/builds/?b=CoA", "a link to hardstuck.gg;"),
        ],
    )
    def test_links_of_sites_are_named(self, run: Run, text: str, error: str) -> None:
        found = json.loads(run("--json", text).stdout)
        assert found["error"].startswith(error)
        assert found["error"].endswith("copy the build code in the game instead")


class TestInput:
    def test_codes_are_read_from_lines_and_empty_lines_passed_over(self, run: Run) -> None:
        result = run("--json", input=f"\n {RANGER} \r\n\n{EMPTY}")
        assert [json.loads(line)["code"] for line in result.stdout.splitlines()] == [RANGER, EMPTY]

    def test_a_byte_order_mark_is_left_out_once(self, run: Run) -> None:
        result = run("--json", input=f"\ufeff{EMPTY}\n\ufeffhm\n".encode())
        assert [json.loads(line)["code"] for line in result.stdout.splitlines()] == [EMPTY, "\ufeffhm"]

    def test_arguments_are_read_as_lines_are(self, run: Run) -> None:
        (line,) = run("--json", f" {EMPTY} \n").stdout.splitlines()
        assert json.loads(line)["code"] == EMPTY
        assert json.loads(run("--json", "\udcff\udcfehm").stdout)["code"] == "\ufffd\ufffdhm"
        assert json.loads(run("--json", input=b"\xff\xfehm").stdout)["code"] == "\ufffd\ufffdhm"

    @pytest.mark.parametrize(
        "text", [f"Ranger: {OVERRIDES}!", f"({OVERRIDES[2:-1]})", f"{OVERRIDES} {OVERRIDES}", f"{OVERRIDES[:-1]}-new"]
    )
    def test_the_one_code_in_a_text_is_read(self, record: Record, text: str) -> None:
        found = record(text)
        assert (found["code"], found["canonical"]) == (text, OVERRIDES)

    @pytest.mark.parametrize(
        ("text", "error"),
        [
            (
                f"{EMPTY} {RANGER}",
                f"'{f'{EMPTY} {RANGER}'[:119]}…': expected one build link such as [&DQ…], found 2 of them",
            ),
            (f"look: {EMPTY[:30]}", f"'{EMPTY[:30]}': expected 44 bytes at least, found 21 bytes in all"),
            (
                "an item: [&AgEAAAA=]",
                "'an item: [&AgEAAAA=]': expected letters and digits of base64, found the character ':'",
            ),
        ],
    )
    def test_a_text_without_one_code_is_refused(self, run: Run, text: str, error: str) -> None:
        result = run("--json", text)
        assert json.loads(result.stdout)["error"] == error
        assert result.exit_code == 1

    def test_help_tells_what_happens_to_blank_lines(self, run: Run) -> None:
        assert "blank lines are passed over" in " ".join(run("--help").stdout.replace("│", " ").split())

    def test_bytes_that_are_no_text_are_refused_like_any_other(self, run: Run) -> None:
        result = run("--json", input=b"\xff\xfe\n")
        assert json.loads(result.stdout)["ok"] is False
        assert result.exit_code == 1

    def test_no_lines_are_no_failure(self, run: Run) -> None:
        result = run(input="")
        assert (result.stdout, result.exit_code) == ("", 0)


class TestForPeople:
    def test_a_build_is_told_in_names(self, run: Run) -> None:
        lines = run(REVENANT).stdout.splitlines()
        assert lines[:2] == [REVENANT, "  Renegade (Revenant)"]
        assert lines[2] == "  1-3-3  Devastation: Aggressive Arrival, Thrill of Combat, Dance of Death"
        assert lines[5].startswith("  land: Breakrazor's Bastion, Razorclaw's Rage, Icerazor's Ire, Darkrazor's")
        assert lines[6].startswith("  water: Soothing Stone, Inspiring Reinforcement, Forced Engagement, Vengeful")
        assert lines[7] == "  weapons: Shortbow, Sword"
        assert lines[8:] == [
            "  land legends: Legendary Renegade Stance, Legendary Assassin Stance",
            "  water legends: Legendary Dwarf Stance, Legendary Assassin Stance",
            "  inactive land: Impossible Odds, Phase Traversal, Riposting Shadows",
            "  inactive water: Riposting Shadows, Phase Traversal, Impossible Odds",
        ]

    def test_pets_and_overrides_are_told_in_names(self, run: Run) -> None:
        assert run(RANGER).stdout.splitlines()[-2:] == [
            "  land pets: Juvenile Jungle Stalker, Juvenile Krytan Drakehound",
            "  water pets: Juvenile Jaguar, Juvenile River Drake",
        ]
        lines = run(OVERRIDES).stdout.splitlines()
        assert lines[-2:] == [
            "  land pets: Juvenile Siege Turtle, Juvenile Sand Lion",
            "  water pets: Juvenile Jungle Stalker, Juvenile River Drake",
        ]
        assert lines[-3] == "  overrides: Unleashed Wild Swing, Unleashed Savage Shock Wave, Unleashed Thump"

    def test_what_is_unknown_and_wrong_is_told(self, run: Run) -> None:
        code = "[&DQH/AAAAAAAPJwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAABPgAA]"
        assert run(code).stdout.splitlines()[1:] == [
            "  Guardian",
            "  0-0-0  255: -, -, -",
            "  land: palette 9999, -, -, -, -",
            "  weapons: number 62",
            "  ! line 1: no trait line has number 255",
            "  ! land heal: no skill of this profession has palette id 9999",
            "  ! weapon 1: no weapon has number 62",
        ]

    def test_characters_that_move_the_cursor_are_told_by_number(self, run: Run) -> None:
        assert run("\x1b[2Jhm\u202e").stdout.startswith("\\x1b[2Jhm\\u202e\n  '\\x1b[2Jhm\\u202e': expected")
        assert run(f"\x07{EMPTY}").stdout == f"\\x07{EMPTY}\n  Guardian\n"

    def test_what_is_no_code_is_clipped(self, run: Run) -> None:
        lines = run("?" * 5000).stdout.splitlines()
        assert lines[0] == "?" * 119 + "…"
        assert len(lines[1]) < 250
        found = json.loads(run("--json", "?" * 5000).stdout)
        assert found["code"] == "?" * 5000
        assert len(found["error"]) < 250

    def test_a_failure_is_told_below_its_code(self, run: Run) -> None:
        result = run("hm")
        assert result.stdout.startswith("hm\n  'hm': expected a build link")
        assert result.exit_code == 1


# a shell that runs the tests in the background lets its children ignore Ctrl-C
_HEARS = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
_RUNS = "import typer; from bot.cli.decode import decode; typer.run(decode)"
COMMAND = [sys.executable, "-c", f"{_HEARS}; {_RUNS}", "--json"]


def start() -> "subprocess.Popen[bytes]":
    pipe = subprocess.PIPE
    return subprocess.Popen(COMMAND, stdin=pipe, stdout=pipe, stderr=pipe, cwd=ROOT)  # noqa: S603 - our own words


class TestProcess:
    def test_each_line_is_answered_at_once(self) -> None:
        with start() as process:
            assert process.stdin
            assert process.stdout
            for _ in range(2):
                process.stdin.write(f"{EMPTY}\n".encode())
                process.stdin.flush()
                assert json.loads(process.stdout.readline())["code"] == EMPTY
            process.stdin.close()
            assert process.wait(20) == 0

    def test_it_ends_quietly_when_nobody_reads(self) -> None:
        with start() as process:
            assert process.stdin
            assert process.stdout
            assert process.stderr
            process.stdout.close()
            process.stdin.write(f"{EMPTY}\n".encode() * 100)
            process.stdin.close()
            assert process.stderr.read() == b""
            assert process.wait(20) == 141

    @pytest.mark.parametrize(
        ("streams", "reason"),
        [
            ("<&-", "cannot read: standard input is closed"),
            ("0> /dev/null", "cannot read standard input: Bad file descriptor"),
            (f"'{EMPTY}' >&-", "cannot write: standard output is closed"),
            (f"'{EMPTY}' > /dev/full", "cannot write to standard output: No space left on device"),
        ],
    )
    def test_streams_that_cannot_be_used_are_named_in_one_line(self, streams: str, reason: str) -> None:
        command = ["/bin/sh", "-c", f'exec "{sys.executable}" -m bot decode {streams}']
        result = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)  # noqa: S603 - our own
        assert (result.returncode, result.stderr) == (2, f"gw2optimizer: {reason}\n")

    def test_it_ends_quietly_on_ctrl_c(self) -> None:
        with start() as process:
            assert process.stdin
            assert process.stdout
            assert process.stderr
            process.stdin.write(f"{EMPTY}\n".encode())
            process.stdin.flush()
            process.stdout.readline()
            os.kill(process.pid, signal.SIGINT)
            assert process.wait(20) == 130
            assert process.stderr.read() == b""
