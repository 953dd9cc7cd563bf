"""A bundle taken into a project.

Documents are matched by the hash of their text, everything else by its id. What is in the project already stays as
it is; what is new comes in. So an import may be repeated, and copies of a project can be put together again.
"""

from dataclasses import dataclass, replace

from annotator.model.actor import Actor
from annotator.model.bundle import Bundle, CodedDocument
from annotator.model.coder import Assignment, Coder, Layer, LayerKind
from annotator.model.decision import Decision
from annotator.model.document import Document
from annotator.model.errors import NotAllowed
from annotator.model.ids import ActorId, CoderId, DecisionId, DocumentId, LabelId, LayerId, LinkId, SpanId, new_id
from annotator.model.register import parents_first, signs
from annotator.model.span import Link, Span
from annotator.operations import codebook as codebooks
from annotator.operations import people
from annotator.operations.merging import merge_codebooks
from annotator.store.project import Project

LAST_POSITION = 2**31
"""A place in the list beyond this is taken for a mistake."""

SpanIds = dict[str, SpanId]
"""What the spans of a bundle are called in the project; a span that the project has otherwise is not among them."""


@dataclass(slots=True)
class Taken:
    """What came of it. `known` spans were in the project already; `differing` ones too, but say other things.

    `filled`: links whose slot another party has in the project.
    """

    documents: list[str]
    repeated: list[tuple[str, str]]
    coders: list[str]
    spans: int = 0
    known: int = 0
    differing: int = 0
    filled: int = 0

    def notices(self, source: str) -> list[str]:
        """Return what the user should know, as sentences."""
        said = []
        if self.known:
            said.append(f"{source}: {_spans(self.known)} in the project already.")
        if self.differing:
            said.append(f"{source}: {_spans(self.differing)} in the project with other content, which was kept.")
        if self.filled:
            said.append(f"{source}: slots that are filled otherwise in the project were kept: {self.filled}.")
        return said


def take_in(project: Project, bundle: Bundle, coder: str | None = None) -> Taken:
    """Take a bundle into the project as one step; raises `NotAllowed` where it does not fit, and nothing is changed.

    `coder`: whose work the spans are, where the bundle holds that of one coder.
    """
    with project.transact("Import annotations"):
        return _Taking(project, bundle, coder).run()


class _Taking:
    def __init__(self, project: Project, bundle: Bundle, coder: str | None) -> None:
        self.project, self.bundle, self.coder = project, bundle, coder
        self.taken = Taken([], [], [])
        self.labels: dict[str, LabelId] = {}
        self.coders: dict[str, CoderId] = {}
        self.layers: dict[str, LayerId] = {}
        self.actors: dict[str, ActorId] = {}
        self.codebook_version: int | None = None
        """The number of the codebook that spans are counted as coded under; None: the one that they name themselves."""

    def run(self) -> Taken:
        self._take_codebook()
        self._take_coders()
        self._take_layers()
        self._take_actors()
        for coded in self.bundle.documents:
            self._take_document(coded)
        return self.taken

    def _take_codebook(self) -> None:
        project, theirs = self.project, self.bundle.codebook
        if self.bundle.codebook_version and not project.documents.count():
            codebooks.adopt(project, theirs, self.bundle.codebook_version)
            self.labels = {label.id: label.id for label in theirs.labels}
            return
        is_copy = any(
            (known.number, known.codebook) == (self.bundle.codebook_version, theirs)
            for known in project.codebooks.all()
        )
        merged, self.labels = merge_codebooks(project.codebook, theirs)
        number = codebooks.save(project, merged, "Labels of imported annotations")
        self.codebook_version = None if is_copy else number

    def _take_actors(self) -> None:
        """Add the actors that are new. One with another id, but with the code or the name of one here, is that one."""
        here = self.project.actors.all()
        known = {actor.id for actor in here}
        by_sign = {sign: actor.id for actor in here for sign in signs(actor)}
        for actor in self.bundle.actors:
            twin = next((by_sign[sign] for sign in signs(actor) if sign in by_sign), actor.id)
            self.actors[actor.id] = actor.id if actor.id in known else twin
        new = [actor for actor in self.bundle.actors if self.actors[actor.id] == actor.id and actor.id not in known]
        self.project.actors.add(parents_first([self._mapped_actor(actor) for actor in new], set(known)))

    def _mapped_actor(self, actor: Actor) -> Actor:
        memberships = tuple(
            one.model_copy(update={"group": self.actors.get(one.group, one.group)}) for one in actor.memberships
        )
        parent = self.actors.get(actor.parent, actor.parent) if actor.parent else None
        return actor.model_copy(update={"parent": parent, "memberships": memberships})

    def _take_coders(self) -> None:
        project = self.project
        theirs = {layer.coder for layer in self.bundle.layers if layer.kind is LayerKind.CODER}
        for coder in self.bundle.coders:
            if self.coder is not None and coder.id in theirs:
                continue  # the caller says whose work it is
            here = {known.id: known for known in project.coders.all()}
            found = here.get(coder.id) or project.coders.named(coder.name)
            if found is None:
                taken = {known.pseudonym for known in here.values()}
                free = (f"coder-{number}" for number in range(1, len(taken) + 2))
                pseudonym = coder.pseudonym if coder.pseudonym not in taken else next(p for p in free if p not in taken)
                found = Coder(id=coder.id, name=coder.name, pseudonym=pseudonym)
                project.coders.add([found])
                self.taken.coders.append(found.name)
            self.coders[coder.id] = found.id

    def _take_layers(self) -> None:
        theirs = [layer for layer in self.bundle.layers if layer.kind is LayerKind.CODER]
        if self.coder is not None:
            if len(theirs) > 1:
                names = ", ".join(layer.name for layer in theirs)
                raise NotAllowed(f"The annotations are of {len(theirs)} coders ({names}), not of {self.coder} alone.")
            mine = people.layer_for(self.project, self.coder)
            self.layers.update({layer.id: mine.id for layer in theirs})
            if mine.coder is not None:
                self.coders.update({layer.coder: mine.coder for layer in theirs if layer.coder})
            self.taken.coders.append(mine.name)
        for layer in self.bundle.layers:
            if layer.id not in self.layers:
                self.layers[layer.id] = self._layer_like(layer).id

    def _layer_like(self, layer: Layer) -> Layer:
        here = self.project.layers.all()
        coder = self.coders.get(layer.coder) if layer.coder else None
        for found in here:
            if found.id == layer.id or (found.kind is layer.kind is LayerKind.GOLD):
                return found
        for found in here:
            if (found.name, found.kind, found.coder) == (layer.name, layer.kind, coder):
                return found
        if layer.kind is LayerKind.CODER and coder is None:
            return people.layer_for(self.project, layer.name)
        name = people.free_layer_name(self.project, layer.name)
        made = Layer(id=layer.id, name=name, kind=layer.kind, coder=coder)
        self.project.layers.add([made])
        return made

    def _take_document(self, coded: CodedDocument) -> None:
        document = self._place(coded.document)
        ids, new = self._take_spans(coded, document)
        self._take_links(coded, ids, new)
        self._take_decisions(coded, document, ids)
        done = [
            Assignment(layer=self.layers[one.layer], document=document, done=one.done)
            for one in coded.assignments
            if one.layer in self.layers
        ]
        assignments = self.project.assignments
        here = {one.layer for one in assignments.of_document(document)}
        assignments.put([one for one in done if one.done or one.layer not in here])

    def _place(self, document: Document) -> DocumentId:
        """Return the document of the project with this text, which is added where there is none."""
        documents = self.project.documents
        known = documents.with_text(document.text_sha256)
        if known is not None:
            self.taken.repeated.append((document.title, documents.info(known).title))
            return known
        id = DocumentId(new_id()) if documents.which_exist([document.id]) else document.id
        # A gap that a removed document left is kept, so that a copy of a project has the same list.
        following = documents.next_position()
        at = document.position if following <= document.position < LAST_POSITION else following
        documents.add([(replace(document, id=id, position=at), ())])
        self.taken.documents.append(document.title)
        return id

    def _take_spans(self, coded: CodedDocument, document: DocumentId) -> tuple[SpanIds, set[SpanId]]:
        """Add what is new; return what the spans are called in the project, and which are new."""
        spans = self.project.spans
        by_id = {span.id: span for span in spans.get_many([span.id for span in coded.spans])}
        twins = {_content(span): span.id for span in spans.of_document(document)}
        ids: SpanIds = {}
        new: list[Span] = []
        for span in coded.spans:
            mapped = self._mapped(span, document)
            same_id = by_id.get(span.id)
            if same_id is not None and _place_of(same_id) == _place_of(mapped):
                is_same = _content(same_id) == _content(mapped)
                self.taken.known += is_same
                self.taken.differing += not is_same
                if is_same:
                    ids[span.id] = span.id
            elif (twin := twins.get(_content(mapped))) is not None:
                self.taken.known += 1
                ids[span.id] = twin
            else:
                # The same work taken in as another coder's is other work.
                ids[span.id] = span.id if same_id is None else SpanId(new_id())
                new.append(replace(mapped, id=ids[span.id]))
        spans.add(new)
        self.taken.spans += len(new)
        return ids, {span.id for span in new}

    def _take_links(self, coded: CodedDocument, ids: SpanIds, new: set[SpanId]) -> None:
        links = self.project.links
        here = links.of_spans(list(ids.values())) if len(new) < len(ids) else []
        contents = {_content_of_link(link) for link in here}
        filled = {(link.act, link.role) for link in here}
        taken = links.which_exist([link.id for link in coded.links])
        for link in coded.links:
            if link.act not in ids or (link.span is not None and link.span not in ids):
                continue
            party = None if link.span is None else ids[link.span]
            id = LinkId(new_id()) if link.id in taken else link.id
            mapped = replace(link, id=id, act=ids[link.act], span=party, actor=self._actor(link.actor))
            if _content_of_link(mapped) in contents:
                continue
            if (mapped.act, mapped.role) in filled and not self._takes_several(coded, link):
                self.taken.filled += 1
            else:
                links.add([mapped])

    def _takes_several(self, coded: CodedDocument, link: Link) -> bool:
        act = next(span for span in coded.spans if span.id == link.act)
        label = self.project.codebook.get(self.labels.get(act.label, act.label))
        return any(role.several for role in (label.roles if label else ()) if role.id == link.role)

    def _take_decisions(self, coded: CodedDocument, document: DocumentId, ids: SpanIds) -> None:
        decisions = self.project.decisions
        here = {decision.id for decision in decisions.of_document(document)}
        elsewhere = decisions.which_exist([decision.id for decision in coded.decisions]) - here
        for decision in coded.decisions:
            if decision.id not in here:
                id = DecisionId(new_id()) if decision.id in elsewhere else decision.id
                decisions.add([self._mapped_decision(replace(decision, id=id), document, ids)])

    def _mapped(self, span: Span, document: DocumentId) -> Span:
        return replace(
            span,
            document=document,
            layer=self.layers.get(span.layer, span.layer),
            label=self.labels.get(span.label, span.label),
            actor=self._actor(span.actor),
            codebook_version=span.codebook_version if self.codebook_version is None else self.codebook_version,
        )

    def _actor(self, actor: ActorId | None) -> ActorId | None:
        return None if actor is None else self.actors.get(actor, actor)

    def _mapped_decision(self, decision: Decision, document: DocumentId, ids: SpanIds) -> Decision:
        candidates = (self._mapped(span, document) for span in decision.candidates)
        return replace(
            decision,
            document=document,
            candidates=tuple(replace(span, id=ids.get(span.id, span.id)) for span in candidates),
            absent=tuple(self.layers.get(layer, LayerId(layer)) for layer in decision.absent),
            gold=tuple(ids.get(span, span) for span in decision.gold),
            coder=self.coders.get(decision.coder) if decision.coder else None,
            links=tuple(
                replace(link, act=ids.get(link.act, link.act), span=None, actor=self._actor(link.actor))
                for link in decision.links
            ),
        )


def _content(span: Span) -> tuple[object, ...]:
    attributes = str(sorted(span.attributes.items()))
    return span.layer, span.label, span.extents, span.note, span.doubt, span.actor, attributes


def _content_of_link(link: Link) -> tuple[object, ...]:
    return link.act, link.role, link.span, link.actor, link.value, link.extents


def _place_of(span: Span) -> tuple[DocumentId, LayerId]:
    return span.document, span.layer


def _spans(count: int) -> str:
    return "1 span is" if count == 1 else f"{count} spans are"
