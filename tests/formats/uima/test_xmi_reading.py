"""XMI: references and values by the type system, and by their looks where there is none."""

from pathlib import Path

import pytest

from annotator.formats.format import ReadOptions
from annotator.formats.losses import Losses
from annotator.formats.uima.cas import FsRef, TypeSystem
from annotator.formats.uima.type_systems import read_types
from annotator.formats.uima.xmi import FORMAT
from annotator.formats.uima.xmi_reading import read_xmi
from annotator.model.bundle import Bundle
from annotator.model.errors import BadFile

HEAD = (
    '<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore"'
    ' xmlns:c="http:///webanno/custom.ecore" xmi:version="2.0">'
)
TYPES = """<typeSystemDescription xmlns="http://uima.apache.org/resourceSpecifier"><types><typeDescription>
<name>webanno.custom.Act</name><supertypeName>uima.tcas.Annotation</supertypeName><features>
<featureDescription><name>year</name><rangeTypeName>uima.cas.Integer</rangeTypeName></featureDescription>
<featureDescription><name>sure</name><rangeTypeName>uima.cas.Boolean</rangeTypeName></featureDescription>
<featureDescription><name>share</name><rangeTypeName>uima.cas.Double</rangeTypeName></featureDescription>
<featureDescription><name>many</name><rangeTypeName>uima.cas.FSArray</rangeTypeName></featureDescription>
</features></typeDescription></types></typeSystemDescription>"""


def xmi(*elements: str, text: str = "One two", head: str = "") -> bytes:
    sofa = f'<cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" mimeType="text" sofaString="{text}"/>'
    return f"{head}{HEAD}{''.join(elements)}{sofa}</xmi:XMI>".encode()


def bundle(folder: Path, *elements: str, text: str = "One two") -> Bundle:
    (folder / "x.xmi").write_bytes(xmi(*elements, text=text))
    assert FORMAT.reader is not None
    return FORMAT.reader.read(folder / "x.xmi", ReadOptions())


def test_values_are_what_the_type_system_says() -> None:
    act = '<c:Act xmi:id="2" sofa="1" begin="0" end="3" year="2023" sure="true" share="0.5" many="2 3"/>'
    cas = read_xmi("x.xmi", xmi(act), read_types("t.xml", TYPES.encode()), Losses())
    features = {"year": 2023, "sure": True, "share": 0.5, "many": [FsRef(2), FsRef(3)]}
    assert cas.structures[2].features == features


def test_without_types_numbers_are_references_where_they_are_called_so_or_lead_to_links(tmp_path: Path) -> None:
    read = bundle(
        tmp_path,
        '<c:Act xmi:id="2" sofa="1" begin="0" end="3" year="2" slots="4"/>',
        '<c:Who xmi:id="3" sofa="1" begin="4" end="7"/>',
        '<c:ActLink xmi:id="4" role="speaker" target="3" weight="high"/>',
        '<c:Rel xmi:id="5" sofa="1" begin="4" end="7" Governor="2" Dependent="3" kind="x"/>',
    )
    (coded,) = read.documents
    assert [(span.label, dict(span.attributes)) for span in coded.spans] == [("act", {"year": "2"}), ("who", {})]
    assert {(link.role, *link.attributes.items()) for link in coded.links} == {
        ("speaker", ("weight", "high")), ("rel", ("kind", "x"))
    }  # fmt: skip


def test_offsets_count_utf16_units_and_line_ends_are_kept(tmp_path: Path) -> None:
    (coded,) = bundle(tmp_path, '<c:Act xmi:id="2" sofa="1" begin="3" end="6"/>', text="🕊&#10;two").documents
    assert coded.document.text == "🕊\ntwo" and coded.spans[0].quote == "two"


def test_halves_of_characters_are_joined_and_what_xml_cannot_hold_becomes_a_blank(tmp_path: Path) -> None:
    losses = Losses()
    data = xmi(text="&#55357;&#56842; &#x1;b", head='<?xml version="1.1" encoding="UTF-8"?>')
    (text,) = read_xmi("x.xmi", data, TypeSystem(), losses).texts.values()
    assert text.text == "😊  b"
    assert [one.count for one in losses.lost()] == [1]


def test_two_texts_are_two_documents_and_a_label_without_a_place_is_on_the_whole(tmp_path: Path) -> None:
    second = '<cas:Sofa xmi:id="9" sofaNum="2" sofaID="German" mimeType="text" sofaString="Eins"/>'
    read = bundle(tmp_path, second, '<c:Tone xmi:id="2" sofa="9" value="sharp"/>')
    titles = {coded.document.title: [span.extents for span in coded.spans] for coded in read.documents}
    assert titles == {"x (_InitialView)": [], "x (German)": [()]}


def test_a_file_without_a_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.xmi").write_bytes(f"{HEAD}</xmi:XMI>".encode())
    assert FORMAT.reader is not None
    with pytest.raises(BadFile, match="no text"):
        FORMAT.reader.read(tmp_path / "x.xmi", ReadOptions())


def test_of_a_project_of_inception_users_are_coders_and_curation_is_gold(tmp_path: Path) -> None:
    act = '<c:Act xmi:id="2" sofa="1" begin="0" end="3"/>'
    for place in ("annotation/Note.txt/ana", "annotation/Note.txt/INITIAL_CAS", "curation/Note.txt/CURATION_USER"):
        file = tmp_path / f"{place}.xmi"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(xmi(act))
    assert FORMAT.sniff(tmp_path) and FORMAT.reader is not None
    read = FORMAT.reader.read(tmp_path, ReadOptions())
    (coded,) = read.documents
    assert coded.document.title == "Note.txt" and len(coded.spans) == 2
    assert sorted((layer.kind.value, layer.name) for layer in read.layers) == [("coder", "ana"), ("gold", "Gold")]
