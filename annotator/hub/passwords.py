"""Passwords for hubs, in the keyring of the system: Keychain, Credential Locker, Secret Service or KWallet.

The library `keyring` (of the extra `hub`) is loaded when it is asked first. A keyring may ask the user to unlock it,
and some never answer: call this off the window's thread. No call takes longer than `LIMIT_S`; a keyring that has not
answered by then is asked nothing more until it has. What a keyring raises is logged by its kind alone, since its text
may hold what it was given.
"""

import importlib
import queue
import secrets
import threading
from collections.abc import Callable
from typing import Any

from annotator.hub.address import HubAddress
from annotator.log import log_warning

SERVICE = "annotator hub"
LIMIT_S = 60.0
"""For whoever has to type the password of the keyring."""
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Those that are not taken for each other when they are read aloud or typed from paper."""
_GROUPS, _GROUP = 5, 5
_AGAIN = "the password is not kept, and asked for each time"
NO_LIBRARY = f"There is no keyring (it comes with diplomatic-annotator[hub]); {_AGAIN}."
NO_KEYRING = f"This system has no keyring that could be used; {_AGAIN}."
REFUSED = f"The keyring of this system did not take the password; {_AGAIN}."
SILENT = f"The keyring of this system does not answer; {_AGAIN}."

_SAFE = 1
"""The priority from which `keyring` recommends one: others keep nothing, or in plain text."""

_one_at_a_time = threading.Lock()
_unanswered: threading.Thread | None = None


def known(address: HubAddress) -> str | None:
    """Return the password of the login at an address; None where it is not kept, or the keyring does not say it."""
    found: str | None = _asked(lambda keyring: keyring.get_password(SERVICE, address.url))[0]
    return found


def keep(address: HubAddress, password: str) -> bool:
    """Keep a password in place of an earlier one; return whether it is kept."""
    return not why_not_kept(address, password)


def why_not_kept(address: HubAddress, password: str) -> str:
    """Keep a password as `keep` does; return the sentence that says why it could not be, empty where it is kept."""

    def kept(keyring: Any) -> bool:
        keyring.set_password(SERVICE, address.url, password)
        return bool(keyring.get_password(SERVICE, address.url) == password)  # one kind takes all and keeps nothing

    is_kept, problem = _asked(kept)
    return problem or ("" if is_kept else REFUSED)


def forget(address: HubAddress) -> None:
    """Take a password out of the keyring, where it is there."""

    def forgotten(keyring: Any) -> None:
        if keyring.get_password(SERVICE, address.url) is not None:
            keyring.delete_password(SERVICE, address.url)

    _asked(forgotten)


def new_password() -> str:
    """Return a password that nobody guesses (124 bits) and everybody can read aloud: “k7mwx-…”, five groups of five."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(_GROUP)) for _ in range(_GROUPS))


def _asked(ask: Callable[[Any], Any]) -> tuple[Any, str]:
    """Return what the keyring answers and an empty text, or None and the sentence that says why it does not."""
    global _unanswered
    if (_unanswered is not None and _unanswered.is_alive()) or not _one_at_a_time.acquire(timeout=LIMIT_S):
        return None, SILENT
    answers: queue.SimpleQueue[tuple[Any, str]] = queue.SimpleQueue()
    asking = threading.Thread(target=_work, args=(ask, answers), name="keyring", daemon=True)
    asking.start()
    try:
        return answers.get(timeout=LIMIT_S)
    except queue.Empty:
        _unanswered = asking
        log_warning(f"the keyring has not answered within {LIMIT_S:g} s")
        return None, SILENT


def _work(ask: Callable[[Any], Any], answers: "queue.SimpleQueue[tuple[Any, str]]") -> None:
    try:
        answers.put(_answer(ask))
    finally:
        _one_at_a_time.release()


def _answer(ask: Callable[[Any], Any]) -> tuple[Any, str]:
    try:
        keyring: Any = importlib.import_module("keyring")
    except ImportError:
        return None, NO_LIBRARY
    try:
        if keyring.get_keyring().priority < _SAFE:
            return None, NO_KEYRING
        return ask(keyring), ""
    except Exception as error:  # noqa: BLE001  of a plug-in, which may raise anything
        log_warning(f"the keyring raised {type(error).__qualname__}")
        return None, REFUSED
