"""TEI: the documents of an edition, as running text."""

import pytest

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
