"""What is put back is as it was, or says how it is not."""

from pathlib import Path

import pytest

from annotator.model.codebook import Label, Role
from annotator.model.document import DocumentDraft
from annotator.model.errors import NotAllowed, NotFound, UndoBlocked
from annotator.model.ids import LabelId, RoleId
from annotator.model.removal import RemovalId
from annotator.operations.codebook import codebook
from annotator.operations.coding import acts
from annotator.operations.documents import documents
from annotator.operations.people import people
from annotator.operations.recycle_bin import putting_back, removing
from annotator.operations.recycle_bin.listing import listed
from annotator.store.schema.tables import Table
from tests.operations.random_projects import content_of
from tests.projects import TEXT, Desk, make_desk, said

APPEAL = LabelId("appeal")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = make_desk(tmp_path)
    made.project.person = made.ana.id
    return made


def put_all_back(desk: Desk) -> list[str]:
    return putting_back.put_back(desk.project, [one.removal.id for one in listed(desk.project)])


def test_what_is_put_back_at_once_is_as_it_was(desk: Desk) -> None:
    ben, bens = people.add_coder(desk.project, "Ben")
    desk.code("urged China", layer=bens)
    desk.project.person = desk.ana.id
    before = content_of(desk.project)
    documents.remove(desk.project, [desk.documents[0].id], with_codings=True)
    removing.remove_coder(desk.project, ben.id, with_codings=True)
    assert put_all_back(desk) == []
    assert content_of(desk.project) == before and listed(desk.project) == []
    assert said(desk.project) == "Put 2 things back from the recycle bin"
    desk.project.undo()
    assert len(listed(desk.project)) == 2 and desk.project.spans.count() == 0
    desk.project.redo()
    assert content_of(desk.project) == before and desk.project.check() == []


@pytest.mark.parametrize("kind", ["document", "coder", "layer", "label"])
def test_the_history_names_what_was_put_back(desk: Desk, kind: str) -> None:
    ben, _ = people.add_coder(desk.project, "Ben")
    again = people.add_layer(desk.project, desk.ana.id, "again")
    desk.project.person = desk.ana.id
    if kind == "document":
        documents.remove(desk.project, [desk.documents[0].id])
    elif kind == "coder":
        removing.remove_coder(desk.project, ben.id)
    elif kind == "layer":
        removing.remove_layer(desk.project, again.id)
    else:
        removing.remove_label(desk.project, APPEAL)
    put_all_back(desk)
    name = {"document": "a document", "coder": "the coder Ben", "layer": "the layer again", "label": "Appeal"}[kind]
    assert said(desk.project) == f"Put {name} back"


def test_names_that_were_taken_come_back_with_a_number(desk: Desk) -> None:
    ben, bens = people.add_coder(desk.project, "Ben")
    span = desk.code("urged China", layer=bens)
    desk.project.person = desk.ana.id
    removing.remove_coder(desk.project, ben.id, with_codings=True)
    people.add_coder(desk.project, "ben")
    told = put_all_back(desk)
    assert {coder.name for coder in desk.project.coders.all()} == {"Ana", "ben", "Ben (2)"}
    assert desk.project.layers.get(bens.id).name == "Ben (2)"
    assert len(told) == 2 and all("“Ben (2)”" in line for line in told)
    assert desk.project.spans.get(span.id) == span
    assert len({coder.pseudonym for coder in desk.project.coders.all()}) == 3
    assert desk.project.check() == []
    desk.project.undo()
    assert desk.project.removals.value(Table.CODERS, ben.id, "name") == "Ben"
    desk.project.redo()
    assert desk.project.coders.get(ben.id).name == "Ben (2)" and desk.project.check() == []


def test_a_text_that_came_in_again_keeps_its_document_in_the_bin(desk: Desk) -> None:
    documents.remove(desk.project, [desk.documents[0].id])
    documents.add_drafts(desk.project, [DocumentDraft("Anew", TEXT)])
    with pytest.raises(NotAllowed, match="came in again as “Anew”; remove that one first"):
        put_all_back(desk)
    again = desk.project.documents.all()[0]
    documents.remove(desk.project, [again.id])
    putting_back.put_back(desk.project, [RemovalId(f"documents/{desk.documents[0].id}")])
    with pytest.raises(NotAllowed, match="came in again"):
        put_all_back(desk)


def test_undoing_a_removal_waits_for_the_same_text(desk: Desk) -> None:
    documents.remove(desk.project, [desk.documents[0].id])
    desk.project.person = None
    documents.add_drafts(desk.project, [DocumentDraft("Anew", TEXT)])
    desk.project.person = desk.ana.id
    with pytest.raises(UndoBlocked, match="is in another document since"):
        desk.project.undo()
    assert desk.project.documents.count() == 1


def test_a_label_comes_back_into_a_new_version_with_its_codings(desk: Desk) -> None:
    span = desk.code("urged China")
    before = desk.project.codebooks.current()
    removing.remove_label(desk.project, APPEAL, with_codings=True)
    assert put_all_back(desk) == []
    now = desk.project.codebooks.current()
    assert now.codebook == before.codebook and now.number == before.number + 2
    assert desk.project.spans.get(span.id) == span
    assert desk.project.check() == []


def test_a_label_whose_name_and_key_were_taken_comes_back_with_others(desk: Desk) -> None:
    removing.remove_label(desk.project, APPEAL)
    book = desk.project.codebook
    new = Label(id=LabelId("plea"), name="Appeal", key="1")
    codebook.save(desk.project, book.with_labels([new, *(one for one in book.labels if one.key != "1")]))
    told = put_all_back(desk)
    label = desk.project.codebook.get("appeal")
    assert label is not None and (label.name, label.key) == ("Appeal (2)", "")
    assert any("“Appeal (2)”" in line for line in told)


def test_a_label_that_the_codebook_gets_again_brings_its_codings(desk: Desk) -> None:
    span, book = desk.code("urged China"), desk.project.codebook
    removing.remove_label(desk.project, APPEAL, with_codings=True)
    codebook.save(desk.project, book)
    assert desk.project.spans.get(span.id) == span and listed(desk.project) == []
    desk.project.undo()
    assert desk.project.spans.count() == 0 and len(listed(desk.project)) == 1
    assert desk.project.check() == []


def test_a_slot_that_was_filled_meanwhile_keeps_what_it_has(desk: Desk) -> None:
    book = desk.project.codebook
    party = Label(id=LabelId("party"), name="Party")
    act = Label(id=LabelId("act"), name="Act", roles=(Role(id=RoleId("who"), name="Who"),))
    codebook.save(desk.project, book.with_labels([*book.labels, party, act]))
    first, other, of = desk.code("China", "party"), desk.code("French", "actor"), desk.code("urged China", "act")
    desk.project.person = desk.ana.id
    acts.fill_slot(desk.project, of.id, "who", acts.SlotFiller(span=first.id))
    removing.remove_label(desk.project, LabelId("party"), with_codings=True)
    filled = acts.fill_slot(desk.project, of.id, "who", acts.SlotFiller(span=other.id))
    (line,) = put_all_back(desk)
    assert line == "Slots filled meanwhile keep what they have: 1 party."
    assert desk.project.links.of_spans([of.id]) == [filled] and desk.project.check() == []
    desk.project.undo()
    people.add_coder(desk.project, "Ben")
    assert desk.project.check() == []


def test_what_something_else_in_the_bin_holds_stays_there_and_is_said(desk: Desk) -> None:
    desk.code("urged China")
    desk.project.person = desk.ana.id
    removing.remove_label(desk.project, APPEAL, with_codings=True)
    documents.remove(desk.project, [desk.documents[0].id])
    id = RemovalId(f"documents/{desk.documents[0].id}")
    assert putting_back.put_back(desk.project, [id]) == [
        "1 coding stays in the recycle bin with something else that was removed."
    ]
    with pytest.raises(NotFound, match="not in the recycle bin any more"):
        putting_back.put_back(desk.project, [id])
    assert desk.project.documents.count() == 1 and desk.project.spans.count() == 0
    put_all_back(desk)
    assert desk.project.spans.count() == 1 and desk.project.check() == []
