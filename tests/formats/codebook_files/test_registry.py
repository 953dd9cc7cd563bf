"""Codebook files: each that others made is read or refused with a sentence; what is written is read again."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from lxml import etree

from annotator.formats.codebook_files.registry import (
    CODEBOOK_FILES,
    read_codebook_file,
    readable_extensions,
    writer_for,
    written,
)
from annotator.model.codebook import Codebook
from annotator.model.errors import BadCodebook, BadFile
from tests.examples import examples
from tests.formats.bundles import CODEBOOK
from tests.formats.contract import GARBAGE
from tests.model.codebooks import codebooks
from tests.shared_data import shared

REFUSED = {"acl.conf": "no codebook of a kind that is read", "blank-atlas-project.qdpx": "no codes"}


@pytest.mark.parametrize("folder", ["refi_qda", "brat/nlplab-configurations", "label_studio"])
def test_every_codebook_of_the_fixtures_is_read_or_refused_with_the_reason(folder: str) -> None:
    endings = {"annotation.conf", "acl.conf", "label_config.xml"}
    files = [
        path
        for path in shared(f"fixtures/{folder}").rglob("*")
        if path.name in endings or path.suffix in (".qdc", ".qdpx")
    ]
    wrong = []
    for path in files:
        try:
            book = read_codebook_file(path).codebook
        except BadFile as error:
            wrong += [] if REFUSED.get(path.name, "?") in str(error) else [f"{path}: {error}"]
        else:
            wrong += [] if book.labels and path.name not in REFUSED else [f"{path}: read"]
    assert files and not wrong, "\n".join(wrong)


@settings(max_examples=examples(30), deadline=None)
@given(book=codebooks())
def test_what_is_written_is_read_again_but_for_what_is_said(book: Codebook) -> None:
    with TemporaryDirectory() as folder:
        for kind in CODEBOOK_FILES:
            if kind.write is None or not book.labels:
                continue
            path = Path(folder) / f"book{kind.extensions[0]}"
            data, losses = written(book, path)
            path.write_bytes(data)
            if kind.read is None:
                continue
            read = read_codebook_file(path)
            assert [label.id for label in read.codebook.labels] == [label.id for label in book.labels] or losses
            if read.is_whole:
                assert read.codebook == book
            elif not losses:
                assert read.codebook.labels == book.labels


def test_a_codebook_is_valid_by_the_published_schema_whose_patterns_were_mended(tmp_path: Path) -> None:
    schema = etree.XMLSchema(etree.parse(shared("fixtures/refi_qda/xsd/Codebook.repaired.xsd")))
    data, _ = written(CODEBOOK, tmp_path / "book.qdc")
    schema.assertValid(etree.fromstring(data))
    with pytest.raises(BadCodebook):
        written(Codebook(), tmp_path / "book.qdc")


@settings(max_examples=examples(60), deadline=None)
@given(data=GARBAGE)
def test_garbage_is_refused_with_a_sentence(data: bytes) -> None:
    with TemporaryDirectory() as folder:
        for ending in (*readable_extensions(), ".txt", ""):
            if ending.startswith((".xl", ".ods")):
                continue  # a process of its own reads them; tests/readers/test_workbook.py holds that
            path = Path(folder) / f"book{ending}"
            path.write_bytes(data)
            try:
                read_codebook_file(path)
            except (BadFile, BadCodebook) as error:
                assert "\n" not in str(error)


def test_the_kind_that_is_written_follows_the_name(tmp_path: Path) -> None:
    kinds = [writer_for(tmp_path / name).name for name in ("a", "a.json", "a.CSV", "a.qdc")]
    assert kinds == ["json", "json", "table", "qdc"]
    for name in ("a.pdf", "a.xls", "a.xlsx", "a.tsv"):  # these tables are read, and would be CSV under another name
        with pytest.raises(BadFile, match=r"choose one of \.json, \.csv, \.qdc"):
            writer_for(tmp_path / name)


def test_what_is_said_of_a_kind_stands_in_its_own_file() -> None:
    for kind in CODEBOOK_FILES:
        assert kind.title and kind.about and kind.extensions and (kind.read or kind.write)
        assert (kind.read is None) is (kind.sniff is None)
