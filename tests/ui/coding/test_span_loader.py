"""The spans of a long document come in slices, and nobody sees a state that never was."""

import random
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from annotator.model.ids import LayerId
from annotator.model.span import Extent, Span
from annotator.model.verbs.verb import Told
from annotator.operations.coding import annotate
from annotator.operations.people import people
from annotator.store.project import Project
from annotator.ui.background.visible_first import AT_ONCE
from annotator.ui.coding.span_loader import SpanLoader
from annotator.ui.reader.spanindex import Mark
from tests.ui.windows import Stage, make_project

_TEXT = "The two sides agreed to meet again in Geneva, and called on all parties to show restraint. " * 400


@pytest.fixture
def long(tmp_path: Path) -> Path:
    """A project whose one document has more spans than are read at once."""
    path = make_project(tmp_path / "long.annot", (_TEXT, "Short."))
    with Project.open(path) as project:
        layer = people.layer_for(project, "Ana")
        document = project.documents.all()[0].id
        rng = random.Random(4)
        with project.transact(Told(sentence="Load")):
            project.spans.add([_span(rng, number, layer.id, document) for number in range(AT_ONCE + 1500)])
    return path


def _span(rng: random.Random, number: int, layer: LayerId, document: Any) -> Span:
    start = rng.randrange(len(_TEXT) - 90)
    extents = () if number % 500 == 0 else (Extent(start, start + rng.randint(1, 80)),)
    quote = _TEXT[extents[0].start : extents[0].stop] if extents else ""
    return Span(f"s{number:05}", layer, document, "appeal", extents, quote)  # type: ignore[arg-type]


def _drawn(stage: Stage) -> set[tuple[str, tuple[Extent, ...]]]:
    page = stage.reader.sheet.page
    return {(mark.id, mark.extents) for mark in page.marks} if page is not None else set()


def _stored(stage: Stage) -> set[tuple[str, tuple[Extent, ...]]]:
    session = stage.window.session
    assert session.layer is not None
    found = session.project.spans.of_document(stage.window.document or "", session.layer.id)
    return {(span.id, span.extents) for span in found}


def _in_list(stage: Stage) -> list[str]:
    return [span.id for span in stage.window.coding.inspector.model.spans]


def test_what_is_in_sight_is_there_at_once_and_the_rest_follows(stage: Stage, long: Path, qtbot: Any) -> None:
    stage.open(long, "Ana")
    coding = stage.window.coding
    stage.window.show_document(stage.window.documents.model.documents[1].id)
    stage.window.show_document(stage.window.documents.model.documents[0].id)
    assert coding.shown.marks.is_loading
    page = stage.reader.sheet.page
    assert page is not None
    stored = {id for id, extents in _stored(stage) if extents and extents[0].start < 3000}
    assert stored == {mark.id for mark in page.marks if mark.extents and mark.start < 3000}
    qtbot.waitUntil(lambda: not coding.shown.marks.is_loading)
    assert _drawn(stage) == _stored(stage)
    assert len(_in_list(stage)) == len(_stored(stage)) == AT_ONCE + 1500
    keys = [(span.start if span.extents else -1, -span.stop, span.id) for span in coding.inspector.model.spans]
    assert keys == sorted(keys)


def test_changes_while_it_is_read_are_neither_lost_nor_doubled(stage: Stage, long: Path, qtbot: Any) -> None:
    stage.open(long, "Ana")
    coding, session = stage.window.coding, stage.window.session
    stage.window.show_document(stage.window.documents.model.documents[1].id)
    stage.window.show_document(stage.window.documents.model.documents[0].id)
    assert coding.shown.marks.is_loading
    far = len(_TEXT) - 300
    stage.reader.set_selection(far, far + 20)
    stage.press("1")
    some = session.project.spans.of_document(stage.window.document or "", session.layer.id)  # type: ignore[union-attr]
    near, last = [span for span in some if span.extents][3], some[-5]
    session.run(annotate.set_extents, near.id, [Extent(far - 50, far - 20)])
    session.run(annotate.set_extents, last.id, [Extent(2, 9)])
    session.run(annotate.remove_spans, [some[-9].id, some[900].id])
    QApplication.processEvents()
    qtbot.waitUntil(lambda: not coding.shown.marks.is_loading)
    assert _drawn(stage) == _stored(stage)
    assert sorted(_in_list(stage)) == sorted(id for id, _ in _stored(stage))


def test_whoever_asks_for_what_is_not_read_yet_gets_it(stage: Stage, long: Path) -> None:
    stage.open(long, "Ana")
    coding = stage.window.coding
    stage.window.show_document(stage.window.documents.model.documents[1].id)
    stage.window.show_document(stage.window.documents.model.documents[0].id)
    stage.reader.set_selection(len(_TEXT) - 200, len(_TEXT) - 200)
    assert coding.shown.marks.is_loading
    coding.moves.go_span(-1)
    assert not coding.shown.marks.is_loading
    assert coding.active is not None
    assert coding.active.start > len(_TEXT) // 2


def test_another_document_ends_the_reading_of_the_one_before(stage: Stage, long: Path) -> None:
    stage.open(long, "Ana")
    stage.window.show_document(stage.window.documents.model.documents[1].id)
    stage.window.show_document(stage.window.documents.model.documents[0].id)
    assert stage.window.coding.shown.marks.is_loading
    stage.window.show_document(stage.window.documents.model.documents[1].id)
    assert not stage.window.coding.shown.marks.is_loading
    for _ in range(5):
        QApplication.processEvents()
    assert _drawn(stage) == set()


def test_a_loader_without_a_source_reads_nothing(qapp: QApplication) -> None:
    loader = SpanLoader()
    loader.finish()
    loader.note([], ["x"])
    assert not loader.is_reading


def test_after_500_random_edits_and_undos_what_is_drawn_is_what_is_stored(stage: Stage, tmp_path: Path) -> None:
    text = "\n".join([_TEXT[:600], "", "دعا الرئيس الفرنسي الصين إلى الحوار.", "中方呼吁各方保持冷静克制。🕊️"] * 3)
    stage.open(make_project(tmp_path / "edits.annot", (text,)), "Ana")
    rng = random.Random(11)
    for step in range(500):
        _edit(stage, rng, len(text))
        if step % 10 == 0:
            stage.reader.viewport().repaint()
            _compare(stage)
    _compare(stage)
    fresh = {mark.id: mark for mark in _marks(stage)}
    before = _rows(stage)
    stage.reader.set_marks(list(fresh.values()))
    assert _rows(stage) == before


def _edit(stage: Stage, rng: random.Random, length: int) -> None:
    coding, session = stage.window.coding, stage.window.session
    model = coding.inspector.model
    if model.spans:
        coding.shown.go_to(rng.choice(model.spans).id)
    start = rng.randrange(length - 1)
    match rng.randrange(9):
        case 0 | 1 | 2:
            stage.reader.set_selection(start, min(length, start + rng.randint(1, 60)))
            coding.verbs.code(rng.choice(("appeal", "commitment", "warning", "actor")))
        case 3:
            coding.verbs.delete()
        case 4:
            coding.verbs.relabel(rng.choice(("appeal", "warning")))
        case 5 if coding.active is not None:
            coding.edge.begin(rng.random() < 0.5)
            coding.edge.move(rng.choice((1, -1)), rng.random() < 0.5)
        case 6 if coding.active is not None:
            stage.reader.set_selection(start, min(length, start + 5))
            coding.verbs.add_extent()
        case 7:
            session.redo()
        case _:
            session.undo()


def _marks(stage: Stage) -> list[Mark]:
    page = stage.reader.sheet.page
    assert page is not None
    return list(page.marks)


def _compare(stage: Stage) -> None:
    assert _drawn(stage) == _stored(stage)
    placed = {each for row in _rows(stage) for each in row}
    assert {id for id, *_ in placed} == {id for id, extents in _stored(stage) if extents}


def _rows(stage: Stage) -> list[tuple[tuple[Any, ...], ...]]:
    """Return where each mark stands below each line."""
    page = stage.reader.sheet.page
    assert page is not None
    return [
        tuple((each.mark.id, each.top, each.word, tuple(each.ranges)) for each in line.placed)
        for number in range(len(page.pieces))
        for line in page.shaped(number).lines
    ]
