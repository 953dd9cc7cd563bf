"""A doubt and a note are seen behind the end of their mark, and keep their place from what follows."""

from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from annotator.ui.reader.placing import SIGN_WIDTH
from tests.ui.reader.samples import ARABIC, LATIN, mark, page_of, view_of


@pytest.mark.parametrize("text", [LATIN, ARABIC])
def test_their_room_is_behind_the_end_on_the_last_line_only(text: str, qapp: QApplication) -> None:
    page = page_of(text, 200, [mark("m", (4, 60), doubt=True, noted=True), mark("plain", (70, 80))])
    placed = [each for line in page.shaped(0).lines for each in line.placed if each.mark.id == "m"]
    assert [each.sign is None for each in placed] == [True] * (len(placed) - 1) + [False]
    last = placed[-1]
    assert last.sign is not None and last.sign[1] - last.sign[0] >= 2 * SIGN_WIDTH
    edge = last.ranges[0][0] if text is ARABIC else last.ranges[-1][1]
    assert edge in last.sign


def test_what_begins_within_it_takes_another_row(qapp: QApplication) -> None:
    for doubt, row in ((True, 2), (False, 1)):
        page = page_of(LATIN, 2000, [mark("m", (4, 20), doubt=doubt), mark("next", (21, 40))])
        assert {each.mark.id: each.row for each in page.shaped(0).lines[0].placed}["next"] == row


def test_each_is_painted(qtbot: Any) -> None:
    view = view_of(qtbot, LATIN, [mark("m", (4, 20))], (900, 300))
    seen = []
    for doubt in (False, True):
        for noted in (False, True):
            view.update_marks([mark("m", (4, 20), doubt=doubt, noted=noted)])
            view.board.update_sentences({})
            seen.append(view.viewport().grab(view.line_rectangle(20).adjusted(0, 0, 40, 14)).toImage())
    assert all(one != other for at, one in enumerate(seen) for other in seen[:at])
