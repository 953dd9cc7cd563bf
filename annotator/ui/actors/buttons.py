"""The buttons at the foot of the form."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.ui.kit.flow_row import FlowRow
from annotator.ui.kit.widgets import Look, button, pressed_by_enter, spaced

if TYPE_CHECKING:
    from annotator.ui.actors.workspace import ActorsWorkspace


class FormButtons(QWidget):
    """Save and take back what is typed; what is done to the actor as a whole."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.save, self.revert = pressed_by_enter(button("Save")), pressed_by_enter(button("Revert", Look.LINK))
        self.merge = pressed_by_enter(button("Merge into…", Look.LINK))
        self.split = pressed_by_enter(button("Split…", Look.LINK))
        self.remove = pressed_by_enter(button("Remove…", Look.LINK))
        self.row = FlowRow()
        for each in (self.save, self.revert, self.merge, self.split, self.remove):
            self.row.put(each)
        box = QVBoxLayout(self)
        spaced(box, 0, (20, 8, 12, 8))
        box.addWidget(self.row)

    def connect_to(self, workspace: "ActorsWorkspace") -> None:
        """Let each button do what its command does."""
        handlers = workspace.handlers()
        for each, command in (
            (self.save, "actors.save"),
            (self.revert, "actors.revert"),
            (self.merge, "actors.merge"),
            (self.split, "actors.split"),
            (self.remove, "actors.remove"),
        ):
            handler = handlers[command]
            each.clicked.connect(lambda _=False, handler=handler: handler())

    def show_state(self, has_actor: bool, is_changed: bool, is_busy: bool) -> None:
        """Switch the buttons on and off."""
        self.save.setEnabled(has_actor and is_changed)
        self.revert.setVisible(has_actor and is_changed)
        for each in (self.merge, self.split, self.remove):
            each.setVisible(has_actor)
            each.setEnabled(not is_busy)
