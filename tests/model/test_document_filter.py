"""A filter lets in what it asks for, and with a minus all else; what it cannot ask for it says in one sentence."""

from collections.abc import Collection
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.coder import State
from annotator.model.document import DocumentInfo
from annotator.model.document_filter import KEYS, DocumentFilter, FilterNames
from annotator.model.document_row import DocumentRow
from annotator.model.errors import BadFilter
from annotator.model.filter_words import FilterSign, Term, text_of
from annotator.model.folding import folded
from annotator.model.ids import DocumentId, LayerId
from tests.operations.random_projects import JSON, WORDS

ANA, BEN = LayerId("ana"), LayerId("ben")
DATES = st.dates().map(str) | st.sampled_from(["2022", "2022-01", "6 avril 2022"])


def members(name: str) -> Collection[DocumentId]:
    return [DocumentId("0"), DocumentId("2")]


NAMES = FilterNames({"ana": ANA, "ben": BEN, "maria jose": BEN}, ANA, members=members)
ROWS = st.builds(
    DocumentRow,
    st.builds(
        DocumentInfo,
        st.integers(0, 4).map(lambda number: DocumentId(str(number))),
        WORDS,
        st.just("0"),
        st.just(0),
        st.dictionaries(st.sampled_from(["date", "kind", "language", "n"]), DATES | JSON, max_size=3),
        st.sampled_from(["a.pdf", "Évian.docx"]),
        st.just(0),
    ),
    st.none() | st.integers(0, 9),
    states=st.dictionaries(st.sampled_from([ANA, BEN]), st.sampled_from(State)),
    gold=st.none() | st.integers(0, 2),
    open_cases=st.none() | st.integers(0, 2),
)
NUMBERS = st.sampled_from(["words", "coded", "done", "gold", "open", "notes"])
TERMS = st.one_of(
    st.builds(Term, WORDS.filter(str.strip)),
    st.builds(Term, st.sampled_from(State), st.sampled_from(["state", "Ana", "María José"])),
    st.builds(Term, st.integers(-1, 9).map(str), NUMBERS, st.sampled_from(FilterSign)),
    st.builds(
        Term, DATES | WORDS.filter(bool), st.sampled_from(["date", "kind", "n", "title"]), st.sampled_from(FilterSign)
    ),
    st.builds(Term, st.just(""), st.sampled_from(["date", "Kind", "lang"]), is_any=st.booleans()),
    st.builds(Term, st.sampled_from(["zh", "zh-Hant", "en_GB"]), st.just("lang")),
    st.builds(Term, st.just("Round"), st.just("set")),
)


@given(ROWS, TERMS)
def test_each_row_is_in_a_filter_or_in_the_same_with_a_minus(row: DocumentRow, term: Term) -> None:
    there = DocumentFilter(text_of((term,)), NAMES).matches(row)
    minus = Term(term.value, term.key, term.comparison, term.is_any, is_not=True)
    assert DocumentFilter(text_of((minus,)), NAMES).matches(row) is not there


@given(ROWS, st.lists(TERMS, max_size=3))
def test_all_terms_must_hold_in_whatever_order_and_a_filter_is_its_text(row: DocumentRow, terms: list[Term]) -> None:
    one = DocumentFilter(text_of(tuple(terms)), NAMES)
    each = [DocumentFilter(str(term), NAMES).matches(row) for term in terms]
    assert one.matches(row) is all(each)
    assert DocumentFilter(text_of(tuple(reversed(terms))), NAMES).matches(row) is all(each)
    assert DocumentFilter(str(one), NAMES).terms == one.terms


@given(ROWS, st.data())
def test_a_word_of_a_title_a_value_or_a_file_is_found_in_whatever_case(row: DocumentRow, data: st.DataObject) -> None:
    said = [row.info.title, row.info.source, *(one for one in row.info.metadata.values() if isinstance(one, str))]
    words = [word for text in said for word in text.split() if folded(word)]
    if words:
        word = data.draw(st.sampled_from(words))
        assert DocumentFilter(str(Term(word.swapcase())), FilterNames()).matches(row)


def row(title: str = "", words: int | None = None, /, **metadata: object) -> DocumentRow:
    return DocumentRow(DocumentInfo(DocumentId("d"), title, "", 0, metadata, "", 0), words)


@pytest.mark.parametrize(
    ("text", "is_in"),
    [
        ("2022-01", True),
        ("date:2022-01", True),
        ("date:2022-02", False),
        ("date>=2022-01 date<2022-02", True),
        ("kind:READ", True),
        ("kind=read", False),
        ('speaker:"mfa of china"', True),
        ("-evian", False),
        ("place:", True),
        ("speaker:*", True),
        ("lang:zh", True),
        ("lang:z", False),
        ("words>500", False),
        ("field.title:mine", True),
        ("title:mine", False),
        ("Ana:untouched", True),
    ],
)
def test_what_people_type_does_what_they_mean(text: str, is_in: bool) -> None:
    one = row("Évian", 500, date="2022-01-15", kind="readout", speaker="MFA of China", language="zh-Hant", title="Mine")
    assert DocumentFilter(text, NAMES).matches(one) is is_in


@pytest.mark.parametrize(
    ("text", "names", "sentence"),
    [
        ("speker:x", FilterNames(fields=["speaker"]), "“speker”, which is no field of the documents (fields are “sp"),
        ("Ana:finished", NAMES, "how far a document is is untouched, begun or done"),
        ("words>many", NAMES, "“words” is compared with a number"),
        ("set:Gone", FilterNames(), "There is no set of documents called “Gone”"),
        ("state:done", FilterNames(), "say first who you are"),
        ("set>2", NAMES, "by its name"),
        *((text, FilterNames(NAMES.layers, ANA, sees_others=False), "is not shown to you")
          for text in ("Ben:done", "coded:>=2", "gold:1", "open:>0", "done:1")),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_for_is_said(text: str, names: FilterNames, sentence: str) -> None:
    with pytest.raises(BadFilter) as error:
        DocumentFilter(text, names)
    assert sentence in str(error.value) and str(error.value).endswith(".")


@pytest.mark.parametrize(
    ("text", "layers", "is_in"),
    [
        ("given:", (), True),
        ("given:", (ANA,), False),
        ("given:*", (BEN,), True),
        ("given:*", (), False),
        ("given:ana", (ANA, BEN), True),
        ("given:me", (ANA,), True),
        ("given:ME", (BEN,), False),
        ("given=Ana", (BEN,), False),
        ("-given:Ana", (BEN,), True),
        ("given>=2", (ANA, BEN), True),
        ("given:1", (ANA, BEN), False),
    ],
)
def test_a_filter_asks_to_whom_documents_were_given(text: str, layers: tuple[LayerId, ...], is_in: bool) -> None:
    one = replace(row(), given=frozenset(layers))
    assert DocumentFilter(text, NAMES).matches(one) is is_in


def test_who_gives_no_work_out_asks_for_what_is_theirs_alone() -> None:
    own = FilterNames(NAMES.layers, ANA, sees_given=False)
    assert DocumentFilter("given:Ana", own).matches(replace(row(), given=frozenset({ANA})))
    assert DocumentFilter("given:me", own).matches(replace(row(), given=frozenset({ANA})))
    for text in ("given:", "given:*", "given:Ben", "given>=2", "given:nobody"):
        with pytest.raises(BadFilter, match="shown to whoever gives out work"):
            DocumentFilter(text, own)
    with pytest.raises(BadFilter, match="compared with a number"):
        DocumentFilter("given:nobody", NAMES)


def test_who_sees_no_others_asks_for_their_own() -> None:
    own = FilterNames(NAMES.layers, ANA, sees_others=False)
    assert DocumentFilter("Ana:untouched state:untouched", own).matches(row())
    assert set(KEYS) >= {"title", "source", "words", "state", "coded", "open", "set", "lang"}
