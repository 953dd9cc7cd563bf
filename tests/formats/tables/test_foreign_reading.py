"""Others' tables of codings: what their columns mean, where passages stand, and what is said of it."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.formats.format import ReadOptions
from annotator.formats.registry import format_for, format_named
from annotator.formats.tables.foreign_reading import read_foreign
from annotator.formats.tables.rows import RowTable
from annotator.model.bundle import Bundle
from annotator.model.document import Document, sha256_of
from annotator.model.errors import BadFile, NeedsColumns
from annotator.model.ids import DocumentId
from annotator.model.span import Span
from annotator.operations.exchange.finding import ImportSource
from annotator.operations.exchange.reading import read_source
from annotator.readers.field_map import FieldMap
from tests.examples import examples

TEXT = "France urged China to talk. It warned.\nThey met again; they met twice. 🕊 No force."


@dataclass
class _Known:
    """A project with one document."""

    text: str = TEXT

    def find(self, *called: str) -> Document | None:
        named = any(name in ("Speech", "speech.txt") for name in called)
        return Document(DocumentId("d"), "Speech", self.text, sha256_of(self.text)) if named else None


def read(path: Path, lines: str, goes: FieldMap | None = None, known: bool = True) -> Bundle:
    path.write_text(lines, "utf-8")
    reader = format_named("csv").reader
    assert reader is not None
    return reader.read(path, ReadOptions(goes=goes, documents=_Known()) if known else ReadOptions(goes=goes))


def spans_of(bundle: Bundle) -> list[Span]:
    return [span for coded in bundle.documents for span in coded.spans]


def names_of(bundle: Bundle) -> dict[str, str]:
    return {layer.id: layer.name for layer in bundle.layers}


def test_a_table_of_maxqda_is_found_by_its_quotes_with_codes_above_and_coders(tmp_path: Path) -> None:
    bundle = read(
        tmp_path / "x.csv",
        "Document name;Code;Beginning;End;Segment;Weight;Created by;Comment\n"
        "Speech;Force\\Urge;1;1;urged China;0;ana;sure?\nSpeech;Force\\Warn;2;2;warned;50;ben;\n",
    )
    assert format_for(tmp_path / "x.csv") is format_named("csv")
    urge, warn = spans_of(bundle)
    assert (urge.quote, urge.note, urge.attributes, names_of(bundle)[urge.layer]) == (
        "urged China", "sure?", {"weight": 0}, "ana"
    )  # fmt: skip
    assert names_of(bundle)[warn.layer] == "ben"
    parents = {label.name: label.parent for label in bundle.codebook.labels}
    assert parents == {"Force": None, "Urge": "force", "Warn": "force"}
    assert any("2 passages stood beside their quotes" in notice for notice in bundle.notices)


def test_passages_without_places_are_found_by_their_words_or_said_to_be_lost(tmp_path: Path) -> None:
    bundle = read(
        tmp_path / "x.csv",
        "ID,Document,Quotation Content,Codes\n1,speech.txt,urged   China,Act; Talk\n"
        "2,Speech,no such words,Act\n3,Speech,met,Act\n4,Speech,met,Act\n",
    )
    found = [(span.label, span.quote, span.doubt) for span in spans_of(bundle)]
    assert found == [
        ("act", "urged China", False),
        ("talk", "urged China", False),
        ("act", "met", True),
        ("act", "met", True),
    ]
    assert len({span.extents for span in spans_of(bundle) if span.quote == "met"}) == 2
    said = " ".join(bundle.notices)
    assert "several times" in said and "its words are not in the text" in said


@settings(max_examples=examples(30), deadline=None)
@given(
    first=st.sampled_from([0, 1]),
    is_last_included=st.booleans(),
    words=st.lists(st.sampled_from(["France", "urged", "China", "warned", "twice", "🕊", "force"]), min_size=1),
)
def test_places_that_count_otherwise_are_noticed_by_the_quotes(
    first: int, is_last_included: bool, words: list[str]
) -> None:
    rows = []
    for word in words:
        start = TEXT.index(word)
        rows.append(["Speech", str(start + first), str(start + len(word) + first - is_last_included), "A", word])
    table = RowTable(("doc", "start", "end", "label", "quote"), rows)
    bundle = read_foreign("x.csv", "x", table, ReadOptions(documents=_Known()))
    assert [(span.quote, span.start) for span in spans_of(bundle)] == [(word, TEXT.index(word)) for word in words]
    assert len(bundle.notices) == 1 + (first == 1 or is_last_included)


def test_a_line_a_document_and_label_is_a_label_on_the_document_of_its_coder(tmp_path: Path) -> None:
    bundle = read(
        tmp_path / "x.csv",
        "id,text,annotator,label,date,conf\n1,They met.,ana,pos,2020-01-02,0.5\n1,They met.,ben,neg,2020-01-02,0.25\n"
        "2,Others.,ben,,2020-01-03,1\n",
    )
    first, second = bundle.documents
    assert (first.document.text, dict(first.document.metadata)) == ("They met.", {"date": "2020-01-02"})
    assert [(names_of(bundle)[one.layer], one.label, one.attributes) for one in first.spans] == [
        ("ana", "pos", {"conf": 0.5}),
        ("ben", "neg", {"conf": 0.25}),
    ]
    assert not second.spans and any("no label" in notice for notice in bundle.notices)
    assert {label.scope for label in bundle.codebook.labels} == {"document"}


def test_rows_that_are_the_pieces_of_a_text_are_put_together_and_that_is_said(tmp_path: Path) -> None:
    bundle = read(tmp_path / "x.csv", "text,cmp_code\nWe will act.,504\nWe want peace.,106\n", known=False)
    (coded,) = bundle.documents
    assert coded.document.text == "We will act.\nWe want peace."
    assert [(one.label, one.quote) for one in coded.spans] == [("504", "We will act."), ("106", "We want peace.")]
    assert any("are its text" in notice for notice in bundle.notices)


def test_texts_in_the_table_with_places_in_them(tmp_path: Path) -> None:
    lines = "text,start,end,label\nThey met in Paris,12,17,place\nThey met in Paris,0,4,party\n"
    (coded,) = read(tmp_path / "x.csv", lines, known=False).documents
    assert {(one.label, one.quote) for one in coded.spans} == {("place", "Paris"), ("party", "They")}


def test_whoever_imports_says_what_columns_mean(tmp_path: Path) -> None:
    lines = "a,b,c\nSpeech,urged,X\n"
    with pytest.raises(NeedsColumns, match="labels") as asked:
        read(tmp_path / "x.csv", lines)
    assert [name for name, _ in asked.value.fields] == ["a", "b", "c"]
    goes = FieldMap((("a", "document"), ("b", "quote"), ("c", "label")))
    (span,) = spans_of(read(tmp_path / "x.csv", lines, goes))
    assert (span.quote, span.label) == ("urged", "x")
    left_out = FieldMap((*goes.pairs[:2], ("c", "")))
    with pytest.raises(NeedsColumns):
        read(tmp_path / "x.csv", lines, left_out)


def test_a_column_that_is_said_takes_the_place_of_the_proposed_one(tmp_path: Path) -> None:
    lines = "doc,label,topic,quote\nSpeech,x,Trade,urged\n"
    (span,) = spans_of(read(tmp_path / "x.csv", lines, FieldMap((("topic", "label"),))))
    assert (span.label, span.attributes) == ("trade", {"label": "x"})


def test_texts_that_are_nowhere_are_asked_for(tmp_path: Path) -> None:
    with pytest.raises(NeedsColumns, match="neither in it nor in the project"):
        read(tmp_path / "x.csv", "doc,label,quote\nOther,x,urged\n", known=False)


@settings(max_examples=examples(60), deadline=None)
@given(
    columns=st.lists(
        st.sampled_from(
            ["text", "label", "start", "end", "quote", "doc", "coder", "id", "length", "cmp_code", "x", ""]
        ),
        min_size=1,
        max_size=6,
    ),
    rows=st.lists(st.lists(st.sampled_from(["", "1", "Speech", "urged", "9" * 30, "-1", "[", "a;b", "\\", "🕊\n"]))),
)
def test_any_table_is_read_or_asked_about(columns: list[str], rows: list[list[str]]) -> None:
    names = tuple(f"{name}{at}" if name in columns[:at] else name for at, name in enumerate(columns))
    try:
        bundle = read_foreign("x.csv", "x", RowTable(names, rows), ReadOptions(documents=_Known()))
    except BadFile as error:
        assert str(error).endswith(".")
    else:
        for coded in bundle.documents:
            for span in coded.spans:
                assert all(0 <= start < stop <= len(coded.document.text) for start, stop in span.extents)


def test_the_same_table_gives_the_same_ids(tmp_path: Path) -> None:
    lines = "id,doc,label,quote\n7,Speech,x,urged\n,Speech,y,urged\n"
    first, second = (spans_of(read(tmp_path / "x.csv", lines)) for _ in range(2))
    assert first == second


def test_a_table_of_words_is_never_taken_for_codings(tmp_path: Path) -> None:
    for header in ("token,ner_tag", "word,label", "text,label,start,end"):
        more = ",0,3" * (header.count(",") > 1)
        (tmp_path / "x.csv").write_text(f"{header}\n" + f"They,O{more}\n" * 40, "utf-8")
        assert format_for(tmp_path / "x.csv") is None


HEADERS = (
    ("Dok", "Volltext", "von", "bis", "Zitat", "Kategorie", "Kodiererin"),
    ("fichier", "texte", "position début", "position fin", "extrait", "catégorie", "codeuse"),
    ("archivo", "texto", "inicio", "fin", "cita", "categoría", "codificador"),
    ("документ", "текст", "начало", "конец", "цитата", "метка", "кодировщик"),
    ("文件", "正文", "开始", "结束", "引文", "类别", "编码者"),
    ("Item", "Response", "x1", "x2", "Bit", "What we found", "RA"),
    ("a", "b", "c", "d", "e", "f", "g"),
)


@settings(max_examples=examples(60), deadline=None)
@given(
    header=st.sampled_from(HEADERS),
    order=st.permutations(range(7)),
    delimiter=st.sampled_from(",;\t|"),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
    first=st.integers(0, 1),
    last=st.integers(0, 1),
)
def test_a_table_of_codings_is_read_or_asked_about_whatever_it_looks_like_and_never_taken_for_texts(
    tmp_path_factory: pytest.TempPathFactory,
    header: tuple[str, ...],
    order: list[int],
    delimiter: str,
    encoding: str,
    end: str,
    first: int,
    last: int,
) -> None:
    quotes = ["urged", "They met again", "twice", "warned", "No force"]
    text, rows = TEXT.replace("\n", " "), list[tuple[object, ...]]()
    for number, quote in enumerate(quotes):
        at, code, coder = text.index(quote) + first, ("Urge", "Warn")[number % 2], ("ana", "ben")[number // 3]
        rows.append(("Speech", text, at, at + len(quote) - last, quote, code, coder))
    lines = [delimiter.join(f'"{row[at]}"' for at in order) for row in [header, *rows]]
    path = tmp_path_factory.mktemp("tables") / ("x.tsv" if delimiter == "\t" else "x.csv")
    path.write_bytes(f"{end.join(lines)}{end}".encode(encoding))
    try:
        read = read_source(ImportSource(path), "")
    except NeedsColumns as asked:
        assert header[0] in ("a", "Item") and "--map label=COLUMN" in str(asked) and "--format table" in str(asked)
        read = read_source(ImportSource(path, goes=FieldMap(((header[5], "label"), (header[6], "coder")))), "")
    assert isinstance(read, Bundle)
    assert sorted(span.quote for span in spans_of(read)) == sorted(quotes)
    assert {label.name for label in read.codebook.labels} == {"Urge", "Warn"}


def test_words_in_a_column_called_text_are_quotes_where_their_places_say_so(tmp_path: Path) -> None:
    rows = ((TEXT.index(quote), TEXT.index(quote) + len(quote), quote) for quote in ("urged", "warned", "No force"))
    lines = "".join(f"Speech,{start},{stop},{quote},Act\n" for start, stop, quote in rows)
    bundle = read(tmp_path / "x.csv", f"doc,start,end,text,label\n{lines}")
    assert [span.quote for span in spans_of(bundle)] == ["urged", "warned", "No force"]
    assert [coded.document.text for coded in bundle.documents] == [TEXT]


def test_codings_of_texts_whose_titles_are_a_word_each_come_in(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    rows = "".join(f"Speech,{'war' if n % 2 else 'peace'},{n},{n + 5},{TEXT[n : n + 5]},\n" for n in range(33))
    bundle = read(path, f"document,label,start,stop,quote,note\n{rows}")
    assert format_for(path) is format_named("csv")
    assert [span.extents[0] for span in spans_of(bundle)] == [(n, n + 5) for n in range(33)]


def test_a_column_that_is_filled_late_is_read(tmp_path: Path) -> None:
    before = "Speech,,,,\n" * 900
    bundle = read(tmp_path / "x.csv", f"document,label,start,stop,note\n{before}Speech,war,0,6,sure\n")
    (span,) = spans_of(bundle)
    assert (span.quote, span.note) == ("France", "sure")
