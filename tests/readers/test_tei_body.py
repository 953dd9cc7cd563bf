"""The body of a text in TEI, as one would type it: paragraphs, notes, readings, pages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from annotator.readers.registry import read_bytes
from annotator.readers.tei_body import line_of
from tests.readers import samples
from tests.readers.test_tei import read, text


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>One\n   <hi>two</hi>, <persName>three</persName>.</p>\n<p>four</p>", "One two, three.\n\nfour"),
        ("<p>one<lb/>two<lb/>\n</p><p>three</p>", "one\ntwo\n\nthree"),
        ('<p>a ma<lb n="2" break="no"/>\n nuscript <lb n="3"/>line</p>', "a manuscript line"),
        ('<p>inter <pb n="2" break="no"/>\n national</p>', "international"),
        ("<p>He said <q>no</q>, “<quote>never</quote>” and <said>'so'</said>.</p>", "He said “no”, “never” and 'so'."),
        ("<p>a</p><quote>b</quote><p>c <q><p>d</p></q> e</p>", "a\n\nb\n\nc\n\nd\n\ne"),
        (
            "<p>the <choice><sic>teh</sic><corr>treaty</corr></choice> of <choice><abbr>N.</abbr>"
            "<expan>Nice</expan></choice> <app><lem>was</lem><rdg>is</rdg></app></p>",
            "the treaty of Nice was",
        ),
        ("<p>a<del>b</del><add>c</add> <unclear>d</unclear> <supplied>e</supplied> <sic>f</sic></p>", "ac d e f"),
        ("<p>we <gap reason='illegible'><desc>torn</desc></gap> agree</p>", "we […] agree"),
        ("<list><item>a</item><item>b<list type='ordered'><item>c</item></list></item></list>", "- a\n- b\n  1. c"),
        ("<list><item>(a) x</item><item>(b) y</item></list>", "(a) x\n(b) y"),
        ("<list type='gloss'><label>UN</label><item>United Nations</item></list>", "UN United Nations"),
        ("<table><head>Votes</head><row><cell>A\n b</cell><cell>1</cell></row><row><cell/><cell>2</cell></row></table>",
         "Votes\nA b\t1\n\t2"),
        (
            "<opener><dateline>Bonn</dateline><salute>Sir:</salute></opener><p>x</p><closer><salute>Yours</salute>"
            "<signed>A</signed>\n<lb/>\n<signed>B</signed></closer><postscript><p>PS</p></postscript>",
            "Bonn\nSir:\n\nx\n\nYours\nA\nB\n\nPS",
        ),
        ("<lg><l>one</l><l>two</l></lg><sp><speaker>A</speaker><p>x</p></sp>", "one\ntwo\n\nA\n\nx"),
        ("<u><seg>One.</seg><seg>Two.</seg></u><note type='speaker'>The chair:</note><u><seg>Three.</seg></u>",
         "One.\n\nTwo.\n\nThe chair:\n\nThree."),
        ("<p><w>We</w> <w join='right'>agree</w>\n<pc>.</pc></p>", "We agree."),
        ("<p>\n<s>One.</s>\n<s>Two.</s>\n</p>", "One. Two."),
        ("<p>\n<s>中国在\n  此。</s>\n<s>北京 上海</s>\n</p>", "中国在此。北京 上海"),
        ("<p>a<?break x?>b</p><figure><figDesc>c</figDesc><head>d</head></figure><fw>e</fw>", "ab\n\nd"),
    ],
)  # fmt: skip
def test_elements_read_as_one_would_type_them(body: str, expected: str) -> None:
    assert text(body) == expected


def test_readings_that_were_chosen_and_deletions_are_said() -> None:
    (draft,) = read("<p><choice><sic>a</sic><corr>b</corr></choice><del>c</del></p>")
    assert draft.notices == (
        "Where the edition gives two readings, the corrected or expanded one was read.",
        "Passages that the edition marks as deleted were left out.",
    )


def test_notes_keep_their_numbers_in_print_or_are_counted() -> None:
    assert text('<p>a<note n="4">x</note> b<note n="5">y</note></p>') == "a[4] b[5]\n\n[4] x\n\n[5] y"
    assert text('<p>a<note n="*">x</note> b<note n="*">y</note></p>') == "a[1] b[2]\n\n[1] x\n\n[2] y"
    assert text("<p>a<note>x<note>z</note></note></p>") == "a[1]\n\n[1] x[2]\n\n[2] z"
    assert text('<p>a</p><note place="foot">x</note><p><note>y</note>b</p>') == "a[1]\n\n[2] b\n\n[1] x\n\n[2] y"


def test_notes_at_the_back_come_with_what_points_at_them() -> None:
    data = samples.tei('<p>a<ref target="#n1">1</ref> b <ref target="#p">see p</ref></p>').decode()
    back = '</body><back><div><note xml:id="n1">x</note></div></back>'
    (draft,) = read_bytes("a.xml", data.replace("</body>", back).encode())
    assert draft.text == "a[1] b see p\n\n[1] x"


def test_pages_begin_where_their_first_words_do() -> None:
    (draft,) = read('<pb n="1"/><p>one <pb n="2"/>two</p><pb n="3"/><pb n="4"/><p>three</p><pb n="5"/>')
    assert draft.text == "one two\n\nthree"
    assert [draft.text[start:] for start in draft.pages] == ["two\n\nthree", "three"]


@given(st.lists(st.from_regex(r"[a-z]{1,6}( [a-z]{1,6}){0,5}", fullmatch=True), min_size=1, max_size=6), st.data())
def test_no_word_is_lost_in_any_nesting(words: list[str], data: st.DataObject) -> None:
    tags = ["p", "div", "hi", "list", "item", "table", "row", "cell", "quote", "note", "q", "ab", "closer", "signed"]
    chosen = [data.draw(st.sampled_from(tags)) for _ in words]
    body = "".join(f"<{tag}> {word} " for tag, word in zip(chosen, words, strict=True))
    found = text(f"{body}{''.join(f'</{tag}>' for tag in reversed(chosen))}")
    assert sorted(word for line in words for word in line.split()) == sorted(
        word.strip("“”-") for word in _without_marks(found) if word.strip("“”-")
    )


def _without_marks(found: str) -> list[str]:
    for number in range(1, 9):
        found = found.replace(f"[{number}]", " ")
    return found.split()


def test_a_line_of_an_element_has_no_notes_and_no_line_ends() -> None:
    head = etree.fromstring("<head>1. Note<note>Source: Files.</note> on\n  <hi>the</hi><lb/>talks</head>")
    assert line_of(head) == "1. Note on the talks"
    assert line_of(head, [head[1]]) == "1. Note on talks"
    assert line_of(None) == ""
