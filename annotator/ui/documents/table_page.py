"""The middle of Documents: the filter and what leads on above the table, what is missing below it."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from annotator.model.wording import counted
from annotator.ui.commands.key_names import follow_keys, key_or_none
from annotator.ui.documents.footing import ASKED_FOR
from annotator.ui.documents.table_view import DocumentTableView
from annotator.ui.kit.widgets import ElidedLabel, Field, Look, button, pressed_by_enter, spaced, words

_CORNER = 30
"""Pixels for the button that brings a folded side back."""
_FIELD = (140, 260)
_PAUSE_MS = 120
"""So long the next letter is waited for."""


class TablePage(QWidget):
    """`command_requested` carries the command behind a link; `filter_changed` what is to be looked for."""

    command_requested = Signal(str)
    filter_changed = Signal(str)
    missing_requested = Signal(str)
    """Asks for the documents that lack something."""
    alike_requested = Signal()

    def __init__(self, view: DocumentTableView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = view
        self.filter = Field(placeholderText="filter, or date:2026-02", clearButtonEnabled=True)
        self.filter.setAccessibleName("Filter the documents of the table")
        self.fault = words("", Look.PROBLEM)
        self.fault.hide()
        self.import_link = self._link("Import…", "project.import")
        self.join_link = self._link("Join a table…", "document.join_table")
        self.columns_link = self._link("Columns", "documents.columns")
        self.missing = {name: self._lacking(name) for name in ASKED_FOR}
        self.alike, self.alike_link = ElidedLabel(Look.SECONDARY, 400), _small_link("compare")
        self.see = _small_link("Show what others coded…")
        self.see.hide()
        self.nothing = words("", Look.SECONDARY)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._tell)
        self.filter.textChanged.connect(self._pause.start)
        self.filter.returnPressed.connect(self._on_done)
        self.filter.descended.connect(self._to_table)
        self.filter.left.connect(self._on_left)
        self.alike_link.clicked.connect(self.alike_requested)
        self._build()
        self.say_missing({})
        self.say_alike("")
        follow_keys(self, self._name_links)

    def say_missing(self, missing: Mapping[str, int]) -> None:
        """Say how many documents lack what is asked for, each as a link to them."""
        for name, link in self.missing.items():
            count = missing.get(name, 0)
            link.setText(f"{count:,} without a {name}")
            link.setAccessibleName(f"Show {counted(count, 'document')} without a {name}")
            link.setVisible(count > 0)

    def say_alike(self, text: str) -> None:
        """Say which documents look like others; nothing for an empty text."""
        self.alike.say(f"{text} ·" if text else "")
        self.alike.updateGeometry()
        self.alike.setVisible(bool(text))
        self.alike_link.setVisible(bool(text))

    def offer(self, imports: bool, joins: bool) -> None:
        """Lead to an import, and to a table to be joined, where that is for whoever looks."""
        self.import_link.setVisible(imports)
        self.join_link.setVisible(joins)

    def say_fault(self, sentence: str) -> None:
        """Say what is wrong with the filter; nothing for an empty sentence."""
        self.fault.setText(sentence)
        self.fault.setVisible(bool(sentence))
        self.filter.setAccessibleDescription(sentence)

    def say_nothing(self, sentence: str) -> None:
        """Say why no line is shown, in place of the table's lines."""
        self.nothing.setText(sentence)
        self.nothing.setVisible(bool(sentence))

    def show_filter(self, text: str) -> None:
        """Look for something, as if it was typed."""
        self.filter.setText(text)
        self._pause.stop()
        self._tell()

    def focus_filter(self) -> None:
        """Put the keyboard into the filter."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    @property
    def is_waiting(self) -> bool:
        """Whether what was typed last is still to be looked for."""
        return self._pause.isActive()

    # Inside.

    def _link(self, text: str, command: str) -> QPushButton:
        made = pressed_by_enter(button(text, Look.LINK))
        made.setProperty("command", command)
        made.clicked.connect(lambda: self.command_requested.emit(command))
        return made

    def _lacking(self, name: str) -> QPushButton:
        made = _small_link("")
        made.clicked.connect(lambda: self.missing_requested.emit(name))
        return made

    def _name_links(self) -> None:
        for each in (self.import_link, self.join_link, self.columns_link):
            key = key_or_none(str(each.property("command")))
            each.setToolTip(key)
            each.setAccessibleDescription(f"Key {key}" if key else "")

    def _build(self) -> None:
        self.setProperty("look", Look.PAGE.value)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.filter.setMinimumWidth(_FIELD[0])
        self.filter.setMaximumWidth(_FIELD[1])
        self.above = QHBoxLayout()
        spaced(self.above, 4, (8 + _CORNER, 6, 8, 10))
        self.above.addWidget(self.filter, 3)
        self.above.addStretch(2)
        for each in (self.import_link, self.join_link, self.columns_link):
            self.above.addWidget(each)
        below = QHBoxLayout()
        spaced(below, 0, (8, 4, 8, 4))
        for link in self.missing.values():
            below.addWidget(link)
        for part in (self.alike, self.alike_link):
            below.addWidget(part)
        below.addWidget(self.see)
        below.addStretch(1)
        box = QVBoxLayout(self)
        spaced(box, 0)
        box.addLayout(self.above)
        inset = QHBoxLayout()
        spaced(inset, 0, (16, 0, 16, 0))
        inset.addWidget(self.fault)
        box.addLayout(inset)
        across = QHBoxLayout()
        spaced(across, 0, (8, 0, 8, 0))
        across.addWidget(self.view)
        box.addLayout(across, 100)
        said = QHBoxLayout()
        spaced(said, 0, (16, 0, 16, 4))
        said.addWidget(self.nothing)
        box.addLayout(said)
        box.addLayout(below)
        box.addStretch(1)

    @Slot()
    def _tell(self) -> None:
        self.filter_changed.emit(self.filter.text())

    @Slot()
    def _on_done(self) -> None:
        self._pause.stop()
        self._tell()
        self._to_table()

    @Slot()
    def _on_left(self) -> None:
        """Take the filter away and go to the table."""
        self.show_filter("")
        self._to_table()

    @Slot()
    def _to_table(self) -> None:
        self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)


def _small_link(text: str) -> QPushButton:
    return pressed_by_enter(button(text, Look.LINK))
