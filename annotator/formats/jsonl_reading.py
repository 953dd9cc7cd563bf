"""Reading our JSONL: strict, and in one sentence that names file, line and place where something does not fit."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path

from pydantic import ValidationError
from pydantic_core import from_json

from annotator.formats.codebooks import CodebookMaker
from annotator.formats.format import ReadOptions
from annotator.formats.jsonl_people import People
from annotator.formats.jsonl_project import Misfit, WholeReading
from annotator.formats.records import DecisionRecord, DocumentRecord, LinkRecord, ProjectRecord, SpanRecord
from annotator.model.bundle import Bundle, CodedDocument
from annotator.model.codebook import Codebook
from annotator.model.codebook_version import known_by_number, number_in
from annotator.model.coder import Assignment
from annotator.model.decision import Decision
from annotator.model.document import Document, sha256_of
from annotator.model.errors import BadFile
from annotator.model.ids import (
    UNKNOWN_VERSION,
    ActorId,
    CodebookVersionId,
    DecisionId,
    DocumentId,
    LabelId,
    LinkId,
    RoleId,
    SpanId,
)
from annotator.model.span import GAP, Extent, Link, Span

BOM = b"\xef\xbb\xbf"
_SINGULAR = {"aliases": "alias"}
OUR_KEYS = frozenset({"id", "title", "text", "text_sha256", "spans"})


def sniff(path: Path) -> bool:
    """Tell whether the first record of a file has the keys of ours."""
    try:
        if not path.is_file():
            return False
        if not path.stat().st_size:
            # A project without documents has no lines, but it has its people.
            return path.suffix == ".jsonl" and path.with_name(f"{path.stem}.project.json").is_file()
        _, line = next(_lines(path), (0, b""))
        record = from_json(line)
    except (OSError, ValueError):
        return False
    return isinstance(record, dict) and record.keys() >= OUR_KEYS


def read(path: Path, options: ReadOptions) -> Bundle:
    """Read a file of ours and what stands beside it; raises `BadFile` or `BadCodebook` and gives nothing then."""
    try:
        return _JsonlReading(path, options).bundle()
    except OSError as error:
        raise BadFile(str(error.filename or path), f"it cannot be read ({error.strerror or error})") from error


class _JsonlReading:
    def __init__(self, path: Path, options: ReadOptions) -> None:
        self._path = path
        stem = path.name.removesuffix(".jsonl")
        codebook, project = (path.with_name(f"{stem}.{part}.json") for part in ("codebook", "project"))
        self._codebook_name, self._project_name = codebook.name, project.name
        self._codebook = _codebook(codebook) if codebook.is_file() else None
        self._project = _project(project) if project.is_file() else None
        self._people = People(self._project, options.coder)
        self._maker = CodebookMaker()
        self._labels = {label.id for label in self._codebook.labels} if self._codebook else set()
        self._seen: set[tuple[str, str]] = set()
        self._has_soft_labels = False
        versions = self._project.codebook_versions if self._project else ()
        self._numbers = {CodebookVersionId(one.id): one.number for one in versions}
        self._listed = {number: id for id, number in self._numbers.items()}

    def bundle(self) -> Bundle:
        documents = []
        for number, line in _lines(self._path):
            try:
                documents.append(self._document(_record(line)))
            except _Wrong as wrong:
                raise BadFile(self._path.name, f"line {number}, {wrong}") from wrong
        stem = self._path.name.removesuffix(".jsonl")
        if not documents and self._project is None:
            raise BadFile(self._path.name, "there are no documents in it")
        bundle = Bundle(
            codebook=self._codebook or self._maker.codebook(stem),
            documents=documents,
            coders=self._people.coders,
            layers=self._people.layers,
            actors=self._people.actors,
            name=self._project.name if self._project else stem,
            codebook_version=self._project.codebook_version if self._project else 0,
            codebook_id=self._version(self._project) if self._project else UNKNOWN_VERSION,
            version_numbers=self._numbers,
            notices=tuple(self._notices(stem)),
        )
        return bundle if self._project is None else self._with_whole(bundle, self._project, documents)

    def _with_whole(self, bundle: Bundle, project: ProjectRecord, documents: list[CodedDocument]) -> Bundle:
        """Add what .project.json says of the project as a whole."""
        reading = WholeReading(project, self._people, {one.document.id for one in documents}, bundle.codebook)
        try:
            return replace(
                bundle,
                settings=reading.settings(),
                codebook_versions=reading.codebook_versions(),
                releases=reading.releases(),
                practice_documents=reading.practice_documents(),
                practice_results=reading.practice_results(),
                recode_samples=reading.recode_samples(),
                remarks=reading.remarks(),
            )
        except Misfit as misfit:
            raise BadFile(self._project_name, str(misfit)) from misfit

    def _notices(self, stem: str) -> Iterator[str]:
        if self._codebook is None:
            yield f"{stem}.codebook.json is not there, so a codebook was made of the labels found in the spans."
        if self._project is None:
            yield (
                f"{stem}.project.json is not there, so layers, coders and actors are new ones, "
                "by the names that they have in the lines."
            )
        yield from self._people.notices
        if self._has_soft_labels:
            yield "Votes and posteriors were left out: they follow from the codings, and are found anew on export."

    def _document(self, record: DocumentRecord) -> CodedDocument:
        self._is_new("document", record.id)
        if "\r" in record.text:
            raise _Wrong("the text has a carriage return, but line ends are line feeds in this format")
        if sha256_of(record.text) != record.text_sha256:
            raise _Wrong("the text does not have the checksum text_sha256, so it was changed and offsets may be wrong")
        document = DocumentId(record.id)
        for number, span in enumerate(record.spans, 1):
            _check_span(span, record.text, f"span {number}")
            self._check_label(span, f"span {number}")
        known = {span.id for span in record.spans}
        for number, link in enumerate(record.links, 1):
            self._check_link(link, known, f"link {number}")
            _check_passage(link, record.text, f"link {number}")
        return CodedDocument(
            document=Document(
                document, record.title, record.text, record.text_sha256, record.metadata, record.source, record.position
            ),
            spans=tuple(self._span(span, document) for span in record.spans),
            links=tuple(self._link(link, record.spans) for link in record.links),
            decisions=tuple(
                self._decision(decision, record, number) for number, decision in enumerate(record.decisions, 1)
            ),
            assignments=tuple(
                Assignment(layer=self._people.layer(assignment.layer), document=document, done=assignment.done)
                for assignment in record.assignments
            ),
            pages=tuple(record.pages),
        )

    def _check_label(self, span: SpanRecord, place: str) -> None:
        self._is_new("span", span.id)
        if self._codebook is not None and span.label not in self._labels:
            raise _Wrong(f"{place}: the label “{span.label}” is not in {self._codebook_name}")

    def _check_link(self, link: LinkRecord, known: set[str], place: str) -> None:
        self._is_new("link", link.id)
        for key, span in (("act", link.act), ("span", link.span)):
            if span is not None and span not in known:
                raise _Wrong(f"{place}: {key}: the document has no span with the id “{span}”")
        if link.span is None and link.actor_id is None and link.value is None and link.start is None:
            raise _Wrong(f"{place}: it has no party: neither span nor actor_id nor value nor start")
        if link.span == link.act:
            raise _Wrong(f"{place}: the act is its own party")
        if link.span is not None and link.start is not None:
            raise _Wrong(f"{place}: it has a span and a passage; a party is one of them")

    def _is_new(self, what: str, id: str) -> None:
        if (what, id) in self._seen:
            raise _Wrong(f"the {what} id “{id}” is used twice in this file")
        self._seen.add((what, id))

    def _span(self, record: SpanRecord, document: DocumentId) -> Span:
        label, attributes = LabelId(record.label), record.attributes
        if self._codebook is None:
            label = self._maker.label(record.label)
            attributes = {self._maker.attribute(label, name, value): value for name, value in attributes.items()}
        layer = self._people.layer(record.layer, record.coder, gold=record.decision is not None)
        self._has_soft_labels |= record.votes is not None or record.posterior is not None
        return Span(
            SpanId(record.id), layer, document, label, _extents(record), record.quote, attributes, record.note,
            record.doubt, self._actor(record), self._version(record),
        )  # fmt: skip

    def _version(self, record: SpanRecord | DecisionRecord | ProjectRecord) -> CodebookVersionId:
        """Return the id of a version of the codebook; where older files have the number alone, as it is listed."""
        number = record.codebook_version
        id = CodebookVersionId(record.codebook_version_id) or self._listed.get(number, known_by_number(number))
        if number and not number_in(id):
            self._numbers[id] = number
        return id

    def _actor(self, record: SpanRecord | LinkRecord) -> ActorId | None:
        if record.actor_id is None:
            return None
        return self._people.actor(ActorId(record.actor_id), record.actor or record.actor_id)

    def _link(self, link: LinkRecord, acts: Iterable[SpanRecord]) -> Link:
        role = RoleId(link.role)
        if self._codebook is None:
            act = next(span for span in acts if span.id == link.act)
            is_passage = link.start is not None and link.span is None and link.actor_id is None
            role = self._maker.role(self._maker.label(act.label), link.role, is_passage)
        span = SpanId(link.span) if link.span else None
        extents = _passage(link)
        return Link(
            LinkId(link.id), SpanId(link.act), role, span, self._actor(link), link.value, extents, link.quote
        )  # fmt: skip

    def _decision(self, decision: DecisionRecord, record: DocumentRecord, number: int) -> Decision:
        self._is_new("decision", decision.id)
        for place, candidate in enumerate(decision.candidates, 1):
            _check_span(candidate, record.text, f"decision {number}, candidate {place}")
        acts = {candidate.id for candidate in decision.candidates}
        for place, link in enumerate(decision.links, 1):
            _check_passage(link, record.text, f"decision {number}, link {place}")
            if link.act not in acts:
                raise _Wrong(f"decision {number}, link {place}: act: no candidate has the id “{link.act}”")
        document = DocumentId(record.id)
        return Decision(
            id=DecisionId(decision.id),
            document=document,
            rule=decision.rule,
            candidates=tuple(self._span(candidate, document) for candidate in decision.candidates),
            absent=tuple(self._people.layer(layer) for layer in decision.absent),
            gold=tuple(SpanId(span) for span in decision.gold),
            reason=decision.reason,
            coder=None if decision.coder is None else self._people.coder(decision.coder),
            time=decision.time,
            codebook_version=self._version(decision),
            links=tuple(self._link(link, decision.candidates) for link in decision.links),
        )


class _Wrong(Exception):
    """What does not fit, without file and line."""


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """Yield (number, line) of each line that is not blank. Lines end with a line feed and nothing else."""
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            stripped = (line.removeprefix(BOM) if number == 1 else line).strip()
            if stripped:
                yield number, stripped


def _record(line: bytes) -> DocumentRecord:
    try:
        return DocumentRecord.model_validate_json(line)
    except ValidationError as error:
        raise _Wrong(_sentence(error)) from error


def _codebook(path: Path) -> Codebook:
    # As lenient as a project: what one holds from an older version can be exported and taken in again.
    return Codebook.from_json(path.read_bytes().removeprefix(BOM), path.name)


def _project(path: Path) -> ProjectRecord:
    try:
        return ProjectRecord.model_validate_json(path.read_bytes().removeprefix(BOM))
    except ValidationError as error:
        raise BadFile(path.name, _sentence(error)) from error


def _sentence(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_context=False)[0]
    message = first["msg"].removeprefix("Value error, ").removesuffix(".")
    return ": ".join([*_place(first["loc"]), message[:1].lower() + message[1:]])


def _place(loc: tuple[int | str, ...]) -> Iterator[str]:
    """Yield the parts of a place in words: ("spans", 1, "start") is “span 2”, “start”."""
    for part, following in zip_longest(loc, loc[1:]):
        if isinstance(following, int):
            yield f"{_SINGULAR.get(str(part), str(part).removesuffix('s'))} {following + 1}"
        elif not isinstance(part, int):
            yield str(part)


def _extents(record: SpanRecord) -> tuple[Extent, ...]:
    if record.extents is None:
        return (Extent(record.start, record.stop),)
    return tuple(Extent(extent.start, extent.stop) for extent in record.extents)


def _passage(record: LinkRecord) -> tuple[Extent, ...]:
    if record.extents is not None:
        return tuple(Extent(extent.start, extent.stop) for extent in record.extents)
    return () if record.start is None or record.stop is None else (Extent(record.start, record.stop),)


def _check_passage(record: LinkRecord, text: str, place: str) -> None:
    if record.value is not None and (record.span, record.actor_id, record.start) != (None, None, None):
        raise _Wrong(f"{place}: it has a value and a party; a slot takes one of them")
    if (record.start is None) != (record.stop is None):
        raise _Wrong(f"{place}: a passage has a start and a stop, or neither")
    if record.start is None:
        if record.quote or record.extents:
            raise _Wrong(f"{place}: there is a quote, but no start and stop")
    else:
        _check_extents(record, _passage(record), text, place)


def _check_span(record: SpanRecord, text: str, place: str) -> None:
    _check_extents(record, _extents(record), text, place)


def _check_extents(record: SpanRecord | LinkRecord, extents: tuple[Extent, ...], text: str, place: str) -> None:
    last = 0
    for number, (start, stop) in enumerate(extents, 1):
        where = place if len(extents) == 1 else f"{place}, extent {number}"
        if not start < stop <= len(text):
            raise _Wrong(f"{where}: [{start}, {stop}) is no range of the text, which has {len(text)} characters")
        if number > 1 and start <= last:
            raise _Wrong(f"{where}: it does not begin after the one before it")
        last = stop
    hull = (extents[0].start, extents[-1].stop) if extents else (0, 0)
    if (record.start, record.stop) != hull:
        raise _Wrong(f"{place}: start and stop are {record.start} and {record.stop}, but the extents say {hull}")
    for number, extent in enumerate(record.extents or (), 1):
        _check_quote(extent.quote, text[extent.start : extent.stop], extents[number - 1], f"{place}, extent {number}")
    _check_quote(record.quote, GAP.join(text[start:stop] for start, stop in extents), Extent(*hull), place)


def _check_quote(quote: str, found: str, extent: Extent, place: str) -> None:
    if quote != found:
        raise _Wrong(
            f"{place}: the quote is “{_short(quote)}”, but the text has “{_short(found)}” "
            f"at [{extent.start}, {extent.stop})"
        )


def _short(quote: str) -> str:
    return quote if len(quote) <= 60 else quote[:59] + "…"
