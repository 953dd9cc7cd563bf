"""A picture as assistive tools meet it: a chart whose name is the cell or bar at hand."""

from functools import lru_cache

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget


class Chart(QWidget):
    """A widget that is a chart for assistive tools; Qt gives one that paints itself no role."""

    def __init__(self, parent: QWidget | None = None) -> None:
        _install()
        super().__init__(parent)
        # Qt owns what the factory returns and deletes it with the widget; this keeps its Python half alive till then.
        self.spoken: QAccessibleInterface | None = None

    def announce(self, text: str) -> None:
        """Say something aloud, where somebody listens and the keyboard is here."""
        if self.hasFocus() and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))


@lru_cache(maxsize=1)
def _install() -> None:
    """Let Qt ask here when a tool asks for a chart; once in a process."""
    QAccessible.installFactory(_interface_of)


def _interface_of(class_name: str, asked: QObject) -> QAccessibleInterface | None:
    if class_name == "PictureView" and isinstance(asked, Chart):
        asked.spoken = QAccessibleWidget(asked, QAccessible.Role.Chart)
        return asked.spoken
    return None
