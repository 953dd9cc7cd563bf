"""The inside of a process of its own that reads files: requests in, answers out, within limits.

A request is eight bytes of length, one that says how to read, and the file; an answer eight bytes of length, and JSON
or bytes. The process ends with its input, or when nobody asks for a while. What a file may take of memory beyond its
own size is limited where the system can.
"""

import gc
import json
import os
import sys
import threading
from collections.abc import Callable, Mapping
from typing import BinaryIO

MOST_BYTES = 400 * 1024 * 1024
"""So much memory may reading a file take, beside what the file is long."""

_IDLE_S = 20.0
_LONGEST = 1 << 40
"""No file is longer: what says so is no request."""


class NoRequest(ValueError):
    """What came is not what this program asks or answers."""


def serve_files(
    answer_for: Callable[[bytes, bytes], Mapping[str, object] | bytes],
    asked: BinaryIO,
    answers: BinaryIO,
    limited: bool = True,
    idle_s: float = _IDLE_S,
) -> None:
    """Answer requests until there are no more. `answer_for`: takes how to read, and a file; bytes are no JSON.

    It may raise `NoRequest`, with which this process ends, with one sentence. `limited`: whether this process may be
    denied memory. `idle_s`: so long it waits for the next request.
    """
    # What is read is made of some hundred thousand small objects without circles: to go over them again and again
    # takes a tenth of the time.
    gc.set_threshold(200_000, 50, 100)
    while True:
        timer = threading.Timer(idle_s, os._exit, (0,))
        timer.daemon = True
        timer.start()
        head = asked.read(8)
        timer.cancel()
        if len(head) < 8:
            return
        size = int.from_bytes(head, "big")
        try:
            if size > _LONGEST:
                raise NoRequest
            if limited:
                _limit_memory(2 * size)
            mode = asked.read(1)
            found = answer_for(mode, asked.read(size))
        except NoRequest:
            sys.exit("This reads files for annotator alone, and what came is no request of it; start annotator.")
        answer = found if isinstance(found, bytes) else json.dumps(found).encode("ascii")
        answers.write(len(answer).to_bytes(8, "big") + answer)
        answers.flush()


def _limit_memory(size: int) -> None:
    """Let this process have so much more memory than it has; without effect where the system knows no such limit."""
    if sys.platform != "linux":
        return
    import resource  # noqa: PLC0415 - there is none on Windows

    try:
        with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123 - no file of anybody
            now = int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return  # a container without /proc: nothing says how much it has
    # Who may use less on this system, as on the nodes of many a cluster, may not raise that.
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    wanted = now + size + MOST_BYTES
    resource.setrlimit(resource.RLIMIT_AS, (wanted if most == resource.RLIM_INFINITY else min(wanted, most), most))
