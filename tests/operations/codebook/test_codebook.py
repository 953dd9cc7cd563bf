"""Each change of the codebook is a version; none loses a label that spans have."""

from pathlib import Path

import pytest

from annotator.model.codebook import Codebook, Label
from annotator.model.errors import BadCodebook, BadFile, NotAllowed, NotFound, UndoBlocked
from annotator.model.ids import LabelId
from annotator.operations.codebook import codebook
from annotator.operations.coding import annotate
from annotator.store.project import Project
from tests.operations.desks import BOOK, Table, make_table

RENAMED = BOOK.model_copy(update={"name": "Acts, second edition"})


@pytest.fixture
def table(tmp_path: Path) -> Table:
    return make_table(tmp_path)


def test_a_changed_codebook_is_a_new_version_and_the_old_one_is_kept(table: Table) -> None:
    table.sit("Ana")
    assert codebook.save(table.project, RENAMED, "a better name") == 2
    assert codebook.save(table.project, RENAMED) == 2
    first, second = table.project.codebooks.all()
    assert (first.codebook, second.codebook) == (BOOK, RENAMED)
    assert (second.note, second.coder) == ("a better name", table.coders["Ana"].id)
    table.project.undo()
    assert table.project.codebook == BOOK


def test_a_label_that_spans_have_cannot_go(table: Table) -> None:
    table.code("Ana", "actor", "France")
    without = BOOK.model_copy(update={"labels": BOOK.labels[:2]})
    with pytest.raises(NotAllowed, match="no label “actor”, which 1 span has; relabel it first"):
        codebook.save(table.project, without)
    assert table.project.codebook == BOOK


def test_labels_are_named_by_ids_before_names_whatever_their_capitals(table: Table) -> None:
    first, second = (
        label.model_copy(update={"name": name}) for label, name in zip(BOOK.labels, ("Actor", "Straße"), strict=False)
    )
    codebook.save(table.project, BOOK.model_copy(update={"labels": (first, second, *BOOK.labels[2:])}))
    for name in ("actor", "Actor", "ACTOR"):
        assert codebook.labels_named(table.project, [name]) == ("actor",), "“Actor” is the name of another one too"
    assert codebook.labels_named(table.project, ["STRASSE", "genre", "warning", "Genre"]) == ("warning", "genre")
    assert codebook.labels_named(table.project, []) == ()
    with pytest.raises(
        NotFound, match="no label “threat” in the codebook; its labels are: appeal, warning, actor, genre"
    ):
        codebook.labels_named(table.project, ["actor", "threat"])


def test_a_codebook_is_written_and_read_as_the_same_bytes(table: Table, tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    codebook.write_codebook(table.project, path)
    assert codebook.read_codebook(path) == BOOK
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert codebook.read_codebook(path) == BOOK
    with pytest.raises(BadFile, match="cannot be written"):
        codebook.write_codebook(table.project, tmp_path / "no" / "book.json")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "book.json: "),
        (b"{", "book.json: "),
        (b"[]", "book.json: "),
        (b"\xff\xfe\x00", "book.json: "),
        (b'{"labels": [{"id": "a", "name": "A"}, {"id": "a", "name": "B"}]}', "the label id “a” is used twice"),
        (b'{"labels": [{"id": "A b", "name": "A"}]}', "cannot be the id of a label"),
        (b'{"labels": [{"id": "a", "name": "A", "parent": "a"}]}', "its own ancestor"),
    ],
)
def test_a_codebook_that_cannot_be_used_is_refused_in_one_sentence(
    tmp_path: Path, content: bytes, sentence: str
) -> None:
    path = tmp_path / "book.json"
    path.write_bytes(content)
    with pytest.raises(BadCodebook, match=sentence) as caught:
        codebook.read_codebook(path)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", ["gone.json", "", "x" * 300, "a\0b"])
def test_a_codebook_that_is_not_there_is_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadFile):
        codebook.read_codebook(tmp_path / name)


def test_the_default_codebook_has_the_four_labels() -> None:
    assert [label.id for label in codebook.default_codebook().labels] == ["appeal", "commitment", "warning", "actor"]


def test_a_new_project_takes_a_codebook_over_with_its_number_and_gives_it_back(table: Table) -> None:
    theirs = Codebook(labels=(Label(id=LabelId("vow"), name="Vow"),))
    codebook.adopt(table.project, theirs, 7)
    assert [(version.number, version.codebook) for version in table.project.codebooks.all()] == [(7, theirs)]
    steps = table.project.journal.count()
    codebook.adopt(table.project, theirs, 7)
    assert table.project.journal.count() == steps
    table.project.undo()
    assert [(version.number, version.codebook) for version in table.project.codebooks.all()] == [(1, BOOK)]


@pytest.mark.parametrize(("theirs", "given"), [(1, 3), (9, 9)])
def test_a_codebook_that_was_worked_on_is_kept_below_the_one_taken_over(table: Table, theirs: int, given: int) -> None:
    codebook.save(table.project, RENAMED)
    codebook.adopt(table.project, BOOK, theirs)
    assert [version.number for version in table.project.codebooks.all()] == [1, 2, given]


def changed(definition: str) -> Codebook:
    """Return the codebook with another definition of its first label."""
    first = BOOK.labels[0].model_copy(update={"definition": definition})
    return BOOK.with_labels([first, *BOOK.labels[1:]])


def test_a_version_that_others_coded_under_is_not_taken_back(table: Table) -> None:
    project = table.project
    table.sit("Ana")
    codebook.save(project, changed("one"))
    bens = table.code("Ben", "appeal", "urged")
    table.sit("Ana")
    with pytest.raises(UndoBlocked, match=r"made under that version since \(1\); change the codebook itself"):
        project.undo()
    assert project.codebooks.current().number == 2 and project.check() == []
    table.sit("Ben")
    annotate.remove_spans(project, [bens.id])
    table.sit("Ana")
    project.undo()
    assert project.codebook == BOOK


def test_a_number_is_never_used_again(table: Table) -> None:
    project = table.project
    table.sit("Ana")
    codebook.save(project, changed("one"))
    table.code("Ben", "appeal", "urged")
    project.undo()
    table.sit("Ana")
    project.undo()
    assert codebook.save(project, changed("other")) == 3
    table.sit("Ben")
    project.redo()
    assert table.spans()[0].codebook_version not in project.codebooks.numbers()


def test_a_version_below_a_later_one_is_neither_taken_back_nor_done_again(table: Table) -> None:
    project = table.project
    table.sit("Ana")
    codebook.save(project, changed("one"))
    table.sit("Ben")
    codebook.save(project, changed("two"))
    table.sit("Ana")
    with pytest.raises(UndoBlocked, match="has been changed since"):
        project.undo()
    table.sit("Ben")
    project.undo()
    table.sit("Ana")
    project.undo()
    table.sit("Ben")
    codebook.save(project, changed("three"))
    table.sit("Ana")
    with pytest.raises(UndoBlocked, match="cannot be redone: the codebook has been changed since"):
        project.redo()
    assert project.codebook == changed("three")


@pytest.mark.parametrize(
    ("label", "problem"),
    [
        ('"name": " "', "label 1 (“a”): its name is blank."),
        ('"name": "A", "name": "B"', "the field “name” is written twice in “a”."),
        ('"name": "A", "retired": "no"', "label 1 (“a”): retired: true or false is expected here."),
        (
            '"name": "A", "attributes": [{"id": "f", "name": "F", "kind": "flag", "values": ["yes"]}]',
            "label 1 (“a”): attribute “f” is a flag, which has no list of values.",
        ),
        ('"name": "A", "roles": [{"id": "r", "name": " "}]', "label 1 (“a”): the name of “r” is blank."),
        (
            '"name": "A", "roles": [{"id": "r", "name": "R", "takes": "passage", "labels": ["a"]}]',
            "label 1 (“a”): role “r” takes a passage, so it cannot name the labels of its spans.",
        ),
    ],
)
def test_what_is_plainly_broken_in_a_file_is_refused(tmp_path: Path, label: str, problem: str) -> None:
    path = tmp_path / "book.json"
    path.write_text(f'{{"labels": [{{"id": "a", {label}}}]}}')
    with pytest.raises(BadCodebook) as caught:
        codebook.read_codebook(path)
    assert str(caught.value) == f"book.json: {problem}"


@pytest.mark.parametrize("name", ["\u200b", "\u202e", " \ufeff"])
def test_a_new_name_that_nobody_can_see_is_refused_and_one_of_an_older_project_stays(tmp_path: Path, name: str) -> None:
    project, book = make_table(tmp_path).project, BOOK
    first, *rest = book.labels
    hidden = book.with_labels([first.model_copy(update={"name": name}), *rest])
    with pytest.raises(NotAllowed, match="can be seen"):
        codebook.save(project, hidden)
    assert project.codebook == book
    (tmp_path / "b.json").write_text(hidden.to_json(), encoding="utf-8")
    with pytest.raises(BadCodebook, match="its name is blank"):
        codebook.read_codebook(tmp_path / "b.json")
    older = Project.create(tmp_path / "older.annot", hidden)
    try:
        assert codebook.save(older, hidden.with_labels([*hidden.labels[:1]])) == 2
    finally:
        older.close()


@pytest.mark.parametrize("name", ["War\u202ening", "\u2066Warning\u2069", " War\u200bning", "Warning\u200f "])
def test_a_new_name_is_kept_without_what_nobody_sees_of_it(table: Table, name: str) -> None:
    first, *rest = BOOK.labels
    shown = first.model_copy(
        update={"name": name, "attributes": tuple(one.model_copy(update={"name": name}) for one in first.attributes)}
    )
    assert codebook.save(table.project, BOOK.with_labels([shown, *rest])) == 2
    kept = table.project.codebook.labels[0]
    assert {kept.name, *(one.name for one in kept.attributes)} == {"Warning"}
    assert table.project.codebook.labels[1:] == BOOK.labels[1:]
    assert codebook.save(table.project, BOOK.with_labels([shown, *rest])) == 2, "the same names are no new version"


def test_a_name_that_a_project_has_stays_as_it_is(tmp_path: Path) -> None:
    first, *rest = BOOK.labels
    hidden = BOOK.with_labels([first.model_copy(update={"name": "War\u202ening"}), *rest])
    project = Project.create(tmp_path / "older.annot", hidden)
    try:
        codebook.save(project, hidden.with_labels([hidden.labels[0]]))
        assert project.codebook.labels[0].name == "War\u202ening"
    finally:
        project.close()
