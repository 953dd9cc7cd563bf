"""The places of a dataset as the page shows them: a decision with its candidates and its gold, or a span by itself.

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
from annotator.model.decision import Decision
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
    """A decision, or a span without one. `document`: its number; `rule`: empty where nothing was decided."""

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
    _register: Mapping[ActorId, Actor] = field(init=False)
    _people: Mapping[Any, str] = field(init=False)

    def __post_init__(self) -> None:
        self._layers = layer_names(self.bundle, self.named)
        self._register = {actor.id: actor for actor in self.bundle.actors}
        coders = {coder.id: coder.name for coder in self.bundle.coders}
        self._people = coders if self.named else coder_names(self.bundle)

    def places(self, coded: CodedDocument, number: int) -> Iterator[ShownPlace]:
        """Yield the places of a document, in the order of its text."""
        by_id = {span.id: span for span in coded.spans}
        slots = self._slots(coded.links, by_id)
        codings = {span.id: self._coding(span, slots) for span in coded.spans}
        decided = {span for decision in coded.decisions for span in decision.gold}
        found = [self._of_decision(decision, codings, number) for decision in coded.decisions]
        found += [ShownPlace(number, (codings[span.id],)) for span in coded.spans if span.id not in decided]
        yield from sorted(found, key=_order)

    def _of_decision(self, decision: Decision, codings: Mapping[SpanId, Coding], number: int) -> ShownPlace:
        slots = self._slots(decision.links, {span.id: span for span in decision.candidates})
        return ShownPlace(
            number,
            tuple(codings[span] for span in decision.gold if span in codings),
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


def _order(place: ShownPlace) -> tuple[int, str]:
    spans = [one.span for one in place.codings]
    return (min((span.start for span in spans), default=0), min((span.id for span in spans), default=""))
