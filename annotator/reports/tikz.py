"""A drawing as a TikZ picture: one line a shape, its words in the fonts of the document."""

from annotator.reports.drawing import Anchor, Colour, Drawing, Polyline, Rect, Shape, Stroke, Words
from annotator.reports.palette import PRINT
from annotator.reports.svg import number
from annotator.reports.tex_text import one_line

_PIXEL_CM = 2.54 / 96
_WIDEST_CM, _HIGHEST_CM = 16.0, 21.0
"""A larger drawing is made smaller, with its words."""
_POINTS_PER_CM = 72.27 / 2.54
_ANCHORS = {Anchor.LEFT: "base west", Anchor.MIDDLE: "base", Anchor.RIGHT: "base east"}


def tikz(drawing: Drawing) -> str:
    """Return the drawing as a `tikzpicture`, after the colours that it uses."""
    picture = _Picture(min(_PIXEL_CM, _WIDEST_CM / drawing.width, _HIGHEST_CM / drawing.height))
    lines = [picture.line(shape) for shape in drawing.shapes]
    colours = [f"\\definecolor{{{name}}}{{HTML}}{{{name[1:]}}}" for name in sorted(picture.colours)]
    unit = f"{picture.cm:.5f}cm"
    begin, end = f"\\begin{{tikzpicture}}[x={unit},y=-{unit}]", "\\end{tikzpicture}"
    return "\n".join((*colours, begin, *filter(None, lines), end))


class _Picture:
    """A picture being written. `cm`: of a pixel; `colours`: the names of those used so far."""

    def __init__(self, cm: float) -> None:
        self.cm = cm
        self.colours: set[str] = set()

    def line(self, shape: Shape) -> str:
        """Return the command for a shape, nothing for one that is not to be seen."""
        match shape:
            case Rect():
                return self._rect(shape)
            case Stroke():
                dashes = ", dash pattern=on 2pt off 2pt" if shape.dashed else ""
                pen = self._pen(shape.colour, shape.width)
                return f"\\draw[{pen}{dashes}] {_point(shape.x1, shape.y1)} -- {_point(shape.x2, shape.y2)};"
            case Polyline():
                points = " -- ".join(_point(x, y) for x, y in shape.points)
                return f"\\draw[{self._pen(shape.colour, shape.width)}, line join=round] {points};"
            case Words():
                return self._words(shape)

    def _rect(self, shape: Rect) -> str:
        options = []
        if shape.fill is not None:
            options.append(f"fill={self._colour(shape.fill)}")
        if shape.edge is not None:
            options.append(f"draw={self._colour(shape.edge)}, line width={self._points(shape.edge_width)}")
        if not options:
            return ""
        if shape.radius:
            options.append(f"rounded corners={self._points(min(shape.radius, shape.width / 2, shape.height / 2))}")
        corner = _point(shape.left + shape.width, shape.top + shape.height)
        return f"\\path[{', '.join(options)}] {_point(shape.left, shape.top)} rectangle {corner};"

    def _words(self, shape: Words) -> str:
        size = shape.size * self.cm * _POINTS_PER_CM
        weight = "\\bfseries" if shape.bold else ""
        font = f"\\sffamily{weight}\\fontsize{{{number(size)}}}{{{number(size * 1.2)}}}\\selectfont"
        turned = f", rotate={number(-shape.turned)}" if shape.turned else ""
        options = f"anchor={_ANCHORS[shape.anchor]}, inner sep=0pt, text={self._colour(shape.colour)}{turned}"
        return f"\\node[{options}, font={font}] at {_point(shape.x, shape.y)} {{{one_line(shape.text)}}};"

    def _pen(self, colour: Colour, width: float) -> str:
        return f"draw={self._colour(colour)}, line width={self._points(width)}"

    def _points(self, pixels: float) -> str:
        return f"{number(pixels * self.cm * _POINTS_PER_CM)}pt"

    def _colour(self, colour: Colour) -> str:
        name = f"c{PRINT.hex(colour)[1:]}"
        self.colours.add(name)
        return name


def _point(x: float, y: float) -> str:
    return f"({number(x)},{number(y)})"
