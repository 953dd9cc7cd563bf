"""Search over all pages: what has all the words, the likeliest first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.ui.kit.fuzzy_match import fold
from annotator.ui.manual.pages import ManualPage, Section, names, page
from annotator.ui.manual.search import search

PAGES = [page(name) for name in names()]


def text_of(found_page: str, anchor: str) -> str:
    """Return all words of a section, with its page's title."""
    (section,) = [each for each in page(found_page).sections if each.anchor == anchor]
    return fold(f"{page(found_page).title} {section.heading} {section.text}")


@pytest.mark.parametrize(
    ("query", "name", "heading"),
    [
        ("settle policy", "adjudicate", "Settle by a policy"),
        ("who is coding", "start", "Who is coding"),
        ("mentions", "coding", "Mentions of actors"),
        ("training round", "feedback", "A training round"),
        ("krippendorff", "coefficients", ""),
        ("scan pdf", "troubleshooting", "A PDF is refused as a scan"),
        ("tastatur", "", ""),
    ],
)
def test_what_one_looks_for_comes_first(query: str, name: str, heading: str) -> None:
    found = search(query, PAGES)
    assert (found[0].place.page if found else "") == name
    assert not heading or found[0].heading == heading


@given(st.lists(st.sampled_from(["gold", "coder", "undo", "Span", "règle", "label", "export", "q"]), max_size=3))
def test_all_that_is_found_has_all_the_words_and_stands_once(query: list[str]) -> None:
    found = search(" ".join(query), PAGES, most=1000)
    assert len({one.place for one in found}) == len(found)
    for one in found:
        text = text_of(one.place.page, one.place.anchor)
        assert all(fold(word) in text for word in query)
    assert bool(query) or found == []


def test_every_heading_of_the_manual_is_found_by_its_own_words() -> None:
    for each in PAGES:
        for section in each.sections:
            places = [one.place.anchor for one in search(section.heading, PAGES) if one.place.page == each.name]
            assert section.anchor in places, section.heading


def test_case_and_accents_do_not_matter_and_the_excerpt_has_the_word() -> None:
    pages = [ManualPage("a", "Title", "", (Section("Head", "head", f"{'word ' * 60}Élysée at the end"),))]
    (found,) = search("elysee END", pages)
    assert "at the end" in found.excerpt and found.excerpt.startswith("… ")


def test_a_title_alone_does_not_bring_all_sections_of_its_page() -> None:
    sections = (Section("Gold", "gold", "how"), Section("Other", "other", "nothing of it"))
    assert [one.heading for one in search("gold", [ManualPage("g", "Gold", "", sections)])] == ["Gold"]
