"""Two texts beside each other, as a page: what differs is marked by a colour below it and by a line."""

from collections.abc import Sequence
from html import escape

from annotator.likeness.beside import BesideRow, SidePiece
from annotator.ui.kit import theme


def page_of(rows: Sequence[BesideRow]) -> str:
    """Return the page as Qt's subset of HTML; a text that runs from right to left stands at the right of its column."""
    look = theme.current()
    lines = []
    for row in rows:
        if row.is_cut:
            lines.append(f'<tr><td colspan="2" align="center"><font color="{look.secondary}">…</font></td></tr>')
        lines.append(f"<tr>{_cell(row.left)}{_cell(row.right)}</tr>")
    return f'<table width="100%" cellspacing="0" cellpadding="8">{"".join(lines)}</table>'


def _cell(pieces: Sequence[SidePiece]) -> str:
    look = theme.current()
    mark = f"background-color:{look.selection}; text-decoration:underline"
    said = "".join(f'<span style="{mark}">{_text(one)}</span>' if one.differs else _text(one) for one in pieces)
    return f'<td width="50%" valign="top">{said}</td>'


def _text(piece: SidePiece) -> str:
    return escape(piece.text).replace("\n", "<br>")
