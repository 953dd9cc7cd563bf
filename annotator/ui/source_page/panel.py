"""The panel beside the text: a page of the source file, its number, ways to the next ones, and how large it is shown.

It knows no project: it asks for pages by signals, is given pictures and marks, and says what was clicked.
"""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QIntValidator, QKeyEvent, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from annotator.readers.source_page.page_map import PageNumbers, Rectangle
from annotator.ui.kit.widgets import Field, Look, button, hairline, spaced, words
from annotator.ui.source_page.paper import Paper

LEAST = 320
"""Pixels of width that the panel keeps."""
_ZOOMS = (1.0, 1.25, 1.5, 2.0, 3.0)
"""How large the page may be, 1 as wide as the panel."""
_SETTLED_MS = 150
_MARGIN = 8


class SourcePanel(QWidget):
    """`wanted` asks for a page in a width of device pixels; `show_page` brings it."""

    wanted = Signal(int, int)
    turned = Signal(int)
    """A page was asked for by hand."""
    clicked = Signal(float, float)
    file_requested = Signal()
    """The file is to be chosen that the document was read from."""
    closed = Signal()
    text_requested = Signal()
    """On to the text, where this page stands in it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.page = 0
        self._numbers = PageNumbers(0)
        self._zoom = 0
        self.back_button = button("", Look.FLAT, "previous")
        self.on_button = button("", Look.FLAT, "next")
        self.smaller_button = button("", Look.FLAT, "minus")
        self.larger_button = button("", Look.FLAT, "plus")
        self.close_button = button("", Look.FLAT, "cross")
        self.choose_button = button("&Choose the file…")
        self.number = Field()
        self.of = words("", Look.SECONDARY)
        self.note = words("", Look.SECONDARY)
        self.message = words("", Look.SECONDARY)
        self.paper = Paper()
        self.area = QScrollArea()
        self._stages = QStackedWidget()
        self._settled = QTimer(self, singleShot=True, interval=_SETTLED_MS)
        self.setMinimumWidth(LEAST)
        self.setAccessibleName("Source page")
        self._build()
        self._connect()

    # What is shown.

    def set_numbers(self, numbers: PageNumbers) -> None:
        """Say how many pages there are."""
        self._numbers = numbers
        self._say_page()

    def turn_to(self, page: int) -> bool:
        """Go to a page, and ask for it; whether it is another one. What was marked is not any more."""
        page = max(0, min(page, self._numbers.count - 1))
        if page == self.page and self.paper.has_picture:
            return False
        self.page = page
        self.paper.set_marks(())
        self._say_page()
        self.ask()
        return True

    def show_page(self, page: int, picture: QPixmap) -> None:
        """Show the picture of a page, if that is still the one that is wanted."""
        if page == self.page:
            self._stages.setCurrentWidget(self.area)
            self.paper.set_picture(picture)

    def show_marks(self, marks: Sequence[Rectangle], reveal: bool = True) -> None:
        """Mark passages on the page, and bring the first of them into sight."""
        self.paper.set_marks(marks)
        if marks and reveal:
            first = self.paper.place(marks[0])
            middle = first.center().toPoint() + QPoint(_MARGIN, _MARGIN)
            self.area.ensureVisible(middle.x(), middle.y(), 60, self.area.viewport().height() // 4)

    def say(self, note: str) -> None:
        """Say something of the page below it, or nothing."""
        self.note.setText(note)
        self.note.setVisible(bool(note))

    def show_message(self, sentence: str, can_choose: bool = False) -> None:
        """Say in place of a page why there is none; `can_choose`: whether the user may have the file."""
        self._numbers = PageNumbers(0)
        self.paper.set_picture(QPixmap())
        self.paper.set_marks(())
        self.say("")
        self.message.setText(sentence)
        self.choose_button.setVisible(can_choose)
        self._stages.setCurrentIndex(1)
        self._say_page()

    @Slot()
    def ask(self) -> None:
        """Ask for the page in the size in which it is shown."""
        if self._numbers.count:
            self._fit()
            self.wanted.emit(self.page, round(self.paper.width() * self.devicePixelRatioF()))

    # Inside.

    def _build(self) -> None:
        box = QVBoxLayout(self)
        spaced(box, 0)
        box.addLayout(self._head())
        box.addWidget(hairline())
        self._stages.addWidget(self._page_area())
        self._stages.addWidget(self._why_none())
        box.addWidget(self._stages, 1)
        self.note.setContentsMargins(8, 4, 8, 6)
        self.note.hide()
        box.addWidget(self.note)
        self.setFocusProxy(self.area)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        spaced(row, 2, (8, 4, 4, 4))
        self.number.setValidator(QIntValidator(1, 99_999, self))
        self.number.setAccessibleName("Page")
        self.number.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.number.setFixedWidth(56)
        for each, title in (
            (self.back_button, "Previous page"),
            (self.on_button, "Next page"),
            (self.smaller_button, "Smaller"),
            (self.larger_button, "Larger"),
            (self.close_button, "Close the source page"),
        ):
            each.setToolTip(title)
            each.setAccessibleName(title)
        self.of.setWordWrap(False)
        row.addWidget(self.back_button)
        row.addWidget(self.number)
        row.addWidget(self.on_button)
        row.addWidget(self.of)
        row.addStretch(1)
        for each in (self.smaller_button, self.larger_button, self.close_button):
            row.addWidget(each)
        return row

    def _page_area(self) -> QScrollArea:
        self.area.setAccessibleName("Source page")
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        holder = QWidget()
        inner = QVBoxLayout(holder)
        spaced(inner, 0, (_MARGIN, _MARGIN, _MARGIN, _MARGIN))
        inner.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)
        inner.addWidget(self.paper)
        self.area.setWidget(holder)
        return self.area

    def _why_none(self) -> QWidget:
        why = QWidget()
        said = QVBoxLayout(why)
        spaced(said, 12, (16, 24, 16, 16))
        said.addWidget(self.message)
        said.addWidget(self.choose_button, 0, Qt.AlignmentFlag.AlignLeft)
        said.addStretch(1)
        return why

    def _connect(self) -> None:
        self.back_button.clicked.connect(lambda: self._turn(self.page - 1))
        self.on_button.clicked.connect(lambda: self._turn(self.page + 1))
        self.number.editingFinished.connect(self._on_number)
        self.smaller_button.clicked.connect(lambda: self._enlarge(-1))
        self.larger_button.clicked.connect(lambda: self._enlarge(1))
        self.close_button.clicked.connect(self.closed)
        self.choose_button.clicked.connect(self.file_requested)
        self.paper.clicked.connect(self.clicked)
        self._settled.timeout.connect(self.ask)
        self.area.viewport().installEventFilter(self)
        self.area.installEventFilter(self)

    def _turn(self, page: int) -> None:
        if 0 <= page < self._numbers.count and page != self.page:
            self.area.verticalScrollBar().setValue(0)
            self.turn_to(page)
            self.turned.emit(page)

    @Slot()
    def _on_number(self) -> None:
        self._turn(int(self.number.text() or 0) - 1)
        self._say_page()  # a number beyond the last page is none

    def _enlarge(self, steps: int) -> None:
        self._zoom = max(0, min(self._zoom + steps, len(_ZOOMS) - 1))
        self._say_page()
        self.ask()

    def _fit(self) -> None:
        room = self.area.viewport().width() - 2 * _MARGIN
        self.paper.fit(round(room * _ZOOMS[self._zoom]))

    def _say_page(self) -> None:
        count = self._numbers.count
        self.number.setText(str(self.page + 1) if count else "")
        label = self._numbers.called(self.page).partition(" ")[2]
        self.of.setText(f"of {count:,}{f'  {label}' if label else ''}" if count else "")
        self.of.setToolTip(f"On the page itself: {label[1:-1]}" if label else "")
        self.number.setEnabled(bool(count))
        for each in (self.back_button, self.number, self.on_button):
            each.setVisible(count > 0)
        self.back_button.setEnabled(count > 0 and self.page > 0)
        self.on_button.setEnabled(self.page + 1 < count)
        self.smaller_button.setEnabled(count > 0 and self._zoom > 0)
        self.larger_button.setEnabled(count > 0 and self._zoom + 1 < len(_ZOOMS))

    # Qt calls these.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.area.viewport():
            self._fit()
            self._settled.start()
        elif event.type() == QEvent.Type.KeyPress and watched is self.area and isinstance(event, QKeyEvent):
            bar = self.area.verticalScrollBar()
            if event.key() == Qt.Key.Key_PageDown and bar.value() >= bar.maximum():
                self._turn(self.page + 1)
                return True
            if event.key() == Qt.Key.Key_PageUp and bar.value() <= bar.minimum():
                self._turn(self.page - 1)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.closed.emit()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.text_requested.emit()
                return True
        return super().eventFilter(watched, event)
