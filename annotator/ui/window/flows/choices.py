"""What is chosen from a list: a command, a label, the coders to compare; and the settings."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QRect, Signal, Slot
from PySide6.QtWidgets import QWidget

from annotator.ui.background.session import Session
from annotator.ui.commands.action_set import ActionSet
from annotator.ui.commands.label_keys import taken_keys, with_free_keys
from annotator.ui.dialogs.base import open_dialog
from annotator.ui.dialogs.preferences import PreferencesDialog
from annotator.ui.kit.picker import Picker, PickItem
from annotator.ui.settings.preferences import Preferences


class ChoiceFlows(QObject):
    """Offers a list and hands on what was chosen. `actions` is asked for late: it needs these handlers first."""

    keys_changed = Signal()
    """There are other keys now, which labels may have had."""

    def __init__(
        self, session: Session, preferences: Preferences, actions: Callable[[], ActionSet], window: QWidget
    ) -> None:
        super().__init__(window)
        self._session, self._preferences, self._actions, self._window = session, preferences, actions, window

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what the commands of this flow do."""
        return {
            "edit.palette": self.command,
            "edit.preferences": self.settings,
        }

    def command(self) -> Picker:
        """Offer all commands by name."""
        items = self._actions().pick_items()
        picker = Picker(items, "All commands", "Type a command", "No command is called that.", self._window)
        picker.chosen.connect(lambda id: self._actions().actions[id].trigger())
        open_dialog(picker)
        return picker

    def label(self, title: str, chosen: Callable[[str], object], beside: QRect | None = None) -> Picker:
        """Offer all labels; `title`: what the choice is for, `beside`: the passage, on the screen."""
        items = [
            PickItem(label.id, label.name, label.definition, label.key, label.colour, label.cue)
            for label in with_free_keys(self._session.project.codebook.in_use, taken_keys(self._actions().keys))
        ]
        empty = "No label is called that, and none has that key."
        picker = Picker(items, title, "Type its key or its name", empty, self._window, beside, takes_hints=True)
        picker.chosen.connect(chosen)
        open_dialog(picker)
        return picker

    def settings(self) -> PreferencesDialog:
        """Offer the settings; they apply at once."""
        dialog = PreferencesDialog(self._preferences.value, self._window)
        dialog.changed.connect(self._preferences.put)
        dialog.keys.changed.connect(self._on_keys)
        open_dialog(dialog)
        return dialog

    @Slot(object)
    def _on_keys(self, keys: dict[str, str]) -> None:
        self._actions().set_keys(keys)
        self.keys_changed.emit()
