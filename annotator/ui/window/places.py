"""The workspaces as words, in groups: the open one is bold over a line in accent.

Where the words do not fit, the last groups that are left become a menu, “More”. Adjudicate and Feedback share a
place: a click on the open one offers both.
"""

from collections.abc import Callable, Collection, Sequence
from functools import partial
from itertools import chain

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from annotator.model.wording import counted
from annotator.ui.commands.commands import CommandScope
from annotator.ui.commands.key_names import follow_keys, key_or_none
from annotator.ui.commands.menus import pop_up
from annotator.ui.kit import theme
from annotator.ui.kit.flat_button import FlatButton, advance, bold

HEIGHT = 40
_SIDE = 10
"""Pixels on either side of a word."""
_BETWEEN = 16
"""Pixels between groups, with a hairline in the middle."""
_MARK, _CHEVRON = 16, 12

Place = tuple[CommandScope, ...]
GROUPS: tuple[tuple[Place, ...], ...] = (
    ((CommandScope.DOCUMENTS,), (CommandScope.CODE,), (CommandScope.PASSAGES,)),
    ((CommandScope.ADJUDICATE, CommandScope.FEEDBACK), (CommandScope.AGREEMENT,), (CommandScope.EXPLORE,)),
    ((CommandScope.CODEBOOK,), (CommandScope.ACTORS,), (CommandScope.TEAM,), (CommandScope.HISTORY,)),
)
"""What stands together; of the workspaces that share a place the first is meant until another is opened."""


_BADGES = {
    CommandScope.HISTORY: ("open remark",),
    CommandScope.TEAM: ("thing to take in or decide", "things to take in or decide"),
}
"""What the number beside a word counts, where it is no open cases."""


class PlaceButton(FlatButton):
    """The word of a workspace, or of the one of several in its place that was open last."""

    def __init__(self, views: Place, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._all, self.views, self.view, self.badge = views, views, views[0], 0
        self._badge_of = views[0]
        self.setCheckable(True)
        self._name()

    def show_open(self, place: CommandScope) -> None:
        """Say which workspace is open."""
        is_open = place in self.views
        if is_open:
            self.view = place
        self.setChecked(is_open)
        self._name()

    def offer(self, places: Collection[CommandScope]) -> None:
        """Lead to those of its views that are among these, if to any."""
        self.views = tuple(view for view in self._all if view in places)
        if self.views and self.view not in self.views:
            self.view = self.views[0]
        self._name()

    def set_badge(self, number: int, of: CommandScope | None = None) -> None:
        """Show a number beside the word, none for 0; `of`: while it is this view's, the first where none is named."""
        self.badge, self._badge_of = number, of or self._badge_of
        self._name()

    @property
    def _has_badge(self) -> bool:
        """Whether the number is that of the view whose word is shown: open cases are no feedback."""
        return self.badge > 0 and self.view is self._badge_of

    def _name(self) -> None:
        self.setText(self.view.capitalize())
        self.setAccessibleName(self.text())
        key = key_or_none(f"view.{self.view}")
        number = counted(self.badge, *_BADGES.get(self.view, ("open case",))) if self._has_badge else ""
        said = (f"Key {key}" if key else "", number)
        self.setAccessibleDescription(", ".join(part for part in said if part))
        self.setToolTip(" · ".join(part for part in (self.text(), key) if part))
        self.updateGeometry()
        self.update()

    def paint_face(self, painter: QPainter) -> None:
        look, on = theme.current(), self.isChecked()
        font = bold() if on else theme.interface_font()
        end = self.draw_words(painter, _SIDE, self.text(), font, look.ink if on else look.secondary)
        if self._has_badge:
            small = theme.interface_font(theme.SECONDARY_PX)
            self.draw_words(painter, end + 5, str(self.badge), small, look.secondary)
        if on:
            if len(self.views) > 1:
                self.draw_icon(painter, "chevron-down", self.width() - _SIDE + 2 - _CHEVRON, _CHEVRON)
            painter.fillRect(QRect(0, self.height() - 2, self.width(), 2), QColor(look.accent))

    def sizeHint(self) -> QSize:
        # As wide open as closed, so that no word moves when another is opened.
        font = bold()
        width = max(advance(font, each.capitalize()) for each in self._all)
        number = 5 + advance(theme.interface_font(theme.SECONDARY_PX), str(self.badge)) if self.badge else 0
        return QSize(width + 2 * _SIDE + number + (_CHEVRON if len(self._all) > 1 else 0), HEIGHT)


class MoreButton(FlatButton):
    """What opens the menu of the groups for which there is no room."""

    def paint_face(self, painter: QPainter) -> None:
        look = theme.current()
        self.draw_words(painter, _SIDE, self.text(), theme.interface_font(), look.secondary)
        self.draw_icon(painter, "chevron-down", self.width() - _MARK, 12)

    def sizeHint(self) -> QSize:
        return QSize(advance(bold(), self.text()) + 2 * _SIDE + _MARK - 4, HEIGHT)


class WorkspaceWords(QWidget):
    """The row of words. `chosen` carries the place that is wanted."""

    chosen = Signal(object)

    def __init__(self, groups: Sequence[Sequence[Place]] = GROUPS, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._all = [[PlaceButton(views, self) for views in group] for group in groups]
        self.groups = self._all
        self.buttons = list(chain.from_iterable(self._all))
        self.more = MoreButton("More", self)
        self._open: CommandScope | None = None
        self._lines: list[int] = []
        self._offered: frozenset[CommandScope] | None = None
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for each in self.buttons:
            each.clicked.connect(partial(self._on_clicked, each))
        self.more.clicked.connect(self._offer_more)
        follow_keys(self, self._name)

    def show_open(self, place: CommandScope) -> None:
        """Say which workspace is open."""
        if place is not self._open:
            self._open = place
            self._name()
            self._arrange()

    def offer(self, places: Collection[CommandScope]) -> None:
        """Show the words of these workspaces alone: of those that whoever is at the desk has."""
        if frozenset(places) == self._offered:
            return
        self._offered = frozenset(places)
        for each in self.buttons:
            each.offer(places)
            each.hide()
        self._name()
        shown = [[each for each in group if each.views] for group in self._all]
        self.groups = [group for group in shown if group]
        self._arrange()

    def set_badge(self, place: CommandScope, number: int) -> None:
        """Show a number beside a workspace's word, none for 0."""
        for each in self.buttons:
            if place in each.views and each.badge != number:
                each.set_badge(number, place)
                self._arrange()

    @property
    def folded(self) -> list[PlaceButton]:
        """Those for which there is no room."""
        return [each for each in self.buttons if each.isHidden() and each.views]

    def _name(self) -> None:
        for each in self.buttons:
            each.show_open(self._open) if self._open is not None else each.set_badge(each.badge)

    def _width(self, groups: Sequence[Sequence[PlaceButton]], more: bool) -> int:
        words = sum(each.sizeHint().width() for group in groups for each in group)
        count = len(groups) + more
        return words + max(0, count - 1) * _BETWEEN + (self.more.sizeHint().width() if more else 0)

    def _arrange(self) -> None:
        """Put the groups that fit side by side; the others are in the menu."""
        count = len(self.groups)
        while count > 1 and self._width(self.groups[:count], count < len(self.groups)) > self.width():
            count -= 1
        left, self._lines = 0, []
        for number, group in enumerate(self.groups):
            if 0 < number < count:
                self._lines.append(left + _BETWEEN // 2)
                left += _BETWEEN
            for each in group:
                each.setVisible(number < count)
                if number < count:
                    width = each.sizeHint().width()
                    each.setGeometry(left, 0, width, HEIGHT)
                    left += width
        self.more.setVisible(count < len(self.groups))
        self.more.setGeometry(left + _BETWEEN, 0, self.more.sizeHint().width(), HEIGHT)
        if count < len(self.groups):
            self._lines.append(left + _BETWEEN // 2)
        self.update()

    def _offer(self, places: Sequence[CommandScope], below: QWidget) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for place in places:
            key = key_or_none(f"view.{place}")
            action = menu.addAction(f"{place.capitalize()}\t{key}" if key else place.capitalize())
            action.setCheckable(True)
            action.setChecked(place is self._open)
            action.triggered.connect(self._choosing(place))
        pop_up(menu, below.mapToGlobal(QPoint(0, HEIGHT)))

    def _choosing(self, place: CommandScope) -> Callable[[bool], None]:
        return lambda _: self.chosen.emit(place)

    @Slot()
    def _offer_more(self) -> None:
        self._offer([view for each in self.folded for view in each.views], self.more)

    def _on_clicked(self, button: PlaceButton, _: bool = False) -> None:
        was_open = self._open in button.views
        # Qt has turned it over by itself, whether one may go there or not.
        if self._open is not None:
            button.show_open(self._open)
        if was_open and len(button.views) > 1:
            self._offer(button.views, button)
        else:
            self.chosen.emit(button.view)

    # Qt calls these.

    def sizeHint(self) -> QSize:
        return QSize(self._width(self.groups, more=False), HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._width(self.groups[:1], more=len(self.groups) > 1), HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QColor(theme.current().hairline))
        for x in self._lines:
            painter.drawLine(x, 13, x, HEIGHT - 13)
        painter.end()
