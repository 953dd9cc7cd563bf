"""A password for a hub is asked without being shown, known from the keyring, or read; never said, never an option."""

import io
import sys
from dataclasses import dataclass, field

import click
import keyring
import pytest

from annotator.cli import hub_passwords
from annotator.cli.hub_passwords import taking_passwords
from annotator.hub import passwords
from annotator.hub.address import HubAddress
from annotator.hub.problems import Unreachable, WrongPassword
from annotator.model.errors import NotAllowed
from tests.hub.keyrings import FailingKeyring

HUB = HubAddress("hub.example.org", "texts", login="k_7f3a")
RIGHT, WRONG = "Zq7-Wv9-right", "Zq7-Wv9-wrong"


class Input(io.StringIO):
    """Standard input; a terminal where nothing is piped into it."""

    def isatty(self) -> bool:
        return not self.getvalue()


@dataclass
class Desk:
    """Who sits at a terminal, and a hub that takes one password. `typed`: the lines that are to come."""

    typed: list[str] = field(default_factory=list)
    prompts: list[str] = field(default_factory=list)
    signed_in: list[str] = field(default_factory=list)
    is_reached: bool = True

    def type(self, prompt: str) -> str:
        self.prompts.append(prompt)
        return self.typed.pop(0)

    def sign_in(self, password: str) -> None:
        if not self.is_reached:
            raise Unreachable("The hub cannot be reached.")
        if password != RIGHT:
            raise WrongPassword("The hub does not take this password; type it again.")
        self.signed_in.append(password)

    def run(self, *options: str, is_kept: bool = True) -> None:
        """Give a command that signs in."""

        @click.command()
        def command() -> None:
            told = hub_passwords.password_of(HUB, is_kept)
            assert hub_passwords.password_of(HUB, is_kept) == told, "nobody is asked twice"
            self.sign_in(told)

        taking_passwords(taking_passwords(command)).main(list(options), standalone_mode=False)

    def join(self, *options: str) -> None:
        """Give a command that sets a password."""

        @click.command()
        def command() -> None:
            self.sign_in(hub_passwords.new_password(HUB))

        taking_passwords(command).main(list(options), standalone_mode=False)


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Desk:
    desk = Desk()
    monkeypatch.setattr("click.termui.hidden_prompt_func", desk.type)
    monkeypatch.setattr(sys, "stdin", Input())
    return desk


def test_what_is_typed_is_kept_once_it_was_right_and_asked_for_no_more(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.typed = [WRONG, RIGHT]
    with pytest.raises(WrongPassword):
        desk.run()
    assert passwords.known(HUB) is None
    desk.run()
    desk.run()
    assert desk.prompts == ["Password of k_7f3a on hub.example.org/texts: "] * 2
    assert passwords.known(HUB) == RIGHT and desk.signed_in == [RIGHT] * 2
    said = capsys.readouterr()
    assert "Zq7" not in said.out + said.err


def test_a_kept_one_that_is_wrong_by_now_is_forgotten_and_no_other_trouble_costs_it(desk: Desk) -> None:
    passwords.keep(HUB, RIGHT)
    desk.is_reached = False
    with pytest.raises(Unreachable):
        desk.run()
    assert passwords.known(HUB) == RIGHT
    desk.is_reached = True
    passwords.keep(HUB, WRONG)
    with pytest.raises(WrongPassword):
        desk.run()
    desk.typed = [RIGHT]
    desk.run()
    assert passwords.known(HUB) == RIGHT and len(desk.prompts) == 1


def test_an_administrators_is_known_and_never_put_into_the_keyring(desk: Desk) -> None:
    desk.typed = [RIGHT]
    desk.run(is_kept=False)
    assert passwords.known(HUB) is None and desk.signed_in == [RIGHT]
    passwords.keep(HUB, RIGHT)
    desk.run(is_kept=False)
    assert desk.signed_in == [RIGHT] * 2 and len(desk.prompts) == 1


def test_without_a_terminal_a_line_of_standard_input_is_it_and_stays_out_of_the_keyring(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    passwords.keep(HUB, WRONG)
    for given in (f"{RIGHT}\n", f"{RIGHT}\r\nmore\n", RIGHT):
        monkeypatch.setattr(sys, "stdin", Input(given))
        desk.run("--password-stdin")
    assert desk.signed_in == [RIGHT] * 3 and passwords.known(HUB) == WRONG and desk.prompts == []
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n"))
    with pytest.raises(NotAllowed, match="There is no password on standard input"):
        desk.run("--password-stdin")
    passwords.forget(HUB)
    with pytest.raises(NotAllowed, match="type it on a terminal, or give it by --password-stdin"):
        desk.run()


def test_a_new_one_is_typed_twice_or_read_and_kept(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.typed = [RIGHT, WRONG, RIGHT, RIGHT]
    desk.join()
    assert passwords.known(HUB) == RIGHT
    assert desk.prompts[:2] == ["New password for hub.example.org/texts: ", "The same once more: "]
    said = capsys.readouterr()
    assert said.err == "These were two different ones.\n" and said.out == ""
    passwords.forget(HUB)
    monkeypatch.setattr(sys, "stdin", Input(f"{RIGHT}\n"))
    desk.join("--password-stdin")
    assert passwords.known(HUB) == RIGHT and len(desk.prompts) == 4


def test_that_of_a_login_that_is_given_up_is_forgotten(desk: Desk) -> None:
    @click.command()
    def leave() -> None:
        desk.sign_in(hub_passwords.password_of(HUB))
        hub_passwords.forget(HUB)

    for kept in (False, True):
        if kept:
            passwords.keep(HUB, RIGHT)
        desk.typed = [RIGHT]
        taking_passwords(leave).main([], standalone_mode=False)
        assert passwords.known(HUB) is None
    assert desk.signed_in == [RIGHT] * 2


def test_where_the_keyring_fails_the_command_succeeds_and_says_why_nothing_is_kept(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    keyring.set_keyring(FailingKeyring(RuntimeError))
    desk.typed = [RIGHT]
    desk.run()
    assert passwords.REFUSED in capsys.readouterr().err.splitlines() and desk.signed_in == [RIGHT]


def test_no_option_takes_a_password_itself(desk: Desk) -> None:
    for option in ("--password", "--pass", "--password-stdin=x"):
        with pytest.raises(click.UsageError):
            desk.run(option, RIGHT)
    assert desk.signed_in == []
