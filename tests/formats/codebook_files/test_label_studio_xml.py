"""Label Studio's configuration: labels, choices of the whole and of each region, taxonomies, relations."""

from pathlib import Path

import pytest

from annotator.formats.codebook_files.codebook_file import ReadCodebook
from annotator.formats.codebook_files.registry import read_codebook_file
from annotator.formats.label_studio.writing import configuration
from annotator.model.attribute_kinds import AttributeKind
from annotator.model.codebook import Scope
from annotator.model.errors import BadFile
from tests.formats.bundles import CODEBOOK

CONFIG = """<View>
  <Labels name="label" toName="text">
    <Label value="PER" background="red" hotkey="p" hint="A person."/>
    <Label value="Org" alias="organisation" background="#0f0"/>
  </Labels>
  <Text name="text" value="$text"/>
  <Choices name="tone" toName="text" perRegion="true" whenLabelValue="PER" required="true">
    <Choice value="sharp"/><Choice value="mild"/>
  </Choices>
  <Rating name="sure" toName="text" perRegion="true" maxRating="3"/>
  <TextArea name="why" toName="text" perRegion="true"/>
  <Taxonomy name="act" toName="text"><Choice value="Verbal"><Choice value="Appeal"/></Choice></Taxonomy>
  <Relations><Relation value="speaker"/></Relations>
  <Labels name="dynamic" toName="text" value="$labels"/>
</View>"""


def read(folder: Path, text: str) -> ReadCodebook:
    path = folder / "config.xml"
    path.write_text(text, encoding="utf-8")
    return read_codebook_file(path)


def test_all_of_it_is_read(tmp_path: Path) -> None:
    found = read(tmp_path, CONFIG)
    person, org, verbal, appeal = found.codebook.labels
    assert (person.id, person.colour, person.key, person.definition) == ("per", "#FF0000", "p", "A person.")
    assert (org.id, org.name, org.colour) == ("organisation", "Org", "#00FF00")
    assert (verbal.scope, appeal.parent) == (Scope.DOCUMENT, verbal.id)
    tone, sure, why = person.attributes
    assert (tone.values, tone.required, sure.kind, sure.values) == (
        ("sharp", "mild"),
        True,
        AttributeKind.ORDINAL,
        ("1", "2", "3"),
    )
    assert why.kind is AttributeKind.TEXT and [one.id for one in org.attributes] == ["sure", "why"]
    assert [role.name for role in person.roles] == ["speaker"] and not verbal.roles
    assert [notice[:9] for notice in found.notices] == ["1 control"]


def test_the_configuration_that_an_export_has_is_read_with_the_ids_of_its_labels(tmp_path: Path) -> None:
    found = read(tmp_path, configuration(CODEBOOK))
    assert {label.id for label in found.codebook.labels} >= {"appeal", "warning", "actor"}
    assert {label.name for label in found.codebook.labels} >= {label.name for label in CODEBOOK.labels}


@pytest.mark.parametrize("text", ["<View/>", "<View><Text name='t'/></View>", "<View>"])
def test_a_configuration_without_labels_is_a_sentence(tmp_path: Path, text: str) -> None:
    with pytest.raises(BadFile):
        read(tmp_path, text)


@pytest.mark.parametrize("again", ["TextArea", "Number", "Choices"])
@pytest.mark.parametrize("labels", ["", "PER", "PER,PER,Org"])
def test_of_controls_of_one_name_a_label_is_asked_the_first_and_the_other_is_counted(
    tmp_path: Path, again: str, labels: str
) -> None:
    asks = f'toName="text" perRegion="true" {f"""whenLabelValue="{labels}" """ if labels else ""}'
    twice = f'<Number name="year" {asks}/><{again} name="year" {asks}><Choice value="late"/></{again}>'
    found = read(tmp_path, CONFIG.replace("<Relations>", f"{twice}<Relations>"))
    person = found.codebook.labels[0]
    assert [(one.name, one.kind) for one in person.attributes][-1] == ("year", AttributeKind.NUMBER)
    assert "1 control is left out, since another of its name asks of the same labels: “year”." in found.notices
