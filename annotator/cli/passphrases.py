"""The passphrase of an encrypted project: asked on the terminal, or read from a file or standard input.

No option takes it itself: other programs see what is written on a command line, and shells keep it.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from annotator.model.errors import BadFile, Locked, NotAllowed
from annotator.operations.project import encryption
from annotator.paths import as_it_lies, ends_in, system_says
from annotator.store.connections.connecting import is_locked, unlock
from annotator.store.project import SUFFIX
from annotator.store.sittings import rescue

_PARAMETER = "passphrase_file"
_SOURCE, _READ = "annotator.passphrase_file", "annotator.passphrases"
_TRIES = 3
_ENDINGS = (SUFFIX, rescue.SUFFIX)


def taking_passphrases(command: click.Command) -> click.Command:
    """Give a command the option `--passphrase-file`: files it is given that are encrypted are open before it begins."""
    inner = command.callback
    if inner is None or any(parameter.name == _PARAMETER for parameter in command.params):
        return command

    def call(*arguments: Any, **values: Any) -> Any:
        source = values.pop(_PARAMETER)
        values = {name: _as_it_lies(value) for name, value in values.items()}
        click.get_current_context().meta[_SOURCE] = source
        if command.name != "open" or source is not None:  # else the window asks
            for path in _files_in(values.values()):
                unlock_asked(path)
        return inner(*arguments, **values)

    command.callback = call
    command.params.append(
        click.Option(
            ["--passphrase-file"],
            type=click.Path(path_type=Path, allow_dash=True),
            metavar="PATH|-",
            help="Where the passphrase of an encrypted project stands (“-”: standard input); else it is asked.",
        )
    )
    return command


def _as_it_lies(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(map(_as_it_lies, value))
    return as_it_lies(value) if isinstance(value, Path) else value


def unlock_asked(path: Path) -> None:
    """Open an encrypted file with the passphrase that is given or asked for; raises `Locked` where none fits."""
    if not is_locked(path):
        return
    source = click.get_current_context().meta.get(_SOURCE)
    if source is not None:
        unlock(path, _given(source))
        return
    if not sys.stdin.isatty():
        raise Locked(f"{path.name} is encrypted; type its passphrase on a terminal, or give --passphrase-file.")
    for attempt in reversed(range(_TRIES)):
        try:
            unlock(path, _asked(f"Passphrase of {path.name}"))
            return
        except Locked as error:
            if not attempt:
                raise
            click.echo(str(error), err=True)


def new_passphrase(source: Path | None = None) -> str:
    """Return the passphrase of a file that is to be made, typed twice, or as given.

    `source`: the file it stands in, where that is not the one of `--passphrase-file`.
    """
    source = source or click.get_current_context().meta.get(_SOURCE)
    if source is not None:
        return _given(source)
    if not sys.stdin.isatty():
        raise NotAllowed("A passphrase is needed; type one on a terminal, or give --passphrase-file.")
    click.echo(encryption.LOST, err=True)
    while True:
        typed = _asked("New passphrase")
        if hint := encryption.hint(typed):
            click.echo(hint, err=True)
        if _asked("The same once more") == typed:
            return typed
        click.echo("These were two different ones.", err=True)


def is_given() -> bool:
    """Whether `--passphrase-file` says where a passphrase stands."""
    return click.get_current_context().meta.get(_SOURCE) is not None


def _asked(prompt: str) -> str:
    return str(click.prompt(prompt, hide_input=True, err=True))


def _given(source: Path) -> str:
    """Return the first line of a file, the next one of standard input."""
    read: dict[Path, str] = click.get_current_context().meta.setdefault(_READ, {})
    try:
        if str(source) == "-":
            line = read.get(source) or sys.stdin.readline()
        else:
            with source.open(encoding="utf-8-sig") as file:
                line = file.readline()
    except OSError as error:
        raise BadFile(str(source), f"it cannot be read ({system_says(error)})", "check the name") from error
    except UnicodeDecodeError as error:
        raise BadFile(str(source), "its first line is no text in UTF-8", "check the name") from error
    read[source] = line
    if not (found := line.rstrip("\r\n")):
        raise BadFile(str(source), "there is no passphrase in its first line", "check the name")
    return found


def next_line() -> None:
    """Take what was read from standard input for done: another passphrase stands in its next line."""
    click.get_current_context().meta.pop(_READ, None)


def _files_in(values: Any) -> Iterator[Path]:
    for value in values:
        if isinstance(value, (list, tuple)):
            yield from _files_in(value)
        elif isinstance(value, Path) and ends_in(value, *_ENDINGS):
            yield value
