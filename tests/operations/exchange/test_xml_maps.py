"""Maps of XML that a user keeps are used for files with their root element, and only for those."""

from pathlib import Path

import pytest

from annotator.model.errors import BadFile
from annotator.operations.exchange.finding import ImportSource
from annotator.operations.exchange.reading import read_source
from annotator.operations.exchange.xml_maps import FOLDER, kept_map, map_in
from annotator.readers.xml_places import XmlMap
from annotator.store.folders import config_folder

DEBATE = b"<debate><turn><who>Ana</who><p>We meet.</p></turn><turn><who>Ben</who><p>We do.</p></turn></debate>"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ANNOTATOR_CONFIG", str(tmp_path / "config"))
    folder = config_folder() / FOLDER
    folder.mkdir(parents=True)
    return folder


def test_a_kept_map_reads_files_of_its_root(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_bytes(DEBATE)
    with pytest.raises(BadFile, match="an XML file of a kind that is not read"):
        read_source(ImportSource(tmp_path / "a.xml"), "")
    (folder / "mine.yaml").write_text("root: debate\ndocument: turn\nfields: {speaker: who}\n")
    drafts = read_source(ImportSource(tmp_path / "a.xml"), "")
    assert isinstance(drafts, list)
    assert [(one.text, one.metadata["speaker"]) for one in drafts] == [("We meet.", "Ana"), ("We do.", "Ben")]
    assert kept_map("b.xml", b"<other/>") is None
    assert kept_map("b.txt", b"words") is None


def test_a_map_that_is_given_counts_first(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_bytes(DEBATE)
    drafts = read_source(ImportSource(tmp_path / "a.xml", xml_map=XmlMap("debate")), "")
    assert isinstance(drafts, list)
    assert [one.text for one in drafts] == ["Ana\n\nWe meet.\n\nBen\n\nWe do."]


def test_a_file_that_is_no_map_is_named(folder: Path) -> None:
    (folder / "bad.json").write_bytes(b"\xff")
    with pytest.raises(BadFile, match=r"bad\.json: it is not written in UTF-8"):
        kept_map("a.xml", DEBATE)
    with pytest.raises(BadFile, match="there is no such file"):
        map_in(folder / "missing.json")
