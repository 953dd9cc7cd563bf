"""The labels at the left: as a tree, headings greyed, retired ones at its end, with what moves them below it."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal, Slot
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import (
    QHeaderView,
    QMenu,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from annotator.model.codebook import Codebook, Label, Scope
from annotator.model.wording import counted
from annotator.ui.codebook.edits import as_tree
from annotator.ui.commands.label_choices import title_of
from annotator.ui.kit import theme
from annotator.ui.kit.flow_row import FlowRow
from annotator.ui.kit.swatch import HEIGHT, WIDTH, label_icon
from annotator.ui.kit.widgets import Look, button, pressed_by_enter, spaced

_ID = Qt.ItemDataRole.UserRole
NARROWEST = 176
"""Pixels in which the names of most labels are read whole."""
VERBS = {
    "rename": "Rename…",
    "merge": "Merge into another…",
    "split": "Split…",
    "retire": "Retire, or bring back…",
    "move": "Move…",
}
"""What is done to a label together with its codings, by the command’s last word."""


class LabelTree(QWidget):
    """`chosen` carries a label's id, empty for the codebook as a whole."""

    chosen = Signal(str)
    opened = Signal()
    """Enter or a double click: the keyboard is wanted in the form."""
    add_requested = Signal()
    remove_requested = Signal()
    move_requested = Signal(str)
    verb_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shape: list[tuple[str, int]] = []
        self._items: dict[str, QTreeWidgetItem] = {}
        self._worn: dict[str, tuple[Label, int, bool, str]] = {}
        self.tree = QTreeWidget()
        self.tree.setAccessibleName("Labels of the codebook")
        self.tree.setColumnCount(2)
        self.tree.setHeaderHidden(True)
        self.tree.setIconSize(QSize(WIDTH, HEIGHT))
        self.tree.setIndentation(16)
        self.tree.setUniformRowHeights(True)
        self.tree.setProperty("look", Look.QUIET.value)
        self.tree.header().setStretchLastSection(False)
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.tools = FlowRow()
        self.add_button = pressed_by_enter(button("Add…", Look.LINK))
        self.remove_button = pressed_by_enter(button("Remove", Look.LINK))
        self.verbs = button("With its codings", Look.LINK)
        self._build()
        self.tree.currentItemChanged.connect(self._on_current)
        self.tree.itemActivated.connect(self.opened)
        self.tree.setExpandsOnDoubleClick(False)
        self.add_button.clicked.connect(self.add_requested)
        self.remove_button.clicked.connect(self.remove_requested)

    @property
    def label(self) -> str:
        """The id of the label at hand, empty for the codebook as a whole."""
        item = self.tree.currentItem()
        return str(item.data(0, _ID)) if item is not None else ""

    def show_book(self, codebook: Codebook, counts: Mapping[str, int], wrong: Sequence[str]) -> None:
        """Show the labels with how many codings they have; `wrong`: those in which something must be corrected."""
        rows = as_tree(codebook.labels)
        shape = [(str(label.id), depth) for label, depth in rows]
        if shape != self._shape or self.tree.topLevelItemCount() == 0:
            self._shape = shape
            self._plant(rows)
        self._items[""].setText(0, codebook.name or "Codebook")
        self._items[""].setToolTip(0, "The codebook as a whole")
        self._items[""].setData(1, Qt.ItemDataRole.AccessibleTextRole, "the codebook as a whole")
        for label, _ in rows:
            worn = (label, counts.get(label.id, 0), label.id in wrong, theme.current().name)
            if self._worn.get(label.id) != worn:
                self._worn[label.id] = worn
                _colour(self._items[label.id], *worn[:3])

    def choose(self, label: str) -> None:
        """Go to a label, or with an empty id to the codebook as a whole."""
        if label in self._items:
            self.tree.setCurrentItem(self._items[label])

    def _build(self) -> None:
        tools = self.tools
        tools.put(self.add_button)
        tools.put(self.remove_button)
        menu = QMenu(self.verbs)
        for id, words in VERBS.items():
            menu.addAction(words).triggered.connect(lambda _=False, id=id: self.verb_requested.emit(id))
        self.verbs.setMenu(menu)
        ways = {"up": "Up", "down": "Down", "in": "Below", "out": "Beside"}
        spoken = {
            "up": "Move the label up",
            "down": "Move the label down",
            "in": "Make it a kind of the label above",
            "out": "Put it beside its parent",
        }
        for way, words in ways.items():
            made = pressed_by_enter(button(words, Look.LINK))
            made.setAccessibleName(spoken[way])
            made.setToolTip(spoken[way])
            made.clicked.connect(lambda _=False, way=way: self.move_requested.emit(way))
            tools.put(made)
        tools.put(self.verbs)
        box = QVBoxLayout(self)
        spaced(box, 8, (8, 12, 8, 8))
        box.addWidget(self.tree, 1)
        box.addWidget(tools)
        self.setMinimumWidth(NARROWEST)

    def _plant(self, rows: Sequence[tuple[Label, int]]) -> None:
        kept = self.label
        with QSignalBlocker(self.tree):
            self.tree.clear()
            top = QTreeWidgetItem(self.tree)
            top.setData(0, _ID, "")
            top.setFirstColumnSpanned(True)  # it has no key
            self._items, self._worn = {"": top}, {}
            above: list[QTreeWidgetItem] = []
            for label, depth in rows:
                del above[depth:]
                item = QTreeWidgetItem(above[-1]) if above else QTreeWidgetItem(self.tree)
                item.setData(0, _ID, label.id)
                above.append(item)
                self._items[label.id] = item
            self.tree.expandAll()
            self.tree.setCurrentItem(self._items.get(kept, top))
        if kept not in self._items:
            self.chosen.emit("")

    @Slot()
    def _on_current(self) -> None:
        self.chosen.emit(self.label)


def _colour(item: QTreeWidgetItem, label: Label, count: int, wrong: bool) -> None:
    look = theme.current()
    facts = [
        "retired" if label.retired else "",
        "a heading" if label.heading else "",
        "whole documents" if label.scope is Scope.DOCUMENT else "",
        f"key {label.key}" if label.key else "",
        counted(count, "coding"),
        "something must be corrected" if wrong else "",
    ]
    name = " ".join(title_of(label).split()) or "(without a name)"
    item.setText(0, f"{name}{'  (retired)' if label.retired else ''}{'  (!)' if wrong else ''}")
    item.setText(1, label.key)
    item.setIcon(0, label_icon(label))
    told = ", ".join([name, *(fact for fact in facts if fact)])
    item.setToolTip(0, told)
    item.setData(0, Qt.ItemDataRole.AccessibleTextRole, told)
    item.setData(1, Qt.ItemDataRole.AccessibleTextRole, f"key {label.key}" if label.key else "no key")
    for column in (0, 1):
        item.setForeground(column, QBrush(QColor(look.secondary if not label.is_codable or column else look.ink)))
