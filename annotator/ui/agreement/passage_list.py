"""The places behind a number: the words, what each coder said of them, the document."""

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from annotator.model.wording import isolated, quotation
from annotator.operations.agreement.disputes import Disputed
from annotator.ui.kit import theme
from annotator.ui.kit.rows import paint_ground
from annotator.ui.kit.widgets import draw_elided, tooltip
from annotator.ui.pictures.passage_panel import Index, PassagePanel, PassageRows

_PASSAGE = Qt.ItemDataRole.UserRole + 1
_LINES = Qt.ItemDataRole.UserRole + 2
_QUOTE = 400
_MOST = 6
"""So many different sayings are shown of one place; all are in the tooltip."""


class DisputeRows(PassageRows[Disputed]):
    """Places as they are read and drawn; who says the same stands in one line."""

    def __init__(self) -> None:
        super().__init__()
        self.coders: tuple[str, ...] = ()

    def place_of(self, passage: Disputed) -> tuple[str, str]:
        """Return the document, and the first span that somebody has there."""
        return passage.document.id, passage.span.id

    def lines(self, passage: Disputed) -> list[str]:
        """Return what was said, and by whom: “Ana, Ben: Appeal · France → urges → China”."""
        who: dict[str, list[str]] = {}
        for name, words in zip(self.coders, passage.said, strict=True):
            who.setdefault(words, []).append(name)
        return [f"{', '.join(names)}: {words}" for words, names in who.items()]

    # Qt calls this.

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        passage = self.passages[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return _quote(passage)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{_quote(passage)}. {'. '.join(self.lines(passage))}. {_source(passage)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(f"{_quote(passage)}: {'; '.join(self.lines(passage))} ({_source(passage)})")
        if role == _LINES:
            return min(_MOST, len(set(passage.said)))
        return passage if role == _PASSAGE else None


class DisputeDelegate(QStyledItemDelegate):
    """Draws the words, a line for each saying, and the document."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        passage, model, look = index.data(_PASSAGE), index.model(), theme.current()
        area = option.rect
        painter.save()
        paint_ground(painter, option)
        line = QRect(area.left() + 8, area.top() + 5, area.width() - 16, 20)
        painter.setPen(QColor(look.ink))
        painter.setFont(theme.interface_font())
        draw_elided(painter, line, _quote(passage))
        lines = model.lines(passage) if isinstance(model, DisputeRows) else []
        for words in lines[:_MOST]:
            line.translate(0, 19)
            draw_elided(painter, line, words)
        painter.setPen(QColor(look.secondary))
        painter.setFont(theme.interface_font(theme.SECONDARY_PX))
        draw_elided(painter, line.translated(0, 19), _source(passage))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | Index) -> QSize:
        return QSize(120, 50 + 19 * int(index.data(_LINES)))


def passage_panel() -> PassagePanel[DisputeRows]:
    """Return the list of places, still empty."""
    made = PassagePanel(DisputeRows(), DisputeDelegate())
    made.list.setUniformItemSizes(False)
    # Rows of their own heights are asked for one by one: some at a time, between the keys.
    made.list.setLayoutMode(QListView.LayoutMode.Batched)
    return made


def _quote(passage: Disputed) -> str:
    return quotation(passage.quote, _QUOTE) or "the whole text"


def _source(passage: Disputed) -> str:
    return " · ".join(part for part in (isolated(passage.document.title), passage.pages, passage.date) if part)
