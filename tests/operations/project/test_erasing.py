"""What would go is said before it goes, and what still holds it afterwards."""

import shutil
from pathlib import Path

import pytest

from annotator.agreement.study.study import Design
from annotator.model.document import DocumentDraft
from annotator.model.errors import NotAllowed, NotFound, UndoBlocked
from annotator.operations.agreement.measure import agree
from annotator.operations.coding import annotate
from annotator.operations.documents import documents, units
from annotator.operations.people import people
from annotator.operations.project import erasing, history, reverting
from annotator.operations.project.erasing import UNKNOWN, ErasePlan
from annotator.store.backups.choice import BackupChoice
from annotator.store.project import Project
from tests.operations.given_units import given
from tests.projects import TEXT, Desk, make_desk
from tests.store.erasing.erased import SECRET, held_in


@pytest.fixture
def choice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> BackupChoice:
    """Backups in a folder of this test, where the log of errors is too: that of the run may name what others did."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setenv("ANNOTATOR_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("ANNOTATOR_CONFIG", str(tmp_path / "config"))
    return BackupChoice(backup_folder=str(tmp_path / "chosen"))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Ana, who leads, and Ben have coded two documents, of which one is to go."""
    (tmp_path / "project").mkdir()
    desk = make_desk(tmp_path / "project", (TEXT, SECRET))
    _, ben = people.add_coder(desk.project, "Ben")
    for layer in (desk.layer, ben):
        desk.code("asked", document=1, layer=layer)
        desk.code("urged China", layer=layer)
    return desk


def erase(
    desk: Desk, choice: BackupChoice, *titles: str, coders: tuple[str, ...] = (), with_bin: bool = False
) -> list[str]:
    agreed = erasing.plan(desk.project, choice, titles, coders, with_bin)
    desk.project.close()
    done = erasing.erase(agreed, desk.ana.id, choice)
    return erasing.done_said(agreed, done)


def test_the_plan_counts_what_would_go_and_changes_nothing(desk: Desk, choice: BackupChoice) -> None:
    before = desk.project.journal.latest()
    plan = erasing.plan(desk.project, choice, ["document 2"], ["Ben"])
    assert plan.said() == [
        "This would erase 1 document, 2 codings and the name of 1 person, with all that the history says of it."
    ]
    assert plan.remaining() == [UNKNOWN]
    assert desk.project.journal.latest() == before


def test_what_was_erased_is_said_with_what_still_holds_it(desk: Desk, choice: BackupChoice) -> None:
    choice.back_up(desk.project.path, "asked")
    copy = shutil.copy(desk.project.path, desk.project.path.with_name("copy.annot"))
    assert erase(desk, choice, "Document 2") == [
        "Erased 1 document and 2 codings.",
        "It is out of 1 backup, too.",
        f"{copy} is a copy of the project, and may hold it: erase it there, too.",
        UNKNOWN,
    ]


def test_agreement_over_what_is_left_is_what_it_was(desk: Desk, choice: BackupChoice) -> None:
    desk.code("China undertook")
    first = Design(gamma_samples=0, documents=(desk.documents[0].id,))
    before = agree(desk.project, desk.project.layers.all(), first)
    erase(desk, choice, "Document 2")
    with Project.open(desk.project.path, desk.ana.id) as project:
        after = agree(project, project.layers.all(), first)
        assert (after.figures, after.spans) == (before.figures, before.spans)
        assert agree(project, project.layers.all(), Design(gamma_samples=0)).documents == 1


def test_an_erased_step_is_passed_by_undo_and_refused_by_revert(desk: Desk, choice: BackupChoice) -> None:
    first = desk.project.spans.of_document(desk.documents[0].id)[0]
    annotate.set_note(desk.project, first.id, "look")
    noted = desk.project.journal.latest()
    gone = desk.code("withdraw", document=1)
    step = desk.project.journal.latest()
    erase(desk, choice, "Document 2")
    with Project.open(desk.project.path, desk.ana.id) as project:
        assert reverting.plan(project, step).refusal.startswith("What this step did was erased for good")
        undone = project.undo()
        assert undone is not None and undone.step == noted
        assert project.spans.get(first.id).note == ""
        found = project.journal.get(step)
        assert found is not None
        with pytest.raises(UndoBlocked, match="erased for good"):
            project.journal._replay(found, "undo")
        lines = history.lines(project, 20)
        assert any(line.what == "Erase a document for good" for line in lines)
        assert not any(gone.quote in line.passage for line in lines)
        assert project.check() == []


def test_removed_documents_and_former_names_are_meant_too(desk: Desk, choice: BackupChoice) -> None:
    documents.rename(desk.project, desk.documents[1].id, "Zformer")
    documents.rename(desk.project, desk.documents[1].id, "Other")
    documents.remove(desk.project, [desk.documents[1].id], with_codings=True)
    plan = erasing.plan(desk.project, choice, ["zformer"])
    assert plan.wanted.documents == {desk.documents[1].id}
    assert erase(desk, choice, "zformer")[0] == "Erased 1 document and 2 codings."
    assert held_in(desk.project.path, ["Zformer", "Ž🕊"]) == set()


def test_the_bin_is_emptied_with_what_hung_on_it(desk: Desk, choice: BackupChoice) -> None:
    documents.remove(desk.project, [desk.documents[1].id], with_codings=True)
    assert erase(desk, choice, with_bin=True)[0] == "Erased 1 document and 2 codings."
    with Project.open(desk.project.path, desk.ana.id) as project:
        assert project.removals.count() == 0 and project.erasures.in_bin().rows == frozenset()
        assert project.check() == [] and len(project.erasures.said()) == 1
        assert history.lines(project, 1)[0].what == "Empty the recycle bin for good"
    assert held_in(desk.project.path, ["Ž🕊"]) == set()


def test_a_name_that_somebody_wrote_into_a_note_is_said_to_stay(desk: Desk, choice: BackupChoice) -> None:
    span = desk.project.spans.of_document(desk.documents[0].id)[0]
    desk.project.person = None
    desk.project.person = desk.ana.id
    annotate.set_note(desk.project, span.id, "as Ben says")
    plan = erasing.plan(desk.project, choice, coders=["ben"])
    assert plan.said()[1] == "The name stands in 1 note, too, as somebody wrote it there: that stays."
    erase(desk, choice, coders=("ben",))
    with Project.open(desk.project.path, desk.ana.id) as project:
        assert [one.name for one in project.coders.all()] == ["Ana", "coder-2"]
        assert {layer.name for layer in project.layers.all()} == {"Ana", "coder-2"}


def test_what_was_erased_can_be_erased_again_from_backups_that_come_back(desk: Desk, choice: BackupChoice) -> None:
    copy = desk.project.path.with_name("old.annot")
    desk.project.back_up(copy)
    erase(desk, choice, "Document 2")
    choice.back_up(copy, "asked")
    with Project.open(desk.project.path, desk.ana.id) as project:
        plan = erasing.plan(project, choice, [desk.documents[1].id])
    assert plan.is_nothing and plan.backups == 1
    done = erasing.erase(plan, desk.ana.id, choice)
    assert len(done.backups) == 1 and done.copy is None
    assert erasing.done_said(plan, done)[:2] == ["The project holds nothing of it.", "It is out of 1 backup, too."]


def test_what_never_was_there_is_refused_and_so_is_whoever_does_not_lead(desk: Desk, choice: BackupChoice) -> None:
    with pytest.raises(NotFound, match="There is no document called “Document 3” in this project, and never was"):
        erasing.plan(desk.project, choice, ["Document 3"])
    with pytest.raises(NotFound, match="There is no person called “Zoe”"):
        erasing.plan(desk.project, choice, coders=["Zoe"])
    desk.project.person = people.person_named(desk.project, "Ben").id
    with pytest.raises(NotAllowed, match="Erasing documents and names for good is for whoever leads; ask Ana"):
        erasing.plan(desk.project, choice, ["Document 2"])


def test_a_text_that_another_document_has_stays(desk: Desk, choice: BackupChoice) -> None:
    documents.remove(desk.project, [desk.documents[1].id], with_codings=True)
    documents.add_drafts(desk.project, [DocumentDraft("Again", SECRET)])
    plan: ErasePlan = erasing.plan(desk.project, choice, with_bin=True)
    assert plan.said()[1] == "“Again” has the same text, which stays there."


def test_the_units_of_a_document_go_with_it_and_nothing_says_what_they_were(desk: Desk, choice: BackupChoice) -> None:
    project, of = given(desk), desk.documents[1]
    units.split_unit(project, of.id, 0, [of.text.index("asked")])
    erase(desk, choice, of.title)
    with Project.open(project.path) as opened:
        assert opened.check() == []
        assert opened.units.all().keys() == {desk.documents[0].id}
        run = opened._connection.execute
        changed = run("SELECT row FROM changes WHERE table_name = 'units'").fetchall()
        assert {row for (row,) in changed} == {desk.documents[0].id}
