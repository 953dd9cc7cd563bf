"""Earlier versions of documents beside the lines: a file of their own, so that what was left counts in no data set."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from pydantic import ValidationError

from annotator.formats.jsonl.checks import Ids, Wrong, check_document, passage_of
from annotator.formats.jsonl.lines import lines, sentence
from annotator.formats.jsonl.people import People
from annotator.formats.jsonl.records import DocumentRecord, EarlierRecord, LinkRecord, ProjectRecord
from annotator.model.bundle import CodedDocument, EarlierDocument
from annotator.model.errors import BadFile
from annotator.model.ids import DocumentId
from annotator.model.span import Link


class EarlierReading:
    """Reads the file at `path`, if there is one. `documents`: those of the lines, of which later versions are."""

    def __init__(self, path: Path, project: ProjectRecord, people: People, documents: set[DocumentId]) -> None:
        self._path, self._people = path, people
        self._coders = {coder.pseudonym for coder in project.coders}
        self._later: set[str] = set(documents)

    def read(
        self, coded: Callable[[DocumentRecord], CodedDocument], link: Callable[[LinkRecord], Link]
    ) -> tuple[EarlierDocument, ...]:
        """Return the earlier versions; raises `BadFile`. `coded`, `link`: what a line's document and slot are."""
        if not self._path.is_file():
            return ()
        records = [self._record(number, line) for number, line in lines(self._path)]
        self._later |= {one.document.id for one in records}
        found, ids = [], Ids()
        for number, one in enumerate(records, 1):
            try:
                self._check(one, ids)
                version = self._version(one, coded, link)
            except Wrong as wrong:
                raise BadFile(self._path.name, f"line {number}, {wrong}") from wrong
            found.append(version)
        return tuple(found)

    def _record(self, number: int, line: bytes) -> EarlierRecord:
        try:
            return EarlierRecord.model_validate_json(line)
        except ValidationError as error:
            raise BadFile(self._path.name, f"line {number}, {sentence(error)}") from error

    def _check(self, one: EarlierRecord, ids: Ids) -> None:
        check_document(one.document, ids, None, "")
        if one.replaced_by not in self._later or one.replaced_by == one.document.id:
            raise Wrong(f"there is no document with the id “{one.replaced_by}” that took its place")
        if one.coder is not None and one.coder not in self._coders:
            raise Wrong(f"“{one.coder}” is none of the coders")
        spans = {span.id for span in one.document.spans}
        for link in one.slots_of_moved:
            ids.add("link", link.id)
            if link.span not in spans or passage_of(link):
                raise Wrong(f"the slot “{link.id}” has no party among the spans of the line")

    def _version(
        self,
        one: EarlierRecord,
        coded: Callable[[DocumentRecord], CodedDocument],
        link: Callable[[LinkRecord], Link],
    ) -> EarlierDocument:
        document = coded(one.document)
        more = tuple(map(link, one.slots_of_moved))
        coder = self._people.coder(one.coder) if one.coder is not None else None
        with_links = replace(document, links=(*document.links, *more))
        return EarlierDocument(with_links, DocumentId(one.replaced_by), one.time, coder)


def split(earlier: EarlierDocument) -> tuple[Sequence[Link], Iterator[Link]]:
    """Return the links of acts that are there, and those of acts that moved."""
    there = {span.id for span in earlier.coded.spans}
    links = earlier.coded.links
    return [link for link in links if link.act in there], (link for link in links if link.act not in there)
