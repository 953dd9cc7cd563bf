"""The backups of a project, or of all: when, what each holds, why it was made; one is restored as a new file."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from annotator.operations.project.backups import ListedBackup, size_said
from annotator.ui.dialogs.base import Dialog
from annotator.ui.kit import theme
from annotator.ui.kit.line_model import Index, LineModel
from annotator.ui.kit.table_view import line_table
from annotator.ui.kit.widgets import Look, words

_INTRO = "Each is a whole project that was verified. Restoring writes a new file; what you have stays as it is."
_WIDTHS = (250, 90, 180)
"""Of all columns but the first, which takes what room there is, in pixels."""


class BackupModel(LineModel[ListedBackup]):
    """The backups as a table. `with_projects`: whether a column says of which project each is."""

    def __init__(
        self, rows: Sequence[ListedBackup] = (), with_projects: bool = False, parent: QObject | None = None
    ) -> None:
        super().__init__(rows, parent)
        self.heads = ("Backup", "Why", "Size", *(("Project",) if with_projects else ()))

    # Qt calls this.

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return (row.said, _why(row), size_said(row.size), row.of.stem if row.of else "")[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{row.said}\n{row.of or ''}\n{row.path}"
        if not row.is_verified and role == Qt.ItemDataRole.ForegroundRole:
            return QColor(theme.current().secondary)
        return None


class BackupsDialog(Dialog):
    """Return restores the chosen one. `restore_requested` carries it; `backup_requested`: one is to be made now.

    `drill_requested`: the newest is to be tried now; `reminder_dismissed`: that none lies elsewhere is known.
    """

    restore_requested = Signal(object)
    backup_requested = Signal()
    drill_requested = Signal()
    reminder_dismissed = Signal()

    def __init__(self, project: str = "", parent: QWidget | None = None) -> None:
        """`project`: its name; empty for the backups of all projects."""
        super().__init__(f"Backups of {project}" if project else "Backups of all projects", parent, _INTRO)
        self._model = BackupModel(with_projects=not project)
        self.table = line_table("Backups", self._model)
        for column, width in enumerate(_WIDTHS[: self._model.columnCount() - 1], 1):
            self.table.setColumnWidth(column, width)
        self.message = words("Reading the backups…", Look.SECONDARY)
        self.drilled = words("", Look.SECONDARY)
        """What came of the last drill, and whether a backup lies on another disk."""
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.message)
        self.body.addWidget(self.drilled)
        self.drilled.hide()
        self.table.hide()
        self.body.addStretch(0)
        self.restore_button = self.add_buttons("Restore…", "Close")
        self.backup_button = self.add_side_button("Back up &now") if project else None
        self.drill_button = self.add_side_button("&Try the newest") if project else None
        self.dismiss_button = self.add_side_button("Stop re&minding") if project else None
        for button, asked in (
            (self.backup_button, self.backup_requested),
            (self.drill_button, self.drill_requested),
            (self.dismiss_button, self.reminder_dismissed),
        ):
            if button is not None:
                button.clicked.connect(asked)
        if self.dismiss_button is not None:
            self.dismiss_button.hide()
        if self.restore_button is not None:
            self.restore_button.setEnabled(False)
        self.table.selectionModel().selectionChanged.connect(self._on_selection)
        self.table.doubleClicked.connect(self.accept)
        self.resize(900, 440)

    @property
    def chosen(self) -> ListedBackup | None:
        """The backup at hand."""
        row = self.table.currentIndex().row()
        return self._model.rows[row] if 0 <= row < len(self._model.rows) else None

    def show_rows(self, rows: Sequence[ListedBackup], folder: str) -> None:
        """List these backups, which stand in `folder`."""
        was = self.chosen
        self._model.show_rows(rows)
        self.table.setVisible(bool(rows))
        if rows:
            at = next((number for number, row in enumerate(rows) if was is not None and row.path == was.path), 0)
            self.table.selectRow(at)
            self.say(f"In {folder}: {size_said(sum(row.size for row in rows))}.")
        else:
            self.say(
                f"There are none in {folder} yet. One is made each day, before each large step, and now if you want."
            )
        if rows and was is None:
            self.table.setFocus()
        self._on_selection()

    def show_drill(self, drilled: str, reminder: str) -> None:
        """Say what came of the last drill, and (where it is wanted) that no backup lies on another disk."""
        said = " ".join(filter(None, [drilled, reminder]))
        self.drilled.setText(said)
        self.drilled.setAccessibleName(said)
        self.drilled.setVisible(bool(said))
        if self.dismiss_button is not None:
            self.dismiss_button.setVisible(bool(reminder))

    def say(self, sentence: str) -> None:
        """Say what came of something, or where the backups are."""
        self.message.setText(sentence)
        self.message.setAccessibleName(sentence)

    @Slot()
    def _on_selection(self) -> None:
        if self.restore_button is not None:
            self.restore_button.setEnabled(self.chosen is not None and bool(self.chosen.holds))

    # Qt calls this.

    def accept(self) -> None:
        chosen = self.chosen
        if chosen is not None and chosen.holds:
            super().accept()
            self.restore_requested.emit(chosen)


def _why(row: ListedBackup) -> str:
    notes = [] if row.is_verified else ["not verified"]
    if row.is_elsewhere and row.of is not None:
        notes.append(f"of {row.of.name}")
    return f"{row.why} ({', '.join(notes)})" if notes else row.why
