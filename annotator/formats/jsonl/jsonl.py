"""Our JSONL: one document a line with all that is said about it, in and out, nothing lost.

    gold.jsonl             the documents: text, spans, links, decisions (`records.DocumentRecord`)
    gold.codebook.json     the codebook
    gold.project.json      layers, coders and actors in full, which the lines call by name; settings, releases, practice
    gold.agreement.json    how far the coders agree, where two or more coded; gold.agreement-full.json on request
    gold.card.json         the dataset card: counts, licence, checksums
    gold.memos.jsonl       what was noted down on documents and in the journal; only in an export of everything
    gold.earlier.jsonl     earlier versions of documents that were read anew, with what is left in them; likewise
    gold.source_files/     the files that documents were read from, where they are kept, each by its SHA-256

A data user needs the first file alone. Coders stand there by pseudonym; their names are in .project.json, and only
where the export was asked for them. The same bundle gives the same bytes: documents in the order of the bundle,
spans by place, keys in the order of the records, no time stamp. What of these is missing when the file is read
is made from the names in the lines.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, replace
from typing import Any

from pydantic import Field

from annotator.formats.format import AgreementOptions, Format, FormatReader, Piece, Writer, WritingRun
from annotator.formats.json_text import json_text
from annotator.formats.jsonl.card import CardCount, WrittenFiles, card_record
from annotator.formats.jsonl.earlier import split
from annotator.formats.jsonl.memos import memo_records
from annotator.formats.jsonl.project import Calls, whole_record
from annotator.formats.jsonl.reading import read, sniff
from annotator.formats.jsonl.records import SCHEMA_VERSION
from annotator.formats.jsonl.sources import FOLDER, WrittenSources
from annotator.formats.jsonl.study_summary import summary_of
from annotator.formats.losses import EVERYTHING
from annotator.formats.names import coder_names, layer_names
from annotator.formats.soft_labels import soft_record
from annotator.model.bundle import Bundle, CodedDocument, EarlierDocument
from annotator.model.codebook_version import known_by_number
from annotator.model.coder import Assignment, TeamRole
from annotator.model.decision import Decision
from annotator.model.document import KeptFile, pages_between
from annotator.model.ids import ActorId, CodebookVersionId, CoderId, LayerId, SpanId
from annotator.model.span import Extent, Link, Span

Record = dict[str, Any]


class JsonlOptions(AgreementOptions):
    """What is said of the dataset, and whether chances stand beside what was decided."""

    licence: str = Field(
        default="", title="Licence", description="In the dataset card; that of the description if empty."
    )
    soft_labels: bool = Field(
        default=False,
        title="Soft labels",
        description="Who voted for what, and how likely each label is, for gold and for what was rejected.",
    )

    agreement: bool = Field(
        default=True,
        title="Agreement beside it",
        description="How far the coders agree; with 100,000 spans it takes longer than all else.",
    )

    agreement_in_full: bool = Field(
        default=False,
        title="Agreement in full",
        description="All figures in a file of their own: by pair, part and document; it grows with the documents.",
    )

    source_files: bool = Field(
        default=True,
        title="Source files",
        description="The files that documents were read from, where the project keeps them, in a folder beside.",
    )

    @property
    def wants_agreement(self) -> bool:
        """As it was chosen."""
        return self.agreement or self.agreement_in_full

    @property
    def wants_soft_labels(self) -> bool:
        """As it was chosen."""
        return self.soft_labels


def pieces(bundle: Bundle, run: WritingRun[JsonlOptions]) -> Iterator[Piece]:
    """Yield the lines, and what stands beside them."""
    stem = run.name.removesuffix(".jsonl")
    names, count, files = _Called(bundle, run.names), CardCount(bundle), WrittenFiles()
    sources = WrittenSources(bundle, run.losses, run.own.source_files)
    yield files.piece(run.name, "")
    for coded in bundle.documents:
        kept = sources.noted(coded)
        yield files.piece(run.name, json_text(_document_record(coded, names, kept)) + "\n")
        count.add(coded)
    yield files.piece(f"{stem}.codebook.json", bundle.codebook.to_json())
    yield files.piece(f"{stem}.project.json", json_text(_project_record(bundle, names), indent=2) + "\n")
    earlier = [_earlier_record(one, names, sources.noted(one.coded)) for one in bundle.earlier]
    yield from sources.pieces(stem, files)
    if run.agreement is not None:
        yield files.piece(f"{stem}.agreement.json", json_text(summary_of(run.agreement), indent=2) + "\n")
        if run.own.agreement_in_full:
            yield files.piece(f"{stem}.agreement-full.json", json_text(run.agreement, indent=2) + "\n")
    said = bundle.settings.description.licence if bundle.settings is not None else ""
    card = card_record(bundle, names, count, run.own.licence or said, files)
    yield files.piece(f"{stem}.card.json", json_text(card, indent=2) + "\n")
    # No part of the data set, of which the card tells: it is the same with and without what was noted down.
    for record in memo_records(bundle, Calls(names.layer, names.coder, names.named)):
        yield Piece(json_text(record) + "\n", f"{stem}.memos.jsonl")
    for record in earlier:
        yield Piece(json_text(record) + "\n", f"{stem}.earlier.jsonl")


class _Called:
    """How the lines call layers, coders and actors: a name each that no other has."""

    def __init__(self, bundle: Bundle, names: bool) -> None:
        self.named = names
        self.coders = coder_names(bundle)
        self.layers = layer_names(bundle, names)
        self._actors: Mapping[ActorId, str] = {actor.id: actor.name for actor in bundle.actors}
        self._owners = {layer.id: layer.coder for layer in bundle.layers}
        self._number_of = bundle.number_of
        self._versions: dict[CodebookVersionId, Record] = {}
        self._in_layers: dict[LayerId, Record] = {}

    def in_layer(self, layer: LayerId) -> Record:
        """Return what a record says of the layer that it stands in, and of whose that is; not to be changed."""
        if (found := self._in_layers.get(layer)) is None:
            found = self._in_layers[layer] = {"layer": self.layer(layer), "coder": self.coder_of(layer)}
        return found

    def layer(self, layer: LayerId) -> str:
        return self.layers.get(layer, layer)

    def actor(self, actor: ActorId) -> str:
        return self._actors.get(actor, actor)

    def coder(self, coder: CoderId | None) -> str | None:
        return None if coder is None else self.coders.get(coder, coder)

    def version(self, id: CodebookVersionId) -> Record:
        """Return what a record says of a version of the codebook: number and id, as far as they are known.

        A million spans ask for the same few, so that it is not to be changed.
        """
        if (found := self._versions.get(id)) is None:
            number = self._number_of(id)
            named = {"codebook_version_id": id} if id != known_by_number(number) else {}
            found = self._versions[id] = ({"codebook_version": number} if number else {}) | named
        return found

    def coder_of(self, layer: LayerId) -> str | None:
        return self.coder(self._owners.get(layer))


def _document_record(coded: CodedDocument, names: _Called, kept: KeptFile | None) -> Record:
    document = coded.document
    made_by = {span: decision for decision in coded.decisions for span in decision.gold}
    return {
        "id": document.id,
        "title": document.title,
        "metadata": dict(document.metadata),
        "source": document.source,
        **({"source_file": asdict(kept)} if kept is not None else {}),
        "position": document.position,
        "text": document.text,
        "text_sha256": document.text_sha256,
        "spans": [_span_record(span, coded, names, made_by) for span in in_order(coded.spans)],
        "links": [
            _link_record(link, document.text, names)
            for link in sorted(coded.links, key=lambda link: (link.act, link.role, link.id))
        ],
        "decisions": [
            _decision_record(decision, coded, names)
            for decision in sorted(coded.decisions, key=lambda decision: decision.id)
        ],
        "assignments": [
            {"layer": names.layer(one.layer), "done": one.done, **_giving(one)}
            for one in sorted(coded.assignments, key=lambda one: names.layer(one.layer))
        ],
        "pages": list(coded.pages),
        **({"units": [{"start": start, "stop": stop} for start, stop in coded.units]} if coded.units else {}),
        **({"split": coded.split} if coded.split else {}),
    }


def _giving(assignment: Assignment) -> Record:
    return assignment.model_dump(include={"given", "first", "due"}, exclude_defaults=True)


def _earlier_record(earlier: EarlierDocument, names: _Called, kept: KeptFile | None) -> Record:
    there, moved = split(earlier)
    return {
        "replaced_by": earlier.replaced_by,
        "time": earlier.time,
        "coder": names.coder(earlier.coder),
        "document": _document_record(replace(earlier.coded, links=tuple(there)), names, kept),
        "slots_of_moved": [
            _link_record(link, earlier.coded.document.text, names) for link in sorted(moved, key=lambda link: link.id)
        ],
    }


def in_order(spans: Iterable[Span]) -> list[Span]:
    """Return spans by their start, the longer first, then by label and id."""
    return sorted(spans, key=_order)


def _order(span: Span) -> tuple[int, int, str, str]:
    extents = span.extents
    return (extents[0][0], -extents[-1][1], span.label, span.id) if extents else (0, 0, span.label, span.id)


def _span_record(span: Span, coded: CodedDocument, names: _Called, made_by: Mapping[SpanId, Decision]) -> Record:
    extents, attributes, soft = span.extents, span.attributes, coded.soft
    start, stop = (extents[0][0], extents[-1][1]) if extents else (0, 0)
    record: Record = {
        "id": span.id,
        "label": span.label,
        "start": start,
        "stop": stop,
        "quote": span.quote,
        **(_pages_record(coded, start, stop) if coded.pages and extents else {}),
        **({} if len(extents) == 1 else {"extents": _extent_records(extents, coded.document.text)}),
        "attributes": dict(sorted(attributes.items())) if attributes else {},
        "note": span.note,
        "doubt": span.doubt,
        **names.in_layer(span.layer),
    }
    if span.actor is not None:
        record |= {"actor": names.actor(span.actor), "actor_id": span.actor}
    record |= names.version(span.codebook_version)
    if (moved := span.moved_from) is not None:
        pieces = [{"start": start, "stop": stop} for start, stop in moved.extents]
        record["moved_from"] = {
            "document": moved.document, "extents": pieces, "quote": moved.quote, "time": moved.time
        }  # fmt: skip
    if made_by and (decision := made_by.get(span.id)) is not None:
        record |= {"decision": decision.id, "rule": decision.rule.value}
    if soft and (chances := soft.get(span.id)) is not None:
        record |= soft_record(chances, names.layer)
    return record


def _pages_record(coded: CodedDocument, start: int, stop: int) -> Record:
    """Return the page on which a passage begins, and that on which it ends if that is another."""
    first, last = pages_between(coded.pages, start, stop) or (0, 0)
    return {"page": first} if first == last else {"page": first, "last_page": last}


def _extent_records(extents: Iterable[Extent], text: str) -> list[Record]:
    return [{"start": start, "stop": stop, "quote": text[start:stop]} for start, stop in extents]


def _link_record(link: Link, text: str, names: _Called) -> Record:
    record: Record = {"id": link.id, "act": link.act, "role": link.role}
    if link.span is not None:
        record["span"] = link.span
    if link.actor is not None:
        record |= {"actor": names.actor(link.actor), "actor_id": link.actor}
    if link.value is not None:
        record["value"] = link.value
    if link.extents:
        record |= {"start": link.extents[0].start, "stop": link.extents[-1].stop, "quote": link.quote}
    if len(link.extents) > 1:
        record["extents"] = _extent_records(link.extents, text)
    if link.attributes:
        record["attributes"] = dict(sorted(link.attributes.items()))
    return record


def _decision_record(decision: Decision, coded: CodedDocument, names: _Called) -> Record:
    record: Record = {
        "id": decision.id,
        "rule": decision.rule.value,
        "reason": decision.reason,
        "coder": names.coder(decision.coder),
        "time": decision.time,
        "codebook_version": 0,
        **names.version(decision.codebook_version),
        "candidates": [_span_record(span, coded, names, {}) for span in decision.candidates],
        "absent": [names.layer(LayerId(layer)) for layer in decision.absent],
        "gold": list(decision.gold),
    }
    if decision.links:
        record["links"] = [_link_record(link, coded.document.text, names) for link in decision.links]
    return record


def _project_record(bundle: Bundle, names: _Called) -> Record:
    coders = sorted(bundle.coders, key=lambda coder: coder.id)
    return {
        "name": bundle.name,
        "schema_version": SCHEMA_VERSION,
        "codebook_version": bundle.codebook_version,
        **({"codebook_version_id": bundle.codebook_id} if bundle.codebook_id else {}),
        "coders": [
            {
                "id": coder.id,
                "pseudonym": names.coders[coder.id],
                "name": coder.name if names.named else names.coders[coder.id],
                **(
                    {"own_pseudonym": coder.pseudonym}
                    if names.named and coder.pseudonym != names.coders[coder.id]
                    else {}
                ),
                **({"roles": list(coder.roles)} if coder.roles != (TeamRole.CODER,) else {}),
            }
            for coder in coders
        ],
        "layers": [
            {
                "id": layer.id,
                "layer": names.layers[layer.id],
                "name": layer.name if names.named else names.layers[layer.id],
                "kind": layer.kind.value,
                "coder": names.coder(layer.coder),
                **({"whole": True} if layer.id in bundle.held else {}),
            }
            for layer in sorted(bundle.layers, key=lambda layer: layer.id)
        ],
        "actors": [actor.model_dump(mode="json") for actor in sorted(bundle.actors, key=lambda actor: actor.id)],
        **dict(whole_record(bundle, Calls(names.layer, names.coder, names.named))),
    }


FORMAT = Format(
    name="jsonl",
    title="JSONL of this program (complete)",
    extensions=(".jsonl",),
    reader=FormatReader(
        sniff=sniff,
        read=read,
        brings=EVERYTHING,
        about="documents, spans, layers, coders, links, decisions, codebook; see [Export](export.md)",
        companions=(
            ".codebook.json",
            ".project.json",
            ".agreement.json",
            ".agreement-full.json",
            ".card.json",
            ".memos.jsonl",
            ".earlier.jsonl",
            FOLDER,
        ),
    ),
    writer=Writer(
        pieces=pieces,
        carries=EVERYTHING,
        about="everything – texts, spans, attributes, links, notes, decisions, codebook, dataset card.",
        leaves_out="nothing.",
        options=JsonlOptions,
    ),
)
