"""What the tables of a QualCoder project say, in its first version and a late one."""

from pathlib import Path

import pytest

from annotator.formats.qualcoder.reading import read_project
from annotator.model.bundle import Bundle
from annotator.model.span import Extent
from tests.formats.made_databases import QUALCODER_V1, QUALCODER_V14, make_database

ONE = "We trust them 🕊.\nBut not today.\n"
TWO = "A second talk."
AT = "2024-02-03 10:11:12"
COMMON = {
    "code_cat": [(1, "Relations", "Ana", AT, "How they stand.", None), (2, "Trust", "Ana", AT, "", 1)],
    "code_name": [
        (1, "Trust", "Says that they trust.", 2, "Ana", AT, "#ff8040"),
        (2, "Doubt about it", "", None, "Ana", AT, "red"),
    ],
    "annotation": [(1, 1, 18, 21, "why so?", "Ben", AT)],
    "attribute_type": [("Age", AT, "Ana", "", "case", "numeric"), ("Place", AT, "Ana", "", "file", "character")],
    "attribute": [
        (1, "Age", "case", "41", 1, AT, "Ana"),
        (2, "Place", "file", "Geneva", 1, AT, "Ana"),
        (3, "Place", "file", "", 2, AT, "Ana"),
    ],
    "cases": [(1, "Envoy", "tall", "Ana", AT), (2, "Minister", "", "Ana", AT)],
    "case_text": [(1, 1, 1, 0, len(ONE) - 1, "Ana", AT, ""), (2, 2, 2, 2, 8, "Ana", AT, "")],
    "journal": [(1, "Day one", "It went well.", AT, "Ana")],
    "code_image": [(1, 3, 0, 0, 5, 5, 1, "", AT, "Ana")],
    "code_av": [],
}


def project(folder: Path, version: int = 14) -> Path:
    """Write a project of two texts and a picture, coded by two people."""
    codings = [
        (1, 1, 3, 8, "trust", "Ana", "sure?", 1),
        (1, 2, 0, 2, "We", "Ana", "", None),
        (1, 1, 3, 8, "trust", "Ben", "", 0),
        (2, 1, 2, 8, "second", "Ana", "", None),
        (9, 1, 2, 8, "second", "Ana", "", None),
    ]
    sources = [(1, "one.txt", ONE, None, "first", "Ana", AT), (2, "two", TWO, "/docs/two.docx", "", "Ana", AT),
               (3, "map.png", None, "/images/map.png", "", "Ana", AT)]  # fmt: skip
    if version == 1:
        rows = {
            **COMMON,
            "project": [("v1", AT, "About talks.", "QualCoder")],
            "source": sources,
            "code_text": [(code, file, quote, start, stop, who, AT, memo)
                          for file, code, start, stop, quote, who, memo, _ in codings],
        }  # fmt: skip
        schema: tuple[str, ...] = QUALCODER_V1
    else:
        rows = {
            **COMMON,
            "project": [("v14", AT, "About talks.", "QualCoder", 0, 0, "Ana", "")],
            "source": [(*one, None, None) for one in sources],
            "code_text": [(number, code, file, quote, start, stop, who, AT, memo, None, important)
                          for number, (file, code, start, stop, quote, who, memo, important) in enumerate(codings, 1)],
        }  # fmt: skip
        schema = QUALCODER_V14
    make_database(folder / "Talks.qda" / "data.qda", schema, rows)
    return folder / "Talks.qda"


def read(folder: Path, version: int = 14) -> Bundle:
    return read_project(project(folder, version) / "data.qda", "Talks")


@pytest.mark.parametrize("version", [1, 14])
def test_codings_are_their_owners_and_stand_where_they_were(tmp_path: Path, version: int) -> None:
    bundle = read(tmp_path, version)
    people = {layer.id: layer.name for layer in bundle.layers}
    one, two = bundle.documents
    names = {label.id: label.name for label in bundle.codebook.labels}
    said = {(people[span.layer], names[span.label], span.extents, span.note) for span in one.spans}
    assert said == {
        ("Ana", "Trust", (Extent(3, 8),), "sure?"),
        ("Ana", "Doubt about it", (Extent(0, 2),), ""),
        ("Ben", "Trust", (Extent(3, 8),), ""),
        ("Ben", "Annotation", (Extent(18, 21),), "why so?"),
    }
    assert [span.quote for span in two.spans] == ["second"]
    marked = [span.attributes for span in one.spans if span.attributes]
    assert marked == ([] if version == 1 else [{"important": True}])


@pytest.mark.parametrize("version", [1, 14])
def test_categories_are_headings_with_their_codes_below(tmp_path: Path, version: int) -> None:
    labels = {label.name: label for label in read(tmp_path, version).codebook.labels}
    assert {name for name, label in labels.items() if label.heading} == {"Relations", "Trust (category)"}
    trust = labels["Trust"]
    assert (trust.definition, trust.colour) == ("Says that they trust.", "#FF8040")
    assert (trust.parent, labels["Trust (category)"].parent) == (labels["Trust (category)"].id, labels["Relations"].id)
    assert labels["Doubt about it"].parent is None


def test_attributes_and_cases_are_metadata_and_memos_memos(tmp_path: Path) -> None:
    bundle = read(tmp_path)
    one, two = bundle.documents
    assert one.document.metadata == {"Place": "Geneva", "case": ["Envoy"], "Age": 41}
    assert two.document.metadata == {}
    assert {(memo.title, memo.text, memo.document) for memo in bundle.memos} == {
        ("Day one", "It went well.", None),
        ("", "first", one.document.id),
        ("Talks", "About talks.", None),
    }
    assert {memo.time for memo in bundle.memos} == {"2024-02-03T10:11:12Z"}
    assert [memo.author for memo in bundle.memos if memo.title == "Day one"] == [bundle.coders[0].id]


def test_what_has_no_place_is_counted(tmp_path: Path) -> None:
    notices = read(tmp_path).notices
    for said in (
        "1 picture, recording or other file without a text is left out: “map.png”.",
        "1 case that is a part of a text is left out: “Minister”.",
        "1 coding of a text or by a code that is not there is left out: coding 5.",
        "1 coding of a picture, a recording or a page as a picture is left out: in code_image.",
        "1 memo of a case is left out: “Envoy”.",
    ):
        assert said in notices
    assert len(notices) == 5
