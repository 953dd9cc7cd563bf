"""Web pages: what a browser shows, as running text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.document import DocumentDraft
from annotator.model.errors import BadFile
from annotator.readers.registry import read_bytes


def read(page: str | bytes) -> DocumentDraft:
    (draft,) = read_bytes("page.html", page.encode() if isinstance(page, str) else page)
    return draft


def body(page: str) -> str:
    return read(page).text


def test_title_language_and_author_are_metadata() -> None:
    draft = read(
        '<html lang="fr"><head><title> Communiqué\n conjoint </title><meta name="author" content="Ministère">'
        "<meta charset=utf-8></head><body><p>Texte</p></body></html>"
    )
    assert (draft.title, draft.text) == ("Communiqué conjoint", "Texte")
    assert draft.metadata == {"language": "fr", "author": "Ministère"}


def test_blanks_are_collapsed_as_a_browser_does_and_no_break_spaces_kept() -> None:
    assert body("<p>  The\n <b>two </b> <i> sides</i>\u00a0\u00a0agreed .  </p>") == "The two sides\u00a0\u00a0agreed ."


def test_paragraphs_stand_between_blank_lines_and_divisions_on_lines() -> None:
    page = "<h1>Head</h1><div>one<div>two</div></div><section><p>three<p>four</section>five"
    assert body(page) == "Head\n\none\ntwo\n\nthree\n\nfour\n\nfive"


def test_br_ends_a_line() -> None:
    assert body("<p>one<br> two<br/><br/>three</p>") == "one\ntwo\n\nthree"


def test_what_a_browser_does_not_show_is_dropped() -> None:
    page = (
        "<head><style>p{}</style><script>var x='<p>no</p>'</script></head><p hidden>no</p>"
        "<p style='color:red; Display : None'>no</p>"
        "<template>no</template><noscript>no</noscript><!-- no --><select><option>no</select><textarea>no</textarea>yes"
    )
    assert body(page) == "yes"


def test_entities_are_resolved() -> None:
    assert body("<p>R&amp;D &eacute;&#233;&#x1F600; &lt;b&gt; &unknown; &copy;") == "R&D éé😀 <b> &unknown; ©"


def test_lists_have_markers_numbers_and_depth() -> None:
    page = "<p>Calls<ul><li>one<li><p>two</p><ol start=3><li>x<li>y</ol><li>three</ul><ol type=a><li>p<li>q</ol>"
    assert body(page) == "Calls\n\n- one\n- two\n\n  3. x\n  4. y\n- three\n\na. p\nb. q"


def test_lists_without_markers_have_none() -> None:
    assert body("<ul style='list-style: none'><li>one<li>two</ul>") == "one\ntwo"


def test_rows_are_lines_and_cells_are_divided_by_tabs() -> None:
    page = "<table><tr><th>State<th>Vote<tr><td><p>France</p><td>in<br>favour<tr><td><td>x</table>end"
    assert body(page) == "State\tVote\nFrance\tin favour\n\tx\n\nend"


def test_tables_that_arrange_a_page_are_read_as_blocks() -> None:
    page = "<table><tr><td>menu<td><p>One</p><p>Two</p><table><tr><td>a<td>b</table></table>"
    assert body(page) == "menu\n\nOne\n\nTwo\n\na\tb"


def test_preformatted_text_keeps_its_blanks() -> None:
    assert body("x<pre>\n a\n   b</pre>y") == "x\n\n a\n   b\n\ny"


def test_quotations_have_their_marks() -> None:
    assert body("<p>He said <q>no</q>.") == "He said “no”."


@pytest.mark.parametrize(
    "page",
    [
        "<meta charset='windows-1251'><p>Москва".encode("cp1251"),
        "<meta http-equiv=Content-Type content='text/html; charset=koi8-r'><p>Москва".encode("koi8-r"),
        "<?xml version='1.0' encoding='utf-8'?><html><p>Москва".encode(),
        "<p>Москва".encode(),
        "<meta charset=iso-8859-5><p>Москва".encode("utf-8-sig"),
        "<meta charset=utf-8><p>Москва".encode("utf-16"),
    ],
)
def test_the_encoding_is_that_of_the_mark_or_the_declaration_or_utf8(page: bytes) -> None:
    draft = read(page)
    assert (draft.text, draft.notices) == ("Москва", ())


def test_latin_1_means_windows_1252_as_in_browsers() -> None:
    assert read("<meta charset=iso-8859-1><p>“Smart” – €".encode("cp1252")).text == "“Smart” – €"


def test_a_declaration_that_is_plainly_false_is_said() -> None:
    draft = read("<meta charset=iso-8859-1><p>Zürich, 東京".encode())
    assert draft.text == "Zürich, 東京"
    assert draft.notices == ("The page says that it is written in windows-1252, but it is UTF-8 and was read so.",)


def test_a_declaration_that_does_not_fit_gives_way_to_a_guess() -> None:
    draft = read("<meta charset=utf-8><p>Alle Menschen sind frei und gleich an Würde".encode("cp1252"))
    assert draft.text.endswith("Würde")
    assert "guess" in draft.notices[0]


def test_a_page_without_words_is_refused() -> None:
    with pytest.raises(BadFile, match="it has no text"):
        read("<html><body><img src=x></body></html>")


def test_a_page_that_the_parser_cannot_hold_is_refused_not_cut() -> None:
    with pytest.raises(BadFile, match="nested too deeply"):
        read("<div>" * 20_000 + "words")


def test_a_page_nested_a_thousand_deep_is_read() -> None:
    assert body("<div>" * 1_000 + "words" + "</div>" * 1_000 + "after") == "words\nafter"


@given(st.lists(st.from_regex(r"[a-z]{1,6}( [a-z]{1,6}){0,5}", fullmatch=True), min_size=1, max_size=6), st.data())
def test_no_word_is_lost_in_any_nesting(words: list[str], data: st.DataObject) -> None:
    tags = ["p", "div", "b", "ul", "li", "table", "tr", "td", "blockquote", "pre", "h2", "span", "q", "ol", "br"]
    page = "".join(f"<{data.draw(st.sampled_from(tags))}>{word}" for word in words)
    found = body(f"<html><body>{page}")
    for word in words:
        assert word in found
