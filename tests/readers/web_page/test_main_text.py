"""Which element holds the text: what the page says, if the prose is there, else where most of it is."""

import pytest

from annotator.readers.html import parse
from annotator.readers.web_page.main_text import MainText, main_text_of
from annotator.readers.web_page.prose import prose_of
from tests.readers.web_page.sites import AGREED, LASTING, WELCOMED

TEXT = f"<p>{AGREED}</p><p>{WELCOMED}</p><p>{LASTING}</p>"


def found(page: str) -> MainText | None:
    root = parse(page)
    assert root is not None
    prose = prose_of(root)
    assert prose is not None
    return main_text_of(root, prose)


@pytest.mark.parametrize(
    ("page", "tag", "is_said"),
    [
        (f"<div><main id=x>{TEXT}</main></div>", "main", True),
        (f"<main><article id=x>{TEXT}</article></main>", "main", True),
        (f"<section><article id=x>{TEXT}</article></section><article>short</article>", "article", True),
        (f"<main>nothing</main><section id=x>{TEXT}</section>", "section", False),
        (f"<div class=article-content id=x>{TEXT}</div><p>{AGREED}</p>", "div", False),
        (f"<table><tr><td>x<td id=x>{TEXT}</table>", "td", False),
        (f"<main id=x><p>Short.</p></main><footer>{TEXT}</footer>", "main", True),
    ],
)
def test_it_is_found(page: str, tag: str, is_said: bool) -> None:
    text = found(page)
    assert text is not None
    assert (text.element.tag, text.is_said) == (tag, is_said)


def test_a_page_without_prose_has_none() -> None:
    assert found("<ul><li>one<li>two</ul>") is None
