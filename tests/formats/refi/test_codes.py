"""Codes as labels: known by their GUIDs, with parents where these are named in front."""

import pytest
from hypothesis import given
from lxml import etree

from annotator.formats.codebooks import CodebookMaker
from annotator.formats.losses import Losses
from annotator.formats.refi.code_markup import codebook_markup
from annotator.formats.refi.codes import codes_of
from annotator.model.codebook import Codebook
from tests.model.codebooks import codebooks


def read(markup: str, is_ours: bool = False) -> tuple[Codebook, tuple[str, ...]]:
    maker, losses = CodebookMaker(completes=False), Losses()
    codes = codes_of(etree.fromstring(markup), maker, losses, is_ours)
    return codes.own or maker.codebook("Study"), losses.sentences()


def test_codes_of_one_name_are_different_labels() -> None:
    markup = (
        '<CodeBook><Codes><Code guid="1" name="A"><Code guid="2" name="Other"/></Code>'
        '<Code guid="3" name="B"><Code guid="4" name="Other"/><Code guid="5" name="Other"/></Code></Codes></CodeBook>'
    )
    book, _ = read(markup)
    assert [(one.name, one.parent) for one in book.labels] == [
        ("A", None),
        ("Other", "a"),
        ("B", None),
        ("Other", "b"),
        ("Other", "b"),
    ]


@pytest.mark.parametrize("sign", ["::", "\\"])
def test_a_code_that_is_named_in_front_is_the_parent_where_it_is_there(sign: str) -> None:
    codes = "".join(f'<Code guid="{n}" name="{name}"/>' for n, name in enumerate([f"A{sign}b", "A", f"C{sign}d"]))
    book, _ = read(f"<CodeBook><Codes>{codes}</Codes></CodeBook>")
    assert [one.parent for one in book.labels] == ["a", None, None]


def test_what_is_lost_of_codes_is_said() -> None:
    markup = (
        '<CodeBook><Codes><Code guid="1" name="A" color="reddish"/><Code guid="{1}" name="B"/></Codes>'
        '<Sets><Set guid="2" name="Group"><MemberCode guid="1"/></Set></Sets></CodeBook>'
    )
    _, notices = read(markup)
    assert [notice[:7] for notice in notices] == ["1 code ", "1 colou", "1 group"]


@given(book=codebooks())
def test_a_codebook_of_ours_comes_back_whole(book: Codebook) -> None:
    markup = codebook_markup(book)
    if book.labels:
        assert read(markup, is_ours=True)[0] == book
    else:
        assert markup == ""
