"""A document read anew: a better reading of its text takes its place, and what was coded moves to that.

A text is immutable, so the new version is a document of its own, with all that hung on the old one. Spans, slots, gold
and decisions move where their place is certain (`model/moving`); what finds none stays with the old version, which is
hidden from all lists, numbers and exports. An act moves with all passages of its slots, and a decision with its gold
and all that it was made of, or not at all.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from annotator.model.decision import Decision
from annotator.model.document import Document, DocumentDraft, DocumentInfo, sha256_of
from annotator.model.errors import NotAllowed
from annotator.model.ids import DocumentId, LayerId, SpanId, new_id
from annotator.model.moving.places import Moved, Mover
from annotator.model.removal import replaced
from annotator.model.span import Extent, Link, MovedFrom, Span, quote_of
from annotator.model.unit_cutting import cut
from annotator.model.verbs.project import ReadAnew
from annotator.operations.documents.source_files import Keeping, SourceKeeping
from annotator.operations.progress import Progress, silent
from annotator.store.clock import now
from annotator.store.history.hiding import hanging_on
from annotator.store.project import Project
from annotator.store.schema.tables import Table


@dataclass(frozen=True, slots=True)
class DocumentCodings:
    """What a document holds: its spans, the links of its acts, and its decisions."""

    spans: tuple[Span, ...]
    links: tuple[Link, ...]
    decisions: tuple[Decision, ...]


@dataclass(frozen=True, slots=True)
class MovedSpan:
    """A span as it was and as it will be. `is_same`: its words are the same but for line ends, hyphens and the like."""

    before: Span
    after: Span
    is_same: bool


@dataclass(frozen=True, slots=True)
class Rereading:
    """What reading a document anew would do. `draft`: the new reading; `coded`: what the plan was made of.

    `left`: the spans that find no place; `left_slots`: slots of acts that move, whose parties do not; `left_decisions`:
    those that stay with their gold, so that their cases are open again.
    """

    before: DocumentInfo
    after: Document
    draft: DocumentDraft
    coded: DocumentCodings
    moved: tuple[MovedSpan, ...]
    links: tuple[Link, ...]
    decisions: tuple[Decision, ...]
    left: tuple[Span, ...]
    left_slots: tuple[Link, ...]
    left_decisions: tuple[Decision, ...]


class SameReading(NotAllowed):
    """A new reading has the text that the document has already."""

    def __init__(self, title: str) -> None:
        super().__init__(f"The text of “{title}” is the same in this reading; there is nothing to take over.")


def plan(project: Project, document: DocumentId, draft: DocumentDraft, from_kept: bool = False) -> Rereading:
    """Return what taking a reading in place of a document's text would do; nothing is changed.

    `from_kept`: it was read from the file that the project keeps of the document. Raises `SameReading` where the text
    is the same, `NotAllowed` where it is another document's.
    """
    before = project.documents.get(document)
    info, sha256 = project.documents.info(document), sha256_of(draft.text)
    if sha256 == before.text_sha256:
        raise SameReading(before.title)
    if (known := project.documents.with_text(sha256)) is not None:
        title = project.documents.info(known).title
        raise NotAllowed(f"This reading of “{before.title}” has the text of “{title}”, which is another document.")
    after = Document(
        DocumentId(new_id()),
        before.title,
        draft.text,
        sha256,
        {**draft.metadata, **before.metadata},
        draft.source or before.source,
        before.position,
        before.source_file if from_kept else None,
    )
    return _planned(info, before.text, after, draft, codings_of(project, document))


def codings_of(project: Project, document: DocumentId) -> DocumentCodings:
    """Return what a document holds."""
    return DocumentCodings(
        tuple(project.spans.of_document(document)),
        tuple(project.links.of_document(document)),
        tuple(project.decisions.of_document(document)),
    )


def _planned(info: DocumentInfo, old: str, after: Document, draft: DocumentDraft, coded: DocumentCodings) -> Rereading:
    moving = Moving(old, after, now())
    stays, slots_stay = moving.what_stays(coded)
    moved = tuple(moving.span(span) for span in coded.spans if span.id not in stays)
    left_decisions = tuple(one for one in coded.decisions if moving.decision_stays(one, stays))
    kept = {one.id for one in left_decisions}
    return Rereading(
        before=info,
        after=after,
        draft=draft,
        coded=coded,
        moved=moved,
        links=tuple(moving.link(link) for link in coded.links if link.extents and link.act not in stays),
        decisions=tuple(moving.decision(one) for one in coded.decisions if one.id not in kept),
        left=tuple(span for span in coded.spans if span.id in stays),
        left_slots=slots_stay,
        left_decisions=left_decisions,
    )


class Moving:
    """Moves what was coded in one text to another. `time`: what the spans say of when; `there`: what it has already."""

    def __init__(self, old: str, to: Document, time: str, there: Iterable[Span] = ()) -> None:
        self._mover, self._to, self._time = Mover(old, to.text), to, time
        self._there = {(span.layer, span.label, span.extents) for span in there}
        self._found: dict[tuple[Extent, ...], Moved | None] = {}

    def what_stays(self, coded: DocumentCodings) -> tuple[set[SpanId], tuple[Link, ...]]:
        """Return the spans that find no place, or hang on what finds none; and slots whose parties alone are such."""
        stays = {span.id for span in coded.spans if self._place(span.extents) is None}
        stays |= {link.act for link in coded.links if self._place(link.extents) is None}
        stays |= self._doubled(coded.spans, stays)
        count = -1
        while count != len(stays):
            count = len(stays)
            for decision in coded.decisions:
                if self.decision_stays(decision, stays):
                    stays.update(decision.gold)
        slots = tuple(link for link in coded.links if link.span in stays and link.act not in stays)
        return stays & {span.id for span in coded.spans}, slots

    def _doubled(self, spans: Sequence[Span], stays: set[SpanId]) -> set[SpanId]:
        """Return the spans that would stand where another of their layer and label does, and did not before."""
        first: dict[tuple[str, str, tuple[Extent, ...]], tuple[Extent, ...]] = {}
        found = set()
        for span in spans:
            if span.id not in stays:
                place = self._at(span.extents)
                key = (span.layer, span.label, place)
                if key in self._there or first.setdefault(key, span.extents) != span.extents:
                    found.add(span.id)
        return found

    def decision_stays(self, decision: Decision, stays: set[SpanId]) -> bool:
        """Whether a decision stays, since its gold does or something that it was made of finds no place."""
        pieces = [span.extents for span in decision.candidates] + [link.extents for link in decision.links]
        return not stays.isdisjoint(decision.gold) or any(self._place(one) is None for one in pieces)

    def span(self, span: Span) -> MovedSpan:
        """Return a span that moves, as it was and as it will be."""
        found = self._place(span.extents)
        assert found is not None
        return MovedSpan(span, self._moved(span), found.is_same)

    def _moved(self, span: Span) -> Span:
        extents = self._at(span.extents)
        return replace(
            span,
            document=self._to.id,
            extents=extents,
            quote=quote_of(self._to.text, extents),
            moved_from=MovedFrom(span.document, span.extents, span.quote, self._time),
        )

    def link(self, link: Link) -> Link:
        """Return a link with its passage where it will be."""
        extents = self._at(link.extents)
        return replace(link, extents=extents, quote=quote_of(self._to.text, extents))

    def decision(self, decision: Decision) -> Decision:
        """Return a decision with all that it was made of where it will be."""
        moved = decision.with_spans(self._moved)
        return replace(moved, document=self._to.id, links=tuple(map(self.link, decision.links)))

    def _at(self, extents: tuple[Extent, ...]) -> tuple[Extent, ...]:
        found = self._place(extents)
        assert found is not None
        return found.extents

    def _place(self, extents: tuple[Extent, ...]) -> Moved | None:
        """Return where a passage will stand; what is said of the whole document stays said of that."""
        if not extents:
            return Moved((), True)
        if extents not in self._found:
            self._found[extents] = self._mover.move(extents)
        return self._found[extents]


def read_anew(project: Project, plans: Sequence[Rereading], progress: Progress = silent) -> list[Rereading]:
    """Take new readings in the place of documents, as they were planned, in one step; return what was done.

    What was coded since a plan was made moves too: it is planned again. So does what lies in the recycle bin, which
    nobody is told of.
    """
    done: list[Rereading] = []
    verb = ReadAnew(documents=tuple(one.after.id for one in plans), earlier=tuple(one.before.id for one in plans))
    with project.transact(verb) as step:
        shown = [_planned_again(project, one) for one in plans]
        tables = dict.fromkeys((*(table for table, _ in hanging_on(Table.DOCUMENTS)), Table.LINKS))
        with project.removals.hiding.shown(*tables):
            for number, one in enumerate(shown, 1):
                whole = _planned_again(project, one)
                _replace(project, whole)
                done.append(_told(whole, one.coded))
                progress(number, len(plans), one.before.title)
        counts = {"spans": sum(len(one.moved) for one in done), "left": sum(len(one.left) for one in done)}
        step.verb = verb.model_copy(update=counts)
    return done


def _planned_again(project: Project, one: Rereading) -> Rereading:
    """Return a plan of all that is shown now."""
    present = codings_of(project, one.before.id)
    if present == one.coded:
        return one
    return _planned(one.before, project.documents.get(one.before.id).text, one.after, one.draft, present)


def _told(one: Rereading, coded: DocumentCodings) -> Rereading:
    """Return what was done with what is shown."""
    spans, decisions = {span.id for span in coded.spans}, {decision.id for decision in coded.decisions}
    links = {link.id for link in coded.links}
    return replace(
        one,
        coded=coded,
        moved=tuple(moved for moved in one.moved if moved.before.id in spans),
        links=tuple(link for link in one.links if link.id in links),
        decisions=tuple(decision for decision in one.decisions if decision.id in decisions),
        left=tuple(span for span in one.left if span.id in spans),
        left_slots=tuple(link for link in one.left_slots if link.id in links),
        left_decisions=tuple(decision for decision in one.left_decisions if decision.id in decisions),
    )


def _replace(project: Project, one: Rereading) -> None:
    old, new = one.before.id, one.after.id
    project.documents.add([(one.after, one.draft.pages)])
    SourceKeeping(project, Keeping.PAGED).keep(one.draft, new, None)
    for moved in one.moved:
        project.spans.put(moved.after)
    for link in one.links:
        project.links.put(link)
    for decision in one.decisions:
        project.decisions.put(decision)
    project.documents.follow(old, new)
    _move_units(project, one)
    for some in project.document_sets.all():
        if some.documents is not None and old in some.documents:
            listed = tuple(new if id == old else id for id in some.documents)
            project.document_sets.put(replace(some, documents=listed))
    project.removals.add([replaced(old, new, project.person, now())])


def _move_units(project: Project, one: Rereading) -> None:
    """Let the new version have the units of the old one that find their place; where none does it is cut anew."""
    units = project.units.of_document(one.before.id)
    if not units:
        return
    mover, found = Mover(project.documents.get(one.before.id).text, one.after.text), list[Extent]()
    for unit in units:
        moved = mover.move((unit,))
        if moved is not None and (not found or moved.extents[0].start >= found[-1].stop):
            found += moved.extents
    project.units.put({one.after.id: found or cut(one.after.text, project.codebook.unit)})


def only_of(plans: Iterable[Rereading], seen: Callable[[LayerId], bool]) -> list[Rereading]:
    """Return plans with what is of those layers alone that somebody sees, for a list; not to be carried out."""
    found = []
    for one in plans:
        own = {span.id for span in one.coded.spans if seen(span.layer)}
        found.append(
            replace(
                one,
                moved=tuple(moved for moved in one.moved if moved.before.id in own),
                left=tuple(span for span in one.left if span.id in own),
                left_slots=tuple(link for link in one.left_slots if link.act in own),
                left_decisions=(),
            )
        )
    return found
