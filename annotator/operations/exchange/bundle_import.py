"""A bundle taken into a project.

Documents are matched by the hash of their text, everything else by its id. What is in the project already stays as
it is; what is new comes in. So an import may be repeated, and copies of a project can be put together again.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from annotator.formats.losses import Losses
from annotator.model.actor import Actor
from annotator.model.bundle import Bundle, CodedDocument, EarlierDocument
from annotator.model.codebook import Codebook
from annotator.model.codebook_version import CodebookVersion
from annotator.model.coder import Coder, Layer, LayerKind, TeamRole
from annotator.model.decision import Decision
from annotator.model.document import Document, KeptFile
from annotator.model.errors import BadRegister, NotAllowed
from annotator.model.ids import (
    UNKNOWN_VERSION,
    ActorId,
    CodebookVersionId,
    CoderId,
    DecisionId,
    DocumentId,
    LabelId,
    LayerId,
    SpanId,
    new_id,
)
from annotator.model.names import tidied
from annotator.model.register import known_again, parents_first
from annotator.model.removal import RemovedKind, replaced
from annotator.model.span import AttributeValue, Link, Span
from annotator.model.verbs.project import ImportAnnotations
from annotator.model.widening import Following
from annotator.model.wording import counted
from annotator.operations.actors.actors import must_be_sound
from annotator.operations.actors.seen_actors import named_or_seen
from annotator.operations.codebook import codebook as codebooks
from annotator.operations.codebook.merging import merge_codebooks, with_labels_of, without
from annotator.operations.exchange.found_codebook import only_said
from annotator.operations.exchange.import_outcome import ImportOutcome
from annotator.operations.exchange.layer_update import LayerUpdating
from annotator.operations.exchange.origins import Matched, origin_of
from annotator.operations.exchange.project_import import Here, take_project
from annotator.operations.exchange.slot_import import import_slots
from annotator.operations.exchange.unit_import import FittedSpans, UnitImport
from annotator.operations.exchange.version_import import VersionImport
from annotator.operations.people import people
from annotator.store.project import Project
from annotator.store.schema.tables import Table
from annotator.sync.following import MergeMark, followed

_NOTE = "Labels of imported annotations"
LAST_POSITION = 2**31
"""A place in the list beyond this is taken for a mistake."""

NONE: Mapping[str, SpanId] = {}
SpanIds = dict[str, SpanId]
"""What the spans of a bundle are called in the project; a span that the project has otherwise is not among them."""


def import_bundle(
    project: Project,
    bundle: Bundle,
    coder: str | None = None,
    is_update: bool = False,
    matched: Matched | None = None,
) -> ImportOutcome:
    """Take a bundle into the project as one step; raises `NotAllowed` where it does not fit, and nothing is changed.

    `coder`: whose work the spans are, where the bundle holds that of one coder. `is_update`: coders' layers that are
    here already become what the bundle says of them; else what is here stays. `matched`: which labels and people of
    the bundle are which here, where whoever imports has said so.
    """
    with project.transact(ImportAnnotations()) as step:
        taken = _BundleImport(project, bundle, coder, is_update, matched or Matched()).run()
        documents = tuple(map(DocumentId, step.new(Table.DOCUMENTS)))
        step.verb = ImportAnnotations(documents=documents, spans=taken.spans)
    return taken


class _BundleImport:
    def __init__(self, project: Project, bundle: Bundle, coder: str | None, is_update: bool, matched: Matched) -> None:
        self.project, self.bundle, self.coder, self.is_update = project, bundle, coder, is_update
        self.matched = matched
        self.taken = ImportOutcome([], [], [])
        self.labels: dict[str, LabelId] = {}
        self.following: dict[str, Following] = {}
        self.merged: Mapping[str, LabelId] = {}
        """What labels of theirs were merged into here."""
        self.others = {
            layer.id: layer.name
            for layer in project.layers.all(LayerKind.CODER)
            if coder is None and project.person is not None and layer.coder != project.person
        }
        self.coders: dict[str, CoderId] = {}
        self.layers: dict[str, LayerId] = {}
        self.again: dict[LayerId, LayerUpdating] = {}
        """The layers that are delivered again, by their ids in the bundle."""
        self.documents: dict[DocumentId, DocumentId] = {}
        self.actors: dict[ActorId, ActorId] = {}
        self.binned = 0
        """Documents of layers that are delivered again which were removed here, or read anew."""
        self.nobodys: set[LayerId] = set()
        """The layers of gold and of suggestions that the project had before."""
        self.left_out: dict[str, Span] = {}
        """Codings of the document at hand that cannot stand here, by their ids in the bundle."""
        self.span_ids: SpanIds = {}
        """What spans are called here, where earlier versions of documents name them."""
        self.codebook_version: CodebookVersionId | None = None
        """The version of the codebook that spans count as coded under; None: the one that they name themselves."""
        self.losses = Losses()
        self.rules = UnitImport(project, self.losses, is_free=True)
        """What is asked of codings; said anew once the codebook is taken."""
        self.versions = VersionImport(project, bundle, lambda coder: self.coders.get(coder) if coder else None)

    def run(self) -> ImportOutcome:
        self._know_origin()
        known = frozenset(info.id for info in self.project.documents.all())
        # The versions of a codebook name their authors.
        self._take_coders()
        is_free = bool(self.bundle.codebook_version) and not self.project.documents.count()
        is_known = bool(self.bundle.codebook_version) and self.versions.is_known()
        self._take_codebook()
        self.rules = UnitImport(self.project, self.losses, is_free, is_known)
        self.nobodys = {layer.id for layer in self.project.layers.all() if layer.kind is not LayerKind.CODER}
        known_layers = {layer.id for layer in self.project.layers.all(LayerKind.CODER)}
        self._take_layers()
        self._take_actors()
        self._know_again(known_layers)
        for coded in self.bundle.documents:
            self._take_document(coded)
        self._take_earlier()
        here = Here(self.coders, self.layers, self.documents, known)
        self.taken.said += take_project(self.project, self.bundle, here)
        self.taken.label_ids, self.taken.coder_ids = self.labels, self.coders
        self._tell_updates()
        self.taken.left_out += self.losses.sentences()
        return self.taken

    def _know_origin(self) -> None:
        """Say which labels and people are which, before anything is taken in."""
        project, bundle = self.project, self.bundle
        if project.documents.count() or not bundle.codebook_version:
            people_there = project.coders.all()
            is_known = bool(bundle.codebook_version) and self.versions.is_known()
            self.taken.origin = origin_of(bundle, project.codebook, people_there, is_known, self.matched, self.coder)

    def _know_again(self, known: set[LayerId]) -> None:
        """Find the coders' layers that the project had before, with something coded or done in them."""
        begun, here = self.project.assignments.begun_layers(), {one.id: one for one in self.project.layers.all()}
        for layer in self.bundle.layers:
            id = self.layers[layer.id]
            if layer.kind is LayerKind.CODER and id in known & begun:
                is_whole = layer.id in self.bundle.held or any(one == layer.id for one, _ in self.bundle.held_documents)
                # Of two that are one here neither holds all of it.
                is_whole = is_whole and sum(one == id for one in self.layers.values()) == 1
                under = self.codebook_version or UNKNOWN_VERSION
                self.again[layer.id] = LayerUpdating(self.project, here[id], is_whole, self.is_update, under)

    def _tell_updates(self) -> None:
        for one in self.again.values():
            one.finish()
            self.taken.updates += [one.update] if one.update else []
            self.taken.spans += len(one.update.new) if self.is_update else 0
            self.taken.filled += one.slots.filled
            self.taken.unfit += one.slots.unfit
        if self.binned:
            said = counted(self.binned, "document was", "documents were")
            self.taken.said.append(f"{said} removed here, or read anew, and left out with what was coded in the file.")

    def _take_codebook(self) -> None:
        project, theirs, versions = self.project, self.bundle.codebook, self.versions
        if self.bundle.codebook_version and not project.documents.count():
            if self.bundle.codebook_versions and len(project.codebooks.all()) == 1:
                codebooks.adopt_history(project, map(self._mapped_version, self.bundle.codebook_versions))
            else:
                here = codebooks.adopt(project, theirs, self.bundle.codebook_version, self.bundle.codebook_id or None)
                versions.ids[versions.current] = here
            self.labels = {label.id: label.id for label in theirs.labels}
            versions.take(self.labels)
            return
        self.merged = self._merged_labels()
        theirs, ours = without(theirs, {*self._given_up(), *map(LabelId, self.merged)}), project.codebooks.current()
        if not self.bundle.codebook_version:
            self.bundle = replace(self.bundle, documents=list(self.bundle.documents))
            theirs = only_said(theirs, ours.codebook, self.bundle.documents)
        if versions.is_known():
            # What is otherwise there is what was changed here since.
            merged, self.labels = with_labels_of(ours.codebook, theirs), {label.id: label.id for label in theirs.labels}
        else:
            merged, self.labels, self.following, self.taken.said = merge_codebooks(
                ours.codebook, theirs, self._said_labels(theirs)
            )
        self.labels = {**self.labels, **{str(old): new for old, new in self.merged.items()}}
        if self.bundle.codebook_version and (beside := versions.take(self.labels)):
            codebooks.bring_together(project, merged, beside, _NOTE, ours=ours)
        else:
            codebooks.save(project, merged, _NOTE)
        if not self.bundle.codebook_version:
            self.codebook_version = project.codebooks.current().id

    def _merged_labels(self) -> dict[str, LabelId]:
        """Return what labels of theirs were merged into here, which their codings follow."""
        ours, to = self.project.codebook, self._followed(RemovedKind.LABEL)
        return {
            label.id: LabelId(to[label.id])
            for label in self.bundle.codebook.labels
            if label.id in to and ours.get(label.id) is None and ours.get(to[label.id]) is not None
        }

    def _followed(self, kind: RemovedKind) -> dict[str, str]:
        marks = self.project.removals.marks(kind)
        return followed(MergeMark((0, one.time, one.id), one.target, one.successor or "") for one in marks)

    def _said_labels(self, theirs: Codebook) -> dict[str, LabelId | None]:
        """Return what was said of their labels; raises `NotAllowed` for one that cannot be that label."""
        ours, found = self.project.codebook, dict[str, LabelId | None]()
        for label in theirs.labels:
            if label.id in self.matched.labels:
                same = found[label.id] = self.matched.labels[label.id]
                known = ours.get(same) if same is not None else None
                if same is not None and known is None:
                    raise codebooks.no_label(self.project, same)
                if known is not None and known.scope != label.scope:
                    if label.id in self.matched.made:
                        found[label.id] = None  # of that name one is put on passages, and one on whole documents
                        continue
                    raise NotAllowed(
                        f"“{label.name}” cannot be “{known.name}”: one is of passages, the other of whole documents."
                    )
        return found

    def _mapped_version(self, version: CodebookVersion) -> CodebookVersion:
        return replace(version, coder=self.coders.get(version.coder) if version.coder else None)

    def _given_up(self) -> set[LabelId]:
        """Return the labels that the project had and has no more, such as merged ones, if nothing new needs them."""
        had = {label.id for version in self.project.codebooks.all() for label in version.codebook.labels}
        gone = had - {label.id for label in self.project.codebook.labels}
        gone &= {label.id for label in self.bundle.codebook.labels}
        if not gone:
            return gone
        documents = list(self.bundle.documents)
        self.bundle = replace(self.bundle, documents=documents)
        spans = [span for coded in documents for span in coded.spans if span.label in gone]
        decisions = [decision for coded in documents for decision in coded.decisions]
        known = self.project.spans.which_exist([span.id for span in spans])
        decided = self.project.decisions.which_exist([decision.id for decision in decisions])
        new = (one.candidates for one in decisions if one.id not in decided)
        needed = {span.label for span in spans if span.id not in known or self.coder is not None}
        return gone - needed - {span.label for candidates in new for span in candidates}

    def _take_actors(self) -> None:
        """Add the actors that are new; raises `NotAllowed` where they contradict each other or those here."""
        here = named_or_seen(self.project, {actor.id for actor in self.bundle.actors})
        known = {actor.id for actor in here}
        self.actors.update(known_again(here, self.bundle.actors))
        merged = self._followed(RemovedKind.ACTOR)
        self.actors.update(
            {ActorId(old): ActorId(new) for old, new in merged.items() if old in self.actors and new in known}
        )
        new = [actor for actor in self.bundle.actors if self.actors[actor.id] == actor.id and actor.id not in known]
        ordered = parents_first([self._mapped_actor(actor) for actor in new], set(known))
        try:
            must_be_sound(here, [*here, *ordered])
        except BadRegister as error:
            raise NotAllowed(f"The register of actors cannot be taken in: {error}") from error
        self.project.actors.add(ordered)

    def _mapped_actor(self, actor: Actor) -> Actor:
        memberships = tuple(
            one.model_copy(update={"group": self.actors.get(one.group, one.group)}) for one in actor.memberships
        )
        parent = self.actors.get(actor.parent, actor.parent) if actor.parent else None
        return actor.model_copy(update={"parent": parent, "memberships": memberships})

    def _take_coders(self) -> None:
        project = self.project
        theirs = {layer.coder for layer in self.bundle.layers if layer.kind is LayerKind.CODER}
        was_empty = not project.coders.all()
        merged = self._followed(RemovedKind.CODER)
        for coder in self.bundle.coders:
            if self.coder is not None and coder.id in theirs:
                continue  # the caller says whose work it is
            here = {known.id: known for known in project.coders.all()}
            name = tidied(coder.name) or coder.pseudonym
            said = coder.id in self.matched.people
            if said:
                chosen = self.matched.people[coder.id]
                found = None if chosen is None else project.coders.get(chosen)
                name = name if found is not None else people.free_name(project, name)
            else:
                same = here.get(CoderId(merged.get(coder.id, coder.id)))
                found = same or project.coders.named(coder.name) or project.coders.named(name)
            if found is None:
                taken = {one.pseudonym for one in here.values()}
                free = (f"coder-{number}" for number in range(1, len(taken) + 2))
                pseudonym = coder.pseudonym if coder.pseudonym not in taken else next(p for p in free if p not in taken)
                # Who comes into a project that has people already codes there, whatever they do elsewhere.
                held = coder.roles if was_empty else (TeamRole.CODER,)
                id = CoderId(new_id()) if project.coders.which_are_taken([coder.id]) else coder.id
                found = Coder(id=id, name=name, pseudonym=pseudonym, roles=held)
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
        project = self.project
        here = project.layers.all()
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
        own = LayerId(new_id()) if project.layers.which_are_taken([layer.id]) else layer.id
        id = project.gold_id if layer.kind is LayerKind.GOLD else own
        made = Layer(id=id, name=name, kind=layer.kind, coder=coder)
        self.project.layers.add([made])
        return made

    def _take_document(self, coded: CodedDocument) -> None:
        if self._lies_in_bin(coded.document):
            self.binned += 1
            return
        document = self._place(coded)
        again = self._compare_again(coded, document)
        if self.is_update and self.again:
            spans = tuple(span for span in coded.spans if span.layer not in self.again)
            ids = self._take_spans(replace(coded, spans=spans), document)
        else:
            ids, again = self._take_spans(coded, document, again), {}
        self._take_links(coded, ids)
        ids |= again
        self.span_ids.update(ids if self.bundle.earlier else ())
        self._take_decisions(coded, document, ids)
        done = [
            one.model_copy(update={"layer": self.layers[one.layer], "document": document})
            for one in coded.assignments
            if one.layer in self.layers and not (self.is_update and one.layer in self.again)
        ]
        assignments = self.project.assignments
        here = {one.layer for one in assignments.of_document(document)}
        assignments.put([one for one in done if one.done or one.layer not in here])

    def _lies_in_bin(self, document: Document) -> bool:
        """Whether a layer that is delivered again has a document that was removed here, or read anew, since."""
        if not (self.is_update and self.again) or self.project.documents.with_text(document.text_sha256) is not None:
            return False
        return bool(self.project.removals.which_hidden(Table.DOCUMENTS, [document.id]))

    def _compare_again(self, coded: CodedDocument, document: DocumentId) -> SpanIds:
        """Compare, or update, the layers that are delivered again; return what their spans are called here."""
        ids: SpanIds = {}
        for layer, updating in self.again.items():
            theirs = [span for span in coded.spans if span.layer == layer]
            is_held = (layer, coded.document.id) in self.bundle.held_documents
            if not theirs and not is_held and layer not in self.bundle.held and updating.update.is_whole:
                continue  # a file that holds documents one by one says nothing of this one
            # The same text may come in as another document of that file: what was coded there is not gone.
            may_lack = layer in self.bundle.held or (is_held and coded.document.id == document)
            own = {span.id for span in theirs}
            labels = {span.id: span.label for span in theirs}
            links = [
                replace(self._under_its_role(link, labels[link.act]), actor=self._actor(link.actor))
                for link in coded.links
                if link.act in own
            ]
            spans = [self._mapped(span, document) for span in theirs]
            if self.codebook_version is not None:
                spans = [replace(span, codebook_version=UNKNOWN_VERSION) for span in spans]
            fitted = self._fitted(coded, document, spans, links)
            followed = {span.id for span in theirs if span.label in self.merged}
            links = [one for one in links if one.act not in fitted.left_out]
            links = [_as_passage(one, fitted.left_out) for one in links]

            def admit(new: Sequence[Span], standing: Sequence[Span], document: DocumentId = document) -> list[Span]:
                return self.rules.admitted(replace(coded.document, id=document), new, standing)

            ids |= updating.take(document, fitted.spans, links, followed, may_lack, admit)
            done = next((one for one in coded.assignments if one.layer == layer), None)
            if done is not None or self.bundle.tells_done:
                updating.take_done(document, None if done is None else done.done)
        return ids

    def _take_earlier(self) -> None:
        """Take earlier versions of documents, each hidden behind the later one, which came with it or is here."""
        waiting = list(reversed(self.bundle.earlier))
        following = {DocumentId(one.target): one.replacement for one in self.project.removals.earlier_versions()}
        left_out = 0
        # What was read anew twice within a second may stand in any order.
        while ready := [one for one in waiting if one.replaced_by in self.documents]:
            waiting = [one for one in waiting if one.replaced_by not in self.documents]
            left_out += sum(not self._is_taken_as_version(one, following) for one in ready)
        if left_out := left_out + len(waiting):
            self.taken.said.append(f"earlier versions of documents that do not fit here were left out: {left_out}.")

    def _is_taken_as_version(self, one: EarlierDocument, following: dict[DocumentId, DocumentId | None]) -> bool:
        """Take an earlier version whose later one is here; whether it is in the project, now or before.

        `following`: the later ones of those that the project has. A text that is another document by itself is not
        taken; one that the document was read back to is, as often as it was its text.
        """
        document, documents = one.coded.document, self.project.documents
        if documents.which_are_taken([document.id]):
            self.documents.setdefault(document.id, document.id)
            return bool(self.project.removals.which_hidden(Table.DOCUMENTS, [document.id]))
        later = current = self.documents[one.replaced_by]
        while after := following.get(current):
            current = after
        there = documents.with_text(document.text_sha256)
        if there is not None and there != current:
            self.documents[document.id] = there
            return False
        self._take_version(one, later)
        following[self.documents[document.id]] = later
        return True

    def _take_version(self, one: EarlierDocument, later: DocumentId) -> None:
        coded = one.coded
        document = self.documents[coded.document.id] = self._place(coded, is_earlier=True)
        if 0 <= coded.document.position < LAST_POSITION:
            self.project.documents.update(document, {"position": coded.document.position})
        ids = self._take_spans(coded, document)
        self._take_links(coded, ids)
        self._take_decisions(coded, document, ids)
        known = {**self.span_ids, **ids}
        moved = [link for link in coded.links if link.act not in ids and link.act in known and link.span in ids]
        taken = self.project.links.which_are_taken([link.id for link in moved])
        self.project.links.add(
            replace(link, act=known[link.act], span=ids[link.span])
            for link in moved
            if link.span and link.id not in taken
        )
        coder = self.coders.get(one.coder) if one.coder else None
        self.project.removals.add([replaced(document, later, coder, one.time)])
        self.taken.documents.remove(coded.document.title)

    def _place(self, coded: CodedDocument, is_earlier: bool = False) -> DocumentId:
        """Return the document of the project with this text, which is added where there is none, or it is earlier."""
        kept = self._kept(coded.source_file)
        document = replace(coded.document, source_file=kept.sha256 if kept is not None else None)
        found = self.documents[coded.document.id] = self._added(document, coded.pages, is_earlier)
        if kept is not None and self.project.documents.info(found).source_file is None:
            self.project.documents.put_source(found, kept.sha256)
        if coded.units and (here := self.project.units.of_document(found)) != coded.units:
            if here:
                self.taken.said.append(f"“{document.title}” is cut into other units here, which were kept.")
            else:
                self.project.units.put({found: coded.units})
        return found

    def _kept(self, named: KeptFile | None) -> KeptFile | None:
        """Keep the file that a document was read from, where the bundle has it."""
        if named is None or (here := self.project.source_files.get(named.sha256)) is not None:
            return named and here
        body = self.bundle.source_body(named.sha256)
        if body is None:
            self.taken.said.append(f"the source file “{named.name}” is not what it was, and was left out.")
            return None
        return self.project.source_files.add(named.name, body)

    def _added(self, document: Document, pages: tuple[int, ...], is_earlier: bool) -> DocumentId:
        documents = self.project.documents
        known = None if is_earlier else documents.with_text(document.text_sha256)
        if known is not None:
            self.taken.repeated.append((document.title, documents.info(known).title))
            return known
        id = DocumentId(new_id()) if documents.which_are_taken([document.id]) else document.id
        # A gap that a removed document left is kept, so that a copy of a project has the same list.
        following = documents.next_position()
        at = document.position if following <= document.position < LAST_POSITION else following
        documents.add([(replace(document, id=id, position=at), pages)])
        self.taken.documents.append(document.title)
        return id

    def _fitted(
        self, coded: CodedDocument, document: DocumentId, spans: Sequence[Span], links: Iterable[Link]
    ) -> FittedSpans:
        """Return codings as they can stand here."""
        if not self.rules.are_any:
            return FittedSpans(tuple(spans), {})
        linked = {id for link in links for id in (link.act, link.span) if id is not None}
        standing = {span.id: span for span in self.project.spans.get_many([span.id for span in spans])}
        return self.rules.fitted(replace(coded.document, id=document), spans, linked, standing)

    def _take_spans(self, coded: CodedDocument, document: DocumentId, compared: Mapping[str, SpanId] = NONE) -> SpanIds:
        """Add what is new; return what the spans are called in the project.

        `compared`: which codings of layers that are delivered again were found to be which ones here.
        """
        spans = self.project.spans
        mapped = [self._mapped(span, document) for span in coded.spans]
        fitted = self._fitted(coded, document, mapped, coded.links)
        self.left_out = fitted.left_out
        taken = spans.which_are_taken([span.id for span in fitted.spans])
        by_id = {span.id: span for span in spans.get_many(list(taken))}
        here = spans.of_document(document)
        twins = {_content(span): span.id for span in here}
        stand = {span.id for span in here}
        places = set() if coded.decisions else {_what_and_where(span) for span in here if span.layer in self.nobodys}
        ids: SpanIds = {}
        new: list[Span] = []
        for span in fitted.spans:
            same_id = by_id.get(span.id)
            if same_id is not None and _place_of(same_id) == _place_of(span):
                is_same = _content(same_id) == _content(span)
                self.taken.known += is_same
                self.taken.differing += not is_same
                if is_same:
                    ids[span.id] = span.id
            elif twins and (twin := twins.get(_content(span))) is not None:
                self.taken.known += 1
                ids[span.id] = twin
            elif compared.get(span.id) in stand or _what_and_where(span) in places:
                self.taken.differing += 1
            else:
                new.append(span)
        if self.rules.are_any:
            new = self.rules.admitted(replace(coded.document, id=document), new, here)
        # The same work taken in as another coder's is other work.
        ids.update((span.id, SpanId(new_id()) if span.id in taken else span.id) for span in new)
        spans.add([replace(span, id=ids[span.id]) if span.id in taken else span for span in new])
        self.taken.spans += len(new)
        self.taken.of_others.update(self.others[span.layer] for span in new if span.layer in self.others)
        return ids

    def _take_links(self, coded: CodedDocument, ids: SpanIds) -> None:
        labels = {span.id: span.label for span in coded.spans}
        given = (_as_passage(link, self.left_out) for link in coded.links if link.act in ids)
        mapped = (
            replace(
                self._under_its_role(link, labels[link.act]),
                act=ids[link.act],
                span=None if link.span is None else ids[link.span],
                actor=self._actor(link.actor),
            )
            for link in given
            if link.span is None or link.span in ids
        )
        taken = import_slots(self.project, mapped, ids.values())
        self.taken.filled += taken.filled
        self.taken.unfit += taken.unfit

    def _under_its_role(self, link: Link, label: str) -> Link:
        return following.link(link) if (following := self.following.get(label)) else link

    def _take_decisions(self, coded: CodedDocument, document: DocumentId, ids: SpanIds) -> None:
        decisions = self.project.decisions
        here = {decision.id for decision in decisions.of_document(document)}
        elsewhere = decisions.which_are_taken([decision.id for decision in coded.decisions]) - here
        for decision in coded.decisions:
            if decision.id not in here and not self.left_out.keys().isdisjoint(decision.gold):
                self.rules.count_decision(coded.document)
            elif decision.id not in here:
                id = DecisionId(new_id()) if decision.id in elsewhere else decision.id
                decisions.add([self._mapped_decision(replace(decision, id=id), document, ids)])

    def _mapped(self, span: Span, document: DocumentId) -> Span:
        layer, label = self.layers.get(span.layer, span.layer), self.labels.get(span.label, span.label)
        attributes, actor = self._attributes(span), self._actor(span.actor)
        version = self.codebook_version or self.versions.of(span.codebook_version)
        was = (span.document, span.layer, span.label, span.actor, span.codebook_version)
        # What comes into an empty project is called there as it was.
        if attributes is span.attributes and (document, layer, label, actor, version) == was:
            return span
        extents, quote, note, doubt = span.extents, span.quote, span.note, span.doubt
        return Span(
            span.id, layer, document, label, extents, quote, attributes, note, doubt, actor, version, span.moved_from
        )

    def _attributes(self, span: Span) -> Mapping[str, AttributeValue]:
        return found.span(span).attributes if (found := self.following.get(span.label)) else span.attributes

    def _actor(self, actor: ActorId | None) -> ActorId | None:
        return None if actor is None else self.actors.get(actor, actor)

    def _mapped_decision(self, decision: Decision, document: DocumentId, ids: SpanIds) -> Decision:
        labels = {span.id: span.label for span in decision.candidates}
        here = decision.with_spans(lambda span: replace(self._mapped(span, document), id=ids.get(span.id, span.id)))
        return replace(
            here,
            document=document,
            absent=tuple(self.layers.get(layer, LayerId(layer)) for layer in decision.absent),
            gold=tuple(ids.get(span, span) for span in decision.gold),
            coder=self.coders.get(decision.coder) if decision.coder else None,
            codebook_version=self.versions.of(decision.codebook_version),
            links=tuple(
                replace(
                    self._under_its_role(link, labels[link.act]),
                    act=ids.get(link.act, link.act),
                    span=None,
                    actor=self._actor(link.actor),
                )
                for link in decision.links
            ),
        )


def _as_passage(link: Link, left_out: Mapping[str, Span]) -> Link:
    """Let a slot keep the words of a party that is no coding here, and whom they name."""
    if link.span is None or (party := left_out.get(link.span)) is None or not party.extents:
        return link
    return replace(link, span=None, actor=link.actor or party.actor, extents=party.extents, quote=party.quote)


def _content(span: Span) -> tuple[object, ...]:
    attributes = str(sorted(span.attributes.items()))
    return span.layer, span.label, span.extents, span.note, span.doubt, span.actor, attributes


def _what_and_where(span: Span) -> tuple[object, ...]:
    return span.layer, span.label, span.extents


def _place_of(span: Span) -> tuple[DocumentId, LayerId]:
    return span.document, span.layer
