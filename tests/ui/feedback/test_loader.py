"""What Feedback reads of a document: the two layers as lanes, and gold only where it may be seen."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator.model.coder import Layer
from annotator.model.ids import DocumentId
from annotator.operations.coding import annotate
from annotator.operations.feedback import feedback, training
from annotator.operations.feedback.releases import GoldVisibility
from annotator.operations.people import people
from annotator.store.project import Project
from annotator.ui.background.session import Session
from annotator.ui.feedback.loader import FeedbackLoader, FeedbackView, opened
from tests.ui.feedback.desks import release

NAMES = {"appeal": "Appeal", "warning": "Warning", "actor": "Actor"}


@pytest.fixture
def session(path: Path, qtbot: QtBot) -> Iterator[Session]:
    """Ana at the desk; the gold of the first and the third text is released."""
    release(path, 0, 2)
    made = Session()
    made.open(Project.open(path))
    made.set_coder(next(coder for coder in made.coders() if coder.name == "Ana"))
    yield made
    made.close()
    made.deleteLater()


def documents(session: Session) -> list[DocumentId]:
    return [info.id for info in session.project.documents.all()]


def layer_of(session: Session) -> Layer:
    assert session.layer is not None
    return session.layer


@pytest.mark.parametrize("number", [0, 1, 2])
@pytest.mark.parametrize("name", ["Ana", "Benedikt"])
def test_both_sides_of_every_place_are_marks_in_their_lanes_in_order(session: Session, number: int, name: str) -> None:
    (layer,) = people.layers_named(session.project, [name])
    document = documents(session)[number]
    view = opened(session.project, document, layer.id, NAMES)
    found = feedback.compare(session.project, layer.id, document)
    assert view.found == found and view.differences == found.differences and view.score == found.score
    sides = {(lane, side.id) for one in found.places for lane, side in enumerate((one.mine, one.gold)) if side}
    assert {(mark.lane, mark.id) for mark in view.marks.marks} == sides and len(view.marks.marks) == len(sides)
    assert view.marks.starts == sorted(view.marks.starts) == [mark.start for mark in view.marks.marks]
    assert {mark.label for mark in view.marks.marks} <= set(NAMES.values())
    assert bool(sides) == (found.standing is GoldVisibility.SHOWN)


def test_doubt_is_shown_of_ones_own_span_and_labels_are_called_as_the_window_calls_them(session: Session) -> None:
    document, layer = documents(session)[0], layer_of(session)
    rome = next(span for span in session.project.spans.of_document(document, layer.id) if span.quote == "Rome")
    session.run(annotate.set_doubt, rome.id, True)
    view = opened(session.project, document, layer.id, {"actor": "Party"})
    assert [(mark.id, mark.lane, mark.label) for mark in view.marks.marks if mark.doubt] == [(rome.id, 0, "Party")]
    assert {mark.label for mark in view.marks.marks} == {"appeal", "warning", "Party"}, (
        "else a label is called by its id"
    )


def test_the_pass_mark_and_a_result_come_with_a_practice_text_alone(session: Session) -> None:
    first, second, _ = documents(session)
    session.run(training.set_round, [second], 0.9)
    view = opened(session.project, first, layer_of(session).id, NAMES)
    assert view.result is None and view.pass_mark == 0.9
    assert opened(session.project, second, layer_of(session).id, NAMES).result is None, "it is not done yet"


def test_of_several_texts_that_are_opened_the_last_is_told_and_counting_goes_on_beside(
    session: Session, qtbot: QtBot
) -> None:
    loader, views, counts = FeedbackLoader(session), list[FeedbackView](), list[object]()
    loader.opened.connect(views.append)
    loader.counted.connect(counts.append)
    layer = layer_of(session).id
    loader.count(layer)
    for document in documents(session):
        loader.open(document, layer, NAMES)
    qtbot.waitUntil(lambda: not session.tasks.busy)
    assert [view.found.document for view in views] == documents(session)[-1:]
    assert counts == [feedback.scores(session.project, layer)] and len(feedback.scores(session.project, layer)) == 2
