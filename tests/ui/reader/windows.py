"""What is seen of a page, as links are looked for."""

from annotator.ui.reader.links import Window
from annotator.ui.reader.shaping import ShapedPiece
from annotator.ui.reader.spanindex import Mark
from tests.ui.reader.samples import page_of

WIDTH, LEFT = 420, 90


def window_of(text: str, marks: list[Mark], height: int = 100_000, around: int | None = None) -> Window:
    """Return a window of a text, from its beginning or with a position in its middle."""
    page = page_of(text, WIDTH, marks)
    top = 0
    if around is not None:
        piece = page.piece_at(around)
        above = sum(page.shaped(number).height for number in range(piece.number))
        top = above + piece.lines[piece.line_at(around)].top - height // 2
    visible: list[tuple[ShapedPiece, int]] = []
    y = -top
    for number in range(len(page.pieces)):
        piece = page.shaped(number)
        if y + piece.height > 0 and y < height:
            visible.append((piece, y))
        y += piece.height
    return Window(visible, LEFT, WIDTH, LEFT + WIDTH + 220, height)
