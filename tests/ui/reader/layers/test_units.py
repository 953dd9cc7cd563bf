"""Where units begin a line stands in the text, in whatever script, and nowhere without units."""

from typing import Any

import pytest

from annotator.model.span import Extent
from tests.ui.reader.samples import ARABIC, LATIN, view_of


@pytest.mark.parametrize("text", [LATIN, ARABIC * 3])
def test_a_line_stands_where_a_unit_begins(text: str, qtbot: Any) -> None:
    view = view_of(qtbot, text, size=(960, 300))
    before = view.viewport().grab().toImage()
    view.board.set_units([Extent(0, 5), Extent(12, 20)])
    after = view.viewport().grab().toImage()
    assert after != before
    place = view.line_rectangle(12)
    differing = [
        (x, y) for x in range(after.width()) for y in range(after.height()) if after.pixel(x, y) != before.pixel(x, y)
    ]
    assert differing and all(place.top() - 2 <= y <= place.bottom() + 2 for _, y in differing)
    view.board.set_units([])
    assert view.viewport().grab().toImage() == before
