"""The icons of the program and of its files in all sizes and kinds, from two drawings each: whole, and simple.

A Linux desktop takes PNG and SVG by folders (https://specifications.freedesktop.org/icon-theme-spec/), Windows .ico,
a Mac .icns. Two runs give the same bytes.
"""

import os
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from annotator.resources import resource
from tools.bundling.names import COMMAND, FILE_ICONS
from tools.bundling.places import ICONS, PACKAGING

SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
"""Pixels of the PNG files."""
OF_WINDOWS = (16, 20, 24, 32, 40, 48, 64, 128, 256)
OF_MAC = (32, 64, 128, 256, 512, 1024)
_FEW = 32
"""Up to so many pixels the simple drawing is taken: of the other one, nothing but grey would be left."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """`name`: of the drawings, and of the files for Windows and Macs; `linux`: of those in a theme, with folder."""

    name: str
    folder: Path
    linux: str

    def path(self, size: int) -> Path:
        """Return the drawing for so many pixels."""
        return self.folder / f"{self.name}{'-small' if size <= _FEW else ''}.svg"


DRAWINGS = (
    Drawing(COMMAND, resource("emblem"), f"apps/{COMMAND}"),
    *(Drawing(name, PACKAGING / "icons", f"mimetypes/application-x-{name}") for name in FILE_ICONS),
)


def make(folder: Path) -> None:
    """Write `hicolor/`, and an .ico and an .icns of each drawing, into a folder; what is there is overwritten."""
    write_theme(folder / "hicolor")
    for drawing in DRAWINGS:
        _write(folder / f"{drawing.name}.ico", _several(drawing, OF_WINDOWS, "ICO"))
        _write(folder / f"{drawing.name}.icns", _several(drawing, OF_MAC, "ICNS"))


def write_theme(folder: Path) -> None:
    """Write the icons as a theme has them: `48x48/apps/annotator.png` …, `scalable/apps/annotator.svg` …."""
    for drawing in DRAWINGS:
        for size in SIZES:
            _write(folder / f"{size}x{size}" / f"{drawing.linux}.png", png(drawing, size))
        _write(folder / "scalable" / f"{drawing.linux}.svg", drawing.path(SIZES[-1]).read_bytes())


def png(drawing: Drawing, size: int) -> bytes:
    """Return a drawing as a PNG of `size` by `size` pixels."""
    if QGuiApplication.instance() is None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        _kept.append(QGuiApplication([]))
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(drawing.path(size))).render(painter, QRectF(image.rect()))
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs ask for bytes, which it does not take
    return bytes(buffer.data().data())


_kept: list[QGuiApplication] = []
"""The application, which has to live as long as anything is painted."""


def _several(drawing: Drawing, sizes: tuple[int, ...], kind: str) -> bytes:
    """Return a file that holds a drawing in several sizes; `kind`: as Pillow calls the format."""
    *smaller, largest = [Image.open(BytesIO(png(drawing, size))) for size in sizes]
    written = BytesIO()
    largest.save(written, kind, sizes=[(size, size) for size in sizes], append_images=smaller)
    return written.getvalue()


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


if __name__ == "__main__":
    make(ICONS)
