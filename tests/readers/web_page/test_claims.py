"""Parts that say what they are: furniture where they hold no prose, and within the text only what is plainly that."""

import pytest

from annotator.readers.html import parse
from annotator.readers.html_text import text_of
from annotator.readers.web_page.furniture import without_furniture
from tests.readers.web_page.sites import AGREED, LASTING, WELCOMED


def read(page: str) -> str:
    root = parse(page)
    assert root is not None
    without_furniture(root)
    return text_of(root)


@pytest.mark.parametrize(
    "part",
    [
        "<nav>Start</nav>",
        "<div role=navigation>Start</div>",
        "<footer>Imprint</footer>",
        "<aside><h3>Related</h3><p>More of this week</p></aside>",
        "<div class=breadcrumb><a href=/>Start</a> &gt; <a href=/n>News</a></div>",
        "<form role=search>Search this site</form>",
        f"<div id=cookie-consent><p>{AGREED}</p><p>We set cookies.</p></div>",
        "<div role=dialog>Would you answer a survey?</div>",
        f"<footer><p>{AGREED}</p></footer>",
    ],
)
def test_they_go_beside_the_text(part: str) -> None:
    text = f"<main><p>{AGREED}</p><p>{WELCOMED}</p><p>{LASTING}</p></main>"
    for page in (part + text, text + part):
        assert read(page) == f"{AGREED}\n\n{WELCOMED}\n\n{LASTING}"


@pytest.mark.parametrize(
    "part",
    [
        "<div class=bottom>Lisbon, 12 May</div>",
        "<footer>The Minister</footer>",
        "<header><h1>Remarks</h1></header>",
        f"<aside><p>{WELCOMED}</p></aside>",
        f"<div class=related><p>{WELCOMED}</p></div>",
        "<h2 class=menu>Of the order of the day</h2>",
        "<section class=print-footer>No 12/2023</section>",
    ],
)
def test_they_stay_in_the_text_where_they_are_words_of_it(part: str) -> None:
    root = parse(part)
    assert root is not None
    assert text_of(root) in read(f"<main><p>{AGREED}</p>{part}<p>{LASTING}</p></main>")


@pytest.mark.parametrize("name", ["nav", "footer", "sidebar", "related", "cookies", "header", "share"])
def test_a_name_never_outweighs_the_prose_of_a_page(name: str) -> None:
    page = f"<div class={name}><p>{AGREED}</p><p>{WELCOMED}</p></div>"
    assert AGREED in read(page) and WELCOMED in read(page)
