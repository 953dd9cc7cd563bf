"""What a join would do, line by line, filtered by what the lines are about and by words."""

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QLineEdit, QVBoxLayout, QWidget

from annotator.model.folding import folded
from annotator.model.wording import counted
from annotator.operations.documents.join_preview import JoinPreview, PreviewGroup, PreviewLine
from annotator.ui.kit.fields import Choice
from annotator.ui.kit.line_model import Index, LineModel
from annotator.ui.kit.table_view import line_table
from annotator.ui.kit.widgets import Look, spaced, tooltip, words

_WIDTHS = (110, 100, 130, 100)
_IS_NOW, _WOULD_BE, _IS_KIND = 2, 3, 4
_CHANGES = (PreviewGroup.NEW, PreviewGroup.CHANGED)


class PreviewModel(LineModel[PreviewLine]):
    """Lines, of which those are shown that are of a group and have words."""

    heads = ("Document or row", "Field", "Is now", "Would be", "")

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__((), parent)
        self._lines: tuple[PreviewLine, ...] = ()

    def show_lines(self, lines: tuple[PreviewLine, ...]) -> None:
        """Take other lines."""
        self._lines = lines

    def narrow(self, groups: tuple[PreviewGroup, ...], said: str) -> None:
        """Show the lines of these groups that have all of these words."""
        wanted = [folded(word) for word in said.split()]
        self.show_rows(
            line
            for line in self._lines
            if (not groups or line.group in groups) and all(word in line.haystack for word in wanted)
        )

    # Qt calls this.

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.rows[index.row()]
        cells = (line.name, line.field, line.before, line.after, str(line.group))
        if role == Qt.ItemDataRole.DisplayRole:
            return " ".join(cells[index.column()].split())
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(line.why or cells[index.column()])
        return None


class PreviewPane(QWidget):
    """A sentence on what is matched, the filter, and the lines."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.summary = words("", Look.STRONG)
        self.problem = words("", Look.PROBLEM)
        self.model = PreviewModel()
        self.group = Choice()
        self.group.setAccessibleName("What is listed")
        self.filter = QLineEdit(placeholderText="Filter", clearButtonEnabled=True)
        self.filter.setAccessibleName("Filter by words")
        self.table = line_table("What would change", self.model)
        for column, width in enumerate(_WIDTHS, 1):
            self.table.setColumnWidth(column, width)
        self.table.horizontalHeader().setSectionResizeMode(_WOULD_BE, QHeaderView.ResizeMode.Stretch)
        row, box = QHBoxLayout(), QVBoxLayout(self)
        spaced(row)
        row.addWidget(self.group, 1)
        row.addWidget(self.filter, 1)
        spaced(box, 8)
        for part in (self.summary, self.problem):
            box.addWidget(part)
        box.addLayout(row)
        box.addWidget(self.table, 1)
        self._wanted: tuple[PreviewGroup, ...] | None = None
        self.group.activated.connect(self._on_group)
        self.filter.textChanged.connect(self._narrow)
        self.clear("")

    def clear(self, said: str, problem: str = "") -> None:
        """Show no lines, and say why."""
        self.summary.setText(said)
        self.summary.setVisible(bool(said))
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        self.model.show_lines(())
        self._list_groups(None)

    def show_preview(self, preview: JoinPreview, problem: str = "") -> None:
        """Show what a join would do; `problem`: a sentence where it would do nothing."""
        self.summary.setText(_matched(preview))
        self.summary.show()
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        self.model.show_lines(preview.lines)
        self._list_groups(preview)

    def _list_groups(self, preview: JoinPreview | None) -> None:
        counts = preview.counts if preview is not None else {}
        self.group.clear()
        changes = sum(counts.get(group, 0) for group in _CHANGES)
        self.group.addItem(f"All that would change ({changes:,})", _CHANGES)
        for group in PreviewGroup:
            if counts.get(group):
                self.group.addItem(f"{str(group).capitalize()} ({counts[group]:,})", (group,))
        self.group.addItem("Everything", ())
        # Where nothing would change, what stands in the way is what one looks for.
        first = 0 if changes or not any(counts.values()) else 1
        at = next((at for at in range(first, self.group.count()) if self.group.itemData(at) == self._wanted), first)
        self.group.setCurrentIndex(at)
        for part in (self.group, self.filter, self.table):
            part.setEnabled(preview is not None)
        self._narrow()

    @Slot()
    def _on_group(self) -> None:
        self._wanted = self.group.currentData()
        self._narrow()

    @Slot()
    def _narrow(self) -> None:
        groups = self.group.currentData() or ()
        self.model.narrow(groups, self.filter.text())
        # Where all lines are of one kind, and fill gaps, what there is needs the room.
        self.table.setColumnHidden(_IS_NOW, not any(line.before for line in self.model.rows))
        self.table.setColumnHidden(_IS_KIND, len({line.group for line in self.model.rows}) <= 1)


def _matched(preview: JoinPreview) -> str:
    matches, total = preview.plan.matches, len(preview.plan.documents)
    said = [f"{len(matches.pairs):,} of {counted(total, 'document')} matched"]
    if matches.documents:
        said.append(f"{len(matches.documents):,} without a row")
    if matches.ambiguous:
        said.append(counted(len(matches.ambiguous), "key of several", "keys of several"))
    return " · ".join(said)
