"""How texts are shown and searched, in the real window: each setting applies at once."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from annotator.ui.reader.column_placement import across
from annotator.ui.reader.pitch import Spacing
from tests.ui.test_every_control import cut
from tests.ui.windows import Stage, code_as, make_project


@pytest.fixture
def read(stage: Stage, tmp_path: Path) -> Stage:
    path = make_project(tmp_path / "small.annot", coders=("Ana", "Ben"))
    code_as(path, "Ana", ("France", "actor"))
    code_as(path, "Ben", ("France", "appeal"))
    return stage.open(path, "Ana")


def test_words_are_found_with_keys_and_the_hit_is_coded_with_one_more(read: Stage) -> None:
    read.press("Ctrl+F")
    read.write("SIDES")
    read.press("Return", "Escape")
    assert read.reader.hasFocus()
    assert read.selected == "sides"
    read.press("4")
    assert ("sides", "actor") in read.spans()


def test_finding_goes_on_without_the_line(read: Stage) -> None:
    read.press("Ctrl+F")
    read.write("e")
    read.press("Escape")
    first = read.reader.selection()
    read.press("F3")
    second = read.reader.selection()
    assert first is not None and second is not None
    assert second.start > first.start
    read.press("Shift+F3")
    assert read.reader.selection() == first


def test_the_wheel_with_ctrl_and_the_keys_zoom(read: Stage) -> None:
    before = read.reader.sheet.metrics.line
    centre = QPointF(read.reader.viewport().rect().center())
    event = QWheelEvent(
        centre,
        QPointF(read.reader.viewport().mapToGlobal(centre.toPoint())),
        QPoint(0, 0),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(read.reader.viewport(), event)
    assert read.window.preferences.value.text_px == 19
    assert read.reader.sheet.metrics.line > before
    read.press("Ctrl+-")
    assert read.reader.sheet.metrics.line == before


@pytest.mark.parametrize(
    ("name", "value"),
    [("measure", 50), ("spacing", Spacing.WIDE), ("text_px", 24), ("text_font", "DejaVu Sans")],
)
def test_each_setting_of_the_text_applies_at_once(read: Stage, name: str, value: str | float) -> None:
    read.select("urged")
    read.press("1")
    read.reader.set_selection(0, 0)
    before = read.reader.viewport().grab().toImage()
    preferences = read.window.preferences
    preferences.put(preferences.value.model_copy(update={name: value}))
    assert read.reader.viewport().grab().toImage() != before


def test_the_columns_are_a_key_away_and_remembered(read: Stage) -> None:
    read.press("Ctrl+4")
    read.qtbot.waitUntil(lambda: len(read.reader.sheet.lanes.titles) > 1)
    assert len(read.reader.sheet.column_lefts()) == 1
    read.press("s")
    assert len(read.reader.sheet.column_lefts()) == len(read.reader.sheet.lanes.titles)
    assert read.window.preferences.value.columns


@pytest.mark.parametrize("size", [(1280, 700), (1440, 900), (2560, 1440)])
def test_the_text_is_as_wide_in_every_workspace_and_stands_where_its_sides_leave_it(
    read: Stage, size: tuple[int, int]
) -> None:
    read.window.resize(*size)
    seen: dict[tuple[int, int], list[int]] = {}
    for key in ("Ctrl+2", "Ctrl+4", "Ctrl+Shift+4", "Ctrl+2"):
        read.press(key)
        read.qtbot.waitUntil(lambda: not read.window.session.tasks.busy)
        QApplication.processEvents()
        sheet, viewport = read.reader.sheet, read.reader.viewport()
        place = viewport.mapTo(read.window, QPoint(0, 0)).x(), viewport.width()
        assert sheet.column_lefts() == [across(viewport.width(), sheet.metrics.column).left]
        found = seen.setdefault(place, sheet.column_lefts())
        assert found == sheet.column_lefts(), "nothing else moves it"
        assert sheet.column_width == sheet.metrics.column == 572


def test_a_key_that_is_changed_counts_at_once(read: Stage) -> None:
    dialog = read.window.choices.settings()
    dialog.keys.choose("edit.find")
    dialog.keys.edit.setKeySequence("F11")
    dialog.keys.edit.editingFinished.emit()
    dialog.reject()
    read.without_dialog()
    read.reader.setFocus()
    read.press("F11")
    assert read.window.coding.pane.find_bar.isVisible()
    assert read.window.preferences.value.shortcuts == {"edit.find": "F11"}


@pytest.mark.parametrize("width", [1024, 1280])
def test_the_line_for_finding_has_room_for_words_and_moves_nothing(stage: Stage, tmp_path: Path, width: int) -> None:
    window = stage.open(make_project(tmp_path / "find.annot"), "Ana").window
    window.resize(width, 700)
    QApplication.processEvents()
    before = stage.reader.sheet.across()
    stage.press("Ctrl+F")
    QApplication.processEvents()
    bar = window.coding.pane.find_bar
    assert window.width() == width and bar.field.width() >= 200 and list(cut(window)) == []
    assert stage.reader.sheet.across() == before
