"""A picture as a file: PNG at twice its size on the screen, or SVG with its words as text; painted as on the screen."""

from collections.abc import Callable

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter
from PySide6.QtSvg import QSvgGenerator

from annotator.ui.kit.theme import interface_font
from annotator.ui.pictures.look import PicturePalette
from annotator.ui.pictures.picture import Picture
from annotator.ui.reader.script_fonts import letters_of, scripts_not_shown

PNG_SCALE = 2.0
_DOTS_PER_INCH = 96
"""What a pixel of CSS is, so that letters of 13 px are 13 px in a browser too."""


def png(picture: Picture, palette: PicturePalette, scale: float = PNG_SCALE) -> bytes:
    """Return a picture as PNG, `scale` times as many pixels as on a screen at 1x."""
    size = _size(picture)
    image = QImage(size * scale, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(scale)
    image.fill(QColor(palette.paper))
    painter = QPainter(image)
    picture.paint(painter, palette)
    painter.end()
    buffer, held = _buffer()
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs want bytes, PySide a text
    return bytes(held.data())


def svg(picture: Picture, palette: PicturePalette) -> bytes:
    """Return a picture as SVG 1.2 Tiny."""
    size = _size(picture)
    buffer, held = _buffer()
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setResolution(_DOTS_PER_INCH)
    generator.setSize(size)
    generator.setViewBox(QRectF(0, 0, size.width(), size.height()))
    generator.setTitle(picture.name)
    painter = QPainter(generator)
    painter.fillRect(QRectF(0, 0, size.width(), size.height()), QColor(palette.paper))
    picture.paint(painter, palette)
    painter.end()
    return bytes(held.data())


def scripts_as_boxes(picture: Picture, palette: PicturePalette) -> tuple[str, ...]:
    """Return the scripts of a picture's words that no font here has: as pixels they are boxes or gaps."""
    metrics = QFontMetrics(interface_font())
    words = svg(picture, palette).decode("utf-8", "replace")
    return scripts_not_shown(letters_of(words), lambda letter: metrics.inFontUcs4(ord(letter)))


FORMATS: dict[str, tuple[str, Callable[[Picture, PicturePalette], bytes]]] = {
    ".png": ("PNG picture (*.png)", png),
    ".svg": ("SVG drawing (*.svg)", svg),
}
"""By the ending of a file: what the dialog calls it, and what writes it."""


def _size(picture: Picture) -> QSize:
    width, height = picture.size
    return QSize(round(width + 0.5), round(height + 0.5))


def _buffer() -> tuple[QBuffer, QByteArray]:
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    return buffer, held
