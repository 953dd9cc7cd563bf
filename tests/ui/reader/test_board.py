"""The surface: what it shows after each change is what a fresh one would show, and the text keeps its place."""

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QRect
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from annotator.ui.reader.caret import MovementUnit
from annotator.ui.reader.layers.layer import Area, PageLayer
from annotator.ui.reader.scene import Scene
from annotator.ui.reader.spanindex import Mark
from annotator.ui.reader.view import ReaderView
from tests.ui.reader.samples import ALL, LATIN, mark, view_of
from tests.ui.reader.screens import fresh, on_screen
from tests.ui.windows import FIRST, Stage, code_as, make_project

_KEYS = ("appeal", "commitment", "warning", "actor")


def _random_marks(seed: int, count: int, length: int) -> list[Mark]:
    rng = random.Random(seed)
    starts = [rng.randrange(length - 60) for _ in range(count)]
    return [
        mark(f"m{n}", (start, start + rng.randint(1, 60)), key=rng.choice(_KEYS), doubt=n % 5 == 0, lane=n % 3)
        for n, start in enumerate(starts)
    ]


def _picture(view: ReaderView) -> QImage:
    return view.grab().toImage()


@pytest.mark.parametrize("titles", [(), ("Ana", "Bruno", "Chen")])
def test_changing_marks_one_by_one_shows_what_setting_them_all_shows(titles: tuple[str, ...], qtbot: Any) -> None:
    first, last = _random_marks(1, 40, len(ALL)), _random_marks(2, 45, len(ALL))
    changed, fresh = view_of(qtbot, ALL), view_of(qtbot, ALL)
    for view, marks in ((changed, first), (fresh, last[3:])):
        view.set_lanes(titles)
        view.set_marks(marks)
    _picture(changed)
    for each in last:
        changed.update_marks([each])
    changed.update_marks([], [each.id for each in last[:3]])
    for view in (changed, fresh):
        view.clearFocus()
    assert changed.viewport().grab().toImage() == fresh.viewport().grab().toImage()


def test_what_was_shifted_on_the_screen_equals_a_fresh_painting(qtbot: Any) -> None:
    view = view_of(qtbot, "\n".join([ALL] * 6), _random_marks(3, 300, 6 * len(ALL)))
    rng = random.Random(5)
    for _ in range(25):
        view.board.scroll(rng.choice([3, 20, 66, -40, 200, -300]))
        QCoreApplication.processEvents()
        assert (on_screen(view) == fresh(view)).all()


def test_a_mark_is_revealed_wherever_it_is(qtbot: Any) -> None:
    text = "\n".join([ALL] * 30)
    view = view_of(qtbot, text, [mark("far", (len(text) // 2, len(text) // 2 + 5))])
    assert view.line_rectangle(len(text) // 2).isEmpty()
    view.reveal("far")
    place = view.line_rectangle(len(text) // 2)
    assert view.viewport().rect().contains(place)
    value = view.verticalScrollBar().value()
    view.reveal("far")
    assert view.verticalScrollBar().value() == value


def test_a_window_with_no_height_is_no_trouble(qtbot: Any) -> None:
    view = view_of(qtbot, ALL, [mark("m", (0, 5))])
    for size in ((1, 1), (300, 2), (2, 300), (640, 480)):
        view.resize(*size)
        view.move(MovementUnit.PAGE, 1)
        view.board.scroll(9)
        _picture(view)
    assert view.caret > 0


def test_columns_of_the_one_workspace_leave_the_other_as_it_is(stage: Stage, tmp_path: Path) -> None:
    path = make_project(tmp_path / "a.annot", [FIRST])
    for name in ("Ana", "Ben"):
        code_as(path, name, ("urged China", "appeal"))
    stage.open(path, "Ana")
    stage.press("Ctrl+4")
    stage.qtbot.waitUntil(lambda: not stage.window.session.tasks.busy)
    stage.press("s")
    assert len(stage.reader.sheet.column_lefts()) == len(stage.reader.sheet.lanes.titles) >= 2
    assert not stage.window.grab().toImage().isNull()
    stage.press("Ctrl+2")
    QApplication.processEvents()
    assert len(stage.reader.sheet.column_lefts()) == 1
    assert [placed.mark.label for line in stage.reader.sheet.page.shaped(0).lines for placed in line.placed]  # type: ignore[union-attr]
    assert not stage.window.grab().toImage().isNull()


class _Noting(PageLayer):
    """Notes how high the parts are that are painted."""

    def __init__(self) -> None:
        self.heights: list[int] = []

    def paint(self, painter: QPainter, area: Area) -> None:
        self.heights.append(area.clip.height())

    def invalidate(self, before: Scene, now: Scene) -> Iterator[QRect]:
        return iter(())


def test_lines_that_stand_far_apart_are_painted_each_by_itself(qtbot: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "\n".join([LATIN] * 3)
    view = view_of(qtbot, text, [mark("first", (4, 20)), mark("last", (700, 720))], (700, 600))
    view.set_active("first")
    QApplication.processEvents()
    noting = _Noting()
    monkeypatch.setattr(view.board, "_layers", (*view.board._layers, noting))
    view.set_active("last")
    QApplication.processEvents()
    apart = view.line_rectangle(700).top() - view.line_rectangle(4).top()
    assert len(noting.heights) == 2 and sum(noting.heights) < apart / 2
    noting.heights.clear()
    view.viewport().repaint()
    assert noting.heights == [view.viewport().height()]
