"""Markdown: the words without the markup, the front matter as metadata."""

from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.document import DocumentDraft
from annotator.readers.registry import read_bytes


def read(text: str) -> DocumentDraft:
    (draft,) = read_bytes("readout.md", dedent(text).encode())
    return draft


def body(text: str) -> str:
    return read(text).text


def test_front_matter_is_metadata() -> None:
    draft = read("""\
        ---
        title: "Readout of\\_the  call"
        date: 2023-04-06
        time: 2023-04-06 12:00:00-04:00
        tags: [readout, call]
        number: 7
        ---

        The Presidents spoke.
        """)
    assert draft.title == "Readout of the call"
    assert draft.text == "The Presidents spoke."
    assert draft.metadata == {
        "date": "2023-04-06",
        "time": "2023-04-06 12:00:00-04:00",
        "tags": ["readout", "call"],
        "number": "7",
    }
    assert draft.notices == ()


@pytest.mark.parametrize(
    "yaml",
    [
        "title: [",
        "a: &a [x]\nb: [*a, *a]",
        "a: " + "[" * 3000,
        "? [a, b]\n: c\n? {a: b}\n: d",
    ],
)
def test_front_matter_that_cannot_be_read_is_kept_as_text(yaml: str) -> None:
    draft = read(f"---\n{yaml}\n---\nThe Presidents spoke.")
    assert draft.text == f"{yaml}\n\nThe Presidents spoke."
    assert draft.notices == ("The front matter is not sound YAML and was kept as text.",)


def test_values_stay_as_they_are_written() -> None:
    draft = read("---\ncountry: NO\ncode: 012\nid: 12:30\nspeaker: on\nbig: 1_000\nnone: ~\ndate: 2023-99-99\n---\nx")
    assert draft.metadata == {
        "country": "NO",
        "code": "012",
        "id": "12:30",
        "speaker": "on",
        "big": "1_000",
        "none": "~",
        "date": "2023-99-99",
    }


def test_tags_that_would_make_objects_make_texts_and_lists() -> None:
    draft = read('---\nx: !!python/object/apply:os.system [ls]\nbad: "\\ud83d"\nbytes: !!binary aGk=\n---\nx')
    assert draft.metadata == {"x": ["ls"], "bad": "\ufffd", "bytes": "aGk="}


def test_a_rule_of_dashes_is_no_front_matter() -> None:
    assert body("---\n\nWords.\n\n---\n\nMore.").split() == ["Words.", "More."]
    assert "a list" in body("---\n- a list\n---\nx")


def test_the_first_heading_is_the_title_where_there_is_no_other() -> None:
    draft = read("# Joint *communiqué*\n\nText.")
    assert draft.title == "Joint communiqué"
    assert draft.text == "Joint communiqué\n\nText."


def test_lines_of_a_paragraph_are_joined_and_hard_breaks_kept() -> None:
    assert body("The Presidents\nspoke  \ntoday.\\\nAgain.<br>End.") == "The Presidents spoke\ntoday.\nAgain.\nEnd."


def test_lines_in_scripts_without_blanks_are_joined_without_one() -> None:
    assert body("两国元首\n举行会谈 and\n再见") == "两国元首举行会谈 and 再见"


def test_emphasis_links_and_images_leave_their_words() -> None:
    text = body(
        '**Urges** _all_ [parties](http://x.org "t") ~~now~~ ![map](m.png) `code` <http://y.org> '
        "5 \\* 3 &amp; x<sup>2</sup>"
    )
    assert text == "Urges all parties now map code http://y.org 5 * 3 & x2"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("**Preamble  \n**  \nThe States", "Preamble\n\nThe States"),
        ("under\u00a0*Roe v.\nWade\u00a0*for years", "under\u00a0Roe v. Wade\u00a0for years"),
        ("the crisis*.* In addition", "the crisis. In addition"),
        ("5 * 3 * 2", "5 * 3 * 2"),
        ("Choi*, Lores*, chairs", "Choi*, Lores*, chairs"),
        ("Choi\\*, \\*\\*two\\*\\*", "Choi*, **two**"),
    ],
)
def test_asterisks_of_failed_emphasis_are_dropped_and_others_kept(written: str, read: str) -> None:
    assert body(written) == read


def test_lists_keep_their_markers_and_depth() -> None:
    text = body("Calls:\n\n- on A\n- on B\n  1. first\n  2. second\n\n3. Third\n4. Fourth")
    assert text == "Calls:\n\n- on A\n- on B\n  1. first\n  2. second\n\n3. Third\n4. Fourth"


def test_quotations_tables_and_code_are_blocks() -> None:
    text = body("> We will\n> act.\n\n| a | *b* |\n|---|---|\n| 1 | |\n\n```\nx  =  1\n\ny\n```\nEnd")
    assert text == "We will act.\n\na\tb\n1\n\nx  =  1\n\ny\n\nEnd"


def test_html_blocks_are_read_as_pages_are() -> None:
    assert body("<div>\n<p>One <b>two</b></p>\n<script>no</script>\n</div>\n\nThree") == "One two\n\nThree"


@pytest.mark.parametrize("text", [">" * 500 + " words", "".join("  " * level + "- words\n" for level in range(60))])
def test_what_is_nested_too_deeply_is_kept_as_written(text: str) -> None:
    draft = read(text)
    assert draft.text == text
    assert "nested too deeply" in draft.notices[0]


@given(st.lists(st.from_regex(r"[a-z]{1,8}([ \n][a-z]{1,8}){0,8}", fullmatch=True), min_size=1, max_size=5))
def test_plain_paragraphs_keep_all_words(paragraphs: list[str]) -> None:
    text = read_bytes("a.md", "\n\n".join(paragraphs).encode())[0].text
    assert text == "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)
