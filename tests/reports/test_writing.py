"""A report as a file of the kind that its name asks for."""

import pytest

from annotator.model.errors import BadFile
from annotator.reports.writing import KINDS, check_name, render
from tests.reports.samples import everything

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
def test_the_same_report_gives_the_same_file(ending: str) -> None:
    assert render(everything(), f"a{ending}") == render(everything(), f"b{ending}")
