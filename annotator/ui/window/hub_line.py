"""How it stands with the hub, at the foot of the window: a line, and a link where it asks for the password."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from annotator.operations.team.hubs.words import HubReach
from annotator.ui.background.hub_state import HubState, worst
from annotator.ui.kit.announcing import announce
from annotator.ui.kit.widgets import ElidedLabel, Look, button, pressed_by_enter, spaced, tooltip

_WIDEST = 520


class HubLine(QWidget):
    """`password_requested`: the hub asks for it, and it is to be given. Of several hubs the one in trouble is shown."""

    password_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = ElidedLabel(Look.SECONDARY, _WIDEST)
        self.line.setAccessibleName("Hub")
        self.link = pressed_by_enter(button("give it", Look.LINK))
        self.link.clicked.connect(self.password_requested)
        row = QHBoxLayout(self)
        spaced(row, 4)
        row.addWidget(self.line)
        row.addWidget(self.link)
        self._reach = HubReach.NOT_YET
        self.show_hubs(())

    def show_hubs(self, states: Sequence[HubState]) -> None:
        """Say how it stands, and aloud where that is otherwise than before; nothing where there is no hub."""
        shown = worst(states)
        line, about = shown.foot(), " ".join(one.about() for one in states)
        if line != self.line.text():
            self.line.say(line)
            self.line.updateGeometry()
        if shown.told.reach is not self._reach:
            is_news = HubReach.NOT_YET not in (self._reach, shown.told.reach) and bool(line)
            self._reach = shown.told.reach
            if is_news:
                announce(self.line, line)
        self.line.setToolTip(tooltip(about) if about else "")
        self.line.setAccessibleDescription(about)
        self.link.setText(shown.link)
        self.link.setAccessibleName(f"Password of the hub: {shown.link}")
        self.link.setVisible(bool(shown.link))
        self.setVisible(bool(line))
