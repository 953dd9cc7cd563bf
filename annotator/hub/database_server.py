"""What the administration of a hub needs of a connection to a server."""

from collections.abc import Sequence
from typing import Any, Protocol


class DatabaseServer(Protocol):
    """A connection; each call is a transaction of its own."""

    def run(self, sql: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Run a statement, with “%s” where a parameter goes and “%%” for a percent sign; return its rows."""
        ...

    def script(self, text: str) -> None:
        """Run a script of statements as it stands, all or none of it."""
        ...
