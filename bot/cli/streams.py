"""Reads and writes the standard streams, and ends a command as a shell expects. What is streamed is not known here."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import typer

from bot.cli.refusal import Refusal

INTERRUPTED: Final = 130
"""Exit status after Ctrl-C: 128 and the number of SIGINT."""
PIPE_CLOSED: Final = 141
"""Exit status when the reader of the output went away: 128 and the number of SIGPIPE."""


_BYTE_ORDER_MARK: Final = "\ufeff"


@contextmanager
def ending_quietly() -> Iterator[None]:
    """End the process without a traceback on Ctrl-C and when nobody reads the output any more."""
    try:
        yield
    except KeyboardInterrupt:
        raise typer.Exit(INTERRUPTED) from None
    except BrokenPipeError:
        _drop_output()
        raise typer.Exit(PIPE_CLOSED) from None


def read_lines() -> Iterator[str]:
    """Yield the lines of standard input, each once it has come; U+FFFD stands for bytes that are no UTF-8.

    A byte order mark before the first line is left out. Raises Refusal where there is nothing to read from.
    """
    if sys.stdin is None:
        raise Refusal("cannot read: standard input is closed")
    mark = _BYTE_ORDER_MARK
    try:
        for line in sys.stdin.buffer:
            yield line.decode(errors="replace").removeprefix(mark)
            mark = ""
    except OSError as exc:
        raise Refusal(f"cannot read standard input: {exc.strerror}") from exc


def write_line(text: str) -> None:
    """Write a line to standard output at once, in UTF-8 whatever the terminal says of itself.

    Raises BrokenPipeError when nobody reads it any more, and Refusal where it cannot be written.
    """
    if sys.stdout is None:
        raise Refusal("cannot write: standard output is closed")
    try:
        sys.stdout.buffer.write(f"{text}\n".encode())
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as exc:
        _drop_output()
        raise Refusal(f"cannot write to standard output: {exc.strerror}") from exc


def _drop_output() -> None:
    # What is still buffered goes nowhere; else the interpreter would complain about it at its end.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
