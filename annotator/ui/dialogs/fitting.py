"""A dialog that needs more room than its screen has: its body scrolls, and its heading and buttons stay in sight.

It is asked when the dialog is shown, once its words have their fonts. Nothing changes in a dialog that fits.
"""

from itertools import pairwise

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QBoxLayout, QDialog, QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from annotator.ui.kit.widgets import Look, breakable

FRAME = QSize(16, 40)
"""What a window manager may put around a window; it is known only once that is shown."""


def fit(dialog: QDialog, outer: QBoxLayout, body: QVBoxLayout) -> None:
    """Let a dialog have place on its screen. `outer`: its layout; `body`: the part of it that may scroll."""
    room = room_for(dialog)
    if dialog.minimumSizeHint().width() > room.width():
        for label in dialog.findChildren(QLabel):
            if label.wordWrap():  # a path without blanks, for instance
                label.setText(breakable(label.text()))
    at = _place_of(body, outer)
    if at is not None and _least_height(dialog, outer, min(dialog.width(), room.width())) > room.height():
        _scroll(dialog, outer, body, at)
    dialog.resize(dialog.size().boundedTo(room))


def room_for(dialog: QDialog) -> QSize:
    """Return how large a dialog may be: as its screen, or its window where that is larger, as on a virtual one."""
    room = dialog.screen().availableSize() - FRAME
    parent = dialog.parentWidget()
    return room if parent is None else room.expandedTo(parent.window().size())


def _least_height(dialog: QDialog, outer: QBoxLayout, width: int) -> int:
    least = outer.totalMinimumHeightForWidth(width) if outer.hasHeightForWidth() else outer.totalMinimumSize().height()
    return max(least, dialog.minimumHeight())


def _place_of(body: QVBoxLayout, outer: QBoxLayout) -> int | None:
    """Return where the body stands in a dialog; None where it scrolls already."""
    items = [outer.itemAt(number) for number in range(outer.count())]
    return next((at for at, item in enumerate(items) if item is not None and item.layout() is body), None)


def _scroll(dialog: QDialog, outer: QBoxLayout, body: QVBoxLayout, at: int) -> None:
    """Put the body into an area that scrolls; Tab goes through it as before, and the keyboard is where it was."""
    order, focused = _in_turn(dialog), dialog.focusWidget()
    area, holder = QScrollArea(), QWidget()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setProperty("look", Look.QUIET.value)
    area.setAccessibleName(f"{dialog.windowTitle()}: all of it")
    outer.takeAt(at)
    body.setParent(None)
    holder.setLayout(body)
    area.setWidget(holder)
    outer.insertWidget(at, area, 1)
    area.show()  # a layout shows it a moment later, when the keyboard has no place there yet
    dialog.setMinimumHeight(0)
    for before, after in pairwise(order):
        QWidget.setTabOrder(before, after)
    if order:
        QWidget.setTabOrder(area, order[0])
    if focused is not None:
        focused.setFocus()


def _in_turn(dialog: QDialog) -> list[QWidget]:
    """Return what is in a dialog in the order of Tab."""
    found: list[QWidget] = []
    widget = dialog.nextInFocusChain()
    while widget is not None and widget is not dialog:
        if dialog.isAncestorOf(widget):
            found.append(widget)
        widget = widget.nextInFocusChain()
    return found
