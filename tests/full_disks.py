"""Folders that may not be written, and disks without room, for tests; never real ones."""

import codecs
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

_NOBODY = 65534


@contextmanager
def folder_of_nobody() -> Iterator[Path]:
    """Yield a folder in which rights hold for this process too: as root it is somebody else meanwhile."""
    if not hasattr(os, "geteuid"):
        pytest.skip("rights are kept in other ways on this system")
    folder = Path(tempfile.mkdtemp(prefix="annotator-rights-"))
    was = os.geteuid()
    try:
        if was == 0:
            codecs.lookup("utf-8-sig")  # loaded when first asked for, and Python’s own files may be root’s alone
            os.chown(folder, _NOBODY, _NOBODY)
            os.seteuid(_NOBODY)
        yield folder
    finally:
        if was == 0:
            os.seteuid(0)
        for path in (folder, *folder.rglob("*")):
            path.chmod(0o755)
        shutil.rmtree(folder)


def in_full_disk(script: str, *arguments: str, size_kb: int, folder: Path) -> "subprocess.CompletedProcess[str]":
    """Run Python on a small disk of its own, mounted at `folder` for this run alone; skips where that may not be."""
    if not sys.platform.startswith("linux") or os.geteuid() != 0 or shutil.which("unshare") is None:
        pytest.skip("a small disk of its own needs root on Linux")
    mount = f"mount -t tmpfs -o size={size_kb}k tmpfs {folder}"
    if subprocess.run(["unshare", "-m", "sh", "-c", mount], capture_output=True, check=False).returncode != 0:
        pytest.skip("this system mounts no disk for us")
    command: Sequence[str] = [sys.executable, "-c", script, str(folder), *arguments]
    return subprocess.run(
        ["unshare", "-m", "sh", "-c", f'{mount} && exec "$@"', "sh", *command],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
