"""Passwords are kept in the keyring, and where that is missing, fails, hangs or forgets, a sentence says so."""

import logging
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import keyring
import keyring.errors
import pytest
from hypothesis import given
from hypothesis import strategies as st
from keyring.backends import fail, null

from annotator.hub import passwords
from annotator.hub.address import HubAddress
from annotator.log import log_file
from tests.hub.addresses import addresses
from tests.hub.keyrings import FailingKeyring, ForgetfulKeyring, HangingKeyring, MemoryKeyring, PlainFileKeyring

SECRET = "Zq7-Wv9-secret"
HUB = HubAddress("hub.example.org", "texts", login="k_7f3a")


@pytest.fixture
def hanging(monkeypatch: pytest.MonkeyPatch) -> Iterator[HangingKeyring]:
    """A keyring that does not answer, and a limit that is short."""
    hangs = HangingKeyring()
    keyring.set_keyring(hangs)
    monkeypatch.setattr(passwords, "LIMIT_S", 0.05)
    yield hangs
    hangs.let_go.set()
    for thread in threading.enumerate():
        if thread.name == "keyring":
            thread.join(60)


@given(st.lists(st.tuples(addresses(), st.text(min_size=1), st.booleans()), max_size=8))
def test_each_login_at_each_address_has_its_own_password_until_it_is_forgotten(
    said: list[tuple[HubAddress, str, bool]],
) -> None:
    kept, expected = MemoryKeyring(), dict[str, str]()
    keyring.set_keyring(kept)
    for address, password, is_forgotten in said:
        assert passwords.keep(address, password) and passwords.why_not_kept(address, password) == ""
        expected[address.url] = password
        if is_forgotten:
            passwords.forget(address)
            passwords.forget(address)  # what is not there is no error
            del expected[address.url]
    assert {("annotator hub", url): password for url, password in expected.items()} == kept.kept
    assert all(passwords.known(address) == expected.get(address.url) for address, _, _ in said)


@pytest.mark.parametrize(
    ("backend", "sentence"),
    [
        (fail.Keyring(), passwords.NO_KEYRING),  # type: ignore[no-untyped-call]
        (null.Keyring(), passwords.NO_KEYRING),  # type: ignore[no-untyped-call]
        (PlainFileKeyring(), passwords.NO_KEYRING),
        (ForgetfulKeyring(), passwords.REFUSED),
        *(
            (FailingKeyring(kind), passwords.REFUSED)
            for kind in (
                *(keyring.errors.KeyringLocked, keyring.errors.PasswordSetError, keyring.errors.InitError),
                *(RuntimeError, OSError, KeyError, type("DBusError", (Exception,), {})),
            )
        ),
    ],
    ids=lambda each: type(each).__name__ if not isinstance(each, str) else "",
)
def test_a_keyring_that_fails_keeps_nothing_and_a_sentence_says_so(
    backend: MemoryKeyring, sentence: str, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    keyring.set_keyring(backend)
    with caplog.at_level(logging.DEBUG):
        assert passwords.known(HUB) is None and not passwords.keep(HUB, SECRET)
        assert passwords.why_not_kept(HUB, SECRET) == sentence
        passwords.forget(HUB)
        assert passwords.known(HUB) is None
    log, said = log_file(), capfd.readouterr()
    logged = log.read_text(encoding="utf-8") if log.exists() else ""
    assert not isinstance(backend, FailingKeyring) or f"the keyring raised {backend.kind.__name__}" in logged
    assert SECRET not in logged + caplog.text + said.out + said.err and said.err == ""
    assert SECRET not in sentence and sentence.count(".") == 1 + sentence.count("[hub].")


def test_without_the_library_nothing_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "keyring", None)
    assert passwords.known(HUB) is None and passwords.why_not_kept(HUB, SECRET) == passwords.NO_LIBRARY
    passwords.forget(HUB)


def test_a_keyring_that_hangs_holds_nobody_up_and_is_not_asked_again_before_it_answers(
    hanging: HangingKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert passwords.known(HUB) is None and passwords.why_not_kept(HUB, SECRET) == passwords.SILENT
    assert passwords.known(HUB) is None and hanging.begun.wait(60) and hanging.asked == 1
    hanging.let_go.set()
    monkeypatch.setattr(passwords, "LIMIT_S", 60)
    for thread in threading.enumerate():
        if thread.name == "keyring":
            assert thread.daemon, "it would keep the program from ending"
            thread.join(60)
    assert passwords.keep(HUB, SECRET) and passwords.known(HUB) == SECRET


def test_many_ask_at_once_and_each_gets_its_own_answer() -> None:
    keyring.set_keyring(MemoryKeyring())
    hubs = [HUB.with_login(f"k_{number}") for number in range(40)]
    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(lambda hub: passwords.keep(hub, f"{SECRET} {hub.login}"), hubs))
        assert list(pool.map(passwords.known, hubs)) == [f"{SECRET} {hub.login}" for hub in hubs]


def test_a_new_password_is_long_and_readable_and_no_two_are_the_same() -> None:
    made = [passwords.new_password() for _ in range(200)]
    assert len(set(made)) == 200
    assert all([len(group) for group in one.split("-")] == [5] * 5 for one in made)
    assert not set("".join(made)) & set("il1o0 ABC'\"\\")
    assert len(set("".join(made))) == 32, "all letters are drawn, and the hyphen"


def test_the_library_is_loaded_when_a_password_is_asked_for() -> None:
    asked = "import sys, annotator.hub.passwords; print('keyring' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, timeout=500, check=True)
    assert done.stdout.split() == ["False"]


def test_a_program_ends_while_its_keyring_hangs_for_ever() -> None:
    asked = """
import keyring
from annotator.hub import passwords
from annotator.hub.address import HubAddress
from tests.hub.keyrings import HangingKeyring

hangs = HangingKeyring()
hangs.let_go.wait = lambda seconds: __import__("time").sleep(3600)
keyring.set_keyring(hangs)
passwords.LIMIT_S = 0.05
print(passwords.known(HubAddress("h", "d")), hangs.begun.wait(60), hangs.asked)
"""
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, timeout=500, check=True)
    assert done.stdout.split() == ["None", "True", "1"] and done.stderr == ""


def test_no_test_has_the_keyring_of_the_system() -> None:
    assert isinstance(keyring.get_keyring(), MemoryKeyring)
