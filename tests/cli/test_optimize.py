"""`gw2optimizer optimize`: what it reads, writes and refuses."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner, Result

from bot.cli.optimize import optimize
from bot.cli.refusal import Refusal
from tests.meta.tree import ROOT

ALAC_MIRAGE = "[&DQctPRg9OzsjDwAAggEAAIEBAACDAQAA7RIAAAAAAAAAAAAAAAAAAAAAAAADWQBWAGYAAA==]"
HALF = ("heal-alac", "quick-dps", "dps", "dps", "dps")
Run = Callable[..., Result]


@pytest.fixture
def run() -> Run:
    app = typer.Typer()
    app.command()(optimize)

    def call(signups: Any, *arguments: str) -> Result:
        text = signups if isinstance(signups, str) else json.dumps(signups)
        return CliRunner().invoke(app, ["-", *arguments], input=text)

    return call


def people(*roles: str) -> list[dict[str, Any]]:
    return [{"name": f"P{number}", "builds": [{"roles": [role]}]} for number, role in enumerate(roles)]


def raid(*roles: str, **more: Any) -> dict[str, Any]:
    return {"template": "raid10", "players": people(*roles), **more}


def solved(run: Run, signups: Any, *arguments: str) -> dict[str, Any]:
    result = run(signups, "--json", *arguments)
    assert result.exit_code == 0, result.exception
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def seated(found: dict[str, Any]) -> dict[str, tuple[int, int, int]]:
    return {
        seat["player"]: (squad, subgroup["number"], seat["build"])
        for squad, one in enumerate(found["squads"], 1)
        for subgroup in one["subgroups"]
        for seat in subgroup["seats"]
    }


class TestAnswer:
    def test_its_shape(self, run: Run) -> None:
        found = solved(run, raid(*HALF, *HALF[1:], "dps"))
        assert list(found) == [
            *("status", "score", "bound", "gap", "unproven", "seconds", "squads", "bench", "gaps", "newcomer"),
        ]
        assert (found["status"], found["gap"], found["unproven"]) == ("optimal", 0.0, None)
        assert found["score"] == found["bound"]
        (squad,) = found["squads"]
        assert list(squad) == ["subgroups", "coverage"]
        assert [list(one) for one in squad["subgroups"]] == [["number", "seats", "coverage"]] * 2
        seat = squad["subgroups"][0]["seats"][0]
        assert seat == {"place": 1, "player": "P0", "build": 0, "roles": ["heal-alac"]}
        assert squad["subgroups"][0]["coverage"]["quickness"] == {"need": 1, "have": 1, "from": ["P1"]}
        assert squad["coverage"]["tank"] == {"need": 1, "have": 1, "from": ["P0"]}
        gap = next(one for one in found["gaps"] if one["need"] == "alacrity")
        assert gap == {
            "squad": 1,
            "subgroup": 2,
            "need": "alacrity",
            "missing": 1,
            "fix": "if P5 brought a heal-alac build, subgroup 2 would be complete",
        } | {"fix": gap["fix"]}
        assert gap["fix"].endswith("brought a heal-alac build, subgroup 2 would be complete")

    @pytest.mark.parametrize("template", ["raid10", "raid", "strike10"])
    def test_roles_alone_are_enough(self, run: Run, template: str) -> None:
        found = solved(run, {"template": template, "players": people(*HALF, *HALF)})
        assert (found["gaps"], found["bench"]) == ([], [])
        assert len(seated(found)) == 10

    @pytest.mark.parametrize("squads", [1, "max"])
    def test_nobody_has_to_sign_up(self, run: Run, squads: object) -> None:
        found = solved(run, raid(squads=squads), "--alternatives", "1")
        assert (found["status"], len(found["squads"]), seated(found)) == ("optimal", 1, {})
        assert (found["bench"], found["alternatives"], found["newcomer"]["role"]) == ([], [], "heal-alac")
        assert run(raid(squads=squads)).stdout.startswith("0 of 0 play; the best there is, proven in ")

    def test_who_waits_is_told_why(self, run: Run) -> None:
        found = solved(run, raid(*HALF, *HALF, "dps"))
        assert found["bench"] == [{"player": "P10", "why": "those who play signed up earlier"}]

    def test_a_code_is_read_for_what_it_gives(self, run: Run) -> None:
        players = [*people("heal-quick", "dps"), {"name": "Mia", "builds": [{"code": ALAC_MIRAGE}]}]
        found = solved(run, {"template": "fractal5", "players": players})
        subgroup = found["squads"][0]["subgroups"][0]
        assert subgroup["coverage"]["alacrity"]["from"] == ["Mia"]
        assert [seat["roles"] for seat in subgroup["seats"] if seat["player"] == "Mia"] == [["alac-dps"]]
        assert found["gaps"] == []

    def test_pins_wishes_and_a_template_of_ones_own(self, run: Run) -> None:
        players = people("dps", "dps", "dps", "luck")
        players[1] |= {"pin": {"subgroup": 2, "place": 3, "build": "dps"}}
        players[2]["builds"][0] |= {"supplies": {"luck": 0.5, "dps": False}}
        template = {"subgroups": 2, "subgroup": {"luck": {"need": 1.5, "weight": 2}}, "squad": {"luck": 0.25}}
        wishes = {"together": [["P0", "P1"]], "apart": [["P1", "P2"]]}
        found = solved(run, {"template": template, "players": players, **wishes})
        where = {name: spot[1] for name, spot in seated(found).items()}
        assert where["P0"] == where["P1"] == 2
        assert where["P2"] == 1
        pinned = found["squads"][0]["subgroups"][1]["seats"]
        assert [seat["place"] for seat in pinned if seat["player"] == "P1"] == [3]
        have = [one["coverage"]["luck"] for one in found["squads"][0]["subgroups"]]
        assert {(one["need"], one["have"]) for one in have} <= {(1.5, 1.5), (1.5, 0.5), (1.5, 1), (1.5, 0)}

    def test_as_many_squads_as_possible(self, run: Run) -> None:
        found = solved(run, raid(*HALF * 4, "dps", squads="max"))
        assert len(found["squads"]) == 2
        assert (found["gaps"], len(found["bench"])) == ([], 1)
        assert {spot[0] for spot in seated(found).values()} == {1, 2}

    def test_a_lineup_is_mended_with_few_moves(self, run: Run) -> None:
        signups = raid(*HALF, *HALF)
        before = seated(solved(run, signups))
        for player in signups["players"]:
            _, subgroup, build = before[player["name"]]
            player["current"] = {"subgroup": subgroup, "build": build}
        del signups["players"][0]
        signups["players"] += [{"name": "New", "builds": [{"roles": ["dps"]}, {"roles": ["heal-alac"]}]}]
        after = seated(solved(run, signups))
        assert {name: spot for name, spot in after.items() if name != "New"} == {
            name: spot for name, spot in before.items() if name != "P0"
        }
        assert after["New"] == (1, before["P0"][1], 1)

    def test_the_next_lineups_on_request(self, run: Run) -> None:
        found = solved(run, raid(*HALF, *HALF, "dps"), "--alternatives", "2")
        assert [list(one) for one in found["alternatives"]] == [["score", "squads"]] * 2
        lines = run(raid(*HALF, *HALF, "dps"), "--alternatives", "1").stdout.splitlines()
        assert lines[-1] == "--- Another lineup, 1 of 1: P9 waits and P10 plays dps"

    def test_people_read_a_table(self, run: Run) -> None:
        lines = run(raid(*HALF, *HALF[1:], "\x1b[2J") | {"players": people(*HALF, *HALF[1:])}).stdout.splitlines()
        assert lines[0].startswith("9 of 9 play; the best there is, proven in ")
        assert "Subgroup 1" in lines
        assert "  1  P0  heal-alac" in lines
        assert any(line.startswith("     ! lacks alacrity: if ") for line in lines)

    def test_what_one_more_player_would_bring_is_told(self, run: Run) -> None:
        sparse = raid(*HALF, *HALF[1:])
        found = solved(run, sparse)
        assert found["newcomer"]["role"] == "heal-alac"
        assert found["newcomer"]["score"]["met"] > found["score"]["met"]
        told = run(sparse).stdout.splitlines()[-1]
        assert told == "If one more player brought a heal-alac build, 100% of the needs would be met"
        assert solved(run, raid(*HALF, *HALF))["newcomer"] is None

    def test_the_same_file_brings_the_same_lineup(self, run: Run) -> None:
        first, second = (seated(solved(run, raid(*HALF, *HALF[2:], "dps", "dps"))) for _ in range(2))
        assert first == second


BAD: list[tuple[Any, str]] = [
    ("", "line 1, column 1"),
    ('{"template": "raid10",\n "players": [}', "line 2, column 14"),
    ("[]", "the file: expected"),
    ({"template": "raid10"}, "players: field required"),
    (raid(template="picnic"), "template: expected a template or one of fractal, fractal5"),
    (raid(extra=1), "extra: no such key"),
    (raid("juggler"), "players[0].builds[0].roles[0]: expected one of heal-alac"),
    (raid(mode="pvx"), "mode: expected 'pve', 'pvp' or 'wvw', found \"pvx\""),
    (raid(squads=0), "squads: expected"),
    (raid(squads="many"), "squads: expected 'max' or a valid integer, found \"many\""),
    (raid(limit_seconds=0), "limit_seconds: expected greater than 0, found 0"),
    (raid(seed=-1), "seed: expected"),
    (raid("dps", together=[["P0", "Bo"]]), "together[0][1]: expected the name of a player, found 'Bo'"),
    (raid("dps", apart=[["P0", "P0"]]), "apart[0]: expected two different players"),
    (raid(players=[{"name": "A", "builds": []}] * 2), "players[1].name: expected a name that nobody else has"),
    (raid(players=[{"name": "A", "builds": [{}]}]), "players[0].builds[0]: expected a code, roles or supplies"),
    (raid(players=[{"name": "A", "builds": [{"code": "hm"}]}]), "players[0].builds[0].code: 'hm': expected"),
    (raid(players=[{"name": "A"}]), "players[0].builds: field required"),
    (raid(players=[{"name": "A", "builds": [], "pin": {"subgroup": 3}}]), "players[0].pin.subgroup: expected"),
    (raid(players=[{"name": "A", "builds": [], "pin": {"build": 0}}]), "players[0].pin.build: expected"),
    (raid(players=[{"name": "A", "builds": [], "pin": {"build": "x"}}]), "players[0].pin.build: expected a role or"),
    (raid(players=[{"name": "A", "builds": [], "current": {"subgroup": 1}}]), "players[0].current: expected"),
    (raid(players=[{"name": "A", "builds": [{"roles": ["dps"], "liking": 6}]}]), "players[0].builds[0].liking"),
    (raid(players=[{"name": "A", "builds": [{"roles": ["dps"], "skill": "good"}]}]), "players[0].builds[0].skill"),
    (raid(template={"subgroups": 2, "squad": {"tank": "two"}}), "template.squad.tank: expected"),
    (raid(template={"subgroups": 11}), "template.subgroups: expected"),
    (raid(template={"places": 5}), "template.subgroups: field required"),
    (raid(template={"subgroups": 1, "places": 6}), "template.places: expected"),
    (raid(template={"subgroups": 1, "forbidden": [[]]}), "template.forbidden[0]: "),
    (raid(template={"subgroups": 1, "subgroup": {"x": {"weight": 0}}}), "template.subgroup.x.weight: expected"),
    (raid(players="all"), 'players: expected a valid array, found "all"'),
    (raid(players=[{"name": "", "builds": []}]), "players[0].name: "),
    (
        raid(players=[{"name": "A", "builds": [], "late": "yes"}]),
        'players[0].late: expected a valid boolean, found "yes"',
    ),
    (raid(players=[{"name": "A", "builds": [], "benched": -1}]), "players[0].benched: expected"),
    (raid(players=[{"name": "A", "builds": [], "pin": {"place": 6}}]), "players[0].pin.place: expected"),
    (raid(players=[{"name": "A", "builds": [], "pin": {"squad": 2}}]), "players[0].pin.squad: expected"),
    (raid(players=[{"name": "A", "builds": [], "pin": {"seat": 1}}]), "players[0].pin.seat: no such key"),
    (raid(players=[{"name": "A", "builds": [{"supplies": {"x": -1}}]}]), "players[0].builds[0].supplies.x: expected"),
    (raid(players=[{"name": "A", "builds": [{"roles": "dps"}]}]), "players[0].builds[0].roles: expected"),
    (raid("dps", together=[["P0"]]), "together[0][1]: field required"),
    ("[" * 100_000, "nested too deeply"),
    (json.dumps(raid(seed=7), indent=1).replace("7", "7" * 4_301), "line 4: expected a number of fewer digits"),
    (json.dumps(raid()).replace('"raid10"', "NaN"), "template: expected"),
]


@pytest.mark.parametrize(("signups", "told"), BAD)
def test_a_bad_file_is_told_by_line_or_path(run: Run, signups: Any, told: str) -> None:
    result = run(signups)
    assert isinstance(result.exception, Refusal)
    assert told in str(result.exception)


def test_it_ends_with_status_2_and_one_line(tmp_path: Path) -> None:
    (tmp_path / "signups.json").write_bytes(b"\xff")
    for name, told in (("none.json", "No such file"), ("signups.json", "expected UTF-8")):
        command = [sys.executable, "-m", "bot", "optimize", str(tmp_path / name)]
        result = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)  # noqa: S603 - our own
        assert (result.returncode, result.stdout) == (2, "")
        assert told in result.stderr
        assert result.stderr.count("\n") == 1


def test_nothing_but_the_answer_is_written(tmp_path: Path) -> None:
    (tmp_path / "signups.json").write_text(json.dumps(raid(*HALF, *HALF[1:], "dps", "dps")))
    command = [sys.executable, "-m", "bot", "optimize", "--json", str(tmp_path / "signups.json")]
    result = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=True)  # noqa: S603 - our own
    assert json.loads(result.stdout)["status"] == "optimal"
    assert result.stderr == ""
