"""Memos beside the lines: a file of their own, so that a data set is the same with and without what was noted down."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from annotator.formats.jsonl.lines import lines, sentence
from annotator.formats.jsonl.people import People
from annotator.formats.jsonl.project import Calls, Misfit, once
from annotator.formats.jsonl.records import MemoRecord, ProjectRecord
from annotator.model.bundle import Bundle
from annotator.model.errors import BadFile
from annotator.model.ids import DocumentId, MemoId
from annotator.model.memo import Memo


def memo_records(bundle: Bundle, calls: Calls) -> Iterator[dict[str, Any]]:
    """Yield the memos, in the order in which they were written."""
    for one in sorted(bundle.memos, key=lambda one: (one.time, one.id)):
        yield {**asdict(one), "author": calls.coder(one.author)}


def read_memos(path: Path, project: ProjectRecord, people: People, documents: set[DocumentId]) -> tuple[Memo, ...]:
    """Return the memos that stand beside the lines, none where there is no such file; raises `BadFile`."""
    if not path.is_file():
        return ()
    records = [_record(path, number, line) for number, line in lines(path)]
    try:
        _check(records, {one.pseudonym for one in project.coders}, documents)
    except Misfit as misfit:
        raise BadFile(path.name, str(misfit)) from misfit
    return tuple(_memo(one, people) for one in records)


def _record(path: Path, number: int, line: bytes) -> MemoRecord:
    try:
        return MemoRecord.model_validate_json(line)
    except ValidationError as error:
        raise BadFile(path.name, f"line {number}, {sentence(error)}") from error


def _check(records: Sequence[MemoRecord], coders: set[str], documents: set[DocumentId]) -> None:
    once("memos", (one.id for one in records))
    for one in records:
        if one.document is not None and one.document not in documents:
            raise Misfit(f"there is no document with the id “{one.document}” in the lines")
        if one.author is not None and one.author not in coders:
            raise Misfit(f"“{one.author}” is none of the coders")


def _memo(one: MemoRecord, people: People) -> Memo:
    document = DocumentId(one.document) if one.document is not None else None
    author = people.coder(one.author) if one.author is not None else None
    return Memo(MemoId(one.id), document, author, one.title, one.text, one.time, one.changed)
