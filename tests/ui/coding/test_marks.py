"""What stands in the text as marks stands in the list as rows, after every step and however it is read."""

import random

import pytest

from annotator.operations.coding import annotate
from annotator.ui.coding import span_loader
from tests.ui.windows import FIRST, Stage


def shown(stage: Stage) -> tuple[dict[str, str], dict[str, str]]:
    """Return the label of each mark and of each row, by id."""
    page, model = stage.window.coding.reader.sheet.page, stage.window.coding.inspector.model
    assert page is not None
    return {mark.id: mark.style_key for mark in page.marks}, {span.id: span.label for span in model.spans}


def test_marks_and_rows_are_the_spans_of_the_layer_after_any_steps(ana: Stage) -> None:
    session, rng = ana.window.session, random.Random(7)
    assert session.layer is not None
    document = session.project.documents.info(ana.window.document or "").id
    for _ in range(60):
        spans = session.project.spans.of_document(document, session.layer.id)
        step = rng.choice(["add", "add", "relabel", "remove", "undo"])
        if step == "add":
            start = rng.randrange(len(FIRST) - 6)
            session.run(
                annotate.add_span, document, session.layer.id, [(start, start + 5)], rng.choice(["actor", "appeal"])
            )
        elif step == "undo":
            ana.press("Ctrl+Z")
        elif spans and step == "relabel":
            session.run(annotate.relabel, [rng.choice(spans).id], rng.choice(["warning", "appeal"]))
        elif spans:
            session.run(annotate.remove_spans, [rng.choice(spans).id])
        stored = {span.id: span.label for span in session.project.spans.of_document(document, session.layer.id)}
        assert shown(ana) == (stored, stored)


def test_a_mark_is_called_as_its_label_and_nothing_is_left_when_they_are_cleared(ana: Stage) -> None:
    ana.select("China")
    ana.press("4")
    marks = ana.window.coding.shown.marks
    assert [mark.label for mark in ana.reader.sheet.marks_at(FIRST.index("China"))] == ["Actor"]
    marks.clear()
    assert shown(ana) == ({}, {}) and not marks.is_loading


@pytest.mark.parametrize("at_once", [2, 1000])
def test_spans_that_do_not_have_the_text_that_they_quote_are_counted_once_all_are_read(
    ana: Stage, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    session, marks = ana.window.session, ana.window.coding.shown.marks
    assert session.layer is not None
    document = session.project.documents.info(ana.window.document or "").id
    for start in range(0, 40, 5):
        session.run(annotate.add_span, document, session.layer.id, [(start, start + 4)], "actor")
    spans = session.project.spans.of_document(document, session.layer.id)
    monkeypatch.setattr(span_loader, "AT_ONCE", at_once)
    counts: list[int] = []
    said: list[str] = []
    marks.misquoted.connect(counts.append)
    session.said.connect(said.append)
    rng = random.Random(3)
    for _ in range(20):
        place = rng.randrange(50)
        text = rng.choice([FIRST, FIRST[:place] + "#" + FIRST[place + 1 :], FIRST[:place]])
        wrong = [span for span in spans if text[span.start : span.stop] != span.quote]
        counts.clear()
        said.clear()
        marks.show(session.project.spans, document, session.layer.id, text, 0)
        marks.finish()
        assert counts == ([len(wrong)] if wrong else []) and len(said) == len(counts)
        assert all("not have the text that" in sentence for sentence in said)
