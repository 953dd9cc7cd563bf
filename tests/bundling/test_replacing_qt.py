"""Whoever has the bundle may replace Qt, as the LGPL asks: another build of its version is loaded without question."""

import plistlib
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.bundling.in_dist import needs_bundle
from tools.bundling.places import BUNDLE, PACKAGING
from tools.bundling.smoke import Bundle, Failed, makes_the_sample, opens_its_window

CORE = "_internal/PySide6/Qt/lib/libQt6Core.so.6"


def bundled(test: Callable[..., None]) -> Callable[..., None]:
    """Have a test run where there is a bundle for Linux, which takes its time."""
    marked: Callable[..., None] = pytest.mark.timeout(600)(needs_bundle(test))
    return marked


@pytest.fixture
def copied(tmp_path: Path) -> Bundle:
    """Return a copy of the bundle, with the sample for its window."""
    program = shutil.copytree(BUNDLE, tmp_path / "program", symlinks=True) / "annotator"
    (tmp_path / "work").mkdir()
    bundle = Bundle(program, program, tmp_path / "work")
    makes_the_sample(bundle)
    return bundle


@bundled
def test_another_build_of_qt_is_loaded_and_nothing_else_in_its_stead(copied: Bundle) -> None:
    core = copied.program.parent / CORE
    built, changes = re.subn(rb"release build; by", rb"another build; of", core.read_bytes())
    assert changes, "Qt says no longer how it was built; change something else in it"
    core.write_bytes(built)
    opens_its_window(copied)
    core.unlink()
    with pytest.raises(Failed, match="did not open"):
        opens_its_window(copied)


@bundled
def test_the_modules_of_psycopg_are_files_that_can_be_changed(copied: Bundle) -> None:
    package = copied.program.parent / "_internal" / "psycopg"
    assert (package / "__init__.pyc").is_file()
    # The manual says so: a module beside the compiled one is taken first.
    (package / "__init__.py").write_text("print('another psycopg')\nraise ImportError\n", encoding="utf-8")
    said = subprocess.run(
        [copied.program, "hub", "init", "postgresql://nobody@127.0.0.1:9/none", "--password-stdin"],
        input="x\n",
        env=copied.environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.returncode and said.stdout == "another psycopg\n"


def test_macos_is_asked_to_load_libraries_that_others_signed() -> None:
    entitlements = plistlib.loads((PACKAGING / "macos" / "entitlements.plist").read_bytes())
    assert entitlements["com.apple.security.cs.disable-library-validation"] is True
