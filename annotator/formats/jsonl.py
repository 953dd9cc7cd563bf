"""Our JSONL: one document a line with all that is said about it, in and out, nothing lost.

    gold.jsonl             the documents: text, spans, links, decisions (`records.DocumentRecord`)
    gold.codebook.json     the codebook
    gold.project.json      layers, coders and actors in full, which the lines call by name
    gold.card.json         the dataset card: counts, agreement, checksums

A data user needs the first file alone. Coders stand there by pseudonym; their names are in .project.json, and only
where the export was asked for them. The same bundle gives the same bytes: documents in the order of the bundle,
spans by place, keys in the order of the records, no time stamp. What of the four is missing when the file is read
is made from the names in the lines.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from annotator import __version__
from annotator.formats.format import Format, WriteOptions, Written
from annotator.formats.json_text import json_text
from annotator.formats.jsonl_reading import read, sniff
from annotator.formats.losses import Loss, Losses
from annotator.formats.names import coder_names, layer_names
from annotator.formats.records import SCHEMA_VERSION
from annotator.formats.staging import Staging, staged, utf8
from annotator.model.bundle import Bundle, CodedDocument
from annotator.model.coder import LayerKind
from annotator.model.decision import Decision
from annotator.model.errors import BadFile
from annotator.model.ids import ActorId, CoderId, LayerId, SpanId
from annotator.model.span import Extent, Link, Span

LINK_WITHOUT_SPAN = Loss(
    "1 link is left out, since a span that it joins is not part of the export",
    "{n} links are left out, since a span that they join is not part of the export",
)

Record = dict[str, Any]


def write(bundle: Bundle, out: Path, options: WriteOptions) -> Written:
    """Write a bundle as `out` and the three files beside it."""
    if out.is_dir():
        raise BadFile(str(out), "it is a folder", f"name a file in it, for example {out / 'gold.jsonl'}")
    stem = out.name.removesuffix(".jsonl")
    names, losses, count = _Called(bundle, options.names), Losses(), _Count(bundle)
    with staged(out.parent) as staging:
        with staging.open(out.name) as file:
            for number, coded in enumerate(bundle.documents, 1):
                line = json_text(_document_record(coded, names, losses))
                file.write(utf8(line + "\n", out.name))
                count.add(coded)
                options.advance(number)
        staging.write(f"{stem}.codebook.json", bundle.codebook.to_json())
        staging.write(f"{stem}.project.json", json_text(_project_record(bundle, names), indent=2) + "\n")
        card = _card_record(bundle, names, count, options, staging)
        staging.write(f"{stem}.card.json", json_text(card, indent=2) + "\n")
        return Written(staging.names, losses.sentences())


def losses_of(bundle: Bundle) -> tuple[str, ...]:
    """Return what is left out: links whose act or party is not among the spans of the bundle."""
    losses = Losses()
    for coded in bundle.documents:
        _whole_links(coded, losses)
    return losses.sentences()


class _Called:
    """How the lines call layers, coders and actors: a name each that no other has."""

    def __init__(self, bundle: Bundle, names: bool) -> None:
        self.named = names
        self.coders = coder_names(bundle)
        self.layers = layer_names(bundle, names)
        self._actors: Mapping[ActorId, str] = {actor.id: actor.name for actor in bundle.actors}
        self._owners = {layer.id: layer.coder for layer in bundle.layers}

    def layer(self, layer: LayerId) -> str:
        return self.layers.get(layer, layer)

    def actor(self, actor: ActorId) -> str:
        return self._actors.get(actor, actor)

    def coder(self, coder: CoderId | None) -> str | None:
        return None if coder is None else self.coders.get(coder, coder)

    def coder_of(self, layer: LayerId) -> str | None:
        return self.coder(self._owners.get(layer))


class _Count:
    """What the card counts, summed up document by document."""

    def __init__(self, bundle: Bundle) -> None:
        self.documents = self.characters = self.links = self.decisions = 0
        self.labels = Counter({label.id: 0 for label in bundle.codebook.labels})
        self.layers: Counter[LayerId] = Counter()
        self.layer_documents: Counter[LayerId] = Counter()

    def add(self, coded: CodedDocument) -> None:
        self.documents += 1
        self.characters += len(coded.document.text)
        self.links += len(_whole_links(coded, Losses()))
        self.decisions += len(coded.decisions)
        self.labels.update(span.label for span in coded.spans)
        self.layers.update(span.layer for span in coded.spans)
        self.layer_documents.update({span.layer for span in coded.spans})


def _document_record(coded: CodedDocument, names: _Called, losses: Losses) -> Record:
    document = coded.document
    made_by = {span: decision for decision in coded.decisions for span in decision.gold}
    return {
        "id": document.id,
        "title": document.title,
        "metadata": dict(document.metadata),
        "source": document.source,
        "position": document.position,
        "text": document.text,
        "text_sha256": document.text_sha256,
        "spans": [_span_record(span, document.text, names, made_by) for span in in_order(coded.spans)],
        "links": [_link_record(link, document.text, names) for link in _whole_links(coded, losses)],
        "decisions": [
            _decision_record(decision, document.text, names)
            for decision in sorted(coded.decisions, key=lambda decision: decision.id)
        ],
        "assignments": [
            {"layer": names.layer(assignment.layer), "done": assignment.done}
            for assignment in sorted(coded.assignments, key=lambda assignment: names.layer(assignment.layer))
        ],
    }


def in_order(spans: Iterable[Span]) -> list[Span]:
    """Return spans by their start, the longer first, then by label and id."""
    return sorted(spans, key=lambda span: (span.start, -span.stop, span.label, span.id))


def _span_record(span: Span, text: str, names: _Called, made_by: Mapping[SpanId, Decision]) -> Record:
    record: Record = {
        "id": span.id,
        "label": span.label,
        "start": span.start,
        "stop": span.stop,
        "quote": span.quote,
    }
    if len(span.extents) != 1:
        record["extents"] = _extent_records(span.extents, text)
    record |= {
        "attributes": dict(sorted(span.attributes.items())),
        "note": span.note,
        "doubt": span.doubt,
        "layer": names.layer(span.layer),
        "coder": names.coder_of(span.layer),
    }
    if span.actor is not None:
        record |= {"actor": names.actor(span.actor), "actor_id": span.actor}
    if span.codebook_version:
        record["codebook_version"] = span.codebook_version
    decision = made_by.get(span.id)
    return record if decision is None else {**record, "decision": decision.id, "rule": decision.rule.value}


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
    return record


def _decision_record(decision: Decision, text: str, names: _Called) -> Record:
    record: Record = {
        "id": decision.id,
        "rule": decision.rule.value,
        "reason": decision.reason,
        "coder": names.coder(decision.coder),
        "time": decision.time,
        "codebook_version": decision.codebook_version,
        "candidates": [_span_record(span, text, names, {}) for span in decision.candidates],
        "absent": [names.layer(LayerId(layer)) for layer in decision.absent],
        "gold": list(decision.gold),
    }
    if decision.links:
        record["links"] = [_link_record(link, text, names) for link in decision.links]
    return record


def _whole_links(coded: CodedDocument, losses: Losses) -> list[Link]:
    known = {span.id for span in coded.spans}
    whole = []
    for link in sorted(coded.links, key=lambda link: (link.act, link.role, link.id)):
        if link.act in known and (link.span is None or link.span in known):
            whole.append(link)
        else:
            losses.add(LINK_WITHOUT_SPAN, f"a {link.role} in “{coded.document.title}”")
    return whole


def _project_record(bundle: Bundle, names: _Called) -> Record:
    coders = sorted(bundle.coders, key=lambda coder: coder.id)
    return {
        "name": bundle.name,
        "schema_version": SCHEMA_VERSION,
        "codebook_version": bundle.codebook_version,
        "coders": [
            {
                "id": coder.id,
                "pseudonym": names.coders[coder.id],
                "name": coder.name if names.named else names.coders[coder.id],
                **({"own_pseudonym": coder.pseudonym} if coder.pseudonym != names.coders[coder.id] else {}),
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
            }
            for layer in sorted(bundle.layers, key=lambda layer: layer.id)
        ],
        "actors": [actor.model_dump(mode="json") for actor in sorted(bundle.actors, key=lambda actor: actor.id)],
    }


def _card_record(bundle: Bundle, names: _Called, count: _Count, options: WriteOptions, staging: Staging) -> Record:
    kinds = {layer.id: layer.kind for layer in bundle.layers}
    return {
        "name": bundle.name,
        "licence": options.licence,
        "program": {"name": "annotator", "version": __version__, "schema_version": SCHEMA_VERSION},
        "codebook_version": bundle.codebook_version,
        "counts": {
            "documents": count.documents,
            "characters": count.characters,
            "spans": count.labels.total(),
            "links": count.links,
            "decisions": count.decisions,
            "actors": len(bundle.actors),
            "spans_by_label": dict(count.labels),
            "layers": [
                {
                    "layer": names.layer(layer),
                    "kind": kinds.get(layer, LayerKind.CODER).value,
                    "coder": names.coder_of(layer),
                    "documents": count.layer_documents[layer],
                    "spans": spans,
                }
                for layer, spans in sorted(count.layers.items(), key=lambda pair: names.layer(pair[0]))
            ],
        },
        "coders": sorted(names.coders.values()),
        "agreement": options.agreement,
        "files": [
            {"name": name, "bytes": staging.size_bytes(name), "sha256": staging.sha256(name)} for name in staging.names
        ],
    }


FORMAT = Format(
    name="jsonl",
    title="JSONL of this program (complete)",
    extensions=(".jsonl",),
    losses=losses_of,
    sniff=sniff,
    read=read,
    write=write,
)
