"""The manual as a panel: a field that searches all pages, the page, and the way back and forward. Keys do all of it."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices, QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from annotator.model.wording import counted
from annotator.resources import resource
from annotator.ui.commands.key_names import follow_keys, key_or_none, keys_now
from annotator.ui.kit.announcing import announce
from annotator.ui.kit.icons import icon
from annotator.ui.kit.rows import ROW_ROLE, ListRow, row_list
from annotator.ui.kit.widgets import ElidedLabel, Field, Look, hairline, spaced, words
from annotator.ui.manual import pages
from annotator.ui.manual.browser import ManualBrowser
from annotator.ui.manual.own_keys import page_with_keys
from annotator.ui.manual.pages import FIRST, ManualPlace
from annotator.ui.manual.rendering import PageLook
from annotator.ui.manual.search import search

_PLACE = Qt.ItemDataRole.UserRole
_SHIFTED = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
_WEB = ("http", "https")


@dataclass(slots=True)
class _Visit:
    """A place that was looked at, and how far down."""

    place: ManualPlace
    scrolled: int | None = None


class ManualPanel(QWidget):
    """`look`: asked for how a page is set now. The panel has the keyboard from `open` on until it is left."""

    left = Signal()
    """Whoever opened it takes the keyboard back and puts it away."""

    def __init__(self, look: Callable[[], PageLook], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._visits: list[_Visit] = []
        self._at = -1
        self.setAccessibleName("Manual")
        self.setAutoFillBackground(True)
        self.field = Field(placeholderText="Search the manual")
        self.field.setAccessibleName("Search the manual")
        self.trail = ElidedLabel(Look.SECONDARY, 4000)
        self.browser = ManualBrowser(resource("help"))
        self.browser.setProperty("look", Look.PAGE.value)
        self.results = row_list("Found in the manual")
        self.model = QStandardItemModel(self)
        self.results.setModel(self.model)
        self.count = words("", Look.SECONDARY)
        self.back_button = _tool("previous", "Back")
        self.forward_button = _tool("next", "Forward")
        self.contents_button = _tool("document", "Contents")
        self.close_button = _tool("cross", "Close the manual")
        self._key = QLabel()
        self._build()
        self._connect()

    # What is shown.

    @property
    def place(self) -> ManualPlace | None:
        """The place that was gone to last."""
        return self._visits[self._at].place if self._at >= 0 else None

    @property
    def is_searching(self) -> bool:
        """Whether what was found is shown in place of a page."""
        return self.stack.currentWidget() is self._found

    def open(self, place: ManualPlace) -> None:
        """Show a place, unless its page is there already, and take the keyboard."""
        if self.is_searching or self.place is None or self.place.page != place.page:
            self.go(place)
        self.browser.setFocus(Qt.FocusReason.ShortcutFocusReason)
        announce(self.browser, f"Manual: {self.trail.text()}")

    def go(self, place: ManualPlace) -> None:
        """Show a place, as the next one after that which is shown."""
        if self._at >= 0:
            self._visits[self._at].scrolled = self.browser.verticalScrollBar().value()
        self._visits[self._at + 1 :] = [_Visit(place)]
        self._at += 1
        self._show()

    @Slot()
    def go_back(self) -> None:
        """Show again what was shown before."""
        self._step(-1)

    @Slot()
    def go_forward(self) -> None:
        """Show again what `go_back` left."""
        self._step(1)

    def search(self, query: str) -> None:
        """Show what is found, or for no words at all the page again."""
        self.model.clear()
        if not query.strip():
            self.stack.setCurrentWidget(self._page)
            return
        found = search(query, [page_with_keys(name, keys_now()) for name in pages.names()])
        for one in found:
            item = QStandardItem()
            item.setEditable(False)
            where = one.title if one.heading == one.title else f"{one.title} › {one.heading}"
            item.setData(ListRow(where, one.excerpt), ROW_ROLE)
            item.setData(f"{where}: {one.excerpt}", Qt.ItemDataRole.AccessibleTextRole)
            item.setToolTip(one.excerpt)
            item.setData(one.place, _PLACE)
            self.model.appendRow(item)
        self.count.setText(f"{counted(len(found), 'place')}" if found else "No page has all these words.")
        self.field.setAccessibleDescription(self.count.text())
        self.results.setVisible(bool(found))
        self.results.setCurrentIndex(self.model.index(0, 0))
        self.stack.setCurrentWidget(self._found)

    def restyle(self) -> None:
        """Set the page anew, at the place that is in sight, after size or colours changed."""
        for button, name in self._tools.items():
            button.setIcon(icon(name))
        if self._at >= 0:
            scroll = self.browser.verticalScrollBar()
            share = scroll.value() / max(1, scroll.maximum())
            self.browser.show_markdown(self._page_shown().markdown, self._look())
            scroll.setValue(round(share * scroll.maximum()))

    # Inside.

    def _build(self) -> None:
        self._tools = {
            self.back_button: "previous",
            self.forward_button: "next",
            self.contents_button: "document",
            self.close_button: "cross",
        }
        title = words("Manual", Look.HEADING)
        title.setWordWrap(False)
        self._key.setProperty("look", Look.SECONDARY.value)
        head = QHBoxLayout()
        spaced(head, 4)
        head.addWidget(title)
        head.addStretch(1)
        head.addWidget(self._key)
        for button in self._tools:
            head.addWidget(button)
        top = QVBoxLayout()
        spaced(top, 8, (16, 8, 12, 8))
        top.addLayout(head)
        top.addWidget(self.field)
        self._page = _column(self.trail, self.browser)
        self._found = _column(self.count, self.results)
        self.stack = QStackedWidget()
        self.stack.addWidget(self._page)
        self.stack.addWidget(self._found)
        box = QVBoxLayout(self)
        spaced(box, 0)
        box.addLayout(top)
        box.addWidget(hairline())
        box.addWidget(self.stack, 1)

    def _connect(self) -> None:
        self.back_button.clicked.connect(self.go_back)
        self.forward_button.clicked.connect(self.go_forward)
        self.contents_button.clicked.connect(lambda: self.go(ManualPlace(FIRST, "next")))
        self.close_button.clicked.connect(self.left)
        self.browser.followed.connect(self._on_followed)
        self.browser.moved.connect(self._say_where)
        self.field.textChanged.connect(self.search)
        self.field.returnPressed.connect(self._take)
        self.field.descended.connect(self._descend)
        self.field.left.connect(self._on_escape)
        self.results.activated.connect(self._take)
        self.results.clicked.connect(self._take)
        follow_keys(self, self._name_key)

    def _name_key(self) -> None:
        self._key.setText(key_or_none("help.manual"))
        self.restyle()

    def _page_shown(self) -> pages.ManualPage:
        return page_with_keys(self._visits[self._at].place.page, keys_now())

    def _show(self) -> None:
        visit, page = self._visits[self._at], self._page_shown()
        self.stack.setCurrentWidget(self._page)
        self.browser.show_markdown(page.markdown, self._look())
        anchors = [section.anchor for section in page.sections]
        self.browser.go_to(anchors.index(visit.place.anchor) if visit.place.anchor in anchors else 0)
        if visit.scrolled is not None:
            self.browser.verticalScrollBar().setValue(visit.scrolled)
        self.back_button.setEnabled(self._at > 0)
        self.forward_button.setEnabled(self._at + 1 < len(self._visits))
        self._say_where()

    def _step(self, steps: int) -> None:
        to = self._at + steps
        if self.is_searching and steps < 0:
            self.field.clear()
        elif 0 <= to < len(self._visits):
            self._visits[self._at].scrolled = self.browser.verticalScrollBar().value()
            self._at = to
            self._show()

    @Slot()
    def _say_where(self) -> None:
        if self._at < 0:
            return
        page = self._page_shown()
        section = page.sections[min(self.browser.heading_at_top(), len(page.sections) - 1)]
        self.trail.say(page.title if section.heading == page.title else f"{page.title} › {section.heading}")
        self.browser.setAccessibleDescription(self.trail.text())

    @Slot(str)
    def _on_followed(self, link: str) -> None:
        page, _, anchor = link.partition("#")
        if page.partition(":")[0] in _WEB:
            QDesktopServices.openUrl(QUrl(link))
            return
        at = self.place
        name = page.removesuffix(".md") or (at.page if at else FIRST)
        if name in pages.names():
            self.go(ManualPlace(name, anchor))
            announce(self.browser, self.trail.text())

    @Slot()
    def _take(self) -> None:
        place = self.results.currentIndex().data(_PLACE)
        if self.is_searching and isinstance(place, ManualPlace):
            query = self.field.text()
            self.field.clear()
            self.go(place)
            self.browser.light(query.split())
            self.browser.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _descend(self) -> None:
        (self.results if self.is_searching and self.model.rowCount() else self.browser).setFocus()

    @Slot()
    def _on_escape(self) -> None:
        if self.field.text():
            self.field.clear()
            self.browser.setFocus()
        else:
            self.left.emit()

    # Qt calls these.

    def event(self, event: QEvent) -> bool:
        # Letters, Space and Return mean something to the work beside, which must not happen while one reads.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_ours(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        if event.key() == Qt.Key.Key_Escape:
            self._on_escape()
        elif alt and event.key() == Qt.Key.Key_Left:
            self.go_back()
        elif alt and event.key() == Qt.Key.Key_Right:
            self.go_forward()
        elif _is_find(event):
            self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.field.selectAll()
        else:
            super().keyPressEvent(event)
            # What nobody in here has a use for must not reach the work either.
            event.setAccepted(_is_ours(event) or event.isAccepted())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.restyle()


def _is_find(event: QKeyEvent) -> bool:
    return event.modifiers() == Qt.KeyboardModifier.ControlModifier and event.key() == Qt.Key.Key_F


def _is_ours(event: QKeyEvent) -> bool:
    """Whether a key is one that is typed or moves, or one of the panel's own; function keys stay the window's."""
    if Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F35:
        return False
    steps = event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right)
    if event.modifiers() == Qt.KeyboardModifier.AltModifier:
        return steps
    return _is_find(event) or not event.modifiers() & ~_SHIFTED


def _tool(name: str, title: str) -> QToolButton:
    made = QToolButton()
    made.setIcon(icon(name))
    made.setAccessibleName(title)
    made.setToolTip(title)
    return made


def _column(head: QWidget, body: QWidget) -> QWidget:
    made = QWidget()
    box = QVBoxLayout(made)
    spaced(box, 0)
    above = QHBoxLayout()
    spaced(above, 0, (16, 8, 12, 8))
    above.addWidget(head)
    box.addLayout(above)
    box.addWidget(body, 1)
    return made
