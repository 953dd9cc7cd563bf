"""The marks that the walk puts between words become line ends, tabs and blanks as they should, in any nesting."""

import regex
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from annotator.readers.html import parse
from annotator.readers.html_text import text_of
from tests.examples import examples

TAGS = [
    "p",
    "div",
    "b",
    "ul",
    "ol",
    "li",
    "table",
    "tr",
    "td",
    "th",
    "blockquote",
    "pre",
    "h2",
    "span",
    "q",
    "br",
    "hr",
    "dl",
]
WORDS = ("one", "two ", " three", " \n four\t", "\u00a0five")


def shown(page: str) -> str:
    root = parse(page)
    assert root is not None
    return text_of(root)


@st.composite
def trees(draw: st.DrawFn) -> str:
    pieces, opened = [], list[str]()
    for kind in draw(st.lists(st.sampled_from("owwc"), min_size=1, max_size=24)):
        if kind == "o":
            opened.append(draw(st.sampled_from(TAGS)))
            pieces.append(f"<{opened[-1]}>")
        elif kind == "c" and opened:
            pieces.append(f"</{opened.pop()}>")
        else:
            pieces.append(draw(st.sampled_from(WORDS)))
    return "".join(pieces) + "end"


@settings(max_examples=examples(60))
@given(trees())
def test_all_words_come_in_their_order_and_no_mark_is_left(page: str) -> None:
    text = shown(page)
    wanted = regex.findall("one|two|three|four|five|end", page)
    assert regex.findall("one|two|three|four|five|end", text) == wanted
    assert "\0" not in text
    assert not regex.search(r"[ \t]\n", text)
    assert text == text.strip(" \n\t")


@settings(max_examples=examples(60))
@given(trees())
def test_blanks_are_single_but_in_preformatted_text_and_before_markers(page: str) -> None:
    text = shown(page.replace("<pre>", "").replace("</pre>", ""))
    assert not regex.search(r"(?<![\n ]|\A) {2,}(?! *(?:-|\d+\.) )", text)


def test_items_keep_what_opens_in_them_on_the_line_of_their_marker() -> None:
    assert shown("<ul><li><div><p>one</p></div><p>two</p></li><li></li></ul>") == "- one\n\ntwo\n\n-"


def test_within_a_cell_all_is_on_one_line() -> None:
    assert shown("<table><tr><td><div>a</div>b<td>c<br>d<td> e </table>") == "a b\tc d\te"


def test_comments_of_a_tree_are_no_text() -> None:
    root = parse("<p>a</p>b")
    assert root is not None

    root[0][0].append(etree.Comment("no"))
    assert shown("<p>a</p>b") == text_of(root) == "a\n\nb"


def test_preformatted_blanks_stand_as_they_are_however_many() -> None:
    blanks = " " * 5_000 + "\n" + "\t" * 10
    assert shown(f"<pre>a{blanks}b</pre>c") == f"a\n{blanks.lstrip(' ')[1:]}b\n\nc"
