"""What is in dist/ in short: it runs, is no larger and asks for no newer system than the README says."""

import json
import os
import re
import subprocess
from pathlib import Path

from annotator import __version__
from tests.bundling.in_dist import PROGRAM, needs_bundle, why_not
from tools.bundling.freezing.elf import is_loadable, needs_of, newest_glibc
from tools.bundling.places import BUNDLE, DIST, ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
_MEGABYTE = 1e6


def test_nothing_made_and_what_is_older_than_its_sources_is_not_looked_at(tmp_path: Path) -> None:
    program, source = tmp_path / "program", tmp_path / "sources" / "a.py"
    assert "make bundle" in why_not(program, (source.parent,))
    source.parent.mkdir()
    source.write_text("")
    program.write_text("")
    os.utime(source, (1000, 1000))
    os.utime(program, (1001, 1001))
    assert why_not(program, (source.parent,)) == ""
    os.utime(program, (999, 999))
    assert "older" in why_not(program, (source.parent,))


def run(folder: Path, *arguments: str) -> str:
    """Return what the bundle answers, in an empty home, without what this machine has for Python."""
    own = {"HOME": str(folder), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run([PROGRAM, *arguments], cwd=folder, env=own, capture_output=True, text=True, check=False)
    assert done.returncode == 0 and done.stderr == "", done.stderr
    return done.stdout


@needs_bundle
def test_it_answers_with_its_version_and_knows_what_is_in_a_project(tmp_path: Path) -> None:
    assert run(tmp_path, "--version") == f"annotator {__version__}\n"
    (tmp_path / "a.txt").write_text("France urges all parties to show restraint.", encoding="utf-8")
    run(tmp_path, "new", "p.annot", "--coder", "Ana")
    run(tmp_path, "import", "p.annot", "a.txt")
    found = json.loads(run(tmp_path, "info", "p.annot", "--json"))
    assert (found["documents"], found["coders"]) == (1, ["Ana"])


@needs_bundle
def test_it_is_no_larger_than_is_said() -> None:
    files = [path for path in BUNDLE.rglob("*") if path.is_file() and not path.is_symlink()]
    assert sum(path.stat().st_size for path in files) <= 250 * _MEGABYTE
    packages = [*DIST.glob(f"*_{__version__}_*.deb"), *DIST.glob(f"*-{__version__}-*.tar.xz")]
    assert len(packages) == 2 and all(path.stat().st_size <= 100 * _MEGABYTE for path in packages)


@needs_bundle
def test_it_starts_on_the_glibc_that_the_readme_names_or_on_that_of_the_machine_that_built_it() -> None:
    named = re.search(r"or newer \(glibc (\d+)\.(\d+)\)", README)
    here = re.fullmatch(r"glibc (\d+)\.(\d+)", os.confstr("CS_GNU_LIBC_VERSION") or "")
    assert named and here
    oldest, built_on = (tuple(map(int, found.groups())) for found in (named, here))
    # What wheels bring is the same wherever it is built; Python and its libraries are the machine's.
    of_wheels = [found for found in needs_of(BUNDLE / "_internal") if _is_of_a_wheel(found.path)]
    assert len(of_wheels) > 50 and max(found.glibc for found in of_wheels) <= oldest
    assert newest_glibc(BUNDLE).glibc <= max(oldest, built_on)


def _is_of_a_wheel(path: Path) -> bool:
    inside = path.relative_to(BUNDLE / "_internal")
    return len(inside.parts) > 1 and inside.parts[0] != "python3.11"


@needs_bundle
def test_nothing_in_it_names_the_folder_that_it_was_built_in() -> None:
    files = [path for path in BUNDLE.rglob("*") if path.is_file()]
    assert [path.name for path in files if str(ROOT).encode() in path.read_bytes()] == []


@needs_bundle
def test_the_loader_takes_each_library_in_it() -> None:
    assert [found.path.name for found in needs_of(BUNDLE) if not is_loadable(found.path)] == []
