"""An element measured: its words, and how much of it is links; what is taken is kept as it was."""

from annotator.readers.html import parse
from annotator.readers.web_page.main_text import main_text_of
from annotator.readers.web_page.names import Furniture
from annotator.readers.web_page.prose import prose_of
from annotator.readers.web_page.site_page import PagePart, PartLook, SitePage


def page_of(markup: str) -> SitePage:
    root = parse(markup)
    assert root is not None
    prose = prose_of(root)
    assert prose is not None
    return SitePage(root, prose, main_text_of(root, prose))


def test_letters_and_links_are_counted_without_blanks() -> None:
    page = page_of("<p>ab  c <a href=1> d e</a><a name=x>f</a><a href=2></a>")
    assert page.look(page.root) == PartLook("ab c d ef", 6, 2 / 6, 1)
    assert page.look(page.root[0][0][2]) is None


def test_it_measures_no_more_than_is_reasonable() -> None:
    page = page_of("<p>" + "words " * 1000)
    assert [page.look(page.root) is None for _ in range(100)].count(True) > 20


def test_what_is_taken_is_told_with_what_leads_elsewhere_by_itself() -> None:
    page = page_of("<header><a href='#m'>Skip to content</a><nav><a href=1>Start</a></nav>The Ministry</header>")
    page.take(Furniture.HEAD, page.root[0][0])
    assert page.taken == [
        PagePart(Furniture.NAVIGATION, "Start", 1),
        PagePart(Furniture.SKIP, "Skip to content", 1),
        PagePart(Furniture.HEAD, "The Ministry", 0),
    ]
