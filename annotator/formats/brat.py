"""brat standoff (https://brat.nlplab.org/standoff.html), in and out: a folder of X.txt and X.ann.

Written are T for spans (discontinuous ones in fragments), A for attributes and the mark of doubt, # for notes (a line
a record) and R for links between two spans. Types are the ids of the codebook; visual.conf has the names and
colours. A file speaks of one layer, so that several layers become a folder each.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from annotator.formats.brat_reading import DOUBT, read, sniff
from annotator.formats.format import Format, WriteOptions, Written
from annotator.formats.losses import (
    DECISION,
    DOCUMENT_LABEL,
    MENTION,
    METADATA,
    Loss,
    Losses,
    count_unsaid,
    place_of,
)
from annotator.formats.names import Names, home_layer, layer_names, layers_of
from annotator.formats.staging import Staging, staged
from annotator.model.bundle import Bundle, CodedDocument
from annotator.model.codebook import Codebook, Label
from annotator.model.errors import BadFile
from annotator.model.ids import LayerId, SpanId
from annotator.model.span import AttributeValue, Link, Span
from annotator.model.value_forms import words_of

PARTY = Loss(
    "1 party that is an actor, a passage or a value, not a span, is left out",
    "{n} parties that are actors, passages or values, not spans, are left out",
)
LINK_WITHOUT_SPAN = Loss(
    "1 link is left out, since a span that it joins is not in the file",
    "{n} links are left out, since a span that they join is not in the file",
)
BLANKS = Loss(
    "The attributes of 1 span lose blanks, which stand as _, or are left out where they are empty or a “no”",
    "The attributes of {n} spans lose blanks, which stand as _, or are left out where they are empty or a “no”",
)
TITLE = Loss(
    "1 title was changed so that it can be the name of a file of its own",
    "{n} titles were changed so that they can be the names of different files",
)

_BLANK = re.compile(r"\s")


def write(bundle: Bundle, out: Path, options: WriteOptions) -> Written:
    """Write a folder `out`; pairs that it holds already under other names stay."""
    if out.is_file():
        raise BadFile(str(out), "it is a file", "brat needs the name of a folder")
    losses, home = Losses(), home_layer(bundle)
    folders, files = Names(), Names()
    by_layer: dict[LayerId, str] = {}
    names = layer_names(bundle, options.names)
    with staged(out) as staging:
        staging.write("annotation.conf", annotation_conf(bundle.codebook))
        staging.write("visual.conf", visual_conf(bundle.codebook))
        for number, coded in enumerate(bundle.documents, 1):
            name = files.make(coded.document.title)
            _account(coded, name, losses)
            for layer in layers_of(coded, home):
                if layer not in by_layer:
                    by_layer[layer] = folders.make(names.get(layer, layer))
                path = f"{by_layer[layer]}/{name}"
                staging.write(f"{path}.txt", coded.document.text)
                staging.write(f"{path}.ann", "".join(f"{record}\n" for record in _records(coded, layer)))
            options.advance(number)
        if len(by_layer) == 1:
            _flatten(staging)
        return Written(staging.names, losses.sentences())


def losses_of(bundle: Bundle) -> tuple[str, ...]:
    """Return what brat cannot carry of a bundle."""
    losses, files = Losses(), Names()
    for coded in bundle.documents:
        _account(coded, files.make(coded.document.title), losses)
    return losses.sentences()


def _account(coded: CodedDocument, name: str, losses: Losses) -> None:
    count_unsaid(coded, losses, DOCUMENT_LABEL, METADATA, DECISION, MENTION)
    if name != coded.document.title:
        losses.add(TITLE, f"“{coded.document.title}”")
    for span in coded.spans:
        if span.extents and any(_words(value) != _plain(value) for value in span.attributes.values()):
            losses.add(BLANKS, place_of(span, coded.document))
    spans = {span.id: span for span in coded.spans}
    for link in coded.links:
        place = f"the {link.role} of {_act_of(link, spans)} in “{coded.document.title}”"
        if link.actor is not None or link.value is not None or link.extents:
            losses.add(PARTY, place)
        if link.span is not None and not _is_carried(link, spans):
            losses.add(LINK_WITHOUT_SPAN, place)


def _act_of(link: Link, spans: Mapping[SpanId, Span]) -> str:
    act = spans.get(link.act)
    return f"“{' '.join(act.quote.split())[:40]}”" if act is not None else "an act"


def _is_carried(link: Link, spans: Mapping[SpanId, Span]) -> bool:
    act, party = spans.get(link.act), spans.get(link.span) if link.span is not None else None
    if act is None or party is None:
        return False
    return bool(act.extents) and bool(party.extents) and act.layer == party.layer


def _records(coded: CodedDocument, layer: LayerId) -> Iterator[str]:
    spans = sorted(
        (span for span in coded.spans if span.layer == layer and span.extents),
        key=lambda span: (span.start, -span.stop, span.label, span.id),
    )
    ids = {span.id: f"T{number}" for number, span in enumerate(spans, 1)}
    yield from (_textbound(ids[span.id], span, coded.document.text) for span in spans)
    said = [(name, ids[span.id], word) for span in spans for name, word in _said(span)]
    for number, (name, id, word) in enumerate(said, 1):
        yield f"A{number}\t{name} {id} {word}".rstrip()
    every = {span.id: span for span in coded.spans}
    links = [link for link in coded.links if link.act in ids and _is_carried(link, every)]
    links.sort(key=lambda link: (int(ids[link.act][1:]), link.role, link.id))
    for number, link in enumerate(links, 1):
        yield f"R{number}\t{link.role} Arg1:{ids[link.act]} Arg2:{ids[link.span]}"  # type: ignore[index]
    notes = [(ids[span.id], line) for span in spans if span.note for line in span.note.split("\n")]
    for number, (id, line) in enumerate(notes, 1):
        yield f"#{number}\tAnnotatorNotes {id}\t{line}"


def _textbound(id: str, span: Span, text: str) -> str:
    ranges = ";".join(f"{start} {stop}" for start, stop in span.extents)
    quote = " ".join(_BLANK.sub(" ", text[start:stop]) for start, stop in span.extents)
    return f"{id}\t{span.label} {ranges}\t{quote}"


def _said(span: Span) -> Iterator[tuple[str, str]]:
    if span.doubt:
        yield DOUBT, ""
    for name, value in sorted(span.attributes.items()):
        yield from ((name, word) for word in _words(value))


def _words(value: AttributeValue) -> list[str]:
    """Return a value as words without blanks: none for a flag that says no, an empty one for a flag that says yes."""
    if isinstance(value, bool):
        return [""] if value else []
    return [re.sub(r"\s+", "_", word) for word in _plain(value) if word.strip()]


def _plain(value: AttributeValue) -> list[str]:
    return [""] if isinstance(value, bool) else list(words_of(value))


def _flatten(staging: Staging) -> None:
    for name in staging.names:
        staging.rename(name, name.rpartition("/")[2])


def annotation_conf(codebook: Codebook) -> str:
    """Return brat's configuration for a codebook: types, relations and attributes."""
    labels = list(codebook.labels)
    roles: dict[str, list[str]] = {}
    for label in labels:
        for role in label.roles:
            roles.setdefault(role.id, []).append(label.id)
    lines = ["[entities]", *_tree(labels, None, 0), "", "[relations]"]
    lines += [f"{role}\tArg1:{'|'.join(acts)}, Arg2:<ENTITY>" for role, acts in roles.items()]
    lines += ["", "[events]", "", "[attributes]", f"{DOUBT}\tArg:<ENTITY>", *_attributes(labels)]
    return "\n".join(lines) + "\n"


def _tree(labels: list[Label], parent: str | None, depth: int) -> Iterator[str]:
    for label in labels:
        if label.parent == parent:
            yield "\t" * depth + label.id
            yield from _tree(labels, label.id, depth + 1)


def _attributes(labels: list[Label]) -> Iterator[str]:
    owners: dict[str, list[str]] = {}
    values: dict[str, dict[str, None]] = {}
    for label in labels:
        for attribute in label.attributes:
            owners.setdefault(attribute.id, []).append(label.id)
            words = values.setdefault(attribute.id, {})
            if not attribute.value_type.fixed:
                words.update(dict.fromkeys(word for value in attribute.values for word in _words(value)))
    for name, acts in owners.items():
        listed = f", Value:{'|'.join(values[name])}" if values[name] else ""
        yield f"{name}\tArg:{'|'.join(acts)}{listed}"


def visual_conf(codebook: Codebook) -> str:
    """Return how brat shows the labels: their names and colours."""
    names: dict[str, str] = {part.id: part.name for label in codebook.labels for part in label.attributes}
    names |= {part.id: part.name for label in codebook.labels for part in label.roles}
    names |= {label.id: label.name for label in codebook.labels}
    lines = ["[labels]", *(f"{id} | {_shown(name)}" for id, name in names.items()), "", "[drawing]"]
    lines += [f"{label.id}\tbgColor:{label.colour}, fgColor:white" for label in codebook.labels]
    return "\n".join(lines) + "\n"


def _shown(name: str) -> str:
    return re.sub(r"[\s|]+", " ", name).strip()


FORMAT = Format(
    name="brat",
    title="brat standoff (folder of .txt and .ann)",
    extensions=(".ann",),
    losses=losses_of,
    sniff=sniff,
    read=read,
    write=write,
    folder=True,
)
