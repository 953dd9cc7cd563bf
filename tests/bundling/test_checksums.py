"""The list of checksums is one that `sha256sum` takes, the same whoever writes it, and of the packages in dist/."""

import hashlib
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.bundling.in_dist import needs_bundle
from tests.examples import examples
from tools.bundling import checksums
from tools.bundling.__main__ import packages
from tools.bundling.places import DIST

needs_sha256sum = pytest.mark.skipif(shutil.which("sha256sum") is None, reason="sha256sum is not installed (coreutils)")
NAMES = st.from_regex(r"[a-z0-9][a-z0-9._-]{0,20}", fullmatch=True)
FILES = st.dictionaries(NAMES, st.binary(max_size=50), min_size=1, max_size=4)


def passes(folder: Path) -> bool:
    command = ["sha256sum", "--check", "--strict", "--quiet", checksums.NAME]
    return subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode == 0


@needs_sha256sum
@settings(max_examples=examples(30, 5))
@given(FILES, st.data())
def test_it_passes_for_the_files_in_whatever_order_and_for_no_others(
    files: dict[str, bytes], data: st.DataObject
) -> None:
    with TemporaryDirectory() as made:
        folder = Path(made)
        for name, content in files.items():
            (folder / name).write_bytes(content)
        written = checksums.write(folder / name for name in files).read_text()
        assert passes(folder) and [line.split(" *")[1] for line in written.splitlines()] == sorted(files)
        again = data.draw(st.permutations([*files]))
        assert checksums.write(folder / name for name in again).read_text() == written
        changed = data.draw(st.sampled_from(again))
        (folder / changed).write_bytes(files[changed] + b"x")
        assert not passes(folder)


def test_files_of_several_folders_and_none_are_refused(tmp_path: Path) -> None:
    for files in ([], [tmp_path / "a", tmp_path / "b" / "c"]):
        with pytest.raises(ValueError, match="one folder"):
            checksums.write(files)


@needs_bundle
def test_the_list_in_dist_is_of_the_packages_there() -> None:
    lines = [line.split(" *") for line in (DIST / checksums.NAME).read_text().splitlines()]
    listed = {name: sha256 for sha256, name in lines}
    assert len(listed) == len(packages("linux")) and {*listed} <= {path.name for path in DIST.iterdir()}
    assert all(hashlib.sha256((DIST / name).read_bytes()).hexdigest() == sha256 for name, sha256 in listed.items())
