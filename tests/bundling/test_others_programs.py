"""The bundle of `dist/` and the programs that it starts: each loads its own libraries."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bundling.in_dist import needs_bundle
from tools.bundling.places import BUNDLE

_OFFICE = """#!/bin/sh
env > "$SEEN"
exit 1
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only on Linux a bundle says by a variable where libraries are")
@needs_bundle
@pytest.mark.parametrize("before", [None, "/opt/theirs"])
def test_what_reads_old_word_files_finds_the_libraries_that_it_would_find_by_itself(
    before: str | None, tmp_path: Path
) -> None:
    """A script stands in for LibreOffice, and notes what it is told. The project is read by the bundle all the same."""
    office, seen, project = tmp_path / "bin" / "soffice", tmp_path / "seen", tmp_path / "p.annot"
    office.parent.mkdir()
    office.write_text(_OFFICE)
    office.chmod(0o755)
    (tmp_path / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"))
    environment = os.environ | {"PATH": f"{office.parent}:/usr/bin:/bin", "SEEN": str(seen)}
    environment.pop("LD_LIBRARY_PATH", None)
    environment |= {"LD_LIBRARY_PATH": before} if before else {}
    commands: tuple[tuple[str | Path, ...], ...] = (("new", project), ("import", project, tmp_path / "old.doc"))
    for command in commands:
        done = subprocess.run(
            [BUNDLE / "annotator", *command], env=environment, capture_output=True, text=True, timeout=500, check=False
        )
    assert done.returncode == 1 and "soffice cannot read it" in done.stdout + done.stderr
    told = dict(line.split("=", 1) for line in seen.read_text().splitlines() if "=" in line)
    assert told.get("LD_LIBRARY_PATH") == before
