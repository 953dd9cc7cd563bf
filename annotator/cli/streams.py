"""The standard streams as commands need them: they are there, end lines alike everywhere, and fail at no character.

On Windows a program without a console has none of the three, a pipe is in the code page of the system, and each line
feed becomes two characters. What is read by programs goes out in UTF-8, as the same bytes that a file would have.
"""

import io
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TextIO

import click

from annotator.log import log_file

_BOLD = r"\x1b\[[01]m"
_OBEYED = re.compile(rf"({_BOLD})|[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066\u2067\u2028\u2029]")
"""What a terminal obeys, or what turns the direction of what stands behind it: all but what this program makes bold."""
_PIPED = "utf-8-sig"
"""UTF-8 with or without the mark by which Windows tells it."""
_ERROR_BOX = 0x10
"""MB_OK and MB_ICONERROR of the Windows API."""


def prepare() -> None:
    """Put the streams in order, before a command says or reads anything."""
    sys.stdin = sys.stdin or _none("r")
    sys.stdout = sys.stdout or _none("w")
    sys.stderr = sys.stderr or _Unseen(_log_or_nothing(), "utf-8", "backslashreplace", write_through=True)
    for stream in (sys.stdout, sys.stderr):
        # A name that the terminal or the pipe has no characters for must not end the command.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace", newline="\n")
            _make_harmless(stream)
    # What is piped in is what a file would be: passphrases and JSON in UTF-8.
    piped_in = sys.stdin
    if isinstance(piped_in, io.TextIOWrapper) and piped_in.encoding != _PIPED and not piped_in.isatty():
        piped_in.reconfigure(encoding=_PIPED, errors="strict")


def _make_harmless(stream: io.TextIOWrapper) -> None:
    """Let a stream write a blank for each character that a terminal would obey: a title may hold any of them.

    Also into a pipe, since at its end there is mostly a terminal. What programs read passes by (`print_data`).
    """
    if "write" not in vars(stream):
        write = stream.write
        stream.write = lambda text: write(_OBEYED.sub(_kept, text))  # type: ignore[method-assign]


def _kept(found: re.Match[str]) -> str:
    return found[1] or " "


@contextmanager
def obeyed(stream: TextIO) -> Iterator[TextIO]:
    """Yield a stream by which the program gives a terminal orders, as for a bar; no word of a user goes there."""
    written = vars(stream).pop("write", None)
    try:
        yield stream
    finally:
        if written is not None:
            vars(stream)["write"] = written


def complain(sentence: str) -> None:
    """Say why something was not done; in a box where a program of Windows has no console, which nobody else would."""
    with unheard():
        click.echo(sentence, err=True)
    if sys.platform == "win32" and isinstance(sys.stderr, _Unseen):
        import ctypes  # noqa: PLC0415 - there alone

        ctypes.windll.user32.MessageBoxW(None, sentence, "Annotator", _ERROR_BOX)


@contextmanager
def unheard() -> Iterator[None]:
    """Say something that stays unsaid where the disk behind the streams is full: the exit code tells it too.

    What they still hold is let go of; Python would try once more at its end, and say so in a traceback.
    """
    with suppress(OSError):
        yield
    for name in ("stdout", "stderr"):
        try:
            getattr(sys, name).flush()
        except OSError:
            setattr(sys, name, None)


def print_data(text: str) -> None:
    """Print what programs read as it is: in UTF-8 and with its own line ends, but on a terminal as it can show it."""
    if sys.stdout.isatty() or not isinstance(sys.stdout, io.TextIOWrapper):
        click.echo(text, nl=False)
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8"))
    sys.stdout.buffer.flush()


class _Unseen(io.TextIOWrapper):
    """The error stream of a program without a console: what is said stands in the log of errors."""


def _none(mode: str) -> TextIO:
    return open(os.devnull, mode, encoding="utf-8")  # type: ignore[return-value]  # noqa: PTH123


def _log_or_nothing() -> io.FileIO:
    try:
        # Nobody else on the machine is to read it, by whoever it is made first: see `log_handler`.
        return io.FileIO(log_file(), "ab", opener=lambda path, flags: os.open(path, flags, 0o600))
    except OSError:
        return open(os.devnull, "wb", buffering=0)  # noqa: PTH123
