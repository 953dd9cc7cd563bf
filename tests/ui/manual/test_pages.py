"""The pages of the manual as they come with the program: their sections, anchors and links."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.errors import NotFound
from annotator.ui.manual.pages import FIRST, anchor_of, names, page, plain

HELP = Path(__file__).resolve().parents[3] / "resources" / "help"


def test_every_page_is_there_once_the_first_one_first() -> None:
    assert names()[0] == FIRST and sorted(names()) == sorted(path.stem for path in HELP.glob("*.md"))


@pytest.mark.parametrize("name", sorted(path.stem for path in HELP.glob("*.md")))
def test_each_page_begins_with_its_title_and_every_word_of_it_is_in_a_section(name: str) -> None:
    found = page(name)
    assert found.markdown.startswith("# ") and found.sections[0].heading == found.title
    assert len({section.anchor for section in found.sections}) == len(found.sections), "two headings have one anchor"
    in_sections = " ".join(f"{section.heading} {section.text}" for section in found.sections)
    words = re.findall(r"\w{4,}", re.sub(r"\]\([^)]*\)", "", found.markdown))
    assert {*words} == {*re.findall(r"\w{4,}", in_sections)}


def test_every_link_of_the_manual_leads_to_a_page_and_a_heading_that_there_are() -> None:
    followed = 0
    for name in names():
        for target in re.findall(r"(?<!!)\[[^\]]*\]\(([^)]+)\)", page(name).markdown):
            if not target.startswith("http"):
                file, _, anchor = target.partition("#")
                linked = page(file.removesuffix(".md") or name)
                assert not anchor or anchor in [section.anchor for section in linked.sections], (name, target)
                followed += 1
    assert followed > 50


@pytest.mark.parametrize(
    ("heading", "anchor"),
    [
        ("Acts: who, to whom, how strongly", "acts-who-to-whom-how-strongly"),
        ("`annotator new`", "annotator-new"),
        ("“Another program is writing”", "another-program-is-writing"),
    ],
)
def test_an_anchor_is_the_heading_in_small_letters_without_signs(heading: str, anchor: str) -> None:
    assert anchor_of(heading) == anchor


@given(st.text(max_size=60))
def test_an_anchor_has_neither_blanks_nor_signs_and_is_its_own(heading: str) -> None:
    anchor = anchor_of(heading)
    assert " " not in anchor and "#" not in anchor and anchor_of(anchor) == anchor


def test_words_are_as_one_reads_them() -> None:
    assert plain("- **A note:** `F2`, see [all keys](keys.md).") == "A note: F2, see all keys."
    assert plain("| a | `b` |") == "a b"


def test_a_page_that_there_is_not_is_said() -> None:
    with pytest.raises(NotFound):
        page("no-such-page")
