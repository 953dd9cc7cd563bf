"""Each verb on a span changes the store once and says so in a sentence, or says why it does not."""

import gc
import sys
import tracemalloc
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication

from annotator.model.verbs.verb import Told
from annotator.store.project import Project
from annotator.ui.dialogs.who import WhoDialog
from tests.benchmarks.load import make_spans, make_text
from tests.ui.windows import Stage, code_as, make_project


def test_without_a_coder_nothing_is_coded_and_the_window_says_how(stage: Stage, tmp_path: Path) -> None:
    path = make_project(tmp_path / "nobody.annot")
    stage.open(path)
    assert stage.window.header.desk.said == "Nobody codes yet: Ctrl+U says who"
    stage.press("Space")
    assert stage.selected == "France"
    for keys in ("1", ".", "Ctrl+Return", "Ctrl+D"):
        stage.window.say("")
        stage.press(keys)
        assert stage.said, keys
    assert "Ctrl+U" in stage.said
    assert stage.window.session.project.spans.of_document(stage.window.document or "") == []
    stage.press("Ctrl+U")
    stage.dialog(WhoDialog)
    stage.write("Ana")
    stage.press("Return")
    stage.without_dialog()
    stage.press("Space", "1")
    assert stage.spans() == [("France", "appeal")]


def test_a_refused_verb_says_its_sentence_and_changes_nothing(ana: Stage) -> None:
    ana.press("Space", "1")
    before = ana.window.session.project.journal.count()
    ana.select("France")
    ana.press("1")
    assert ana.said == "This passage is already coded as Appeal."
    ana.press("Ctrl+End", "1")
    assert ana.said == "Select a passage first: Space selects the word at the caret."
    ana.press("+")
    assert ana.said == "Select a span, then a passage besides it, and add that to the span."
    ana.press("F6")
    assert ana.said == "No span lies under the caret."
    assert ana.window.session.project.journal.count() == before
    assert ana.spans() == [("France", "appeal")]


def test_relabelling_and_moving_keep_the_span_selected_and_deleting_selects_none(ana: Stage) -> None:
    for quote in ("France", "China", "talk"):
        ana.select(quote)
        ana.press("4")
    ana.press("Alt+Up")
    assert ana.active_quote() == "China"
    ana.press("1")
    assert ana.active_quote() == "China" and ("China", "appeal") in ana.spans()
    ana.press("F7", "Ctrl+Left", "Return")
    assert ana.active_quote() == "urged China"
    ana.press("Del", "Del")
    assert [quote for quote, _ in ana.spans()] == ["France", "talk"]


def test_the_label_that_was_used_last_is_repeated_and_without_one_it_is_said(ana: Stage) -> None:
    ana.select("France")
    ana.press(".")
    assert ana.said == "No label was used yet: press the key of one." and ana.spans() == []
    ana.press("4")
    ana.select("China")
    ana.press(".")
    assert ana.spans() == [("China", "actor"), ("France", "actor")]


def test_each_verb_is_one_step_that_one_undo_takes_back(ana: Stage) -> None:
    ana.select("urged China")
    ana.press("1")
    (span,) = ana.window.coding.inspector.model.spans
    verbs, project = ana.window.coding.verbs, ana.window.session.project
    changes: tuple[Callable[[], object], ...] = (
        lambda: verbs.relabel("warning"),
        verbs.toggle_doubt,
        lambda: verbs.set_note(span.id, "noted"),
        lambda: verbs.drag_edges(span.id, span.start, span.stop + 2),
        verbs.delete,
    )
    for change in changes:
        before, spans = project.history(1)[0].number, project.spans.of_document(ana.window.document or "")
        change()
        assert project.history(1)[0].number == before + 1 and ana.said.endswith("· saved")
        assert project.spans.of_document(ana.window.document or "") != spans
        ana.press("Ctrl+Z")
        assert project.spans.of_document(ana.window.document or "") == spans == [span]


def test_a_span_that_is_gone_is_neither_noted_nor_dragged(ana: Stage) -> None:
    before = ana.window.session.project.journal.count()
    ana.window.coding.verbs.set_note("gone", "noted")
    ana.window.coding.verbs.drag_edges("gone", 0, 3)
    assert ana.window.session.project.journal.count() == before


def test_the_mouse_codes_whole_words_without_the_full_stop_unless_the_project_says_so(ana: Stage) -> None:
    start = ana.text.index("orce will")
    stop = ana.text.index("used.") + len("used.")
    for _ in range(2):
        ana.drag(ana.point(start), ana.point(stop))
        ana.press("3", "Escape", "Ctrl+Home")
        ana.action("code.punctuation").trigger()
    assert ana.spans() == [("force will be used", "warning"), ("force will be used.", "warning")]
    assert ana.said.startswith("Final punctuation is left outside")


def _work_of_a_key(stage: Stage, path: Path, length: int, spans: int) -> tuple[int, int]:
    """Return how many calls and how many bytes at once coding takes in the middle of a text with so many spans."""
    text = make_text(length, paragraphs=True)
    made = make_project(path, [text])
    (first,) = code_as(made, "Ana", (text[:9], "appeal"))
    with Project.open(made) as project, project.transact(Told(sentence="Load")):
        project.spans.add(make_spans(text, spans, first.document, (first.layer,)))
    stage.open(made, "Ana")
    stage.qtbot.waitUntil(lambda: not stage.window.coding.shown.marks.is_loading)
    calls, peak = list[int](), list[int]()

    def count(frame: object, event: str, argument: object) -> None:
        if event == "call":
            calls[-1] += 1

    for number in range(6):
        start = length // 2 + 20 * number
        stage.reader.set_selection(start, start + 11)
        stage.reader.reveal_range(start, start + 11)
        for _ in range(3):
            QApplication.processEvents()
        gc.collect()
        before = stage.window.session.project.journal.count()
        if number % 2:
            calls.append(0)
            sys.setprofile(count)
            stage.press("1")
            sys.setprofile(None)
        else:
            tracemalloc.start()
            stage.press("1")
            peak.append(tracemalloc.get_traced_memory()[1])
            tracemalloc.stop()
        assert stage.window.session.project.journal.count() == before + 1
    return min(calls), min(peak)


def test_coding_costs_no_more_in_a_long_text_with_many_spans(stage: Stage, tmp_path: Path) -> None:
    calls, size = _work_of_a_key(stage, tmp_path / "short.annot", 20_000, 200)
    more_calls, larger = _work_of_a_key(stage, tmp_path / "long.annot", 400_000, 4_000)
    assert more_calls < 1.5 * calls, (calls, more_calls)
    assert larger < size + 300_000, "no copy of the text is made, and no list of its spans"
