"""Tables: one document a row, whichever column the texts are in."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.document import DocumentDraft, canonical
from annotator.model.errors import BadFile, NeedsColumn
from annotator.readers.registry import read_bytes

LONG = "The Security Council decides to remain seized of the matter and calls on all parties to comply."


def read(text: str, name: str = "speeches.csv", **chosen: str) -> list[DocumentDraft]:
    return read_bytes(name, text.encode(), **chosen)


def test_each_row_is_a_document_with_the_other_columns_as_metadata() -> None:
    drafts = read('id,date,title,text\n1,2023-04-06,Readout,"They met,\r\nand ""agreed""."\n2,,Speech,Thanks\n')
    assert [(draft.title, draft.text) for draft in drafts] == [
        ("Readout", 'They met,\nand "agreed".'),
        ("Speech", "Thanks"),
    ]
    assert [draft.metadata for draft in drafts] == [{"id": "1", "date": "2023-04-06"}, {"id": "2"}]
    assert {draft.source for draft in drafts} == {"speeches.csv"}


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(delimiter: str) -> None:
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter).writerows(
        [["country", "text"], ["FR", "Peace; order, and | tabs\t."], ["CN", "Talks, talks; talks"]]
    )
    assert [draft.text for draft in read(file.getvalue())] == ["Peace; order, and | tabs\t.", "Talks, talks; talks"]


def test_a_tsv_file_is_divided_by_tabs_alone() -> None:
    assert read("name\ttext\na,b,c\td,e,f\n", "a.tsv")[0].text == "d,e,f"


@given(
    st.lists(
        st.tuples(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1), st.integers()),
        min_size=1,
        max_size=6,
    ).filter(lambda rows: all(text.strip() for text, _ in rows))
)
def test_whatever_is_written_as_csv_is_read_back(rows: list[tuple[str, int]]) -> None:
    file = io.StringIO()
    csv.writer(file).writerows([("text", "number"), *rows])
    drafts = read_bytes("a.csv", file.getvalue().encode())
    assert [draft.text for draft in drafts] == [canonical(text) for text, _ in rows]
    assert [draft.metadata["number"] for draft in drafts] == [str(number) for _, number in rows]


def test_the_column_with_by_far_the_longest_texts_is_taken() -> None:
    (draft,) = read(f"country,words\nFrance,{LONG}\n")
    assert draft.text == LONG
    assert draft.title == "speeches 1"


def test_a_table_without_a_plain_text_column_asks_for_it() -> None:
    words = "no column is plainly the one with the texts; choose the text column: “a”, “b”"
    with pytest.raises(NeedsColumn, match=words) as asked:
        read("a,b\nx,y\n")
    assert asked.value.columns == ("a", "b")
    (draft,) = read("a,b\nx,y\n", text_column="b", title_column="a")
    assert (draft.title, draft.text, draft.metadata, draft.columns) == ("x", "y", {}, ("b", "a"))


def test_a_chosen_column_that_is_not_there_is_answered_with_the_list() -> None:
    with pytest.raises(BadFile, match="there is no column “body”; choose one of “id”, “text”"):
        read("id,text\n1,x\n", text_column="body")


def test_an_id_that_serves_as_title_stays_in_the_metadata() -> None:
    (draft,) = read("id,text\nS-1,x\n")
    assert (draft.title, draft.metadata) == ("S-1", {"id": "S-1"})


def test_rows_without_text_are_left_out_and_named() -> None:
    drafts = read("id,text\n1,x\n2,\n3,y\n\n4, \n")
    assert [draft.title for draft in drafts] == ["1", "3"]
    assert drafts[0].notices == ("Left out because “text” is empty there: row 2, 4.",)
    assert drafts[1].notices == ()


def test_short_rows_are_read_and_named() -> None:
    drafts = read("text,note\nx,y\nz\n")
    assert [draft.text for draft in drafts] == ["x", "z"]
    assert drafts[0].notices == ("Fewer cells than the header has: row 2.",)


def test_nameless_and_equal_columns_get_names() -> None:
    assert read("text,,a,a\nx,1,2,3\n")[0].metadata == {"column 2": "1", "a": "2", "a (4)": "3"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("id,text\n1,a,b\n", "the row that ends in line 2 has 3 cells, the header 2; put cells"),
        ('id,text\n1,"never closed\n2,x\n', "line 3 is broken .*check its quotation marks"),
        ("id,text\n", "the table has no rows under its header"),
        ("\n\n", "the table has no rows"),
        ("text,id\n,1\n", "the column “text” has no text in any row"),
    ],
)
def test_a_broken_table_is_refused_whole(text: str, words: str) -> None:
    with pytest.raises(BadFile, match=words):
        read(text)


def test_a_cell_may_be_as_long_as_a_book() -> None:
    assert len(read("id,text\n1," + "x" * 500_000)[0].text) == 500_000


def test_a_table_in_a_legacy_encoding_says_its_guess_once() -> None:
    data = "id,text\n1,Стороны подтвердили приверженность\n2,мирному урегулированию\n".encode("cp1251")
    first, second = read_bytes("a.csv", data)
    assert "windows-1251, a guess" in first.notices[0]
    assert (second.text, second.notices) == ("мирному урегулированию", ())
