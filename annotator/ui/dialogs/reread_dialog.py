"""A document read anew: from which file, as what, and what would become of each coding, before anything changes."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QFileDialog, QFormLayout, QWidget

from annotator.ui.dialogs.base import Dialog
from annotator.ui.dialogs.import_choice import FileKind
from annotator.ui.dialogs.path_field import PathField
from annotator.ui.kit.line_model import Index, LineModel
from annotator.ui.kit.table_view import line_table
from annotator.ui.kit.widgets import Look, words

_WIDTHS = (340, 120, 90)
"""Of all columns but the first, which takes what room there is, in pixels."""
NO_PLACE = "finds no place"
_INTRO = (
    "The new text takes the place of the old one. What was coded moves where its place is certain; what finds none is"
    " kept with the old text."
)


@dataclass(frozen=True, slots=True)
class RereadRequest:
    """What is to be read. `is_all`: all documents, not the one at hand; `path`: None for the kept files."""

    is_all: bool = False
    path: Path | None = None
    format: str = ""


@dataclass(frozen=True, slots=True)
class RereadRow:
    """A coding that moves with other words, or (`now` None) finds no place. `document`: its title, of several."""

    before: str
    now: str | None
    label: str
    layer: str
    document: str = ""


@dataclass(frozen=True, slots=True)
class RereadLook:
    """What would be done: a sentence, what else is to be said, and the codings to look at."""

    summary: str
    notes: Sequence[str] = ()
    rows: Sequence[RereadRow] = ()
    is_possible: bool = True


class RereadModel(LineModel[RereadRow]):
    """The codings that do not move just as they were."""

    heads = ("What stood there", "What stands there now", "Coded as", "In")

    # Qt calls this.

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        now = NO_PLACE if row.now is None else f"“{row.now}”"
        cells = (f"“{row.before}”", now, row.label, row.layer)
        if role == Qt.ItemDataRole.ToolTipRole:
            where = f"\n{row.document}" if row.document else ""
            return f"{cells[0]}\n→ {cells[1]}{where}"
        return cells[index.column()] if role == Qt.ItemDataRole.DisplayRole else None


class RereadDialog(Dialog):
    """Every change of what is to be read asks for a look; Return takes the reading over."""

    look_wanted = Signal(object)
    """A `RereadRequest`."""
    reread_requested = Signal()
    """What was looked at last is to be done."""

    def __init__(
        self, title: str, has_kept: bool, kinds: Sequence[FileKind] = (), parent: QWidget | None = None
    ) -> None:
        """`title`: of the document at hand; `has_kept`: whether the project keeps its file."""
        super().__init__("Read anew", parent, _INTRO)
        self._model = RereadModel()
        self.scope = QComboBox()
        self.scope.addItems([f"“{title}”", "All documents"])
        self.source = QComboBox()
        self.source.addItems(["The file that the project keeps", "Another file, or a folder of them"])
        self.path = PathField("File or folder", _choose)
        self.kind = QComboBox()
        self.kind.addItem("What fits", "")
        for kind in kinds:
            self.kind.addItem(kind.title, kind.name)
        self.summary = words("", Look.HEADING)
        self.notes = words("", Look.SECONDARY)
        self.table = line_table("What does not move as it was", self._model)
        self.table.setWordWrap(False)
        for column, width in enumerate(_WIDTHS, 1):
            self.table.setColumnWidth(column, width)
        self._folder: Path | None = None
        """The folder that somebody said is meant."""
        self._lay_out()
        self.reread_button = self.add_buttons("Read anew", "Cancel")
        self.source.setCurrentIndex(0 if has_kept else 1)
        self._on_source()
        self.scope.currentIndexChanged.connect(self._ask)
        self.source.currentIndexChanged.connect(self._on_source)
        self.kind.currentIndexChanged.connect(self._ask)
        self.path.changed.connect(self._ask)
        self.path.edit.returnPressed.connect(self._on_folder)
        self.resize(940, 560)
        self.show_look(RereadLook("", is_possible=False))

    @property
    def request(self) -> RereadRequest:
        """What is chosen."""
        path = self.path.path if self._is_other else None
        return RereadRequest(self.scope.currentIndex() == 1, path, self.kind.currentData() or "")

    @property
    def _is_other(self) -> bool:
        return self.source.currentIndex() == 1

    def begin(self) -> None:
        """Look at what is chosen to begin with."""
        self._ask()

    def say_busy(self, sentence: str) -> None:
        """Say what is being done; nothing can be taken over meanwhile."""
        self.show_look(RereadLook(sentence, is_possible=False))

    def show_look(self, look: RereadLook) -> None:
        """Say what would be done, and list what does not move as it was."""
        self.summary.setText(look.summary)
        self.summary.setVisible(bool(look.summary))
        self.notes.setText("\n".join(look.notes))
        self.notes.setVisible(bool(look.notes))
        self._model.show_rows(look.rows)
        self.table.setVisible(bool(look.rows))
        if self.reread_button is not None:
            self.reread_button.setEnabled(look.is_possible)

    def _lay_out(self) -> None:
        for field, name in ((self.scope, "Documents"), (self.source, "Read from"), (self.kind, "Read as")):
            field.setAccessibleName(name)
        form = QFormLayout()
        form.addRow("&Documents", self.scope)
        form.addRow("Read &from", self.source)
        form.addRow("", self.path)
        form.addRow("Read &as", self.kind)
        self.body.addLayout(form)
        self.body.addWidget(self.summary)
        self.body.addWidget(self.notes)
        self.body.addWidget(self.table, 1)
        self.body.addStretch(0)

    @Slot()
    def _on_source(self) -> None:
        self.path.setVisible(self._is_other)
        self._ask()

    @Slot()
    def _ask(self) -> None:
        request = self.request
        if self._is_other and request.path is None:
            self.show_look(RereadLook("", ["Choose the file with the better text."], is_possible=False))
        elif request.path is not None and request.path.is_dir() and request.path != self._folder:
            # Whoever types a path passes its folders, which may hold a whole disk.
            self.show_look(RereadLook("", ["A folder: Return looks for the files in it."], is_possible=False))
        else:
            self.look_wanted.emit(request)

    @Slot()
    def _on_folder(self) -> None:
        path = self.path.path
        if path is not None and path.is_dir() and path != self._folder:
            self._folder = path
            self._ask()

    # Qt calls these.

    def accept(self) -> None:
        if self.reread_button is not None and self.reread_button.isEnabled():
            self.reread_requested.emit()


def _choose(parent: QWidget, current: Path | None) -> Path | None:
    name, _ = QFileDialog.getOpenFileName(parent, "The file with the better text", str(current or ""))
    return Path(name) if name else None
