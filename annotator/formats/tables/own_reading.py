"""Our own table of spans with what stands beside it -> a bundle, as it was, one document at a time.

What was changed in the table since counts: a row that is gone is gone, a new one gets an id. Where a table beside is
missing, what it would say is found otherwise: labels and people by their names, texts among those of the project.

All rows are gone through twice: for who and what there is and where the rows of each document stand, then document by
document.
"""

from array import array
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from annotator.formats.format import ReadOptions
from annotator.formats.line_file import NotPlain, RecordRun
from annotator.formats.losses import Loss, Losses
from annotator.formats.read_anew import ReadAgain, Stamp
from annotator.formats.tables.label_table import PASSAGES
from annotator.formats.tables.own_facts import OwnFacts
from annotator.formats.tables.own_slots import SlotRows
from annotator.formats.tables.own_spans import OwnCoded, OwnDocuments, OwnSpans
from annotator.formats.tables.rows import EMPTY, RowTable
from annotator.model.bundle import Bundle, CodedDocument
from annotator.model.document import Document
from annotator.model.errors import BadFile

WITHOUT_TEXT = Loss(
    "1 row is left out, since the text of its document is neither beside the table nor in the project",
    "{n} rows are left out, since the texts of their documents are neither beside the table nor in the project",
)
_HELD = 16


class _Runs:
    """Of each document, by its number, where its rows stand: the first run, and the others of those that have some."""

    def __init__(self) -> None:
        self._first = tuple(array("q") for _ in RecordRun._fields)
        self.more: dict[int, list[RecordRun]] = {}

    def put(self, number: int, run: RecordRun) -> None:
        """Note the first run of a document, in place of what was noted."""
        for column, value in zip(self._first, run, strict=True):
            column.extend([0] * (number + 1 - len(column)))
            column[number] = value

    def add(self, number: int, run: RecordRun, is_next: bool) -> None:
        """Note a row; `is_next`: whether the row before it was of the same document."""
        if is_next and number not in self.more:
            self._first[-1][number] += 1
        elif not (known := self.of(number)):
            self.put(number, run)
        elif not is_next:
            self.more.setdefault(number, []).append(run)
        else:
            self.more[number][-1] = known[-1]._replace(length=known[-1].length + 1)

    def of(self, number: int) -> list[RecordRun]:
        """Return the runs of a document."""
        first = (
            RecordRun(*(column[number] for column in self._first))
            if number < len(self._first[0])
            else RecordRun(0, 0, 0)
        )
        return [first, *self.more.get(number, ())] if first.length else []


class OwnReading:
    """`facts`: what the JSON beside says, None where it is missing.

    `stamps`: of the files, where they are read anew each time that the documents are gone through (`ReadAgain`).
    """

    def __init__(
        self,
        name: str,
        spans: RowTable,
        options: ReadOptions,
        documents: RowTable = EMPTY,
        slots: RowTable = EMPTY,
        facts: Mapping[str, Any] | None = None,
        stamps: Mapping[Path, Stamp] | None = None,
    ) -> None:
        self._name, self._options, self._stamps = name, options, stamps or {}
        self._documents, self._spans, self._slots = documents.placed(), spans.placed(), slots.placed()
        self.losses, self._without = Losses(), Counter[str]()
        self._facts = OwnFacts(name, facts, options.coder)
        self._read_document, self._read_span = OwnDocuments(documents), OwnSpans(spans, self._facts)
        self._read_slot = SlotRows(slots, self._facts)
        self._numbers: dict[str, int] = {}
        self._known: dict[int, Document] = {}
        self._of_documents, self._of_spans, self._of_slots = _Runs(), _Runs(), _Runs()

    def bundle(self) -> Bundle:
        """Return it; raises `BadFile` where nothing of it has a text."""
        self._learn_documents()
        self._learn_spans()
        if not self._numbers and self.losses.sentences():
            problem = "the texts that it speaks of are neither beside it nor in the project"
            raise BadFile(
                self._name, problem, "put the tables beside it with which it was written, or import the texts"
            )
        self._learn_slots()
        name = next((path.name for path in self._stamps), self._name)
        documents = ReadAgain(name, self._stamps, self._coded, NotPlain)
        return replace(self._facts.bundle(documents, self.losses.sentences()), without_text=self._without)

    def _coded(self) -> Iterator[CodedDocument]:
        numbers = range(len(self._numbers))
        slots = self._slots.groups(map(self._of_slots.of, numbers))
        for one, rows in zip(self._made(numbers), slots, strict=True):
            for number, row in rows:
                self._read_slot.read(row, number, one, Losses())
            yield CodedDocument(
                one.document, tuple(one.spans), tuple(one.links), pages=one.pages, split=one.split, units=one.units
            )

    def _made(self, numbers: Sequence[int], told: dict[int, Losses] | None = None) -> Iterator[OwnCoded]:
        """Yield documents with their spans at their places; `told`: where is noted what is to be told of these."""
        rows = self._spans.groups(map(self._of_spans.of, numbers))
        cells_of, read = self._read_span.cells, self._read_span.read
        for number, one, said in zip(numbers, self._empty(numbers), rows, strict=True):
            uncounted, losses = Losses(), Losses()
            for at, row in said:
                read(row, cells_of(row), at, one, uncounted)
            one.settle(losses)
            if told is not None:
                told[number] = losses
            yield one

    def _empty(self, numbers: Sequence[int]) -> Iterator[OwnCoded]:
        """Yield documents without what is said of them."""
        for number, rows in zip(numbers, self._documents.groups(map(self._of_documents.of, numbers)), strict=True):
            if number in self._known:
                yield OwnCoded(self._known[number])
            for at, row in rows:
                yield self._read_document.read(row, at - 1, Losses())

    def _learn_documents(self) -> None:
        for run, row in self._documents.placed():
            id = self._read_document.read(row, run.number - 1, self.losses).document.id
            self._of_documents.put(self._numbers.setdefault(id, len(self._numbers)), run)

    def _learn_spans(self) -> None:
        """Learn what rows of spans name, and what is to be told of their places."""
        before, coded, told = None, None, dict[int, Losses]()
        cells_of, read = self._read_span.cells, self._read_span.read
        for run, row in self._spans.placed():
            said = cells_of(row)
            number = self._numbers.get(said.document_id)
            if number is None:
                number = self._number_in_project(said.document_id, said.text_sha256, said.document)
            if number != before:
                _tell(coded, before, told)
                is_new = number is not None and not self._of_spans.of(number)
                coded = next(self._empty([number])) if number is not None and is_new else None
            if number is not None:
                self._of_spans.add(number, run, number == before)
            if number is not None or said.of == PASSAGES:
                read(row, said, run.number, coded, self.losses, is_learning=True)
            else:
                self._without[said.document or said.document_id] += 1
                self.losses.add(WITHOUT_TEXT, f"row {run.number}")
            before = number
        _tell(coded, before, told)
        for _ in self._made(sorted(self._of_spans.more), told):
            pass
        for number in sorted(told):
            self.losses.take(told[number])

    def _number_in_project(self, id: str, sha256: str, title: str) -> int | None:
        """Return the number of a span's document that is none of the table but perhaps one of the project."""
        known = self._options.documents.find(sha256, id, title)
        if known is None:
            return None
        number = self._numbers[id] = len(self._numbers)
        self._known[number] = known
        return number

    def _learn_slots(self) -> None:
        """Learn what rows of slots name, and which name nothing that is there."""
        made, before = lru_cache(_HELD)(lambda number: next(self._made([number]))), None
        for run, row in self._slots.placed():
            number = self._numbers.get(self._read_slot.document(row))
            if number is None:
                number = self._by_act.get(self._read_slot.act(row))
            if number is not None:
                self._of_slots.add(number, run, number == before)
            self._read_slot.read(row, run.number, made(number) if number is not None else None, self.losses)
            before = number

    @cached_property
    def _by_act(self) -> Mapping[str, int]:
        """Where spans are, for slots that do not say it."""
        return {span.id: at for at, one in enumerate(self._made(range(len(self._numbers)))) for span in one.spans}


def _tell(coded: OwnCoded | None, number: int | None, told: dict[int, Losses]) -> None:
    """Note what is to be told of the places in a document."""
    losses = Losses()
    if coded is not None and number is not None:
        coded.places(losses)
        if losses.lost():
            told[number] = losses
