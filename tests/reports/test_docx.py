"""Reports for Word: packages that our own reader and the rules of the format accept."""

import io
import posixpath
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from annotator.model.errors import BadFile
from annotator.readers.docx import read
from annotator.readers.source import SourceFile
from annotator.reports.docx import docx
from tests.reports.engines import beyond, broken, lines_of, set_by_libreoffice
from tests.reports.samples import ARABIC, CHINESE, everything, report, strange

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MARGIN_CM = 2.2
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def parts_of(data: bytes) -> dict[str, bytes]:
    """Return the members of a package by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_our_own_reader_finds_all_that_was_written() -> None:
    draft = read(SourceFile("report.docx", docx(everything())))[0]
    lines = [line.strip() for line in draft.text.splitlines() if line.strip()]
    assert lines[:4] == ["Reliability report", "Readouts · 3 May 2024", "Design", lines[3]]
    assert lines[3] == "Two coders read 40 documents with annotator agree --seed 7."
    assert lines[4:7] == ["- Ana", "- Ben (אזהרה)", "- α ≥ 0.667 is tentative"]
    assert lines[8:10] == ["Table 1. Coefficients", "95% interval"]
    assert f"{ARABIC}\tundefineda" in lines and f"{CHINESE}\t0.1\t0.9b" in lines
    assert lines[-2:] == ["Figure 1. Two cells", f"Figure 2. {CHINESE}"]
    assert draft.metadata["language"] == "en"


def test_the_same_report_gives_the_same_bytes() -> None:
    assert docx(everything()) == docx(everything())


def test_every_part_is_xml_whose_kind_is_said_and_every_link_has_its_target() -> None:
    parts = parts_of(docx(everything()))
    types = etree.fromstring(parts["[Content_Types].xml"])
    known = {element.get("Extension") or element.get("PartName") for element in types}
    for name, content in parts.items():
        assert f"/{name}" in known or name.rpartition(".")[2] in known
        if not name.endswith(".png"):
            etree.fromstring(content)
    for name in ("_rels/.rels", "word/_rels/document.xml.rels"):
        folder = posixpath.dirname(posixpath.dirname(name))
        targets = [str(link.get("Target")) for link in etree.fromstring(parts[name])]
        assert all(posixpath.join(folder, target) in parts for target in targets)


def test_every_id_that_is_used_is_linked_and_every_style_is_there() -> None:
    parts = parts_of(docx(everything()))
    root = etree.fromstring(parts["word/document.xml"])
    links = {link.get("Id") for link in etree.fromstring(parts["word/_rels/document.xml.rels"])}
    used = {value for one in root.iter() for name, value in one.attrib.items() if str(name).startswith(R)}
    assert used and used <= links
    styles = {one.get(f"{W}styleId") for one in etree.fromstring(parts["word/styles.xml"]).iter(f"{W}style")}
    wanted = {one.get(f"{W}val") for one in root.iter(f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle")}
    assert wanted <= styles


def test_a_report_without_a_word_is_a_word_file_without_text() -> None:
    with pytest.raises(BadFile, match="it has no text"):
        read(SourceFile("report.docx", docx(report(title="", subtitle=""))))


def test_no_word_and_no_number_of_a_table_breaks_in_libreoffice_and_nothing_is_wider_than_the_page(
    tmp_path: Path,
) -> None:
    pdf = set_by_libreoffice({"report": docx(strange())}, tmp_path)["report"]
    assert broken(strange(), lines_of(pdf)) == []
    assert beyond(pdf, MARGIN_CM) == []
