"""One code with two actors, and codings that came into what was removed."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.model.actor import Actor, ActorKind
from annotator.model.ids import ActorId
from annotator.model.removal import Removal, RemovedKind
from annotator.model.verbs.verb import Told
from annotator.operations.coding import annotate
from annotator.operations.documents import documents
from annotator.operations.project.history import Names
from annotator.operations.team import conflicts, more_conflicts
from annotator.store.project import Project
from annotator.store.taking.deciding import DecidedRows
from tests.operations.team.apart import two_leads

FRANCE = Actor(id=ActorId("france"), name="France", kind=ActorKind.STATE, codes={"iso3": "FRA", "cow": "220"})
AGAIN = Actor(id=ActorId("frankreich"), name="Frankreich", kind=ActorKind.STATE, codes={"iso3": "fra"})


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with two_leads(tmp_path / "apart.annot") as opened:
        yield opened


def register_both(project: Project) -> str:
    """Let two actors have one code, as when they were registered in two copies; return the key of the conflict."""
    with project.transact(Told(sentence="Taken in")):
        project.actors.add([FRANCE, AGAIN])
    (one,) = conflicts.listed(project)
    assert one.what == "Code iso3 FRA" and len(one.choices) == 3
    return one.key


def test_two_actors_with_one_code_are_one(project: Project) -> None:
    conflicts.decide(project, register_both(project), "B")
    assert project.actors.get(AGAIN.id).codes["cow"] == "220" and conflicts.listed(project) == []
    project.undo()
    assert project.actors.get(FRANCE.id) == FRANCE and len(conflicts.listed(project)) == 1


def test_or_they_are_two_and_one_has_the_code(project: Project) -> None:
    conflicts.decide(project, register_both(project), "C")
    assert project.actors.get(AGAIN.id).codes == {} and project.actors.get(FRANCE.id) == FRANCE
    assert conflicts.listed(project) == []


def removed(project: Project, monkeypatch: pytest.MonkeyPatch) -> str:
    """Remove a document with a coding, as if that had come later; return the key of the conflict."""
    lea = project.coders.all()[0]
    document = project.documents.all()[0].id
    annotate.add_span(project, document, project.layers.of_coder(lea.id)[0].id, [(0, 6)], "appeal")
    documents.remove(project, [document], with_codings=True)
    removal = project.removals.all()[0].id
    writes = project.journal.latest()
    late = lambda self: {removal: 1} if project.journal.latest() == writes else {}  # noqa: E731
    monkeypatch.setattr(DecidedRows, "came_into_bin", late)
    (one,) = conflicts.listed(project)
    assert one.what == "Document “Document 1”, removed"
    assert one.why == "1 coding came after Lea had removed it." and one.choices[0].stands
    return one.key


def test_codings_that_came_into_the_bin_stay_there(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    conflicts.decide(project, removed(project, monkeypatch), "A")
    assert project.removals.all() and project.spans.count() == 0


def test_or_what_was_removed_is_put_back_with_them(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    conflicts.decide(project, removed(project, monkeypatch), "B")
    assert not project.removals.all() and project.spans.count() == 1


def test_what_lies_in_the_bin_has_its_name(project: Project) -> None:
    ana = project.coders.all()[2]
    removal = Removal(RemovedKind.CODER, ana.id, None, "2026-11-28T10:00:00Z")
    assert more_conflicts.called(removal, Names(project)) == "Coder “Ana”"
    label = Removal(RemovedKind.LABEL, "appeal", None, "2026-11-28T10:00:00Z")
    assert more_conflicts.called(label, Names(project)) == "Label “Appeal”"
