"""Every saved codebook is kept whole, and the highest number is in force."""

from pathlib import Path

import pytest

from annotator.model.codebook_version import CodebookVersion, known_by_number
from annotator.model.errors import UndoBlocked
from annotator.model.ids import UNKNOWN_VERSION, CodebookVersionId, new_id
from annotator.model.verbs.verb import Told
from annotator.operations.codebook import codebook
from annotator.operations.people import people
from tests.projects import Desk, default_codebook, make_desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path)


def test_the_codebook_in_force_follows_undo(desk: Desk) -> None:
    other = default_codebook().model_copy(update={"name": "Other"})
    codebook.save(desk.project, other)
    assert desk.project.codebook == other
    desk.project.undo()
    assert desk.project.codebook == default_codebook()
    desk.project.redo()
    assert desk.project.codebook == other


def called(desk: Desk, name: str) -> None:
    """Save a codebook in which the first label has another name."""
    book = desk.project.codebook
    codebook.save(desk.project, book.with_labels([book.labels[0].model_copy(update={"name": name}), *book.labels[1:]]))


def test_a_number_is_never_given_twice_though_its_version_was_undone(desk: Desk) -> None:
    assert desk.project.codebooks.next_number() == 2
    called(desk, "Request")
    desk.project.undo()
    assert desk.project.codebooks.current().number == 1 and desk.project.codebooks.next_number() == 3
    called(desk, "Demand")
    assert [version.number for version in desk.project.codebooks.all()] == [1, 3]
    last = desk.project.codebooks.current().id
    assert desk.project.codebooks.get_many([last, CodebookVersionId("gone")]) == {last: desk.project.codebook}
    assert [desk.project.codebooks.number_of(id) for id in (last, known_by_number(9), UNKNOWN_VERSION)] == [3, 9, 0]


def test_what_was_ever_called_something_has_its_last_name(desk: Desk) -> None:
    project, label = desk.project, desk.project.codebook.labels[0]
    role = label.roles[0]
    names = project.codebooks.last_names()
    assert (names[(label.id,)], names[(label.id, "roles", role.id)]) == (label.name, role.name)
    called(desk, "Request")
    assert project.codebooks.last_names()[(label.id,)] == "Request"
    codebook.save(project, project.codebook.with_labels([]))
    assert project.codebooks.last_names()[(label.id,)] == "Request", "it is gone, and was called so last"
    for _ in range(2):
        project.undo()
    assert project.codebooks.last_names().keys() >= {(one.id,) for one in project.codebook.labels}


def test_a_version_under_which_another_coded_is_not_taken_away(desk: Desk) -> None:
    _, bens = people.add_coder(desk.project, "Ben")
    called(desk, "Request")
    desk.code("urged China", layer=bens)
    with pytest.raises(UndoBlocked, match=r"made under that version since \(1\); change the codebook itself instead"):
        desk.project.undo()
    assert desk.project.codebooks.current().number == 2 and desk.project.check() == []


def test_a_version_comes_back_with_all_that_is_known_of_its_making(desk: Desk) -> None:
    version = CodebookVersion(
        CodebookVersionId(new_id()), 7, default_codebook(), "note\n注", desk.ana.id, "2026-01-02T03:04:05Z"
    )
    with desk.project.transact(Told(sentence="Replace")):
        desk.project.codebooks.clear()
        desk.project.codebooks.add([version])
    assert desk.project.codebooks.all() == [version] and desk.project.codebooks.current() == version
