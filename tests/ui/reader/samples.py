"""Texts in several scripts, and short ways to a page and a view of them."""

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from annotator.model.span import Extent
from annotator.model.text import TextIndex
from annotator.ui.reader.layout import Page
from annotator.ui.reader.metrics import Metrics
from annotator.ui.reader.spanindex import Mark
from annotator.ui.reader.style import ReaderStyle
from annotator.ui.reader.view import ReaderView

LATIN = (
    "The French President urged China to use its influence with Moscow to foster a return to the table, and warned "
    "that any delivery of weapons would have serious consequences for relations between the two sides.\n\n"
    "China calls on all parties to exercise restraint. Both sides reaffirmed their commitment to the Charter, in "
    "particular to the sovereignty and integrity of states, and agreed to stay in close contact."
)
ASTRAL = (
    "Peace 🕊️ and 👩‍👩‍👧 families met 🇫🇷🇨🇳 in 𝒫aris; e\u0301lan, naïve 𠀀 characters 🙂🙂 end here. "
    "Again 🕊️ a long line with doves 🕊️🕊️ that wraps."
)
HEBREW = "השגריר דיווח כי שר החוץ קיבל את האיגרת בדבר ההסכם בין שתי המדינות וביקש הבהרות לפני סוף החודש הזה."
# Without lam-alef: where one glyph is two graphemes, Qt splits it by width and a point may fall to either.
ARABIC = "وحذر وزير الخارجية من عواقب وخيمة ودعا جميع الدول في مدينة جنيف ضبط النفس في مارس وشكر رئيس جمهورية مصر."
CHINESE = "中方呼吁各方保持冷静克制，并愿继续为劝和促谈发挥建设性作用。双方重申遵守《联合国宪章》的宗旨和原则。"
MIXED = "The spokesman said שלום לכולם and then وشكر رئيس مصر in 3 cities, S/RES/242 included."
MIXED_RTL = "השגריר דיווח לגבי S/RES/242 וגם on 3 May 2023 לפני סוף החודש בעיר Geneva יחד."
BY_NAME = {
    "latin": LATIN,
    "astral": ASTRAL,
    "hebrew": HEBREW,
    "arabic": ARABIC,
    "chinese": CHINESE,
    "mixed": MIXED,
    "mixed right to left": MIXED_RTL,
}
ALL = "\n".join(BY_NAME.values())


def page_of(text: str, width: int = 420, marks: Iterable[Mark] = (), lanes: int = 0) -> Page:
    """Return a page of a text; an application must be there."""
    page = Page(TextIndex(text), Metrics(ReaderStyle.light()), width)
    page.set_marks(marks, lanes)
    return page


def mark(mark_id: str, *extents: tuple[int, int], key: str = "appeal", **more: Any) -> Mark:
    """Return a mark whose label is its style key."""
    return Mark(mark_id, key.title(), key, tuple(Extent(*extent) for extent in extents), **more)


def view_of(qtbot: Any, text: str, marks: Iterable[Mark] = (), size: tuple[int, int] = (640, 480)) -> ReaderView:
    """Return a view that is shown and has the focus."""
    view = ReaderView()
    qtbot.addWidget(view)
    view.resize(*size)
    view.set_document(TextIndex(text))
    view.set_marks(tuple(marks))
    view.show()
    view.setFocus()
    QApplication.processEvents()
    return view


def place_of(view: ReaderView, position: int, dx: int = 0, dy: int = 0) -> QPoint:
    """Return the middle of the caret at a position in the viewport."""
    rectangle = view.line_rectangle(position)
    assert not rectangle.isEmpty()
    return rectangle.center() + QPoint(1 + dx, dy)


def drag(view: ReaderView, start: QPoint, *stops: QPoint) -> None:
    """Press, move over the stops and release."""
    steps = [(QEvent.Type.MouseButtonPress, start), *((QEvent.Type.MouseMove, stop) for stop in stops)]
    for kind, point in (*steps, (QEvent.Type.MouseButtonRelease, stops[-1])):
        send_mouse(view, kind, point)


def send_mouse(
    view: ReaderView, kind: QEvent.Type, point: QPoint, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """Send one event of the left button."""
    button = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseMove else Qt.MouseButton.LeftButton
    held = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseButtonRelease else Qt.MouseButton.LeftButton
    place = QPointF(point)
    event = QMouseEvent(kind, place, QPointF(view.viewport().mapToGlobal(point)), button, held, modifier)
    QApplication.sendEvent(view.viewport(), event)
