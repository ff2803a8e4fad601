"""Ends a command that reads or writes streams the way a shell expects it. Nothing here knows what is streamed."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import typer

INTERRUPTED: Final = 130
"""Exit status after Ctrl-C: 128 and the number of SIGINT."""
PIPE_CLOSED: Final = 141
"""Exit status when the reader of the output went away: 128 and the number of SIGPIPE."""


@contextmanager
def ending_quietly() -> Iterator[None]:
    """End the process without a traceback on Ctrl-C and when nobody reads the output any more."""
    try:
        yield
        sys.stdout.flush()
    except KeyboardInterrupt:
        raise typer.Exit(INTERRUPTED) from None
    except BrokenPipeError:
        # What is still buffered goes nowhere; else the interpreter would complain about it at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(PIPE_CLOSED) from None
