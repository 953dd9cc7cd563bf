"""The places of a dataset as the page shows them: a decision with its candidates and its gold, gold without one, and
what coders marked and nobody decided, brought together as cases are.

They are compact lists, since a page holds thousands; `page.js` knows their order, which `PLACE_FIELDS` names.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from annotator.acts.acts import filling_of
from annotator.acts.sentence import name_of, said_of
from annotator.formats.names import coder_names, layer_names
from annotator.model.actor import Actor
from annotator.model.bundle import Bundle, CodedDocument
from annotator.model.coder import LayerKind
from annotator.model.decision import Decision
from annotator.model.grouping import grouped
from annotator.model.ids import ActorId, LayerId, SpanId
from annotator.model.span import AttributeValue, Link, Span
from annotator.model.value_forms import words_of

PLACE_FIELDS = ("document", "gold", "candidates", "absent", "rule", "reason", "by", "time")
SPAN_FIELDS = ("layer", "label", "extents", "attributes", "note", "doubt", "actor", "slots")


@dataclass(frozen=True, slots=True)
class Coding:
    """A span as it is shown. `layer`: its name; `slots`: (role, who) pairs; `said`: (attribute, words) pairs."""

    layer: str
    span: Span
    said: tuple[tuple[str, str], ...]
    actor: str
    slots: tuple[tuple[str, str], ...]

    def record(self) -> list[Any]:
        """Return it as the page reads it."""
        span = self.span
        extents = [list(extent) for extent in span.extents]
        said, slots = [list(one) for one in self.said], [list(one) for one in self.slots]
        return [self.layer, span.label, extents, said, span.note, int(span.doubt), self.actor, slots]


@dataclass(frozen=True, slots=True)
class ShownPlace:
    """A decision, gold without one, or candidates alone. `document`: its number; `rule`: empty without a decision."""

    document: int
    gold: tuple[Coding, ...]
    candidates: tuple[Coding, ...] = ()
    absent: tuple[str, ...] = ()
    rule: str = ""
    reason: str = ""
    by: str = ""
    time: str = ""

    @property
    def codings(self) -> tuple[Coding, ...]:
        """Whatever was coded there."""
        return (*self.gold, *self.candidates)

    @property
    def differs(self) -> bool:
        """Whether those who coded differ: in what they marked, or in whether they did."""
        said = {(one.span.label, one.span.extents, one.said, one.slots) for one in self.candidates}
        return bool(self.absent and self.candidates) or len(said) > 1

    def record(self) -> list[Any]:
        """Return it as the page reads it."""
        return [
            self.document,
            [one.record() for one in self.gold],
            [one.record() for one in self.candidates],
            list(self.absent),
            self.rule,
            self.reason,
            self.by,
            self.time,
        ]


@dataclass(slots=True)
class PlaceReading:
    """Makes places of documents. `named`: coders by name, else by pseudonym."""

    bundle: Bundle
    named: bool
    _layers: Mapping[LayerId, str] = field(init=False)
    _kinds: Mapping[LayerId, LayerKind] = field(init=False)
    _register: Mapping[ActorId, Actor] = field(init=False)
    _people: Mapping[Any, str] = field(init=False)

    def __post_init__(self) -> None:
        self._layers = layer_names(self.bundle, self.named)
        self._kinds = {layer.id: layer.kind for layer in self.bundle.layers}
        self._register = {actor.id: actor for actor in self.bundle.actors}
        coders = {coder.id: coder.name for coder in self.bundle.coders}
        self._people = coders if self.named else coder_names(self.bundle)

    def places(self, coded: CodedDocument, number: int) -> Iterator[ShownPlace]:
        """Yield the places of a document, in the order of its text."""
        by_id = {span.id: span for span in coded.spans}
        slots = self._slots(coded.links, by_id)
        codings = {span.id: self._coding(span, slots) for span in coded.spans}
        gold = {span.id: codings[span.id] for span in coded.spans if self._kind(span) is LayerKind.GOLD}
        decided = {span for decision in coded.decisions for span in decision.gold if span in gold}
        shown = {span.id: _plainly(span) for decision in coded.decisions for span in decision.candidates}
        left = [span for span in coded.spans if span.id not in gold and shown.get(span.id) != _plainly(span)]
        by_kind = {kind: [span for span in left if self._kind(span) is kind] for kind in LayerKind}
        found = [self._of_decision(decision, gold, number) for decision in coded.decisions]
        found += [ShownPlace(number, (coding,)) for id, coding in gold.items() if id not in decided]
        found += [ShownPlace(number, (), (codings[span.id],)) for span in by_kind[LayerKind.SUGGESTIONS]]
        found += self._undecided(coded, by_kind[LayerKind.CODER], codings, number)
        yield from sorted(found, key=_order)

    def _kind(self, span: Span) -> LayerKind:
        return self._kinds.get(span.layer, LayerKind.CODER)

    def _undecided(
        self, coded: CodedDocument, spans: list[Span], codings: Mapping[SpanId, Coding], number: int
    ) -> Iterator[ShownPlace]:
        done = {one.layer for one in coded.assignments if one.done} | {span.layer for span in coded.spans}
        took_part = sorted(layer for layer in done if self._kinds.get(layer, LayerKind.CODER) is LayerKind.CODER)
        for group in grouped(spans):
            here = {span.layer for span in group}
            candidates = tuple(codings[span.id] for span in sorted(group, key=lambda span: span.layer))
            absent = tuple(self._layers.get(layer, layer) for layer in took_part if layer not in here)
            yield ShownPlace(number, (), candidates, absent)

    def _of_decision(self, decision: Decision, gold: Mapping[SpanId, Coding], number: int) -> ShownPlace:
        slots = self._slots(decision.links, {span.id: span for span in decision.candidates})
        return ShownPlace(
            number,
            tuple(gold[span] for span in decision.gold if span in gold),
            tuple(self._coding(span, slots) for span in decision.candidates),
            tuple(self._layers.get(LayerId(layer), layer) for layer in decision.absent),
            decision.rule.value,
            decision.reason,
            self._people.get(decision.coder, "") if decision.coder else "",
            decision.time,
        )

    def _coding(self, span: Span, slots: Mapping[SpanId, list[tuple[str, str]]]) -> Coding:
        said = tuple((name, _words(value)) for name, value in sorted(span.attributes.items()))
        known = self._register.get(span.actor) if span.actor is not None else None
        actor = known.name if known is not None else ""
        return Coding(self._layers.get(span.layer, span.layer), span, said, actor, tuple(slots.get(span.id, ())))

    def _slots(self, links: Iterable[Link], spans: Mapping[SpanId, Span]) -> dict[SpanId, list[tuple[str, str]]]:
        found: dict[SpanId, list[tuple[str, str]]] = {}
        for link in sorted(links, key=lambda link: (link.act, link.role, link.id)):
            filling = filling_of(link, spans.get(link.span) if link.span else None)
            said = said_of(filling)
            who = name_of(filling, self._register)
            found.setdefault(link.act, []).append((link.role, f"{who} ({said})" if said else who))
        return found


def _words(value: AttributeValue) -> str:
    return ", ".join(words_of(value))


def _plainly(span: Span) -> tuple[object, ...]:
    """Return what is shown of a span, to tell whether it is still as it was when it was decided."""
    return span.label, span.extents, dict(span.attributes), span.note, span.doubt, span.actor


def _order(place: ShownPlace) -> tuple[int, str]:
    spans = [one.span for one in place.codings]
    return (min((span.start for span in spans), default=0), min((span.id for span in spans), default=""))
