"""Passwords of hubs: out of the keyring, typed hidden on a terminal, or read from standard input.

No option takes one itself: other programs see what is written on a command line, and shells keep it. What was typed or
chosen is kept in the keyring once the command has succeeded; what the hub does not take is forgotten there.
"""

import sys
from dataclasses import dataclass, field
from typing import Any

import click

from annotator.hub import passwords
from annotator.hub.address import HubAddress
from annotator.hub.problems import WrongPassword
from annotator.model.errors import NotAllowed

_PARAMETER = "password_stdin"
_IS_GIVEN, _TOLD, _READ = "annotator.password_stdin", "annotator.passwords", "annotator.password_read"


@dataclass(frozen=True, slots=True)
class _Told:
    """A password that a command was told. `is_known`: by the keyring; `is_kept`: whether it is to be put there."""

    address: HubAddress
    password: str = field(repr=False)
    is_known: bool = False
    is_kept: bool = False


def taking_passwords(command: click.Command) -> click.Command:
    """Give a command the option `--password-stdin`, and keep afterwards what was typed or chosen.

    A decorator of those that sign in, above `@click.command`.
    """
    inner = command.callback
    if inner is None or any(parameter.name == _PARAMETER for parameter in command.params):
        return command

    def call(*arguments: Any, **values: Any) -> Any:
        click.get_current_context().meta[_IS_GIVEN] = values.pop(_PARAMETER)
        try:
            result = inner(*arguments, **values)
        except WrongPassword:
            for one in _all_told().values():
                if one.is_known:  # else nobody would ever be asked for the right one
                    passwords.forget(one.address)
            raise
        for one in _all_told().values():
            if one.is_kept and (why := passwords.why_not_kept(one.address, one.password)):
                click.echo(why, err=True)
        return result

    command.callback = call
    command.params.append(
        click.Option(["--password-stdin"], is_flag=True, help="Read the hub’s password from standard input, a line.")
    )
    return command


def password_of(address: HubAddress, is_kept: bool = True) -> str:
    """Return the password of the login at an address: as given, as kept, or as it is typed.

    `is_kept`: whether the keyring is to have what is typed. Raises `NotAllowed` where there is no terminal.
    """
    if (told := _all_told().get(address.url)) is not None:
        return told.password
    if _is_given():
        return _tell(_Told(address, _line()))
    if (known := passwords.known(address)) is not None:
        return _tell(_Told(address, known, is_known=True))
    return _tell(_Told(address, _asked(f"Password of {address.login} on {address.name}"), is_kept=is_kept))


def new_password(address: HubAddress) -> str:
    """Return the password that somebody chooses for their login, typed twice or as given; the keyring keeps it.

    Raises `NotAllowed` where there is no terminal to type it on.
    """
    return _tell(_Told(address, _line() if _is_given() else _chosen(address), is_kept=True))


def forget(address: HubAddress) -> None:
    """Let neither the keyring nor this command have the password of a login that was given up."""
    _all_told().pop(address.url, None)
    passwords.forget(address)


def _chosen(address: HubAddress) -> str:
    while True:
        typed = _asked(f"New password for {address.name}")
        if _asked("The same once more") == typed:
            return typed
        click.echo("These were two different ones.", err=True)


def _asked(prompt: str) -> str:
    if not sys.stdin.isatty():
        raise NotAllowed("A password is needed; type it on a terminal, or give it by --password-stdin.")
    return str(click.prompt(prompt, hide_input=True, err=True))


def _line() -> str:
    """Return the next line of standard input; a passphrase that comes by it, too, stands before it."""
    try:
        line = sys.stdin.readline().rstrip("\r\n")
    except UnicodeDecodeError as error:
        raise NotAllowed("The password on standard input is no text in UTF-8; give it as one.") from error
    if not line:
        raise NotAllowed("There is no password on standard input; give it as a line there.")
    return line


def _is_given() -> bool:
    return bool(click.get_current_context().meta.get(_IS_GIVEN))


def _all_told() -> dict[str, _Told]:
    told: dict[str, _Told] = click.get_current_context().meta.setdefault(_TOLD, {})
    return told


def _tell(told: _Told) -> str:
    _all_told()[told.address.url] = told
    return told.password
