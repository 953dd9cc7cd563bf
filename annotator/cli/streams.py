"""The standard streams as commands need them: they are there, end lines alike everywhere, and fail at no character.

On Windows a program without a console has none of the three, a pipe is in the code page of the system, and each line
feed becomes two characters. What is read by programs goes out in UTF-8, as the same bytes that a file would have.
"""

import io
import os
import sys
from pathlib import Path
from typing import TextIO

import click

from annotator.log import log_file

_PIPED = "utf-8-sig"
"""UTF-8 with or without the mark by which Windows tells it."""


def prepare() -> None:
    """Put the streams in order, before a command says or reads anything."""
    sys.stdin = sys.stdin or _none("r")
    sys.stdout = sys.stdout or _none("w")
    sys.stderr = sys.stderr or _log()
    for stream in (sys.stdout, sys.stderr):
        # A name that the terminal or the pipe has no characters for must not end the command.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace", newline="\n")
    # What is piped in is what a file would be: passphrases and JSON in UTF-8.
    piped_in = sys.stdin
    if isinstance(piped_in, io.TextIOWrapper) and piped_in.encoding != _PIPED and not piped_in.isatty():
        piped_in.reconfigure(encoding=_PIPED, errors="strict")


def print_data(text: str) -> None:
    """Print what programs read as it is: in UTF-8 and with its own line ends, but on a terminal as it can show it."""
    if sys.stdout.isatty() or not isinstance(sys.stdout, io.TextIOWrapper):
        click.echo(text, nl=False)
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8"))
    sys.stdout.buffer.flush()


def _none(mode: str) -> TextIO:
    return open(os.devnull, mode, encoding="utf-8")  # type: ignore[return-value]  # noqa: PTH123


def _log() -> TextIO:
    """Return the log of errors, where nobody would see what is said."""
    try:
        return Path(log_file()).open("a", encoding="utf-8", errors="backslashreplace", buffering=1)
    except OSError:
        return _none("w")
