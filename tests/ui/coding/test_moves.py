"""Keys lead from span to span, and through those that overlap; nothing in the project changes."""

from tests.ui.windows import FIRST, Stage


def coded(stage: Stage, *quotes: str) -> None:
    for quote in quotes:
        stage.select(quote)
        stage.press("4")


def test_from_one_span_to_the_next_and_back_and_at_the_ends_it_is_said(ana: Stage) -> None:
    quotes = ["France", "China", "All sides"]
    coded(ana, *quotes)
    before = ana.window.session.project.journal.count()
    moves = ana.window.coding.moves
    ana.window.coding.shown.select(None)
    ana.reader.set_selection(0, 0)
    seen = []
    for _ in quotes:
        moves.go_span(1)
        seen.append(ana.active_quote())
        assert ana.reader.caret == FIRST.index(seen[-1])
    assert seen == quotes
    moves.go_span(1)
    assert ana.said == "There is no span after this place." and ana.active_quote() == quotes[-1]
    for quote in reversed(quotes[:-1]):
        moves.go_span(-1)
        assert ana.active_quote() == quote
    moves.go_span(-1)
    assert ana.said == "There is no span before this place."
    assert ana.window.session.project.journal.count() == before


def test_without_a_selected_span_the_way_goes_on_from_the_caret(ana: Stage) -> None:
    coded(ana, "France", "China", "All sides")
    for steps, quote in ((1, "All sides"), (-1, "China")):
        ana.window.coding.shown.select(None)
        ana.reader.set_selection(FIRST.index("warned"), FIRST.index("warned"))
        ana.window.coding.moves.go_span(steps)
        assert ana.active_quote() == quote


def test_all_spans_over_the_caret_are_gone_through_and_round(ana: Stage) -> None:
    ana.select("urged China")
    ana.press("1")
    coded(ana, "China")
    ana.window.coding.shown.select(None)
    ana.reader.set_selection(FIRST.index("China") + 1, FIRST.index("China") + 1)
    seen = []
    for _ in range(4):
        ana.window.coding.moves.cycle()
        seen.append(ana.active_quote())
    assert seen[:2] == seen[2:] and set(seen) == {"China", "urged China"}
    ana.reader.set_selection(0, 0)
    ana.window.coding.moves.cycle()
    assert ana.said == "No span lies under the caret."


def test_the_list_of_spans_gets_the_keyboard(ana: Stage) -> None:
    coded(ana, "France")
    ana.window.coding.moves.to_list()
    assert ana.window.coding.inspector.list.hasFocus()
