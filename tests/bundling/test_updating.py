"""The bundle of `dist/`, updated while it runs: the command that was begun is done to its end."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from annotator.operations.project import encryption
from tests.bundling.in_dist import needs_bundle
from tools.bundling.places import BUNDLE

PASSPHRASE = "a long passphrase of these tests"
_PATIENCE_S = 500


@pytest.mark.skipif(sys.platform != "linux", reason="other systems let no program be replaced while it runs")
@needs_bundle
@pytest.mark.parametrize("update", ["replaced", "removed"])
def test_a_command_goes_on_when_its_program_is_replaced_or_removed(
    update: str, sample_copy: Path, tmp_path: Path
) -> None:
    """It waits for a passphrase, by a pipe that has a name; once somebody reads there, another file takes its place."""
    encryption.encrypt(sample_copy, tmp_path / "closed.annot", PASSPHRASE)
    program, pipe = tmp_path / "annotator", tmp_path / "passphrase"
    shutil.copy(BUNDLE / "annotator", program)
    (tmp_path / "_internal").symlink_to(BUNDLE / "_internal")
    os.mkfifo(pipe)
    what = ["export", str(tmp_path / "closed.annot"), str(tmp_path / "gold.csv"), "--format", "csv", "--see-others"]
    command = [str(program), *what, "--as", "Dana", "--passphrase-file", str(pipe)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as running:
        with pipe.open("w") as answer:
            if update == "replaced":
                (tmp_path / "annotator.dpkg-new").write_bytes(b"x" * 5000 + program.read_bytes())
                (tmp_path / "annotator.dpkg-new").rename(program)
            else:
                program.unlink()
            answer.write(f"{PASSPHRASE}\n")
        _, err = running.communicate(timeout=_PATIENCE_S)
    assert running.returncode == 0, err
    assert (tmp_path / "gold.csv").stat().st_size > 1000
