"""What the view, the files and assistive tools ask of a picture, whatever it shows."""

from typing import Protocol

from PySide6.QtGui import QPainter

from annotator.ui.pictures.layout import At, Box
from annotator.ui.pictures.look import PicturePalette

Key = tuple[str, str]


class Picture(Protocol):
    """A picture with places that can be opened; places are those of its layout."""

    name: str

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in pixels at 1x."""

    def paint(self, painter: QPainter, palette: PicturePalette) -> None:
        """Paint all of it."""

    def hit(self, x: float, y: float) -> At | None:
        """Return the place at a point."""

    def box(self, at: At) -> Box:
        """Return where a place is drawn."""

    def first(self) -> At | None:
        """Return where the keyboard begins, None where there is no place."""

    def key(self, at: At) -> Key:
        """Return what a place stands for, which stays when others come and go."""

    def find(self, key: Key) -> At | None:
        """Return the place that stands for this, None where none does."""

    def moved(self, at: At, right: int, down: int) -> At:
        """Return the neighbour to a side; at the edge the place itself."""

    def jumped(self, at: At, right: int, down: int) -> At:
        """Return the next place to a side that has something behind it; where none has, the last one."""

    def said(self, at: At) -> str:
        """Return a place in words, with its number."""

    def tip(self, x: float, y: float) -> str:
        """Return what there is to say about a point, an empty text for nothing."""
