"""While an edge is moved the keys move it, each press is saved, and any other key ends it."""

from pathlib import Path

from annotator.model.span import Extent
from annotator.ui.commands.key_table import keys_in_force
from tests.ui.windows import FIRST, THIRD, Stage, make_project


def test_other_keys_end_the_moving_of_an_edge_and_do_what_they_always_do(ana: Stage) -> None:
    ana.select("China")
    ana.press("4", "F8", "Down")
    assert ana.window.coding.edge.end is None
    ana.press("Left")
    assert ana.spans() == [("China", "actor")]


def test_an_edge_never_crosses_the_other_one(ana: Stage) -> None:
    ana.select("China")
    ana.press("4", "F7", *["Ctrl+Right"] * 5, "Return")
    (span,) = ana.window.coding.inspector.model.spans
    assert span.extents == (Extent(FIRST.index("China") + 4, FIRST.index("China") + 5),)


def test_the_edge_of_a_span_in_a_script_that_runs_to_the_left_moves_as_the_arrow_points(
    stage: Stage, tmp_path: Path
) -> None:
    stage.open(make_project(tmp_path / "arabic.annot", [THIRD]), "Ana")
    stage.press("Space", "4", "F8", "Ctrl+Left", "Return")
    ((quote, _),) = stage.spans()
    assert quote == " ".join(THIRD.split()[:2])


def test_the_caret_stands_on_the_edge_that_is_moved_and_shift_moves_no_edge(ana: Stage) -> None:
    ana.select("urged China")
    ana.press("1")
    start = FIRST.index("urged")
    ana.press("F7")
    assert ana.reader.caret == start
    ana.press("Ctrl+Left")
    assert ana.reader.caret == 0
    ana.press("F8")
    assert ana.reader.caret == start + len("urged China") and ana.reader.selection() is None
    ana.press("Left")
    assert ana.reader.caret == start + len("urged Chin")
    ana.press("Shift+Right")
    assert ana.spans() == [("France urged Chin", "appeal")]
    assert ana.selected == "a"


def test_it_is_said_which_edge_moves_by_which_keys_and_that_it_stands(ana: Stage) -> None:
    ana.select("China")
    ana.press("4", "F8")
    edge = ana.window.coding.edge
    assert edge.end is True and ana.said.startswith("End of the span: ")
    assert all(key in ana.said for key in ("Left", "Right", "Ctrl+Left", "Ctrl+Right"))
    edge.set_keys({**keys_in_force({}), "edge.left": ("h",), "edge.right": (), "edge.end": ("x",)})
    ana.press("F7")
    assert edge.end is False and ana.said.startswith("Start of the span: H move it") and ana.said.endswith("; X ends")
    ana.press("h")
    assert ana.active_quote() == " China"
    ana.press("x")
    assert edge.end is None and ana.said == "Edge placed · saved" and ana.spans() == [(" China", "actor")]


def test_without_a_span_no_edge_moves_and_another_span_ends_the_moving(ana: Stage) -> None:
    ana.press("F8")
    edge = ana.window.coding.edge
    edge.move(1, by_word=False)
    assert edge.end is None and ana.spans() == []
    for quote in ("France", "China"):
        ana.select(quote)
        ana.press("4")
    ana.press("F8")
    shown = ana.window.coding.shown
    shown.select(shown.inspector.model.spans[0].id)
    assert edge.end is None
