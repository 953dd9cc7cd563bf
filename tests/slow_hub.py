"""A server that hangs, is late, breaks off or refuses: what stands between a client and a real one on 127.0.0.1."""

import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Literal, Self

from tests.server_place import HOST, free_port

_CHUNK = 65_536
Towards = Literal["server", "client"]


class SlowHub:
    """Passes everything on to the server at `port` of 127.0.0.1, until it is told otherwise; to be entered by `with`.

    Clients connect to its own `port`. Whatever it is told holds from then on, for connections made before as well.
    """

    host = HOST

    def __init__(self, port: int) -> None:
        self._server = (HOST, port)
        self._changed = threading.Condition()
        self._hangs, self._is_closed = False, False
        self._late_s = 0.0
        self.cuts = 0
        """How often a connection was broken by cut_after()."""
        self._left: dict[Towards, int | None] = {"server": None, "client": None}
        self._links: list[tuple[socket.socket, socket.socket | None]] = []
        self._threads: list[threading.Thread] = []
        self._door: socket.socket | None = None
        self.port = 0

    def __enter__(self) -> Self:
        self._open()
        return self

    def __exit__(self, *_: object) -> None:
        with self._changed:
            self._is_closed = True
            self._changed.notify_all()
        self.refuse()
        for thread in self._threads:
            thread.join(60)
            assert not thread.is_alive()

    @property
    def connections(self) -> int:
        """How many are open."""
        with self._changed:
            return len(self._links)

    def pass_on(self) -> None:
        """Be as good as the server itself again."""
        with self._changed:
            self._hangs, self._late_s, self._left = False, 0.0, {"server": None, "client": None}
            self._changed.notify_all()
        if self._door is None:
            self._open()

    def hang(self) -> None:
        """Take connections, and pass nothing on."""
        with self._changed:
            self._hangs = True

    def delay(self, seconds: float) -> None:
        """Hold back each piece of an answer for so long."""
        with self._changed:
            self._late_s = seconds

    def cut_after(self, count: int, towards: Towards) -> None:
        """Break the connection once so many more bytes went in a direction; the last of them arrive. It cuts once."""
        with self._changed:
            self._left[towards] = count

    def cut(self) -> None:
        """Break all connections; new ones are taken."""
        with self._changed:
            links, self._links = self._links, []
        for link in links:
            _break(*link)

    def refuse(self) -> None:
        """Break all connections, and take none."""
        with self._changed:
            door, self._door = self._door, None
        if door is not None:
            with suppress(OSError):
                door.shutdown(socket.SHUT_RDWR)  # wakes the thread that waits at it
            door.close()
        self.cut()

    def _open(self) -> None:
        self.port = self.port or free_port()
        self._door = door = socket.create_server((HOST, self.port))
        self._go(self._take, door)

    def _go(self, work: Callable[..., None], *arguments: object) -> threading.Thread:
        thread = threading.Thread(target=work, args=arguments, daemon=True)
        self._threads.append(thread)
        thread.start()
        return thread

    def _take(self, door: socket.socket) -> None:
        while True:
            try:
                client, _ = door.accept()
            except OSError:
                return
            self._go(self._link, client, door)

    def _link(self, client: socket.socket, door: socket.socket) -> None:
        """Connect a client with the server; not before the server is to answer."""
        with self._changed:
            if self._door is not door:  # closed while the client came in
                _break(client)
                return
            self._links.append((client, None))
            self._changed.wait_for(lambda: not self._hangs or self._is_closed)
        try:
            server = socket.create_connection(self._server, 60)
        except OSError:
            self._drop(client)
            return
        server.settimeout(None)
        with self._changed:
            if (client, None) not in self._links:  # cut meanwhile
                _break(server)
                return
            self._links[self._links.index((client, None))] = (client, server)
        other = self._go(self._carry, client, server, "server")
        self._carry(server, client, "client")
        other.join()
        self._drop(client)

    def _carry(self, source: socket.socket, target: socket.socket, towards: Towards) -> None:
        with suppress(OSError):
            while piece := source.recv(_CHUNK):
                piece, is_last = self._let_through(piece, towards)
                target.sendall(piece)
                if is_last:
                    break
            else:
                target.shutdown(socket.SHUT_WR)
                return
        self._drop(source)

    def _let_through(self, piece: bytes, towards: Towards) -> tuple[bytes, bool]:
        """Wait as long as it was told; return what goes on of a piece, and whether that is the end."""
        with self._changed:
            if towards == "client" and self._late_s:
                self._changed.wait_for(lambda: self._is_closed or not self._late_s, self._late_s)
            self._changed.wait_for(lambda: not self._hangs or self._is_closed)
            left = self._left[towards]
            if left is None:
                return piece, False
            if left > len(piece):
                self._left[towards] = left - len(piece)
                return piece, False
            self._left[towards] = None
            self.cuts += 1
            return piece[:left], True

    def _drop(self, end: socket.socket) -> None:
        with self._changed:
            gone = [link for link in self._links if end in link]
            self._links = [link for link in self._links if end not in link]
        for link in gone:
            _break(*link)


def _break(*ends: socket.socket | None) -> None:
    for end in ends:
        if end is None:
            continue
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)  # wakes the thread that reads it
        end.close()
