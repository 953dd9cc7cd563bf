"""Join a table: its file, its key, its columns, and what would change; nothing is done before one has seen that."""

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from annotator.model.joining.matching import JoinKey
from annotator.model.joining.taking import TakenColumn
from annotator.operations.documents.join_preview import JoinPreview
from annotator.operations.documents.joining import JoinOffer, JoinRequest
from annotator.readers.metadata_table import EXTENSIONS
from annotator.ui.dialogs.joining.columns_pane import ColumnsModel, columns_table
from annotator.ui.dialogs.joining.key_pane import KeyPane
from annotator.ui.dialogs.joining.preview_pane import PreviewPane
from annotator.ui.dialogs.path_field import PathField
from annotator.ui.dialogs.stages import StagedDialog
from annotator.ui.kit.fields import Choice, boxed
from annotator.ui.kit.widgets import Look, spaced, words

_INTRO = "What the rows of a table tell of documents becomes their metadata, in one step."
_WIDTH, _HEIGHT, _LEFT = 980, 660, 350


class JoinDialog(StagedDialog):
    """Who opens it hears what is wanted and calls `show_…`: a table read, a key found, a join planned, a join done."""

    table_wanted = Signal(Path, str)
    """A table is to be read: its file and its sheet, empty for the one that fits."""
    table_dropped = Signal()
    """What is being read is wanted no more."""
    key_wanted = Signal(object, str)
    """The parts of a pattern are to be found columns for: pairs that stay, as a `JoinKey`, and the pattern."""
    columns_wanted = Signal(object)
    """By this key other columns are worth taking."""
    plan_wanted = Signal(object)
    """It is to be said what this `JoinRequest` would do."""
    join_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Join a table", parent, _INTRO)
        self._offer: JoinOffer | None = None
        self._is_own = False
        self.path = PathField("Table", _choose)
        self.sheet = Choice()
        self.sheet.setAccessibleName("Sheet")
        self.key = KeyPane()
        self.columns = ColumnsModel()
        self.columns_view = columns_table(self.columns)
        self.overwrite = QCheckBox("&Overwrite what the documents say otherwise")
        self.shared = QCheckBox("One row may tell of &several documents")
        self.preview = PreviewPane()
        self.notices = words("", Look.SECONDARY)
        self.form_box.addLayout(self._top())
        self.form_box.addLayout(self._middle(), 1)
        self.join_button = self.add_buttons("Join") or QPushButton()
        self._connect()
        self.resize(_WIDTH, _HEIGHT)
        self.show_nothing("Choose a table.")
        self.path.setFocus()

    def open_table(self, path: Path) -> None:
        """Begin with this table."""
        self.path.set_path(path)

    @property
    def request(self) -> JoinRequest | None:
        """What is to be joined, and how; None while there is no table."""
        if self._offer is None:
            return None
        key = self.key.key
        key = JoinKey(key.pairs, key.pattern, self.shared.isChecked())
        return JoinRequest(self._offer.table, key, self.columns.taken, self.overwrite.isChecked())

    def show_nothing(self, said: str, problem: str = "") -> None:
        """Show that there is no table: none is chosen, it is being read, or it cannot be."""
        self._offer = None
        self.columns.show_columns((), ())
        self.key.show_offer((), (), ())
        self.preview.clear(said, problem)
        self.notices.hide()
        self._enable(False)

    def say(self, doing: str) -> None:
        """Say what is being done before there is a table or a plan to show."""
        if self._offer is None:
            self.preview.summary.setText(doing)

    def show_offer(self, offer: JoinOffer) -> None:
        """Show a table that was read, with the best key that it offers."""
        self._offer, self._is_own = offer, False
        table = offer.table
        self.sheet.clear()
        for name in table.sheets:
            self.sheet.addItem(name, name)
        self.sheet.setCurrentIndex(self.sheet.findData(table.sheet))
        self._sheet_box.setVisible(len(table.sheets) > 1)
        self.columns.show_columns(table.columns, offer.taken)
        self.key.show_offer(offer.documents, table.columns, offer.proposals)
        self.notices.setText(" ".join(table.notices))
        self.notices.setVisible(bool(table.notices))
        self._enable(True)
        self._ask()

    def show_key(self, key: JoinKey) -> None:
        """Show a key whose parts have found their columns."""
        self.key.show_key(key)
        self._on_key()

    def show_columns(self, taken: tuple[TakenColumn, ...]) -> None:
        """Show which columns another key leaves to be taken, unless somebody chose others."""
        if self._offer is not None and not self._is_own:
            self.columns.show_columns(self._offer.table.columns, taken)
            self._ask()

    def show_plan(self, preview: JoinPreview, problem: str = "") -> None:
        """Show what would change; `problem`: why nothing would."""
        self.preview.show_preview(preview, problem)
        self.join_button.setEnabled(any(one.is_write for one in preview.plan.changes))

    def show_problem(self, sentence: str) -> None:
        """Say why a join cannot be planned as it is asked for."""
        self.preview.clear("", sentence)
        self.join_button.setEnabled(False)

    def _top(self) -> QHBoxLayout:
        row, sheet = QHBoxLayout(), QHBoxLayout()
        spaced(row, 8)
        spaced(sheet, 8)
        label, which = QLabel("&Table"), QLabel("S&heet")
        label.setBuddy(self.path)
        which.setBuddy(self.sheet)
        sheet.addWidget(which)
        sheet.addWidget(self.sheet, 1)
        self._sheet_box = boxed(sheet)
        self._sheet_box.hide()
        row.addWidget(label)
        row.addWidget(self.path, 1)
        row.addWidget(self._sheet_box)
        return row

    def _middle(self) -> QHBoxLayout:
        left, row = QVBoxLayout(), QHBoxLayout()
        spaced(left, 8)
        left.addWidget(self.key)
        left.addWidget(self.columns_view, 1)
        left.addWidget(self.overwrite)
        left.addWidget(self.shared)
        left.addWidget(self.notices)
        side = boxed(left)
        side.setFixedWidth(_LEFT)
        spaced(row, 20)
        row.addWidget(side)
        row.addWidget(self.preview, 1)
        return row

    def _connect(self) -> None:
        self.path.changed.connect(self._on_path)
        self.sheet.activated.connect(self._on_sheet)
        self.key.changed.connect(self._on_key)
        self.key.typed.connect(lambda: self.join_button.setEnabled(False))
        self.key.pattern_given.connect(self._on_pattern)
        self.columns.changed.connect(self._on_columns)
        self.overwrite.toggled.connect(self._ask)
        self.shared.toggled.connect(self._ask)

    def _enable(self, is_read: bool) -> None:
        for part in (self.key, self.columns_view, self.overwrite, self.shared):
            part.setEnabled(is_read)
        self.join_button.setEnabled(False)

    @Slot()
    def _ask(self) -> None:
        """Ask what would change; until that is said nothing can be joined."""
        request = self.request
        self.join_button.setEnabled(False)
        if request is None:
            return
        if not request.key.pairs:
            self.show_problem("Say by what rows and documents belong together.")
        elif not request.taken:
            self.show_problem("Take at least one column.")
        else:
            self.preview.clear("Comparing…")
            self.plan_wanted.emit(request)

    @Slot()
    def _on_path(self) -> None:
        path = self.path.path
        if path is not None and path.is_file():
            self._sheet_box.hide()
            self.show_nothing("Reading…")
            self.table_wanted.emit(path, "")
        else:
            self.table_dropped.emit()
            self.show_nothing("Choose a table." if path is None else "There is no such file.")

    @Slot()
    def _on_sheet(self) -> None:
        path, sheet = self.path.path, self.sheet.currentData()
        if path is not None and sheet:
            self.show_nothing("Reading…")
            self.table_wanted.emit(path, sheet)

    @Slot()
    def _on_key(self) -> None:
        request = self.request
        if request is not None and request.key.pairs and not self._is_own:
            self.columns_wanted.emit(request.key)
        else:
            self._ask()

    @Slot(str)
    def _on_pattern(self, pattern: str) -> None:
        key = self.key.key
        self.key_wanted.emit(JoinKey(key.pairs), pattern)

    @Slot()
    def _on_columns(self) -> None:
        self._is_own = True
        self._ask()

    # Qt calls this.

    def accept(self) -> None:
        if self.stages.currentWidget() is not self.form:
            if not self.working:
                super().accept()
            return
        request = self.request
        if request is not None and self.join_button.isEnabled():
            self.join_requested.emit(request)


def _choose(parent: QWidget, current: Path | None) -> Path | None:
    kinds = " ".join(f"*{ending}" for ending in EXTENSIONS)
    start = str(current.parent) if current is not None else ""
    name, _ = QFileDialog.getOpenFileName(parent, "Choose a table", start, f"Tables ({kinds});;All files (*)")
    return Path(name) if name else None
