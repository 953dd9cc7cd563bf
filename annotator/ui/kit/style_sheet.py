"""The style sheet of a theme: what Fusion with our palette does not do by itself.

Hairlines for fields and lists, quiet scroll bars, and a ring of 2 px in the accent colour on whatever has the
focus. Fields keep their size when the ring comes: the padding gives the pixel that the border takes.

Widgets ask for a look by the dynamic property `look`: "title", "heading", "strong", "secondary", "problem", "headline"
(words), "link", "chip" and "key", "row", "entry", "flat" (buttons), "quiet" (a list or scroll area that fills its
panel, with no hairline), "page" (paper below), "open" and "table" (one in a page: the cell at hand has the ring).
"""

import re
from typing import TYPE_CHECKING

from annotator.resources import resource

if TYPE_CHECKING:
    from annotator.ui.kit.themes import Theme


SERIF = ("Charter", "Source Serif 4", "Source Serif Pro", "Georgia", "Noto Serif", "DejaVu Serif")
"""The families that texts and headlines are set in, the first that is there."""


def style_sheet(theme: "Theme") -> str:
    """Return the style sheet; colours stand as @name and become those of the theme."""
    sheet = _WORDS + _CONTROLS + _LISTS + _FURNITURE
    values = {name: getattr(theme, name) for name in _COLOURS}
    values["handle"] = _handle(theme)
    values["serif"] = ", ".join(f'"{family}"' for family in SERIF)
    values["arrow"] = resource("icons/chevron-down.svg").as_posix()
    values["tick"] = resource(f"icons/tick-{'dark' if theme.dark else 'light'}.svg").as_posix()
    values["arrow_up"] = resource("icons/chevron-up.svg").as_posix()
    return re.sub(r"@(\w+)", lambda match: values[match[1]], sheet)


def _handle(theme: "Theme") -> str:
    """Seen, and never the brightest thing in the window."""
    if theme.high_contrast:
        return "#707070"
    return "#5B6069" if theme.dark else "#BDB8AE"


_COLOURS = (
    "paper",
    "ink",
    "frame",
    "hairline",
    "edge",
    "accent",
    "on_accent",
    "secondary",
    "quiet",
    "selection",
    "hover",
    "danger",
)

_WORDS = """
*[look="title"] { font-family: @serif; font-size: 24px; font-weight: 600; }
*[look="heading"] { font-size: 15px; font-weight: 600; }
*[look="strong"] { font-weight: 600; }
*[look="secondary"] { font-size: 11px; color: @secondary; }
*[look="problem"] { color: @danger; }
*[look="headline"] { font-family: @serif; font-size: 22px; font-weight: 600; }
*[look="page"] { background: @paper; }
QToolTip { background: @ink; color: @paper; border: 0; padding: 4px 8px; }
"""

_CONTROLS = """
QPushButton {
    background: @paper; color: @ink; border: 1px solid @edge; border-radius: 4px;
    padding: 5px 15px; min-height: 16px; outline: 0;
}
QPushButton:hover { background: @hover; }
QPushButton:pressed { background: @selection; }
QPushButton:disabled { color: @quiet; background: @frame; }
QPushButton:default { background: @accent; color: @on_accent; border-color: @accent; }
QPushButton:default:disabled { background: @frame; color: @quiet; border-color: @hairline; }
QPushButton:focus { border: 2px solid @accent; padding: 4px 14px; }
QPushButton:default:focus { background: @accent; border: 2px solid @ink; }
QPushButton[look="flat"] { background: transparent; border: 0; padding: 0; min-height: 0; }
QPushButton[look="link"] { background: transparent; border-color: transparent; color: @accent; padding: 3px 7px; }
QPushButton[look="link"]:disabled { color: @quiet; }
QPushButton[look="link"]:hover { background: @hover; }
QPushButton[look="link"]:focus { border: 2px solid @accent; padding: 2px 6px; }
QPushButton[look="chip"] { border-radius: 11px; padding: 2px 10px; min-height: 16px; }
QPushButton[look="chip"]:checked { background: @selection; border-color: @accent; }
QPushButton[look="chip"]:focus { border: 2px solid @accent; padding: 1px 9px; }
QPushButton[look="chip"]::menu-indicator {
    image: url("@arrow"); width: 12px; height: 12px; subcontrol-position: right center; right: 5px;
}
TickChip[look="chip"] { padding: 2px 16px 2px 4px; }
TickChip[look="chip"]:focus { padding: 1px 15px 1px 3px; }
QPushButton[look="key"] { padding: 4px 7px; }
QPushButton[look="key"]:focus { padding: 3px 6px; }
QPushButton[look="row"] { background: transparent; border-color: transparent; text-align: left; padding: 7px 11px; }
QPushButton[look="row"]:hover { background: @hover; }
QPushButton[look="row"]:focus { border: 2px solid @accent; padding: 6px 10px; }
QPushButton[look="entry"] {
    background: transparent; border-color: transparent; padding: 5px 11px; min-height: 34px; max-height: 34px;
}
QPushButton[look="entry"]:hover { background: @hover; }
QPushButton[look="entry"]:focus { border: 2px solid @accent; padding: 4px 10px; }
QToolButton { background: transparent; border: 1px solid transparent; border-radius: 4px; padding: 3px; }
QToolButton:hover { background: @hover; }
QToolButton:checked { background: @selection; }
QToolButton:focus { border: 2px solid @accent; padding: 2px; }
QLineEdit, QComboBox, QAbstractSpinBox, QPlainTextEdit, QTextEdit, QTextBrowser {
    background: @paper; color: @ink; border: 1px solid @edge; border-radius: 4px; padding: 4px 7px;
    selection-background-color: @selection; selection-color: @ink;
}
QLineEdit, QComboBox, QAbstractSpinBox { min-height: 18px; }
QLineEdit, QPlainTextEdit, QTextEdit { placeholder-text-color: @secondary; }
QComboBox QLineEdit { border: 0; padding: 0; background: transparent; min-height: 0; }
QAbstractSpinBox QLineEdit { border: 0; padding: 0; background: transparent; min-height: 0; }
QLineEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled { color: @quiet; background: @frame; }
QLineEdit:read-only { background: transparent; border-color: transparent; }
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus, QPlainTextEdit:focus, QTextEdit:focus, QTextBrowser:focus {
    border: 2px solid @accent; padding: 3px 6px;
}
QTextBrowser[look="quiet"] { border: 2px solid transparent; border-radius: 0; padding: 0; }
QTextBrowser[look="quiet"]:focus { border: 2px solid @accent; padding: 0; }
QComboBox::drop-down { border: 0; width: 24px; }
QComboBox::down-arrow { image: url("@arrow"); width: 16px; height: 16px; }
QComboBox[look="chip"], QLineEdit[look="chip"] { border-radius: 11px; padding: 2px 2px 2px 10px; min-height: 16px; }
QComboBox[look="chip"]:focus, QLineEdit[look="chip"]:focus { padding: 1px 1px 1px 9px; }
QComboBox[look="chip"]::drop-down { width: 20px; }
QComboBox[look="chip"]::down-arrow { width: 12px; height: 12px; }
QComboBox QAbstractItemView {
    background: @paper; border: 1px solid @hairline; border-radius: 0; padding: 4px; outline: 0;
}
QAbstractSpinBox { padding: 3px 24px 3px 1px; }
QAbstractSpinBox:focus { padding: 2px 23px 2px 0; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: 0; width: 20px; background: transparent; }
QAbstractSpinBox::up-button:hover, QAbstractSpinBox::down-button:hover { background: @hover; }
QAbstractSpinBox::up-arrow { image: url("@arrow_up"); width: 12px; height: 12px; }
QAbstractSpinBox::down-arrow { image: url("@arrow"); width: 12px; height: 12px; }
QCheckBox, QRadioButton { border: 2px solid transparent; border-radius: 4px; padding: 2px 4px; spacing: 8px; }
QCheckBox:focus, QRadioButton:focus { border-color: @accent; }
QCheckBox::indicator, QRadioButton::indicator, QAbstractItemView::indicator {
    width: 14px; height: 14px; border: 1px solid @secondary; border-radius: 3px; background: @paper;
}
QRadioButton::indicator { border-radius: 8px; }
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked {
    background: @accent; border-color: @accent; image: url("@tick");
}
QCheckBox::indicator:indeterminate {
    border-color: @accent; background: qlineargradient(x1: 0, y1: 0, x2: 0, y2: 1,
        stop: 0.35 @paper, stop: 0.36 @accent, stop: 0.64 @accent, stop: 0.65 @paper);
}
QRadioButton[look="segment"] {
    background: @paper; border: 1px solid @edge; border-left: 0; border-radius: 0; padding: 6px 11px; spacing: 0;
}
QRadioButton[look="segment"][place="first"] {
    border-left: 1px solid @hairline; border-top-left-radius: 4px; border-bottom-left-radius: 4px;
}
QRadioButton[look="segment"][place="last"] { border-top-right-radius: 4px; border-bottom-right-radius: 4px; }
QRadioButton[look="segment"]:hover { background: @hover; }
QRadioButton[look="segment"]:checked { background: @selection; font-weight: 600; }
QRadioButton[look="segment"]:focus { border: 2px solid @accent; padding: 5px 10px; }
QRadioButton::indicator:checked { width: 6px; height: 6px; border: 5px solid @accent; background: @on_accent; }
QRadioButton[look="segment"]::indicator, QRadioButton[look="segment"]::indicator:checked {
    width: 0; height: 0; border: 0; background: transparent;
}
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { border-color: @quiet; background: @frame; }
QProgressBar { background: @hairline; border: 0; border-radius: 3px; min-height: 6px; max-height: 6px; }
QProgressBar::chunk { background: @accent; border-radius: 3px; }
"""

_LISTS = """
QAbstractItemView {
    background: @paper; color: @ink; border: 1px solid @edge; border-radius: 4px; padding: 1px; outline: 0;
    selection-background-color: @selection; selection-color: @ink;
}
QAbstractItemView:focus { border: 2px solid @accent; padding: 0; }
QAbstractItemView[look="quiet"] {
    background: transparent; border: 2px solid transparent; padding: 0; border-radius: 0;
}
QAbstractItemView[look="quiet"]:focus { border: 2px solid @accent; }
QAbstractItemView[look="open"], QAbstractItemView[look="open"]:focus {
    background: transparent; border: 0; padding: 0; border-radius: 0; selection-background-color: transparent;
}
QAbstractItemView[look="open"]::item:hover, QAbstractItemView[look="open"]::item:selected { background: transparent; }
QAbstractItemView[look="table"], QAbstractItemView[look="table"]:focus {
    background: transparent; border: 0; padding: 0; border-radius: 0;
}
QTableView[look="table"]::item:hover { background: transparent; }
QTableView[look="open"] QHeaderView::section { color: @ink; font-size: 13px; font-weight: 600; }
QListView::item { padding: 3px 7px; border: 0; min-height: 18px; }
QTreeView::item, QTableView::item { padding: 3px 7px; border: 0; }
QAbstractItemView::item:hover { background: @hover; }
QAbstractItemView::item:selected { background: @selection; color: @ink; }
QHeaderView { background: @paper; border: 0; }
QHeaderView[look="quiet"] { background: transparent; border: 0; }
QHeaderView::section {
    background: @paper; color: @secondary; border: 0; border-bottom: 1px solid @hairline;
    padding: 4px 8px; font-size: 11px;
}
QTableView { gridline-color: transparent; }
QTableCornerButton::section { background: @paper; border: 0; border-bottom: 1px solid @hairline; }
QScrollArea[look="quiet"], QScrollArea[look="quiet"] > QWidget > QWidget { border: 0; background: transparent; }
QScrollBar { background: transparent; border: 0; }
QScrollBar:vertical { width: 12px; }
QScrollBar:horizontal { height: 12px; }
QScrollBar::handle { background: @handle; border-radius: 4px; margin: 2px; }
QScrollBar::handle:hover { background: @secondary; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
"""

_FURNITURE = """
QMenuBar { background: @frame; padding: 2px 4px; }
QMenuBar::item { padding: 4px 8px; border-radius: 4px; background: transparent; }
QMenuBar::item:selected { background: @selection; }
QMenu { background: @paper; border: 1px solid @hairline; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 12px; border-radius: 4px; }
QMenu::item:selected { background: @selection; color: @ink; }
QMenu::item:disabled { color: @quiet; }
QMenu::icon, QMenu::indicator { left: 6px; }
QMenu::separator { height: 1px; background: @hairline; margin: 4px 8px; }
QSplitter::handle { background: @hairline; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QStatusBar { background: @frame; border-top: 1px solid @hairline; }
QStatusBar::item { border: 0; }
QTabBar::tab {
    background: transparent; color: @secondary; padding: 6px 12px; border: 0; border-bottom: 2px solid transparent;
}
QTabBar::tab:selected { color: @ink; border-bottom-color: @accent; }
QTabBar::tab:hover { background: @hover; }
QTabBar:focus { border: 2px solid @accent; border-radius: 4px; }
QTabWidget::pane { border: 0; border-top: 1px solid @hairline; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
"""
