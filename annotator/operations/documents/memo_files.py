"""Memos as a file of their own: to be read (Markdown), as a table (CSV), or as data (JSON Lines).

What is written is what whoever is at work may read. People stand there by pseudonym, unless their names are asked for.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import tzinfo
from pathlib import Path

from annotator.formats.json_text import json_text
from annotator.formats.tables.csv_text import MARK, csv_texts, guarded
from annotator.model.errors import BadFile
from annotator.model.ids import CoderId, DocumentId
from annotator.model.memo import Memo
from annotator.model.wording import word_list
from annotator.operations.atomic_files import write_whole
from annotator.operations.documents.memos import by_day
from annotator.operations.people.pseudonym_key import pseudonyms_of
from annotator.store.project import Project

NOBODY = "nobody in particular"
COLUMNS = ("id", "time", "changed", "author", "document_id", "document", "title", "text")
"""Of the table."""


@dataclass(frozen=True, slots=True)
class MemoNames:
    """What people and documents are called in a file, by their ids. `project`: its name."""

    project: str
    people: Mapping[CoderId, str]
    documents: Mapping[DocumentId, str]

    def author(self, memo: Memo) -> str:
        """Return who wrote a memo, empty for nobody in particular."""
        return self.people.get(memo.author, "") if memo.author is not None else ""

    def document(self, memo: Memo) -> str:
        """Return the title of the document that a memo is on, empty for the journal."""
        return self.documents.get(memo.document, "") if memo.document is not None else ""


def names_in(project: Project, with_names: bool) -> MemoNames:
    """Return what is called how. `with_names`: people by their names and not by pseudonyms."""
    coders = project.coders.all()
    people = {one.id: one.name for one in coders} if with_names else pseudonyms_of(project)
    return MemoNames(project.name, people, {one.id: one.title for one in project.documents.all()})


def as_markdown(memos: Sequence[Memo], names: MemoNames, zone: tzinfo | None = None) -> str:
    """Return memos by day, the latest first, each with who wrote it, on what, and when."""
    lines = [f"# Memos of {names.project}"]
    for day, some in by_day(memos, zone):
        lines.append(f"## {day.isoformat() if day else 'On a day that nobody noted'}")
        for memo in some:
            on = f"“{names.document(memo)}”" if memo.document is not None else "the journal"
            where = f"{names.author(memo) or NOBODY}, {on}, {memo.time}"
            lines += [f"### {memo.title}"] if memo.title else []
            lines += [f"*{where}*", *([memo.text] if memo.text else [])]
    return "\n\n".join(lines) + "\n"


def as_csv(memos: Sequence[Memo], names: MemoNames) -> str:
    """Return memos as a table, a line each."""
    return MARK + "".join(csv_texts([COLUMNS, *_rows(memos, names)]))


def as_jsonl(memos: Sequence[Memo], names: MemoNames) -> str:
    """Return memos as JSON, a line each, as an export of everything has them; see `schemas/memo.schema.json`."""
    records = ({**asdict(one), "author": names.author(one) or None} for one in memos)
    return "".join(f"{json_text(record)}\n" for record in records)


KINDS: Mapping[str, Callable[[Sequence[Memo], MemoNames], str]] = {
    ".md": as_markdown,
    ".csv": as_csv,
    ".jsonl": as_jsonl,
}
"""How memos are written, by the ending of the file."""


def save(project: Project, path: Path, memos: Sequence[Memo], with_names: bool = False) -> None:
    """Write memos into a file of the kind that its ending says; raises `BadFile`, also for another ending."""
    write = KINDS.get(path.suffix.casefold())
    if write is None:
        raise BadFile(path.name, f"memos are written as {word_list(KINDS, 'or')}", "choose one of these endings")
    write_whole(path, write(memos, names_in(project, with_names)))


def _rows(memos: Sequence[Memo], names: MemoNames) -> Iterator[list[str]]:
    for one in memos:
        texts = (names.author(one), one.document or "", names.document(one), one.title, one.text)
        yield [one.id, one.time, one.changed, *map(guarded, texts)]
