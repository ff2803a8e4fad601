"""The files in `config/deploy` fit the bot: settings that exist, images of one release, metrics that are told."""

import json
import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from sqlalchemy import make_url, text

from bot.__main__ import COMMANDS
from bot.cli.dumps import _libpq
from bot.cli.sharding import read_shards
from bot.gateways.metrics.catalog import ALL as METRICS
from bot.gateways.metrics.catalog import Kind
from bot.repositories.engine import create_engine
from bot.repositories.identity import find_identity
from config.settings import ALL
from tests.servers import database_url, outside, postgres_template, postgres_tools

FOLDER = Path(__file__).parents[2] / "config" / "deploy"
COMPOSE = ("compose.yaml", "several.yaml", "monitoring.yaml")
SETTINGS = {str(field.validation_alias) for kind in ALL for field in kind.model_fields.values()}
OF_THE_PROCESS = {"process_resident_memory_bytes", "process_cpu_seconds_total", "process_start_time_seconds", "up"}
FUNCTIONS = {"absent", "by", "changes", "count", "histogram_quantile", "increase", "max", "rate", "sum", "topk"}


class Loader(yaml.SafeLoader):
    """Reads what compose adds to YAML."""


def _sequence(loader: Loader, node: yaml.Node) -> list[Any]:
    assert isinstance(node, yaml.SequenceNode)
    return loader.construct_sequence(node)


Loader.add_constructor("!override", _sequence)


def read(name: str) -> Any:
    return yaml.load((FOLDER / name).read_text(), Loader)  # noqa: S506 - a loader of safe values


def services() -> dict[str, dict[str, Any]]:
    """Return each service with what it takes over from others."""
    found: dict[str, dict[str, Any]] = {}
    for name in COMPOSE:
        for service, own in read(name)["services"].items():
            former = found.get(own.get("extends", {}).get("service", service), {})
            settings = {**former.get("environment", {}), **own.get("environment", {})}
            found[service] = {**former, **own, "environment": settings}
    return found


SERVICES = services()


@pytest.mark.parametrize("name", SERVICES)
def test_each_service_may_do_little(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert not str(service["user"]).startswith(("0", "root"))
    assert service["mem_limit"]
    assert not {"privileged", "cap_add", "devices", "network_mode"} & set(service)
    assert all(str(port).startswith("127.0.0.1:") for port in service.get("ports", ()))


@pytest.mark.parametrize("name", SERVICES)
def test_each_image_is_one_release(name: str) -> None:
    image = SERVICES[name]["image"]
    if image != "gw2optimizer:local":
        assert re.fullmatch(r"[a-z/]+:v?\d+\.\d+(\.\d+)?(-[a-z]+)?|\$\{PROXY_IMAGE:\?.*digest\}", image)


@pytest.mark.parametrize("name", ["migrate", "bot", "bot-1"])
def test_the_bot_is_told_what_it_knows(name: str) -> None:
    service = SERVICES[name]
    assert {setting.removesuffix("_FILE") for setting in service["environment"]} - {"HEARTBEAT"} <= SETTINGS
    files = {value for setting, value in service["environment"].items() if setting.endswith("_FILE")}
    assert {path for path in files if path.startswith("/run/")} == {f"/run/secrets/{one}" for one in service["secrets"]}
    command, *options = service["command"]
    assert command in COMMANDS
    assert options == [] or (options[0] == "--shards" and read_shards(options[1]) is not None)


def test_secrets_are_files_and_nothing_else() -> None:
    declared = {name: one["file"] for file in COMPOSE for name, one in read(file).get("secrets", {}).items()}
    used = {secret for service in SERVICES.values() for secret in service.get("secrets", ())}
    assert set(declared) == used
    readme = (FOLDER / "README.md").read_text()
    assert [path for path in declared.values() if Path(path).name not in readme] == []
    texts = "".join(path.read_text() for path in FOLDER.rglob("*") if path.suffix in {".yaml", ".json", ".sql"})
    assert not re.search(r"(?i)password:\s*[\"']?\w|://[^/\s]+:[^/\s]+@", texts)
    ignored = (FOLDER.parents[1] / ".gitignore").read_text()
    assert "config/deploy/secrets/" in ignored
    assert "config/deploy\n" in (FOLDER.parents[1] / ".dockerignore").read_text(), "secrets would get into the image"


def test_files_that_are_mounted_exist() -> None:
    mounts = [str(volume) for service in SERVICES.values() for volume in service.get("volumes", ())]
    files = [mount.partition(":")[0] for mount in mounts if mount.startswith(".")]
    assert len(files) >= 5
    assert [file for file in files if not (FOLDER / file).is_file()] == []
    named = {mount.partition(":")[0] for mount in mounts if not mount.startswith(".")}
    assert named == {volume for file in COMPOSE for volume in read(file).get("volumes", {})}


def test_the_shards_are_all_there() -> None:
    kept = [read_shards(SERVICES[name]["command"][2]) for name in ("bot", "bot-1")]
    assert sorted(shard for some in kept if some is not None for shard in some.ids) == [0, 1]
    assert {some.count for some in kept if some is not None} == {2}


def expressions() -> list[str]:
    alerts = [rule["expr"] for group in read("alerts.yaml")["groups"] for rule in group["rules"]]
    panels = json.loads((FOLDER / "grafana" / "dashboard.json").read_text())["panels"]
    return alerts + [target["expr"] for panel in panels for target in panel["targets"]]


def names() -> dict[str, tuple[str, ...]]:
    """Return each series by its name, with its labels."""
    told: dict[str, tuple[str, ...]] = {}
    for metric in METRICS:
        if metric.kind is Kind.HISTOGRAM:
            told |= {f"{metric.full_name}_{end}": metric.labels for end in ("bucket", "sum", "count")}
        else:
            told[metric.full_name] = metric.labels
    return told


@pytest.mark.parametrize("expression", expressions())
def test_what_is_asked_for_is_told(expression: str) -> None:
    assert all(expression.count(left) == expression.count(right) for left, right in ("()", "{}", "[]"))
    asked = set(re.findall(r"\b(?:gw2optimizer|process)_\w+|\bup\b", expression))
    assert asked
    assert asked <= set(names()) | OF_THE_PROCESS
    labels = {label for name in asked for label in names().get(name, ())} | {"le", "instance", "job"}
    bare = re.sub(r'"[^"]*"|\[[\w:]+\]', "", expression)
    words = set(re.findall(r"\b[a-z_]{2,}\b", bare)) - asked
    assert words <= labels | FUNCTIONS, words - labels - FUNCTIONS
    # a counter is read as a rate; a gauge as it is
    for name in asked & set(names()):
        counts = name.endswith(("_total", "_bucket"))
        assert bool(re.search(rf"(rate|increase)\({name}\b", expression)) == counts


def test_each_alert_says_what_to_do() -> None:
    rules = [rule for group in read("alerts.yaml")["groups"] for rule in group["rules"]]
    assert len({rule["alert"] for rule in rules}) == len(rules) > 8
    for rule in rules:
        assert rule["labels"]["severity"] in {"page", "ticket"}
        assert set(rule["annotations"]) == {"summary", "remedy"}
        assert set(re.findall(r"\b[A-Z]+_[A-Z_]+\b", rule["annotations"]["remedy"])) <= SETTINGS


def test_every_metric_is_on_the_dashboard() -> None:
    shown = " ".join(expressions())
    assert [metric.name for metric in METRICS if metric.full_name not in shown] == []
    panels = json.loads((FOLDER / "grafana" / "dashboard.json").read_text())["panels"]
    assert len({panel["title"] for panel in panels}) == len({panel["id"] for panel in panels}) == len(panels)


def test_the_bots_role_can_do_what_it_needs(tmp_path: Path) -> None:
    server, template = postgres_template()
    name = f"{template}_deploy"
    (tmp_path / "password").write_text("it's a secret")
    sql = (FOLDER / "database.sql").read_text().replace("/run/secrets/database_password", str(tmp_path / "password"))
    script = tmp_path / "database.sql"
    script.write_text(sql.replace("gw2optimizer", name))
    psql = [str(postgres_tools() / "psql"), "--no-psqlrc", "--quiet"]
    try:
        subprocess.run([*psql, f"--file={script}", server], check=True, capture_output=True)  # noqa: S603 - Postgres' own
        url = database_url(server, name).replace("postgres@", f"{name}@").replace("postgresql:", "postgresql+asyncpg:")
        before = outside(_find_identity, url)
        assert before
        assert _run_readme(name, server, tmp_path) == 3
        after = outside(_find_identity, url)  # which migrates it as the bot's role again
        assert after
        assert after != before, "what was kept of the database before would be shown"
    finally:
        drops = [f"--command=DROP DATABASE IF EXISTS {name} WITH (FORCE)", f"--command=DROP ROLE IF EXISTS {name}"]
        subprocess.run([*psql, *drops, server], check=True, capture_output=True)  # noqa: S603 - Postgres' own


def _run_readme(name: str, server: str, folder: Path) -> int:
    """Run what the README says to back up and put back, as in Postgres' container; return how many commands."""
    inside = "docker compose exec -T postgres "
    lines = (FOLDER / "README.md").read_text().splitlines()
    commands = [line.removeprefix(inside) for line in lines if line.startswith(inside)]
    environment = {**_libpq(make_url(server)), "PATH": f"{postgres_tools()}{os.pathsep}{os.environ['PATH']}"}
    environment.pop("PGUSER", None)
    environment.pop("PGDATABASE", None)
    for command in commands:
        done = subprocess.run(  # noqa: S602 - what the README says, to a shell as there
            command.replace("gw2optimizer", name),
            shell=True,
            check=False,
            env=environment,
            cwd=folder,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
    return len(commands)


def _find_identity(url: str) -> str | None:
    import asyncio

    from bot.cli.migrate import upgrade

    upgrade(url)

    async def find() -> str | None:
        engine = create_engine(url)
        try:
            async with engine.connect() as connection:
                assert await connection.scalar(text("SELECT count(*) FROM builds")) == 0
            return await find_identity(engine)
        finally:
            await engine.dispose()

    return asyncio.run(find())
