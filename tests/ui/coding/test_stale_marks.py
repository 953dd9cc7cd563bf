"""What was coded before the meaning of its label changed says so in the list, until it is confirmed or recoded."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from annotator.operations.codebook import codebook, stale
from annotator.operations.codebook.stale import Pair
from annotator.operations.coding import annotate
from annotator.store.project import Project
from annotator.ui.background.session import Session
from tests.ui.windows import FIRST, SECOND, Stage, code_as, make_project


@pytest.fixture
def ana(stage: Stage, tmp_path: Path) -> Stage:
    """Ana at the desk, with an appeal and a warning in the first of two documents."""
    path = make_project(tmp_path / "small.annot")
    code_as(path, "Ana", ("urged China", "appeal"), ("no force", "warning"))
    return stage.open(path, "Ana")


def redefine(session: Session, label: str, **fields: str) -> None:
    """Save another version of the codebook, as the workspace Codebook does."""
    book = session.project.codebook
    changed = [one.model_copy(update=fields) if one.id == label else one for one in book.labels]
    session.run(codebook.save, book.with_labels(changed))


def older(stage: Stage) -> list[str]:
    """Return the quotes of the spans that are marked, once nothing is read any more; the words say the same."""
    stage.qtbot.waitUntil(lambda: not stage.window.session.tasks.busy)
    model = stage.window.coding.inspector.model
    said = [str(model.data(model.index(row), Qt.ItemDataRole.AccessibleTextRole)) for row in range(len(model.spans))]
    marked = [span.quote for span in model.spans if model.is_older(span)]
    assert sum("coded under an older definition" in one for one in said) == len(marked)
    session = stage.window.session
    assert session.layer is not None
    found = [one.span for one in stale.codings(session.project, session.layer.id)]
    assert marked == [span.quote for span in found if span.document == stage.window.document]
    return marked


def test_a_coding_is_marked_from_the_change_of_its_label_until_it_is_confirmed(ana: Stage) -> None:
    session = ana.window.session
    assert older(ana) == []
    redefine(session, "appeal", name="Request")
    assert older(ana) == []
    redefine(session, "appeal", definition="Asks.")
    assert older(ana) == ["urged China"]
    redefine(session, "warning", definition="Threatens.")
    assert older(ana) == ["urged China", "no force"]
    ana.select("All sides")
    ana.reader.setFocus()
    ana.press("1")
    assert older(ana) == ["urged China", "no force"]
    model = ana.window.coding.inspector.model
    session.run(annotate.confirm, [span.id for span in model.spans if span.quote == "urged China"])
    assert older(ana) == ["no force"]
    session.undo()
    assert older(ana) == ["urged China", "no force"]


def test_what_is_as_it_was_again_is_not_marked_any_more(ana: Stage) -> None:
    session = ana.window.session
    redefine(session, "appeal", definition="Asks.")
    assert older(ana) == ["urged China"]
    session.undo()
    assert older(ana) == []
    session.redo()
    assert older(ana) == ["urged China"]


def test_each_document_has_its_own_and_a_label_is_compared_once(ana: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    session = ana.window.session
    redefine(session, "appeal", definition="Asks.")
    assert older(ana) == ["urged China"]
    asked: list[Iterable[Pair]] = []
    compare = stale.changed

    def changed(project: Project, pairs: Iterable[Pair]) -> Mapping[Pair, tuple[str, ...]]:
        asked.append(pairs)
        return compare(project, pairs)

    monkeypatch.setattr(stale, "changed", changed)
    ana.press("Ctrl+PgDown")
    assert ana.text == SECOND
    ana.select("agreed to meet")
    ana.press("1")
    ana.qtbot.waitUntil(lambda: not session.tasks.busy)
    assert ana.window.coding.inspector.model.spans[0].quote == "agreed to meet" and asked == []
    ana.press("Ctrl+PgUp")
    ana.qtbot.waitUntil(lambda: not session.tasks.busy)
    assert ana.text == FIRST and asked == []
    assert older(ana) == ["urged China"]


def test_an_answer_for_an_earlier_codebook_comes_too_late(ana: Stage) -> None:
    session = ana.window.session
    before = session.project.codebook
    redefine(session, "appeal", definition="Asks.")
    # The comparison is on its way when the codebook is as it was again.
    session.run(codebook.save, before)
    assert older(ana) == []
