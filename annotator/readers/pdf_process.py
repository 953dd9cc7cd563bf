"""The process in which PDF files and workbooks are read: what crashes, hangs or fills memory there is a sentence here.

One process reads file after file, and ends by itself when there are no more; one that had to be ended is followed by
a new one.
"""

import atexit
import json
import os
import subprocess
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import annotator
from annotator.bundled import module_command
from annotator.model.errors import BadFile
from annotator.paths import system_says
from annotator.replaced import REMEDY, WHAT, was_replaced

LONGEST_S = 60.0
_PDF_PAGES = tuple(module_command("annotator.readers.pdf_pages"))
_REMEDY = "save it again from another program, or get another copy"


class PdfProcess:
    """The process, begun when it is first asked. Used by one thread at a time."""

    def __init__(self, command: Sequence[str] = _PDF_PAGES, what: str = "PDF file") -> None:
        """`command`: what is run; `what`: how sentences call what is read."""
        self._command, self._what = command, what
        self._process: subprocess.Popen[bytes] | None = None
        self._is_stopped = False

    def ask(self, name: str, data: bytes, longest_s: float = LONGEST_S, mode: bytes = b"p") -> dict[str, Any]:
        """Return what is in the file `name`; raises `BadFile` where reading it ends the process.

        `mode`: how it is read, a value of `pdf_pages.PdfMode`, which only the process knows.
        """
        found: dict[str, Any] = json.loads(self.ask_bytes(name, data, longest_s, mode))
        return found

    def ask_bytes(self, name: str, data: bytes, longest_s: float = LONGEST_S, mode: bytes = b"p") -> bytes:
        """Return the answer as it comes; raises `BadFile` as `ask` does."""
        for is_new in (self._process is None, True):
            process = self._running(name)
            if self._is_stopped:
                process.kill()
            late = threading.Timer(longest_s, process.kill)
            late.start()
            try:
                answer = _asked(process, mode, data)
            finally:
                is_late = not late.is_alive()
                late.cancel()
                late.join()
            if answer is not None:
                return answer
            self.close()
            if is_late or is_new or self._is_stopped:  # else it had ended by itself before it was asked
                break
        if is_late:
            raise BadFile(name, f"the {self._what} takes more than {longest_s:.0f} s to be read", _REMEDY)
        raise BadFile(
            name, f"reading the {self._what} takes too much memory, or breaks the program that reads it", _REMEDY
        )

    def stop(self) -> None:
        """End the process from another thread, whatever it does; it is asked nothing any more."""
        self._is_stopped = True
        if (process := self._process) is not None:
            process.kill()

    def close(self) -> None:
        """End the process, if there is one."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.communicate()

    def _running(self, name: str) -> subprocess.Popen[bytes]:
        if self._process is not None and self._process.poll() is not None:
            self.close()
        if self._process is None:
            if was_replaced():  # it would be of another version, or is gone
                raise BadFile(name, WHAT, REMEDY)
            try:
                self._process = self._begun()
            except OSError as error:
                what = f"the program that reads the {self._what} cannot be started ({system_says(error)})"
                raise BadFile(name, what, "close other programs, and import it again") from error
        return self._process

    def _begun(self) -> subprocess.Popen[bytes]:
        root = str(Path(annotator.__file__).parents[1])
        path = os.pathsep.join(one for one in (root, os.environ.get("PYTHONPATH", "")) if one)
        return subprocess.Popen(
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": path},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )


def _asked(process: subprocess.Popen[bytes], mode: bytes, data: bytes) -> bytes | None:
    """Return the answer of a process, None where it has ended."""
    assert process.stdin is not None and process.stdout is not None
    try:
        process.stdin.write(len(data).to_bytes(8, "big") + mode + data)
        process.stdin.flush()
    except OSError:
        return None
    head = process.stdout.read(8)
    size = int.from_bytes(head, "big")
    answer = process.stdout.read(size) if len(head) == 8 else b""
    return answer if size and len(answer) == size else None


PROCESS = PdfProcess()
atexit.register(PROCESS.close)
