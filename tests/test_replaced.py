"""An update while the program runs: it goes on from the file that was started, or says why it cannot."""

import shutil
import sys
from pathlib import Path
from types import SimpleNamespace

import click
import pytest
from PySide6.QtWidgets import QApplication

from annotator import replaced
from annotator.cli import main
from annotator.model.errors import BadFile
from annotator.ui.dialogs.error import BUG_SENTENCE, ErrorDialog


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The executable of a bundle that runs, as far as this process can tell."""
    path = tmp_path / "annotator"
    path.write_text("one")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(path))
    monkeypatch.setattr(replaced, "_STARTED", replaced._program())
    return path


def put_another(program: Path) -> None:
    """Do as dpkg does: write it beside, and let it take the name."""
    other = program.with_name("annotator.dpkg-new")
    other.write_text("two")
    other.rename(program)


def test_a_bundle_notices_that_its_file_is_another_or_gone(program: Path) -> None:
    assert not replaced.was_replaced()
    put_another(program)
    assert replaced.was_replaced()
    program.unlink()
    assert replaced.was_replaced()


def test_without_a_bundle_nothing_is_looked_at(program: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program.unlink()
    monkeypatch.delattr(sys, "frozen")
    assert not replaced.was_replaced()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is no way to it")
def test_modules_come_from_the_file_that_was_started(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An archive that is the running program itself is read by a name that stays; another one by its own."""
    other = shutil.copy(sys.executable, tmp_path / "other")
    for name, wanted in ((str(Path(sys.executable).resolve()), "/proc/self/exe"), (str(other), str(other))):
        archive = SimpleNamespace(_filename=name)
        monkeypatch.setitem(sys.modules, "pyimod02_importers", SimpleNamespace(pyz_archive=archive))
        replaced.keep_modules()
        assert archive._filename == wanted and Path(archive._filename).samefile(name)


def test_an_error_of_the_program_is_then_said_as_what_it_is(program: Path, qapp: QApplication) -> None:
    bug, theirs = ImportError("no such module"), BadFile("a.docx", "it is damaged")
    assert ErrorDialog.of(bug).sentence.text() == BUG_SENTENCE
    put_another(program)
    assert ErrorDialog.of(bug).sentence.text() == replaced.SENTENCE
    assert ErrorDialog.of(theirs).sentence.text() == str(theirs)


def test_the_command_line_says_it_too(
    program: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def break_down() -> None:
        put_another(program)
        raise ImportError("no such module")

    monkeypatch.setattr(main.annotator, "get_command", lambda *_: click.Command("info", callback=break_down))
    assert main.run(["info"], lambda _: "") == 1
    assert capsys.readouterr().err == f"{replaced.SENTENCE}\n"
