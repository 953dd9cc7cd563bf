"""A report as a file of the kind that its name asks for."""

import io
import zipfile

import pytest

from annotator.model.errors import BadFile
from annotator.reports.writing import KINDS, check_name, render
from tests.reports.samples import everything, report

BEGINNINGS = {".html": b"<!DOCTYPE html>", ".docx": b"PK\x03\x04", ".tex": b"\\documentclass", ".md": b"# "}


def test_every_kind_of_file_is_known_to_this_test() -> None:
    assert set(KINDS) == set(BEGINNINGS)


@pytest.mark.parametrize("ending", BEGINNINGS)
def test_the_ending_of_the_name_decides_on_the_kind(ending: str) -> None:
    assert render(everything(), f"My report{ending.upper()}").startswith(BEGINNINGS[ending])


@pytest.mark.parametrize("name", ["report", "report.pdf", "html", ".html.bak", ""])
def test_another_ending_is_refused_with_those_that_are_possible(name: str) -> None:
    with pytest.raises(BadFile, match=r"\.html, \.docx, \.tex or \.md"):
        check_name(name)


@pytest.mark.parametrize("ending", KINDS)
def test_the_authors_stand_under_the_title_and_in_the_properties_of_the_file(ending: str) -> None:
    made = report(title="Appeals", authors=("Ana Souza", "A Press"))
    data = render(made, f"x{ending}")
    if ending == ".docx":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            body, properties = (archive.read(name).decode() for name in ("word/document.xml", "docProps/core.xml"))
        assert "<dc:creator>Ana Souza; A Press</dc:creator>" in properties and "<dc:title>Appeals<" in properties
    else:
        body = data.decode()
    assert body.index("Appeals") < body.index("Ana Souza and A Press") and "Readouts" in body
    assert b"Ana" not in render(report(title="Appeals"), f"x{ending}")


@pytest.mark.parametrize("ending", KINDS)
def test_the_same_report_gives_the_same_file(ending: str) -> None:
    assert render(everything(), f"a{ending}") == render(everything(), f"b{ending}")
