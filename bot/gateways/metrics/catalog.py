"""Every metric: its name, what it tells, its labels. What is not in here is not told."""

from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

PREFIX: Final = "gw2optimizer_"


class Kind(Enum):
    """How a metric is read."""

    COUNTER = auto()
    """Only grows, from 0 at the start of the process; told with `_total` behind its name."""
    GAUGE = auto()
    HISTOGRAM = auto()
    """Told as `_bucket`, `_sum` and `_count`."""


@dataclass(frozen=True, slots=True)
class Metric:
    """One metric."""

    kind: Kind
    name: str
    about: str
    labels: tuple[str, ...] = ()
    buckets: tuple[float, ...] = ()
    """Upper ends, in seconds."""

    @property
    def full_name(self) -> str:
        """The name by which it is asked for."""
        return f"{PREFIX}{self.name}{'_total' if self.kind is Kind.COUNTER else ''}"


HEARD_S: Final = (0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 3.0)
"""Discord waits three seconds for the first sign."""
FINISHED_S: Final = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
_REST_S: Final = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
_SEARCH_S: Final = (0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 20.0)
_JOB_S: Final = (0.05, 0.1, 0.5, 1.0, 5.0, 10.0, 45.0)
_LAG_S: Final = (0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 3.0)

REQUESTS = Metric(Kind.COUNTER, "requests", "What people asked for", ("kind", "name", "outcome"))
HEARD = Metric(Kind.HISTOGRAM, "request_heard_seconds", "Until Discord knew of it", ("kind", "name"), HEARD_S)
FINISHED = Metric(Kind.HISTOGRAM, "request_finished_seconds", "Until all was done", ("kind", "name"), FINISHED_S)
ANSWERS = Metric(Kind.COUNTER, "discord_answers", "Answers of Discord's REST API", ("method", "status"))
ANSWERED = Metric(Kind.HISTOGRAM, "discord_answer_seconds", "Until they came", ("method",), _REST_S)
EVENTS = Metric(Kind.COUNTER, "gateway_events", "What befell connections to Discord's gateway", ("event",))
CONNECTED = Metric(Kind.GAUGE, "shard_connected", "1 while the shard is connected to the gateway", ("shard",))
SHARDS = Metric(Kind.GAUGE, "shards", "How many there are to be, of all processes together")
LATENCY = Metric(Kind.GAUGE, "shard_latency_seconds", "Between a heartbeat and its answer", ("shard",))
GUILDS = Metric(Kind.GAUGE, "guilds", "Servers that this process serves")
CONNECTIONS = Metric(Kind.GAUGE, "database_connections", "Connections of the pool", ("state",))
CONNECTIONS_LIMIT = Metric(Kind.GAUGE, "database_connections_limit", "How many there may be")
WAITING = Metric(Kind.GAUGE, "database_waiting", "Who waits for a connection")
STATEMENTS = Metric(Kind.COUNTER, "database_statements", "Statements of SQL", ("outcome",))
SLOW_STATEMENTS = Metric(Kind.COUNTER, "database_slow_statements", "Those that took longer than LOG_SLOW_MS")
READS = Metric(Kind.COUNTER, "cache_reads", "What came of looking into the cache", ("result",))
TIER_FAILURES = Metric(Kind.COUNTER, "cache_failures", "Calls that a tier of the cache did not serve", ("tier",))
INVALIDATIONS = Metric(Kind.COUNTER, "cache_invalidations", "Changes that made answers invalid")
BREAKER = Metric(Kind.GAUGE, "cache_breaker", "1 for how the breaker before Redis stands", ("state",))
SEARCHES = Metric(Kind.COUNTER, "optimizer_runs", "Runs of the optimizer", ("outcome",))
SEARCHED = Metric(Kind.HISTOGRAM, "optimizer_run_seconds", "What they took, with waiting for a turn", (), _SEARCH_S)
WORKERS = Metric(Kind.GAUGE, "optimizer_processes", "Worker processes that there are")
JOBS = Metric(Kind.COUNTER, "jobs", "Tries at jobs", ("kind", "outcome"))
JOB_SECONDS = Metric(Kind.HISTOGRAM, "job_seconds", "What they took", ("kind",), _JOB_S)
JOBS_DUE = Metric(Kind.GAUGE, "jobs_due", "Jobs in the database whose time has come", ("kind",))
JOBS_LATE = Metric(Kind.GAUGE, "jobs_late_seconds", "Since when the oldest of them is due", ("kind",))
POSTS_DUE = Metric(Kind.GAUGE, "posts_due", "Posts of builds that are to be drawn anew or taken down")
EVENTS_NOTED = Metric(Kind.COUNTER, "events_noted", "What was noted to learn from", ("outcome",))
LAG = Metric(Kind.HISTOGRAM, "event_loop_lag_seconds", "By how much the event loop was late", (), _LAG_S)
TASKS = Metric(Kind.GAUGE, "tasks", "Tasks of the event loop")
READY = Metric(Kind.GAUGE, "ready", "1 while /readyz says so")
INFO = Metric(Kind.GAUGE, "info", "1, with the version", ("version",))

NOTED = (REQUESTS, HEARD, FINISHED, ANSWERS, ANSWERED, EVENTS, SEARCHES, SEARCHED, JOBS, JOB_SECONDS, LAG)
"""Noted while it happens."""
READ = (
    *(CONNECTED, SHARDS, LATENCY, GUILDS, CONNECTIONS, CONNECTIONS_LIMIT, WAITING, STATEMENTS, SLOW_STATEMENTS),
    *(
        READS,
        TIER_FAILURES,
        INVALIDATIONS,
        BREAKER,
        WORKERS,
        JOBS_DUE,
        JOBS_LATE,
        POSTS_DUE,
        EVENTS_NOTED,
        TASKS,
        READY,
        INFO,
    ),
)
"""Read where it is counted already, when somebody asks."""
ALL = NOTED + READ
