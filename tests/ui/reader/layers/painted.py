"""Scenes of random documents, and what one layer alone paints of them."""

import random
from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from annotator.acts.saying import of_text
from annotator.model.span import Extent
from annotator.ui.reader.layers.layer import Area, PageLayer, Target
from annotator.ui.reader.parts import PartMark
from annotator.ui.reader.scene import Scene
from annotator.ui.reader.suggestions import Suggestion, Suggestions
from annotator.ui.reader.view import ReaderView
from tests.ui.reader.samples import ALL, ARABIC, CHINESE, HEBREW, LATIN, mark, view_of

SCRIPTS = {"latin": LATIN, "arabic": ARABIC, "chinese": CHINESE * 3, "hebrew": HEBREW, "all": ALL}
Mask = NDArray[np.bool_]
KEYS = ("appeal", "commitment", "warning", "actor")


def random_view(qtbot: Any, script: str, seed: int, compared: bool = False, plain: bool = False) -> ReaderView:
    """Return a view of some paragraphs with spans, acts and more, at some width, scrolled to somewhere.

    `compared`: two coders and gold, with the drawer of a case. `plain`: no span is in pieces or has a note.
    """
    rng = random.Random(f"{script} {seed}")
    text = "\n".join([SCRIPTS[script]] * rng.randint(2, 5))
    view = view_of(
        qtbot, text, random_marks(rng, len(text), plain=plain), (rng.randint(360, 1100), rng.randint(200, 500))
    )
    view.board.set_sentences({f"m{number}": of_text("France urges China") for number in range(0, 12, 3)})
    view.board.set_suggestions(
        Suggestions([Suggestion(each.start, each.stop, "China") for each in some_extents(rng, len(text), 9)])
    )
    if compared:
        view.set_lanes(["Ana", "Ben", "Gold"], 2)
        view.set_focus_range([Extent(20, 50)])
        view.set_marks([*random_marks(rng, len(text), plain=plain), mark("case", (22, 40), lane=0)])
    view.set_active(f"m{rng.randrange(12)}")
    view.board.set_parts([PartMark("Speaker", tuple(some_extents(rng, len(text), 2)))])
    view.board.scroll(rng.choice([0, 30, 200, 5000]))
    QApplication.processEvents()
    return view


def random_marks(rng: random.Random, length: int, count: int = 14, plain: bool = False) -> list[Any]:
    """Return marks of all labels, some long, some in two pieces, one of the whole document."""
    found = [mark("whole", key="warning")]
    for number in range(count):
        start, size = rng.randrange(length - 40), rng.choice([1, 6, 20, 20, 60, 500])
        extents = [(start, min(length, start + size))]
        if not plain and rng.random() < 0.2 and start + size + 25 < length:
            extents.append((start + size + 5, start + size + 20))
        found.append(
            mark(f"m{number}", *extents, key=rng.choice(KEYS), lane=number % 3, noted=not plain and number % 7 == 0)
        )
    return found


def some_extents(rng: random.Random, length: int, most: int) -> list[Extent]:
    """Return ranges in order and apart."""
    starts = sorted(rng.sample(range(0, length - 30, 30), rng.randint(1, min(most, len(range(0, length - 30, 30))))))
    return [Extent(start, start + rng.randint(2, 25)) for start in starts]


def alone(layer: PageLayer, scene: Scene) -> Mask:
    """Return where a layer alone paints, by row and column of the window."""
    image = QImage(scene.width, scene.height, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    layer.paint(painter, Area(scene, QRect(0, 0, scene.width, scene.height), 1.0))
    painter.end()
    return pixels(image)[:, :, 3] > 100


def pixels(image: QImage) -> NDArray[np.uint8]:
    """Return the bytes of a picture by row, column and channel."""
    made = image.convertToFormat(QImage.Format.Format_ARGB32)
    rows = np.frombuffer(made.constBits(), np.uint8).reshape(made.height(), made.bytesPerLine() // 4, 4)
    return rows[:, : made.width()].copy()


def reached(view: ReaderView, layer: PageLayer, mask: Mask) -> Iterator[tuple[int, int, Target | None]]:
    """Yield x, y and what of a layer is reached there, at some of the points of a mask."""
    hits, scene = view.hits(), view.board.scene()
    assert hits is not None
    found = np.argwhere(mask)
    for y, x in found[:: max(1, len(found) // 800)].tolist():
        yield x, y, layer.hit(scene, hits.spot(QPointF(x + 0.5, y + 0.5)))


def everywhere(scene: Scene, step: int = 5) -> Mask:
    """Return a mask of points all over a window."""
    mask = np.zeros((scene.height, scene.width), bool)
    mask[::step, ::step] = True
    return mask


def near(mask: Mask, x: int, y: int, dx: int, dy: int) -> bool:
    """Whether a mask has a point near a place."""
    return bool(mask[max(0, y - dy) : y + dy + 1, max(0, x - dx) : x + dx + 1].any())
