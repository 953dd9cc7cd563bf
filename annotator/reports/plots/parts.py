"""What all plots share: sizes, numbers as they are written, and the picture that says why there is none."""

from collections.abc import Iterable

from annotator.reports.drawing import Anchor, ColourRole, Drawing, Shape, Words
from annotator.reports.text_width import cut, text_width, wrapped

WIDTH = 640.0
"""How wide a plot is unless the window says otherwise; a page of A4 has room for about that."""
MARGIN = 8.0
GAP = 8.0
SIZE = 12.0
"""Of names and values."""
SMALL = 11.0
"""Of axes and remarks."""
_LEAST = 9.0
"""Of a number in a cell; smaller ones are a strain to read."""
MINUS = "\u2212"
RULE_ABOVE = 0.36
"""A line of words is centred on a height if its baseline is this part of its size below it."""


def count_text(count: float) -> str:
    """Return a count with its thousands apart; a weighted one with a digit after the point."""
    shown = f"{count:,.0f}" if float(count).is_integer() else f"{count:,.1f}"
    return shown.replace(",", "\u202f").replace("-", MINUS)


def value_text(value: float, digits: int = 3) -> str:
    """Return a value with so many digits after the point, never “-0.000”."""
    shown = f"{value:.{digits}f}"
    return shown.lstrip("-") if not float(shown) else shown.replace("-", MINUS)


def words(
    text: str,
    x: float,
    middle: float,
    *,
    size: float = SIZE,
    anchor: Anchor = Anchor.LEFT,
    colour: ColourRole = ColourRole.INK,
    bold: bool = False,
    widest: float = 1e9,
) -> Words:
    """Return a line of words centred on the height `middle`, cut where it is wider than `widest`."""
    line = " ".join(text.split())
    shown = cut(line, size, widest, bold)
    whole = line if shown != line else ""
    baseline = middle + size * RULE_ABOVE
    return Words(text=shown, x=x, y=baseline, size=size, anchor=anchor, colour=colour, bold=bold, whole=whole)


def widest_of(texts: Iterable[str], size: float, most: float, bold: bool = False) -> float:
    """Return how much room a column of texts needs, at most `most`."""
    return min(max((text_width(" ".join(text.split()), size, bold) for text in texts), default=0), most)


def fitting(shown: str, number: float, room: float, bold: bool = False) -> tuple[str, float]:
    """Return a number as it is shown, and the size in which it fits; if in none, with fewer signs or in thousands."""
    fewer = (f"{number:.0f}", f"{number / 1e3:.0f}k", f"{number / 1e6:.0f}M")
    for text, sizes in ((shown, (SIZE, SMALL, 10.0, _LEAST)), *((one, (_LEAST,)) for one in fewer)):
        for size in sizes:
            if text_width(text, size, bold) <= room - 2:
                return text, size
    return fewer[-1], _LEAST


def nothing(sentence: str, width: float = WIDTH) -> Drawing:
    """Return a picture that says why there is nothing to be seen."""
    lines = wrapped(sentence, SIZE, width - 8 * MARGIN)
    height = 48 + 18.0 * len(lines)
    shapes: list[Shape] = [
        words(line, width / 2, 33 + 18.0 * number, anchor=Anchor.MIDDLE, colour=ColourRole.SECONDARY)
        for number, line in enumerate(lines)
    ]
    return Drawing(width=width, height=height, shapes=tuple(shapes), summary=sentence)
