"""Source files beside our JSONL: each once, by its hash, and read again only if it is what the lines say."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.formats.format import ReadOptions, WriteOptions
from annotator.formats.jsonl.jsonl import FORMAT, JsonlOptions
from annotator.formats.jsonl.sources import file_name
from annotator.formats.writing import look, write
from annotator.model.bundle import Bundle
from annotator.model.document import KeptFile
from tests.formats.bundles import BODY, KEPT, sample_bundle

FILE = f"all.source_files/{KEPT.sha256}.pdf"


def written(folder: Path, bundle: Bundle | None = None, **own: bool) -> tuple[str, ...]:
    made = write(FORMAT, bundle or sample_bundle(), folder / "all.jsonl", WriteOptions(own=JsonlOptions(**own)))
    return (*made.files, *made.notices)


def read(folder: Path) -> Bundle:
    assert FORMAT.reader is not None
    return FORMAT.reader.read(folder / "all.jsonl", ReadOptions())


def test_a_kept_file_is_written_once_and_read_again(tmp_path: Path) -> None:
    first, *others = sample_bundle().documents
    twice = [replace(one, source_file=KEPT) for one in others]
    files = written(tmp_path, replace(sample_bundle(), documents=[first, *twice]))
    assert [name for name in files if "source_files" in name] == [FILE]
    assert (tmp_path / FILE).read_bytes() == BODY
    again = read(tmp_path)
    assert {one.source_file for one in again.documents} == {KEPT}
    assert {one.document.source_file for one in again.documents} == {KEPT.sha256}
    assert again.source_body(KEPT.sha256) == BODY and again.notices == ()
    card = json.loads((tmp_path / "all.card.json").read_text(encoding="utf-8"))
    assert {"name": FILE, "bytes": len(BODY), "sha256": KEPT.sha256} in card["files"]


def test_without_them_the_lines_name_none_and_that_is_said_before_and_after(tmp_path: Path) -> None:
    *_, said = written(tmp_path, source_files=False)
    assert said == "The file that 1 document was read from is left out: “Readout”."
    assert said in look(FORMAT, sample_bundle(), WriteOptions(own=JsonlOptions(source_files=False))).losses
    assert not (tmp_path / FILE).exists() and read(tmp_path).notices == ()
    assert {one.source_file for one in read(tmp_path).documents} == {None}


def test_a_preview_reads_no_source_file() -> None:
    def refused(sha256: str) -> bytes | None:
        raise AssertionError(sha256)

    assert look(FORMAT, replace(sample_bundle(), source_body=refused), WriteOptions()).losses == ()


@pytest.mark.parametrize("damage", [None, b"", BODY + b"more"])
def test_a_file_that_is_missing_or_of_another_size_is_said_and_the_rest_comes_in(
    tmp_path: Path, damage: bytes | None
) -> None:
    written(tmp_path)
    if damage is None:
        (tmp_path / FILE).unlink()
    else:
        (tmp_path / FILE).write_bytes(damage)
    found = read(tmp_path)
    assert found.notices == ("1 source file is not in the folder all.source_files as the lines say, and is left out.",)
    assert {one.source_file for one in found.documents} == {None} and len(list(found.documents)) == 4


def test_a_file_whose_bytes_are_others_is_given_to_nobody(tmp_path: Path) -> None:
    written(tmp_path)
    (tmp_path / FILE).write_bytes(BODY[::-1])
    assert read(tmp_path).source_body(KEPT.sha256) is None


@pytest.mark.parametrize(
    ("name", "ending"),
    [("a.PDF", ".pdf"), ("a", ""), ("../x.p/f", ""), ("a.tar.gz", ".gz"), ("a.p df", ""), ("a.toolongone", "")],
)
def test_a_file_is_called_by_its_hash_and_an_ending_that_no_path_can_be_made_of(name: str, ending: str) -> None:
    assert file_name(KeptFile("0" * 64, name, 1)) == "0" * 64 + ending
