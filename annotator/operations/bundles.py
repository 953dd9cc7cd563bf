"""A project as a bundle, and a bundle taken into a project.

Documents are matched by the hash of their text, everything else by its id. What is in the project already stays as
it is; what is new comes in. So an import may be repeated, and copies of a project can be put together again.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from annotator.model.bundle import Bundle, CodedDocument
from annotator.model.codebook import Codebook, Label
from annotator.model.coder import Assignment, Coder, Layer, LayerKind
from annotator.model.decision import Decision
from annotator.model.document import Document
from annotator.model.errors import BadProject, NotAllowed
from annotator.model.ids import CoderId, DocumentId, LabelId, LayerId, new_id
from annotator.model.span import Span, quote_of
from annotator.operations import codebook as codebooks
from annotator.operations import people
from annotator.store.project import Project


def bundle_of(project: Project, layers: Sequence[Layer], with_decisions: bool, only_coded: bool = False) -> Bundle:
    """Return the project with the spans of `layers`; read it within `project.snapshot()`.

    `only_coded`: leave out documents of which these layers say nothing, not even that they are done.
    """
    version = project.codebooks.current()
    return Bundle(
        codebook=version.codebook,
        documents=_coded_documents(project, {layer.id for layer in layers}, with_decisions, only_coded),
        coders=tuple(project.coders.all()),
        layers=tuple(layers),
        actors=tuple(project.actors.all()),
        name=project.name,
        codebook_version=version.number,
    )


def _coded_documents(
    project: Project, layers: set[LayerId], with_decisions: bool, only_coded: bool
) -> Iterator[CodedDocument]:
    for info in project.documents.all():
        document = project.documents.get(info.id)
        spans = tuple(span for span in project.spans.of_document(info.id) if span.layer in layers)
        for span in spans:
            if quote_of(document.text, span.extents) != span.quote:
                raise BadProject(
                    f"A span of “{info.title}” does not have the text that it quotes (“{span.quote[:40]}”); "
                    "nothing was exported. Check the project with “annotator check”."
                )
        mine = {span.id for span in spans}
        links = tuple(link for link in project.links.of_document(info.id) if link.act in mine)
        decisions = tuple(project.decisions.of_document(info.id)) if with_decisions else ()
        assignments = tuple(one for one in project.assignments.of_document(info.id) if one.layer in layers)
        if spans or decisions or assignments or not only_coded:
            yield CodedDocument(document, spans, links, decisions, assignments)


@dataclass(slots=True)
class Taken:
    """What came of it. `known` spans were in the project already; `differing` ones too, but say other things."""

    documents: list[str]
    repeated: list[tuple[str, str]]
    coders: list[str]
    spans: int = 0
    known: int = 0
    differing: int = 0

    def notices(self, source: str) -> list[str]:
        """Return what the user should know, as sentences."""
        said = []
        if self.known:
            said.append(f"{source}: {self.known} spans were in the project already.")
        if self.differing:
            said.append(f"{source}: {self.differing} spans differ from those of the project, which were kept.")
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

    def run(self) -> Taken:
        self._take_codebook()
        self._take_coders()
        self._take_layers()
        known = {actor.id for actor in self.project.actors.all()}
        self.project.actors.add(actor for actor in self.bundle.actors if actor.id not in known)
        for coded in self.bundle.documents:
            self._take_document(coded)
        return self.taken

    def _take_codebook(self) -> None:
        project, theirs = self.project, self.bundle.codebook
        ours = project.codebook
        if self.bundle.codebook_version and not project.documents.count() and not project.spans.count():
            codebooks.save(project, theirs, "Imported")
            self.labels = {label.id: label.id for label in theirs.labels}
            return
        merged, self.labels = merge_codebooks(ours, theirs)
        codebooks.save(project, merged, "Labels of imported annotations")

    def _take_coders(self) -> None:
        project = self.project
        for coder in self.bundle.coders if self.coder is None else ():
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
        taken = {found.name.casefold() for found in here}
        names = (layer.name, *(f"{layer.name} {number}" for number in range(2, len(taken) + 3)))
        name = next(name for name in names if name.casefold() not in taken)
        made = Layer(id=layer.id, name=name, kind=layer.kind, coder=coder)
        self.project.layers.add([made])
        return made

    def _take_document(self, coded: CodedDocument) -> None:
        project = self.project
        document = self._place(coded.document)
        present = project.spans.of_document(document)
        by_id = {span.id: span for span in present}
        contents = {_content(span) for span in present}
        new: list[Span] = []
        for span in coded.spans:
            mapped = self._mapped(span, document)
            same_id = by_id.get(mapped.id) or next(iter(project.spans.get_many([mapped.id])), None)
            if same_id == mapped or (same_id is None and _content(mapped) in contents):
                self.taken.known += 1
            elif same_id is not None:
                self.taken.differing += 1
            else:
                new.append(mapped)
        project.spans.add(new)
        self.taken.spans += len(new)
        self._take_links(coded, {span.id for span in new})
        self._take_decisions(coded, document)
        done = [
            Assignment(layer=self.layers[one.layer], document=document, done=one.done)
            for one in coded.assignments
            if one.layer in self.layers
        ]
        here = {one.layer for one in project.assignments.of_document(document)}
        project.assignments.put([one for one in done if one.done or one.layer not in here])

    def _place(self, document: Document) -> DocumentId:
        """Return the document of the project with this text, which is added where there is none."""
        documents = self.project.documents
        known = documents.with_text(document.text_sha256)
        if known is not None:
            self.taken.repeated.append((document.title, documents.info(known).title))
            return known
        is_free = document.id not in {info.id for info in documents.all()} if documents.count() else True
        id = document.id if is_free else DocumentId(new_id())
        documents.add([(replace(document, id=id, position=documents.next_position()), ())])
        self.taken.documents.append(document.title)
        return id

    def _take_links(self, coded: CodedDocument, new: set[str]) -> None:
        known = {link.id for link in self.project.links.of_spans(list(new))}
        self.project.links.add(link for link in coded.links if link.act in new and link.id not in known)

    def _take_decisions(self, coded: CodedDocument, document: DocumentId) -> None:
        known = {decision.id for decision in self.project.decisions.of_document(document)}
        self.project.decisions.add(
            self._mapped_decision(decision, document) for decision in coded.decisions if decision.id not in known
        )

    def _mapped(self, span: Span, document: DocumentId) -> Span:
        layer, label = self.layers.get(span.layer, span.layer), self.labels.get(span.label, span.label)
        return replace(span, document=document, layer=layer, label=label)

    def _mapped_decision(self, decision: Decision, document: DocumentId) -> Decision:
        return replace(
            decision,
            document=document,
            candidates=tuple(self._mapped(span, document) for span in decision.candidates),
            absent=tuple(self.layers.get(layer, LayerId(layer)) for layer in decision.absent),
            coder=self.coders.get(decision.coder) if decision.coder else None,
        )


def merge_codebooks(ours: Codebook, theirs: Codebook) -> tuple[Codebook, dict[str, LabelId]]:
    """Return our codebook with the labels, attributes and roles that only theirs has, and their ids -> ids in it.

    A label is the same if its id or its name is. A key that is taken is dropped.
    """
    labels = {label.id: label for label in ours.labels}
    by_name = {label.name.casefold(): label.id for label in ours.labels}
    ids: dict[str, LabelId] = {}
    for label in theirs.labels:
        known = label.id if label.id in labels else by_name.get(label.name.casefold())
        ids[label.id] = known or label.id
        if known is not None:
            labels[known] = _widened(labels[known], label)
        else:
            is_taken = any(other.key == label.key for other in labels.values())
            labels[label.id] = label.model_copy(update={"key": "" if is_taken else label.key})
    for label in theirs.labels:
        if labels[ids[label.id]] == label and label.parent is not None:
            labels[label.id] = label.model_copy(update={"parent": ids[label.parent]})
    merged = ours.model_copy(update={"labels": tuple(labels.values())})
    return Codebook.model_validate(merged.model_dump()), ids


def _widened(ours: Label, theirs: Label) -> Label:
    attributes = {one.id for one in ours.attributes}
    roles = {one.id for one in ours.roles}
    return ours.model_copy(
        update={
            "attributes": (*ours.attributes, *(one for one in theirs.attributes if one.id not in attributes)),
            "roles": (*ours.roles, *(one for one in theirs.roles if one.id not in roles)),
        }
    )


def _content(span: Span) -> tuple[object, ...]:
    return span.layer, span.label, span.extents, span.note, span.doubt, str(sorted(span.attributes.items()))
