"""What a reader is given, and the draft that it hands back."""

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.document import canonical
from annotator.model.errors import BadFile
from annotator.readers.source import LONGEST_TITLE, SourceFile, tidy_title


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("a.txt", "a"),
        ("a.b.txt", "a.b"),
        ("README", "README"),
        (".hidden", ".hidden"),
        ("公报.md", "公报"),
        ("", ""),
        ("all.zip/a/b.txt", "b"),
    ],
)
def test_a_document_without_a_title_is_called_as_its_file_without_the_ending(name: str, stem: str) -> None:
    source = SourceFile(name, b"")
    assert source.stem == source.draft("words").title == stem
    assert source.draft("words", title=" \n").title == stem


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_title_is_one_line_of_limited_length(title: str) -> None:
    tidied = tidy_title(title)
    assert len(tidied) <= LONGEST_TITLE
    assert tidied == " ".join(tidied.split())
    assert tidy_title(tidied) == tidied
    long = tidy_title(f"a {title} " * LONGEST_TITLE)
    assert long.endswith("…") and len(long) <= LONGEST_TITLE


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_draft_has_the_canonical_text_or_is_refused_where_that_is_blank(text: str) -> None:
    source = SourceFile("a.txt", b"")
    if canonical(text).strip():
        assert source.draft(text).text == canonical(text)
    else:
        with pytest.raises(BadFile, match=r"^a\.txt: it has no text; nothing was imported from it\.$"):
            source.draft(text)


def test_a_notice_of_control_characters_is_given_once() -> None:
    source = SourceFile("a.txt", b"")
    (notice,) = source.draft("a\0b").notices
    assert source.draft("a\0b", notices=("Other.", notice)).notices == ("Other.", notice)


def test_the_users_choice_of_an_encoding_decides() -> None:
    data = "Москва".encode("koi8-r")
    assert SourceFile("a.txt", data, encoding="koi8-r").decoded().text == "Москва"
    with pytest.raises(BadFile):
        SourceFile("a.txt", data, encoding="utf-8").decoded()


def test_a_document_is_called_alike_whatever_system_wrote_the_name_of_its_file() -> None:
    names = [normalize(form, "Résumé für Müller.txt") for form in ("NFC", "NFD")]
    assert {SourceFile(name, b"").stem for name in names} == {"Résumé für Müller"}
