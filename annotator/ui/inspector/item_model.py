"""The spans of a document as a list in reading order; a change touches its own row and no other."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.acts.saying import Saying
from annotator.model.codebook import Codebook, Label
from annotator.model.ids import CodebookVersionId, LabelId
from annotator.model.span import Span
from annotator.ui.acts.rows import EMPTY
from annotator.ui.kit.rows import ROW_ROLE, ListRow
from annotator.ui.kit.widgets import tooltip

_Index = QModelIndex | QPersistentModelIndex
SPAN_ROLE = Qt.ItemDataRole.UserRole + 1
_OLDER = "coded under an older definition"

_FEW = 100
"""Acts that are looked up one by one."""
_ROW, _NAME = 36, 20
"""Characters for which a row has room where it is narrow; those of a name in a sentence that is longer."""


def reading_order(span: Span) -> tuple[int, int, str]:
    """Sort key: labels on the whole document first, then by start, the longer first."""
    return span.start if span.extents else -1, -span.stop, span.id


class SpanModel(QAbstractListModel):
    """Spans in reading order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.spans: list[Span] = []
        self._keys: list[tuple[int, int, str]] = []
        self._by_id: dict[str, Span] = {}
        # Counted as they come and go, since a text may have a hundred thousand.
        self._of_label: Counter[str] = Counter()
        self._of_actor: Counter[tuple[str, str]] = Counter()
        self._labels: dict[str, Label] = {}
        self.missing: dict[str, tuple[str, ...]] = {}
        """What is required of an act and empty, in words, by the act's id."""
        self._said: dict[str, str] = {}
        """What acts say, as sentences, by their ids."""
        self._in_row: dict[str, str] = {}
        """The same with names that leave room for the verb."""
        self.older: frozenset[tuple[LabelId, CodebookVersionId]] = frozenset()
        """The labels and versions of the codebook since when a label means something else."""

    def set_codebook(self, codebook: Codebook) -> None:
        """Call and draw labels as in this codebook."""
        self._labels = {label.id: label for label in codebook.labels}

    def label(self, id: str) -> Label | None:
        """Return a label of the codebook."""
        return self._labels.get(id)

    @property
    def acts(self) -> int:
        """How many of the spans are acts."""
        return sum(self._of_label[id] for id, label in self._labels.items() if label.is_act)

    def mentions(self) -> dict[str, int]:
        """Return how many of the spans mention an actor (by id), "" for those that mention nobody registered."""
        found: dict[str, int] = {}
        for (label, actor), count in self._of_actor.items():
            known = self._labels.get(label)
            if count and known is not None and known.names_actors:
                found[actor] = found.get(actor, 0) + count
        return found

    def next_mention(self, actor: str, position: int) -> Span | None:
        """Return the first mention of an actor behind a position, after the last one the first of all."""
        labels = {id for id, label in self._labels.items() if label.names_actors and self._of_actor[id, actor]}
        around = self._around(self.at_or_after(position + 1)) if labels else iter(())
        found = (span for span in around if span.label in labels and (span.actor or "") == actor and span.extents)
        return next(found, None)

    def next_missing(self, row: int) -> Span | None:
        """Return the first act from a row on, round at the end, of which something is missing; None for none.

        Where few are, their rows are looked up; else one is near.
        """
        if len(self.missing) > _FEW:
            return next((span for span in self._around(row) if span.id in self.missing), None)
        rows = sorted(found for id in self.missing if (found := self.row_of(id)) >= 0)
        return self.spans[rows[bisect_left(rows, row) % len(rows)]] if rows else None

    def act_before(self, row: int) -> Span | None:
        """Return the last act before a row, None where there is none."""
        acts = {id for id, label in self._labels.items() if label.is_act and self._of_label[id]}
        before = (self.spans[at] for at in range(row - 1, -1, -1)) if acts else iter(())
        return next((span for span in before if span.label in acts), None)

    def _around(self, row: int) -> Iterator[Span]:
        """Yield the spans from a row on, and then those before it."""
        many = len(self.spans)
        return (self.spans[(row + further) % many] for further in range(many))

    def name_of(self, label: str) -> str:
        """Return how a label is called."""
        found = self._labels.get(label)
        return found.name if found else label

    def show_spans(self, spans: Iterable[Span]) -> None:
        """Replace all."""
        self.beginResetModel()
        self.spans = sorted(spans, key=reading_order)
        self._keys = [reading_order(span) for span in self.spans]
        self._by_id = {span.id: span for span in self.spans}
        self._of_label = Counter([span.label for span in self.spans])
        self._of_actor = Counter([(span.label, span.actor or "") for span in self.spans])
        self.endResetModel()

    def update_spans(self, changed: Sequence[Span], removed: Sequence[str]) -> None:
        """Put or replace some spans and take others out."""
        moved = [span for span in changed if not self._replaced(span)]
        for id in (*removed, *(span.id for span in moved)):
            self._take_out(id)
        for span in moved:
            row = bisect_left(self._keys, reading_order(span))
            self.beginInsertRows(QModelIndex(), row, row)
            self.spans.insert(row, span)
            self._keys.insert(row, reading_order(span))
            self._by_id[span.id] = span
            self._count(span, 1)
            self.endInsertRows()

    def show_missing(self, missing: Mapping[str, tuple[str, ...]]) -> None:
        """Say for all acts what is required of them and empty."""
        changed = self.missing.keys() | missing.keys()
        self.missing = {}
        self.update_missing({id: missing.get(id, ()) for id in changed})

    def update_missing(self, missing: Mapping[str, tuple[str, ...]]) -> None:
        """Say it for some spans; nothing is empty where there are no names."""
        for id, names in missing.items():
            if names == self.missing.get(id, ()):
                continue
            if names:
                self.missing[id] = names
            else:
                self.missing.pop(id, None)
            if (row := self.row_of(id)) >= 0:
                self.dataChanged.emit(self.index(row), self.index(row))

    def update_said(self, sayings: Mapping[str, Saying | None]) -> None:
        """Say what acts say, or (None) that spans are none any more."""
        for id, saying in sayings.items():
            text = saying.text if saying is not None else ""
            if text != self._said.get(id, ""):
                self._said[id] = text
                self._in_row[id] = saying.shortened(_NAME).text if saying and len(text) > _ROW else text
                if (row := self.row_of(id)) >= 0:
                    self.dataChanged.emit(self.index(row), self.index(row))

    def is_older(self, span: Span) -> bool:
        """Whether a span was coded under an older definition of its label."""
        return (span.label, span.codebook_version) in self.older

    def get(self, id: str | None) -> Span | None:
        """Return the span with this id."""
        return self._by_id.get(id or "")

    def row_of(self, id: str | None) -> int:
        """Return the row of a span, -1 where there is none."""
        span = self.get(id)
        return bisect_left(self._keys, reading_order(span)) if span else -1

    def at_or_after(self, position: int) -> int:
        """Return the first row whose span starts at a position or after it; the number of rows where none does."""
        return bisect_left(self._keys, (position, -(1 << 62), ""))

    def _noticed(self, span: Span, before: str) -> str:
        """Return in words what the signs of a row say of its act and its age."""
        names = self.missing.get(span.id)
        said = f"{before}empty: {', '.join(names)}" if names else ""
        return f"{said}{before}{_OLDER}" if self.is_older(span) else said

    def _replaced(self, span: Span) -> bool:
        """Replace a span whose row stays the same; False where it has none or has to move."""
        row = self.row_of(span.id)
        if row < 0 or self._keys[row] != reading_order(span):
            return False
        self._count(self.spans[row], -1)
        self._count(span, 1)
        self.spans[row] = self._by_id[span.id] = span
        self.dataChanged.emit(self.index(row), self.index(row))
        return True

    def _count(self, span: Span, by: int) -> None:
        self._of_label[span.label] += by
        self._of_actor[span.label, span.actor or ""] += by

    def _take_out(self, id: str) -> None:
        row = self.row_of(id)
        if row < 0:
            return
        self.beginRemoveRows(QModelIndex(), row, row)
        self._count(self.spans[row], -1)
        del self.spans[row], self._keys[row], self._by_id[id]
        self.endRemoveRows()

    # Qt calls these.

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self.spans)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        span = self.spans[index.row()]
        name = self.name_of(span.label)
        if role == Qt.ItemDataRole.DisplayRole:
            # One text for the filter: by label, by quote, by note.
            return f"{name} {self._said.get(span.id, '')} {span.quote} {span.note}{' ?' if span.doubt else ''}"
        if role == SPAN_ROLE:
            return span
        if role == ROW_ROLE:
            signs = f"{'  ?' if span.doubt else ''}{f'  {EMPTY}' if span.id in self.missing else ''}"
            signs += f"{'  · older' if self.is_older(span) else ''}{'  · note' if span.note else ''}"
            return ListRow(
                (self._in_row.get(span.id) or name) + signs,
                span.quote[:200] or "the whole document",
                self.label(span.label),
            )
        said = f", {self._said[span.id]}" if self._said.get(span.id) else ""
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(f"{name}{said}: {span.quote or 'the whole document'}{self._noticed(span, '; ')}")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            signs = f"{', in doubt' if span.doubt else ''}{self._noticed(span, ', ')}"
            return f"{name}{said}{signs}: {span.quote or 'the whole document'}"
        return None
