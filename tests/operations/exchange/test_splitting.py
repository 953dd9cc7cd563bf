"""Exports in parts: each document in one, what belongs together in one, as a column or as files."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.formats.registry import FORMATS
from annotator.model.codebook import Codebook
from annotator.model.document import Document, DocumentDraft, sha256_of
from annotator.model.errors import NotAllowed, WouldReplace
from annotator.model.ids import DocumentId
from annotator.model.splits import DivisionChoice
from annotator.operations.documents import documents
from annotator.operations.exchange import exchange
from annotator.operations.exchange.splitting import Division, SplitOptions, versions_of
from annotator.store.project import Project


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "talks.annot", Codebook()) as made:
        twin = "The parties met and agreed on a text that all of them had seen before the meeting was held. " * 6
        drafts = [DocumentDraft(f"Talk {number}", f"Talk {number} of {number * 7} days. " * 9) for number in range(20)]
        drafts += [DocumentDraft("Twin", twin), DocumentDraft("Twin again", twin + "Then they left.")]
        drafts += [
            DocumentDraft(f"record-9-{language}", f"{language} {word} " * 30, {"language": language})
            for language, word in (("en", "peace"), ("fr", "paix"), ("es", "paz"))
        ]
        documents.add_drafts(made, drafts)
        yield made


def lines(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def test_a_column_says_the_part_and_what_belongs_together_is_in_one(project: Project, tmp_path: Path) -> None:
    written = exchange.export(project, tmp_path / "all.jsonl", layer="all", division=Division())
    parts = {line["title"]: line["split"] for line in lines(tmp_path / "all.jsonl")}
    assert set(parts.values()) == {"train", "dev", "test"}
    assert parts["Twin"] == parts["Twin again"]
    assert len({parts[f"record-9-{language}"] for language in ("en", "fr", "es")}) == 1
    assert any("seed 1" in notice for notice in written.notices)
    assert any("one text in several languages" in notice for notice in written.notices)
    exchange.export(project, tmp_path / "again.jsonl", layer="all", division=Division())
    assert (tmp_path / "again.jsonl").read_bytes() == (tmp_path / "all.jsonl").read_bytes()


@pytest.mark.parametrize("format", [one.name for one in FORMATS if one.writer is not None])
def test_files_of_each_part_hold_each_document_once(project: Project, tmp_path: Path, format: str) -> None:
    chosen = next(one for one in FORMATS if one.name == format)
    out = tmp_path / ("out" if chosen.folder else f"out{chosen.extensions[0]}")
    written = exchange.export(project, out, format, "all", division=Division(files=True))
    root = out if chosen.folder else tmp_path
    assert written.files and all((root / name).is_file() for name in written.files)
    assert {name for name in ("train", "dev", "test") if any(name in file for file in written.files)} == {
        "train", "dev", "test"
    }  # fmt: skip
    with pytest.raises(WouldReplace):
        exchange.export(project, out, format, "all", division=Division(files=True))


def test_files_and_column_agree(project: Project, tmp_path: Path) -> None:
    exchange.export(project, tmp_path / "all.jsonl", layer="all", division=Division())
    exchange.export(project, tmp_path / "each.jsonl", layer="all", division=Division(files=True))
    parts = {line["title"]: line["split"] for line in lines(tmp_path / "all.jsonl")}
    for name in ("train", "dev", "test"):
        titles = {line["title"] for line in lines(tmp_path / f"each.{name}.jsonl")}
        assert titles == {title for title, part in parts.items() if part == name}


def test_fields_keep_documents_together(project: Project, tmp_path: Path) -> None:
    choice = DivisionChoice(together=("language",))
    exchange.export(project, tmp_path / "all.jsonl", layer="all", division=Division(choice))
    assert len(lines(tmp_path / "all.jsonl")) == 25


def test_versions_are_known_by_their_names_without_the_language() -> None:
    def document(title: str, language: str) -> Document:
        return Document(DocumentId(title), title, "", sha256_of(""), {"language": language} if language else {})

    pairs = [("A/RES/1 EN", "en"), ("A/RES/1 FR", "fr"), ("A/RES/2 EN", "en"), ("Talk", ""), ("Talk de", "de")]
    found = list(versions_of([document(*pair) for pair in pairs]))
    assert found == [["A/RES/1 EN", "A/RES/1 FR"]]


def test_what_is_asked_in_words_becomes_a_division_or_a_sentence() -> None:
    assert SplitOptions().division() is None
    asked = SplitOptions(split="70/30", split_fields="country, year", split_files=True).division()
    assert asked == Division(DivisionChoice({"train": 70, "test": 30}, 1, True, ("country", "year")), True)
    with pytest.raises(NotAllowed):
        SplitOptions(split="much").division()


def test_standard_output_takes_no_parts(project: Project, tmp_path: Path) -> None:
    with (tmp_path / "sink").open("wb") as sink, pytest.raises(NotAllowed, match="one file"):
        exchange.export(project, tmp_path / "x.jsonl", layer="all", sink=sink, division=Division(files=True))
