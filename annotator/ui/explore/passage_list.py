"""The passages behind a number: who does what towards whom, the words, and the document."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from annotator.model.codebook import Codebook, Label
from annotator.model.wording import isolated, quotation
from annotator.operations.explore import Passage
from annotator.ui.kit import theme
from annotator.ui.kit.rows import paint_ground
from annotator.ui.kit.swatch import HEIGHT, WIDTH, paint_swatch
from annotator.ui.kit.two_lines import draw_two_lines
from annotator.ui.kit.widgets import draw_elided, tooltip
from annotator.ui.pictures.passage_panel import Index, PassagePanel, PassageRows

_PASSAGE = Qt.ItemDataRole.UserRole + 1
_LABEL = Qt.ItemDataRole.UserRole + 2
_QUOTE = 400
_QUOTE_PX, _LINE = 15, 22
_WHOLE = "the whole text"


class PassageModel(PassageRows[Passage]):
    """The passages, as they are read and drawn."""

    def __init__(self) -> None:
        super().__init__()
        self._labels: dict[str, Label] = {}

    def set_codebook(self, codebook: Codebook) -> None:
        """Draw labels as in this codebook."""
        self._labels = {label.id: label for label in codebook.labels}

    def place_of(self, passage: Passage) -> tuple[str, str]:
        """Return the document and the act."""
        return passage.document.id, passage.span.id

    # Qt calls this.

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        passage = self.passages[index.row()]
        label = self._labels.get(passage.span.label)
        if role == Qt.ItemDataRole.DisplayRole:
            return passage.sentence
        if role == Qt.ItemDataRole.AccessibleTextRole:
            name = label.name if label is not None else passage.span.label
            return f"{name}: {passage.sentence}. {_quote(passage)}. {_source(passage)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(f"{passage.sentence}: {_quote(passage)} ({_source(passage)})")
        return {_PASSAGE: passage, _LABEL: label}.get(role)


class PassageDelegate(QStyledItemDelegate):
    """Draws the words on two lines; below them the label's mark, the act as a sentence, and the document."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        passage, label, look = index.data(_PASSAGE), index.data(_LABEL), theme.current()
        area = option.rect
        painter.save()
        paint_ground(painter, option)
        inside = area.adjusted(12, 8, -12, -8)
        painter.setPen(QColor(look.ink))
        painter.setFont(theme.serif_font(_QUOTE_PX))
        took = draw_two_lines(painter, inside, passage.span.quote or _WHOLE, _LINE)
        below = inside.top() + took * _LINE + 3
        mark = QRect(inside.left(), below, WIDTH, HEIGHT)
        if label is not None:
            paint_swatch(painter, mark.toRectF(), label.colour, label.cue)
        painter.setPen(QColor(look.secondary))
        painter.setFont(theme.interface_font(theme.SECONDARY_PX))
        line = QRect(mark.right() + 8, below, inside.right() - mark.right() - 8, HEIGHT)
        draw_elided(painter, line, passage.sentence)
        draw_elided(painter, line.translated(0, HEIGHT), _source(passage))
        painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), QColor(look.hairline))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, 2 * _LINE + 2 * HEIGHT + 20)


def passage_panel() -> PassagePanel[PassageModel]:
    """Return the list of passages, still empty."""
    return PassagePanel(PassageModel(), PassageDelegate())


def _quote(passage: Passage) -> str:
    return quotation(passage.span.quote, _QUOTE) or _WHOLE


def _source(passage: Passage) -> str:
    return " · ".join(part for part in (isolated(passage.document.title), passage.pages, passage.date) if part)
