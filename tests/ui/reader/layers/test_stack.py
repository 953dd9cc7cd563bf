"""Only what a change concerns is painted again, and what is on the screen is what a fresh painting shows."""

import random
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QObject, QRect
from PySide6.QtGui import QPaintEvent, QRegion
from PySide6.QtWidgets import QApplication

from annotator.acts.saying import of_text
from annotator.model.span import Extent
from annotator.ui.reader.caret import MovementUnit
from annotator.ui.reader.parts import PartMark
from annotator.ui.reader.suggestions import Suggestion, Suggestions
from annotator.ui.reader.view import ReaderView
from tests.ui.reader.samples import ALL, LATIN, mark, view_of
from tests.ui.reader.screens import fresh, on_screen


class _Painted(QObject):
    """Notes which part of a view is painted."""

    def __init__(self, view: ReaderView) -> None:
        super().__init__(view)
        self.region = QRegion()
        QApplication.processEvents()
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.region = self.region.united(event.region())
        return False

    def take(self) -> QRect:
        """Return what was painted since the last call."""
        QApplication.processEvents()
        found, self.region = self.region.boundingRect(), QRegion()
        return found


def test_taking_a_mark_away_paints_its_line_and_no_other(qtbot: Any) -> None:
    view = view_of(qtbot, "\n".join([LATIN] * 4), [mark("a", (4, 20)), mark("b", (24, 30), key="warning")])
    painted = _Painted(view)
    line = view.line_rectangle(4)
    view.update_marks([], ["b"])
    first = painted.take()
    assert first.top() <= line.top() and first.bottom() >= line.bottom()
    assert first.height() < 70
    view.update_marks([mark("b", (24, 30), key="warning")])
    assert painted.take() == first
    view.set_active("a")
    assert painted.take() == first
    view.set_active("a")
    assert painted.take().isEmpty()
    view.move(MovementUnit.GRAPHEME, 1)
    assert painted.take().height() < 70


def test_a_mark_that_is_added_paints_its_lines_and_none_below(qtbot: Any) -> None:
    view = view_of(qtbot, "\n".join([LATIN] * 4))
    at = LATIN.index("China calls")
    painted, line = _Painted(view), view.line_rectangle(at)
    view.update_marks([mark("a", (at, at + 9))])
    found = painted.take()
    assert line.top() - 20 < found.top() <= line.top() and line.bottom() <= found.bottom() < line.bottom() + 40


def test_a_drawer_that_grows_paints_all_below_it(qtbot: Any) -> None:
    view = view_of(qtbot, "\n".join([LATIN] * 4))
    view.set_lanes(["Ana", "Ben"])
    at = LATIN.index("China calls")
    view.set_focus_range([Extent(at, at + 9)])
    view.update_marks([mark("a", (at, at + 9))])
    painted, line = _Painted(view), view.line_rectangle(at)
    view.update_marks([mark("b", (at, at + 9))])
    found = painted.take()
    assert line.top() - 20 < found.top() <= line.top()
    assert found.bottom() == view.viewport().rect().bottom()


@pytest.mark.parametrize("titles", [(), ("Ana", "Bruno")])
@pytest.mark.parametrize("acts", [False, True])
def test_the_screen_shows_what_a_fresh_painting_shows(titles: tuple[str, ...], acts: bool, qtbot: Any) -> None:
    rng, text = random.Random(4), "\n".join([ALL] * 2)
    view = view_of(qtbot, text, size=(1000, 480) if acts else (640, 480))
    view.set_lanes(titles)
    for _ in range(40):
        at = rng.randrange(900)
        match rng.randrange(11 if acts else 7):
            case 0:
                view.update_marks([mark(f"m{rng.randrange(9)}", (at, at + rng.randint(1, 200)), lane=rng.randrange(2))])
            case 1:
                view.update_marks([], [f"m{rng.randrange(9)}"])
            case 2:
                view.set_active(f"m{rng.randrange(9)}")
            case 3:
                view.select(at, rng.randrange(900))
            case 4:
                view.move(rng.choice(list(MovementUnit)), rng.choice([1, -1]), rng.random() < 0.5)
            case 5:
                view.set_focus_range([Extent(at, at + 50)][: rng.randrange(2)])
            case 7:
                view.board.update_sentences(
                    {f"m{rng.randrange(9)}": rng.choice([None, of_text("France urges China, Russia")])}
                )
            case 8:
                view.board.set_sentences({f"m{number}": of_text("Egypt will") for number in range(rng.randrange(9))})
            case 9:
                view.board.set_parts([PartMark("Speaker", (Extent(at, at + 20), Extent(at + 90, at + 95)))])
            case 10:
                view.board.set_suggestions(Suggestions([Suggestion(at, at + 9, "China")]))
            case _:
                view.board.scroll(rng.choice([40, -40, 300, -300]))
        QApplication.processEvents()
        shown, wanted = on_screen(view), fresh(view)
        assert (shown == wanted).all(), np.argwhere(shown != wanted)[0]


def test_an_error_while_painting_leaves_the_program_alive(qtbot: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    view = view_of(qtbot, LATIN)

    def fail(*_: object) -> None:
        raise ValueError("cannot be painted")

    with monkeypatch.context() as patch:
        patch.setattr(view.board, "paint", fail)
        for _ in range(3):
            with pytest.raises(ValueError, match="cannot be painted"):
                view.viewport().repaint()
            assert not view.viewport().paintingActive()
    view.viewport().repaint()
    assert not view.viewport().paintingActive()


def test_twenty_thousand_paintings_leave_the_program_alive(qtbot: Any) -> None:
    view = view_of(qtbot, "Short text.", [mark("m", (0, 5), key="warning")], (120, 60))
    view.set_active("m")
    for _ in range(20_000):
        view.viewport().repaint()
    assert view.caret == 0
