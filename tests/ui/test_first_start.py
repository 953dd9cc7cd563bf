"""A first start where much is missing: nothing of it keeps anybody from coding, and what is not kept is said once."""

import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from annotator.store.project import Project
from annotator.ui.window.missing_libraries import missing_for
from tests.ui.windows import make_project

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="homes and their rights are those of POSIX here")

_PATIENCE_S = 180
_ROOT = Path(__file__).parents[2]
_HIDDEN = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "ANNOTATOR_CONFIG", "ANNOTATOR_DATA", "TMPDIR")
_OF_A_SCREEN_THAT_IS_NONE = "This plugin does not support propagateSizeHints()"
ORDINARY = ("setpriv", "--bounding-set=-all", "--inh-caps=-all")
"""What makes of root somebody whom rights hold back."""


def first_start(
    environment: Mapping[str, str], project: Path | None = None, by: tuple[str, ...] = (), folder: Path = _ROOT
) -> dict[str, Any]:
    """Walk through a first start in a process of its own, in a folder; return what was said. Nothing else may be."""
    kept = {name: value for name, value in os.environ.items() if name not in _HIDDEN}
    done = subprocess.run(
        [*by, sys.executable, "-m", "tests.ui.first_start", *([str(project)] if project else [])],
        env={**kept, "PYTHONPATH": str(_ROOT), "QT_QPA_PLATFORM": "offscreen", **environment},
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=_PATIENCE_S,
    )
    noise = [line for line in done.stderr.splitlines() if line != _OF_A_SCREEN_THAT_IS_NONE]
    assert (done.returncode, noise) == (0, [])
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def held_back_by_rights() -> tuple[str, ...]:
    """Return what a command begins with so that it is held back by rights, which root is not."""
    if os.geteuid() == 0 and shutil.which(ORDINARY[0]) is None:
        pytest.skip("rights hold root back only with setpriv (util-linux)")
    return ORDINARY if os.geteuid() == 0 else ()


def home_that_is(state: str, place: Path) -> str:
    """Make a home; return what HOME says of it."""
    home = place / "home"
    if state == "a file":
        home.write_text("")
    elif state == "below a file":
        (place / "file").write_text("")
        return str(place / "file" / "home")
    elif state != "missing":
        home.mkdir()
    if state == "with files in the way":
        for name in (".config", ".local"):
            (home / name).write_text("")
    if state in ("read-only", "closed"):
        home.chmod(0o555 if state == "read-only" else 0)
    return str(home)


@pytest.mark.parametrize(
    ("state", "of"),
    [
        *((state, "a project") for state in ("a file", "below a file", "with files in the way", "read-only", "closed")),
        ("closed", "the sample"),
    ],
)
def test_with_a_home_that_cannot_be_written_it_is_said_once_and_all_else_goes_on(
    state: str, of: str, tmp_path: Path
) -> None:
    by = held_back_by_rights() if state in ("read-only", "closed") else ()
    for name in ("place", "temporary"):
        (tmp_path / name).mkdir()
    project = make_project(tmp_path / "p.annot", coders=("Ana",)) if of == "a project" else None
    environment = {"HOME": home_that_is(state, tmp_path / "place"), "TMPDIR": str(tmp_path / "temporary")}
    told = first_start(environment, project, by)
    assert told["notice"].startswith("Settings, recent projects and backups are not kept, since nothing can be written")
    assert (told["refused"], told["failed"], told["undo"]) == ([], [], "Code as Appeal")
    assert len([sentence for sentence in (told["notice"], *told["said"]) if "written" in sentence]) == 1
    with Project.open(Path(told["file"])) as opened:
        assert opened.check() == []
    if state == "closed":
        (tmp_path / "place" / "home").chmod(0o755)
    assert {path.name for path in (tmp_path / "place").rglob("*")} <= {"home", "file", ".config", ".local"}


@pytest.mark.skipif(sys.platform != "linux", reason="fonts are found by fontconfig on Linux")
def test_where_no_cache_of_fonts_can_be_written_the_terminal_hears_nothing_of_it(tmp_path: Path) -> None:
    knowing = fonts_that_are_known(tmp_path, *fonts_here()[:3])
    project = make_project(tmp_path / "p.annot", coders=("Ana",))
    told = first_start({"HOME": home_that_is("a file", tmp_path), "XDG_CACHE_HOME": "", **knowing}, project)
    assert told["undo"] == "Code as Appeal"


@pytest.mark.skipif(sys.platform != "linux", reason="fonts are found by fontconfig on Linux")
def test_without_any_font_one_sentence_is_said_before_a_window(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "annotator"],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", **fonts_that_are_known(tmp_path)},
        capture_output=True,
        text=True,
        timeout=_PATIENCE_S,
    )
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert "no fonts" in done.stderr and "fonts-noto-core" in done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="fonts are found by fontconfig on Linux")
def test_a_text_in_scripts_without_a_font_can_be_coded_and_it_is_said_what_brings_one(tmp_path: Path) -> None:
    knowing = fonts_that_are_known(
        tmp_path, *(font for font in fonts_here() if font.name.startswith("LiberationSerif"))
    )
    if "Liberation" not in Path(knowing["FONTCONFIG_FILE"]).read_text(encoding="utf-8"):
        pytest.skip("needs fonts-liberation")
    project = make_project(tmp_path / "p.annot", ("नमस्ते दुनिया. Second.\n\n两国代表团 🕊",), coders=("Ana",))
    told = first_start({"HOME": home_that_is("empty", tmp_path), **knowing}, project)
    assert told["undo"] == "Code as Appeal"
    assert told["fonts"].startswith("Boxes or gaps stand for Devanagari, Chinese characters and emoji: no font here")
    assert "apt-get install fonts-noto-core fonts-noto-cjk fonts-noto-color-emoji brings" in told["fonts"]


def fonts_here() -> list[Path]:
    if shutil.which("fc-list") is None:
        pytest.skip("needs fc-list (fontconfig)")
    listed = subprocess.run(["fc-list", "-f", "%{file}\n"], capture_output=True, text=True, check=True).stdout
    return sorted({Path(line) for line in listed.splitlines()})


def fonts_that_are_known(place: Path, *fonts: Path) -> dict[str, str]:
    """Return an environment in which there are no fonts but these."""
    folder = place / "fonts"
    folder.mkdir()
    for font in fonts:
        (folder / font.name).symlink_to(font)
    config = place / "fonts.conf"
    listed = " ".join(font.name for font in fonts)
    config.write_text(
        f'<?xml version="1.0"?><fontconfig><!-- {listed} --><dir>{folder}</dir>'
        '<cachedir prefix="xdg">fontconfig</cachedir></fontconfig>',
        encoding="utf-8",
    )
    return {"FONTCONFIG_FILE": str(config)}


@pytest.mark.skipif(sys.platform != "linux", reason="locales have other names elsewhere")
@pytest.mark.parametrize("name", ["C", "xx_YY.UTF-8"])
def test_a_locale_that_qt_cannot_use_is_none_of_the_terminal_s_business(name: str, tmp_path: Path) -> None:
    project = make_project(tmp_path / "p.annot", ("Les délégations se sont réunies. Second.",), coders=("Chloé",))
    told = first_start({"HOME": home_that_is("empty", tmp_path), "LC_ALL": name, "LANG": name}, project)
    assert told["undo"] == "Code as Appeal"


def server(stack: ExitStack, command: list[str], environment: Mapping[str, str], is_there: Callable[[], bool]) -> None:
    """Start something that shows windows, and end it with the stack."""
    quiet = subprocess.DEVNULL
    started = subprocess.Popen(command, env={**os.environ, **environment}, stdout=quiet, stderr=quiet)
    stack.callback(started.wait, _PATIENCE_S)
    stack.callback(started.terminate)
    for _ in range(_PATIENCE_S * 10):
        if is_there():
            return
        assert started.poll() is None, f"{command[0]} ended"
        threading.Event().wait(0.1)
    raise AssertionError(f"{command[0]} did not begin")


@pytest.mark.skipif(sys.platform != "linux", reason="X servers are what Linux has")
def test_on_a_small_screen_without_shared_memory_as_over_a_line_it_is_all_there(tmp_path: Path) -> None:
    if shutil.which("Xvfb") is None or missing_for("xcb"):
        pytest.skip(f"needs Xvfb {' '.join(missing_for('xcb'))}")
    home, (number, asked) = home_that_is("empty", tmp_path), os.pipe()
    bare = ["-extension", "GLX", "-extension", "MIT-SHM", "-nolisten", "tcp", "-noreset"]
    with ExitStack() as stack, os.fdopen(number) as answer:
        command = ["Xvfb", "-displayfd", str(asked), "-screen", "0", "1024x700x24", *bare]
        started = subprocess.Popen(command, pass_fds=[asked], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        stack.callback(started.wait, _PATIENCE_S)
        stack.callback(started.terminate)
        os.close(asked)
        environment = {"HOME": home, "QT_QPA_PLATFORM": "", "DISPLAY": f":{answer.readline().strip()}"}
        told = first_start(environment, make_project(tmp_path / "p.annot", coders=("Ana",)))
    assert (told["platform"], told["fits"], told["undo"]) == ("xcb", True, "Code as Appeal")


@pytest.mark.skipif(sys.platform != "linux", reason="Wayland is what Linux has")
@pytest.mark.parametrize("asked", [{"QT_QPA_PLATFORM": "wayland"}, {"QT_QPA_PLATFORM": "", "DISPLAY": ":9999"}])
def test_under_wayland_it_is_all_there(asked: Mapping[str, str], tmp_path: Path, socket_folder: Path) -> None:
    if shutil.which("weston") is None or missing_for("wayland"):
        pytest.skip(f"needs weston {' '.join(missing_for('wayland'))}")
    here = {"XDG_RUNTIME_DIR": str(socket_folder), "WAYLAND_DISPLAY": "screen"}
    command = ["weston", "--backend=headless", "--no-config", "--idle-time=0", "--width=1024", "--height=700"]
    with ExitStack() as stack:
        of_weston = {"XDG_RUNTIME_DIR": str(socket_folder)}
        server(stack, [*command, "--socket=screen"], of_weston, (socket_folder / "screen").exists)
        environment = {"HOME": home_that_is("empty", tmp_path), **here, **asked}
        told = first_start(environment, make_project(tmp_path / "p.annot", coders=("Ana",)))
    assert (told["platform"], told["fits"], told["undo"]) == ("wayland", True, "Code as Appeal")


@pytest.mark.parametrize("state", ["missing", "empty"])
def test_in_an_empty_home_nothing_is_said_and_all_is_kept(state: str, tmp_path: Path) -> None:
    home = home_that_is(state, tmp_path)
    told = first_start({"HOME": home})
    assert (told["notice"], told["refused"], told["failed"], told["undo"]) == ("", [], [], "Code as Appeal")
    assert told["file"].startswith(home)
    kept = {path.relative_to(home).parts[0] for path in Path(home).rglob("*")}
    assert kept == {".config", ".local", "annotator sample"}


def test_of_folders_that_are_no_whole_paths_none_is_made(tmp_path: Path) -> None:
    home, here = home_that_is("empty", tmp_path), tmp_path / "here"
    here.mkdir()
    odd = {"XDG_CONFIG_HOME": "odd", "XDG_DATA_HOME": ".", "XDG_STATE_HOME": "~"}
    told = first_start({"HOME": home, **odd}, folder=here)
    assert told["notice"] == ""
    assert (Path(home) / ".config" / "annotator").is_dir()
    assert list(here.iterdir()) == []
