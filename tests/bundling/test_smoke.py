"""The smoke test passes for the program, and says what is wrong of one that is not whole."""

import sys
from pathlib import Path

import pytest

from annotator.operations.sample import FILE
from tools.bundling import smoke
from tools.bundling.places import ROOT, version
from tools.bundling.smoke import Bundle, Failed, program_in, window_of

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a script stands in for the program")
HERE = f'PYTHONPATH="{ROOT}" exec "{sys.executable}" -m annotator'


def stand_in(folder: Path, script: str, for_window: str = "exit 3") -> Bundle:
    """Return a bundle whose programs are scripts."""
    (folder / "bundle").mkdir()
    (folder / "work").mkdir()
    programs = folder / "bundle" / "annotator", folder / "bundle" / "window"
    for program, what in zip(programs, (script, for_window), strict=True):
        program.write_text(f"#!/bin/sh\n{what}\n", encoding="utf-8")
        program.chmod(0o755)
    return Bundle(*programs, folder / "work")


@pytest.mark.parametrize("step", [smoke.says_its_version, smoke.makes_a_project, smoke.reads_documents])
def test_the_program_passes(step: object, tmp_path: Path) -> None:
    assert callable(step)
    step(stand_in(tmp_path, f'{HERE} "$@"'))


def test_its_window_opens_on_a_project_and_leaves_it_sound(tmp_path: Path) -> None:
    bundle = stand_in(tmp_path, f'{HERE} "$@"', f'{HERE} "$@"')
    (bundle.folder / "sample").mkdir()
    bundle.run("new", Path("sample") / FILE)
    smoke.opens_its_window(bundle)


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("echo annotator 0.0.1", "was expected"),
        ("echo broken >&2; exit 1", "exit 1"),
        (f"echo annotator {version()}; exit 1", "exit 1"),
    ],
)
def test_what_fails_is_said_with_the_words_of_the_program(script: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(Failed, match=said):
        smoke.smoke(stand_in(tmp_path, script).program, lambda line: None)


def test_a_window_that_closes_by_itself_is_noticed(tmp_path: Path) -> None:
    bundle = stand_in(tmp_path, "exit 0", "echo no display >&2; exit 3")
    (bundle.folder / "sample").mkdir()
    with pytest.raises(Failed, match=r"(?s)did not open: exit 3.*no display"):
        smoke.opens_its_window(bundle)


def test_the_program_is_found_in_the_bundle_of_each_system(tmp_path: Path) -> None:
    for name in ("linux/annotator", "windows/annotator.exe", "Annotator.app/Contents/MacOS/annotator"):
        program = tmp_path / name
        program.parent.mkdir(parents=True)
        program.touch()
        assert program_in(tmp_path / Path(name).parts[0]) == program
        assert program_in(program) == program
    for name in ("windows/annotator-window.exe", "Annotator.app/Contents/MacOS/annotator-window"):
        (tmp_path / name).touch()
        assert window_of(program_in(tmp_path / Path(name).parts[0])) == tmp_path / name
    assert window_of(tmp_path / "linux" / "annotator") == tmp_path / "linux" / "annotator"


def test_nothing_of_the_python_that_tests_is_handed_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", "/elsewhere")
    said = Bundle(tmp_path, tmp_path, tmp_path).environment
    assert not any(name.startswith("PYTHON") for name in said) and said["ANNOTATOR_DATA"].startswith(str(tmp_path))
