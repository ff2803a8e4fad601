"""What others note while they work. Labels are names from our code, never what people wrote or who they are."""

from typing import Protocol

from bot.domain.operation import Summary


class Meters(Protocol):
    """Where it is noted. Nothing here waits, and nothing raises."""

    def note_request(self, kind: str, name: str, outcome: str, heard_s: float | None, finished_s: float) -> None:
        """Note a command, button or form: when Discord knew that it was heard, if it did, and how and when it ended."""

    def note_search(self, outcome: str, seconds: float) -> None:
        """Note a run of the optimizer; waiting for a turn counts."""

    def note_job(self, kind: str, outcome: str, seconds: float) -> None:
        """Note one try at a job."""

    def note_answer(self, method: str, status: str, seconds: float) -> None:
        """Note an answer of Discord's REST API, or that none came."""

    def note_event(self, event: str) -> None:
        """Note something that befell a connection to Discord's gateway."""

    def note_lag(self, seconds: float) -> None:
        """Note by how much the event loop was late."""

    def summarize(self, kind: str) -> Summary | None:
        """Return what came of all requests of a kind; None where nothing is noted."""


class NoMeters:
    """Notes nothing."""

    def note_request(self, kind: str, name: str, outcome: str, heard_s: float | None, finished_s: float) -> None:
        """Note nothing."""

    def note_search(self, outcome: str, seconds: float) -> None:
        """Note nothing."""

    def note_job(self, kind: str, outcome: str, seconds: float) -> None:
        """Note nothing."""

    def note_answer(self, method: str, status: str, seconds: float) -> None:
        """Note nothing."""

    def note_event(self, event: str) -> None:
        """Note nothing."""

    def note_lag(self, seconds: float) -> None:
        """Note nothing."""

    def summarize(self, kind: str) -> None:
        """Know of nothing."""


NO_METERS = NoMeters()
