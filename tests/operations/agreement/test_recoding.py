"""A re-code sample: seeded, one step, a layer of its own in which nothing of the first pass is seen."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.coder import RecodeSample, State
from annotator.model.errors import NotAllowed
from annotator.model.ids import DocumentId
from annotator.operations.agreement import recoding
from annotator.operations.coding import annotate
from annotator.operations.feedback import releases
from annotator.operations.people import people
from tests.projects import Desk, make_desk, said

TEXTS = [f"France urged China in speech {number}." for number in range(10)]


def desk_with(tmp_path: Path, done: int) -> Desk:
    desk = make_desk(tmp_path, TEXTS)
    for number in range(done):
        desk.code("France", "actor", number)
        annotate.mark_done(desk.project, desk.layer.id, desk.documents[number].id)
    return desk


@given(st.sets(st.text("0123456789abcdef", min_size=4, max_size=4), max_size=40), st.data())
def test_a_draw_hangs_on_the_seed_alone_and_a_smaller_one_is_part_of_a_larger(
    ids: set[str], data: st.DataObject
) -> None:
    documents = [DocumentId(id) for id in sorted(ids)]
    seed = data.draw(st.integers(0, 2**32))
    fewer, more = sorted((data.draw(st.integers(0, len(ids))), data.draw(st.integers(0, len(ids)))))
    drawn = recoding.draw(documents, more, seed)
    assert drawn == recoding.draw(data.draw(st.permutations(documents)), more, seed)
    assert len(set(drawn)) == more and set(drawn) <= set(documents)
    assert set(recoding.draw(documents, fewer, seed)) <= set(drawn)


def test_another_seed_draws_other_documents_and_each_is_drawn_about_equally_often() -> None:
    documents = [DocumentId(str(number)) for number in range(10)]
    counts = dict.fromkeys(documents, 0)
    for seed in range(2_000):
        for id in recoding.draw(documents, 3, seed):
            counts[id] += 1
    # 600 expected; the standard deviation is about 20.
    assert all(abs(count - 600) < 100 for count in counts.values())


def test_a_sample_is_assigned_to_a_new_layer_of_the_same_coder_and_nothing_is_begun(tmp_path: Path) -> None:
    desk = desk_with(tmp_path, 8)
    project = desk.project
    again = recoding.sample(project, desk.layer.id, 3, 7)
    assert (again.name, again.coder) == ("Ana (again)", desk.ana.id)
    assigned = project.assignments.of_layer(again.id)
    done = {document.id for document in desk.documents[:8]}
    assert len(assigned) == 3 and {one.document for one in assigned} <= done
    assert all(project.assignments.state(again.id, one.document) is State.UNTOUCHED for one in assigned)
    assert project.spans.of_document(assigned[0].document, again.id) == []
    assert said(project) == "Draw a re-code sample of Ana: 3 of 8 documents, seed 7"
    drawn = RecodeSample(layer=again.id, drawn_from=desk.layer.id, done=8, seed=7)
    assert project.recode_samples.of_layer(again.id) == drawn


def test_drawing_a_sample_is_one_step_that_undo_takes_back_and_redo_makes_again(tmp_path: Path) -> None:
    desk = desk_with(tmp_path, 4)
    project = desk.project
    again = recoding.sample(project, desk.layer.id, 0.5, 1)
    drawn = project.assignments.of_layer(again.id)
    project.undo()
    assert project.layers.all() == [desk.layer] and recoding.passes(project) == []
    assert project.recode_samples.all() == []
    project.redo()
    assert project.assignments.of_layer(again.id) == drawn and len(recoding.passes(project)) == 1


def test_only_the_documents_of_the_sample_are_coded_in_it_and_all_in_any_other_layer(tmp_path: Path) -> None:
    desk = desk_with(tmp_path, 5)
    project = desk.project
    again = recoding.sample(project, desk.layer.id, 2, 3)
    drawn = {one.document for one in project.assignments.of_layer(again.id)}
    assert {info.id for info in recoding.documents_of(project, again)} == drawn
    assert len(recoding.documents_of(project, desk.layer)) == len(TEXTS)
    # A second layer that no sample was drawn for is a whole pass, also once a document is done in it.
    second = people.add_layer(project, desk.ana.id, "Ana, second reading")
    annotate.mark_done(project, second.id, desk.documents[0].id)
    assert len(recoding.documents_of(project, second)) == len(TEXTS)
    assert recoding.without_passes(project, project.layers.all()) == [desk.layer, second]


def test_a_pass_knows_how_far_it_is_and_is_open_until_all_of_it_is_done(tmp_path: Path) -> None:
    desk = desk_with(tmp_path, 5)
    project = desk.project
    assert recoding.open_pass(project, desk.ana.id) is None
    again = recoding.sample(project, desk.layer.id, 2, 3)
    for number, info in enumerate(recoding.documents_of(project, again)):
        (one,) = recoding.passes(project)
        assert (one.first, one.again, one.documents, one.done) == (desk.layer, again, 2, number)
        assert recoding.open_pass(project, desk.ana.id) == again
        annotate.mark_done(project, again.id, info.id)
    assert recoding.open_pass(project, desk.ana.id) is None


def test_a_second_sample_has_a_name_of_its_own(tmp_path: Path) -> None:
    desk = desk_with(tmp_path, 2)
    names = [recoding.sample(desk.project, desk.layer.id, 1, seed).name for seed in (1, 2)]
    assert names == ["Ana (again)", "Ana (again) 2"]


@pytest.mark.parametrize(("share", "count"), [(0.01, 1), (0.25, 3), (0.5, 5), (0.55, 6), (1.0, 10)])
def test_a_share_is_rounded_half_up_and_is_at_least_one(tmp_path: Path, share: float, count: int) -> None:
    desk = desk_with(tmp_path, 10)
    again = recoding.sample(desk.project, desk.layer.id, share, 0)
    assert len(desk.project.assignments.of_layer(again.id)) == count


def test_a_sample_that_cannot_be_drawn_is_refused_in_a_sentence_and_nothing_is_written(tmp_path: Path) -> None:
    desk = desk_with(tmp_path, 0)
    project, steps = desk.project, desk.project.journal.count()
    with pytest.raises(NotAllowed, match="In “Ana” no document is done yet"):
        recoding.sample(project, desk.layer.id, 1, 0)
    assert project.journal.count() == steps
    annotate.mark_done(project, desk.layer.id, desk.documents[0].id)
    steps = project.journal.count()
    with pytest.raises(NotAllowed, match="1 document is done, so that 2 cannot be drawn"):
        recoding.sample(project, desk.layer.id, 2, 0)
    with pytest.raises(NotAllowed, match="which 150% is not"):
        recoding.sample(project, desk.layer.id, 1.5, 0)
    assert project.journal.count() == steps


def test_documents_whose_gold_was_shown_are_known_beforehand(tmp_path: Path) -> None:
    desk = desk_with(tmp_path, 3)
    assert recoding.shown_before(desk.project, desk.layer.id) == []
    releases.release(desk.project, [desk.documents[1].id])
    assert [info.id for info in recoding.shown_before(desk.project, desk.layer.id)] == [desk.documents[1].id]
