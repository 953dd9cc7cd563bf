"""Keyrings for tests: one in memory, and those that fail, each in its way. None touches that of the system."""

import threading
from typing import NoReturn

import keyring.errors
from keyring.backend import KeyringBackend


class MemoryKeyring(KeyringBackend):
    """Keeps passwords as long as it lives."""

    priority = 9

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.kept.pop((service, username), None) is None:
            raise keyring.errors.PasswordDeleteError("there is none")


class ForgetfulKeyring(MemoryKeyring):
    """Takes all and keeps nothing."""

    def set_password(self, service: str, username: str, password: str) -> None:
        pass


class FailingKeyring(MemoryKeyring):
    """Raises what it was made with, and repeats in it what it was given."""

    def __init__(self, kind: type[Exception]) -> None:
        super().__init__()
        self.kind = kind

    def get_password(self, service: str, username: str) -> NoReturn:
        raise self.kind(f"no answer for {username}")

    def set_password(self, service: str, username: str, password: str) -> NoReturn:
        raise self.kind(f"cannot keep {password}")

    def delete_password(self, service: str, username: str) -> NoReturn:
        raise self.kind(f"cannot delete {username}")


class HangingKeyring(MemoryKeyring):
    """Answers once it is let go."""

    def __init__(self) -> None:
        super().__init__()
        self.begun, self.let_go = threading.Event(), threading.Event()
        self.asked = 0

    def get_password(self, service: str, username: str) -> str | None:
        self.asked += 1
        self.begun.set()
        self.let_go.wait(60)
        return super().get_password(service, username)


class PlainFileKeyring(MemoryKeyring):
    """Says of itself that it is not to be recommended, as one that writes plain files does."""

    priority = 0.5  # type: ignore[assignment]
