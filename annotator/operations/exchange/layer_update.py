"""A layer that is delivered again, document by document: compared with the delivery and, if wanted, made the same.

Codings are compared by their ids; those of a file that gives none, by their places. What the delivery lacks is gone
only where it is of the whole layer.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from annotator.model.coder import Assignment, Layer
from annotator.model.geometry import match, overlap_length
from annotator.model.ids import UNKNOWN_VERSION, CodebookVersionId, DocumentId, LinkId, SpanId, new_id
from annotator.model.span import Link, Span
from annotator.model.verbs import id_of_kind
from annotator.model.verbs.coding import ImportOwn
from annotator.model.verbs.project import ImportAnnotations, ImportFiles
from annotator.operations.exchange.delivery import SLOTS, ChangedSpan, LayerUpdate
from annotator.operations.exchange.other_slots import OtherSlots, slots_otherwise
from annotator.operations.exchange.slot_import import SlotImport, fits, import_slots
from annotator.store.project import Project
from annotator.store.schema.tables import Table

_FIELDS = (
    ("label", "label"),
    ("extents", "passage"),
    ("attributes", "attributes"),
    ("note", "note"),
    ("doubt", "doubt"),
    ("actor", "actor"),
    ("codebook_version", "codebook version"),
    ("moved_from", "where it stood before"),
)
_TAKING_IN = frozenset(id_of_kind(one) for one in (ImportFiles, ImportAnnotations, ImportOwn))


@dataclass(slots=True)
class _Compared:
    """Two lists of codings. `pairs`: here and delivered; `ids`: what the delivered ones are called here."""

    pairs: list[tuple[Span, Span]] = field(default_factory=list)
    new: list[Span] = field(default_factory=list)
    gone: list[Span] = field(default_factory=list)
    ids: dict[str, SpanId] = field(default_factory=dict)
    binned: int = 0

    def keep(self, admitted: Sequence[Span]) -> None:
        """Leave out what is new and not admitted."""
        gone = {one.id for one in self.new} - {one.id for one in admitted}
        self.new = list(admitted)
        self.ids = {id: here for id, here in self.ids.items() if here not in gone}


class LayerUpdating:
    """One layer. `is_applied`: it is made as the delivery says; else only compared.

    `coded_under`: the version of the codebook that new and relabelled codings count as coded under, of a delivery that
    knows no versions.
    """

    def __init__(
        self,
        project: Project,
        layer: Layer,
        is_whole: bool,
        is_applied: bool,
        coded_under: CodebookVersionId = UNKNOWN_VERSION,
    ) -> None:
        self._project, self._layer, self._is_applied, self._coded_under = project, layer, is_applied, coded_under
        self.update, self.slots = LayerUpdate(layer, is_whole, is_applied), SlotImport()
        self._labels = {label.id for label in project.codebook.labels}
        self._followed: Collection[SpanId] = frozenset()
        self._is_said = False
        """Whether the delivery has any coding of the layer: else it may only name whose it is."""
        self._touched: dict[SpanId, Span] = {}
        self._touched_slots: dict[LinkId, SpanId] = {}

    def take(
        self,
        document: DocumentId,
        spans: Sequence[Span],
        links: Sequence[Link],
        followed: Collection[SpanId] = frozenset(),
        may_lack: bool = True,
        admit: Callable[[Sequence[Span], Sequence[Span]], list[Span]] | None = None,
    ) -> dict[str, SpanId]:
        """Take what a document has in the layer, named as here but for ids; return what spans are called here.

        `links`: as delivered, with the acts' and parties' ids of the delivery. `followed`: the spans whose label was
        merged into another here: they count as coded under the version in which it was. `may_lack`: whether what the
        delivery of a whole layer lacks in this document was removed. `admit`: which new codings may stand beside those
        that are there then; None for all.
        """
        self._followed, self._is_said = followed, self._is_said or bool(spans)
        here = self._project.spans.of_document(document, self._layer.id)
        found = self._compared(here, spans)
        if self.update.is_whole and not may_lack and not {one.id for one in here}.intersection(one.id for one in spans):
            stay = {one.id for one in found.gone}
            here, found.gone = [one for one in here if one.id not in stay], []
        changed = {before.id: self._change(before, after) for before, after in found.pairs}
        if admit is not None:
            gone_ids = {one.id for one in found.gone} if self.update.is_whole else set()
            standing = [one for one in here if one.id not in changed and one.id not in gone_ids]
            found.keep(admit(found.new, [*standing, *(one.after for one in changed.values())]))
        mapped = [
            replace(link, act=found.ids[link.act], span=None if link.span is None else found.ids[link.span])
            for link in links
            if link.act in found.ids and (link.span is None or link.span in found.ids)
        ]
        gone = found.gone if self.update.is_whole else []
        slots = slots_otherwise(self._project, here, mapped, self.update.is_whole)
        self._note(found, changed, slots)
        if self._is_applied:
            self._drop(slots.gone, gone)
            for one in changed.values():
                if one.fields:
                    self._project.spans.put(one.after)
            self._project.spans.add(found.new)
            self._fill(slots, mapped, found.ids.values())
        return found.ids

    def take_done(self, document: DocumentId, delivered: bool | None) -> None:
        """Take whether a document is done; `delivered`: None where the delivery says nothing of it.

        To whom it was given, and until when, is the lead's to say, and stays.
        """
        rows = self._project.assignments
        here = next((one for one in rows.of_document(document) if one.layer == self._layer.id), None)
        was, now = here is not None and here.done, bool(delivered)
        if delivered is None and not self.update.is_whole:
            return
        if was != now:
            (self.update.done if now else self.update.reopened).append(document)
            self.update.titles[document] = self._project.documents.info(document).title
        if not self._is_applied:
            return
        if delivered is not None or (here is not None and here.given):
            rows.put([Assignment(layer=self._layer.id, document=document, done=now)])
        elif here is not None and was:
            # Who called it done without having been given it has taken that back.
            rows.delete([f"{self._layer.id}/{document}"])

    def _compared(self, here: Sequence[Span], theirs: Sequence[Span]) -> _Compared:
        found, left = _Compared(), {span.id: span for span in here}
        elsewhere = self._project.spans.which_are_taken([one.id for one in theirs if one.id not in left])
        binned = self._project.removals.which_hidden(Table.SPANS, elsewhere) if elsewhere else set()
        gives_ids = self.update.is_whole or any(one.id in left for one in theirs)
        by_place: list[Span] = []
        for one in theirs:
            if one.id in left:
                self._pair(found, left.pop(one.id), one)
            elif one.id in binned:
                found.binned += 1
            elif one.id in elsewhere or not gives_ids:
                by_place.append(one)
            else:
                self._add(found, one)
        self._pair_by_place(found, left, by_place, elsewhere)
        found.gone = list(left.values())
        return found

    def _pair_by_place(
        self, found: _Compared, left: dict[SpanId, Span], theirs: Sequence[Span], taken: Iterable[str]
    ) -> None:
        """Pair codings at the same place, with the same label first; then those of one label that overlap most."""
        waiting = list(theirs)
        for key in (_content, lambda span: (span.label, span.extents), lambda span: span.extents):
            places: dict[object, list[SpanId]] = {}
            for span in left.values():
                places.setdefault(key(span), []).append(span.id)
            rest = []
            for one in waiting:
                if ids := places.get(key(one)):
                    self._pair(found, left.pop(ids.pop(0)), one)
                else:
                    rest.append(one)
            waiting = rest
        mine = list(left.values())
        weights = {
            (row, column): overlap_length(one.extents, other.extents)
            for row, one in enumerate(waiting)
            for column, other in enumerate(mine)
            if one.label == other.label
        }
        matched = dict(match(weights)) if weights else {}
        for row, one in enumerate(waiting):
            if row in matched:
                self._pair(found, left.pop(mine[matched[row]].id), one)
            else:
                self._add(found, replace(one, id=SpanId(new_id())) if one.id in taken else one, one.id)

    def _pair(self, found: _Compared, here: Span, delivered: Span) -> None:
        found.pairs.append((here, delivered))
        found.ids[delivered.id] = here.id

    def _add(self, found: _Compared, span: Span, called: str = "") -> None:
        is_unsaid = span.codebook_version == UNKNOWN_VERSION
        found.new.append(replace(span, codebook_version=self._coded_under) if is_unsaid else span)
        found.ids[called or span.id] = span.id

    def _change(self, here: Span, delivered: Span) -> ChangedSpan:
        """Return what is otherwise in the delivery, and the coding as it becomes."""
        after = replace(delivered, id=here.id)
        is_followed = delivered.id in self._followed and delivered.label == here.label
        if delivered.codebook_version == UNKNOWN_VERSION or is_followed:
            is_other = delivered.label != here.label and self._coded_under != UNKNOWN_VERSION
            after = replace(after, codebook_version=self._coded_under if is_other else here.codebook_version)
        if delivered.label not in self._labels:
            kept = {name: getattr(here, name) for name in ("label", "attributes", "codebook_version")}
            after = replace(after, **kept)
            self.update.relabelled += 1
        if here.id != delivered.id and not self.update.is_whole:
            # A format without ids may carry no notes either: what is not said stays.
            names = ("attributes", "note", "doubt", "actor", "moved_from")
            after = replace(after, **{name: getattr(delivered, name) or getattr(here, name) for name in names})
        fields = tuple(word for name, word in _FIELDS if getattr(here, name) != getattr(after, name))
        return ChangedSpan(here, after, fields)

    def _note(self, found: _Compared, changed: Mapping[SpanId, ChangedSpan], slots: OtherSlots) -> None:
        """Count and list what is otherwise."""
        update = self.update
        update.new += found.new
        update.gone += found.gone
        update.binned += found.binned
        otherwise = []
        for id, one in changed.items():
            fields = (*one.fields, *((SLOTS,) if id in slots.acts else ()))
            if fields:
                otherwise.append(replace(one, fields=fields))
        update.changed += otherwise
        touched = [*(one.before for one in otherwise), *(found.gone if update.is_whole else ())]
        self._touched.update((span.id, span) for span in touched)
        self._touched_slots.update((link.id, link.act) for link in (*slots.changed, *slots.gone))

    def finish(self) -> None:
        """Find out, once all documents are compared, which of the codings were changed here after they came in."""
        if not (self._is_said or self.update.is_whole):
            self.update.gone.clear()
        journal, slots = self._project.journal, self._touched_slots
        now = journal.latest()
        written = journal.writers_of(Table.SPANS, self._touched, now)
        of_slots = journal.writers_of(Table.LINKS, slots, now)
        later = {id for id, writers in written.items() if self._is_later(writers)}
        later |= {slots[LinkId(id)] for id, writers in of_slots.items() if self._is_later(writers)}
        self.update.later = [span for id, span in self._touched.items() if id in later]

    def _is_later(self, writers: Sequence[tuple[str, str]]) -> bool:
        """Whether a row was changed here after it came in; what its owner coded here is no change of it."""
        verb, person = writers[-1]
        came_in = any(one in _TAKING_IN for one, _ in writers)
        return verb not in _TAKING_IN and (came_in or person != self._layer.coder)

    def _drop(self, links: Iterable[Link], spans: Sequence[Span]) -> None:
        gone = [span.id for span in spans]
        hanging = self._project.links.of_spans(gone) if gone else []
        self._project.links.delete({link.id: None for link in (*links, *hanging)})
        self._project.spans.delete(gone)

    def _fill(self, slots: OtherSlots, delivered: Sequence[Link], acts: Iterable[SpanId]) -> None:
        """Fill the slots as delivered; what a slot cannot hold is counted."""
        named = {id for link in delivered for id in (link.act, link.span) if id is not None}
        spans = {span.id: span for span in self._project.spans.get_many(list(named))}
        for link in slots.changed:
            if fits(self._project, link, spans):
                self._project.links.put(link)
            else:
                self.slots.unfit += 1
                self._project.links.delete([link.id])
        taken = import_slots(self._project, slots.new, acts)
        self.slots.filled += taken.filled
        self.slots.unfit += taken.unfit


def _content(span: Span) -> tuple[object, ...]:
    attributes = str(sorted(span.attributes.items()))
    return span.label, span.extents, span.note, span.doubt, span.actor, attributes
