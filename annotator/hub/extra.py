"""What speaks to a hub is an extra, psycopg and keyring, which need not be installed: said in one sentence."""

from collections.abc import Iterator
from contextlib import contextmanager

from annotator.hub.problems import HubProblem

INSTALL = 'pip install "diplomatic-annotator[hub]"'
_LIBRARIES = ("psycopg", "psycopg_binary", "keyring")


@contextmanager
def of_extra() -> Iterator[None]:
    """Raise `HubProblem` where what is loaded within is a library of the extra that is not there."""
    try:
        yield
    except ImportError as error:
        # psycopg that finds no libpq names nothing.
        if (error.name or _LIBRARIES[0]).partition(".")[0] not in _LIBRARIES:
            raise
        raise HubProblem(f"What speaks to a hub is not installed; install it: {INSTALL}.") from error
