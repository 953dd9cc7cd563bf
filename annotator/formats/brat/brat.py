"""brat standoff (https://brat.nlplab.org/standoff.html), in and out: a folder of X.txt and X.ann.

Written are T for spans (discontinuous ones in fragments), A for attributes and the mark of doubt, # for notes (a line
a record) and R for links between two spans. Types are the ids of the codebook; visual.conf has the names and
colours. A file speaks of one layer, so that several layers become a folder each.
"""

import re
from collections.abc import Iterator, Mapping

from annotator.formats.brat.reading import DOUBT, read, sniff
from annotator.formats.format import Format, FormatReader, Options, Piece, Writer, WritingRun
from annotator.formats.losses import Loss, Losses, Part, place_of
from annotator.formats.names import FileNames, home_layer, layers_of
from annotator.model.bundle import Bundle, CodedDocument
from annotator.model.codebook import Codebook, Label
from annotator.model.ids import LayerId, SpanId
from annotator.model.span import AttributeValue, Link, Span
from annotator.model.value_forms import words_of

PARTY = Loss(
    "1 party that is an actor, a passage or a value, not a span, is left out",
    "{n} parties that are actors, passages or values, not spans, are left out",
)
PARTY_ACTOR = Loss(
    "1 actor beside a party that is a span is left out", "{n} actors beside parties that are spans are left out"
)
LINK_WITHOUT_SPAN = Loss(
    "1 link is left out, since a span that it joins is not in the file",
    "{n} links are left out, since a span that they join is not in the file",
)
BLANKS = Loss(
    "The attributes of 1 span lose blanks, which stand as _, or are left out where they are empty or a “no”",
    "The attributes of {n} spans lose blanks, which stand as _, or are left out where they are empty or a “no”",
)
KIND = Loss(
    "1 value that is a number or the only choice of several possible ones stands as a word, which does not say so",
    "{n} values that are numbers or the only choices of several possible ones stand as words, which do not say so",
)
TITLE = Loss(
    "1 title was changed so that it can be the name of a file of its own",
    "{n} titles were changed so that they can be the names of different files",
)

READ = frozenset(
    {Part.TEXTS, Part.GAPS, Part.OVERLAPS, Part.ATTRIBUTES, Part.NOTES, Part.DOUBT, Part.LINKS, Part.LAYERS}
)
"""What of a bundle is written and read again."""

_BLANK = re.compile(r"\s")


def pieces(bundle: Bundle, run: WritingRun[Options]) -> Iterator[Piece]:
    """Yield the configuration, then the pair of each document in each layer in which it stands."""
    home, names = home_layer(bundle), FileNames()
    yield Piece(annotation_conf(bundle.codebook), "annotation.conf")
    yield Piece(visual_conf(bundle.codebook), "visual.conf")
    for coded in bundle.documents:
        name = names.make(coded.document.title)
        if name != coded.document.title:
            run.losses.add(TITLE, f"“{coded.document.title}”")
        _account(coded, run.losses)
        for layer in layers_of(coded, home):
            yield Piece(coded.document.text, f"{name}.txt", layer)
            yield Piece("".join(f"{record}\n" for record in _records(coded, layer)), f"{name}.ann", layer)


def _account(coded: CodedDocument, losses: Losses) -> None:
    for span in coded.spans:
        if span.extents and any(_is_changed(value) for value in span.attributes.values()):
            losses.add(BLANKS, place_of(span, coded.document))
        for name, value in span.attributes.items() if span.extents else ():
            if _loses_its_kind(value):
                losses.add(KIND, f"{name} of {place_of(span, coded.document)}")
    spans = {span.id: span for span in coded.spans}
    for link in coded.links:
        loss = _loss_of(link, spans)
        if loss is not None:
            losses.add(loss, f"the {link.role} of {_act_of(link, spans)} in “{coded.document.title}”")


def _is_changed(value: AttributeValue) -> bool:
    return _words(value) != _plain(value) or value == []


def _loses_its_kind(value: AttributeValue) -> bool:
    """Whether a value is read as a text though it is none: a word alone does not tell a number or a list."""
    return not isinstance(value, bool | str) and len(_words(value)) == 1


def _loss_of(link: Link, spans: Mapping[SpanId, Span]) -> Loss | None:
    """Return what is lost of a link: all of it, or the actor beside a span that stays; None where it is whole."""
    if link.span is None:
        return PARTY
    if not _is_carried(link, spans):
        return LINK_WITHOUT_SPAN
    return PARTY_ACTOR if link.actor is not None else None


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
    links = [
        (link, ids[link.span])
        for link in coded.links
        if link.act in ids and link.span is not None and _is_carried(link, every)
    ]
    links.sort(key=lambda one: (int(ids[one[0].act][1:]), one[0].role, one[0].id))
    for number, (link, party) in enumerate(links, 1):
        yield f"R{number}\t{link.role} Arg1:{ids[link.act]} Arg2:{party}"
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
    reader=FormatReader(
        sniff=sniff,
        read=read,
        brings=READ,
        about="a folder of `X.txt` and `X.ann`, or one such pair",
        settings=(".conf",),
    ),
    writer=Writer(
        pieces=pieces,
        carries=READ,
        about="texts, spans with their gaps, attributes, links between spans, notes.",
        leaves_out="decisions, labels on whole documents, metadata; a folder for each layer.",
        options=Options,
    ),
    folder=True,
)
