"""XML of any kind, by a map of the user or a proposed one."""

import pytest

from annotator.model.document import DocumentDraft
from annotator.model.errors import BadFile
from annotator.readers.registry import read_bytes
from annotator.readers.source import SourceFile
from annotator.readers.xml_map import map_of, read
from annotator.readers.xml_places import XmlMap

DEBATE = b"""<?xml version="1.0"?><debates xmlns="urn:x"><meta><title>All of them</title></meta>
<!-- no --><speech when="2023-05-12"><speaker>Ms. Silva</speaker><head>Opening</head>
<p>We <i>meet</i> again.</p><p>Peace<note>not yet</note> is near.</p></speech>
<speech when="2023-05-13"><speaker>Mr. Lee</speaker><head>Reply</head><p>We do.</p></speech></debates>"""


def by(text: str, data: bytes = DEBATE) -> list[DocumentDraft]:
    return read(SourceFile("a.xml", data, xml_map=map_of("map.yaml", text)))


def test_a_map_says_what_is_a_document_a_title_and_a_field() -> None:
    for text in (
        '{"document": "speech", "title": "head", "fields": {"date": "@when", "who": "speaker"}, "leave": ["note"]}',
        "document: debates/speech\ntitle: head\nfields: {date: '@when', who: speaker}\nleave: [note]",
    ):
        first, second = by(text)
        assert (first.title, first.text) == ("Opening", "Opening\n\nWe meet again.\n\nPeace is near.")
        assert first.metadata == {"date": "2023-05-12", "who": "Ms. Silva"}
        assert (second.title, second.text) == ("Reply", "Reply\n\nWe do.")
        assert first.notices == (
            "Read by your map, a document each <" + map_of("m", text).document + ">, with the "
            "fields date (@when), who (speaker).",
        )


def test_without_one_a_map_is_proposed_from_what_comes_again() -> None:
    first, second = read_bytes("a.xml", DEBATE, format="xml")
    assert [one.title for one in (first, second)] == ["Opening", "Reply"]
    assert first.metadata == {"when": "2023-05-12", "speaker": "Ms. Silva"}
    assert "Read by a proposed map, a document each <speech>" in first.notices[0]
    with pytest.raises(BadFile, match=r"choose “Other XML, by a map” \(--format xml\)"):
        read_bytes("a.xml", DEBATE)


def test_a_file_in_which_nothing_comes_again_is_one_document() -> None:
    (draft,) = read_bytes("a.xml", b"<letter><p>Dear Minister,</p></letter>", format="xml")
    assert draft.text == "Dear Minister,"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "neither JSON nor YAML"),
        ("[1]", "no map of XML"),
        ("document: 1", "no map of XML"),
        ("document: a\nother: b", "no map of XML"),
        ("document: a\nfields: [b]", "no map of XML"),
        ("document: '@a'", "“@a” is no place in XML"),
        ("document: a\ntitle: //b", "“//b” is no place in XML"),
        ("document: a\nfields: {date: 'b[1]'}", r"“b\[1\]” is no place in XML"),
        ("!!python/object/apply:os.system ['true']", "neither JSON nor YAML"),
    ],
)
def test_what_is_no_map_is_refused_in_a_sentence(text: str, words: str) -> None:
    with pytest.raises(BadFile, match=words):
        map_of("map.yaml", text)


def test_a_map_that_finds_nothing_says_so() -> None:
    with pytest.raises(BadFile, match="no element “act” in it has a text"):
        by("document: act")


def test_entities_and_what_is_no_xml_are_refused() -> None:
    for data in (b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>', b"plain"):
        with pytest.raises(BadFile):
            by("document: a", data)


def test_what_was_not_said_is_empty() -> None:
    assert map_of("m", "document: a") == XmlMap("a")
