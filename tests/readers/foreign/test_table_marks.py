"""Tables of codings are known by their columns, tables of tokens by their rows; tables of texts are neither."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.formats.tables import coding_table, dyads
from annotator.readers.foreign import table_marks
from annotator.readers.foreign.kinds import TABLES, recognised
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


NAMED = {
    "document": ("document", "Document name", "FILE", "Titel", "source", "документ"),
    "label": ("label", "Code", "LABELS", "Kategorie", "codes", "метка"),
    "start": ("start", "Begin", "start_offset", "Anfang", "début", "начало"),
    "stop": ("stop", "End", "end_offset", "Ende", "fin", "конец"),
    "quote": ("quote", "Segment", "Quotation Content", "Zitat", "extrait", "цитата"),
    "note": ("note", "Memo", "Comment", "Notiz", "", "x"),
}


@settings(max_examples=examples(40))
@given(
    names=st.fixed_dictionaries({key: st.sampled_from(names) for key, names in NAMED.items()}),
    order=st.permutations(sorted(NAMED)),
    titles=st.sampled_from(["Doc{n}", "a-{n}.txt", "Joint statement {n}", "{n}", "外交"]),
    quote=st.sampled_from(["peace", "urged China", "外交部"]),
    without=st.sets(st.sampled_from(["start", "quote", "note"]), max_size=2),
    delimiter=st.sampled_from(",;\t"),
    rows=st.integers(1, 60),
)
def test_a_table_of_codings_is_one_whatever_its_titles_look_like(
    names: dict[str, str], order: list[str], titles: str, quote: str, without: set[str], delimiter: str, rows: int
) -> None:
    without |= {"stop"} if "start" in without else set()
    if {"start", "quote"} <= without:
        without -= {"quote"}
    columns = [key for key in order if key not in without]
    made = [delimiter.join(names[key] for key in columns)]
    for n in range(rows):
        start = 7 * n * n
        row = {"document": titles.format(n=n % 5), "label": "war" if n % 3 else "peace", "start": str(start)}
        row |= {"stop": str(start + len(quote)), "quote": quote, "note": "=?" if n % 7 else ""}
        made.append(delimiter.join(row[key] for key in columns))
    look = FileLook("a.csv", "\n".join(made).encode())
    assert table_marks.is_plainly_coded(look) and not table_marks.is_of_tokens(look)
    assert recognised(look, TABLES) is TABLES[1]


def test_tokens_with_their_places_are_tokens_and_words_here_and_there_are_none() -> None:
    words = [f"word{n}" for n in range(40)]
    at, rows, sparse = 0, [], []
    for n, word in enumerate(words):
        rows.append(f"{word},{at},{at + len(word)},O")
        sparse.append(f"{word},{n * 50},{n * 50 + len(word)},ACTOR")
        at += len(word) + 1
    for column in ("token", "text", "word"):
        assert table_marks.is_of_tokens(FileLook("a.csv", "\n".join([f"{column},start,end,label", *rows]).encode()))
        look = FileLook("a.csv", "\n".join([f"{column},start,end,label", *sparse]).encode())
        assert not table_marks.is_of_tokens(look) and table_marks.looks_coded(look)


def test_titles_alone_are_asked_about() -> None:
    rows = "\n".join(f"Doc{n},1971" for n in range(40))
    assert table_marks.is_of_tokens(FileLook("a.csv", f"document,date\n{rows}".encode()))
    rows = "\n".join(f"Doc{n},war" for n in range(40))
    look = FileLook("a.csv", f"document,label\n{rows}".encode())
    assert recognised(look, TABLES) is TABLES[1]
