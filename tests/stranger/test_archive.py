"""The archive: unpacked in one's own home, where nobody administers anything, and run from there."""

import re

import pytest

from annotator import __version__
from tests.stranger import libraries, story, traces
from tests.stranger.bare_root import ANA
from tests.stranger.packages import found_in_dist
from tests.stranger.story import Stranger


def test_the_archive_runs_from_where_it_is_unpacked(ana: Stranger) -> None:
    root, found = ana.root, found_in_dist(f"annotator-{__version__}-linux-*.tar.xz")
    root.apt("install", "--no-install-recommends", "xz-utils")
    packed = root.put(found, f"/home/ana/{found.name}", ANA)
    with ana.doing("unpack"):
        root.as_ana("tar", "--extract", "--file", packed)
    (folder,) = (path for path in (root.files / "home/ana").iterdir() if path.is_dir())
    before = traces.listing(root.files, f"home/ana/{folder.name}")
    root.as_ana("mkdir", "--parents", ".local/bin")
    root.as_ana("ln", "--symbolic", f"/home/ana/{folder.name}/annotator", ".local/bin/annotator")
    with ana.doing("commands"):
        said = root.as_ana("annotator", "--version", check=False)
        if too_old := re.search(r"version `GLIBC_([\d.]+)' not found", said.stderr):
            assert said.returncode and not said.stdout
            pytest.skip(f"{root.suite} is too old: the archive says that it needs the C library {too_old[1]}")
        assert __version__ in said.stdout, said.stderr
    with ana.doing("libraries"):
        libraries.bring_what_is_asked_for(ana)
    story.code_the_sample(ana)
    assert traces.changed(before, traces.listing(root.files, f"home/ana/{folder.name}")) == set()
