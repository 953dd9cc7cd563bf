"""What two leads said apart: listed with letters, decided by one, taken back; by whoever may and is to know of it."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.model.errors import NotAllowed, NotFound
from annotator.operations.coding import annotate
from annotator.operations.people import roles
from annotator.operations.team import conflicts
from annotator.operations.team.conflict_types import OpenConflict
from annotator.store.project import Project
from annotator.store.schema.tables import Table
from tests.operations.team.apart import GROUP, said_by_dana, two_leads
from tests.projects import said as last_step


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with two_leads(tmp_path / "apart.annot") as opened:
        yield opened


def kinds_apart(project: Project) -> OpenConflict:
    """Let the two say different things of the kind of an actor; Dana's stands."""
    said_by_dana(project, Table.ACTORS, GROUP, {"kind": "international organisation"}, {"kind": "non-state group"})
    (one,) = conflicts.listed(project)
    return one


def test_a_conflict_says_what_it_is_about_and_who_said_what(project: Project) -> None:
    one = kinds_apart(project)
    assert one.what == "Actor “Contact Group”, kind" and one.why.endswith(
        "different things, neither knowing of the other."
    )
    assert [(choice.letter, choice.words, choice.stands) for choice in one.choices] == [
        ("A", "international organisation", True),
        ("B", "non-state group", False),
    ]
    assert [[voice.name for voice in choice.voices] for choice in one.choices] == [["Dana"], ["Lea"]]
    assert one.why_not == "" and one.actor == GROUP


@pytest.mark.parametrize("letter", ["A", "b"])
def test_a_letter_decides_in_one_step_that_undo_takes_back(project: Project, letter: str) -> None:
    one = kinds_apart(project)
    conflicts.decide(project, one.key, letter)
    wanted = "international organisation" if letter == "A" else "non-state group"
    assert project.actors.get(GROUP).kind == wanted and conflicts.listed(project) == []
    assert last_step(project) == "Decide a conflict about Contact Group"
    project.undo()
    assert conflicts.listed(project) == [one]
    assert project.actors.get(GROUP).kind == "international organisation"
    project.redo()
    assert conflicts.listed(project) == [] and project.actors.get(GROUP).kind == wanted


def test_keys_of_one_column_are_decided_together(project: Project) -> None:
    document = project.documents.all()[0].id
    hers = json.dumps({"place": "Beijing", "speaker": "Wang"}, separators=(",", ":"))
    ours = json.dumps({"place": "Paris", "speaker": "Macron"}, separators=(",", ":"))
    said_by_dana(project, Table.DOCUMENTS, document, {"metadata": hers}, {"metadata": ours})
    (one,) = conflicts.listed(project)
    assert one.what == "Document “Document 1”, place, speaker" and one.document == document
    assert [choice.words for choice in one.choices] == [
        "place: Beijing; speaker: Wang",
        "place: Paris; speaker: Macron",
    ]
    conflicts.decide(project, one.key, "B")
    assert project.documents.get(document).metadata == {"place": "Paris", "speaker": "Macron"}
    assert conflicts.listed(project) == []


def test_what_is_in_a_layer_is_its_coders_own_matter(project: Project) -> None:
    lea, _, ana = project.coders.all()
    project.person = ana.id
    layer = project.layers.of_coder(ana.id)[0]
    span = annotate.add_span(project, project.documents.all()[0].id, layer.id, [(0, 6)], "appeal")
    annotate.set_note(project, span.id, "first")
    said_by_dana(project, Table.SPANS, span.id, {"note": "there"}, {"note": "here"})
    (one,) = conflicts.listed(project)
    assert one.coder == ana.id and one.what == "Coding “France”, note"
    project.person = lea.id
    assert conflicts.listed(project) == []
    with pytest.raises(NotFound, match="not open any more"):
        conflicts.decide(project, one.key, "A")


def test_a_coder_is_not_told_of_what_leads_disagree_about_and_an_adjudicator_may_not_decide_all(
    project: Project,
) -> None:
    one = kinds_apart(project)
    ana = project.coders.all()[2]
    project.person = ana.id
    assert conflicts.listed(project) == []
    roles.obey(project)
    with pytest.raises((NotFound, NotAllowed)):
        conflicts.decide(project, one.key, "A")


def test_a_letter_that_there_is_not_decides_nothing(project: Project) -> None:
    one = kinds_apart(project)
    with pytest.raises(NotFound, match="There is no choice “Z” here; there are A, B"):
        conflicts.decide(project, one.key, "Z")
    assert conflicts.listed(project) == [one]


def test_what_is_open_is_said_in_a_sentence_and_nothing_where_nothing_is() -> None:
    assert conflicts.open_said(0) == ""
    assert conflicts.open_said(1) == "1 conflict is open; what stands there is provisional."
    assert conflicts.open_said(3) == "3 conflicts are open; what stands there is provisional."
