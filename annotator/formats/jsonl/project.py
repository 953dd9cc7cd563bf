"""What .project.json says of a project as a whole: settings, releases, practice, samples, remarks, codebooks."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from annotator.formats.jsonl.people import People
from annotator.formats.jsonl.records import CodebookVersionRecord, ProjectRecord
from annotator.formats.jsonl.sets import called_in_lines, called_otherwise, fields_of, searches_called, sets_of
from annotator.model.bundle import Bundle
from annotator.model.codebook import Codebook
from annotator.model.codebook_version import CodebookVersion
from annotator.model.coder import RecodeSample
from annotator.model.distinct import DistinctPair, distinct
from annotator.model.document_field import TypedField
from annotator.model.document_set import DocumentSet
from annotator.model.ids import UNKNOWN_VERSION, CodebookVersionId, CoderId, DocumentId, LayerId, RemarkId, SearchId
from annotator.model.kept_search import KeptSearch
from annotator.model.practice import PracticeDocument, PracticeResult, Release, Score
from annotator.model.remark import Remark, StepName
from annotator.model.settings import ProjectSettings

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Calls:
    """How the lines call a layer and a coder; `named`: the project's record says their names too."""

    layer: Callable[[LayerId], str]
    coder: Callable[[CoderId | None], str | None]
    named: bool = False


def whole_record(bundle: Bundle, calls: Calls) -> Iterator[tuple[str, object]]:
    """Yield the fields of the project's record that are about the project as a whole, with their values."""
    if bundle.settings is not None:
        yield "settings", bundle.settings.model_dump(mode="json", exclude={"name"}, exclude_unset=True)
    versions = sorted(bundle.codebook_versions, key=lambda one: (one.number, one.id))
    yield "codebook_versions", [_version_record(one, bundle, calls) for one in versions]
    if bundle.coded_under:
        yield "coded_under", [_version_record(one, bundle, calls) for one in bundle.coded_under]
    yield "releases", _mark_records(bundle.releases, calls)
    yield "practice_documents", _mark_records(bundle.practice_documents, calls)
    results = sorted(bundle.practice_results, key=lambda one: (one.layer, one.document))
    yield "practice_results", [_result_record(one, calls) for one in results]
    samples = sorted(bundle.recode_samples, key=lambda one: one.layer)
    yield "recode_samples", [_sample_record(one, calls) for one in samples]
    yield "remarks", [_remark_record(one, calls) for one in sorted(bundle.remarks, key=lambda one: one.id)]
    called = called_in_lines(bundle, calls.layer, calls.coder, calls.named)
    yield "document_sets", [asdict(one) for one in called_otherwise(bundle, called)]
    yield "document_fields", [asdict(one) for one in sorted(bundle.document_fields, key=lambda one: one.id)]
    pairs = sorted(bundle.distinct_pairs, key=lambda one: one.id)
    yield "distinct_pairs", [asdict(one) for one in pairs]
    yield "kept_searches", [{**asdict(one), "coder": calls.coder(one.coder)} for one in searches_called(bundle, called)]


def _remark_record(remark: Remark, calls: Calls) -> Record:
    people = {name: calls.coder(getattr(remark, name)) for name in ("coder", "author", "recipient")}
    return {**asdict(remark), **people}


def _result_record(result: PracticeResult, calls: Calls) -> Record:
    place = {"layer": calls.layer(result.layer), "document": result.document}
    return {**place, **asdict(result.score), "time": result.time, **_content_of(result)}


def _sample_record(sample: RecodeSample, calls: Calls) -> Record:
    layers = {"layer": calls.layer(sample.layer), "drawn_from": calls.layer(sample.drawn_from)}
    return {**layers, "done": sample.done, "seed": sample.seed}


def _version_record(version: CodebookVersion, bundle: Bundle, calls: Calls) -> Record:
    codebook = version.codebook.model_dump(mode="json", exclude_defaults=True)
    is_current = version.number == bundle.codebook_version and bundle.codebook_id in (UNKNOWN_VERSION, version.id)
    return {
        "id": version.id,
        "number": version.number,
        "codebook": None if is_current else codebook,
        "note": version.note,
        "coder": calls.coder(version.coder),
        "time": version.time,
        **({"parents": list(version.parents)} if version.parents else {}),
    }


def _mark_records(marks: Iterable[Release | PracticeDocument], calls: Calls) -> list[Record]:
    return [
        {"document": one.document, "coder": calls.coder(one.coder), "time": one.time, **_content_of(one)}
        for one in sorted(marks, key=lambda one: one.document)
    ]


def _content_of(one: Release | PracticeDocument | PracticeResult) -> Record:
    content = getattr(one, "content", "")
    return {"content": content} if content else {}


class Misfit(Exception):
    """What does not fit in .project.json, without its name."""


class WholeReading:
    """The same, read. `documents`: those of the lines; `codebook`: the one in force. Raises `Misfit`."""

    def __init__(self, record: ProjectRecord, people: People, documents: set[DocumentId], codebook: Codebook) -> None:
        self._record, self._people, self._documents, self._codebook = record, people, documents, codebook
        self._layers = {layer.layer for layer in record.layers}
        self._coders = {coder.pseudonym for coder in record.coders}

    def settings(self) -> ProjectSettings | None:
        """Return the settings with the name of the project."""
        settings, name = self._record.settings, self._record.name
        return settings.model_copy(update={"name": name}) if settings is not None and name else settings

    def codebook_versions(self) -> tuple[CodebookVersion, ...]:
        """Return the versions of the codebook, of which one with the highest number is in force."""
        versions = self._record.codebook_versions
        once("codebook_versions", (version.id for version in versions))
        if versions and not any(map(self._is_current, versions)):
            raise Misfit("codebook_versions: the one in force is not among them")
        if versions and max(version.number for version in versions) != self._record.codebook_version:
            raise Misfit("codebook_versions: codebook_version is not the highest number")
        return tuple(map(self._version, versions))

    def coded_under(self) -> tuple[CodebookVersion, ...]:
        """Return earlier versions of the codebook that codings name, where the file does not have all."""
        once("coded_under", (version.id for version in self._record.coded_under))
        return tuple(map(self._version, self._record.coded_under))

    def _is_current(self, record: CodebookVersionRecord) -> bool:
        id = self._record.codebook_version_id
        return record.number == self._record.codebook_version and (not id or record.id == id)

    def releases(self) -> tuple[Release, ...]:
        """Return the releases."""
        once("releases", (one.document for one in self._record.releases))
        return tuple(
            Release(self._document("releases", one.document), one.time, self._coder("releases", one.coder), one.content)
            for one in self._record.releases
        )

    def practice_documents(self) -> tuple[PracticeDocument, ...]:
        """Return the documents that are practised on."""
        place, records = "practice_documents", self._record.practice_documents
        once(place, (one.document for one in records))
        return tuple(
            PracticeDocument(self._document(place, one.document), one.time, self._coder(place, one.coder))
            for one in records
        )

    def practice_results(self) -> tuple[PracticeResult, ...]:
        """Return the results of practice."""
        place, records = "practice_results", self._record.practice_results
        once(place, (f"{one.layer}/{one.document}" for one in records))
        for one in records:
            if one.just_so > one.places or one.same > min(one.own, one.gold):
                raise Misfit(f"{place}: “{one.layer}” has more that is the same in “{one.document}” than there is")
        return tuple(
            PracticeResult(
                self._layer(place, one.layer),
                self._document(place, one.document),
                Score(one.places, one.just_so, one.same, one.own, one.gold),
                one.time,
                one.content,
            )
            for one in records
        )

    def recode_samples(self) -> tuple[RecodeSample, ...]:
        """Return the samples that are coded once more."""
        place, records = "recode_samples", self._record.recode_samples
        once(place, (one.layer for one in records))
        return tuple(
            RecodeSample(
                layer=self._layer(place, one.layer),
                drawn_from=self._layer(place, one.drawn_from),
                done=one.done,
                seed=one.seed,
            )
            for one in records
        )

    def remarks(self) -> tuple[Remark, ...]:
        """Return the remarks at steps."""
        place, records = "remarks", self._record.remarks
        once(place, (one.id for one in records))
        return tuple(
            Remark(
                RemarkId(one.id),
                StepName(one.step),
                self._person(place, one.coder),
                self._person(place, one.author),
                self._coder(place, one.recipient),
                one.text,
                one.time,
                one.settled,
            )
            for one in records
        )

    def document_sets(self) -> tuple[DocumentSet, ...]:
        """Return the sets of documents."""
        records = self._record.document_sets
        for name in ("id", "name"):
            once("document_sets", (getattr(one, name) for one in records))
        return tuple(sets_of(records, lambda id: self._document("document_sets", id)))

    def kept_searches(self) -> tuple[KeptSearch, ...]:
        """Return the searches that are kept."""
        place, records = "kept_searches", self._record.kept_searches
        once(place, (one.id for one in records))
        return tuple(
            KeptSearch(SearchId(one.id), one.name, one.search, one.position, self._coder(place, one.coder))
            for one in records
        )

    def document_fields(self) -> tuple[TypedField, ...]:
        """Return the fields that have a type."""
        records = self._record.document_fields
        for name in ("id", "name"):
            once("document_fields", (getattr(one, name) for one in records))
        return tuple(fields_of(records))

    def distinct_pairs(self) -> tuple[DistinctPair, ...]:
        """Return the pairs of documents that are no duplicates."""
        place, records = "distinct_pairs", self._record.distinct_pairs
        for one in records:
            if one.document == one.other:
                raise Misfit(f"{place}: “{one.document}” stands there with itself")
        found = tuple(
            distinct(self._document(place, one.document), self._document(place, one.other)) for one in records
        )
        once(place, (one.id for one in found))
        return found

    def _version(self, record: CodebookVersionRecord) -> CodebookVersion:
        is_current = self._is_current(record)
        if record.codebook is None and not is_current:
            raise Misfit(f"codebook_versions: version {record.number} has no codebook, and is not the one in force")
        codebook = self._codebook if record.codebook is None or is_current else record.codebook
        coder = self._coder("codebook_versions", record.coder)
        parents = tuple(map(CodebookVersionId, record.parents))
        return CodebookVersion(
            CodebookVersionId(record.id), record.number, codebook, record.note, coder, record.time, parents
        )

    def _document(self, place: str, id: str) -> DocumentId:
        if id not in self._documents:
            raise Misfit(f"{place}: there is no document with the id “{id}” in the lines")
        return DocumentId(id)

    def _layer(self, place: str, name: str) -> LayerId:
        if name not in self._layers:
            raise Misfit(f"{place}: “{name}” is none of the layers")
        return self._people.layer(name)

    def _coder(self, place: str, name: str | None) -> CoderId | None:
        return None if name is None else self._person(place, name)

    def _person(self, place: str, name: str) -> CoderId:
        if name not in self._coders:
            raise Misfit(f"{place}: “{name}” is none of the coders")
        return self._people.coder(name)


def once(place: str, ids: Iterable[str]) -> None:
    seen: set[str] = set()
    for id in ids:
        if id in seen:
            raise Misfit(f"{place}: “{id}” stands there twice")
        seen.add(id)
