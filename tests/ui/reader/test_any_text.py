"""Whatever a text holds and whatever is done to the view, positions stay inside it and nothing breaks."""

import random
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from annotator.acts.saying import of_text
from annotator.model.span import Extent
from annotator.model.text import TextIndex
from annotator.ui.reader.caret import MovementUnit
from annotator.ui.reader.layout import Page
from annotator.ui.reader.parts import PartMark
from annotator.ui.reader.pitch import Spacing
from annotator.ui.reader.style import ReaderStyle
from annotator.ui.reader.suggestions import Suggestion, Suggestions
from annotator.ui.reader.view import ReaderView
from tests.ui.reader.samples import drag, mark, page_of, send_mouse, view_of

_ALPHABET = [
    *"abc   ,.-\n\n\t",
    *"אבג שלום مرحبا 中文。🙂🕊️👩‍👩‍👧🇫🇷e\u0301a\u0308\u0301",
    *"\x00\x0b\x0c\x1b\x7f\x85\xa0\xad\u200b\u200d\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2069",
    *"\ufeff\ufffc\ufffe\ufdd0\u3000\U0001f1eb\U000e0001\U0010ffff",
]
_KEYS = [Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End]


def _text(rng: random.Random, length: int = 300) -> str:
    return "".join(rng.choice(_ALPHABET) for _ in range(rng.randrange(1, length)))


def _marks(rng: random.Random, length: int, first: int = 0) -> list[Any]:
    found = []
    for number in range(first, first + rng.randrange(12)):
        start = rng.randrange(length)
        stop = rng.randint(start + 1, min(length, start + 80))
        found.append(mark(f"m{number}", (start, stop), lane=number % 4, doubt=number % 3 == 0))
    return found


def _extents(rng: random.Random, length: int) -> list[Extent]:
    starts = sorted(rng.randrange(length) for _ in range(rng.randrange(1, 4)))
    return [Extent(start, rng.randint(start + 1, min(length, start + 30))) for start in starts]


def _points_hit_where_they_are_drawn(page: Page) -> None:
    for number in range(len(page.pieces)):
        piece = page.shaped(number)
        for at, line in enumerate(piece.lines):
            for cluster in piece.clusters(at):
                assert line.start <= cluster.start < cluster.stop <= line.stop
                x = (cluster.left + cluster.right) / 2
                if cluster.right - cluster.left > 2 and cluster.stop <= line.shown_stop:
                    hit = piece.position_on(at, x)
                    assert hit is not None
                    ranges = piece.ranges(at, hit, page.index.next_grapheme(hit))
                    assert any(left - 1 <= x <= right + 1 for left, right in ranges)


@pytest.mark.parametrize("seed", range(25))
def test_points_of_any_text_hit_where_it_is_drawn(seed: int, qapp: Any) -> None:
    rng = random.Random(seed)
    _points_hit_where_they_are_drawn(page_of(_text(rng), rng.choice([150, 400])))


@pytest.mark.parametrize("seed", range(8))
def test_anything_can_be_done_in_any_order(seed: int, qtbot: Any) -> None:
    rng = random.Random(1000 + seed)
    text = _text(rng)
    view = view_of(qtbot, text, _marks(rng, len(text)))
    for _ in range(80):
        text = _act(view, rng, text)
        length = len(view.text_index().text)
        assert 0 <= view.caret <= length
        assert 0 <= view.anchor <= length
        selection = view.selection()
        assert selection is None or selection.start < selection.stop


def _act(view: ReaderView, rng: random.Random, text: str) -> str:
    point = QPoint(rng.randrange(640), rng.randrange(480))
    match rng.randrange(16):
        case 0:
            text = _text(rng)
            view.set_document(TextIndex(text))
        case 1:
            view.set_marks(_marks(rng, len(text)))
        case 2:
            view.update_marks(_marks(rng, len(text), 5), [f"m{rng.randrange(12)}"])
        case 3:
            view.set_lanes(["Ana", "Bruno"][: rng.randrange(3)])
        case 4:
            view.set_active(f"m{rng.randrange(12)}")
            view.reveal(f"m{rng.randrange(12)}")
        case 5:
            drag(view, point, point + QPoint(30, 40), QPoint(rng.randrange(640), rng.randrange(480)))
        case 6:
            send_mouse(view, QEvent.Type.MouseButtonDblClick, point)
            send_mouse(view, QEvent.Type.MouseButtonRelease, point)
        case 7:
            for _ in range(10):
                QTest.keyClick(
                    view,
                    rng.choice(_KEYS),
                    rng.choice([Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier]),
                )
        case 8:
            view.move(rng.choice(list(MovementUnit)), rng.choice([1, -1]), rng.random() < 0.5)
        case 9:
            view.board.set_columns(rng.random() < 0.5)
        case 10:
            view.board.set_sentences(
                {f"m{number}": of_text("مصر urges 中国, France") for number in range(rng.randrange(12))}
            )
        case 11:
            saying = rng.choice([None, of_text("France will"), of_text("")])
            view.board.update_sentences({f"m{rng.randrange(12)}": saying})
        case 12:
            view.board.set_parts(
                [PartMark("Speaker", tuple(_extents(rng, len(text)))) for _ in range(rng.randrange(4))]
            )
        case 13:
            view.board.set_suggestions(
                Suggestions([Suggestion(*extent, "China") for extent in _extents(rng, len(text))])
            )
        case 14:
            view.set_style(ReaderStyle(font_px=rng.choice([11, 17, 40]), spacing=rng.choice(list(Spacing))))
        case _:
            view.resize(rng.randrange(60, 700), rng.randrange(20, 500))
    view.viewport().grab()
    assert view.hits() is None or view.hits().position_near(QPointF(point)) <= len(text)  # type: ignore[union-attr]
    return text
