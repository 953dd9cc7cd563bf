"""Where errors are logged, and the last of them."""

import logging
import os
import stat
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.log import last_entry, log_file, log_handler, log_warning, temporary_folder
from annotator.ui.window.crash_handler import CrashHandler


def test_the_log_has_a_name_where_the_system_has_none_for_the_user(monkeypatch: pytest.MonkeyPatch) -> None:
    def nameless() -> str:
        raise KeyError("uid")

    monkeypatch.setattr("getpass.getuser", nameless)
    assert log_file().name == "annotator-error-user.log"


def test_without_a_folder_for_temporary_files_nothing_is_logged_and_nobody_stopped(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def nowhere() -> str:
        raise FileNotFoundError(2, "No usable temporary directory found")

    monkeypatch.setattr("tempfile.gettempdir", nowhere)
    assert log_file().parent == temporary_folder() and temporary_folder().is_absolute()


@given(st.lists(st.text(st.characters(categories=["L", "N", "Zs"]), min_size=1, max_size=80), min_size=1, max_size=5))
def test_of_what_is_logged_the_last_is_returned_with_its_head(
    tmp_path_factory: pytest.TempPathFactory, stories: Sequence[str]
) -> None:
    log = tmp_path_factory.mktemp("log") / "error.log"
    handler = logging.FileHandler(log, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(name)s %(levelname)s %(message)s"))
    for number, story in enumerate(stories):
        handler.emit(logging.LogRecord("annotator", logging.ERROR, "", 0, f"{number}\n  x{story}x", None, None))
    handler.close()
    entry = last_entry(log)
    assert entry.endswith(f"annotator ERROR {len(stories) - 1}\n  x{stories[-1]}x")
    assert entry[:2] == "20" and "\n" in entry


def test_one_error_after_another_of_the_command_line_is_told_apart(tmp_path: Path) -> None:
    log = tmp_path / "error.log"
    log.write_text("annotator 0.3.0 info x\nTraceback\nBug: first\nannotator 0.4.0 agree y\nTraceback\nBug: second\n")
    assert last_entry(log) == "annotator 0.4.0 agree y\nTraceback\nBug: second"


def test_of_a_long_log_only_the_end_is_read_and_of_none_nothing(tmp_path: Path) -> None:
    log = tmp_path / "error.log"
    assert last_entry(log) == "" and last_entry(tmp_path) == ""
    log.write_bytes(b"\xff" * 1_000_000 + b"\nannotator 0.4.0 x\nBug: last")
    assert last_entry(log) == "annotator 0.4.0 x\nBug: last"


def test_what_the_window_logs_is_such_an_entry(tmp_path: Path, qtbot: object) -> None:
    from PySide6.QtWidgets import QWidget

    window = QWidget()
    handler = CrashHandler(window, tmp_path / "error.log")
    handler.install()
    logging.getLogger("annotator").error("annotator 0.4.0\n%s", "Traceback\nBug: of the window")
    handler.uninstall()
    window.deleteLater()
    entry = last_entry(tmp_path / "error.log")
    assert entry.startswith("annotator 0.4.0") or entry[:2] == "20"
    assert entry.endswith("Bug: of the window")


def test_a_warning_is_one_line_of_the_log_and_stands_nowhere_else(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("annotator.log.log_file", lambda: tmp_path / "errors.log")
    assert log_warning("the keyring raised KeyringLocked") == str(tmp_path / "errors.log")
    (line,) = (tmp_path / "errors.log").read_text(encoding="utf-8").splitlines()
    assert "WARNING" in line and line.endswith("the keyring raised KeyringLocked")
    assert capfd.readouterr().err == ""


@pytest.mark.skipif(os.name == "nt", reason="the folder for temporary files is the user's own there")
def test_what_is_logged_can_be_read_by_nobody_else(tmp_path: Path) -> None:
    log = tmp_path / "annotator-error-user.log"
    log_handler(log).close()
    assert stat.S_IMODE(log.stat().st_mode) == 0o600
    log.write_text("what was logged before\n", encoding="utf-8")
    log_handler(log).close()
    assert log.read_text(encoding="utf-8") == "what was logged before\n"
