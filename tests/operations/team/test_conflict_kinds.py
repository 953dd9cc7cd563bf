"""The kinds of conflicts beyond a field: names, codebooks, decisions, what was removed and is in use."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.model.codebook import Label
from annotator.model.codebook_version import CodebookVersion
from annotator.model.errors import NotAllowed
from annotator.model.ids import CodebookVersionId, LabelId
from annotator.model.verbs.verb import Told
from annotator.operations.coding import annotate
from annotator.operations.team import conflicts
from annotator.store.project import Project
from annotator.store.schema.tables import Table
from annotator.sync.delivery import Conflict, ConflictKind, Said
from tests.operations.team.apart import GROUP, let_be_open, two_leads

TIME = "2026-11-28T10:00:00Z"


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with two_leads(tmp_path / "apart.annot") as opened:
        yield opened


def with_label(project: Project, name: str, number: int) -> CodebookVersion:
    """Save a version of the codebook, made from the first one, with one more label."""
    first = project.codebooks.all()[0]
    book = first.codebook.with_labels([*first.codebook.labels, Label(id=LabelId(name.lower()), name=name)])
    made = CodebookVersion(CodebookVersionId(f"version-{name}"), number, book, "", project.person, TIME, (first.id,))
    with project.transact(Told(sentence="Saved")):
        project.codebooks.add([made])
    return made


def two_codebooks(project: Project, monkeypatch: pytest.MonkeyPatch) -> tuple[CodebookVersion, CodebookVersion]:
    one, other = with_label(project, "Threat", 2), with_label(project, "Praise", 3)
    lea, dana, _ = project.coders.all()
    said = (Said("2", one.id, lea.id, TIME, False), Said("2", other.id, dana.id, TIME, True))
    let_be_open(monkeypatch, Conflict(ConflictKind.CODEBOOK, Table.CODEBOOK_VERSIONS, one.id, "number", said))
    return one, other


def test_of_two_codebooks_either_holds_or_both_together(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = two_codebooks(project, monkeypatch)
    (conflict,) = conflicts.listed(project)
    assert [choice.stands for choice in conflict.choices] == [False, True, False]
    assert "Threat" in conflict.choices[0].words and conflict.choices[2].words.startswith("both: ")
    conflicts.decide(project, conflict.key, "C")
    version = project.codebooks.current()
    assert {"threat", "praise"} <= {label.id for label in version.codebook.labels}
    assert version.parents == (one.id, other.id) and version.number == 4
    assert project.undo() is not None


def test_a_codebook_without_a_label_in_use_is_not_chosen(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    one, _ = two_codebooks(project, monkeypatch)
    lea = project.coders.all()[0]
    layer = project.layers.of_coder(lea.id)[0]
    annotate.add_span(project, project.documents.all()[0].id, layer.id, [(0, 6)], "praise")
    (conflict,) = conflicts.listed(project)
    with pytest.raises(NotAllowed, match="no label “praise”, which 1 coding has; take both together"):
        conflicts.decide(project, conflict.key, "A")
    assert one.id in {version.id for version in project.codebooks.all()} and len(project.codebooks.all()) == 3


def test_an_actor_who_was_removed_and_is_in_use_is_said_to_stay(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    dana = project.coders.all()[1]
    said = (Said("false", GROUP, dana.id, TIME, False),)
    let_be_open(monkeypatch, Conflict(ConflictKind.KEPT, Table.ACTORS, GROUP, "exists", said))
    (conflict,) = conflicts.listed(project)
    assert conflict.why == "Dana removed it while others used it." and conflict.choices[0].stands
    conflicts.decide(project, conflict.key, "A")
    assert project.actors.get(GROUP).name == "Contact Group"


def test_a_name_that_two_have_gets_a_number_that_is_free(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    ana = project.coders.all()[2]
    said = (Said(json.dumps("Ana"), ana.id, "", TIME, True),)
    let_be_open(monkeypatch, Conflict(ConflictKind.NAME, Table.CODERS, ana.id, "name", said))
    (conflict,) = conflicts.listed(project)
    assert conflict.what == "Two called “Ana”"
    conflicts.decide(project, conflict.key, "A")
    assert project.coders.get(ana.id).name == "Ana 2" == project.layers.of_coder(ana.id)[0].name


def test_what_is_gone_is_no_conflict(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    said = (Said("false", "x", "", TIME, False), Said("true", "x", "", TIME, True))
    let_be_open(
        monkeypatch,
        *(Conflict(kind, Table.ACTORS, "x", "name", said) for kind in (ConflictKind.FIELD, ConflictKind.KEPT)),
        Conflict(ConflictKind.FIELD, Table.ACTORS, "x", "exists", said),
        Conflict(ConflictKind.DECISION, Table.DECISIONS, "x", "rule", said),
        Conflict(ConflictKind.CODEBOOK, Table.CODEBOOK_VERSIONS, "x", "number", said),
        Conflict(ConflictKind.NAME, Table.CODERS, "x", "name", said),
    )
    assert conflicts.listed(project) == []
