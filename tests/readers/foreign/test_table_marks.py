"""Tables of codings are known by their columns, tables of tokens by their rows; tables of texts are neither."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.formats.tables import coding_table, dyads
from annotator.readers.foreign import table_marks
from annotator.readers.foreign.look import FileLook
from tests.examples import examples


@pytest.mark.parametrize(
    ("header", "is_coded"),
    [
        ("text,label", True),
        ("start,end,quote", True),
        ("doc;begin;end;code", True),
        ("annotator,unit,code", True),
        ("Document name,Code,Beginning,End,Segment", True),
        ("ID,Quotation Content,Codes,Document", True),
        ("id,document,tag,content", True),
        ("token,ner_tag", True),
        ("document,content,date", False),
        ("quote,speaker,date", False),
        ("text,date,speaker", False),
        ("title,text,source", False),
        ("from,to,subject,text", False),
        ("label,date", False),
        ("category,text", False),
    ],
)
def test_columns_tell_codings_from_texts(header: str, is_coded: bool) -> None:
    data = f"{header}\n{',' * header.count(',')}x\n".encode()
    assert table_marks.looks_coded(FileLook("a.csv", data)) is is_coded
    assert not table_marks.looks_coded(FileLook("a.txt", data))


def test_our_own_tables_are_known_under_any_name() -> None:
    for columns, sign in (
        (coding_table.COLUMNS, table_marks.is_of_our_spans),
        (dyads.COLUMNS, table_marks.is_of_our_dyads),
    ):
        for name in ("a.csv", "a.txt", "a"):
            assert sign(FileLook(name, ("\ufeff" + ",".join(columns) + "\n").encode()))
        assert not sign(FileLook("a.csv", ",".join(columns[:3]).encode()))


@settings(max_examples=examples(30))
@given(words=st.lists(st.text("abcdefgé-", min_size=1, max_size=20), min_size=20, max_size=60))
def test_rows_of_a_word_each_are_tokens_and_rows_of_sentences_are_not(words: list[str]) -> None:
    for header, before in (("token,pos", ""), ("id,text", "1,"), ("word", "")):
        after = ",NN" if header == "token,pos" else ""
        rows = "\n".join(f"{before}{word}{after}" for word in words)
        assert table_marks.is_of_tokens(FileLook("a.csv", f"{header}\n{rows}".encode()))
        sentences = "\n".join(f"{before}They {word} it.{after}" for word in words)
        assert not table_marks.is_of_tokens(FileLook("a.csv", f"{header}\n{sentences}".encode()))


def test_sentences_without_blanks_are_no_tokens() -> None:
    rows = "\n".join(f"{n},外交部发言人就此事答记者问" for n in range(30))
    assert not table_marks.is_of_tokens(FileLook("a.csv", f"id,text\n{rows}".encode()))
    rows = "\n".join(f"{n},外交" for n in range(30))
    assert table_marks.is_of_tokens(FileLook("a.csv", f"id,text\n{rows}".encode()))
