"""What two copies did apart is listed in both alike, until one decides; then in neither."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from annotator.model.codebook import Label
from annotator.model.ids import LabelId
from annotator.operations.actors import actors
from annotator.operations.codebook import codebook
from annotator.operations.coding import annotate
from annotator.operations.documents import documents, sets
from annotator.operations.people import people
from annotator.store.project import Project
from annotator.sync.delivery import Conflict, ConflictKind
from tests.operations.team.apart import GROUP
from tests.operations.team.two_copies import TwoCopies, two_copies


@pytest.fixture
def two(tmp_path: Path) -> Iterator[TwoCopies]:
    with two_copies(tmp_path) as made:
        yield made


def key(one: Conflict) -> tuple[object, ...]:
    return (
        one.kind,
        one.table,
        one.row,
        one.path,
        tuple((said.value, said.row, said.person, said.time) for said in one.said),
    )


def alike(two: TwoCopies) -> list[Conflict]:
    """Return what is open, which is the same in both copies, and shown alike."""
    found = two.lea.taking.conflicts()
    assert [key(one) for one in found] == [key(one) for one in two.dana.taking.conflicts()]
    for one in found:
        assert sum(said.is_shown for said in one.said) == (1 if one.kind is not ConflictKind.KEPT else 0)
    return found


def rename_document(project: Project, title: str) -> None:
    documents.rename(project, project.documents.all()[0].id, title)


def test_one_field_written_twice_is_listed_and_the_next_write_decides(two: TwoCopies) -> None:
    rename_document(two.lea, "Lea’s title")
    rename_document(two.dana, "Dana’s title")
    assert two.lea.taking.conflicts() == []
    two.meet()
    (one,) = alike(two)
    assert (one.kind, one.path) == (ConflictKind.FIELD, "title")
    assert json.loads(one.said[0].value) == two.lea.documents.all()[0].title == two.dana.documents.all()[0].title
    assert {said.person for said in one.said} == {coder.id for coder in two.lea.coders.all()[:2]}
    assert all(said.time for said in one.said)
    rename_document(two.lea, "Decided")
    assert two.lea.taking.conflicts() == []
    two.meet()
    assert alike(two) == [] and two.dana.documents.all()[0].title == "Decided"


def say(project: Project, **fields: str) -> None:
    documents.set_metadata(project, project.documents.all()[0].id, dict(fields))


def test_keys_are_listed_one_by_one(two: TwoCopies) -> None:
    say(two.lea, place="Paris", kind="readout")
    say(two.dana, place="Beijing")
    two.meet()
    (one,) = alike(two)
    assert one.path == "metadata/place" and {json.loads(json.loads(said.value)) for said in one.said} == {
        "Paris",
        "Beijing",
    }
    assert two.lea.documents.all()[0].metadata["kind"] == "readout"


def test_a_name_given_twice_is_listed_with_both(two: TwoCopies) -> None:
    for project in (two.lea, two.dana):
        people.add_coder(project, "Emil")
    two.meet()
    found = [one for one in alike(two) if one.table == "coders"]
    assert [one.kind for one in found] == [ConflictKind.NAME]
    assert len(found[0].said) == 2 and two.lea.coders.get(found[0].row).name == "Emil (2)"


def test_two_codebooks_are_listed_with_the_one_in_force_first(two: TwoCopies) -> None:
    for project, name in ((two.lea, "Threat"), (two.dana, "Praise")):
        book = project.codebook
        codebook.save(project, book.with_labels([*book.labels, Label(id=LabelId(name.lower()), name=name)]))
    two.meet()
    (one,) = alike(two)
    assert one.kind is ConflictKind.CODEBOOK and one.row == two.lea.codebooks.current().id == one.said[0].row


def test_an_actor_who_was_removed_and_used_is_kept_and_listed(two: TwoCopies) -> None:
    dana = two.dana.coders.all()[1]
    document, layer = two.dana.documents.all()[0].id, two.dana.layers.of_coder(dana.id)[0].id
    span = annotate.add_span(two.dana, document, layer, [(0, 6)], "actor")
    annotate.set_actor(two.dana, span.id, GROUP)
    actors.remove(two.lea, GROUP)
    two.meet()
    (one,) = alike(two)
    assert (one.kind, one.row) == (ConflictKind.KEPT, GROUP) and two.lea.actors.get(GROUP).name == "Contact Group"
    assert one.said[0].person == two.lea.coders.all()[0].id


def test_a_set_that_one_changed_and_the_other_removed_is_listed(two: TwoCopies) -> None:
    made = sets.make_set(two.lea, "Training", documents=[two.lea.documents.all()[0].id])
    two.meet()
    sets.remove_set(two.lea, made.id)
    sets.rename_set(two.dana, made.id, "Practice")
    two.meet()
    (one,) = alike(two)
    assert one.path == "exists" and [json.loads(said.value) for said in one.said] == [True, False]


def one_alone(two: TwoCopies) -> None:
    rename_document(two.lea, "One alone")


def both_alike(two: TwoCopies) -> None:
    for project in (two.lea, two.dana):
        rename_document(project, "Both alike")


def other_keys(two: TwoCopies) -> None:
    say(two.lea, place="Paris")
    say(two.dana, kind="readout")


@pytest.mark.parametrize("work", [one_alone, both_alike, other_keys])
def test_what_goes_together_is_not_listed(two: TwoCopies, work: Callable[[TwoCopies], None]) -> None:
    work(two)
    two.meet()
    assert alike(two) == []
