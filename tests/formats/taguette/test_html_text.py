"""Offsets over the bytes between tags come to the same words, with line ends where a browser begins lines."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.formats.taguette.html_text import taguette_text
from tests.examples import examples

WORDS = st.sampled_from(["a", "é 🕊", "法国", " ", "\n", "x &amp; y", "b"])
BLOCKS = st.tuples(st.sampled_from(["p", "div", "h1", "li", "b", "td"]), st.lists(WORDS, min_size=1, max_size=4))


@given(blocks=st.lists(BLOCKS, min_size=1, max_size=6), data=st.data())
def test_a_range_of_bytes_is_the_same_words_in_the_text(
    blocks: list[tuple[str, list[str]]], data: st.DataObject
) -> None:
    html = "".join(f"<{tag}>{''.join(words)}</{tag}>" for tag, words in blocks)
    plain = "".join("".join(words) for _, words in blocks).replace("&amp;", "&").lstrip(" \n")
    found = taguette_text(html)
    assert found.text.replace("\n", "") == plain.replace("\n", "")
    if plain:
        first = data.draw(st.integers(0, len(plain) - 1))
        last = data.draw(st.integers(first + 1, len(plain)))
        start, stop = found.moved(len(plain[:first].encode()), len(plain[:last].encode()))
        words = found.text.encode()[start:stop].decode()
        assert words.replace("\n", "") == plain[first:last].replace("\n", "")
        assert words[0] == plain[first] and words[-1] == plain[last - 1]


def test_blocks_stand_in_lines_of_their_own_and_words_in_a_line_do_not() -> None:
    html = "\n<h1>Title</h1><p>One <b>bold</b> word.<br>Next</p>\n<p>Two</p><ul><li>a</li><li>b</li></ul>"
    assert taguette_text(html).text == "Title\n\nOne bold word.\nNext\n\nTwo\n\na\nb"
    assert taguette_text("").text == taguette_text("<p></p>").text == ""
    assert examples(1) >= 1
