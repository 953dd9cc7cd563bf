"""A bundle taken into a project.

Documents are matched by the hash of their text, everything else by its id. What is in the project already stays as
it is; what is new comes in. So an import may be repeated, and copies of a project can be put together again. Into a
coder's copy comes their own share of it alone.
"""

from collections import Counter
from collections.abc import Sequence

from annotator.formats.losses import Losses
from annotator.model.bundle import Bundle, CodedDocument
from annotator.model.coder import LayerKind
from annotator.model.ids import DocumentId, LayerId
from annotator.model.verbs.coding import ImportOwn
from annotator.model.verbs.project import ImportAnnotations
from annotator.operations.exchange.called_here import CalledHere, SpanIds
from annotator.operations.exchange.codebook_import import CodebookImport
from annotator.operations.exchange.coding_import import CodingImport
from annotator.operations.exchange.document_import import DocumentImport
from annotator.operations.exchange.import_outcome import ImportOutcome
from annotator.operations.exchange.layer_import import LayerImport
from annotator.operations.exchange.left_out import CountedByName, Why
from annotator.operations.exchange.origins import Matched, origin_of
from annotator.operations.exchange.own_share import OwnShare, own_share
from annotator.operations.exchange.people_import import take_actors, take_coders, take_layers
from annotator.operations.exchange.project_import import Here, take_project
from annotator.operations.exchange.unit_import import LEFT_OUT, UnitImport
from annotator.operations.team import assigning
from annotator.store.history.open_step import OpenStep
from annotator.store.project import Project
from annotator.store.schema.tables import Table


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
    if project.owner is not None:
        with project.transact(ImportOwn()) as step:
            taken = _taken_in_copy(project, own_share(project, bundle, coder, matched or Matched()), is_update)
            step.verb = own_verb(project, step, ())
        return taken
    with project.transact(ImportAnnotations()) as step:
        taken = _taken(project, bundle, coder, is_update, matched or Matched())
        documents = tuple(map(DocumentId, step.new(Table.DOCUMENTS)))
        step.verb = ImportAnnotations(documents=documents, spans=taken.spans)
    return taken


def _taken(project: Project, bundle: Bundle, coder: str | None, is_update: bool, matched: Matched) -> ImportOutcome:
    """Take each part after those that it names."""
    taken, called, losses = ImportOutcome([], [], []), CalledHere(project, bundle), Losses()
    known = frozenset(info.id for info in project.documents.all())
    gives_versions = bool(bundle.codebook_version)
    is_free, is_known = gives_versions and not project.documents.count(), gives_versions and called.versions.is_known()
    if not is_free:
        taken.origin = origin_of(bundle, project.codebook, project.coders.all(), is_known, matched, coder)
    # The versions of a codebook name their authors.
    taken.coders += take_coders(project, bundle, called, matched, is_said=coder is not None)
    codebook = CodebookImport(project, bundle, called, matched, coder)
    codebook.take()
    bundle, taken.said = codebook.bundle, codebook.said
    codings = CodingImport(
        project, called, UnitImport(project, losses, is_free, is_known), _layers_of_others(project, coder), taken
    )
    layers = LayerImport(project, bundle, called, codings, is_update)
    taken.coders += take_layers(project, bundle, called, coder)
    take_actors(project, bundle, called)
    layers.find_again()
    outside = OutsideOfWork(project, bundle, called)
    _take_documents(bundle, DocumentImport(project, bundle, called, codings, taken), layers, outside)
    taken.apart += outside.found()
    taken.said += take_project(project, bundle, Here(called.coders, called.layers, called.documents, known))
    taken.label_ids, taken.coder_ids = called.labels, called.coders
    layers.finish(taken)
    taken.left_out += losses.sentences()
    return taken


def own_verb(project: Project, step: OpenStep, files: Sequence[str]) -> ImportOwn:
    """Return what a step has brought into a coder's copy so far; `files`: what they are called."""
    spans = project.spans.get_many(step.new(Table.SPANS))
    return ImportOwn(
        files=tuple(files),
        documents=tuple(dict.fromkeys(one.document for one in spans)),
        layers=tuple(layer.id for layer in project.layers.of_coder(project.owner.person)) if project.owner else (),
        spans=len(spans),
    )


def _taken_in_copy(project: Project, share: OwnShare, is_update: bool) -> ImportOutcome:
    """Take the share of the coder of a copy; its codebook, documents and people are those here."""
    taken, called, losses = ImportOutcome([], [], []), CalledHere(project, share.bundle), Losses()
    called.labels = {label.id: label.id for label in project.codebook.labels}
    called.layers.update(share.layers)
    if not share.bundle.codebook_version:
        called.codebook_version = project.codebooks.current().id
    rules = UnitImport(project, losses, knows_versions=bool(share.bundle.codebook_version), once=True)
    layers = LayerImport(project, share.bundle, called, CodingImport(project, called, rules, {}, taken), is_update)
    actors = {actor.id for actor in project.actors.all()}
    take_actors(project, share.bundle, called)
    layers.find_again()
    for coded in share.bundle.documents:
        layers.take(coded, coded.document.id)
    layers.finish(taken)
    owner = project.coders.get(project.owner.person).name if project.owner else ""
    proposed = (one for one in project.actors.all() if one.id not in actors)
    taken.apart = [*share.left_out, *(CountedByName(Why.PROPOSED, one.name, 1, owner) for one in proposed)]
    taken.origin, taken.left_out = share.origin, [*taken.left_out, *losses.sentences()]
    taken.kept_back = taken.differing + sum(one.count for one in losses.lost() if one.loss in LEFT_OUT)
    return taken


def _layers_of_others(project: Project, coder: str | None) -> dict[LayerId, str]:
    """Return the names of coders' layers that are not those of whoever imports, who is known and says no other."""
    if coder is not None or project.person is None:
        return {}
    return {one.id: one.name for one in project.layers.all(LayerKind.CODER) if one.coder != project.person}


def _take_documents(bundle: Bundle, documents: DocumentImport, layers: LayerImport, outside: "OutsideOfWork") -> None:
    span_ids: SpanIds = {}
    for coded in bundle.documents:
        if not layers.passes_over(coded.document):
            ids = layers.take(coded, document := documents.place(coded))
            outside.look(coded, document, ids)
            span_ids.update(ids if bundle.earlier else ())
    documents.take_earlier(span_ids)


class OutsideOfWork:
    """Counts codings that lie outside of what was given out to their coders, where work was given out at all.

    Made before anything is taken: what a file says was given out was not given out here.
    """

    def __init__(self, project: Project, bundle: Bundle, called: CalledHere) -> None:
        self._project, self._called = project, called
        self._given = assigning.given_by_coder(project)
        self._theirs = [layer.id for layer in bundle.layers if layer.kind is LayerKind.CODER]
        self._counts: Counter[tuple[LayerId, DocumentId]] = Counter()

    def look(self, coded: CodedDocument, document: DocumentId, ids: SpanIds) -> None:
        """Count those of a document; `ids`: what its codings are called here, of those that stand here."""
        if self._given:
            stand = (one.layer for one in coded.spans if one.id in ids and one.layer in self._theirs)
            self._counts.update((self._called.layers[layer], document) for layer in stand)

    def found(self) -> list[CountedByName]:
        """Return how many there are of each coder in each document."""
        owners = {layer.id: layer.coder for layer in self._project.layers.all(LayerKind.CODER)}
        names = {coder.id: coder.name for coder in self._project.coders.all()}
        outside = {
            (owner, document): count
            for (layer, document), count in self._counts.items()
            if (owner := owners.get(layer)) is not None and document not in self._given.get(owner, ())
        }
        return [
            CountedByName(Why.OUTSIDE, self._project.documents.info(document).title, count, names[owner])
            for (owner, document), count in outside.items()
        ]
