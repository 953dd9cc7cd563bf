"""The selected span above, the list of spans below. What is asked of a span leaves as a signal."""

from collections.abc import Callable, Collection, Mapping, Sequence

from PySide6.QtCore import QModelIndex, QSortFilterProxyModel, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSplitter, QVBoxLayout, QWidget

from annotator.model.codebook import Codebook
from annotator.model.ids import CodebookVersionId, LabelId
from annotator.model.span import Span
from annotator.model.wording import counted
from annotator.ui.inspector.item_model import SPAN_ROLE, SpanModel
from annotator.ui.inspector.memo_field import MemoField
from annotator.ui.inspector.mention_chips import MentionChips, MentionCount
from annotator.ui.inspector.span_card import SpanCard
from annotator.ui.kit.rows import filter_quietly, row_list, select_quietly
from annotator.ui.kit.widgets import Field, Look, spaced, words

_LOW, _ROOMY = 580, 760
"""From these heights on there is room for the mentions by actor: on two lines, on as many as it takes."""
_CARD_HEIGHT, _LIST_HEIGHT = 210, 130
"""The least of either. The card keeps its height, full or empty, so that the list below stays where the eye has it."""
_FILTER = 110
"""Pixels of the field beside the heading."""
_WITH_FEW, _WITH_MENTIONS = 300, 424
"""The least of the list with the mentions below it, on two lines and on as many as it takes."""


class Inspector(QWidget):
    """The card above, which scrolls where it is higher than its place; the list below. `chosen` carries a span's id."""

    chosen = Signal(str)
    left = Signal()
    """Done here: on to the text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts = QSplitter(Qt.Orientation.Vertical, self)
        self.upper, self._below = QScrollArea(), QWidget()
        self.card = SpanCard()
        self.model = SpanModel(self)
        self._shown = QSortFilterProxyModel(self)
        self._shown.setSourceModel(self.model)
        self._shown.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.heading = words("Spans of this text", Look.HEADING)
        self.filter = Field(placeholderText="Filter", clearButtonEnabled=True)
        self.filter.setAccessibleName("Filter the spans")
        self.list = row_list("Spans of this text")
        self.list.setModel(self._shown)
        self.empty = words("Nothing is coded in this text yet.", Look.SECONDARY)
        self.mentions = MentionChips()
        self.memo = MemoField()
        self._is_divided = False
        """Whether somebody has drawn the line between card and list."""
        self._mentioned: dict[str, int] = {}
        self.names_of: Callable[[Collection[str]], Mapping[str, str]] = lambda actors: {}
        """Returns how actors (by id) are called."""
        self._selected: str | None = None
        self._build()
        self.filter.textChanged.connect(self._on_filter)
        self.filter.left.connect(self._on_filter_left)
        self.filter.returnPressed.connect(self.focus_list)
        self.filter.descended.connect(self.focus_list)
        self.list.activated.connect(lambda _: self.left.emit())
        self.card.left.connect(self.left)
        self.memo.area.left.connect(self.left)
        self.card.acts.entered.connect(self._on_entered)
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self.model.modelReset.connect(self._say_count)
        self._say_count()

    def set_codebook(self, codebook: Codebook) -> None:
        """Call and draw labels as in this codebook."""
        self.model.set_codebook(codebook)
        self._say_count()
        self.list.viewport().update()

    def select(self, span: str | None) -> None:
        """Show a span as the selected one, without saying so."""
        found = self.model.get(span)
        self.card.show_span(found, self.model.label(found.label) if found else None)
        self._selected = span
        select_quietly(self.list, self._index_of(span), later=True)

    def update_spans(self, changed: Sequence[Span], removed: Sequence[str]) -> None:
        """Put or replace some spans and take others out; which one is selected is for the workspace to say."""
        quiet = self.list.selectionModel()
        quiet.blockSignals(True)
        self.model.update_spans(changed, removed)
        quiet.blockSignals(False)
        self._say_count()

    def show_older(self, pairs: frozenset[tuple[LabelId, CodebookVersionId]]) -> None:
        """Mark the spans with these labels and versions of the codebook as coded under an older definition."""
        # The filter looks at nothing of it: the rows in sight are drawn again, and no row is looked through.
        self.model.older = pairs
        self.list.viewport().update()

    def refresh_theme(self) -> None:
        """Draw the card's mark again, after the theme changed."""
        self.select(self._selected)

    @Slot()
    def focus_list(self) -> None:
        """Put the keyboard into the list, on its first row where none is chosen."""
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self._shown.index(0, 0))

    def _build(self) -> None:
        upper = self.upper
        upper.setWidget(self.card)
        upper.setWidgetResizable(True)
        upper.setFrameShape(QFrame.Shape.NoFrame)
        upper.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        upper.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        upper.setProperty("look", Look.QUIET.value)
        upper.setMinimumHeight(_CARD_HEIGHT)
        below = self._below
        below.setMinimumHeight(_LIST_HEIGHT)
        lower = QVBoxLayout(below)
        spaced(lower, 8, (12, 12, 12, 12))
        head = QHBoxLayout()
        spaced(head, 8)
        head.addWidget(self.heading, 1)
        self.filter.setFixedWidth(_FILTER)
        head.addWidget(self.filter)
        lower.addLayout(head)
        lower.addWidget(self.empty)
        lower.addWidget(self.list, 1)
        lower.addWidget(self.mentions)
        lower.addWidget(self.memo)
        parts = self._parts
        parts.setHandleWidth(1)
        parts.setChildrenCollapsible(False)
        for part, share in ((upper, 3), (below, 2)):
            parts.addWidget(part)
            parts.setStretchFactor(parts.count() - 1, share)
        parts.setSizes([540, 360])
        parts.splitterMoved.connect(self._on_divided)
        box = QVBoxLayout(self)
        spaced(box, 0)
        box.addWidget(parts)

    # Qt calls this.

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        has_mentions = self.height() >= _LOW
        is_short = self.height() < _ROOMY
        self.mentions.have_room(has_mentions, is_short)
        # The mentions take their lines from the card, which is seldom as high, and not from the list.
        if has_mentions and not self._is_divided:
            below = max(_WITH_FEW if is_short else _WITH_MENTIONS, self.height() * 2 // 5)
            self._parts.setSizes([self.height() - below, below])

    @Slot()
    def _on_divided(self) -> None:
        self._is_divided = True

    @Slot(QWidget)
    def _on_entered(self, field: QWidget) -> None:
        self.upper.ensureWidgetVisible(field)

    def _index_of(self, span: str | None) -> QModelIndex:
        row = self.model.row_of(span)
        return self._shown.mapFromSource(self.model.index(row)) if row >= 0 else QModelIndex()

    @Slot(str)
    def _on_filter(self, text: str) -> None:
        # A span that the filter hides stays the selected one: typing here selects nothing else.
        filter_quietly(self.list, self._shown, text)
        select_quietly(self.list, self._index_of(self._selected))

    @Slot()
    def _on_filter_left(self) -> None:
        self.filter.clear()
        self.left.emit()

    @Slot()
    def _say_count(self) -> None:
        count, acts = len(self.model.spans), self.model.acts
        self.empty.setVisible(not count)
        parts = [counted(acts, "act")] if acts else []
        parts += [counted(count - acts, "other span" if acts else "span")] if count > acts else []
        self.heading.setText(" · ".join(parts) or "Spans of this text")
        self.show_mentions()

    def show_mentions(self, anew: bool = False) -> None:
        """Say who is mentioned how often; `anew`: also where only their names may be others."""
        counts = self.model.mentions()
        if counts == self._mentioned and not anew:
            return
        self._mentioned = counts
        names = self.names_of([actor for actor in counts if actor]) if counts else {}
        self.mentions.show_counts([MentionCount(id, names.get(id, id), count) for id, count in counts.items()])

    @Slot(QModelIndex)
    def _on_current(self, index: QModelIndex) -> None:
        span = index.data(SPAN_ROLE)
        if isinstance(span, Span):
            self.chosen.emit(span.id)
