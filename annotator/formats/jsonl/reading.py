"""Reading our JSONL: strict, and in one sentence that names file, line and place where something does not fit."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from pydantic import ValidationError

from annotator.formats.codebooks import CodebookMaker
from annotator.formats.format import ReadOptions
from annotator.formats.jsonl.checks import Ids, Wrong, check_document, extents_of, passage_of
from annotator.formats.jsonl.earlier import EarlierReading
from annotator.formats.jsonl.lines import BOM, lines, sentence
from annotator.formats.jsonl.memos import read_memos
from annotator.formats.jsonl.newer import refuse_newer
from annotator.formats.jsonl.people import People
from annotator.formats.jsonl.project import Misfit, WholeReading
from annotator.formats.jsonl.records import DecisionRecord, DocumentRecord, LinkRecord, ProjectRecord, SpanRecord
from annotator.formats.jsonl.sources import FoundSources
from annotator.formats.read_anew import ReadAgain, stamp_of
from annotator.model.bundle import Bundle, CodedDocument
from annotator.model.codebook import Codebook
from annotator.model.codebook_version import known_by_number, number_in
from annotator.model.coder import Assignment
from annotator.model.decision import Decision
from annotator.model.document import Document
from annotator.model.errors import BadFile
from annotator.model.ids import (
    UNKNOWN_VERSION,
    ActorId,
    CodebookVersionId,
    DecisionId,
    DocumentId,
    LabelId,
    LayerId,
    LinkId,
    RoleId,
    SpanId,
)
from annotator.model.span import Extent, Link, MovedFrom, Span
from annotator.paths import system_says
from annotator.readers.foreign.look import FileLook

OUR_KEYS = frozenset({"id", "title", "text", "text_sha256", "spans"})


def sniff(path: Path, look: FileLook) -> bool:
    """Tell whether the first record of a file has the keys of ours."""
    try:
        if not path.is_file():
            return False
        if not path.stat().st_size:
            # A project without documents has no lines, but it has its people.
            return path.suffix == ".jsonl" and path.with_name(f"{path.stem}.project.json").is_file()
    except (OSError, ValueError):
        return False
    return look.text.lstrip().startswith("{") and any(record.keys() >= OUR_KEYS for record in look.records[:1])


def read(path: Path, options: ReadOptions) -> Bundle:
    """Read a file of ours and what stands beside it; raises `BadFile` or `BadCodebook` and gives nothing then."""
    try:
        return _JsonlReading(path, options).bundle()
    except OSError as error:
        raise BadFile(str(error.filename or path), f"it cannot be read ({system_says(error)})") from error


_SOFT = "Votes and posteriors were left out: they follow from the codings, and are found anew on export."


class _JsonlReading:
    def __init__(self, path: Path, options: ReadOptions) -> None:
        self._path, self._read_at = path, stamp_of(path)
        stem = path.name.removesuffix(".jsonl")
        codebook, project = (path.with_name(f"{stem}.{part}.json") for part in ("codebook", "project"))
        self._codebook_name, self._project_name = codebook.name, project.name
        self._codebook = _codebook(codebook) if codebook.is_file() else None
        self._project = _project(project) if project.is_file() else None
        self._memos_path = path.with_name(f"{stem}.memos.jsonl")
        self._earlier_path = path.with_name(f"{stem}.earlier.jsonl")
        self._people = People(self._project, options.coder)
        self._maker = CodebookMaker()
        self._sources = FoundSources(path)
        self._has_soft_labels = False
        self._known: set[tuple[object, ...]] = set()
        versions = self._project.codebook_versions if self._project else ()
        self._numbers = {CodebookVersionId(one.id): one.number for one in versions}
        self._listed = {number: id for id, number in self._numbers.items()}

    def bundle(self) -> Bundle:
        documents, ids = set[DocumentId](), Ids()
        labels = {label.id for label in self._codebook.labels} if self._codebook else None
        for number, line in lines(self._path):
            try:
                record = _record(line)
                check_document(record, ids, labels, self._codebook_name)
                self._learn(record)
            except Wrong as wrong:
                raise BadFile(self._path.name, f"line {number}, {wrong}") from wrong
            documents.add(DocumentId(record.id))
        stem = self._path.name.removesuffix(".jsonl")
        if not documents and self._project is None:
            raise BadFile(self._path.name, "there are no documents in it")
        lost = tuple(self._notices(stem))
        soft = (_SOFT,) if self._has_soft_labels else ()
        bundle = Bundle(
            codebook=self._codebook or self._maker.codebook(stem),
            documents=ReadAgain(self._path.name, {self._path: self._read_at}, self._documents, Wrong),
            coders=self._people.coders,
            layers=self._people.layers,
            actors=self._people.actors,
            name=self._project.name if self._project else stem,
            codebook_version=self._project.codebook_version if self._project else 0,
            codebook_id=self._version(self._project) if self._project else UNKNOWN_VERSION,
            version_numbers=self._numbers,
            notices=(*lost, *soft),
            lost=lost,
            held=frozenset(LayerId(one.id) for one in self._project.layers if one.whole)
            if self._project
            else frozenset(),
            source_body=self._sources.body,
        )
        return bundle if self._project is None else self._with_whole(bundle, self._project, documents)

    def _documents(self) -> Iterator[CodedDocument]:
        """Read the lines once more, which were checked."""
        return (self._coded(_record(line), self._span) for _, line in lines(self._path))

    def _with_whole(self, bundle: Bundle, project: ProjectRecord, documents: set[DocumentId]) -> Bundle:
        """Add what .project.json says of the project as a whole."""
        reading = WholeReading(project, self._people, documents, bundle.codebook)
        try:
            return replace(
                bundle,
                settings=reading.settings(),
                codebook_versions=reading.codebook_versions(),
                coded_under=reading.coded_under(),
                releases=reading.releases(),
                practice_documents=reading.practice_documents(),
                practice_results=reading.practice_results(),
                recode_samples=reading.recode_samples(),
                remarks=reading.remarks(),
                document_sets=reading.document_sets(),
                document_fields=reading.document_fields(),
                distinct_pairs=reading.distinct_pairs(),
                kept_searches=reading.kept_searches(),
                earlier=EarlierReading(self._earlier_path, project, self._people, documents).read(
                    lambda record: self._coded(record, self._span), lambda link: self._link(link, ())
                ),
                memos=read_memos(self._memos_path, project, self._people, documents),
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
        yield from self._sources.notices()

    def _learn(self, record: DocumentRecord) -> None:
        """Know the layers, people, actors, labels, versions and the file that a line names."""
        self._sources.named(record.source_file)
        self._coded(record, self._learnt if self._codebook is not None else self._span)

    def _learnt(self, record: SpanRecord, document: DocumentId) -> None:
        # A million spans name the same few things.
        named = (record.layer, record.coder, record.actor_id, record.codebook_version, record.codebook_version_id)
        is_odd = record.decision is not None or record.votes is not None or record.posterior is not None
        if is_odd or named not in self._known:
            self._known.add(named)
            self._layer(record)
            self._actor(record)
            self._version(record)

    def _coded(self, record: DocumentRecord, span: Callable[[SpanRecord, DocumentId], Span | None]) -> CodedDocument:
        """Return the document of a line that was checked, with what `span` makes of its spans."""
        document = DocumentId(record.id)
        made = (span(each, document) for each in record.spans)
        kept = self._sources.named(record.source_file)
        return CodedDocument(
            document=Document(
                document,
                record.title,
                record.text,
                record.text_sha256,
                record.metadata,
                record.source,
                record.position,
                kept.sha256 if kept is not None else None,
            ),
            spans=tuple(one for one in made if one is not None),
            links=tuple(self._link(link, record.spans) for link in record.links),
            decisions=tuple(self._decision(decision, document) for decision in record.decisions),
            assignments=tuple(
                Assignment(
                    layer=self._people.layer(one.layer),
                    document=document,
                    done=one.done,
                    given=one.given,
                    first=one.first and one.given,
                    due=one.due,
                )
                for one in record.assignments
            ),
            pages=tuple(record.pages),
            source_file=kept,
            units=tuple(Extent(one.start, one.stop) for one in record.units),
            split=record.split,
        )

    def _span(self, record: SpanRecord, document: DocumentId) -> Span:
        label, attributes = LabelId(record.label), record.attributes
        if self._codebook is None:
            label = self._maker.label(record.label)
            attributes = {self._maker.attribute(label, name, value): value for name, value in attributes.items()}
        return Span(
            SpanId(record.id), self._layer(record), document, label, extents_of(record), record.quote, attributes,
            record.note, record.doubt, self._actor(record), self._version(record), _moved_from(record),
        )  # fmt: skip

    def _layer(self, record: SpanRecord) -> LayerId:
        self._has_soft_labels |= record.votes is not None or record.posterior is not None
        return self._people.layer(record.layer, record.coder, gold=record.decision is not None)

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
        role, attributes = RoleId(link.role), link.attributes
        if self._codebook is None:
            act = next((span for span in acts if span.id == link.act), None)
            is_passage = link.start is not None and link.span is None and link.actor_id is None
            if act is not None:  # of an act that moved since the line is a later one
                label = self._maker.label(act.label)
                role = self._maker.role(label, link.role, is_passage)
                said = attributes.items()
                attributes = {self._maker.role_attribute(label, role, name, value): value for name, value in said}
        span = SpanId(link.span) if link.span else None
        extents = passage_of(link)
        return Link(
            LinkId(link.id), SpanId(link.act), role, span, self._actor(link), link.value, extents, link.quote,
            attributes,
        )  # fmt: skip

    def _decision(self, decision: DecisionRecord, document: DocumentId) -> Decision:
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


def _moved_from(record: SpanRecord) -> MovedFrom | None:
    if (moved := record.moved_from) is None:
        return None
    extents = tuple(Extent(piece.start, piece.stop) for piece in moved.extents)
    return MovedFrom(DocumentId(moved.document), extents, moved.quote, moved.time)


def _record(line: bytes) -> DocumentRecord:
    try:
        return DocumentRecord.model_validate_json(line)
    except ValidationError as error:
        raise Wrong(sentence(error)) from error


def _codebook(path: Path) -> Codebook:
    # As lenient as a project: what one holds from an older version can be exported and taken in again.
    return Codebook.from_json(path.read_bytes().removeprefix(BOM), path.name)


def _project(path: Path) -> ProjectRecord:
    content = path.read_bytes().removeprefix(BOM)
    refuse_newer(path, content)
    try:
        return ProjectRecord.model_validate_json(content)
    except ValidationError as error:
        raise BadFile(path.name, sentence(error)) from error
