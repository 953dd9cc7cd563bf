"""Preferences: each takes effect at once, so that one sees what one chooses."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.ui.dialogs.base import Dialog
from annotator.ui.dialogs.keys_page import KeysPage
from annotator.ui.kit.theme import ThemeChoice
from annotator.ui.kit.widgets import Look, spaced, words
from annotator.ui.reader.pitch import Spacing
from annotator.ui.settings.settings import Settings

_THEMES = {
    ThemeChoice.SYSTEM: "As the system",
    ThemeChoice.LIGHT: "Light",
    ThemeChoice.DARK: "Dark",
    ThemeChoice.LIGHT_CONTRAST: "Light, high contrast",
    ThemeChoice.DARK_CONTRAST: "Dark, high contrast",
}
_SPACINGS = {Spacing.CLOSE: "Close", Spacing.REGULAR: "Regular", Spacing.WIDE: "Wide"}
_BEST_FONT = "The best serif that is installed"
_SHOWN = ("theme", "text_font", "text_px", "measure", "spacing", "columns", "menu_bar")


class PreferencesDialog(Dialog):
    """A reading of `Settings`: captions and hints are the model's titles and descriptions."""

    changed = Signal(object)
    """The settings as they now are."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__("Preferences", parent)
        self._settings = settings
        self.theme = QComboBox()
        for choice, title in _THEMES.items():
            self.theme.addItem(title, choice)
        self.text_font = QComboBox()
        self.text_font.addItems([_BEST_FONT, *QFontDatabase.families()])
        self.text_font.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.text_px = QSpinBox(minimum=11, maximum=40, suffix=" px")
        self.measure = QSpinBox(minimum=40, maximum=140, suffix=" characters")
        self.spacing = QComboBox()
        for spacing, title in _SPACINGS.items():
            self.spacing.addItem(title, spacing)
        self.columns = QCheckBox("Columns in place of a drawer")
        self.menu_bar = QCheckBox("Always shown")
        self.keys = KeysPage(settings.shortcuts)
        self.tabs = QTabWidget()
        # The keyboard is on the bar of tabs; the frame around the pages has no role that could be told. Qt passes what
        # is set for the frame on to the bar.
        self.tabs.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.tabs.tabBar().setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.tabs.addTab(self._built(), "Look")
        self.tabs.addTab(self.keys, "Keys")
        self.body.addWidget(self.tabs, 1)
        self._show()
        self._connect()
        self.defaults_button = self.add_side_button("Restore defaults")
        self.defaults_button.clicked.connect(self._on_defaults)
        self.add_buttons("Close", "")
        self.resize(560, self.sizeHint().height())

    @property
    def settings(self) -> Settings:
        """The settings as they now are."""
        return self._settings

    def _built(self) -> QWidget:
        page = QWidget()
        grid = QGridLayout()
        spaced(grid, 4)
        grid.setHorizontalSpacing(16)
        grid.setColumnStretch(1, 1)
        for number, name in enumerate(_SHOWN):
            field: QWidget = getattr(self, name)
            about = Settings.model_fields[name]
            caption = QLabel(about.title or name)
            caption.setBuddy(field)
            field.setAccessibleName(about.title or name)
            field.setAccessibleDescription(about.description or "")
            grid.addWidget(caption, number * 3, 0)
            grid.addWidget(field, number * 3, 1)
            grid.addWidget(words(about.description or "", Look.SECONDARY), number * 3 + 1, 1)
            grid.setRowMinimumHeight(number * 3 + 2, 6)
        box = QVBoxLayout(page)
        spaced(box, 0, (0, 12, 0, 0))
        box.addLayout(grid)
        box.addStretch(1)
        return page

    def _connect(self) -> None:
        for combo in (self.theme, self.text_font, self.spacing):
            combo.currentIndexChanged.connect(self._on_changed)
        for spin in (self.text_px, self.measure):
            for field in spin.findChildren(QLineEdit):
                # The style sheet's padding does not reach the text inside a spin box.
                field.setTextMargins(6, 0, 0, 0)
            spin.valueChanged.connect(self._on_changed)
        self.columns.toggled.connect(self._on_changed)
        self.menu_bar.toggled.connect(self._on_changed)
        self.keys.changed.connect(self._on_keys)

    def _show(self) -> None:
        fields = [getattr(self, name) for name in _SHOWN]
        for field in fields:
            field.blockSignals(True)
        now = self._settings
        self.theme.setCurrentIndex(list(_THEMES).index(now.theme))
        self.text_font.setCurrentIndex(max(0, self.text_font.findText(now.text_font)) if now.text_font else 0)
        self.text_px.setValue(now.text_px)
        self.measure.setValue(now.measure)
        self.spacing.setCurrentIndex(list(_SPACINGS).index(now.spacing))
        self.columns.setChecked(now.columns)
        self.menu_bar.setChecked(now.menu_bar)
        for field in fields:
            field.blockSignals(False)

    @Slot()
    def _on_changed(self) -> None:
        # A font of another computer, which is not in the list here, is kept until another one is chosen.
        chosen = self.sender() is self.text_font
        font = self.text_font.currentText() if self.text_font.currentIndex() else ""
        self._set(
            theme=list(_THEMES)[self.theme.currentIndex()],
            text_font=font if chosen else self._settings.text_font,
            text_px=self.text_px.value(),
            measure=self.measure.value(),
            spacing=list(_SPACINGS)[self.spacing.currentIndex()],
            columns=self.columns.isChecked(),
            menu_bar=self.menu_bar.isChecked(),
        )

    @Slot(object)
    def _on_keys(self, shortcuts: dict[str, str]) -> None:
        self._set(shortcuts=shortcuts)

    @Slot()
    def _on_defaults(self) -> None:
        """Restore what the page at hand shows."""
        if self.tabs.currentWidget() is self.keys:
            self.keys.reset_all()
            return
        plain = Settings()
        self._set(**{name: getattr(plain, name) for name in _SHOWN})
        self._show()

    def _set(self, **values: object) -> None:
        self._settings = self._settings.model_copy(update=values)
        self.changed.emit(self._settings)
