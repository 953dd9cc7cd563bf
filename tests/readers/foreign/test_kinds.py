"""The one list: each kind has its words and fits what it names, whatever else stands in the list."""

import json
import zlib

import pytest
import regex

from annotator.formats.registry import FORMATS
from annotator.model.errors import BadFile, HoldsCodings
from annotator.readers.foreign.kind import ForeignKind
from annotator.readers.foreign.kinds import BINARY, KINDS, recognised
from annotator.readers.foreign.look import FileLook
from annotator.readers.registry import READERS, read_bytes
from tests.readers import samples

XML = [
    ("<xmi:XMI xmlns:cas='http:///uima/cas.ecore'/>", "UIMA CAS in XMI"),
    ("<xmi:XMI xmlns:xmi='http://www.omg.org/XMI'/>", "XMI file"),
    ("<CAS version='2'/>", "UIMA CAS in XML"),
    ("<Project xmlns='urn:QDA-XML:project:1.0'/>", "REFI-QDA project"),
    ("<CodeBook xmlns='urn:QDA-XML:codebook:1.0'/>", "REFI-QDA codebook"),
    ("<GateDocument/>", "GATE"),
    ("<collection><document><passage/></document></collection>", "BioC"),
    ("<rst><body/></rst>", r"RSTTool (.rs3)"),
    ("<basic-transcription/>", "EXMARaLDA"),
    ("<ANNOTATION_DOCUMENT/>", "ELAN"),
    ("<View><Labels/></View>", "Label Studio"),
    ("<xs:schema/>", "XML schema"),
]


@pytest.mark.parametrize(("text", "name"), XML)
@pytest.mark.parametrize("file", ["a.xml", "a.txt", "a.rs3", "a"])
def test_xml_is_known_by_its_root(text: str, name: str, file: str) -> None:
    for data in (text.encode(), f"<?xml version='1.0'?>\n{text}".encode("utf-16")):
        with pytest.raises(BadFile) as refused:
            read_bytes(file, data)
        assert name in str(refused.value)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (samples.zipped({"project.qde": "<Project/>"}), "REFI-QDA project"),
        (samples.zipped({"exportedproject.json": "{}"}), "INCEpTION"),
        (samples.zipped({"a/b.xmi": "<x/>"}), "UIMA CAS"),
        (samples.zipped({"ppt/presentation.xml": "<x/>"}), "PowerPoint"),
        (zlib.compress(b"\x84\xa7version\xa30.1\xa5attrs\x9e\xa6tokens\xc4"), "DocBin of spaCy"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "__properties_version1.0".encode("utf-16-le"), "Outlook"),
        (b"PAR1" + bytes(50), "Parquet"),
        (b"SQLite format 3\0" + bytes(50), "database"),
    ],
)
def test_what_is_no_text_is_refused_whatever_is_chosen(data: bytes, name: str) -> None:
    for chosen in (None, "text", "table"):
        with pytest.raises(BadFile) as refused:
            read_bytes("a.txt", data, format=chosen)
        assert name in str(refused.value)


def test_a_text_of_another_program_is_taken_as_one_by_whoever_says_so() -> None:
    for name, data in (
        ("a.txt", b"They\tO\nmet\tB-ACT\nAnn\tO\nBen\tO\n"),
        ("a.csv", b"text,label\nThey met.,meeting\n"),
        ("a.xlsx", samples.xlsx(samples.row("text", "label") + samples.row("They met.", "meeting"))),
        ("a.json", json.dumps([{"text": "They met.", "label": [[0, 4, "ACT"]]}]).encode()),
    ):
        with pytest.raises(HoldsCodings) as refused:
            read_bytes(name, data)
        assert f"(--format {refused.value.takes})" in str(refused.value)
        assert "They" in read_bytes(name, data, format=refused.value.takes)[0].text


def test_each_kind_has_words_that_make_a_sentence() -> None:
    readers = {reader.name for reader in READERS}
    for kind in KINDS:
        assert kind.takes in readers | {""}
        assert not (kind.is_binary and kind.takes)
        assert kind.remedy
        assert not kind.remedy.endswith(".")
    assert len({kind.what for kind in KINDS}) == len(KINDS)
    assert all(kind.is_binary for kind in BINARY)
    assert recognised(FileLook("a.txt", b"Some words.")) is None


_OPTION = regex.compile(r"--format (?:([a-z-]+), or )?([a-z-]+)")
_ENDING = regex.compile(r"\.[a-z0-9]+\b")
_CALLED = ("brat standoff", "JSONL", "UIMA CAS XMI", "PDF", "CoNLL")
"""What a remedy calls formats and readers, besides by their endings and as they are chosen."""


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.what[:40])
def test_each_refusal_names_what_would_read_it(kind: ForeignKind) -> None:
    readers = {reader.name: reader.extensions for reader in READERS}
    formats = {one.name: one.extensions for one in FORMATS if one.reader is not None}
    names = {name for found in _OPTION.findall(kind.remedy) for name in found if name}
    assert names <= readers.keys() | formats.keys(), "a format that nothing reads"
    endings = {ending for each in (*readers.values(), *formats.values()) for ending in each} | {".txt"}
    found = names or (endings & set(_ENDING.findall(kind.remedy))) or any(one in kind.remedy for one in _CALLED)
    assert found or "annotator codebook FILE --load" in kind.remedy, kind.remedy
    titles = " ".join((*(reader.title for reader in READERS), *(one.title for one in FORMATS)))
    assert all(one in titles for one in _CALLED[:1] + _CALLED[2:])
