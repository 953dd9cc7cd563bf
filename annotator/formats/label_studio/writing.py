"""Label Studio's tasks written: a task a document, an annotation a layer, a region a piece of a passage.

A labelling configuration stands beside them, which shows the labels by their names: the results have their ids, as
Label Studio writes it where a label has an alias.
"""

import re
from collections.abc import Iterator
from xml.sax.saxutils import quoteattr

from annotator.formats.details import KEY
from annotator.formats.flat_layers import (
    FlatLayer,
    FlatPiece,
    OwnRecords,
    flat_layer,
    layers_with_something,
)
from annotator.formats.format import Options, Piece, WritingRun
from annotator.formats.json_files import Record
from annotator.formats.json_text import json_text
from annotator.formats.names import home_layer
from annotator.model.bundle import Bundle, CodedDocument
from annotator.model.codebook import Attribute, Codebook, Scope
from annotator.model.coder import LayerKind
from annotator.model.ids import LayerId
from annotator.model.span import AttributeValue, Link
from annotator.model.value_forms import words_of

TEXT, LABEL, WHOLE = "text", "label", "document_label"
ADDRESS = "example.org"
"""No address is real there (RFC 2606), so that pseudonyms can be addresses, by which Label Studio knows its users."""
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def pieces(bundle: Bundle, run: WritingRun[Options]) -> Iterator[Piece]:
    """Yield the list of tasks, then the configuration."""
    writer, start = _TaskWriter(bundle, run), "[\n"
    for coded in bundle.documents:
        yield Piece(start + json_text(writer.task(coded)))
        start = ",\n"
    yield Piece("[]\n" if start == "[\n" else "\n]\n")
    stem = run.name.rpartition(".")[0] or run.name
    yield Piece(configuration(bundle.codebook), f"{stem}.config.xml")


class _TaskWriter:
    def __init__(self, bundle: Bundle, run: WritingRun[Options]) -> None:
        self._own, self._home = OwnRecords(bundle, run.names), home_layer(bundle)

    def task(self, coded: CodedDocument) -> Record:
        metadata = coded.document.metadata
        kept = {name: value for name, value in metadata.items() if name == TEXT}
        said: Record = {"data": {TEXT: coded.document.text, **{k: v for k, v in metadata.items() if k != TEXT}}}
        annotations, drafts, predictions = list[Record](), list[Record](), list[Record]()
        for layer in layers_with_something(coded, self._home):
            one = self._annotation(coded, layer)
            kind = self._own.kinds.get(layer)
            if kind is LayerKind.SUGGESTIONS:
                predictions.append({"model_version": one[KEY]["name"], "result": one["result"], KEY: one[KEY]})
            elif one[KEY].get("done") is False and kind is LayerKind.CODER:
                drafts.append({"user": one["completed_by"]["email"], "result": one["result"], KEY: one[KEY]})
            else:
                annotations.append(one)
        said["annotations"] = annotations
        said |= {name: found for name, found in (("drafts", drafts), ("predictions", predictions)) if found}
        said["meta"] = {KEY: self._own.document(coded, kept)}
        return said

    def _annotation(self, coded: CodedDocument, layer: LayerId) -> Record:
        flat = flat_layer(coded, layer)
        said: Record = {"result": list(self._results(flat, coded.document.text))}
        if layer in self._own.coders:
            id, name = self._own.coders[layer]
            said["completed_by"] = {
                "id": id,
                "email": f"{_mailbox(name)}@{ADDRESS}",
                "first_name": name,
                "last_name": "",
            }
        if self._own.kinds.get(layer) is LayerKind.GOLD:
            said["ground_truth"] = True
        return {**said, "was_cancelled": False, KEY: self._own.layer(layer, coded)}

    def _results(self, flat: FlatLayer, text: str) -> Iterator[Record]:
        ids = {piece.number: _id(piece) for piece in flat.pieces}
        for piece in flat.pieces:
            yield from self._region(piece, flat.slots.get(piece.span.id, []), text)
        if flat.whole:
            details = [
                {"label": span.label, **self._own.span(span, flat.slots.get(span.id, []))} for span in flat.whole
            ]
            labels = list(dict.fromkeys(span.label for span in flat.whole))
            yield {
                "id": flat.whole[0].id, "type": "choices", "from_name": WHOLE, "to_name": TEXT, "origin": "manual",
                "value": {"choices": labels}, "meta": {KEY: details},
            }  # fmt: skip
        for one in flat.relations:
            said: Record = {
                "type": "relation", "from_id": ids[one.source.number], "to_id": ids[one.target.number],
                "direction": "right", "labels": [one.name],
            }  # fmt: skip
            yield {**said, KEY: self._own.relation(one.link)} if one.link is not None else said

    def _region(self, piece: FlatPiece, slots: list[Link], text: str) -> Iterator[Record]:
        start, stop = piece.extent
        place = {"start": start, "end": stop, "text": text[start:stop]}
        shared: Record = {"id": _id(piece), "to_name": TEXT, "origin": "manual"}
        region: Record = {
            **shared,
            "from_name": LABEL,
            "type": "labels",
            "value": {**place, "labels": [piece.span.label]},
        }
        if piece.part:
            yield region
            return
        own = self._own.span(piece.span, slots, note=True)
        meta: Record = {"text": [piece.span.note]} if piece.span.note else {}
        own.pop("id")
        meta |= {KEY: own} if own else {}
        yield {**region, "meta": meta} if meta else region
        for name, value in sorted(piece.span.attributes.items()):
            kind, said = _said(value)
            yield {**shared, "from_name": name, "type": kind, "value": {**place, **said}}


def _id(piece: FlatPiece) -> str:
    return f"{piece.span.id}.{piece.part}" if piece.part else piece.span.id


def _said(value: AttributeValue) -> tuple[str, Record]:
    """Return the type of result for a value, and what stands in it."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return "number", {"number": value}
    if isinstance(value, str) and ("\n" in value or len(value) > 60):
        return "textarea", {"text": [value]}
    return "choices", {"choices": list(words_of(value))}


def _mailbox(name: str) -> str:
    return "".join(char if char.isalnum() or char in "-_." else "-" for char in name).strip("-.") or "coder"


def _quoted(text: str) -> str:
    """Return a text as the value of an attribute; U+FFFD stands for what XML cannot hold (XML 1.0, section 2.2)."""
    return quoteattr(_ILLEGAL.sub("\ufffd", text))


def configuration(codebook: Codebook) -> str:
    """Return the labelling configuration for a codebook."""
    spans = [label for label in codebook.labels if label.scope is Scope.SPAN]
    whole = [label for label in codebook.labels if label.scope is Scope.DOCUMENT]
    lines = ["<View>", f'  <Labels name="{LABEL}" toName="{TEXT}">']
    for label in spans:
        key = f" hotkey={_quoted(label.key)}" if label.key else ""
        hint = f" hint={_quoted(label.definition)}" if label.definition else ""
        names = f"value={_quoted(label.name)} alias={_quoted(label.id)}"
        lines.append(f"    <Label {names} background={_quoted(label.colour)}{key}{hint}/>")
    lines += ["  </Labels>", f'  <Text name="{TEXT}" value="${TEXT}"/>']
    if whole:
        lines.append(f'  <Choices name="{WHOLE}" toName="{TEXT}" choice="multiple">')
        lines += [f"    <Choice value={_quoted(label.name)} alias={_quoted(label.id)}/>" for label in whole]
        lines.append("  </Choices>")
    attributes: dict[str, Attribute] = {}
    for label in codebook.labels:
        for attribute in label.attributes:
            attributes.setdefault(attribute.id, attribute)
    for attribute in attributes.values():
        lines += _control(attribute)
    roles = {role.id: role.name for label in codebook.labels for role in label.roles}
    if roles:
        lines.append("  <Relations>")
        lines += [f"    <Relation value={_quoted(id)}/>" for id in roles]
        lines.append("  </Relations>")
    return "\n".join([*lines, "</View>", ""])


def _control(attribute: Attribute) -> Iterator[str]:
    start = f'name={_quoted(attribute.id)} toName="{TEXT}" perRegion="true"'
    if not attribute.offered:
        kind = "Number" if attribute.kind == "number" else "TextArea"
        yield f"  <{kind} {start}/>"
        return
    several = "multiple" if attribute.value_type.several else "single"
    yield f'  <Choices {start} choice="{several}">'
    yield from (f"    <Choice value={_quoted(word)}/>" for value in attribute.offered for word in words_of(value))
    yield "  </Choices>"
