"""Text in a Word file: runs that keep their blanks, line ends and directions."""

import pytest
from hypothesis import given
from lxml import etree

from annotator.reports.docx import docx
from annotator.reports.docx_text import paragraph, run, runs
from annotator.reports.plain_text import clean
from tests.reports.samples import ANY_TEXT, ARABIC, HEBREW, one_cell
from tests.reports.test_docx import W
from tests.reports.test_docx_body import document, text_of


def test_text_from_right_to_left_is_marked_as_such() -> None:
    root = document(docx(one_cell(f"Ben {ARABIC}")))
    runs = {text_of(run): run.find(f"{W}rPr/{W}rtl") is not None for run in root.iter(f"{W}r")}
    assert runs["Ben "] is False and runs["نداء إلى وقف إطلاق النار"] is True
    paragraphs = list(document(docx(one_cell(ARABIC))).iter(f"{W}p"))
    assert any(one.find(f"{W}pPr/{W}bidi") is not None for one in paragraphs)


def element(inner: str) -> etree._Element:
    return etree.fromstring(f'<w:x xmlns:w="{W[1:-1]}">{inner}</w:x>')


@given(ANY_TEXT)
def test_any_text_survives_in_runs(text: str) -> None:
    assert text_of(element(run(text, "Code", raised=True))) == clean(text)


@given(ANY_TEXT)
def test_blanks_are_kept_and_every_run_has_the_look_that_was_asked_for(text: str) -> None:
    found = list(element(run(text, "Code", raised=True)).iter(f"{W}r"))
    for one in found:
        assert one.find(f"{W}rPr/{W}rStyle") is not None and one.find(f"{W}rPr/{W}vertAlign") is not None
    for one in element(run(text)).iter(f"{W}t"):
        assert one.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"


def test_a_hyphen_between_digits_does_not_break_and_any_other_may() -> None:
    found = element(run("2026-03-31, well-known - 1-a"))
    assert len(list(found.iter(f"{W}noBreakHyphen"))) == 2 and text_of(found) == "2026-03-31, well-known - 1-a"


def test_an_empty_text_is_no_run_and_several_are_one_after_the_other() -> None:
    assert run("") == ""
    assert runs([("a", ""), ("b", "Code")]) == run("a") + run("b", "Code")


@pytest.mark.parametrize(
    ("text", "backwards"),
    [("", False), ("abc", False), (HEBREW, True), (f"1. {HEBREW} a", True), ("a " + HEBREW, False)],
)
def test_a_paragraph_runs_as_its_first_letter_does(text: str, backwards: bool) -> None:
    assert (element(paragraph(run(text), text)).find(f"{W}p/{W}pPr/{W}bidi") is not None) is backwards


def test_a_paragraph_has_what_was_asked_for_and_no_more() -> None:
    assert paragraph("", "") == "<w:p></w:p>"
    properties = element(paragraph("", "", "Note", keep=True, align="center"))[0][0]
    assert [str(one.tag).removeprefix(W) for one in properties] == ["pStyle", "keepNext", "jc"]
