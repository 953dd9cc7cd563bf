"""Ctrl+C on the terminal that the window was started from: it closes the window, as a click on its cross does.

Qt waits in C, and Python hears a signal only when it runs again, which may be at the next move of the mouse. So a
signal wakes Qt: https://docs.python.org/3/library/signal.html#signal.set_wakeup_fd
"""

import contextlib
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QSocketNotifier

_AT_ONCE = 64


@contextmanager
def heeding_interrupts() -> Iterator[None]:
    """Let Python hear signals while Qt waits; at the `KeyboardInterrupt` of one `CrashHandler` closes the window."""
    rung, heard = socket.socketpair()
    with rung, heard:
        rung.setblocking(False)
        heard.setblocking(False)
        notifier = QSocketNotifier(heard.fileno(), QSocketNotifier.Type.Read)

        def hear() -> None:
            with contextlib.suppress(BlockingIOError):
                heard.recv(_AT_ONCE)

        notifier.activated.connect(hear)
        former = signal.set_wakeup_fd(rung.fileno(), warn_on_full_buffer=False)
        try:
            yield
        finally:
            signal.set_wakeup_fd(former)
            notifier.setEnabled(False)
