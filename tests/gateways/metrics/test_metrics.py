"""Metrics are told as they are listed, by names that are few, whatever is noted."""

import math
import re
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.domain.operation import Summary, Times
from bot.gateways.metrics import Meters, catalog
from bot.gateways.metrics.prometheus import BEGUN, NAMES_LIMIT, PrometheusMeters, Reading
from tests.meters_twin import MetersTwin

ALERTS = Path(__file__).parents[3] / "config" / "deploy" / "alerts.yaml"
README = Path(catalog.__file__).with_name("README.md")


def note_all(meters: Meters) -> None:
    meters.note_request("command", "build save", "done", 0.03, 0.2)
    meters.note_search("optimal", 0.4)
    meters.note_job("draw", "done", 0.1)
    meters.note_answer("POST", "200", 0.1)
    meters.note_event("resumed")
    meters.note_lag(0.002)


def samples(meters: PrometheusMeters) -> dict[tuple[str, tuple[str, ...]], float]:
    families = text_string_to_metric_families(meters.to_text().decode())
    told = (sample for family in families for sample in family.samples)
    return {(one.name, tuple(one.labels.values())): one.value for one in told}


def test_what_is_noted_is_told() -> None:
    meters = PrometheusMeters()
    note_all(meters)
    note_all(meters)
    told = samples(meters)
    assert told["gw2optimizer_requests_total", ("command", "build save", "done")] == 2
    assert told["gw2optimizer_request_heard_seconds_bucket", ("command", "0.025", "build save")] == 0
    assert told["gw2optimizer_request_heard_seconds_bucket", ("command", "0.05", "build save")] == 2
    assert told["gw2optimizer_request_finished_seconds_sum", ("command", "build save")] == pytest.approx(0.4)
    names = {name for name, _ in told}
    for metric in catalog.NOTED:
        suffix = "_count" if metric.kind is catalog.Kind.HISTOGRAM else ""
        assert metric.full_name + suffix in names


def test_the_summary_of_a_kind_adds_all_its_requests_up() -> None:
    meters = PrometheusMeters()
    assert meters.summarize("command") == Summary()
    for number in range(19):
        meters.note_request("command", f"build {number}", "done", 0.03, 0.2)
    meters.note_request("command", "build save", "failed", None, 99.0)
    meters.note_request("button", "open", "done", 2.0, 2.0)
    found = meters.summarize("command")
    assert found.outcomes == {"done": 19, "failed": 1}
    assert found.heard == Times(19, 0.05, 0.05)
    assert found.finished == Times(20, 0.25, 0.25)
    meters.note_request("command", "build save", "failed", None, 99.0)
    assert meters.summarize("command").finished == Times(21, 0.25, math.inf)


def test_a_request_that_discord_never_heard_of_counts_all_the_same() -> None:
    meters = PrometheusMeters()
    meters.note_request("command", "build save", "away", None, 3.0)
    told = samples(meters)
    assert told["gw2optimizer_request_heard_seconds_count", ("command", "build save")] == 0
    assert told["gw2optimizer_request_finished_seconds_count", ("command", "build save")] == 1


def test_what_somebody_is_alerted_of_is_told_before_it_happens() -> None:
    """A series that begins at 1 has not grown: `increase` finds nothing in it."""
    meters = PrometheusMeters()
    note_all(meters)
    told = samples(meters)
    assert told["gw2optimizer_jobs_total", ("draw", "given_up")] == 0
    assert told["gw2optimizer_requests_total", ("command", "build save", "failed")] == 0
    meters.note_job("draw", "given_up", 0.1)
    assert samples(meters)["gw2optimizer_jobs_total", ("draw", "given_up")] == 1
    # all outcomes that an alert counts
    alerts = ALERTS.read_text()
    for metric, outcomes in BEGUN.items():
        counted = set(re.findall(rf'increase\({metric.full_name}{{outcome="(\w+)"', alerts))
        assert counted
        assert counted <= set(outcomes)


def test_names_stay_few() -> None:
    meters = PrometheusMeters()
    for number in range(NAMES_LIMIT + 50):
        meters.note_request("control", f"name{number}", "done", None, 0.1)
    told = samples(meters)
    assert (
        sum(name == "gw2optimizer_requests_total" and labels[-1] == "done" for name, labels in told) == NAMES_LIMIT + 1
    )
    assert told["gw2optimizer_requests_total", ("control", "other", "done")] == 50


def test_every_reading_is_told_as_it_is_listed() -> None:
    meters = PrometheusMeters()
    meters.add_readings(lambda: (Reading(metric, 3, tuple("x" for _ in metric.labels)) for metric in catalog.READ))
    told = samples(meters)
    for metric in catalog.READ:
        assert told[metric.full_name, tuple("x" for _ in metric.labels)] == 3


def test_each_process_has_a_registry_of_its_own() -> None:
    one, other = PrometheusMeters(), PrometheusMeters()
    note_all(one)
    assert ("gw2optimizer_event_loop_lag_seconds_count", ()) in samples(other)
    assert samples(other)["gw2optimizer_event_loop_lag_seconds_count", ()] == 0


def test_the_readme_lists_every_metric() -> None:
    rows = [line.split("|")[1:4] for line in README.read_text(encoding="utf-8").splitlines() if "| `gw2opt" in line]
    listed = [(name.strip(" `"), kind.strip(), labels.strip()) for name, kind, labels in rows]
    assert listed == [
        (one.full_name, one.kind.name.lower(), ", ".join(f"`{label}`" for label in one.labels)) for one in catalog.ALL
    ]


def test_the_twin_takes_the_same() -> None:
    twin = MetersTwin()
    note_all(twin)
    assert (twin.requests, twin.jobs) == ([("command", "build save", "done")], [("draw", "done")])
