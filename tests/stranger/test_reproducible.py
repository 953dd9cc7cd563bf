"""Two builds of one commit, in two folders and at two times, are the same bytes: what runs, and its packages."""

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tools.bundling.places import ROOT, version

ENVIRONMENT = ROOT / ".venv-bundle"


def built(folder: Path) -> dict[str, str]:
    """Clone what is committed here into a folder, make all there, and return the hashes of what stands in its dist/."""
    subprocess.run(["git", "clone", "--quiet", "--no-hardlinks", ROOT, folder], check=True)
    (folder / ENVIRONMENT.name).symlink_to(ENVIRONMENT)
    own = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "SOURCE_DATE_EPOCH")}
    python = folder / ENVIRONMENT.name / "bin" / "python"
    subprocess.run([python, "-m", "tools.bundling"], cwd=folder, env=own, check=True)
    files = (path for path in (folder / "dist").rglob("*") if path.is_file() and not path.is_symlink())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_two_builds_of_a_commit_are_the_same_bytes(tmp_path: Path) -> None:
    if not (ENVIRONMENT / "ready").exists() or not shutil.which("git"):
        pytest.skip("builds need .venv-bundle and git: make bundle")
    one, other = built(tmp_path / "one"), built(tmp_path / "in" / "another-folder")
    assert any(name.endswith(".deb") for name in one) and any(version() in name for name in one)
    assert {name for name in one.keys() | other.keys() if one.get(name) != other.get(name)} == set()
