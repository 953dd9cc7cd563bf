"""A drawing as SVG: shapes with their colours written out, so that every viewer and Word can show it.

SVG 1.1 without styles, scripts or anything from elsewhere. Names and descriptions as WAI-ARIA Graphics asks for.
"""

from annotator.model.wording import isolated
from annotator.reports.drawing import Anchor, Colour, Drawing, Polyline, Rect, Shape, Stroke, Words
from annotator.reports.palette import PRINT, ReportPalette
from annotator.reports.plain_text import xml

FONTS = "Segoe UI, Helvetica Neue, Helvetica, Arial, Noto Sans, DejaVu Sans, sans-serif"
_ANCHORS = {Anchor.LEFT: "start", Anchor.MIDDLE: "middle", Anchor.RIGHT: "end"}


def svg(drawing: Drawing, title: str, *, said: str = "", name: str = "plot", palette: ReportPalette = PRINT) -> str:
    """Return the drawing as an `<svg>` element.

    `said`: what it shows, in words, if not its own summary; `name`: begins its ids, which have to differ in a page.
    """
    width, height = number(drawing.width), number(drawing.height)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
        f' role="img" aria-labelledby="{name}-title {name}-text" font-family="{FONTS}">',
        f'<title id="{name}-title">{xml(title)}</title>',
        f'<desc id="{name}-text">{xml(said or drawing.summary)}</desc>',
        f'<rect width="{width}" height="{height}" fill="{palette.paper}"/>',
    ]
    parts += [_element(shape, drawing, palette) for shape in drawing.shapes]
    return "\n".join((*parts, "</svg>\n"))


def number(value: float) -> str:
    """Return a length with at most two digits after the point."""
    shown = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if shown == "-0" else shown


def _element(shape: Shape, drawing: Drawing, palette: ReportPalette) -> str:
    tip = drawing.tips.get(shape.at, "") if shape.at is not None else ""
    inner = f"<title>{xml(tip)}</title>" if tip else ""
    if isinstance(shape, Words):
        return _words(shape, palette, inner)
    name, attributes = _rect(shape, palette) if isinstance(shape, Rect) else _stroke(shape, palette)
    return f"<{name} {attributes}>{inner}</{name}>" if inner else f"<{name} {attributes}/>"


def _rect(shape: Rect, palette: ReportPalette) -> tuple[str, str]:
    found = _numbers(x=shape.left, y=shape.top, width=shape.width, height=shape.height)
    if shape.radius:
        found += f" {_numbers(rx=min(shape.radius, shape.width / 2, shape.height / 2))}"
    if shape.fill is None and shape.edge is None:
        return "rect", f'{found} fill="none" pointer-events="all"'
    found += f' fill="{_colour(shape.fill, palette)}"'
    if shape.edge is not None:
        found += f' stroke="{_colour(shape.edge, palette)}" stroke-width="{number(shape.edge_width)}"'
    return "rect", found


def _stroke(shape: Stroke | Polyline, palette: ReportPalette) -> tuple[str, str]:
    pen = f'stroke="{palette.hex(shape.colour)}" stroke-width="{number(shape.width)}"'
    if isinstance(shape, Stroke):
        dashes = ' stroke-dasharray="3 3"' if shape.dashed else ""
        return "line", f"{_numbers(x1=shape.x1, y1=shape.y1, x2=shape.x2, y2=shape.y2)} {pen}{dashes}"
    points = " ".join(f"{number(x)},{number(y)}" for x, y in shape.points)
    return "polyline", f'points="{points}" fill="none" {pen} stroke-linejoin="round"'


def _words(shape: Words, palette: ReportPalette, inner: str) -> str:
    found = _numbers(x=shape.x, y=shape.y) + f' font-size="{number(shape.size)}" fill="{palette.hex(shape.colour)}"'
    if shape.anchor is not Anchor.LEFT:
        found += f' text-anchor="{_ANCHORS[shape.anchor]}"'
    if shape.bold:
        found += ' font-weight="bold"'
    if shape.turned:
        found += f' transform="rotate({number(shape.turned)} {number(shape.x)} {number(shape.y)})"'
    if not inner and shape.whole:
        inner = f"<title>{xml(shape.whole)}</title>"
    return f"<text {found}>{inner}{xml(isolated(shape.text))}</text>"


def _numbers(**values: float) -> str:
    return " ".join(f'{name}="{number(value)}"' for name, value in values.items())


def _colour(colour: Colour | None, palette: ReportPalette) -> str:
    return "none" if colour is None else palette.hex(colour)
