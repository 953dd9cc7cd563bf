"""A part goes, and what stands around it stays apart."""

from annotator.readers.html import parse
from annotator.readers.html_text import text_of
from annotator.readers.web_page.tree import take_away


def test_what_follows_stays_and_neither_marker_nor_cell_is_left() -> None:
    root = parse("a<div>x</div>b<ul><li>one<li>two<li>three</ul><table><tr><td>1<td>2<td>3</table>")
    assert root is not None
    for path in (".//div", ".//li[2]", ".//td[2]"):
        element = root.find(path)
        assert element is not None
        take_away(element)
    assert text_of(root) == "a\nb\n\n- one\n- three\n\n1\t3"
