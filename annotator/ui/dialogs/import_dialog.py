"""Import: choose files, see what the program reads in them, mend how it reads them, then import.

Nothing is written here: `import_requested` carries the choice, and who imports calls `show_progress` and `show_report`.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from annotator.model.errors import HoldsCodings, NeedsColumns, UserError
from annotator.model.names import tidied
from annotator.model.wording import counted, isolated, one_or_many
from annotator.ui.background.previews import Previews
from annotator.ui.dialogs.import_choice import (
    FileKind,
    FilePreview,
    ImportChoice,
    ImportItem,
    Preview,
    file_filter,
    files_in,
    unknown_in,
    unknown_sentence,
)
from annotator.ui.dialogs.import_file import FilePane
from annotator.ui.dialogs.stages import StagedDialog
from annotator.ui.kit import theme
from annotator.ui.kit.icons import icon
from annotator.ui.kit.widgets import Look, button, labelled, spaced, words

CHECKED_AHEAD = 200
"""So many files are looked into before anybody selects them; the import itself tells about the others."""

_KIND_WIDTH = 150
"""Pixels of the column that says as what a file is read; what is longer stands whole in the tooltip."""
_LEFT_WIDTH = 340
"""Pixels that the files keep, whatever stands beside them: a name is to be read in what the kind leaves."""
_INTRO = "Documents, or codings in a format that the program knows."
_OWN = "Codings of {name}, in a format that the program knows, of the documents that {name} was given."


class ImportDialog(StagedDialog):
    """The files at the left, the one that is selected at the right."""

    import_requested = Signal(object)

    def __init__(
        self,
        kinds: Sequence[FileKind],
        preview: Preview,
        coders: Sequence[str] = (),
        is_one: Callable[[Path], bool] = lambda folder: False,
        parent: QWidget | None = None,
        owner: str = "",
    ) -> None:
        """`is_one(folder)`: whether a folder is imported as one thing; `coders`: names, whoever codes now first.

        `owner`: the coder of the copy that it is imported into, of whom alone codings come in.
        """
        super().__init__("Import", parent, _OWN.format(name=isolated(owner)) if owner else _INTRO)
        self._kinds, self._is_one, self._owner = tuple(kinds), is_one, owner
        self._items: list[ImportItem] = []
        self._left_out: dict[Path, Counter[str]] = {}
        self.previews = Previews(preview, self)
        self.tree = QTreeWidget()
        self.pane = FilePane(self._kinds)
        self.coder = QComboBox(editable=True)
        self.coder.addItems(list(coders))
        self._coder_box = QWidget()
        self.keep = QCheckBox("&Keep PDF files in the project, to show their pages")
        self.keep.setChecked(True)
        self.keep.setToolTip("Up to 25 MB each and 500 MB together; the project and its backups grow by them")
        self._empty = words("No files yet. Add some, or drop them here.", Look.SECONDARY)
        self.left_out = words("", Look.SECONDARY)
        self.left_out.hide()
        self.files_button = button("Add &files…")
        self.folder_button = button("Add f&older…")
        self.remove_button = button("&Remove")
        self._build()
        self.accept_button = self.add_buttons("Import") or QPushButton()
        self._connect()
        self.setAcceptDrops(True)
        self._refresh()
        self.resize(920, 600)

    @property
    def choice(self) -> ImportChoice:
        """What would be imported: the files without those that are known to be unreadable."""
        answers = [(item, self.previews.answer(item)) for item in self._items]
        items = tuple(item for item, answer in answers if not isinstance(answer, UserError))
        refused = tuple(str(answer) for _, answer in answers if isinstance(answer, UserError))
        coder = tidied(self.coder.currentText()) if not self._coder_box.isHidden() else ""
        return ImportChoice(items, coder, self.keep.isChecked(), self._unknown(), refused)

    def add_paths(self, paths: Sequence[Path]) -> None:
        """Add files, and of folders what is in them; what is listed already is not added twice."""
        known = {item.path for item in self._items}
        for path in paths:
            if path.is_dir() and not self._is_one(path):
                self._left_out[path] = unknown_in(path, self._kinds)
            for found in files_in(path, self._kinds) if path.is_dir() and not self._is_one(path) else [path]:
                if found not in known:
                    known.add(found)
                    self._append(ImportItem(found))
        first = self.tree.topLevelItem(0)
        if self._row() < 0 and first is not None:
            self.tree.setCurrentItem(first)
        self._refresh()

    def _build(self) -> None:
        self.tree.setAccessibleName("Files to import")
        self.tree.setHeaderLabels(["File", "Read as"])
        self.tree.setRootIsDecorated(False)
        self.tree.setUniformRowHeights(True)
        self.tree.setSelectionMode(QTreeWidget.SelectionMode.ExtendedSelection)
        self.tree.header().setStretchLastSection(False)
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.tree.header().resizeSection(1, _KIND_WIDTH)
        left = QWidget()
        left.setMinimumWidth(_LEFT_WIDTH)
        box = QVBoxLayout(left)
        spaced(box, 8, (0, 0, 12, 0))
        row = QHBoxLayout()
        spaced(row)
        for each in (self.files_button, self.folder_button, self.remove_button):
            row.addWidget(each)
        row.addStretch(1)
        box.addLayout(row)
        box.addWidget(self._empty)
        box.addWidget(self.tree, 1)
        box.addWidget(self.left_out)
        coder = QVBoxLayout(self._coder_box)
        spaced(coder, 0)
        coder.addLayout(labelled("Codings that name nobody are &by", self.coder))
        box.addWidget(self._coder_box)
        box.addWidget(self.keep)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(left)
        split.addWidget(self.pane)
        split.setSizes([400, 472])
        self.form_box.addWidget(split, 1)

    def _connect(self) -> None:
        self.files_button.clicked.connect(self._choose_files)
        self.folder_button.clicked.connect(self._choose_folder)
        self.remove_button.clicked.connect(self._remove)
        self.tree.currentItemChanged.connect(self._show_current)
        self.pane.changed.connect(self._on_pane_changed)
        self.previews.arrived.connect(self._on_arrived)
        self.finished.connect(self.previews.close)

    def _append(self, item: ImportItem) -> None:
        self._items.append(item)
        line = QTreeWidgetItem(self.tree, [item.path.name, "…"])
        line.setToolTip(0, str(item.path))
        if len(self._items) <= CHECKED_AHEAD:
            self.previews.ask(item, urgent=False)

    def _row(self) -> int:
        current = self.tree.currentItem()
        return self.tree.indexOfTopLevelItem(current) if current is not None else -1

    def _refresh(self) -> None:
        self._empty.setVisible(not self._items)
        self.left_out.setText(self._unknown())
        self.left_out.setVisible(bool(self._unknown()))
        self.tree.setVisible(bool(self._items))
        self.remove_button.setEnabled(bool(self._items))
        answers = [self.previews.answer(item) for item in self._items]
        names_nobody = any(isinstance(answer, FilePreview) and answer.coded for answer in answers)
        self._coder_box.setVisible(names_nobody and not self._owner)
        self.keep.setVisible(any(item.path.suffix.lower() in (".pdf", ".zip", ".eml") for item in self._items))
        number = sum(not isinstance(answer, UserError) for answer in answers)
        self.accept_button.setEnabled(bool(number))
        self.accept_button.setText(f"Import {counted(number, 'file')}" if number else "Import")

    @Slot()
    def _show_current(self) -> None:
        row = self._row()
        if row < 0:
            self.pane.clear()
            return
        item = self._items[row]
        self.previews.ask(item)
        self.pane.show_file(item, self.previews.answer(item))

    @Slot(object)
    def _on_pane_changed(self, item: ImportItem) -> None:
        row = self._row()
        if row >= 0:
            for each in self._of_one_kind(row) if item.goes != self._items[row].goes else ():
                self._items[each] = replace(self._items[each], goes=item.goes)
                self.previews.ask(self._items[each], urgent=False)
                self._show_line(each)
            self._items[row] = replace(item, path=self._items[row].path)
            self._show_line(row)
            self._show_current()

    def _unknown(self) -> str:
        """Say what of the folders nothing reads."""
        return unknown_sentence(sum(self._left_out.values(), Counter[str]()))

    def _of_one_kind(self, row: int) -> list[int]:
        """Return the rows of the files with the same fields, whose fields go where one says for this one."""
        answer = self.previews.answer(self._items[row])
        if not isinstance(answer, FilePreview):
            return []
        names = {field.name for field in answer.fields}
        answers = [self.previews.answer(item) for item in self._items]
        return [
            number
            for number, other in enumerate(answers)
            if isinstance(other, FilePreview) and names and names == {field.name for field in other.fields}
        ]

    @Slot(object)
    def _on_arrived(self, item: ImportItem) -> None:
        for row in [row for row, listed in enumerate(self._items) if listed == item]:
            self._show_line(row)
            if row == self._row():
                self.pane.show_file(item, self.previews.answer(item))
        self._refresh()

    def _show_line(self, row: int) -> None:
        answer, line = self.previews.answer(self._items[row]), self.tree.topLevelItem(row)
        if line is None:
            return
        text, mark = describe(answer)
        line.setText(1, text)
        line.setToolTip(1, str(answer) if isinstance(answer, Exception) else text)
        colour = theme.current().danger if mark == "error" else theme.current().secondary
        line.setIcon(0, icon(mark, colour))
        spoken = f"{line.text(0)}, {answer if isinstance(answer, Exception) else text}"
        line.setData(0, Qt.ItemDataRole.AccessibleTextRole, spoken)

    @Slot()
    def _choose_files(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(self, "Add files", "", file_filter(self._kinds))
        self.add_paths([Path(name) for name in names])

    @Slot()
    def _choose_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, "Add a folder")
        self.add_paths([Path(name)] if name else [])

    @Slot()
    def _remove(self) -> None:
        # Quiet meanwhile: the tree tells of a new current line before its list and ours are equally long again.
        self.tree.blockSignals(True)
        for line in self.tree.selectedItems():
            row = self.tree.indexOfTopLevelItem(line)
            if row >= 0:
                self.previews.reset(self._items.pop(row))
                self.tree.takeTopLevelItem(row)
        self.tree.blockSignals(False)
        self._show_current()
        self._refresh()

    # Qt calls these.

    def accept(self) -> None:
        if self.stages.currentWidget() is self.form:
            if self.choice.items:
                self.import_requested.emit(self.choice)
        elif not self.working:
            super().accept()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() and self.stages.currentWidget() is self.form:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.add_paths([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])


def describe(answer: object) -> tuple[str, str]:
    """Return what the list says of a file, and the name of its icon."""
    if isinstance(answer, FilePreview):
        number = one_or_many(answer.total, "", f", {answer.total:,} documents")
        noted = answer.notices or any(draft.notices for draft in answer.drafts)
        return f"{answer.kind}{number}", "info" if noted else "document"
    if isinstance(answer, HoldsCodings) and answer.doubtful:
        return "texts or codings?", "info"
    if isinstance(answer, NeedsColumns):
        return "which columns?", "info"
    if isinstance(answer, Exception):
        return "cannot be read", "error"
    return "…", "document"
