"""What columns are taken for, by their names and by what stands in them."""

import pytest

from annotator.formats.tables.columns import MEANINGS, TARGETS, kind_of_table, proposed_columns, seen
from annotator.formats.tables.rows import RowTable


def proposal(header: str, *rows: str) -> dict[str, str]:
    table = RowTable(tuple(header.split(",")), [row.split(",") for row in rows])
    return dict(proposed_columns(table, list(table), seen(table, list(table))).pairs)


@pytest.mark.parametrize(
    ("header", "row", "wanted"),
    [
        ("ID,Document,Quotation Content,Codes,Comment", "1,d,q,c,n", "id document quote label note"),
        ("id,document,tag,content", "1,d,t,c", "id document label quote"),
        ("Document name,Code,Beginning,End,Segment", "d,c,1,2,s", "document label start stop quote"),
        ("text,start_offset,length,code", "t,1,2,c", "text start length label"),
        ("id,text,label", "1,t,l", "document text label"),
        ("Dokument,Kategorie,Zitat,Kodierer", "d,c,q,k", "document label quote coder"),
    ],
)
def test_columns_of_other_programs_are_known_by_their_names(header: str, row: str, wanted: str) -> None:
    assert list(proposal(header, row).values()) == wanted.split()


def test_what_is_the_same_throughout_a_document_is_known_of_it_and_the_rest_is_an_attribute() -> None:
    found = proposal("doc,label,quote,Datum,tone", "a,x,q,2020-01-02,1", "a,y,r,2020-01-02,2", "b,x,q,2021-02-03,1")
    assert (found["Datum"], found["tone"]) == ("date", "attribute")


def test_many_rows_of_a_document_with_texts_of_their_own_are_its_pieces() -> None:
    rows = [f"{doc},sentence {n},x" for doc in "ab" for n in range(4)]
    assert proposal("doc,text,label", *rows)["text"] == "unit"
    assert proposal("doc,text,label", *rows[::4])["text"] == "text"


def test_empty_columns_are_not_shown_and_the_kind_is_of_the_others() -> None:
    table = RowTable(("a", "b"), [["x" * 100, ""], ["y"]])
    fields = seen(table, list(table))
    assert [field.name for field in fields] == ["a"] and len(fields[0].examples[0]) < 100
    assert kind_of_table(fields).fields == {"a"}
    assert len(set(TARGETS)) == len(TARGETS)


def test_each_meaning_is_said() -> None:
    assert tuple(MEANINGS) == TARGETS and all(MEANINGS.values())
