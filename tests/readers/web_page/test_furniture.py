"""What a site puts around a text is taken out, and listed; no word of the text itself ever is."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.model.document import DocumentDraft
from annotator.readers.html import parse
from annotator.readers.registry import read_bytes
from annotator.readers.web_page.furniture import without_furniture
from annotator.readers.web_page.names import Furniture
from tests.examples import examples
from tests.readers.web_page.sites import AGREED, LASTING, SITES, WELCOMED
from tests.shared_data import shared

AROUND = {
    "skip": '<a href="#m" class="skip">Skip to content {}</a>',
    "nav": "<nav><ul><li><a href=/>Start {}</a><li><a href=/n>News {}</a></ul></nav>",
    "menu": '<div class="mainMenu"><a href=1>One {}</a> <a href=2>Two {}</a> <a href=3>Three {}</a></div>',
    "head": '<header class="site"><a href=/>The Ministry {}</a></header>',
    "crumbs": '<div id="breadcrumb"><a href=/>Start {}</a> &gt; <a href=/n>News {}</a></div>',
    "cookies": '<div class="cookie-banner" role=dialog><p>We use cookies to count visits {}.</p></div>',
    "share": '<p>Share {} <a href="https://www.facebook.com/sharer.php?u=x">Facebook {}</a></p>',
    "related": "<section><h2>Read more</h2><ul><li><a href=1>A visit {}</a><li><a href=2>A call {}</a></ul></section>",
    "aside": f"<aside><h3>About us {{}}</h3><p>{AGREED}</p></aside>",
    "foot": f"<footer><p>© Ministry {{}}. All rights reserved.</p><p>{WELCOMED}</p></footer>",
}
WITHIN = {
    "prose": f"<p>{AGREED} {{}} <a href=1>{{}}</a> {LASTING}</p>",
    "short": "<p>Done at Lisbon {}.</p>",
    "heading": "<h2>Related matters {}</h2>",
    "items": "<ul><li>first {}<li><a href=2>second {}</a></ul>",
    "links": "<ul><li><a href=1>annex {}</a><li><a href=2>annex {}</a><li><a href=3>annex {}</a></ul>",
    "table": "<table><tr><td>For {}<td>14 {}<tr><td>Against<td>{}</table>",
    "quotation": f"<blockquote><p>{WELCOMED} {{}}</p><footer>The Minister {{}}</footer></blockquote>",
    "figure": "<figure><img src=x><figcaption>The two sides {}</figcaption></figure>",
    "division": '<div class="footer-note">For media. Not official {}.</div>',
    "head": "<header><h1>Remarks {}</h1><p>12 May 2023 {}</p></header>",
}


def left_of(page: str) -> list[tuple[Furniture, str, int]]:
    root = parse(page)
    assert root is not None
    return [(one.kind, one.text, one.links) for one in without_furniture(root)]


def read(page: str, format: str | None = None) -> DocumentDraft:
    (draft,) = read_bytes("page.html", page.encode(), format=format)
    return draft


@pytest.mark.parametrize("name", SITES)
def test_sites_keep_their_text_and_lose_what_is_around_it(name: str) -> None:
    site = SITES[name]
    draft = read(site.page)
    assert [one for one in site.kept if one not in draft.text] == []
    assert [one for one in site.left if one in draft.text] == []
    assert any(notice.startswith("Left out around the text: ") for notice in draft.notices) == bool(site.left)


@pytest.mark.parametrize("name", SITES)
def test_whoever_wants_the_whole_page_has_it(name: str) -> None:
    site = SITES[name]
    draft = read(site.page, "html-whole")
    shown = " ".join(draft.text.split())
    assert [one for one in site.left if one.replace("Spokesperson > Remarks", "Remarks") not in shown] == []
    assert not any("Left out" in notice for notice in draft.notices)


@st.composite
def pages(draw: st.DrawFn) -> tuple[str, set[str], set[str]]:
    """Draw a page with `main`, the words that stand in it, and those around it."""
    count = 0

    def filled(piece: str, kind: str) -> str:
        nonlocal count
        for _ in range(piece.count("{}")):
            count += 1
            piece = piece.replace("{}", f"{kind}{count}x", 1)
        return piece

    def part(pieces: dict[str, str], kind: str, most: int) -> str:
        names = draw(st.lists(st.sampled_from(sorted(pieces)), max_size=most, unique=True))
        return "".join(filled(pieces[name], kind) for name in names)

    before, after, within = part(AROUND, "around", 6), part(AROUND, "around", 6), part(WITHIN, "within", 8)
    inner = part({name: AROUND[name] for name in ("nav", "share", "related")}, "inner", 2)
    opening, closing = draw(
        st.sampled_from([("<main>", "</main>"), ("<div role=main>", "</div>"), ("<article>", "</article>")])
    )
    prose = filled(f"<p>{AGREED} {{}}</p>", "within")
    page = f"<html><body>{before}<div>{opening}{prose}{within}{inner}{closing}</div>{after}</body></html>"
    kept = {f"within{number}x" for number in range(1, count + 1) if f"within{number}x" in page}
    gone = {f"around{number}x" for number in range(1, count + 1) if f"around{number}x" in page}
    return page, kept, gone


@settings(max_examples=examples(60))
@given(pages())
def test_no_word_of_the_main_text_is_lost_and_all_around_it_goes(drawn: tuple[str, set[str], set[str]]) -> None:
    page, kept, gone = drawn
    text = read(page).text
    assert {one for one in kept if one not in text} == set()
    assert {one for one in gone if one in text} == set()


@settings(max_examples=examples(30))
@given(st.lists(st.sampled_from(sorted(WITHIN)), min_size=1, max_size=6), st.sampled_from(["", "<main>", "<section>"]))
def test_a_page_without_a_site_around_it_is_left_alone(names: list[str], opening: str) -> None:
    inner = "".join(WITHIN[name].replace("{}", "word") for name in names if opening or name != "links")
    assert left_of(f"<html><body>{opening}<p>{AGREED}</p>{inner}<p>{LASTING}</p>") == []


def test_a_text_of_a_line_is_not_outweighed_by_the_sentences_of_a_foot() -> None:
    page = f"<main><p>The talks go on.</p></main><footer><p>{AGREED} {WELCOMED} {LASTING}</p></footer>"
    assert read(page).text == "The talks go on."


def test_the_title_stays_where_it_stands_in_the_head_of_the_page() -> None:
    page = f"<header><nav><a href=/>Start</a></nav><h1>Remarks</h1></header><main><p>{AGREED}</p></main>"
    assert read(page).text == f"Remarks\n\n{AGREED}"


def test_what_stands_in_boxes_with_prose_stays() -> None:
    page = (
        f"<body><div><p>{AGREED}</p><p>{LASTING}</p></div><div class='right-column'><p>{WELCOMED} {LASTING}</p></div>"
    )
    assert WELCOMED in read(page).text


def test_a_page_of_nothing_but_links_keeps_them() -> None:
    assert "third" in read("<ul><li><a href=1>first</a><li><a href=2>second</a><li><a href=3>third</a></ul>").text


def test_each_part_is_named_with_how_much_it_was() -> None:
    page = f"<nav><a href=1>Start here</a></nav><main><p>{AGREED}</p></main><footer>Imprint</footer>"
    assert left_of(page) == [(Furniture.NAVIGATION, "Start here", 1), (Furniture.FOOT, "Imprint", 0)]


def test_a_page_nested_a_thousand_deep_takes_no_longer_than_its_length(depth: int = 900) -> None:
    page = "<div class=menu><a href=1>x</a>" * depth + f"<p>{AGREED}</p>"
    assert AGREED in read(page).text


def test_no_word_of_the_universal_declaration_goes() -> None:
    for path in sorted(shared("corpora/udhr").glob("*.html")):
        whole, less = (read_bytes(path.name, path.read_bytes(), format=one)[0] for one in ("html-whole", None))
        assert (less.text, less.notices) == (whole.text, whole.notices), path.name
