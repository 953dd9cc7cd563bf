"""What an import did: gathered while files come in, said in a few lines, and kept whole in rows."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import PurePath
from typing import NamedTuple

from annotator.model.wording import counted
from annotator.operations.documents.known_texts import KnownTable
from annotator.operations.exchange.delivery import LayerUpdate, counts, summary
from annotator.operations.exchange.left_out import CountedByName, Why, codings_in, row_words, sentences
from annotator.operations.exchange.origins import ForeignOrigin

FEW = 3
"""So many texts that are here already are named one by one; of more one line says how many they are."""


class RowKind(StrEnum):
    """What a row of an import's report is about."""

    FAILED = "not read"
    NOTICED = "noticed"
    READ = "came in"
    REPEATED = "here already"


class ReportRow(NamedTuple):
    """A row of the whole report: `file` and `document` where they are known."""

    kind: RowKind
    file: str
    document: str
    words: str


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A sentence of the short report; `details`: what it stands for, one by one."""

    kind: RowKind
    words: str
    details: tuple[str, ...] = ()


@dataclass(slots=True)
class ImportReport:
    """What an import did. `repeated`: (title, title of the document with the same text); `failed`: a sentence each.

    `files`: (file, title) of the documents that came in. `fields`: names of those that were found where the user said
    where fields go. `joined`: documents that learnt what a table with their texts says of them; `known`: tables of
    which they could. `lost`: of the notices, what files of annotations say that does not come in as it stands there.
    `apart`: by file, what a coder's copy (`is_own`) leaves out, or lies outside of what was given out; `kept_back`: so
    many codings more are left out there.
    """

    documents: list[str] = field(default_factory=list)
    repeated: list[tuple[str, str]] = field(default_factory=list)
    spans: int = 0
    coders: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    files: list[tuple[str, str]] = field(default_factory=list)
    fields: set[str] = field(default_factory=set)
    joined: int = 0
    updates: list[LayerUpdate] = field(default_factory=list)
    origins: list[ForeignOrigin] = field(default_factory=list)
    known: list[KnownTable] = field(default_factory=list)
    apart: list[tuple[str, CountedByName]] = field(default_factory=list)
    kept_back: int = 0
    is_own: bool = False

    def summary(self) -> str:
        """Return how much came in, in a sentence, and how much lies outside of what was given out, or was left out."""
        said = [] if self.is_own else [counted(len(self.documents), "document")]
        if self.spans or self.is_own:
            said.append(counted(self.spans, "span"))
        whole = f"Imported {' and '.join(said)}"
        if outside := sum(one.count for _, one in self.apart if one.why is Why.OUTSIDE):
            whole += f"; {counted(outside, 'coding lies', 'codings lie')} outside of what was given out"
        if left := self.left_out:
            whole += f"; {counted(left, 'coding was', 'codings were')} left out"
        return f"{whole}."

    @property
    def left_out(self) -> int:
        """How many codings of the files a coder's copy leaves out."""
        return codings_in(one for _, one in self.apart) + self.kept_back

    def said_apart(self) -> Iterator[tuple[Why, ReportLine]]:
        """Yield what does not come in, or lies outside of what was given out: a line for each file and reason."""
        for file in dict.fromkeys(file for file, _ in self.apart):
            for why, sentence, names in sentences(one for other, one in self.apart if other == file):
                yield why, ReportLine(RowKind.NOTICED, f"{file}: {sentence}", names)

    def as_json(self) -> dict[str, object]:
        """Return it for other programs."""
        return {
            "documents": self.documents,
            "spans": self.spans,
            "coders": self.coders,
            "updates": [counts(update) for update in self.updates],
            "repeated": [{"title": title, "known": known} for title, known in self.repeated],
            "joined": self.joined,
            "left_out": self._apart_records(lambda why: why.is_loss and why is not Why.MOVED),
            "noted": self._apart_records(lambda why: why in (Why.MOVED, Why.PROPOSED, Why.UNSAID)),
            "outside": self._apart_records(lambda why: why is Why.OUTSIDE),
            "codings_left_out": self.left_out,
            "notices": [*(table.sentence for table in self.known), *self.notices],
            "failed": self.failed,
        }

    def _apart_records(self, is_wanted: Callable[[Why], bool]) -> list[dict[str, object]]:
        return [_apart_record(file, one) for file, one in self.apart if is_wanted(one.why)]

    def repetitions(self) -> list[ReportLine]:
        """Return what is said of texts that are here already: of a few each, of many that they are so many."""
        each = tuple(same_text(title, known) for title, known in self.repeated)
        if len(each) <= FEW:
            return [ReportLine(RowKind.REPEATED, sentence) for sentence in each]
        said = f"{len(each):,} texts are here already and were not added again."
        return [ReportLine(RowKind.REPEATED, said, each)]

    def lines(self) -> list[ReportLine]:
        """Return the short report: what failed first, then what came in, what is here already, what was noticed."""
        lines = [ReportLine(RowKind.FAILED, sentence) for sentence in self.failed]
        if self.spans:
            people = f" of {', '.join(self.coders)}" if self.coders else ""
            lines.append(ReportLine(RowKind.READ, f"{counted(self.spans, 'span')}{people} came in."))
        lines += [ReportLine(*said) for said in self.updated()]
        lines += [ReportLine(RowKind.READ, f"“{title}” came in.") for title in self.documents]
        lines += self.repetitions()
        noticed = [*(table.sentence for table in self.known), *self.notices]
        apart = [line for _, line in self.said_apart()]
        return [*lines, *apart, *(ReportLine(RowKind.NOTICED, notice) for notice in noticed)]

    def updated(self) -> Iterator[tuple[RowKind, str]]:
        """Yield a sentence for each layer that was delivered again, and whether it came in."""
        for update in self.updates:
            if update.is_applied:
                yield RowKind.READ, summary(update)
            elif update.overwrites:
                yield RowKind.NOTICED, f"{summary(update)} What is here was kept."

    def rows(self) -> Iterator[ReportRow]:
        """Yield the whole report: files that failed, notices, documents, and texts that are here already."""
        names = [file for file, _ in self.files]
        yield from _of_files(RowKind.FAILED, self.failed, names)
        yield from _of_files(RowKind.NOTICED, [*(table.sentence for table in self.known), *self.notices], names)
        for kind, sentence in self.updated():
            yield ReportRow(kind, "", "", sentence)
        for file, one in self.apart:
            yield ReportRow(RowKind.NOTICED, file, one.name if one.why.is_of_documents else "", row_words(one))
        for file, title in self.files:
            yield ReportRow(RowKind.READ, file, title, "")
        for title, known in self.repeated:
            yield ReportRow(RowKind.REPEATED, "", title, f"It has the same text as “{known}”.")


def _apart_record(file: str, one: CountedByName) -> dict[str, object]:
    what = "document" if one.why.is_of_documents else "name"
    return {"file": file, "why": one.why.value, what: one.name, "count": one.count, "coder": one.coder}


def same_text(title: str, known: str) -> str:
    """Return the sentence for a text that is here already."""
    return f"“{title}” has the same text as “{known}” and was not added again."


def _of_files(kind: RowKind, sentences: Sequence[str], names: Sequence[str]) -> Iterator[ReportRow]:
    """Yield sentences with the files that they begin with."""
    known = set(names)
    for sentence in sentences:
        file, colon, words = sentence.partition(": ")
        # What quotes something before its colon is a sentence on values or titles, which may have points in them.
        is_file = bool(colon) and (file in known or ("“" not in file and bool(PurePath(file).suffix)))
        yield ReportRow(kind, file if is_file else "", "", words if is_file else sentence)
