"""Icons: our own SVGs, drawn in one grey and given the colour that is asked for.

Each is rendered at the sizes that the interface uses, for screens of one, two and three pixels to the unit, so that it
is sharp on all of them.
"""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from annotator.resources import resource
from annotator.ui.kit import theme

DRAWN_IN = "#7F8287"
"""The stroke of every SVG file: a grey that shows on light and dark alike, for where Qt reads the file itself."""
_SIZES = (16, 20, 24)
_RATIOS = (1, 2, 3)
_EMBLEM_SIZES = (16, 24, 32, 48, 64, 128, 256)
_FEW = 32
"""Up to so many pixels the program's own icon is the simple one."""


def icon(name: str, colour: str = "") -> QIcon:
    """Return an icon in a colour ("#RRGGBB"), by default the theme's ink; its disabled form is in the quiet colour.

    Raises `NotFound` where `resources/icons` has no such file.
    """
    made = QIcon()
    ink = colour or theme.current().ink
    # The selected form as well: left to itself, the style would tint it until it fades into the selection.
    for modes, stroke in (
        ((QIcon.Mode.Normal, QIcon.Mode.Selected), ink),
        ((QIcon.Mode.Disabled,), theme.current().quiet),
    ):
        for size in _SIZES:
            for ratio in _RATIOS:
                drawn = pixmap(name, stroke, size, ratio)
                for mode in modes:
                    made.addPixmap(drawn, mode)
    return made


def emblem() -> QIcon:
    """Return the icon of the program itself, which a window shows to the desktop; there is one form for few pixels."""
    made = QIcon()
    for size in _EMBLEM_SIZES:
        form = "annotator-small" if size <= _FEW else "annotator"
        made.addPixmap(_rendered(QSvgRenderer(str(resource(f"emblem/{form}.svg"))), size, 1))
    return made


def pixmap(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    """Return an icon as a pixmap of `size` units at `ratio` pixels to the unit; one that was drawn lately is kept."""
    key, found = f"annotator {name} {colour} {size} {ratio}", QPixmap()
    if not QPixmapCache.find(key, found):
        found = _rendered(QSvgRenderer(QByteArray(_recoloured(name, colour))), size, ratio)
        QPixmapCache.insert(key, found)
    return found


def _rendered(renderer: QSvgRenderer, size: int, ratio: float) -> QPixmap:
    made = QPixmap(round(size * ratio), round(size * ratio))
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    renderer.render(painter, QRectF(made.rect()))
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made


@lru_cache(maxsize=256)
def _recoloured(name: str, colour: str) -> bytes:
    return resource(f"icons/{name}.svg").read_bytes().replace(DRAWN_IN.encode(), colour.encode())
