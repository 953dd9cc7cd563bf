"""One setting as a row: its title and what it does at the left, the choice at the right; and the table of all."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from annotator.model.settings import ProjectSettings
from annotator.ui.dialogs.path_field import PathField
from annotator.ui.kit.fuzzy_match import fold
from annotator.ui.kit.segment_bar import SegmentBar
from annotator.ui.kit.switch import Switch
from annotator.ui.kit.theme import ThemeChoice
from annotator.ui.kit.widgets import Look, hairline, spaced, words
from annotator.ui.reader.pitch import SIZES, Spacing
from annotator.ui.settings.settings import Settings

KEYS = "Keys"
_FOLDER_WIDTH = 180
_FOR_ALL = " Of this project, for all who work in it."
_BEST_FONT = "The best serif that is installed"
_THEMES: Mapping[Hashable, str] = {
    ThemeChoice.SYSTEM: "system",
    ThemeChoice.LIGHT: "light",
    ThemeChoice.DARK: "dark",
    ThemeChoice.LIGHT_CONTRAST: "light contrast",
    ThemeChoice.DARK_CONTRAST: "dark contrast",
}
_SPACINGS: Mapping[Hashable, str] = {Spacing.CLOSE: "close", Spacing.REGULAR: "as set", Spacing.WIDE: "wide"}


@dataclass(frozen=True, slots=True)
class SettingKind:
    """What is set, and by which choices: some with their words; None for a switch; an empty mapping for a font.

    `of`: whose it is, this computer's or the project's. `is_folder`: it is a folder's path, empty for the usual one;
    `is_codes`: codes in a line.
    """

    name: str
    choices: Mapping[Hashable, str] | None = None
    of: type[Settings] | type[ProjectSettings] = Settings
    is_folder: bool = False
    is_codes: bool = False

    @property
    def is_projects(self) -> bool:
        """Whether it holds for all who work in the project."""
        return self.of is ProjectSettings


SECTIONS: Mapping[str, Sequence[SettingKind]] = {
    "Look": (SettingKind("theme", _THEMES), SettingKind("menu_bar")),
    "The page": (
        SettingKind("text_px", {size: str(size) for size in SIZES}),
        SettingKind("spacing", _SPACINGS),
        SettingKind("measure", {count: str(count) for count in (58, 68, 78)}),
        SettingKind("text_font", {}),
    ),
    "Coding": (
        SettingKind("whole_words"),
        SettingKind("code_final_punctuation", of=ProjectSettings),
        SettingKind("offer_mentions", of=ProjectSettings),
    ),
    "Documents": (SettingKind("languages", of=ProjectSettings, is_codes=True),),
    "Adjudication": (
        SettingKind("columns"),
        SettingKind("adjudicate_without_names", of=ProjectSettings),
        SettingKind("names_after_last_decision", of=ProjectSettings),
    ),
    "Backups": (
        SettingKind("backup_gb", {gb: f"{gb} GB" for gb in (1, 2, 5, 10, 50)}),
        SettingKind("backup_folder", is_folder=True),
        SettingKind("drill_days", {7: "weekly", 30: "monthly", 90: "every 90 days", 0: "never"}),
    ),
}
"""What can be set, in the order in which it is shown; the keys have a page of their own."""

NOT_SHOWN = frozenset({"recent", "last_coder", "geometry", "sides", "kept", "knows_keys", "spans_coded", "shortcuts"})
"""What the program keeps by itself; the keys are set on their page."""


class SettingRow(QWidget):
    """A setting. `changed` carries its name and its value."""

    changed = Signal(str, object)

    def __init__(self, kind: SettingKind, section: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        about = kind.of.model_fields[kind.name]
        self.name, self._kind = kind.name, kind
        title, self.description = about.title or kind.name, about.description or ""
        # A project's are worded to stand within a sentence of the history.
        self.title = title[:1].upper() + title[1:]
        if kind.is_projects:
            self.description += _FOR_ALL
        offered = " ".join((kind.choices or {}).values())
        self._found_by = fold(f"{self.title} {self.description} {section} {offered}")
        self._folder = ""
        self._codes: tuple[str, ...] = ()
        self.control, self._show = self._made()
        self.control.setAccessibleDescription(self.description)
        self._build()

    @property
    def is_projects(self) -> bool:
        """Whether it is a setting of the project."""
        return self._kind.is_projects

    def show_value(self, value: Any) -> None:
        """Show what is set, without telling anybody."""
        self.control.blockSignals(True)
        self._show(value)
        self.control.blockSignals(False)

    def fits(self, query: str) -> bool:
        """Whether every word that is looked for is in the title, the description or a choice."""
        return all(word in self._found_by for word in fold(query).split())

    def _build(self) -> None:
        caption = QLabel(self.title)
        caption.setBuddy(self.control)
        said = QVBoxLayout()
        spaced(said, 2)
        said.addWidget(caption)
        said.addWidget(words(self.description, Look.SECONDARY))
        row = QHBoxLayout()
        spaced(row, 16, (0, 8, 0, 8))
        row.addLayout(said, 1)
        row.addWidget(self.control, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        box = QVBoxLayout(self)
        spaced(box, 0)
        box.addLayout(row)
        box.addWidget(hairline())

    def _made(self) -> tuple[QWidget, Callable[[Any], object]]:
        """Return the control, and what shows a value on it."""
        if self._kind.is_folder:
            field = PathField(self.title, _choose_folder)
            field.edit.setAccessibleDescription(self.description)
            field.edit.setPlaceholderText("With your data")
            field.edit.setMinimumWidth(_FOLDER_WIDTH)
            field.edit.editingFinished.connect(self._tell_folder)
            field.button.clicked.connect(self._tell_folder)
            return field, self._show_folder
        if self._kind.is_codes:
            line = QLineEdit()
            line.setAccessibleName(self.title)
            line.setPlaceholderText("All that are known")
            line.setMinimumWidth(_FOLDER_WIDTH)
            line.editingFinished.connect(self._tell_codes)
            return line, self._show_codes
        if self._kind.choices is None:
            switch = Switch(self.title)
            switch.toggled.connect(self._tell)
            return switch, switch.setChecked
        if not self._kind.choices:
            fonts = QComboBox()
            fonts.addItems([_BEST_FONT, *QFontDatabase.families()])
            fonts.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            fonts.setMinimumContentsLength(24)
            fonts.setAccessibleName(self.title)
            fonts.currentIndexChanged.connect(self._tell_font)
            return fonts, self._show_font
        segments = SegmentBar(self.title, self._kind.choices)
        segments.chosen.connect(self._tell)
        return segments, self._show_choice

    def _show_choice(self, value: Hashable) -> None:
        """Show a choice; one that is not offered, such as a size come to by zooming, is offered while it holds."""
        assert isinstance(self.control, SegmentBar) and self._kind.choices is not None
        offered = dict(self._kind.choices)
        if value not in offered:
            numbers = sorted([*(each for each in offered if isinstance(each, int)), int(str(value))])
            offered = {number: str(number) for number in numbers}
        self.control.set_choices(offered)
        self.control.show_value(value)

    def _show_font(self, family: str) -> None:
        # A font of another computer, which is not in the list here, is kept until another one is chosen.
        assert isinstance(self.control, QComboBox)
        self.control.setCurrentIndex(max(0, self.control.findText(family)) if family else 0)

    def _show_folder(self, folder: str) -> None:
        assert isinstance(self.control, PathField)
        self.control.edit.setText(folder)
        self._folder = folder

    def _show_codes(self, codes: Sequence[str]) -> None:
        assert isinstance(self.control, QLineEdit)
        self._codes = tuple(codes)
        self.control.setText(", ".join(codes))

    @Slot()
    def _tell_codes(self) -> None:
        assert isinstance(self.control, QLineEdit)
        codes = tuple(self.control.text().replace(",", " ").replace(";", " ").split())
        if codes != self._codes:
            self._codes = codes
            self.changed.emit(self.name, codes)

    @Slot()
    def _tell_folder(self) -> None:
        assert isinstance(self.control, PathField)
        folder = self.control.edit.text().strip()
        if folder != self._folder:
            self._folder = folder
            self.changed.emit(self.name, folder)

    @Slot(bool)
    @Slot(object)
    def _tell(self, value: object) -> None:
        self.changed.emit(self.name, value)

    @Slot(int)
    def _tell_font(self, index: int) -> None:
        assert isinstance(self.control, QComboBox)
        self.changed.emit(self.name, self.control.currentText() if index else "")


def _choose_folder(parent: QWidget, current: Path | None) -> Path | None:
    name = QFileDialog.getExistingDirectory(parent, "Folder of backups", str(current or ""))
    return Path(name) if name else None
