"""An export of INCEpTION with layers of its own: what they are called, whose work it is, and what is none of it."""

import io
import json
import zipfile
from pathlib import Path

import pytest

from annotator.formats.format import ReadOptions
from annotator.formats.registry import format_for, format_named
from annotator.model.bundle import Bundle
from annotator.model.coder import LayerKind

TEXT = "France urged China to talk."
XMI = """<?xml version="1.1" encoding="UTF-8"?>
<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore" xmlns:tcas="http:///uima/tcas.ecore"
 xmlns:type="http:///de/tudarmstadt/ukp/clarin/webanno/api/type.ecore" xmlns:custom="http:///webanno/custom.ecore"
 xmlns:type3="http:///de/tudarmstadt/ukp/dkpro/core/api/metadata/type.ecore"
 xmlns:type9="http:///org/dkpro/core/api/xml/type.ecore" xmi:version="2.0">
<cas:NULL xmi:id="0"/>
<type3:DocumentMetaData xmi:id="2" sofa="1" begin="0" end="27" documentTitle="a.txt" documentId="ann"
 documentUri="talks/a.txt" collectionId="talks" documentBaseUri="talks"/>
<type:CASMetadata xmi:id="3" sofa="1" begin="0" end="0" lastChangedOnDisk="1"/>
<type3:TagsetDescription xmi:id="4" sofa="1" begin="0" end="0" layer="webanno.custom.Act" name="Acts" input="false"/>
<type:LayerDefinition xmi:id="5" name="webanno.custom.Act" uiName="Speech act"/>
<type:LayerDefinition xmi:id="6" name="webanno.custom.Unused" uiName="Unused"/>
<type:FeatureDefinition xmi:id="7" layer="5" name="Force" uiName="How strong"/>
<type:FeatureDefinition xmi:id="8" layer="5" name="Note1" uiName="Note of acts"/>
<type:FeatureDefinition xmi:id="9" layer="6" name="Note1" uiName="Another note"/>
<type9:XmlElement xmi:id="10" sofa="1" begin="0" end="27" qName="p" children="11"/>
<type9:XmlTextNode xmi:id="11" sofa="1" begin="0" end="27" parent="10"/>
<custom:Act xmi:id="20" sofa="1" begin="7" end="12" Force="strong" Note1="x" Addressee="40"/>
<custom:Actor xmi:id="22" sofa="1" begin="13" end="18" identifier="http://www.wikidata.org/entity/Q148"/>
<custom:Towards xmi:id="23" sofa="1" begin="13" end="18" Governor="20" Dependent="22" kind="direct"/>
<custom:ActAddresseeLink xmi:id="40" role="addressee" target="22"/>
<cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" mimeType="text" sofaString="France urged China to talk."/>
<cas:View sofa="1" members="2 3 4 5 6 7 8 9 10 20 22 23"/>
</xmi:XMI>
"""


def read(path: Path) -> Bundle:
    found = format_for(path)
    assert found is format_named("xmi") and found.reader is not None
    return found.reader.read(path, ReadOptions())


@pytest.fixture
def bundle(tmp_path: Path) -> Bundle:
    path = tmp_path / "x.xmi"
    path.write_text(XMI, encoding="utf-8")
    return read(path)


def test_layers_are_labels_features_attributes_slots_and_relations_links(bundle: Bundle) -> None:
    (coded,) = bundle.documents
    said = {span.label: (span.quote, dict(span.attributes)) for span in coded.spans}
    assert said == {
        "act": ("urged", {"force": "strong", "note1": "x"}),
        "actor": ("China", {"identifier": "http://www.wikidata.org/entity/Q148"}),
    }
    assert {(link.role, *link.attributes.values()) for link in coded.links} == {("addressee",), ("towards", "direct")}


def test_what_the_project_calls_them_are_their_names(bundle: Bundle) -> None:
    names = {label.id: label.name for label in bundle.codebook.labels}
    assert names == {"act": "Speech act", "actor": "Actor"}
    act = next(label for label in bundle.codebook.labels if label.id == "act")
    assert {one.id: one.name for one in act.attributes} == {"force": "How strong", "note1": "Note1"}


def test_what_is_no_coding_is_no_span_and_the_mark_up_is_counted_once_each(bundle: Bundle) -> None:
    assert [one for one in bundle.lost if "widened" in one or "has no place" in one] == []
    assert [one.split(";")[0] for one in bundle.lost] == [
        "2 elements, pages and fields of the files that texts were taken from are left out"
    ]


def test_whose_work_the_export_of_a_document_is_stands_in_place_of_its_id(bundle: Bundle) -> None:
    assert [layer.name for layer in bundle.layers] == ["ann"]


@pytest.mark.parametrize("user", ["CURATION_USER", "INITIAL_CAS", "a.txt"])
def test_a_curator_is_gold_and_nobody_is_nobody(tmp_path: Path, user: str) -> None:
    path = tmp_path / "x.xmi"
    path.write_text(XMI.replace('documentId="ann"', f'documentId="{user}"'), encoding="utf-8")
    (layer,) = read(path).layers
    assert (layer.kind is LayerKind.GOLD) is (user == "CURATION_USER")
    assert layer.name not in (user, "ann")


def test_a_project_whose_users_work_is_packed_is_known_and_read(tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("ann.xmi", XMI)
    with zipfile.ZipFile(tmp_path / "talks.zip", "w") as archive:
        archive.writestr("exportedproject.json", json.dumps({"name": "talks"}))
        archive.writestr("source/a.txt", TEXT)
        for user in ("annotation/a.txt/ann.zip", "annotation/a.txt/INITIAL_CAS.zip"):
            archive.writestr(user, inner.getvalue())
    found = read(tmp_path / "talks.zip")
    (coded,) = found.documents
    assert (coded.document.text, len(coded.spans)) == (TEXT, 2)
    assert [layer.name for layer in found.layers] == ["ann"]
