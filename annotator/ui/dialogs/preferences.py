"""Preferences: each takes effect at once, so that one sees what one chooses."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QGridLayout, QLabel, QLineEdit, QSpinBox, QWidget

from annotator.ui.dialogs.base import Dialog
from annotator.ui.settings import Settings
from annotator.ui.theme import ThemeChoice
from annotator.ui.widgets import Look, spaced, words

_CHOICES = {
    ThemeChoice.SYSTEM: "As the system",
    ThemeChoice.LIGHT: "Light",
    ThemeChoice.DARK: "Dark",
    ThemeChoice.LIGHT_CONTRAST: "Light, high contrast",
    ThemeChoice.DARK_CONTRAST: "Dark, high contrast",
}
_SHOWN = ("theme", "text_px", "measure", "line_height")


class PreferencesDialog(Dialog):
    """A reading of `Settings`: captions and hints are the model's titles and descriptions."""

    changed = Signal(object)
    """The settings as they now are."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__("Preferences", parent)
        self._settings = settings
        self.theme = QComboBox()
        for choice, title in _CHOICES.items():
            self.theme.addItem(title, choice)
        self.text_px = QSpinBox(minimum=11, maximum=40, suffix=" px")
        self.measure = QSpinBox(minimum=40, maximum=140, suffix=" characters")
        self.line_height = QDoubleSpinBox(minimum=1.0, maximum=3.0, singleStep=0.05, decimals=2)
        self._build()
        self._show()
        self.theme.currentIndexChanged.connect(self._on_changed)
        for spin in (self.text_px, self.measure, self.line_height):
            for field in spin.findChildren(QLineEdit):
                # The style sheet's padding does not reach the text inside a spin box.
                field.setTextMargins(6, 0, 0, 0)
            spin.valueChanged.connect(self._on_changed)
        self.defaults_button = self.add_side_button("Restore defaults")
        self.defaults_button.clicked.connect(self._on_defaults)
        self.add_buttons("Close", "")
        self.resize(480, self.sizeHint().height())

    @property
    def settings(self) -> Settings:
        """The settings as they now are."""
        return self._settings

    def _build(self) -> None:
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
            grid.setRowMinimumHeight(number * 3 + 2, 8)
        self.body.addLayout(grid)
        self.body.addStretch(1)

    def _show(self) -> None:
        fields = (self.theme, self.text_px, self.measure, self.line_height)
        for field in fields:
            field.blockSignals(True)
        self.theme.setCurrentIndex(list(_CHOICES).index(self._settings.theme))
        self.text_px.setValue(self._settings.text_px)
        self.measure.setValue(self._settings.measure)
        self.line_height.setValue(self._settings.line_height)
        for field in fields:
            field.blockSignals(False)

    @Slot()
    def _on_changed(self) -> None:
        self._set(
            theme=list(_CHOICES)[self.theme.currentIndex()],
            text_px=self.text_px.value(),
            measure=self.measure.value(),
            line_height=round(self.line_height.value(), 2),
        )

    @Slot()
    def _on_defaults(self) -> None:
        plain = Settings()
        self._set(**{name: getattr(plain, name) for name in _SHOWN})
        self._show()

    def _set(self, **values: object) -> None:
        self._settings = self._settings.model_copy(update=values)
        self.changed.emit(self._settings)
