"""Links on the screen: thin lines at reduced strength, the parties' words underlined, the roles' names beside them.

Lines and underlines lie below the words of the text; only what stands at the window's edge has a ground of its own.
"""

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen

from annotator.ui.kit.colour import mix, readable
from annotator.ui.reader.links import LEG, Edge, LinkPicture, PartyInView, Stretch, Window
from annotator.ui.reader.metrics import Metrics
from annotator.ui.reader.style import ReaderStyle

_STRENGTH = 0.6
_ARROW = 4.0
_ASIDE = 5
_APART = 6
_LEAST = 40


def line_colour(style: ReaderStyle, key: str) -> str:
    """Return the colour of a label's links: reduced, but where lines must stand out."""
    colour = style.bar_colour(key)
    return colour if style.high_contrast else mix(style.paper, colour, _STRENGTH)


def word_colour(style: ReaderStyle, key: str) -> str:
    """Return the colour of the roles' names, readable on the paper and on the tint of the act itself."""
    ink = readable(style.look(key).colour, style.paper, style.ink, style.text_contrast)
    return readable(ink, style.tint(key), style.ink, style.text_contrast)


def paint_links(painter: QPainter, picture: LinkPicture, metrics: Metrics, key: str) -> None:
    """Paint what lies below the words."""
    style = metrics.style
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(line_colour(style, key)), 1))
    for party in picture.parties:
        if party.route is not None:
            painter.drawPath(party.route.path)
    for edge in picture.edges:
        for route in edge.routes:
            painter.drawPath(route.path)
        painter.drawPath(_arrow(edge))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    underline(painter, (words for party in picture.parties for words in party.words), style.bar_colour(key))
    painter.setFont(metrics.role_font)
    painter.setPen(QColor(word_colour(style, key)))
    for place, role in role_places(picture.parties, metrics):
        painter.drawText(place.bottomLeft(), role)


def underline(painter: QPainter, words: Iterable[Stretch], colour: str) -> None:
    """Draw a line below words."""
    for each in words:
        left = round(each.left)
        painter.fillRect(QRectF(left, round(each.y), max(1, round(each.right) - left), 1), QColor(colour))


def paint_edges(painter: QPainter, picture: LinkPicture, window: Window, metrics: Metrics, key: str) -> None:
    """Paint what stands at the window's edge, on top of all: where the links lead to."""
    style = metrics.style
    painter.setFont(metrics.role_font)
    for edge in picture.edges:
        place, shown = _edge_place(edge, window, metrics)
        painter.fillRect(place.adjusted(-2, 0, 2, 0), QColor(style.paper))
        painter.setPen(QColor(word_colour(style, key)))
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


def paint_thread(painter: QPainter, path: QPainterPath, style: ReaderStyle, key: str) -> None:
    """Paint the line of a drag, with a point at its end."""
    colour = QColor(style.bar_colour(key))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour, 1))
    painter.drawPath(path)
    painter.setBrush(colour)
    painter.drawEllipse(path.currentPosition(), 2.5, 2.5)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def role_places(parties: Iterable[PartyInView], metrics: Metrics) -> Iterator[tuple[QRectF, str]]:
    """Yield where the names of the roles stand, above the beginning of the words; those of one place share it.

    A rectangle ends at the name's baseline.
    """
    groups: dict[tuple[tuple[int, int], float], list[PartyInView]] = {}
    for party in parties:
        groups.setdefault((party.words[0].line, party.words[0].begin), []).append(party)
    ends: dict[tuple[int, int], list[tuple[float, float]]] = {}
    for (line, _), group in sorted(groups.items()):
        role = ", ".join(dict.fromkeys(party.role for party in group))
        first, width = group[0].words[0], metrics.role_width(role)
        aside = _ASIDE if any(party.from_above for party in group) else 0
        left = first.right - aside - width if first.leftwards else first.left + aside
        for taken_left, taken_right in ends.get(line, []):
            if left < taken_right + _APART and left + width + _APART > taken_left:
                left = taken_right + _APART
        ends.setdefault(line, []).append((left, left + width))
        height = QFontMetricsF(metrics.role_font).ascent()
        yield QRectF(round(left), round(first.top) + 2 - height, width, height), role


def _edge_place(edge: Edge, window: Window, metrics: Metrics) -> tuple[QRectF, str]:
    """Return where the words at an edge stand: in the margin, or over the text's end where that is too narrow."""
    words = ", ".join(edge.words)
    width, height = metrics.role_width(words), QFontMetricsF(metrics.role_font).height()
    leg = window.left - LEG if edge.leftwards else window.left + window.width + LEG
    room = (leg if edge.leftwards else window.right - leg) - 2 * _ASIDE
    if _LEAST <= room < width:
        words = metrics.role_elided(words, int(room))
        width = metrics.role_width(words)
    y = 1.0 if edge.up else window.height - height - 1.0
    if edge.leftwards:
        return QRectF(max(_ASIDE, leg - _ASIDE - width), y, width, height), words
    return QRectF(min(leg + _ASIDE, window.right - _ASIDE - width), y, width, height), words


def _arrow(edge: Edge) -> QPainterPath:
    end, path = edge.routes[0].end, QPainterPath()
    back = _ARROW if edge.up else -_ARROW
    path.moveTo(end + QPointF(-3, back))
    path.lineTo(end)
    path.lineTo(end + QPointF(3, back))
    return path
