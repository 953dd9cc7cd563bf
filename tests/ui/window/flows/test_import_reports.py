"""The report of an import is shown in a few lines, and saved whole."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from annotator.ui.dialogs.import_dialog import ImportDialog
from tests.ui.windows import SECOND, Stage, make_project


@pytest.mark.parametrize(
    ("chosen", "kind", "written"),
    [
        ("r.csv", "", "r.csv"),
        ("r", "Web page (*.html)", "r.html"),
        ("r", "", "r.txt"),
        ("", "", ""),
    ],
)
def test_many_texts_that_are_here_are_one_line_and_the_saved_report_has_them_all(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chosen: str, kind: str, written: str
) -> None:
    stage.open(make_project(tmp_path / "small.annot", []), "Ana")
    folder = tmp_path / "texts"
    folder.mkdir()
    for name in ("one", "two", "three", "four", "five", "x.xyz"):
        (folder / (name if "." in name else f"{name}.txt")).write_text(SECOND, encoding="utf-8")
    stage.press("Ctrl+I")
    dialog = stage.dialog(ImportDialog)
    dialog.add_paths([folder])
    stage.qtbot.waitUntil(lambda: all(dialog.previews.answer(item) is not None for item in dialog._items))
    dialog.accept_button.click()
    stage.qtbot.waitUntil(lambda: dialog.stages.currentIndex() == 2)
    shown = [dialog.report.item(row).text() for row in range(dialog.report.count())]
    assert [line for line in shown if "here already" in line] == [
        "▸ 4 texts are here already and were not added again."
    ]
    assert "1 file of an unknown kind was left out: .xyz." in shown
    out = tmp_path / "out"
    out.mkdir()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out / chosen) if chosen else "", kind))
    assert dialog.save_button.isVisible()
    dialog.save_button.click()
    assert [path.name for path in out.iterdir()] == ([written] if written else [])
    for path in out.iterdir():
        assert all(name in path.read_text("utf-8-sig") for name in ("five", "one", "two", "three", ".xyz"))
    dialog.close_button.click()
    stage.without_dialog()
