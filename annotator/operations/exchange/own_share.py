"""What a coder's copy takes of a bundle: codings of its coder, in documents that they were given, and nothing else.

They come under the labels of the project's codebook, with the values and slots that it has, into the coder's own
layers. A text that the file has in another reading is found by its title, and its places by their words. What does not
come in, or not as it stands, is counted by its name.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from annotator.formats.making import derived_id
from annotator.model.bundle import Bundle, CodedDocument
from annotator.model.coder import LayerKind
from annotator.model.document import Document
from annotator.model.ids import DocumentId, LayerId, LinkId, SpanId
from annotator.model.span import Link, Span, quote_of
from annotator.operations.agreement import recoding
from annotator.operations.exchange.coding_import import as_passage
from annotator.operations.exchange.known_documents import KnownDocuments
from annotator.operations.exchange.left_out import CountedByName, Why
from annotator.operations.exchange.origins import ForeignOrigin, Matched
from annotator.operations.exchange.other_reading import OtherReading
from annotator.operations.exchange.own_people import own_layers, with_own_actors
from annotator.operations.exchange.own_terms import OwnTerms
from annotator.operations.team import assigning
from annotator.store.project import Project


@dataclass(frozen=True, slots=True)
class OwnShare:
    """What comes in. `bundle`: its documents are those here, its terms those of the codebook here.

    `layers`: which layer of the coder each of the file's is; `origin`: which labels and people are which.
    """

    bundle: Bundle
    layers: Mapping[str, LayerId]
    left_out: tuple[CountedByName, ...]
    origin: ForeignOrigin


def own_share(project: Project, bundle: Bundle, said: str | None, matched: Matched) -> OwnShare:
    """Return the share of the coder whose copy a project is; `said`: whose the codings are, where whoever imports says.

    Raises `NotAllowed` where that is somebody else, or where the coder has no layer.
    """
    return _Sharing(project, bundle, said, matched).share()


@dataclass(slots=True)
class _Gathered:
    """What is taken of a document.

    `is_same_text`: the file has this very text, and once; `is_same_id`: under the id that it has here.
    """

    document: Document
    spans: list[Span] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    layers: set[LayerId] = field(default_factory=set)
    is_same_text: bool = True
    is_same_id: bool = True


class _Sharing:
    def __init__(self, project: Project, bundle: Bundle, said: str | None, matched: Matched) -> None:
        self._project, self._bundle = project, bundle
        self._own = own_layers(project, bundle, said, matched)
        self._known, self._terms = KnownDocuments(project), OwnTerms(project, bundle, matched)
        self._given = self._given_in_layers()
        self._coders = {layer.id for layer in bundle.layers if layer.kind is LayerKind.CODER}
        self._counts: Counter[tuple[Why, str]] = Counter()
        self._gathered: dict[DocumentId, _Gathered] = {}
        self._came_back: set[LayerId] = set()
        """The layers of the file of which something stands here already."""
        self._incomplete: set[LayerId] = set()
        """Those of which something does not come in: what a document lacks of them is not gone."""

    def share(self) -> OwnShare:
        """Go through the documents, and return what comes in."""
        for coded in self._bundle.documents:
            self._take(coded)
        self._counts.update({(Why.NOT_HERE, name): count for name, count in self._bundle.without_text.items()})
        self._counts.update({(Why.REST, name): count for name, count in _rest_of(self._bundle) if count})
        gathered = [CodedDocument(one.document, tuple(one.spans), tuple(one.links)) for one in self._gathered.values()]
        documents, actors = with_own_actors(self._project, self._own.me.id, gathered, self._bundle.actors)
        bundle = Bundle(
            self._project.codebook,
            documents,
            layers=tuple(layer for layer in self._bundle.layers if layer.id in self._own.layers),
            actors=actors,
            name=self._bundle.name,
            codebook_version=self._bundle.codebook_version,
            held_documents=frozenset(self._held()),
            tells_done=False,
        )
        counts = self._counts + self._terms.counts
        left_out = tuple(CountedByName(why, name, count, self._own.me.name) for (why, name), count in counts.items())
        origin = ForeignOrigin(True, self._terms.matches(), self._own.people, is_own=True)
        return OwnShare(bundle, self._own.layers, left_out, origin)

    def _given_in_layers(self) -> dict[LayerId, set[DocumentId]]:
        """Return the documents that the coder codes in each layer: those given to them, or of the sample there."""
        project, me = self._project, self._own.me.id
        given = assigning.given_by_coder(project).get(me, set())
        passes = {one.layer for one in project.recode_samples.all()}
        return {
            layer.id: {info.id for info in recoding.documents_of(project, layer)} if layer.id in passes else given
            for layer in project.layers.of_coder(me)
        }

    def _take(self, coded: CodedDocument) -> None:
        own = self._own.layers
        for span in coded.spans:
            if span.layer not in own:
                self._counts[Why.OTHERS, self._own.names.get(span.layer, "nobody")] += 1
                if span.layer in self._coders:  # who may turn out to be the copy's coder under another name
                    self._terms.note(span.label)
        if coded.decisions:
            self._counts[Why.REST, "decision"] += len(coded.decisions)
        mine = [span for span in coded.spans if span.layer in own]
        if mine and self._own.is_unsaid:
            self._counts[Why.UNSAID, coded.document.title] += len(mine)
        here, reading = self._here(coded.document, bool(mine))
        if here is None:
            self._counts[Why.NOT_GIVEN if mine else Why.NOT_ADDED, coded.document.title] += len(mine) or 1
            return
        done = {own[one.layer] for one in coded.assignments if one.done and one.layer in own}
        if done - self._project.assignments.done_in(here.id):
            self._counts[Why.DONE, here.title] = 1
        given = [span for span in mine if here.id in self._given[own[span.layer]]]
        if len(given) < len(mine):
            self._counts[Why.NOT_GIVEN, here.title] += len(mine) - len(given)
        if given or any(here.id in documents for documents in self._given.values()):
            self._gather(coded, here, given, reading)

    def _here(self, document: Document, is_coded: bool) -> tuple[Document | None, OtherReading | None]:
        """Return the document with this text, or with this title; of that also where passages stand in it."""
        documents = self._project.documents
        if (same := documents.with_text(document.text_sha256)) is not None:
            return documents.get(same), None
        found = self._known.find(document.id, document.title, document.source) if is_coded else None
        return found, None if found is None else OtherReading(document.text, found)

    def _gather(self, coded: CodedDocument, here: Document, mine: Sequence[Span], reading: OtherReading | None) -> None:
        """Add the codings of a document that can stand here, with what fills their slots."""
        is_new = here.id not in self._gathered
        found = self._gathered.setdefault(here.id, _Gathered(here))
        found.is_same_text = is_new and reading is None
        found.is_same_id &= coded.document.id == here.id
        standing, taken, left = self._standing(mine), dict[str, Span](), dict[str, Span]()
        for span in mine:
            made = self._placed(self._terms.span(span, standing.get(span.id)), here, reading)
            if made is None:
                self._incomplete.add(span.layer)
                left[span.id] = span
            else:
                id = standing[span.id].id if span.id in standing else SpanId(self._own_id(span.layer, span.id))
                taken[span.id] = replace(made, id=id)
        found.spans += taken.values()
        found.links += self._links(coded, taken, left, here, reading)
        found.layers.update(span.layer for span in mine)
        self._came_back.update(span.layer for span in mine if span.id in standing)

    def _standing(self, mine: Sequence[Span]) -> dict[str, Span]:
        """Return the coder's codings that those of the file are here already, by the ids in the file."""
        own, called = set(self._own.layers.values()), {one.id: self._own_id(one.layer, one.id) for one in mine}
        there = self._project.spans.get_many(list(dict.fromkeys([*called, *called.values()])))
        here = {str(span.id): span for span in there if span.layer in own}
        return {id: here[one] for id, called_here in called.items() for one in (called_here, id) if one in here}

    def _own_id(self, layer: LayerId, id: str) -> str:
        """Return the id under which something of the file comes in.

        It is the file's where its layer is the coder's by id too; else somebody else may have it in the project.
        """
        return id if self._own.layers[layer] == layer else derived_id("own", self._own.me.id, f"coding {id}")

    def _placed(self, span: Span | None, here: Document, reading: OtherReading | None) -> Span | None:
        """Return a coding in the text here, None where it has no place there, which is counted."""
        if span is None or reading is None:
            return None if span is None else replace(span, document=here.id)
        extents = reading.place(span.extents)
        if extents is None or extents:
            self._counts[Why.NO_PLACE if extents is None else Why.MOVED, here.title] += 1
        if extents is None:
            return None
        return replace(span, document=here.id, extents=extents, quote=quote_of(here.text, extents), moved_from=None)

    def _links(
        self,
        coded: CodedDocument,
        taken: Mapping[str, Span],
        left: Mapping[str, Span],
        here: Document,
        reading: OtherReading | None,
    ) -> Iterator[Link]:
        """Yield what fills the slots of the codings that come in; the words of parties that do not stay in the slot."""
        labels, filled = {span.id: span.label for span in coded.spans}, dict[tuple[str, str], set[object]]()
        for said in coded.links:
            if (act := taken.get(said.act)) is None:
                continue
            link = _in_text(as_passage(said, left), here, reading)
            party = taken.get(link.span) if link is not None and link.span is not None else None
            if link is None or (link.span is not None and (party is None or not self._may_stand(act, party))):
                self._terms.leave_slot(act, said.role)
                continue
            made = self._terms.link(link, labels[said.act], act, party)
            if made is not None and self._terms.has_room(made, act, filled.setdefault((act.id, made.role), set())):
                id = LinkId(self._own_id(act.layer, said.id))
                yield replace(made, id=id, act=act.id, span=party.id if party is not None and made.span else None)

    def _may_stand(self, act: Span, party: Span) -> bool:
        """Whether a coding may stand in a slot of an act: another one of the same layer."""
        return act.id != party.id and self._own.layers[act.layer] == self._own.layers[party.layer]

    def _held(self) -> Iterator[tuple[LayerId, DocumentId]]:
        """Yield the documents of which the file holds all of a layer, so that what it lacks is gone.

        Only where all of the layer that it holds has come in, and what stands here came from it, or it from here.
        """
        for theirs, own in self._own.layers.items():
            layer = LayerId(theirs)
            is_known = layer == own or layer in self._came_back
            if layer in self._incomplete or not is_known or list(self._own.layers.values()).count(own) > 1:
                continue
            fitting = {id for id, one in self._gathered.items() if self._is_held(layer, one)}
            if all(id in fitting or layer not in one.layers for id, one in self._gathered.items()):
                yield from ((layer, id) for id in fitting)

    def _is_held(self, layer: LayerId, one: _Gathered) -> bool:
        is_said = one.is_same_id and (layer, one.document.id) in self._bundle.held_documents
        return one.is_same_text and (is_said or layer in self._bundle.held)


def _in_text(link: Link, here: Document, reading: OtherReading | None) -> Link | None:
    """Return what fills a slot with its passage in the text here, None where that has no place there."""
    if reading is None or not link.extents:
        return link
    extents = reading.place(link.extents)
    return None if extents is None else replace(link, extents=extents, quote=quote_of(here.text, extents))


def _rest_of(bundle: Bundle) -> Iterator[tuple[str, int]]:
    """Yield what a bundle holds besides codings and what these need, but for decisions: its name, and how many."""
    yield "release", len(bundle.releases)
    yield "practice document", len(bundle.practice_documents)
    yield "practice result", len(bundle.practice_results)
    yield "re-code sample", len(bundle.recode_samples)
    yield "remark", len(bundle.remarks)
    yield "memo", len(bundle.memos)
    yield "set of documents", len(bundle.document_sets)
    yield "type of a field", len(bundle.document_fields)
    yield "kept search", len(bundle.kept_searches)
    yield "pair of documents", len(bundle.distinct_pairs)
    yield "earlier version of a document", len(bundle.earlier)
