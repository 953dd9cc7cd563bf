"""What helps: the manual at the place that tells of what is at hand, the keys, and About."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from shiboken6 import isValid

from annotator.log import log_file
from annotator.ui.commands.action_set import ActionSet, shortcut_rows
from annotator.ui.dialogs.base import open_dialog
from annotator.ui.dialogs.shortcuts import ShortcutsDialog
from annotator.ui.kit import theme
from annotator.ui.manual.beside import Beside, WorkRoom
from annotator.ui.manual.places import place_for
from annotator.ui.settings.preferences import Preferences
from annotator.ui.settings.reader_look import reader_style

if TYPE_CHECKING:
    from annotator.ui.dialogs.about import AboutDialog
    from annotator.ui.manual.manual_window import ManualWindow
    from annotator.ui.manual.panel import ManualPanel
    from annotator.ui.manual.rendering import PageLook


_MANUAL = "manual"


class HelpFlows(QObject):
    """Opens what is to be read. `actions` is asked for late: it needs these handlers first.

    `workspace` returns the id of the workspace at hand; `beside`: the work, at whose right the manual stands; `room`:
    how much of it the work needs.
    """

    def __init__(
        self,
        actions: Callable[[], ActionSet],
        preferences: Preferences,
        workspace: Callable[[], str],
        work: QWidget,
        room: Callable[[], WorkRoom],
    ) -> None:
        self.beside = Beside(work, room)
        super().__init__(self.beside)
        self._actions, self._preferences, self._workspace = actions, preferences, workspace
        self.panel: ManualPanel | None = None
        self.window: ManualWindow | None = None
        self._came_from: QWidget | None = None
        preferences.changed.connect(self._restyle)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._on_window)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what the commands of this flow do."""
        return {"help.manual": self.manual, "help.shortcuts": self.shortcuts, "help.about": self.about}

    def places(self) -> dict[str, tuple[int, bool]]:
        """Return how wide the manual was made, as the sides of workspaces are kept."""
        return {_MANUAL: (self.beside.drawn, True)} if self.beside.drawn is not None else {}

    def put_places(self, sides: Mapping[str, tuple[int, bool]]) -> None:
        """Make the manual as wide as it was."""
        if _MANUAL in sides:
            self.beside.drawn = sides[_MANUAL][0]

    def manual(self) -> None:
        """Go into the manual at the place for what is at hand; where one is in it already, leave it."""
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog):
            self._manual_of(dialog)
        elif self._is_in_manual():
            self._leave()
        else:
            self._came_from = QApplication.focusWidget()
            panel = self._made()
            self.beside.show_panel(True)
            panel.open(place_for(self._workspace()))

    def shortcuts(self) -> ShortcutsDialog:
        """List all keys."""
        dialog = ShortcutsDialog(shortcut_rows(self._actions()), self.beside.window())
        open_dialog(dialog)
        return dialog

    def about(self) -> "AboutDialog":
        """Say what program this is, and how it is cited."""
        # What it reads has no use while the window opens.
        from annotator.ui.dialogs.about import AboutDialog  # noqa: PLC0415

        dialog = AboutDialog(log_file(), self.beside.window())
        dialog.licences_requested.connect(self._licences)
        open_dialog(dialog)
        return dialog

    def _is_in_manual(self) -> bool:
        focus = QApplication.focusWidget()
        return self.panel is not None and focus is not None and self.panel.isAncestorOf(focus)

    def _made(self) -> "ManualPanel":
        if self.panel is None:
            self.panel = self._new_panel()
            self.panel.left.connect(self._leave)
            self.beside.put(self.panel)
        return self.panel

    def _new_panel(self) -> "ManualPanel":
        # Markdown takes longer to load than it is ever noticed by whoever asks for the manual, and nobody else does.
        from annotator.ui.manual.panel import ManualPanel  # noqa: PLC0415

        return ManualPanel(self._look)

    def _look(self) -> "PageLook":
        from annotator.ui.manual.rendering import PageLook  # noqa: PLC0415  # see _new_panel

        settings = self._preferences.value
        return PageLook(theme.current(), settings.text_px, reader_style(settings, None).families)

    def _manual_of(self, dialog: QDialog) -> None:
        if self.window is not None and isValid(self.window) and self.window.isVisible():
            self.window.close()
            return
        from annotator.ui.manual.manual_window import ManualWindow  # noqa: PLC0415  # see _new_panel

        self.window = ManualWindow(self._new_panel(), dialog)
        self.window.addAction(self._actions().actions["help.manual"])
        self.window.finished.connect(self.window.deleteLater)
        self.window.show()
        self.window.activateWindow()
        self.window.panel.open(place_for(self._workspace(), type(dialog).__name__))

    @Slot()
    def _leave(self) -> None:
        """Put the manual away and give the keyboard back to whoever had it."""
        self.beside.show_panel(False)
        before = self._came_from
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus()
        else:
            self.beside.work.setFocus()

    @Slot()
    def _restyle(self) -> None:
        if self.panel is not None:
            self.panel.restyle()

    @Slot(QWindow)
    def _on_window(self, _: QWindow | None) -> None:
        """Let the manual's key count in a dialog as well, which the keys of the window below do not reach."""
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog):
            # An action that a dialog has already is not added again.
            dialog.addAction(self._actions().actions["help.manual"])

    @Slot()
    def _licences(self) -> None:
        from annotator.licences import parts  # noqa: PLC0415  # see about
        from annotator.resources import third_party  # noqa: PLC0415  # see about
        from annotator.ui.dialogs.licences import LicencesDialog  # noqa: PLC0415

        sender = self.sender()
        parent = sender if isinstance(sender, QWidget) else self.beside.window()
        open_dialog(LicencesDialog(parts(), parent, third_party()))
