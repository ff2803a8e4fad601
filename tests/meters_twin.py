"""Meters in memory: what was noted, in its order."""

from collections import Counter
from dataclasses import dataclass, field

from bot.domain.operation import Summary


@dataclass
class MetersTwin:
    requests: list[tuple[str, str, str]] = field(default_factory=list)
    heard: list[float | None] = field(default_factory=list)
    searches: list[str] = field(default_factory=list)
    jobs: list[tuple[str, str]] = field(default_factory=list)
    answers: list[tuple[str, str]] = field(default_factory=list)
    events: list[str] = field(default_factory=list)
    lags: list[float] = field(default_factory=list)

    def note_request(self, kind: str, name: str, outcome: str, heard_s: float | None, finished_s: float) -> None:
        assert finished_s >= 0
        self.requests.append((kind, name, str(outcome)))
        self.heard.append(heard_s)

    def note_search(self, outcome: str, seconds: float) -> None:
        assert seconds >= 0
        self.searches.append(str(outcome))

    def note_job(self, kind: str, outcome: str, seconds: float) -> None:
        assert seconds >= 0
        self.jobs.append((kind, outcome))

    def note_answer(self, method: str, status: str, seconds: float) -> None:
        assert seconds >= 0
        self.answers.append((method, status))

    def note_event(self, event: str) -> None:
        self.events.append(event)

    def summarize(self, kind: str) -> Summary:
        return Summary(Counter(outcome for one, _, outcome in self.requests if one == kind))

    def note_lag(self, seconds: float) -> None:
        self.lags.append(seconds)
