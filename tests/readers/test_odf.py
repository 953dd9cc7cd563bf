"""Names in OpenDocument files, and their kinds."""

import pytest
from lxml import etree

from annotator.readers.odf import attribute, count_of, kind_of, local
from tests.readers.samples import ODF, zipped


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("application/vnd.oasis.opendocument.text", "text"),
        ("application/vnd.oasis.opendocument.text-template\n", "text"),
        ("application/vnd.oasis.opendocument.spreadsheet", "spreadsheet"),
        ("application/epub+zip", ""),
    ],
)
def test_a_file_says_its_kind(said: str, kind: str) -> None:
    assert kind_of(zipped({"mimetype": said})) == kind


def test_other_files_have_no_kind() -> None:
    assert kind_of(b"words") == kind_of(zipped({"a": "b"})) == ""


@pytest.mark.parametrize(("said", "count"), [("", 1), ("0", 1), ("-3", 1), ("7", 7), ("x", 1), ("99999999", 50)])
def test_repetitions_are_bounded(said: str, count: int) -> None:
    element = etree.fromstring(f'<text:s {ODF} text:c="{said}"/>')
    assert count_of(element, "text", "c", 50) == count
    assert attribute(element, "text", "c") == said
    assert local(element) == "s"
