"""Documents that look alike, in pairs: how alike they are, how they differ, and what becomes of them."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QTextBrowser, QVBoxLayout, QWidget

from annotator.likeness.alike import HELD
from annotator.likeness.beside import beside
from annotator.model.document import DocumentInfo
from annotator.model.wording import counted, isolated
from annotator.operations.documents.duplicates import AlikePair, ComparedDocuments, which_goes
from annotator.ui.background.progress_row import ProgressRow
from annotator.ui.dialogs.base import Dialog
from annotator.ui.documents.side_by_side import page_of
from annotator.ui.kit.rows import ROW_ROLE, ListRow, row_list
from annotator.ui.kit.widgets import ElidedLabel, Look, button, spaced, words

_Index = QModelIndex | QPersistentModelIndex
_INTRO = (
    "Pairs of documents whose words are nearly the same. What you remove goes to the recycle bin; one that is coded"
    " stays unless you say otherwise."
)


def names_of(one: DocumentInfo, other: DocumentInfo) -> tuple[str, str]:
    """Return what tells two documents apart: their titles, or where these are the same the files that they are from."""
    files = (one.source, other.source)
    return files if one.title == other.title and all(files) and files[0] != files[1] else (one.title, other.title)


class PairModel(QAbstractListModel):
    """Pairs, each with the names of both."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[tuple[AlikePair, str, str]] = []

    def show_rows(self, rows: Sequence[tuple[AlikePair, str, str]]) -> None:
        """List these pairs."""
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    # Qt calls these.

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        pair, one, other = self.rows[index.row()]
        title = f"{isolated(one)} ↔ {isolated(other)}"
        if role == ROW_ROLE:
            return ListRow(title, said_of(pair), "≈")
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return f"{title}, {said_of(pair)}"
        return None


def said_of(pair: AlikePair) -> str:
    """Return how alike two documents are; rounded down, so that what differs is never “100 %”."""
    how = pair.likeness
    said = f"{int(how.resemblance * 100)} % alike"
    if how.containment >= HELD and how.resemblance < HELD:
        said += f" · {int(how.containment * 100)} % of the shorter one stands in the other"
    return said


class DuplicatesDialog(Dialog):
    """Asks for a pair to be compared, for one of two to be removed, and for what is said of both to be kept."""

    compare_requested = Signal(object)
    removal_requested = Signal(object, int)
    """The documents that are compared, and which of them is to go: 0 or 1."""
    apart_requested = Signal(object)
    codings_requested = Signal(object)
    """The codings of the one are to stand in the text of the other."""
    all_requested = Signal()
    """All that are not coded are to go, but for one of each that are alike."""
    stop_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Documents that look alike", parent, _INTRO)
        self._model = PairModel()
        self.compared: ComparedDocuments | None = None
        self.progress = ProgressRow("Looking for documents that are alike")
        self.list = row_list("Pairs that look alike")
        self.list.setModel(self._model)
        self.titles = (ElidedLabel(Look.STRONG, 400), ElidedLabel(Look.STRONG, 400))
        self.facts = (words("", Look.SECONDARY), words("", Look.SECONDARY))
        self.removes = (button("Remove"), button("Remove"))
        self.told = words("", Look.HEADING)
        self.page = QTextBrowser(openLinks=False)
        self.page.setAccessibleName("How they differ")
        self.page.setTabChangesFocus(True)
        self.message = words("", Look.SECONDARY)
        self.apart = button("&No duplicate: keep both")
        self.take = button("Take the &codings over into the other text…")
        self._build()
        self._connect()
        self.resize(980, 600)
        self.show_pairs((), "Reading the texts…")

    @property
    def chosen(self) -> AlikePair | None:
        """The pair at hand."""
        row = self.list.currentIndex().row()
        return self._model.rows[row][0] if 0 <= row < len(self._model.rows) else None

    def show_pairs(self, rows: Sequence[tuple[AlikePair, str, str]], message: str = "") -> None:
        """List these pairs, with the one at hand where it was."""
        at = max(self.list.currentIndex().row(), 0)
        self._model.show_rows(rows)
        self.say(message)
        for part in (self.list, self.middle):
            part.setVisible(bool(rows))
        self.all.setEnabled(bool(rows))
        if rows:
            self.list.setCurrentIndex(self._model.index(min(at, len(rows) - 1)))
            self.list.setFocus()
        else:
            self.show_compared(None)

    def show_busy(self, on: bool) -> None:
        """Show that it is looked for, with a way to stop."""
        self.progress.setVisible(on)
        if on:
            self.progress.begin("Looking for documents that are alike")

    def show_compared(self, found: ComparedDocuments | None) -> None:
        """Show how two documents differ, and what may become of each."""
        self.compared = found
        goes = which_goes(found) if found is not None else None
        names = names_of(*found.infos) if found is not None else ("", "")
        for place in (0, 1):
            info = found.infos[place] if found is not None else None
            codings = found.codings[place] if found is not None else 0
            self.titles[place].say(names[place])
            size = counted(info.length, "character") if info is not None else ""
            coded = counted(codings, "coding") if codings else "not coded"
            self.facts[place].setText(" · ".join((size, coded)) if info is not None else "")
            made = self.removes[place]
            made.setText(f"Remove with its {counted(codings, 'coding')}…" if codings else "Remove")
            made.setAccessibleName(f"{made.text().rstrip('…')}: {self.titles[place].text()}")
            made.setEnabled(info is not None)
            made.setDefault(place == goes)
        self.apart.setEnabled(found is not None)
        self.take.setVisible(found is not None and found.codings.count(0) == 1)
        self.told.setText(f"{found.told[:1].upper()}{found.told[1:]}" if found is not None else "")
        self.page.setHtml(page_of(beside(*found.texts, found.differences)) if found is not None else "")

    def say(self, sentence: str) -> None:
        """Say what came of something."""
        self.message.setText(sentence)
        self.message.setVisible(bool(sentence))

    def _build(self) -> None:
        self.middle = QWidget()
        right = QVBoxLayout(self.middle)
        spaced(right, 8)
        right.addWidget(self.told)
        heads = QHBoxLayout()
        spaced(heads, 16)
        for place in (0, 1):
            head = QVBoxLayout()
            spaced(head, 4)
            head.addWidget(self.titles[place])
            head.addWidget(self.facts[place])
            head.addWidget(self.removes[place], 0, Qt.AlignmentFlag.AlignLeft)
            heads.addLayout(head, 1)
        right.addLayout(heads)
        right.addWidget(self.page, 1)
        below = QHBoxLayout()
        spaced(below, 8)
        for each in (self.apart, self.take):
            below.addWidget(each)
        below.addStretch(1)
        right.addLayout(below)
        row = QHBoxLayout()
        spaced(row, 16)
        row.addWidget(self.list, 2)
        row.addWidget(self.middle, 4)
        self.body.addWidget(self.progress)
        self.body.addLayout(row, 1)
        self.body.addWidget(self.message)
        self.all: QPushButton = self.add_side_button("Remove &all that are not coded…")
        self.add_buttons("", "Close")

    def _connect(self) -> None:
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self._model.modelReset.connect(lambda: self.show_compared(None))
        self.progress.stop_requested.connect(self.stop_requested)
        self.removes[0].clicked.connect(lambda: self._on_remove(0))
        self.removes[1].clicked.connect(lambda: self._on_remove(1))
        self.apart.clicked.connect(self._on_apart)
        self.take.clicked.connect(self._on_take)
        self.all.clicked.connect(self.all_requested)

    @Slot(QModelIndex)
    def _on_current(self, index: QModelIndex) -> None:
        if index.isValid() and self.chosen is not None:
            self.compare_requested.emit(self.chosen)

    def _on_remove(self, place: int) -> None:
        if self.compared is not None:
            self.removal_requested.emit(self.compared, place)

    @Slot()
    def _on_take(self) -> None:
        if self.compared is not None:
            self.codings_requested.emit(self.compared)

    @Slot()
    def _on_apart(self) -> None:
        if self.compared is not None:
            self.apart_requested.emit(self.compared)
