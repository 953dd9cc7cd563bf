"""Every dialog, workspace and icon is shown by the bundle of dist/ itself: nothing is missing, and nobody complains.

A bundle runs nothing but the program. So a copy of it gets another PySide6, as anybody may replace it, which is the
same and then runs `shown_inside.py`.
"""

import json
import os
import shutil
import subprocess
from pathlib import Path, PurePath
from typing import Any

import pytest

from annotator.operations.sample import SampleReport
from annotator.ui.commands.commands import WORKSPACE_KEYS
from annotator.ui.dialogs.base import Dialog
from tests.bundling.in_dist import PROGRAM, needs_bundle
from tests.bundling.shown_inside import ENOUGH
from tests.ui.dialogs.made import MADE
from tests.ui.test_names import kinds_below
from tools.bundling.places import BUNDLE, ROOT

pytestmark = pytest.mark.timeout(900)
_ANOTHER_PYSIDE = """
import marshal, runpy, sys
from pathlib import Path, PurePath
exec(marshal.loads(Path(__file__).with_name("__init__.pyc").read_bytes()[16:]))
sys.path.append({root!r})
runpy.run_path({script!r}, run_name="__main__")
sys.exit()
"""
"""What it is otherwise, byte code behind a head of 16 bytes (PEP 552); then what is shown instead of the window."""
_IMAGES = {"png", "bmp", "svg", "svgz", "jpg", "jpeg", "gif", "ico", "icns"}
"""The kinds of pictures that the program reads: from the clipboard, of themes, its own."""


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory, sample_made: SampleReport) -> dict[str, Any]:
    """What a copy of the bundle said that it showed."""
    folder = tmp_path_factory.mktemp("shown")
    program = _copied(folder / "program")
    sample = folder / "sample.annot"
    shutil.copy(sample_made.path, sample)
    own = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    places = {"ANNOTATOR_DATA": str(folder / "data"), "ANNOTATOR_CONFIG": str(folder / "config")}
    environment = own | places | {"QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run([program, "open", sample], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0 and done.stderr == "", done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _copied(folder: Path) -> Path:
    """Return the program of a copy with another PySide6; all other files are links to those of dist/."""
    own = [PurePath(), PurePath("_internal"), PurePath("_internal", "PySide6")]
    for place in own:
        (folder / place).mkdir()
        for each in (BUNDLE / place).iterdir():
            if each != PROGRAM and place / each.name not in own:
                (folder / place / each.name).symlink_to(each)
    script = ROOT / "tests" / "bundling" / "shown_inside.py"
    another = _ANOTHER_PYSIDE.format(root=str(ROOT), script=str(script))
    (folder / "_internal" / "PySide6" / "__init__.py").write_text(another, encoding="utf-8")
    return Path(shutil.copy(PROGRAM, folder))


@needs_bundle
def test_each_dialog_is_drawn_and_goes_at_escape(shown: dict[str, Any]) -> None:
    dialogs = shown["dialogs"]
    assert dialogs.keys() == MADE.keys()
    assert {kind.__name__ for kind in kinds_below(Dialog)} <= {each["kind"] for each in dialogs.values()}
    assert [name for name, each in dialogs.items() if each["colours"] < ENOUGH] == []
    assert [name for name, each in dialogs.items() if not each["closed by Escape"]] == ["start"], "a page, no dialog"


@needs_bundle
def test_each_workspace_and_each_icon_is_drawn(shown: dict[str, Any]) -> None:
    assert shown["workspaces"].keys() == {place.value for place in WORKSPACE_KEYS}
    assert [place for place, drawn in shown["workspaces"].items() if drawn < ENOUGH] == []
    assert shown["icons"] == len([*(ROOT / "resources" / "icons").glob("*.svg")]) and shown["blank icons"] == []


@needs_bundle
def test_neither_qt_nor_python_said_anything_and_all_of_it_came_out_of_the_bundle(shown: dict[str, Any]) -> None:
    assert (shown["said"], shown["from outside"]) == ([], [])


@needs_bundle
def test_plugins_and_compiled_modules_are_those_that_features_use(shown: dict[str, Any]) -> None:
    assert {*shown["image formats"]} >= _IMAGES and shown["psycopg"] == "binary"
    assert shown["openssl"].startswith("OpenSSL 3.")
