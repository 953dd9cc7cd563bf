"""Oracle: another program as a child process that is asked and answers, started once for many questions.

A test that needs one is skipped, with the reason, where it is absent.
"""

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROGRAMS = Path(__file__).parent / "programs"
HOME = ROOT / ".venv-oracles"
PYTHON = HOME / "bin" / "python"


class OracleFailed(Exception):
    """The program ended instead of answering: what it wrote last."""


class Oracle:
    """A program that answers questions, one at a time."""

    def __init__(self, command: Sequence[str], said: IO[str]) -> None:
        # With the folder of the tests at hand, and nothing of the environment that these tests run in.
        environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        environment |= {"PYTHONUTF8": "1", "LC_ALL": "C.UTF-8", "OPENBLAS_NUM_THREADS": "1"}
        pipes: Any = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": said}
        self._said = said
        self._process = subprocess.Popen(command, cwd=ROOT, env=environment, text=True, encoding="utf-8", **pipes)

    def ask(self, function: str, /, **given: Any) -> Any:
        """Return what one of the program's functions makes of this, as JSON has it."""
        asking, answers = self._process.stdin, self._process.stdout
        assert asking is not None and answers is not None
        try:
            asking.write(json.dumps({"ask": function, "given": given}) + "\n")
            asking.flush()
        except BrokenPipeError:
            raise OracleFailed(self._last_words()) from None
        line = answers.readline()
        if not line:
            raise OracleFailed(self._last_words())
        return json.loads(line)

    def _last_words(self) -> str:
        self._process.wait()
        self._said.seek(0)
        return self._said.read()[-2000:]

    def close(self) -> None:
        """End the program."""
        self._process.communicate()


@contextmanager
def _started(command: Sequence[str]) -> Iterator[Oracle]:
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as said:
        oracle = Oracle(command, said)
        try:
            yield oracle
        finally:
            oracle.close()


def missing_packages() -> str:
    """Return why the packages cannot be asked, "" where they can."""
    ready, lock = HOME / "ready", PROGRAMS.parent / "requirements.lock"
    if not ready.exists():
        return "needs others' programs in .venv-oracles: make oracles"
    return "" if ready.stat().st_mtime >= lock.stat().st_mtime else ".venv-oracles is older than its lock: make oracles"


@contextmanager
def asking(program: str) -> Iterator[Oracle]:
    """Yield a program of the folder `programs`, where `missing_packages` has nothing against it; it ends afterwards."""
    # Warnings are for those who keep the packages.
    with _started([str(PYTHON), "-W", "ignore", "-m", f"tests.oracles.programs.{program}"]) as oracle:
        yield oracle


def python_oracle(program: str, *packages: str) -> Iterator[Oracle]:
    """Yield the same, for a fixture of a test module; skips where the packages are absent.

    `packages`: modules that it needs and that an environment made by an older lock may lack.
    """
    if why := missing_packages():
        pytest.skip(why)
    if lacking := [name for name in packages if not [*HOME.glob(f"lib/python*/site-packages/{name}*")]]:
        pytest.skip(f".venv-oracles lacks {', '.join(lacking)}: make oracles")
    with asking(program) as oracle:
        yield oracle


def r_oracle(program: str) -> Iterator[Oracle]:
    """Yield a program in R, likewise; skips where R or its package jsonlite is absent."""
    rscript = shutil.which("Rscript")
    asked = ["--vanilla", "-e", 'cat(requireNamespace("jsonlite", quietly = TRUE))']
    if rscript is None or "TRUE" not in subprocess.run([rscript, *asked], capture_output=True, text=True).stdout:
        pytest.skip("needs Rscript with the package jsonlite")
    with _started([rscript, "--vanilla", str(PROGRAMS / f"{program}.R")]) as oracle:
        yield oracle
