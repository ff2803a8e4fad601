"""The meters of a process, told in Prometheus' words."""

from collections import Counter as TallyOf
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Histogram,
    ProcessCollector,
    disable_created_metrics,
    generate_latest,
)
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.registry import Collector
from prometheus_client.samples import Sample
from typing_extensions import override

from bot.domain.operation import Summary, Times, times_of
from bot.gateways.metrics import catalog
from bot.gateways.metrics.catalog import PREFIX, Kind, Metric

NAMES_LIMIT: Final = 400
"""Different requests that are told apart: more than there are commands and buttons, and few enough to keep."""
OTHER: Final = "other"
BEGUN: Final = {catalog.REQUESTS: ("failed",), catalog.JOBS: ("failed", "given_up")}
"""Outcomes that are told as 0 until they are met: what begins at 1 has not grown, so nobody would be alerted."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a metric stands at now, for some values of its labels."""

    metric: Metric
    value: float
    labels: tuple[str, ...] = ()


class PrometheusMeters:
    """Meters in a registry of their own."""

    def __init__(self) -> None:
        disable_created_metrics()  # type: ignore[no-untyped-call]  # a second series for each, of which nothing is ever asked
        self._registry = CollectorRegistry(auto_describe=False)
        ProcessCollector(registry=self._registry)
        self._requests, self._answers = self._counter(catalog.REQUESTS), self._counter(catalog.ANSWERS)
        self._heard, self._finished = self._histogram(catalog.HEARD), self._histogram(catalog.FINISHED)
        self._answered, self._events = self._histogram(catalog.ANSWERED), self._counter(catalog.EVENTS)
        self._searches, self._searched = self._counter(catalog.SEARCHES), self._histogram(catalog.SEARCHED)
        self._jobs, self._job_seconds = self._counter(catalog.JOBS), self._histogram(catalog.JOB_SECONDS)
        self._lag = self._histogram(catalog.LAG)
        self._names: dict[tuple[str, str], tuple[Histogram, Histogram, dict[str, Counter]]] = {}

    def note_request(self, kind: str, name: str, outcome: str, heard_s: float | None, finished_s: float) -> None:
        """Note a command, button or form."""
        # looking up labels costs more than counting, so what was found is kept
        found = self._names.get((kind, name))
        if found is None:
            name = name if len(self._names) < NAMES_LIMIT else OTHER
            found = self._names.get((kind, name)) or (
                self._heard.labels(kind, name),
                self._finished.labels(kind, name),
                {one: self._requests.labels(kind, name, one) for one in BEGUN[catalog.REQUESTS]},
            )
            self._names[kind, name] = found
        heard, finished, outcomes = found
        if outcome not in outcomes:
            outcomes[outcome] = self._requests.labels(kind, name, outcome)
        outcomes[outcome].inc()
        finished.observe(finished_s)
        if heard_s is not None:
            heard.observe(heard_s)

    def note_search(self, outcome: str, seconds: float) -> None:
        """Note a run of the optimizer."""
        self._searches.labels(outcome).inc()
        self._searched.observe(seconds)

    def note_job(self, kind: str, outcome: str, seconds: float) -> None:
        """Note one try at a job."""
        for one in BEGUN[catalog.JOBS]:
            self._jobs.labels(kind, one)
        self._jobs.labels(kind, outcome).inc()
        self._job_seconds.labels(kind).observe(seconds)

    def note_answer(self, method: str, status: str, seconds: float) -> None:
        """Note an answer of Discord's REST API."""
        self._answers.labels(method, status).inc()
        self._answered.labels(method).observe(seconds)

    def note_event(self, event: str) -> None:
        """Note something that befell a connection to Discord's gateway."""
        self._events.labels(event).inc()

    def note_lag(self, seconds: float) -> None:
        """Note by how much the event loop was late."""
        self._lag.observe(seconds)

    def add_readings(self, read: Callable[[], Iterable[Reading]]) -> None:
        """Tell what `read` yields too, each time that somebody asks."""
        self._registry.register(_Readings(read))

    def to_text(self) -> bytes:
        """Return all of it in Prometheus' text format."""
        return generate_latest(self._registry)

    def summarize(self, kind: str) -> Summary:
        """Return what came of all requests of a kind."""
        outcomes: TallyOf[str] = TallyOf()
        for sample in _samples(self._requests, "_total", kind):
            outcomes[sample.labels["outcome"]] += int(sample.value)
        return Summary(dict(outcomes), _times(self._heard, kind), _times(self._finished, kind))

    def _counter(self, metric: Metric) -> Counter:
        return Counter(PREFIX + metric.name, metric.about, metric.labels, registry=self._registry)

    def _histogram(self, metric: Metric) -> Histogram:
        buckets = metric.buckets
        return Histogram(PREFIX + metric.name, metric.about, metric.labels, registry=self._registry, buckets=buckets)


def _samples(metric: Counter | Histogram, suffix: str, kind: str) -> Iterator[Sample]:
    told = (sample for family in metric.collect() for sample in family.samples)
    return (one for one in told if one.name.endswith(suffix) and one.labels["kind"] == kind)


def _times(metric: Histogram, kind: str) -> Times | None:
    counts: TallyOf[float] = TallyOf()
    for sample in _samples(metric, "_bucket", kind):
        counts[float(sample.labels["le"])] += int(sample.value)
    return times_of(counts)


class _Readings(Collector):
    def __init__(self, read: Callable[[], Iterable[Reading]]) -> None:
        self._read = read

    @override
    def collect(self) -> Iterator[CounterMetricFamily | GaugeMetricFamily]:
        families: dict[str, CounterMetricFamily | GaugeMetricFamily] = {}
        for one in self._read():
            metric = one.metric
            family = families.get(metric.name)
            if family is None:
                make = CounterMetricFamily if metric.kind is Kind.COUNTER else GaugeMetricFamily
                family = families[metric.name] = make(PREFIX + metric.name, metric.about, labels=metric.labels)
            family.add_metric(one.labels, one.value)
        yield from families.values()
