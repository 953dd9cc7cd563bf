"""The header: the menu, the project's name, the workspaces as words, the search, and the desk."""

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from annotator.model.wording import counted
from annotator.ui.commands.commands import CommandScope
from annotator.ui.commands.key_names import follow_keys, key_or_none
from annotator.ui.kit import theme
from annotator.ui.kit.flat_button import FlatButton, advance, bold
from annotator.ui.kit.widgets import ElidedLabel, Look, spaced
from annotator.ui.window.desk import Desk
from annotator.ui.window.places import HEIGHT, WorkspaceWords

NARROW = 1360
"""Below this width the last words go."""
LONGEST_NAME = 230
_SEARCH = "Find a command, document, actor or label"


class IconButton(FlatButton):
    """An icon of 20 px in a square of 32."""

    def __init__(self, icon_name: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._icon_name = icon_name
        self.setAccessibleName(name)

    def paint_face(self, painter: QPainter) -> None:
        self.draw_icon(painter, self._icon_name, (self.width() - 20) // 2, 20)

    def sizeHint(self) -> QSize:
        return QSize(32, 32)


class SearchButton(FlatButton):
    """The palette: a glass and, where there is room, its key."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setAccessibleName(_SEARCH)
        self.is_short = False
        follow_keys(self, self._name)

    def set_short(self, short: bool) -> None:
        """Leave the key out in a narrow window."""
        self.is_short = short
        self._name()

    def _name(self) -> None:
        key = key_or_none("edit.palette")
        self.setAccessibleDescription(f"Key {key}" if key else "")
        self.setToolTip(f"{_SEARCH}, {key}" if key else _SEARCH)
        self.updateGeometry()

    def paint_face(self, painter: QPainter) -> None:
        self.draw_icon(painter, "search", 8)
        if not self.is_short:
            small = theme.interface_font(theme.SECONDARY_PX)
            self.draw_words(painter, 28, key_or_none("edit.palette"), small, theme.current().secondary)

    def sizeHint(self) -> QSize:
        key = "" if self.is_short else key_or_none("edit.palette")
        return QSize(32 + (advance(theme.interface_font(theme.SECONDARY_PX), key) + 4 if key else 0), 32)


class HandInButton(FlatButton):
    """In a coder's copy: what they did goes to whoever leads, and how many acts wait for that."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Hand in", parent)
        self.count = 0
        follow_keys(self, self._name)
        self.hide()

    def show_count(self, count: int) -> None:
        """Say how many acts wait."""
        self.count = count
        self._name()

    def _name(self) -> None:
        key = key_or_none("project.hand_in")
        waits = counted(self.count, "act waits", "acts wait") if self.count else "all is handed in"
        self.setAccessibleDescription(", ".join(filter(None, [waits, f"Key {key}" if key else ""])))
        self.setToolTip(" · ".join(filter(None, ["Hand in", key, waits])))
        self.updateGeometry()
        self.update()

    @property
    def _number(self) -> str:
        return f"{self.count:,}" if self.count else ""

    def paint_face(self, painter: QPainter) -> None:
        look = theme.current()
        colour = look.accent if self.count else look.secondary
        end = self.draw_words(painter, 10, self.text(), bold() if self.count else theme.interface_font(), colour)
        if self._number:
            small = theme.interface_font(theme.SECONDARY_PX)
            self.draw_words(painter, end + 5, self._number, small, look.secondary)

    def sizeHint(self) -> QSize:
        number = 5 + advance(theme.interface_font(theme.SECONDARY_PX), self._number) if self._number else 0
        # As wide with something to hand in as without.
        return QSize(20 + advance(bold(), self.text()) + number, 32)


class Header(QWidget):
    """What is the same in every workspace; on the start page menu and search alone."""

    place_chosen = Signal(object)
    menu_requested = Signal()
    search_requested = Signal()
    desk_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.menu_button = IconButton("menu", "Menu")
        self.project = ElidedLabel(Look.STRONG, LONGEST_NAME)
        self.project.setAccessibleName("Project")
        self.project.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.places = WorkspaceWords()
        self.hand_in, self.search, self.desk = HandInButton(), SearchButton(), Desk()
        self.setFixedHeight(HEIGHT)
        row = QHBoxLayout(self)
        spaced(row, 0, (8, 0, 8, 0))
        row.addWidget(self.menu_button)
        row.addSpacing(8)
        row.addWidget(self.project)
        row.addSpacing(12)
        row.addWidget(self.places, 1)
        self._rest = QWidget()
        row.addWidget(self._rest, 1)
        row.addWidget(self.hand_in)
        row.addWidget(self.search)
        row.addWidget(self.desk)
        self.menu_button.clicked.connect(self.menu_requested)
        self.places.chosen.connect(self.place_chosen)
        self.search.clicked.connect(self.search_requested)
        self.desk.clicked.connect(self.desk_requested)
        follow_keys(self, self._name)
        self.show_start()

    def show_start(self) -> None:
        """Show what there is without a project."""
        self._show("Annotator", is_open=False)

    def show_project(self, name: str) -> None:
        """Show a project's name, and where one can go in it."""
        self._show(name, is_open=True)

    def show_place(self, place: CommandScope) -> None:
        """Say which workspace is open."""
        self.places.show_open(place)

    def _show(self, name: str, is_open: bool) -> None:
        if self.project.text() != name:
            self.project.say(name)
            self.project.updateGeometry()
        self.places.setVisible(is_open)
        self._rest.setVisible(not is_open)
        if not is_open:
            self.hand_in.hide()
        self.desk.setVisible(is_open)

    @Slot()
    def _name(self) -> None:
        key = key_or_none("view.menu")
        self.menu_button.setAccessibleDescription(f"Key {key}" if key else "")
        self.menu_button.setToolTip(f"Menu, {key}" if key else "Menu")

    # Qt calls this.

    def resizeEvent(self, event: QResizeEvent) -> None:
        short = event.size().width() < NARROW
        if short is not self.desk.is_short:
            self.desk.set_short(short)
            self.search.set_short(short)
        super().resizeEvent(event)
