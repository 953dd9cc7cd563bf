"""What a step did in words: every kind of row, before and after, and nothing of others to who codes blind."""

from pathlib import Path

from annotator.model.coder import TeamRole
from annotator.model.document import DocumentDraft
from annotator.model.verbs.reverting import Revert
from annotator.operations.codebook import codebook
from annotator.operations.coding import annotate
from annotator.operations.documents import documents
from annotator.operations.people import people
from annotator.operations.project import history, step_told
from annotator.operations.project.step_told import NOTHING_TOLD, FieldTold, StepTold, told
from tests.operations.small_team import make_team
from tests.operations.test_revert_everything import Reverters
from tests.operations.test_undo_everything import AN_ID, play_a_day
from tests.projects import make_desk


def words_in(found: StepTold) -> str:
    """Return all that is said, in one text."""
    parts = [part for row in found.rows for part in (row.what, *(f"{one.before} {one.after}" for one in row.fields))]
    passages = [one for row in found.rows for one in (row.before, row.after) if one is not None]
    return "\n".join([*parts, *(f"{one.before}{one.words}{one.after}" for one in passages)])


def test_each_step_of_a_day_that_changed_something_says_what() -> None:
    users = Reverters()
    try:
        users.begin()
        play_a_day(users)
        users.revert_one(20)
        users.undo_some(2, 1)
        project = users.project
        for step in project.history(1000):
            found = told(project, step.number)
            changes, count = project.journal.rows_of(step, step_told.MOST)
            # A revert of steps of which one takes the other back leaves every row as it is.
            assert found.rows or step.verb.is_noted or (isinstance(step.verb, Revert) and not count), (step, changes)
            assert not AN_ID.search(words_in(found)), (step, words_in(found))
            there = {one.row for one in changes} & {
                *(one.id for one in project.documents.all()),
                *(span.id for one in project.documents.all() for span in project.spans.of_document(one.id)),
            }
            assert history.place_of(project, step.number) or not there, (step, "what it changed has a place in a text")
            assert found.more == count - len(changes) == max(0, count - step_told.MOST)
    finally:
        users.teardown()


def test_what_was_and_what_is_stand_side_by_side_and_undo_turns_them_round(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, ["Il a dit: دعت الصين إلى السلام.\nBen agreed."])
    project = desk.project
    project.person = desk.layer.coder
    span = desk.code("دعت الصين", "appeal")
    (made,) = told(project, project.journal.latest()).rows
    assert made.before is None and made.after is not None
    assert (made.after.before, made.after.words, made.after.label) == ("Il a dit: ", "دعت الصين", "appeal")
    assert made.after.after == " إلى السلام. Ben agreed."
    annotate.relabel(project, [span.id], "commitment")
    (row,) = told(project, project.journal.latest()).rows
    assert row.fields == (FieldTold("label", "Appeal", "Commitment"),)
    assert row.before is not None and row.after is not None and row.before.label == "appeal"
    project.undo()
    (back,) = told(project, project.journal.latest()).rows
    assert back.fields == (FieldTold("label", "Commitment", "Appeal"),) and back.after == row.before
    document = project.documents.all()[0].id
    documents.set_metadata(project, document, {"date": "2026-01-02", "kind": None})
    documents.set_metadata(project, document, {"date": "2026-01-03", "place": ["Paris", "北京"]})
    (changed,) = told(project, project.journal.latest()).rows
    assert set(changed.fields) == {FieldTold("date", "2026-01-02", "2026-01-03"), FieldTold("place", "", "Paris, 北京")}
    book = project.codebook
    codebook.save(project, book.model_copy(update={"name": "Readouts"}))
    (version,) = told(project, project.journal.latest()).rows
    assert version.what == "Codebook, version 2" and "Diplomatic speech acts" in version.fields[0].after
    assert told(project, 999) == NOTHING_TOLD


def test_a_step_with_many_rows_tells_the_first_and_counts_the_others(tmp_path: Path) -> None:
    project = make_desk(tmp_path).project
    documents.add_drafts(project, [DocumentDraft(f"Note {at}", f"Text {at}") for at in range(15)])
    found = told(project, project.journal.latest())
    assert [row.what for row in found.rows] == [f"Note {at}" for at in range(12)] and found.more == 3


def test_who_codes_blind_is_told_nothing_of_others_also_by_what_changed_for_all(tmp_path: Path) -> None:
    with make_team(tmp_path).project as project:
        lea, _, cleo = project.coders.all()
        project.person = lea.id
        span = project.spans.of_document(project.documents.all()[0].id, project.layers.of_coder(lea.id)[0].id)[0]
        annotate.set_note(project, span.id, "between us")
        assert told(project, project.journal.latest(), cleo.id) == NOTHING_TOLD
        assert told(project, project.journal.latest(), lea.id).rows
        people.set_roles(project, cleo.id, [TeamRole.CODER, TeamRole.ADJUDICATOR])
        assert "coder coder, adjudicator" in words_in(told(project, project.journal.latest(), cleo.id))
        seen = "\n".join(words_in(told(project, step.number, cleo.id)) for step in project.history(1000))
        assert "label Warning" in seen.replace("\n", " ") and "between us" not in seen
