"""The margin: what is said beside a piece is worked out once, and again when something moves."""

from typing import Any

from PySide6.QtWidgets import QApplication

from annotator.acts.saying import of_text
from annotator.ui.reader.column_placement import Across
from annotator.ui.reader.margin import Margin
from annotator.ui.reader.spanindex import Mark
from tests.costs import calls_in
from tests.ui.reader.acts import LONG, SAID
from tests.ui.reader.samples import LATIN, mark, page_of, view_of


def test_a_hundred_thousand_sentences_are_looked_up_for_what_is_in_view(qtbot: Any) -> None:
    text = "\n".join([LATIN.replace("\n", " ")] * 600)
    step = len(text) / 100_000
    marks = [Mark(f"m{n}", "Appeal", "appeal", (_extent(int(n * step)),)) for n in range(100_000)]
    view = view_of(qtbot, text, marks, (1000, 480))
    said = {each.id: of_text(f"France urges {each.id}") for each in marks}
    view.viewport().grab()

    def say_all() -> None:
        view.board.set_sentences(said)
        view.viewport().grab()

    def say_one() -> None:
        view.board.update_sentences({"m5": of_text("Egypt will")})
        view.viewport().grab()

    assert calls_in(say_all) < 30_000, "more is laid out than what is in view"
    assert calls_in(say_one) < 10_000


def _extent(start: int) -> Any:
    return mark("", (start, start + 4)).extents[0]


def test_what_is_said_is_changed_by_parts(qapp: QApplication) -> None:
    margin = Margin()
    one, two, three = map(of_text, ("one", "two", "three"))
    margin.put({"a": one, "b": two})
    margin.change({"a": two, "b": None, "c": three, "never said": None})
    assert dict(margin.said) == {"a": two, "c": three}
    seen = margin.said
    margin.change({"a": one})
    assert seen["a"] == one, "it is a view, no copy"
    margin.put({})
    assert dict(margin.said) == {}


def test_the_sentences_of_a_piece_are_worked_out_once_until_something_moves(qapp: QApplication) -> None:
    page, margin = page_of(LATIN, marks=[mark("a", (4, 60))]), Margin()
    piece, place = page.shaped(0), Across(72, 420, 72, 216)
    margin.put({"a": SAID})
    first = margin.of(piece, page.metrics, place)
    assert [each.saying for each in first] == [SAID]
    assert margin.of(piece, page.metrics, place) is first
    assert margin.of(piece, page.metrics, place._replace(margin=130)) != first
    margin.change({"a": LONG})
    assert [each.saying for each in margin.of(piece, page.metrics, place)] == [LONG]
    page.update_marks([mark("a", (100, 130))], [])
    assert margin.of(page.shaped(0), page.metrics, place)[0].top > first[0].top
