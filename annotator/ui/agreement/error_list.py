"""The likely errors as a list: how far each looks wrong, what it is, why, and where."""

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from annotator.model.wording import isolated, quotation
from annotator.operations.adjudication.error_words import ErrorWords
from annotator.operations.adjudication.likely_errors import LikelyError
from annotator.ui.kit import theme
from annotator.ui.kit.rows import paint_ground
from annotator.ui.kit.widgets import draw_elided, tooltip
from annotator.ui.pictures.passage_panel import Index, PassagePanel, PassageRows

_ERROR = Qt.ItemDataRole.UserRole + 1
_QUOTE = 400
_LINE = 19
_HEIGHT = 88


class ErrorRows(PassageRows[LikelyError]):
    """Likely errors as they are read and drawn."""

    def __init__(self) -> None:
        super().__init__()
        self.words: ErrorWords | None = None

    def place_of(self, passage: LikelyError) -> tuple[str, str]:
        """Return the document and the span that looks wrong."""
        return passage.document.id, passage.span.id

    def lines(self, error: LikelyError) -> list[str]:
        """Return how far it looks wrong and what it is, the words, why, and the document."""
        what = self.words.what(error) if self.words is not None else ""
        why = self.words.why(error) if self.words is not None else ""
        quoted = quotation(error.span.quote, _QUOTE) or "the whole text"
        return [f"{error.suspicion.score:.2f} · {what}", quoted, why, isolated(error.document.title)]

    # Qt calls this.

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        error = self.passages[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.lines(error)[0]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ". ".join(line.removesuffix(".") for line in self.lines(error))
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(" ".join(self.lines(error)))
        return error if role == _ERROR else None


class ErrorDelegate(QStyledItemDelegate):
    """Draws four lines."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        error, model, look = index.data(_ERROR), index.model(), theme.current()
        painter.save()
        paint_ground(painter, option)
        line = QRect(option.rect.left() + 8, option.rect.top() + 5, option.rect.width() - 16, 20)
        lines = model.lines(error) if isinstance(model, ErrorRows) else []
        for number, said in enumerate(lines):
            is_main = number < 2
            painter.setPen(QColor(look.ink if is_main else look.secondary))
            painter.setFont(theme.interface_font() if is_main else theme.interface_font(theme.SECONDARY_PX))
            draw_elided(painter, line, said)
            line.translate(0, _LINE)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | Index) -> QSize:
        return QSize(120, _HEIGHT)


def error_panel() -> PassagePanel[ErrorRows]:
    """Return the list, still empty."""
    made = PassagePanel(ErrorRows(), ErrorDelegate())
    made.setAccessibleName("Likely errors")
    return made
