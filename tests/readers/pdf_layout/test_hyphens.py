"""Hyphens at the ends of lines: the document's own words decide, then those of the language."""

import pytest

from annotator.readers.pdf_layout.hyphens import Hyphens
from annotator.readers.pdf_layout.lines import HYPHEN


def joined(line: str, after: str, *lines: str, common: frozenset[str] = frozenset()) -> str:
    hyphens = Hyphens(common=lambda: common)
    hyphens.learn([f"{line}{HYPHEN}", after, *lines])
    return hyphens.joined(f"{line}{HYPHEN}", after) + after


@pytest.mark.parametrize(
    ("first", "last", "elsewhere", "text"),
    [
        ("the General Assem", "bly met", "an assembly", "the General Assembly met"),
        ("a time", "bound group", "time-bound work", "a time-bound group"),
        ("the Secretary", "General said", "", "the Secretary-General said"),
        ("GENERAL AS", "SEMBLY", "", "GENERAL ASSEMBLY"),
        ("in 1990", "2000", "", "in 1990-2000"),
        ("delib", "erately", "", "deliberately"),
        ("their self", "righteousness", "", "their self-righteousness"),
        ("under", "standing", "we are standing under it", "understanding"),
        ("confidence", "building work", "building of confidence", "confidence-building work"),
        ("the so-called north-", "west", "", "the so-called north--west"),
    ],
)
def test_what_becomes_of_a_hyphen(first: str, last: str, elsewhere: str, text: str) -> None:
    assert joined(first, last, elsewhere) == text


def test_words_of_the_language_are_asked_where_the_document_does_not_tell() -> None:
    assert joined("over", "come", common=frozenset(["overcome"])) == "overcome"
    assert joined("long", "term", common=frozenset(["long-term"])) == "long-term"


def test_halves_of_words_are_no_words_of_the_document() -> None:
    hyphens = Hyphens()
    hyphens.learn([f"the Assem{HYPHEN}", "bly and the Council"])
    assert dict(hyphens.words) == {"the": 2, "and": 1, "council": 1}


def test_what_was_done_is_counted() -> None:
    hyphens = Hyphens()
    hyphens.learn(["assembly time-bound"])
    for first, last in (("assem", "bly"), ("time", "bound"), ("deli", "berate")):
        hyphens.joined(first + HYPHEN, last)
    assert (hyphens.undone, hyphens.kept, hyphens.unknown) == (1, 1, ["deliberate"])
