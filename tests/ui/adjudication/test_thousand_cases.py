"""A thousand cases scroll and are decided by keys with the work that fifty take: what a key costs is counted."""

from collections.abc import Callable
from pathlib import Path

import pytest

from annotator.model.ids import DocumentId, LayerId, SpanId
from annotator.model.span import Extent, Span
from annotator.model.verbs.verb import Told
from annotator.operations.coding import annotate
from annotator.operations.people import people
from annotator.store.project import Project
from annotator.ui.adjudication.queue_view import QueueView
from tests.ui.adjudication.desks import look, settled
from tests.ui.windows import Stage, make_project

PARAGRAPH = "One word here, another one there, and a third one to end the line.\n\n"
KEYS = ("n", "n", "p", "x", "a", "l", "u", "Return", "6", "x")


def _project(folder: Path, cases: int, documents: int) -> Path:
    """Write a project in whose documents Ana alone coded a word of each paragraph; Ben took part."""
    each = cases // documents
    path = make_project(folder / f"{cases}.annot", [f"{number}\n{PARAGRAPH * each}" for number in range(documents)])
    with Project.open(path) as project:
        ana, ben = (_coder(project, name) for name in ("Ana", "Ben"))
        for info in project.documents.all():
            text = project.documents.get(info.id).text
            starts = [text.index("One")]
            while len(starts) < each:
                starts.append(text.index("One", starts[-1] + 1))
            with project.transact(Told(sentence="Load")):
                project.spans.add(_span(project, info.id, ana, start, text) for start in starts)
            project.person = project.layers.get(ben).coder
            annotate.mark_done(project, ben, info.id)
    return path


def _coder(project: Project, name: str) -> LayerId:
    return people.layer_for(project, name).id


def _span(project: Project, document: DocumentId, layer: LayerId, start: int, text: str) -> Span:
    extent = Extent(start, start + 3)
    return Span(
        SpanId(f"{document}-{start}"),
        layer,
        document,
        project.codebook.labels[0].id,
        (extent,),
        text[start : start + 3],
    )


def _work(stage: Stage, press: Callable[[], None]) -> tuple[int, list[str]]:
    """Return how many statements the store was asked, and what the list of cases was told."""
    model, told = stage.window.adjudication.panel.model, []
    asked: list[str] = []
    connection = stage.window.session.project.journal._connection
    for name in ("dataChanged", "rowsInserted", "rowsRemoved", "modelReset", "layoutChanged"):
        getattr(model, name).connect(lambda *_, name=name: told.append(name))
    connection.set_trace_callback(asked.append)
    press()
    connection.set_trace_callback(None)
    return len(asked), list(told)


def _counted(stage: Stage, cases: int, documents: int, folder: Path) -> tuple[int, list[str]]:
    stage.open(_project(folder, cases, documents), "Ana")
    look(stage, QueueView("document"))
    model = stage.window.adjudication.panel.model
    assert model.rowCount() == model.undecided() == cases
    work = _work(stage, lambda: stage.press(*KEYS))
    assert model.rowCount() == cases and model.undecided() == cases - 4
    return work


def test_what_a_key_costs_does_not_grow_with_the_cases(stage: Stage, tmp_path: Path) -> None:
    few = _counted(stage, 50, 1, tmp_path)
    stage.window.session.close()
    many = _counted(stage, 1_000, 1, tmp_path)
    assert many == few
    # A decision changes its row and no other.
    assert few[1] == ["dataChanged"] * 5


def _through(stage: Stage, cases: int, documents: int, folder: Path) -> int:
    """Decide four cases, of which the third is the first of the next text; return what the store was asked."""
    stage.open(_project(folder, cases, documents), "Ana")
    look(stage, QueueView("worst"))
    workspace, model = stage.window.adjudication, stage.window.adjudication.panel.model
    assert model.undecided() == cases
    workspace.go_to(48)
    first = stage.window.document
    asked, told = _work(stage, lambda: stage.press("x", "x", "x", "x"))
    settled(stage)
    assert stage.window.document != first and workspace.shown.row == 52
    assert told == ["dataChanged"] * 4 and model.undecided() == cases - 4
    return asked


def test_through_a_thousand_cases_of_many_texts_keys_lead_from_one_to_the_next(stage: Stage, tmp_path: Path) -> None:
    few = _through(stage, 200, 4, tmp_path)
    stage.window.session.close()
    # Opening the next text reads that text's spans and no other's.
    assert _through(stage, 1_000, 20, tmp_path) == few


@pytest.mark.parametrize("order", ["worst", "label", "kind", "pair"])
def test_in_every_order_the_end_is_reached_by_keys(stage: Stage, tmp_path: Path, order: str) -> None:
    stage.open(_project(tmp_path, 40, 4), "Ana")
    look(stage, QueueView(order))
    stage.press(*["x"] * 40)
    settled(stage)
    assert (
        stage.said == "No case is open: every case is decided"
        and stage.window.adjudication.panel.model.undecided() == 0
    )
