"""What comes before a connection: the addresses of a name, and the certificate as a file."""

import asyncio
import contextlib
import socket
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path


async def addresses_of(host: str, port: int) -> list[str]:
    """Return the addresses of a host, asked for on a thread that nobody waits for at the end of the program.

    Raises `OSError` or `UnicodeError` where nobody knows it; may be cancelled at any time.
    """
    loop = asyncio.get_running_loop()
    found: asyncio.Future[list[str]] = loop.create_future()

    def tell(addresses: list[str] | None, error: Exception | None) -> None:
        if found.done():
            return
        if error is not None:
            found.set_exception(error)
        else:
            found.set_result(addresses or [])

    def work() -> None:
        addresses, problem = None, None
        try:
            addresses = _resolved(host, port)
        except (OSError, UnicodeError) as error:
            problem = error
        with contextlib.suppress(RuntimeError):  # the loop was left meanwhile
            loop.call_soon_threadsafe(tell, addresses, problem)

    threading.Thread(target=work, daemon=True, name="hub address").start()
    return await found


def _resolved(host: str, port: int) -> list[str]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(one[4][0]) for one in found))


@contextlib.contextmanager
def certificate_file(certificate: str) -> Iterator[str]:
    """Yield the path of a certificate, which libpq reads from a file alone; “system”: those that the system trusts."""
    if not certificate:
        yield "system"
        return
    with tempfile.TemporaryDirectory(prefix="annotator-") as folder:
        path = Path(folder) / "root.crt"
        path.write_text(certificate, encoding="ascii")
        yield str(path)
