"""By what rows and documents belong together: a key that was found, or pairs of one's own, and a pattern of names."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from annotator.model.document import DocumentInfo
from annotator.model.errors import NotAllowed
from annotator.model.joining.keys import stem_of
from annotator.model.joining.matching import JoinKey, KeyPair, Origin
from annotator.model.joining.patterns import NamePattern, read_pattern
from annotator.model.joining.proposing import KeyProposal, fields_of
from annotator.model.wording import isolated
from annotator.operations.documents.join_key_words import key_words
from annotator.ui.kit.fields import Choice, boxed
from annotator.ui.kit.widgets import Look, labelled, spaced, words

MOST_PAIRS = 4
_SHOWN_NAMES, _LONGEST_NAME = 3, 40
_NOTHING = "–"
_OWN = "Another key…"
_OF_ALL = ((Origin.FILE, "File name"), (Origin.TITLE, "Title"), (Origin.TEXT, "Text"))


class KeyPane(QWidget):
    """`changed`: there is another key; `pattern_given`: other parts are to be found columns for.

    `typed`: a pattern is being typed, so that there is no key for the moment.
    """

    changed = Signal()
    typed = Signal()
    pattern_given = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._documents: Sequence[DocumentInfo] = ()
        self._columns: tuple[str, ...] = ()
        self._proposals: tuple[KeyProposal, ...] = ()
        self.proposed = Choice()
        self.pattern = QLineEdit(placeholderText="{country}_{session}_{year}", clearButtonEnabled=True)
        self.split = words("", Look.SECONDARY)
        self.rows = [(Choice(), Choice()) for _ in range(MOST_PAIRS)]
        self._equals = [QLabel("=") for _ in self.rows]
        self._build()
        self.proposed.activated.connect(self._on_proposed)
        self.pattern.textEdited.connect(self._on_typed)
        self.pattern.editingFinished.connect(self._on_pattern)
        for what, column in self.rows:
            what.activated.connect(self._on_pairs)
            column.activated.connect(self._on_pairs)

    @property
    def key(self) -> JoinKey:
        """The key as the fields say it."""
        pairs = dict.fromkeys(
            KeyPair(what.currentData()[0], column.currentData(), what.currentData()[1])
            for what, column in self.rows
            if what.currentData() is not None and column.currentData() is not None
        )
        return JoinKey(tuple(pairs), self.pattern.text().strip())

    def show_offer(
        self, documents: Sequence[DocumentInfo], columns: Sequence[str], proposals: Sequence[KeyProposal]
    ) -> None:
        """Offer the keys that a table and the documents have in common, the best chosen."""
        self._documents, self._columns, self._proposals = documents, tuple(columns), tuple(proposals)
        self.proposed.clear()
        for one in proposals:
            self.proposed.addItem(f"{key_words(one.key)} ({one.matched:,} matched)", one.key)
        self.proposed.addItem(_OWN, None)
        self.show_key(proposals[0].key if proposals else JoinKey(()))

    def show_key(self, key: JoinKey) -> None:
        """Show a key in the fields, without telling of it."""
        self.pattern.setText(key.pattern)
        self._show_split()
        for at, (what, column) in enumerate(self.rows):
            pair = key.pairs[at] if at < len(key.pairs) else None
            self._fill(what, column, pair)
        at = next((at for at, one in enumerate(self._proposals) if one.key == key), len(self._proposals))
        self.proposed.setCurrentIndex(at)
        self._show_rows()

    def _fill(self, what: Choice, column: Choice, pair: KeyPair | None) -> None:
        what.clear()
        what.addItem(_NOTHING, None)
        pattern = self._read()
        for part in pattern.parts if pattern else ():
            what.addItem(f"{{{part}}}", (Origin.PART, part))
        for origin, title in _OF_ALL:
            what.addItem(title, (origin, ""))
        for name in fields_of(self._documents):
            what.addItem(name, (Origin.FIELD, name))
        column.clear()
        for name in self._columns:
            column.addItem(name, name)
        wanted = None if pair is None else (pair.origin, pair.name)
        at = next((at for at in range(what.count()) if what.itemData(at) == wanted), 0)
        what.setCurrentIndex(at)
        column.setCurrentIndex(max(0, column.findData(pair.column)) if pair is not None else 0)

    def _show_rows(self) -> None:
        """Show the pairs and one row more, in which another can be chosen."""
        said = [what.currentData() is not None for what, _ in self.rows]
        last = max((at for at, is_said in enumerate(said) if is_said), default=-1)
        self._pairs.setVisible(self.proposed.currentData() is None)
        for at, (what, column) in enumerate(self.rows):
            for part in (what, column, self._equals[at]):
                part.setVisible(at <= last + 1)
            column.setEnabled(said[at])

    def _read(self) -> NamePattern | None:
        try:
            return read_pattern(self.pattern.text()) if self.pattern.text().strip() else None
        except NotAllowed:
            return None

    def _show_split(self) -> None:
        """Show what the pattern makes of the first names, or what is wrong with it."""
        said, text = "", self.pattern.text()
        if text.strip():
            try:
                pattern = read_pattern(text)
                said = "\n".join(_split(pattern, one) for one in self._documents[:_SHOWN_NAMES])
            except NotAllowed as error:
                said = str(error)
        elif self._documents:
            names = dict.fromkeys(_name(one) for one in self._documents[:_SHOWN_NAMES])
            said = f"The names are {', '.join(isolated(_short(name)) for name in names)} …"
        self.split.setText(said)
        self.pattern.setAccessibleDescription(said)

    @Slot()
    def _on_proposed(self) -> None:
        key = self.proposed.currentData()
        if key is not None:
            self.show_key(key)
            self.changed.emit()
        else:
            self._show_rows()
            self.rows[0][0].setFocus()

    @Slot()
    def _on_typed(self) -> None:
        self.proposed.setCurrentIndex(len(self._proposals))
        self._show_rows()
        self._show_split()
        self.typed.emit()

    @Slot()
    def _on_pattern(self) -> None:
        text = self.pattern.text().strip()
        if not self.pattern.isModified():
            return
        self.pattern.setModified(False)
        if not text or self._read() is not None:
            self.pattern_given.emit(text)

    @Slot()
    def _on_pairs(self) -> None:
        self._show_rows()
        self.changed.emit()

    def _build(self) -> None:
        grid, box = QGridLayout(), QVBoxLayout(self)
        spaced(grid, 4)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(2, 1)
        for at, (what, column) in enumerate(self.rows):
            what.setAccessibleName(f"What of the documents, {at + 1}")
            column.setAccessibleName(f"Column, {at + 1}")
            for place, part in enumerate((what, self._equals[at], column)):
                grid.addWidget(part, at, place)
        spaced(box, 8)
        box.addLayout(labelled("&Rows and documents belong together by", self.proposed))
        self._pairs = boxed(grid)
        box.addWidget(self._pairs)
        box.addLayout(labelled("&Parts of the names, as a pattern", self.pattern))
        box.addWidget(self.split)


def _name(document: DocumentInfo) -> str:
    return stem_of(document.source) or document.title


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"


def _split(pattern: NamePattern, document: DocumentInfo) -> str:
    parts = pattern.parts_of(document)
    name = isolated(_short(_name(document)))
    if parts is None:
        return f"{name}: not of this pattern"
    return f"{name}: {', '.join(f'{part} {isolated(_short(value))}' for part, value in parts.items())}"
