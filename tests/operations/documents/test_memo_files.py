"""Memos as files: everything they say stands there, by pseudonym, in any script."""

import csv
import io
import json
from datetime import UTC
from pathlib import Path

import pytest

from annotator.formats.jsonl.records import MemoRecord
from annotator.model.errors import BadFile
from annotator.operations.documents import memo_files, memos
from annotator.operations.documents.memo_files import COLUMNS
from annotator.operations.people.pseudonym_key import pseudonyms_of
from tests.projects import Desk, make_desk

TEXT = "=1+1, “urged”\n第二行\nمرحبا"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = make_desk(tmp_path)
    desk.project.person = desk.ana.id
    memos.write(desk.project, TEXT, "表题", desk.project.documents.all()[0].id)
    memos.write(desk.project, "In the journal")
    return desk


def test_markdown_has_them_by_day_with_who_wrote_them_on_what(desk: Desk) -> None:
    found, project = memos.readable(desk.project), desk.project
    text = memo_files.as_markdown(found, memo_files.names_in(project, with_names=True), UTC)
    title = project.documents.all()[0].title
    assert text.startswith(f"# Memos of {project.name}\n\n## {found[0].time[:10]}\n\n### 表题\n\n*Ana, “{title}”, ")
    assert TEXT in text and f"*Ana, the journal, {found[1].time}*\n\nIn the journal\n" in text
    assert "Ana" not in memo_files.as_markdown(found, memo_files.names_in(project, with_names=False))


def test_a_table_and_lines_give_back_what_they_say(desk: Desk) -> None:
    project, found = desk.project, memos.readable(desk.project)
    names = memo_files.names_in(project, with_names=False)
    header, first, second = csv.reader(io.StringIO(memo_files.as_csv(found, names).removeprefix("\ufeff")))
    row = dict(zip(COLUMNS, first, strict=True))
    assert tuple(header) == COLUMNS and row["text"] == f"'{TEXT}" and row["title"] == "表题"
    assert (
        row["author"] == pseudonyms_of(project)[desk.ana.id]
        and row["document_id"] == found[0].document
        and second[4] == ""
    )
    lines = memo_files.as_jsonl(found, names).splitlines()
    records = [MemoRecord.model_validate(json.loads(line)) for line in lines]
    assert [(one.id, one.text, one.document) for one in records] == [(one.id, one.text, one.document) for one in found]


@pytest.mark.parametrize("ending", memo_files.KINDS)
def test_the_ending_says_the_kind(desk: Desk, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"memos{ending.upper()}"
    memo_files.save(desk.project, path, memos.readable(desk.project))
    assert "In the journal" in path.read_text("utf-8")


def test_another_ending_is_refused_and_nothing_is_written(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(BadFile, match=r"\.md, \.csv or \.jsonl"):
        memo_files.save(desk.project, tmp_path / "memos.docx", [])
    assert not (tmp_path / "memos.docx").exists()
