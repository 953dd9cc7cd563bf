"""How the window looks: four frozen themes, and the one call that dresses the application in one of them.

We bring the Fusion style and palettes of our own, since the system's colour scheme reaches Qt on some desktops only.
A widget that paints by itself reads `current()` when it paints; Qt sends `PaletteChange` to every widget when the
theme changes, so that it repaints (and may rebuild its icons in `changeEvent`).
"""

from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from annotator.ui.kit.colour import contrast, mix
from annotator.ui.kit.label_colours import shades
from annotator.ui.kit.style_sheet import SERIF, style_sheet
from annotator.ui.kit.themes import DARK, LIGHT, THEMES, Theme

__all__ = ["ThemeChoice", "apply", "contrast", "current", "label_colour", "system_prefers_dark"]

INTERFACE_PX = 13
SECONDARY_PX = 11


class ThemeChoice(StrEnum):
    """What a person may choose; `system` follows the desktop between light and dark."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    LIGHT_CONTRAST = "light, high contrast"
    DARK_CONTRAST = "dark, high contrast"


def theme_for(choice: ThemeChoice) -> Theme:
    """Return the theme of a choice."""
    if choice is ThemeChoice.SYSTEM:
        return DARK if system_prefers_dark() else LIGHT
    return next(theme for theme in THEMES if theme.name == choice.value)


def system_prefers_dark() -> bool:
    """Whether the desktop says so; where it says nothing, light."""
    return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark


def apply(app: QApplication, theme: Theme) -> None:
    """Dress the application; widgets get a `PaletteChange` and find the new theme in `current()`."""
    first = app.property("theme") is None
    app.setProperty("theme", theme.name)
    if first:
        app.setStyle("Fusion")
        app.setFont(interface_font())
    # The palette first: after the style sheet it would reach the windows only, and what is in them kept the old one.
    app.setPalette(palette(theme))
    app.setStyleSheet(style_sheet(theme))


def current() -> Theme:
    """Return the theme that the application wears, the light one before any was applied."""
    app = QApplication.instance()
    name = app.property("theme") if app is not None else None
    return next((theme for theme in THEMES if theme.name == name), LIGHT)


def interface_font(pixels: int = INTERFACE_PX) -> QFont:
    """Return the system's sans for the interface, by pixels so that the 4 px grid holds."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    font.setPixelSize(pixels)
    return font


def has_letters() -> bool:
    """Whether there is a font at all: without one every letter is an empty box."""
    return QFontMetrics(QFont()).inFontUcs4(ord("a"))


def serif_font(pixels: int) -> QFont:
    """Return the serif in which the interface shows words of a text."""
    font = QFont(list(SERIF))
    font.setPixelSize(pixels)
    return font


def palette(theme: Theme) -> QPalette:
    """Return the Qt palette of a theme."""
    role = QPalette.ColorRole
    made = QPalette()
    colours = {
        role.Window: theme.frame,
        role.WindowText: theme.ink,
        role.Base: theme.paper,
        role.AlternateBase: theme.frame,
        role.Text: theme.ink,
        role.Button: theme.frame,
        role.ButtonText: theme.ink,
        role.BrightText: theme.danger,
        role.PlaceholderText: theme.secondary,
        role.Highlight: theme.selection,
        role.HighlightedText: theme.ink,
        role.Accent: theme.accent,
        role.Link: theme.accent,
        role.LinkVisited: theme.accent,
        role.ToolTipBase: theme.ink,
        role.ToolTipText: theme.paper,
        role.Light: mix(theme.frame, theme.paper, 0.5),
        role.Midlight: theme.frame,
        role.Mid: theme.hairline,
        role.Dark: mix(theme.hairline, theme.ink, 0.3),
        role.Shadow: mix(theme.hairline, theme.ink, 0.5),
    }
    for key, colour in colours.items():
        made.setColor(key, QColor(colour))
    for key in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText, role.PlaceholderText):
        made.setColor(QPalette.ColorGroup.Disabled, key, QColor(theme.quiet))
    return made


def label_colour(colour: str, theme: Theme) -> str:
    """Return a label's colour as it is drawn (bars, swatches), seen on paper and in dark looks on selected rows."""
    return shades(colour, theme).bar
