"""A bundle taken into a project.

Documents are matched by the hash of their text, everything else by its id. What is in the project already stays as
it is; what is new comes in. So an import may be repeated, and copies of a project can be put together again.
"""

from annotator.formats.losses import Losses
from annotator.model.bundle import Bundle
from annotator.model.coder import LayerKind
from annotator.model.ids import DocumentId, LayerId
from annotator.model.verbs.project import ImportAnnotations
from annotator.operations.exchange.called_here import CalledHere, SpanIds
from annotator.operations.exchange.codebook_import import CodebookImport
from annotator.operations.exchange.coding_import import CodingImport
from annotator.operations.exchange.document_import import DocumentImport
from annotator.operations.exchange.import_outcome import ImportOutcome
from annotator.operations.exchange.layer_import import LayerImport
from annotator.operations.exchange.origins import Matched, origin_of
from annotator.operations.exchange.people_import import take_actors, take_coders, take_layers
from annotator.operations.exchange.project_import import Here, take_project
from annotator.operations.exchange.unit_import import UnitImport
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
    _take_documents(bundle, DocumentImport(project, bundle, called, codings, taken), layers)
    taken.said += take_project(project, bundle, Here(called.coders, called.layers, called.documents, known))
    taken.label_ids, taken.coder_ids = called.labels, called.coders
    layers.finish(taken)
    taken.left_out += losses.sentences()
    return taken


def _layers_of_others(project: Project, coder: str | None) -> dict[LayerId, str]:
    """Return the names of coders' layers that are not those of whoever imports, who is known and says no other."""
    if coder is not None or project.person is None:
        return {}
    return {one.id: one.name for one in project.layers.all(LayerKind.CODER) if one.coder != project.person}


def _take_documents(bundle: Bundle, documents: DocumentImport, layers: LayerImport) -> None:
    span_ids: SpanIds = {}
    for coded in bundle.documents:
        if not layers.passes_over(coded.document):
            ids = layers.take(coded, documents.place(coded))
            span_ids.update(ids if bundle.earlier else ())
    documents.take_earlier(span_ids)
