"""What a view has on the screen, and what a fresh painting of it is, in the screen's own pixels, whatever its scale."""

from math import ceil, floor
from typing import Any

import numpy as np
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QImage, QPainter, QRegion
from PySide6.QtWidgets import QAbstractScrollArea

from annotator.ui.reader.view import ReaderView
from tests.ui.reader.layers.painted import pixels


def on_screen(view: QAbstractScrollArea) -> Any:
    """Return the pixels that the viewport of a view has in its window: what was painted or shifted there by now.

    Not what the screen is asked for: the platform without one hands out a part of what it shows where that is scaled.
    """
    image = view.window().backingStore().paintDevice()
    assert isinstance(image, QImage)
    corner, scale = view.viewport().mapTo(view.window(), QPoint()), view.devicePixelRatioF()
    return _part(image, QRect(corner, view.viewport().size()), scale)


def fresh(view: QAbstractScrollArea) -> Any:
    """Return the pixels of a viewport as they are where all of it is painted anew."""
    # As large as the window, since a fraction of a pixel at the edge is seen where something else is beside it.
    image = view.window().grab().toImage()
    corner, scale = view.viewport().mapTo(view.window(), QPoint()), view.devicePixelRatioF()
    return _part(image, QRect(corner, view.viewport().size()), scale)


def logical(image: QImage) -> QImage:
    """Return a picture with one pixel for each logical one, whatever the scale that it was taken at."""
    scale = image.devicePixelRatio()
    if scale == 1:
        return image
    small = image.scaled(round(image.width() / scale), round(image.height() / scale))
    small.setDevicePixelRatio(1)
    return small


def painted_at(view: ReaderView, ratio: int) -> QImage:
    """Return a fresh painting of a page as a screen with so many pixels to each logical one shows it."""
    image = QImage(view.viewport().size() * ratio, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    painter = QPainter(image)
    view.board.paint(painter, QRegion(view.viewport().rect()))
    painter.end()
    return image


def mask_of(rectangles: list[QRect], shape: tuple[int, ...], scale: float) -> Any:
    """Return which pixels of a picture at a scale lie in rectangles of logical pixels, or touch them."""
    mask = np.zeros(shape[:2], bool)
    for each in rectangles:
        left, top = max(0, floor(each.left() * scale)), max(0, floor(each.top() * scale))
        mask[top : max(0, ceil((each.bottom() + 1) * scale)), left : max(0, ceil((each.right() + 1) * scale))] = True
    return mask


def _part(image: QImage, place: QRect, scale: float) -> Any:
    left, top = ceil(place.left() * scale), ceil(place.top() * scale)
    right, bottom = floor((place.right() + 1) * scale), floor((place.bottom() + 1) * scale)
    return pixels(image)[top:bottom, left:right].copy()
