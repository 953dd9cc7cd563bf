"""The lines that were found, as a list: places alone, however many; their words come for those that are seen."""

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from annotator.model.wording import counted, isolated
from annotator.operations.passages.arranging import ArrangedRow, LineHeading
from annotator.operations.passages.finding import PassageLine
from annotator.operations.passages.lines import ShownLine

ROW, LINE, TICKED = Qt.ItemDataRole.UserRole + 1, Qt.ItemDataRole.UserRole + 2, Qt.ItemDataRole.UserRole + 3
"""What stands in a row, its words (None until they are read), and whether it is ticked."""
NOBODY = "none"
"""What a group is called whose lines say nothing."""
KEPT = 4_000
"""So many lines keep their words; then they are read anew when one comes by."""
_Index = QModelIndex | QPersistentModelIndex


class FoundLines(QAbstractListModel):
    """`ticks_changed` tells that other lines are ticked."""

    ticks_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: Sequence[ArrangedRow] = ()
        self.ticked: dict[PassageLine, None] = {}
        """The lines that are ticked, in the order in which they were."""
        self._words: dict[PassageLine, ShownLine] = {}
        self._before: dict[PassageLine, ShownLine] = {}
        """Words that were read before something changed, shown until they are read anew."""
        self._gone: set[PassageLine] = set()

    def show_rows(self, rows: Sequence[ArrangedRow], words: Iterable[ShownLine] = (), is_same: bool = False) -> None:
        """Show these; `is_same`: of the same moment, so that words that were read are right still. Ticks stay."""
        if not is_same:
            self.forget_words()
        self._words.update((one.line, one) for one in words)
        shown = len(self.rows)
        if is_same and shown and len(rows) > shown and list(rows[:shown]) == list(self.rows):
            self.beginInsertRows(QModelIndex(), shown, len(rows) - 1)
            self.rows = rows
            self.endInsertRows()
        elif not (is_same and rows == self.rows):
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()

    def put_words(self, asked: Sequence[PassageLine], words: Sequence[ShownLine]) -> None:
        """Know the words of lines; those that were asked for and have none are gone."""
        if len(self._words) > KEPT:
            self._words = {}
        found = {one.line: one for one in words}
        self._words.update(found)
        self._gone |= set(asked) - found.keys()

    def forget_words(self) -> None:
        """Read the words of all lines anew."""
        self._before, self._words, self._gone = self._words or self._before, {}, set()

    def clear(self) -> None:
        """Show nothing, and know nothing of what was shown."""
        self.show_rows(())
        self._before, self.ticked = {}, {}
        self.ticks_changed.emit()

    def lacking(self, first: int, last: int) -> list[PassageLine]:
        """Return the lines of some rows whose words were not read."""
        rows = self.rows[max(first, 0) : last + 1]
        return [
            row for row in rows if isinstance(row, PassageLine) and row not in self._words and row not in self._gone
        ]

    def line_at(self, row: int) -> PassageLine | None:
        """Return the line of a row; None of a heading, and where there is no such row."""
        found = self.rows[row] if 0 <= row < len(self.rows) else None
        return found if isinstance(found, PassageLine) else None

    def words_at(self, row: int) -> ShownLine | None:
        """Return the words of a row, None where they were not read."""
        line = self.line_at(row)
        return self._words.get(line) or self._before.get(line) if line is not None else None

    def next_line(self, row: int, step: int = 1) -> int:
        """Return the nearest row with a line from one on, -1 where there is none."""
        while 0 <= row < len(self.rows):
            if self.line_at(row) is not None:
                return row
            row += step
        return -1

    # Ticks.

    def tick(self, lines: Iterable[PassageLine], on: bool) -> None:
        """Tick these lines, or no more."""
        for line in lines:
            if on:
                self.ticked[line] = None
            else:
                self.ticked.pop(line, None)
        self._told()

    def untick_all(self) -> None:
        """Tick nothing any more."""
        if self.ticked:
            self.ticked = {}
            self._told()

    def ticked_lines(self) -> list[PassageLine]:
        """Return the ticked lines, in the order in which they stand in the texts."""
        return sorted(self.ticked, key=lambda line: (line.document, line.start, line.stop))

    def move_ticks(self, moved: Mapping[PassageLine, PassageLine | None]) -> None:
        """Tick in place of lines what they are now, nothing where they are gone; others stay as they are."""
        ticked = dict.fromkeys(moved.get(line, line) for line in self.ticked)
        found: dict[PassageLine, None] = {line: None for line in ticked if line is not None}
        if list(found) != list(self.ticked):
            self.ticked = found
            self._told()

    def _told(self) -> None:
        if self.rows:
            self.dataChanged.emit(self.index(0), self.index(len(self.rows) - 1), [TICKED])
        self.ticks_changed.emit()

    # Qt calls these.

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        is_line = self.line_at(index.row()) is not None
        return super().flags(index) if is_line else Qt.ItemFlag.NoItemFlags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if isinstance(row, LineHeading):
            words = f"{row.name or NOBODY}, {counted(row.number, 'passage')}"
            return words if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole) else None
        shown = self._words.get(row) or self._before.get(row)
        of_line: Mapping[int, object] = {LINE: shown, TICKED: row in self.ticked}
        if role in of_line:
            return of_line[role]
        if role == Qt.ItemDataRole.DisplayRole:
            return shown.words if shown is not None else ""
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ("ticked, " if row in self.ticked else "") + (
                in_full(shown) if shown is not None else "not read yet"
            )
        return None


def in_full(shown: ShownLine) -> str:
    """Return a line with all that it shows, as one reads it aloud."""
    words = f"{shown.before}{shown.words}{shown.behind}".strip() or "the whole document"
    where = ", ".join(part for part in (isolated(shown.document.title), shown.pages, shown.date) if part)
    doubt = "in doubt" if shown.doubt else ""
    return "; ".join(part for part in (shown.sentence, words, where, doubt, shown.note) if part)
