"""The records of a pair as spans and links of a document.

What ours write and brat has no record for comes back: a T record of the type `SlotPassage` is a passage that fills a
slot, and N records of our own resources are actors and values (`references.py`).
"""

import re

from annotator.formats.brat.references import Reference
from annotator.formats.brat.standoff import Standoff, TextBound
from annotator.formats.losses import Loss
from annotator.formats.making import BundleMaker, DocumentMaker
from annotator.formats.placing import PlaceClaim
from annotator.model.ids import ActorId, LabelId, LayerId, SpanId
from annotator.model.span import AttributeValue, SlotValue

DOUBT = "Doubt"
"""The attribute that stands for our mark of doubt."""
PASSAGE = "SlotPassage"
"""The type of a T record that fills a slot and is no span of its own. Our types are slugs, in small letters."""

_VALUES: dict[str, SlotValue] = {
    "implicit": "implicit",
    "collective": "collective",
    "unclear": "unclear",
    "document": "document",
}

DANGLING = Loss(
    "1 record about an annotation that is not there is left out",
    "{n} records about annotations that are not there are left out",
)
ON_RELATION = Loss(
    "1 attribute or note on a relation is left out", "{n} attributes and notes on relations are left out"
)
SHARED_TRIGGER = Loss(
    "1 event has its trigger in common with an earlier one; they became one act",
    "{n} events have their trigger in common with an earlier one; they became one act each",
)
OTHERS = {
    "*": Loss("1 set of equivalents is left out", "{n} sets of equivalents are left out"),
    "N": Loss("1 normalisation is left out", "{n} normalisations are left out"),
    "#": Loss("1 remark of another kind than a note is left out", "{n} remarks of other kinds than notes are left out"),
}


def coded_pair(maker: BundleMaker, document: DocumentMaker, layer: LayerId, standoff: Standoff, title: str) -> None:
    """Add what the records of a pair say to a document; what hangs on nothing is counted."""
    _PairReading(maker, document, layer, standoff, title).run()


class _PairReading:
    def __init__(
        self, maker: BundleMaker, document: DocumentMaker, layer: LayerId, standoff: Standoff, title: str
    ) -> None:
        self._maker, self._document, self._layer, self._standoff = maker, document, layer, standoff
        self._title, self._place = title, f"“{title}”"
        self._spans: dict[str, SpanId] = {}
        self._labels: dict[str, LabelId] = {}
        self._attributes: dict[str, dict[str, AttributeValue]] = {}
        self._notes: dict[str, list[str]] = {}
        self._doubts: set[str] = set()
        self._mentions: dict[str, ActorId] = {}
        self._beside: dict[tuple[str, str], ActorId] = {}
        """Who is meant by a span in a role, besides."""
        relations = (*standoff.relations, *self._arguments())
        targets = {standoff.textbound_of(target) for _, _, target in relations}
        acts = {standoff.textbound_of(act) for _, act, _ in relations}
        self._relations = relations
        self._passages = {
            id for id, one in standoff.textbounds.items() if one.type == PASSAGE and id in targets and id not in acts
        }

    def run(self) -> None:
        self._collect()
        for id, record in self._standoff.textbounds.items():
            if id not in self._passages:
                self._span(id, record)
        for role, act, party in self._relations:
            self._link(role, act, party)
        for said in self._standoff.references:
            if said.role and not said.is_beside:
                self._slot(said)
        for kind, count in self._standoff.others.items():
            for _ in range(count):
                self._lose(OTHERS[kind], f"in {self._place}")

    def _collect(self) -> None:
        """Sort out what attributes, notes and mentions say, by the ids of T records."""
        for name, target, value in self._standoff.attributes:
            id = self._target(target, f"{name} of {target} in {self._place}")
            if id is not None and name == DOUBT and not value:
                self._doubts.add(id)
            elif id is not None:
                said = self._attributes.setdefault(id, {})
                said[name] = _added(said.get(name), value)
        for target, note in self._standoff.notes:
            id = self._target(target, f"a note on {target} in {self._place}")
            if id is not None:
                self._notes.setdefault(id, []).append(note)
        for one in self._standoff.references:
            if not one.is_of_ours:
                self._lose(OTHERS["N"], f"in {self._place}")
            elif one.is_beside and (actor := one.actor()) is not None:
                self._beside[one.target, one.role] = self._maker.actor(actor)
            elif not one.role and (actor := one.actor()) is not None and one.target in self._standoff.textbounds:
                self._mentions[one.target] = self._maker.actor(actor)

    def _span(self, id: str, record: TextBound) -> None:
        label = self._labels[id] = self._maker.codes.label(record.type)
        values: dict[str, AttributeValue] = {
            self._maker.codes.attribute(label, name, value): value
            for name, value in self._attributes.get(id, {}).items()
        }
        note, actor = "\n".join(self._notes.get(id, [])), self._mentions.get(id)
        self._spans[id] = self._document.span(
            self._own(id), self._layer, label, _claim(record), values, note, id in self._doubts, actor
        )

    def _link(self, role: str, act: str, party: str) -> None:
        act_id, party_id = self._standoff.textbound_of(act) or "", self._standoff.textbound_of(party) or ""
        known = act_id in self._spans and (party_id in self._spans or party_id in self._passages)
        if not known:
            self._lose(DANGLING, f"{role} of {act} in {self._place}")
            return
        is_passage = party_id in self._passages
        role_id = self._maker.codes.role(self._labels[act_id], role, is_passage)
        if is_passage:
            claim, actor = _claim(self._standoff.textbounds[party_id]), self._mentions.get(party_id)
            self._document.link("", self._spans[act_id], role_id, actor=actor, claim=claim)
        else:
            actor = self._beside.get((party_id, role))
            self._document.link("", self._spans[act_id], role_id, span=self._spans[party_id], actor=actor)

    def _slot(self, said: Reference) -> None:
        actor, value = said.actor(), _VALUES.get(said.entry)
        if said.target not in self._spans or (actor is None and value is None):
            self._lose(DANGLING, f"{said.resource} of {said.target} in {self._place}")
            return
        role = self._maker.codes.role(self._labels[said.target], said.role)
        filled = self._maker.actor(actor) if actor is not None else None
        self._document.link("", self._spans[said.target], role, actor=filled, value=value if actor is None else None)

    def _arguments(self) -> tuple[tuple[str, str, str], ...]:
        triggers: set[str] = set()
        wanted: list[tuple[str, str, str]] = []
        for id, event in self._standoff.events.items():
            if event.trigger in triggers:
                self._lose(SHARED_TRIGGER, f"{id} in {self._place}")
            triggers.add(event.trigger)
            # brat numbers further arguments of a role: Theme, Theme2, Theme3.
            wanted += [(re.sub(r"(?<=\D)\d+$", "", role), id, target) for role, target in event.arguments]
        return tuple(wanted)

    def _target(self, target: str, place: str) -> str | None:
        id = self._standoff.textbound_of(target)
        if id is None:
            self._lose(ON_RELATION if target.startswith("R") else DANGLING, place)
        return id

    def _own(self, id: str) -> str:
        # Two pairs may hold the same text, which is one document, and each has its T1.
        return f"{self._title}\0{id}"

    def _lose(self, loss: Loss, place: str) -> None:
        self._maker.losses.add(loss, place)


def _claim(record: TextBound) -> PlaceClaim:
    return PlaceClaim(tuple((start, stop) for start, stop in record.fragments), record.quote)


def _added(old: AttributeValue | None, value: str) -> AttributeValue:
    if not value:
        return True if old is None else old
    if isinstance(old, list):
        return [*old, value]
    return [old, value] if isinstance(old, str) else value
