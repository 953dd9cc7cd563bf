"""How long work tells how far it is, and how it is asked to stop."""

from collections.abc import Callable

Progress = Callable[[int, int, str], None]
"""Called with (done, total, what is at hand); raises `Cancelled` where the user asked to stop."""


def silent(done: int, total: int, text: str) -> None:
    """Tell nobody."""
