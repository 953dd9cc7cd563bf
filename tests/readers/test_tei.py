"""TEI: the documents of an edition, as running text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.document import DocumentDraft
from annotator.model.errors import BadFile
from annotator.readers.registry import read_bytes
from tests.readers import samples

VOLUME = """
  <titleStmt><title type="series">The series</title><title type="complete">The series, volume I</title></titleStmt>
  <publicationStmt><date>1996</date><idno type="frus">vol1</idno></publicationStmt>"""

LETTER = """
  <div type="compilation"><head>Exchanges</head><pb n="7"/>
    <div type="document" xml:id="d12" n="12" xml:lang="en">
      <head>12. Message From Chairman <persName type="from">Sokolov</persName> to
          President <persName type="to">Hale</persName>
        <note n="0">Source: Central Files. Secret.</note></head>
      <dateline><placeName>Moscow</placeName>, <date when="1961-02-03T18:34:00Z">February 3,
          1961, 6:34 p.m.</date>.</dateline>
      <list type="subject"><head>SUBJECT</head><item>The talks</item></list>
      <p>Mr. President: Your letter<note n="1">Document <hi>11</hi>.</note> has been
          read with <hi rend="italic">great</hi> care <note n="2">Not
          printed.</note> in <pb n="8"/>Moscow.</p>
      <closer><signed><persName>N. Sokolov</persName>
          <note n="3">Printed from a copy.</note><lb/>Chairman</signed></closer>
      <frus:attachment xmlns:frus="http://history.state.gov/ns/1.0"><head>Attachment</head>
        <p>A draft.</p><closer><signed>Another</signed></closer></frus:attachment>
    </div>
  </div>"""

TEXT = """12. Message From Chairman Sokolov to President Hale

Moscow, February 3, 1961, 6:34 p.m..

SUBJECT
The talks

Mr. President: Your letter[1] has been read with great care[2] in Moscow.

N. Sokolov[3]
Chairman

Attachment

A draft.

Another

[1] Document 11.

[2] Not printed.

[3] Printed from a copy."""


def read(body: str, header: str = "") -> list[DocumentDraft]:
    return read_bytes("volume.xml", samples.tei(body, header))


def text(body: str) -> str:
    (draft,) = read(body)
    return draft.text


def document(inner: str, attributes: str = "") -> str:
    return f'<div type="document" {attributes}>{inner}</div>'


def test_a_document_of_a_volume_reads_like_a_page_with_its_notes_at_the_end() -> None:
    (draft,) = read(LETTER, VOLUME)
    assert draft.text == TEXT
    assert draft.title == "12. Message From Chairman Sokolov to President Hale"
    assert draft.pages == (TEXT.index("Moscow.\n"),)


def test_parts_of_a_volume_that_hold_no_document_are_left_out_and_said() -> None:
    drafts = read(
        '<div><head>Preface</head><p>a</p></div><div type="index"><p>b</p></div>'
        f"<div><head>Part<note>c</note></head><p>d</p>{document('<p>one</p>')}{document('<p>two</p>')}</div>"
    )
    assert [draft.text for draft in drafts] == ["one", "two"]
    assert [draft.title for draft in drafts] == ["volume 1", "volume 2"]
    assert drafts[0].notices == (
        "Left out, since they are in no document of the volume: “Preface”, “index”.",
        "Left out, since it is in no document: text in 1 other places of the volume.",
    )
    assert drafts[1].notices == ()


def test_a_document_within_another_is_read_once_and_by_itself() -> None:
    inner = document("<head>1a. Enclosure</head><p>inner</p>", 'n="1a"')
    drafts = read(document(f"<head>1. Letter</head><p>outer</p>{inner}<p>end</p>", 'n="1"'))
    assert [draft.text for draft in drafts] == ["1. Letter\n\nouter\n\nend", "1a. Enclosure\n\ninner"]
    assert drafts[1].metadata["section"] == "1. Letter"


def test_a_document_that_holds_nothing_but_documents_is_a_part_of_the_volume() -> None:
    drafts = read(document(f"<head>Letters</head>{document('<p>one</p>')}{document('<p>two</p>')}") + document(""))
    assert [draft.text for draft in drafts] == ["one", "two"]
    assert drafts[0].notices == ("Divisions for documents without a text of their own, which were passed over: 2.",)


def test_each_text_of_a_corpus_or_a_group_is_a_document() -> None:
    one = samples.tei("<p>one</p>").split(b"?>", 1)[1].decode()
    corpus = (
        f'<teiCorpus xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/>{one}{one.replace(">one<", ">two<")}</teiCorpus>'
    )
    assert [draft.text for draft in read_bytes("a.xml", corpus.encode())] == ["one", "two"]
    group = "<TEI.2><text><front><p>f</p></front><group><text><body><head>A</head><p>a</p></body></text>"
    drafts = read_bytes("a.xml", f"{group}<text><body><p>b</p></body></text></group></text></TEI.2>".encode())
    assert [(draft.title, draft.text) for draft in drafts] == [("A", "A\n\na"), ("a", "b")]
    assert drafts[0].notices == ("Left out: the text's front matter.",)


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


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE TEI SYSTEM "http://example.org/tei.dtd">',
        '<!DOCTYPE TEI PUBLIC "-//TEI//DTD" "tei.dtd" [\n<!ENTITY % TEI.prose "INCLUDE">\n'
        '<!ENTITY % ISOlat1 SYSTEM "iso-lat1.ent">\n%ISOlat1;\n]>',
    ],
)
def test_a_document_type_is_not_fetched_and_characters_have_their_usual_names(doctype: str) -> None:
    data = samples.tei("<p>Trait&eacute; &mdash; <hi>a</hi>&hellip; b &seal; c</p>", before=f"\n{doctype}\n")
    (draft,) = read_bytes("a.xml", data)
    assert draft.text == "Traité — a… b &seal; c"
    assert draft.notices == ("What these stand for is not known, and they were kept as they are: &seal;.",)


def test_declared_entities_are_refused() -> None:
    data = samples.tei("<p>&a;</p>", before='<!DOCTYPE TEI [<!ENTITY a "aaaa">]>')
    with pytest.raises(BadFile, match=r"^a\.xml: it declares entities"):
        read_bytes("a.xml", data)


@pytest.mark.parametrize("before", ["\n\n", '\n<!DOCTYPE TEI SYSTEM "x" [\n<!ENTITY % a\n"b">\n]>\n'])
def test_what_is_no_xml_is_refused_with_its_line(before: str) -> None:
    data = samples.tei("<p>\n<hi>a</p>", before=before)
    line = data[: data.index(b"</p>")].count(b"\n") + 1
    with pytest.raises(BadFile, match=rf"^a\.xml: the file is damaged: it is not XML from line {line} on; [^\n]*\.$"):
        read_bytes("a.xml", data)


def test_an_identity_that_is_given_twice_does_no_harm() -> None:
    assert text('<p xml:id="a">one</p><p xml:id="a">two</p>') == "one\n\ntwo"


def test_an_edition_without_words_is_refused() -> None:
    for body in ("<p/>", document("<pb/>"), "<p><del>x</del></p>"):
        with pytest.raises(BadFile, match="it has no text"):
            read(body)


def test_the_encoding_is_the_files_or_the_one_that_is_chosen() -> None:
    data = samples.tei("<p>Москва</p>").decode()
    assert read_bytes("a.xml", data.replace("utf-8", "koi8-r").encode("koi8-r"))[0].text == "Москва"
    assert read_bytes("a.xml", data.replace("utf-8", "utf-16").encode("utf-16"))[0].text == "Москва"
    assert read_bytes("a.xml", data.encode("cp1251"), encoding="cp1251")[0].text == "Москва"


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
