"""Where a text names a key that some command has by default, and all texts that a window shows or speaks."""

import re
from calendar import month_abbr, month_name
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from itertools import product

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import QAccessible, QAction, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QWidget,
)

from annotator.ui.commands.key_table import TABLE
from annotator.ui.kit.rows import ROW_ROLE, ListRow
from annotator.ui.reader.view import ReaderView

_GLYPHS = {"Ctrl": "⌘", "Alt": "⌥", "Shift": "⇧", "Meta": "⌃"}
_PLAIN_WORDS = {"Right", "Left", "Up", "Down", "Home", "End", "Space", "Return", "Enter"}
"""Keys that are called as ordinary words are, which may begin a sentence."""
_SCORE = "F1"
"""A key, and in this field a score."""
_AFTER = (
    "begins?|breaks?|chooses?|decides?|ends?|goes|go|leads?|leaves?|lists|makes?|on|saves?|says?|selects?|shows?"
    "|takes?|ticks?|types?"
)
_FIXED = (
    "Enter lists the passages",
    "Enter on a number lists",
    "Confirm  (Enter)",
    "/ types an actor, Enter decides",
    "Space ticks a line",
    "Shift and Enter break a line",
    "All files (*)",
)
"""What names keys that nobody can change: those of lists, fields and the chooser of a case's parts."""


def _written(key: str) -> set[str]:
    """Return the ways to write a key: as the system does, in Qt's words, and in a Mac's signs."""
    portable = QKeySequence(key).toString()
    *held, last = re.split(r"\+(?=.)", portable)
    signs = "".join(_GLYPHS[each] for each in held) + last
    half = portable.replace("Shift+", _GLYPHS["Shift"])
    return {portable, QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText), signs, half}


DEFAULTS = frozenset(
    way for row, on_mac in product(TABLE, (False, True)) for key in row.own_keys(on_mac) for way in _written(key)
)
"""Every key that a row of the table has by itself on some system, as it may be written."""


_HELD = (
    "",
    "Ctrl+",
    "Alt+",
    "Shift+",
    "Ctrl+Alt+",
    "Ctrl+Shift+",
    "Alt+Shift+",
    "Ctrl+Alt+Shift+",
    "Meta+",
    "Meta+Shift+",
    "Meta+Alt+",
    "Meta+Ctrl+",
    "Meta+Alt+Shift+",
    "Meta+Ctrl+Shift+",
)
CHANGED = {
    row.id: f"{held}F{number}" for row, (held, number) in zip(TABLE, product(_HELD, range(13, 36)), strict=False)
}
"""Another key for every row of the table: one that none has by default."""


def _is_plain(key: str) -> bool:
    return len(key) == 1 or key in _PLAIN_WORDS or key == _SCORE


def _alternatives(plain: bool) -> str:
    found = sorted((key for key in DEFAULTS if _is_plain(key) is plain), key=len, reverse=True)
    return "|".join(map(re.escape, found))


_ALONE = re.compile(rf"(?<![\w+⌘⌥⇧⌃])(?:{_alternatives(plain=False)})(?![\w+])")
_PLAIN = _alternatives(plain=True)
_MONTHS = "|".join(each for names in (month_name, month_abbr) for each in names[1:])
_IN_PLACE = re.compile(
    rf"^(?:{_PLAIN})  "  # before the caption of a button
    rf"|^(?!\.|\d (?:{_MONTHS})\b)(?:{_PLAIN}) (?=[A-Z][a-z(])"  # not a day, as in 2 December
    rf"|(?<!\d)\((?:{_PLAIN})\)"  # not the number of an issue, as in 12(2)
    rf"|\b(?:press|[Kk]eys?) (?:{_PLAIN})(?!\w)"
    rf"|\b(?:with|then|hold) (?!\d)(?:{_PLAIN})(?!\w)"  # not a number of things
    rf"|(?<![\w-])(?:{_PLAIN}) (?:{_AFTER})\b"
)


@lru_cache(maxsize=100_000)
def named_in(text: str) -> tuple[str, ...]:
    """Return the default keys that a text names."""
    shown = unescape(re.sub(r"<[^>]*>", " ", text)).replace("&&", "&").strip("\n")
    for fixed in _FIXED:
        shown = shown.replace(fixed, "…")
    lines = shown.split("\n")
    return tuple(found.group() for line in lines for way in (_ALONE, _IN_PLACE) for found in way.finditer(line))


def found_in(texts: Iterator[tuple[str, str]]) -> list[tuple[str, str, str]]:
    """Return (where, text, key) of all that name a default key."""
    return sorted({(where, text, key) for where, text in texts for key in named_in(text)})


def texts_of(root: QWidget, seen: bool = False) -> Iterator[tuple[str, str]]:
    """Yield (where, text) of all that a window shows or speaks, also of what is hidden now; `seen`: not of that."""
    for widget in (root, *root.findChildren(QWidget)):
        if seen and not widget.isVisible():
            continue
        where = f"{type(widget).__name__} “{widget.accessibleName()}”"
        for text in (*_properties(widget), *_of_kind(widget), *_spoken(widget)):
            if text:
                yield where, text
    for action in () if seen else root.findChildren(QAction):
        for text in (action.text(), action.statusTip(), action.whatsThis(), action.toolTip()):
            yield f"action “{action.text()}”", text
        for key in action.shortcuts():
            yield f"action “{action.text()}”", f"({key.toString(QKeySequence.SequenceFormat.NativeText)})"


def _properties(widget: QWidget) -> tuple[str, ...]:
    return (
        widget.windowTitle(),
        widget.toolTip(),
        widget.statusTip(),
        widget.whatsThis(),
        widget.accessibleName(),
        widget.accessibleDescription(),
    )


def _of_kind(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
        yield widget.text()
    if isinstance(widget, QLineEdit | QTextEdit | QPlainTextEdit):
        yield widget.placeholderText()
    if isinstance(widget, QTextEdit | QPlainTextEdit):
        yield widget.toPlainText()
    if isinstance(widget, QGroupBox | QMenu):
        yield widget.title()
    if isinstance(widget, QComboBox):
        yield from (widget.itemText(place) for place in range(widget.count()))
    if isinstance(widget, QTabBar):
        yield from (widget.tabText(place) + widget.tabToolTip(place) for place in range(widget.count()))
    if isinstance(widget, ReaderView):
        yield widget.board.shown.placeholder
    if isinstance(widget, QAbstractItemView) and not isinstance(widget, QHeaderView) and widget.model() is not None:
        yield from _of_model(widget.model(), QModelIndex())


def _of_model(model: QAbstractItemModel, parent: QModelIndex) -> Iterator[str]:
    role = Qt.ItemDataRole
    for row, column in product(range(model.rowCount(parent)), range(_columns(model, parent))):
        index = model.index(row, column, parent)
        for each in (role.DisplayRole, role.ToolTipRole, role.AccessibleTextRole, role.AccessibleDescriptionRole):
            yield str(index.data(each) or "")
        shown = index.data(ROW_ROLE)
        if isinstance(shown, ListRow):
            yield from (shown.title, shown.detail)
        if column == 0:
            yield from _of_model(model, index)


def _columns(model: QAbstractItemModel, parent: QModelIndex) -> int:
    return 1 if isinstance(model, QAbstractListModel) else model.columnCount(parent)


def _spoken(widget: QWidget) -> Iterator[str]:
    told = QAccessible.queryAccessibleInterface(widget)
    if told is not None:
        for part in (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Help):
            yield told.text(part)


def all_texts(seen: bool = False) -> Iterator[tuple[str, str]]:
    """Yield (where, text) of all windows that are open; `seen`: without what is hidden now."""
    for window in QApplication.topLevelWidgets():
        yield from texts_of(window, seen)
