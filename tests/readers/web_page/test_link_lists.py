"""Lists of links under a heading that says so go, and rows that pass the page on."""

import pytest

from annotator.readers.html import parse
from annotator.readers.html_text import text_of
from annotator.readers.web_page.furniture import without_furniture
from annotator.readers.web_page.names import Furniture
from tests.costs import calls_in
from tests.readers.web_page.sites import AGREED


def taken(inner: str) -> tuple[str, list[Furniture]]:
    root = parse(f"<main><p>{AGREED}</p>{inner}<p>The end.</p></main>")
    assert root is not None
    kinds = [part.kind for part in without_furniture(root)]
    return text_of(root).removeprefix(AGREED).strip(), kinds


@pytest.mark.parametrize(
    "inner",
    [
        "<h3>See also</h3><ul><li><a href=1>one</a><li><a href=2>two</a></ul>",
        "<p><b>Смотрите также:</b></p><p><a href=1>один</a></p><p><a href=2>два</a></p>",
        "<div><h4>相关新闻</h4><a href=1>一</a></div>",
    ],
)
def test_a_heading_goes_with_the_links_that_follow_it(inner: str) -> None:
    assert taken(inner)[0] == "The end."
    assert set(taken(inner)[1]) == {Furniture.RELATED}


@pytest.mark.parametrize(
    "inner",
    [
        f"<h3>See also</h3><p>{AGREED}</p>",
        "<h3>See also</h3><p>Resolution 2334</p>",
        "<h3>Annexes</h3><ul><li><a href=1>one</a></ul>",
    ],
)
def test_it_stays_where_no_links_follow_or_where_it_says_something_else(inner: str) -> None:
    assert taken(inner)[1] == []


def test_thousands_of_links_are_gone_through_in_their_number() -> None:
    icons = "<a href='https://twitter.com/intent/tweet?u=1'>tweet this text</a>" * 800

    def calls(times: int) -> int:
        root = parse(f"<main><p>{AGREED}</p></main><div>{icons[: len(icons) // 4 * times]}<a href=1>other</a></div>")
        assert root is not None
        return calls_in(lambda: without_furniture(root))

    assert calls(4) < 8 * calls(1)


@pytest.mark.parametrize(
    ("inner", "is_sharing"),
    [
        (
            "<p>Share <a href='https://twitter.com/intent/tweet?u=1'>X</a> <a href='mailto:?subject=x'>Mail</a></p>",
            True,
        ),
        ("<p>Print: <a href='javascript:window.print()'>print</a></p>", True),
        ("<p>As the <a href='https://twitter.com/minister/status/1'>Minister wrote</a></p>", False),
        ("<p>Write to <a href='mailto:press@example.org'>the press office</a></p>", False),
    ],
)
def test_rows_of_links_that_pass_the_page_on_go(inner: str, is_sharing: bool) -> None:
    assert (taken(inner) == ("The end.", [Furniture.SHARE])) == is_sharing
    assert (taken(inner)[1] == []) == (not is_sharing)
