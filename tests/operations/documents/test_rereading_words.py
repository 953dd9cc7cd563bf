"""What reading documents anew does, in words."""

from pathlib import Path

from annotator.model.document import DocumentDraft
from annotator.operations.documents import documents, rereading, rereading_words
from tests.operations.desks import make_table

OLD = "The President urged the Coundl to act at once on all of it.\n12\nThe talks were welcome to all who came.\n"


def test_what_moves_and_what_does_not_is_said_in_numbers_and_passages(tmp_path: Path) -> None:
    table = make_table(tmp_path)
    table.project.person = None
    table.documents += [one.id for one in documents.add_drafts(table.project, [DocumentDraft("Speech", OLD)])[0]]
    table.code("Ana", "appeal", "Coundl", document=2)
    table.code("Ana", "appeal", "talks", document=2)
    lost = table.code("Ben", "warning", "12", document=2)
    table.project.person = None
    new = DocumentDraft("x", OLD.replace("Coundl", "Council").replace("\n12\n", " "), notices=("a guess",))
    plan = rereading.plan(table.project, table.documents[2], new)
    assert rereading_words.summary(plan) == "2 codings move, 1 with other words; 1 finds no place"
    assert rereading_words.total([plan]) == "1 document is read anew, 2 codings move and 1 finds no place."
    assert list(rereading_words.by_layer(table.project, plan)) == [("Ana", 2, 1, 0), ("Ben", 0, 0, 1)]
    [changed] = [moved for moved in plan.moved if not moved.is_same]
    assert rereading_words.moved_said(table.project, changed) == "Appeal: “Coundl” → “Council”"
    assert rereading_words.left_said(table.project, lost) == "Warning: “12”"
    assert rereading_words.notices([plan, plan]) == ["a guess"]


def test_a_long_quote_is_cut_in_its_middle() -> None:
    quote = "begins " + "x " * 200 + "\nends"
    said = rereading_words.shortened(quote)
    assert said.startswith("begins") and said.endswith("ends") and " … " in said and len(said) < 130
    assert rereading_words.shortened("a\nb") == "a b"
