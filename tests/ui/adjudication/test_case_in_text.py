"""What is at hand is in sight and tinted, and is not moved again while one looks at it."""

from tests.ui.windows import Stage


def test_the_case_at_hand_is_tinted_and_its_place_is_named(table: Stage) -> None:
    shown = table.window.adjudication.shown
    one = shown.current
    assert one is not None
    assert table.reader.board.shown.active_id in {span.id for span in one.case.candidates}
    assert shown._in_text.lit == one.case.key
    assert shown._in_text.where(one.case.start) == "Document 1 · ¶ 1"


def test_where_nothing_is_at_hand_nothing_is_tinted(table: Stage) -> None:
    shown = table.window.adjudication.shown
    shown.leave_case(lambda: "Nothing.")
    assert table.reader.board.shown.active_id is None and shown._in_text.lit == ""


def test_gold_that_is_looked_at_is_what_is_lit(table: Stage) -> None:
    table.press("b")
    table.reader.set_selection(0, 0)
    table.press("t")
    gold = table.window.adjudication.shown.at_hand
    shown = table.window.adjudication.shown
    assert shown._in_text.lit == table.reader.board.shown.active_id and shown._in_text.lit
    assert gold == shown.at_hand
