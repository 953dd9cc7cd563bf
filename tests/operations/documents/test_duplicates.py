"""Documents that look alike: found, told apart, removed, and said to be two all the same."""

from pathlib import Path

import pytest

from annotator.likeness.alike import grouped
from annotator.model.distinct import distinct
from annotator.model.document import DocumentDraft
from annotator.model.errors import NotAllowed, NotFound
from annotator.model.ids import DocumentId
from annotator.operations.coding import annotate
from annotator.operations.documents import documents, duplicates, memos, rereading
from tests.projects import Desk, make_desk, said


def test_that_two_are_no_duplicates_is_remembered_and_taken_back(tmp_path: Path) -> None:
    project = make_desk(tmp_path).project
    documents.add_drafts(project, [DocumentDraft("Another", "another text")])
    one, two = (info.id for info in project.documents.all())
    duplicates.keep_apart(project, two, one)
    assert project.distinct_pairs.all() == [distinct(one, two)]
    assert said(project) == "Say of 2 documents that they are no duplicates"
    steps = project.journal.count()
    duplicates.keep_apart(project, one, two)
    assert project.journal.count() == steps
    duplicates.keep_apart(project, one, two, on=False)
    assert project.distinct_pairs.all() == [] and said(project) == "Take back that 2 documents are two"
    project.undo()
    documents.remove(project, [two])
    assert project.distinct_pairs.all() == []
    project.undo()
    assert project.distinct_pairs.all() == [distinct(one, two)]


def test_a_document_is_told_from_another_one_that_is_there(tmp_path: Path) -> None:
    project = make_desk(tmp_path).project
    here = project.documents.all()[0].id
    with pytest.raises(NotAllowed, match="itself"):
        duplicates.keep_apart(project, here, here)
    with pytest.raises(NotFound):
        duplicates.keep_apart(project, here, DocumentId("gone"))


_LINE = "In round {0} they spoke of item {1} of the agenda, and of {0} more."
TALKS = "\n".join(_LINE.format(number, number * 7) for number in range(40))


def alike_project(tmp_path: Path) -> Desk:
    desk = make_desk(tmp_path)
    drafts = [
        DocumentDraft("Talks", TALKS),
        DocumentDraft("Talks, printed", f"Press office\n{TALKS}\n"),
        DocumentDraft("Others", TALKS.translate({ord(digit): "x" for digit in "0123456789"}) + " Nothing more at all."),
        DocumentDraft("Talks again", TALKS.replace("round 3 ", "turn 3 ")),
    ]
    documents.add_drafts(desk.project, drafts)
    return desk


def test_what_is_alike_is_found_with_how_it_differs_and_what_is_told_apart_counts_no_more(tmp_path: Path) -> None:
    project = alike_project(tmp_path).project
    titles = {info.id: info.title for info in project.documents.all()}
    sketches: duplicates.Sketches = {}
    found = duplicates.find(project, known=sketches)
    named = [(titles[one.document], titles[one.other]) for one in found.pairs]
    assert named == [("Talks", "Talks, printed"), ("Talks", "Talks again"), ("Talks, printed", "Talks again")]
    assert found.count == 2 and not found.is_cut and len(sketches) == 5
    told = [duplicates.difference(project, one.document, one.other) for one in found.pairs]
    assert told[0] == "a header of 1 line more in the second" and told[1] == "1 word differs"
    assert duplicates.find(project, least=0.999).pairs == found.pairs[:1], "one stands in the other"
    for pair in found.pairs[1:]:
        duplicates.keep_apart(project, pair.other, pair.document)
    again = duplicates.find(project, known=sketches)
    assert [one.is_apart for one in again.pairs] == [False, True, True] and again.count == 1
    assert duplicates.all_that_may_go(project, again) == [again.pairs[0].other]


def test_the_work_tells_how_far_it_is_can_be_stopped_and_an_answer_has_an_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = alike_project(tmp_path).project
    told: list[tuple[int, int]] = []
    duplicates.find(project, progress=lambda done, total, text: told.append((done, total)))
    assert told == sorted(told) and told[-1] == (10, 10)

    def stop(done: int, total: int, text: str) -> None:
        if done == 7:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        duplicates.find(project, progress=stop)
    monkeypatch.setattr(duplicates, "MOST", 2)
    found = duplicates.find(project)
    assert found.is_cut and len(found.pairs) == 2


def test_of_two_the_one_that_is_not_coded_goes_and_codings_go_only_if_that_is_said(tmp_path: Path) -> None:
    desk = alike_project(tmp_path)
    project = desk.project
    one, other = (info.id for info in project.documents.all()[1:3])
    assert duplicates.which_goes(duplicates.compare(project, one, other)) == 1
    layer = project.layers.of_coder(desk.ana.id)[0].id
    project.person = desk.ana.id
    annotate.add_span(project, other, layer, [(0, 5)], project.codebook.labels[0].id)
    compared = duplicates.compare(project, one, other)
    assert compared.codings == (0, 1) and duplicates.which_goes(compared) == 0
    found = duplicates.find(project)
    last = found.pairs[-1].other
    assert duplicates.all_that_may_go(project, found) == [one, last], "what is coded stays, and none beside it"
    documents.remove(project, [one])
    assert duplicates.all_that_may_go(project, found) == [last]
    project.undo()
    annotate.add_span(project, one, layer, [(0, 5)], project.codebook.labels[0].id)
    assert duplicates.which_goes(duplicates.compare(project, one, other)) is None


def test_a_document_that_is_read_anew_keeps_what_was_said_of_it(tmp_path: Path) -> None:
    project = alike_project(tmp_path).project
    one, other = (info.id for info in project.documents.all()[1:3])
    duplicates.keep_apart(project, one, other)
    memos.write(project, "Better scan wanted", document=one)
    rereading.read_anew(project, [rereading.plan(project, one, DocumentDraft("Talks", f"{TALKS}\nCorrected."))])
    found = duplicates.find(project)
    assert next(pair.is_apart for pair in found.pairs if other in (pair.document, pair.other))
    assert [memo.text for memo in project.memos.all()] == ["Better scan wanted"] and project.check() == []
    duplicates.keep_apart(project, project.documents.all()[1].id, other, on=False)
    assert project.distinct_pairs.all() == []


def test_groups_of_what_is_near_are_those_of_the_pairs_however_many_there_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = alike_project(tmp_path).project
    documents.add_drafts(project, [DocumentDraft("Blank", " "), DocumentDraft("Blank too", " \n")])
    found = duplicates.find(project)
    wanted = grouped((one.document, one.other) for one in found.pairs)
    monkeypatch.setattr(duplicates, "MOST", 1)
    duplicates.keep_apart(project, found.pairs[0].document, found.pairs[0].other)
    assert duplicates.near_groups(project) == wanted and len(wanted) == 1
