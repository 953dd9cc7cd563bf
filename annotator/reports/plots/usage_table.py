"""Use of labels as a table of shades: a row for each label, a column for each coder."""

from annotator.reports.drawing import Anchor, ColourRole, Drawing, OnShade, Rect, Shade, Shape, Words
from annotator.reports.plots.heads import column_heads, row_heads
from annotator.reports.plots.parts import GAP, MARGIN, RULE_ABOVE, SIZE, SMALL, fitting, widest_of, words
from annotator.reports.plots.uses import UsagePlot, rate_text
from annotator.reports.text_width import text_width

_SPACE = 2.0
_HEIGHT = 24.0
_WIDEST, _NARROWEST = 60.0, 28.0
_DARKEST = 0.8


def table(data: UsagePlot, width: float) -> Drawing:
    """Return the plot without its words for assistive tools; cell (i, j): label i, coder j.

    A shade is the share of the highest rate in the row. It is as wide as its cells need.
    """
    names = widest_of((one.label for one in data.labels), SIZE, width * 0.26)
    left = MARGIN + names + GAP
    room = (width - left - MARGIN) / len(data.coders) - _SPACE
    cell = max(_NARROWEST, min(_WIDEST, room))
    pitch = cell + _SPACE
    heads = column_heads(data.coders, cell)
    top = MARGIN + heads.height
    shapes: list[Shape] = [
        *heads.words(left, top, cell, pitch),
        *row_heads([one.label for one in data.labels], left - GAP, top, _HEIGHT + _SPACE, _HEIGHT, names),
    ]
    for label, coder in data.places:
        rate, most = data.rate(label, coder), max(data.rate(label, each) for each in range(len(data.coders)))
        box = Rect(
            left=left + coder * pitch,
            top=top + label * (_HEIGHT + _SPACE),
            width=cell,
            height=_HEIGHT,
            fill=Shade(rate / most * _DARKEST if most else 0),
            at=(label, coder),
        )
        shapes += (box, _number(rate, box))
    foot = top + len(data.labels) * (_HEIGHT + _SPACE)
    said = f"{'Spans per 1,000 words' if data.is_by_words else 'Number of spans'}; shade: share of the row’s highest"
    shapes.append(words(said, left, foot + 10, size=SMALL, colour=ColourRole.SECONDARY))
    right = max(left + len(data.coders) * pitch + heads.beyond, left + text_width(said, SMALL))
    return Drawing(width=right + MARGIN, height=foot + 28, shapes=tuple(shapes))


def _number(rate: float, box: Rect) -> Words:
    share = box.fill.share if isinstance(box.fill, Shade) else 0
    shown, size = fitting(rate_text(rate), rate, box.width)
    size = min(size, SMALL)
    return Words(
        text=shown,
        x=box.left + box.width / 2,
        y=box.top + box.height / 2 + size * RULE_ABOVE,
        size=size,
        anchor=Anchor.MIDDLE,
        colour=OnShade(share) if rate else ColourRole.SECONDARY,
        at=box.at,
    )
