"""The configuration beside an export says which field is the text, and how labels are shown."""

import json
from pathlib import Path

from lxml import etree

from annotator.formats.format import ReadOptions
from annotator.formats.label_studio.configuration import beside
from annotator.formats.label_studio.reading import read
from annotator.formats.label_studio.writing import configuration
from annotator.model.codebook import Codebook, Label
from annotator.model.ids import LabelId

CONFIGURATION = """<View>
  <Labels name="label" toName="body">
    <Label value="Who acts" alias="actor" background="#0072B2" hint="A party."/>
  </Labels>
  <Text name="body" value="$second"/>
</View>
"""
REGION = {"id": "r", "type": "labels", "from_name": "label", "to_name": "body"}
TASK = {
    "id": 1,
    "data": {"first": "A much longer text that is only shown.", "second": "France spoke."},
    "annotations": [{"id": 1, "result": [{**REGION, "value": {"start": 0, "end": 6, "labels": ["actor"]}}]}],
}


def test_the_text_and_the_names_are_as_it_says(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text(json.dumps([TASK]))
    (tmp_path / "x.config.xml").write_text(CONFIGURATION)
    bundle = read(tmp_path / "x.json", ReadOptions())
    (coded,) = bundle.documents
    (label,) = bundle.codebook.labels
    assert coded.spans[0].quote == "France"
    assert (label.id, label.name, label.colour) == ("actor", "Who acts", "#0072B2")


def test_a_name_that_xml_cannot_hold_leaves_a_configuration_that_can_be_read() -> None:
    label = Label(id=LabelId("a"), name="A\x00\x1b\ufffe<", definition="\x0b\uffff&")
    (found,) = etree.fromstring(configuration(Codebook(labels=(label,))).encode()).iter("Label")
    assert (found.get("value"), found.get("hint")) == ("A\ufffd\ufffd\ufffd<", "\ufffd\ufffd&")


def test_what_is_no_configuration_is_passed_over(tmp_path: Path) -> None:
    for content in ("<a/>", "<View>", "<!DOCTYPE x [<!ENTITY a 'b'>]><View>&a;</View>", "<View/>"):
        (tmp_path / "label_config.xml").write_text(content)
        assert beside(tmp_path / "x.json").labels == ()
