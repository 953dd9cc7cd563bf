"""Layers of a bundle taken into a project: those that are delivered again are compared, or updated."""

from collections.abc import Sequence
from dataclasses import replace

from annotator.model.bundle import Bundle, CodedDocument
from annotator.model.coder import LayerKind
from annotator.model.document import Document
from annotator.model.ids import UNKNOWN_VERSION, DocumentId, LayerId
from annotator.model.span import Span
from annotator.model.wording import counted
from annotator.operations.exchange.called_here import CalledHere, SpanIds
from annotator.operations.exchange.coding_import import CodingImport, as_passage
from annotator.operations.exchange.import_outcome import ImportOutcome
from annotator.operations.exchange.layer_update import LayerUpdating
from annotator.store.project import Project
from annotator.store.schema.tables import Table


class LayerImport:
    """Made before the layers of the bundle are taken, so that it knows those that were here.

    `is_update`: coders' layers that are delivered again become what the bundle says; else they are only compared.
    """

    def __init__(
        self, project: Project, bundle: Bundle, called: CalledHere, codings: CodingImport, is_update: bool
    ) -> None:
        self._project, self._bundle, self._called, self._codings = project, bundle, called, codings
        self._is_update = is_update
        self._known = {layer.id for layer in project.layers.all(LayerKind.CODER)}
        self._again: dict[LayerId, LayerUpdating] = {}
        """The layers that are delivered again, by their ids in the bundle."""
        self._binned = 0
        """Documents of layers that are updated which were removed here, or read anew."""

    def find_again(self) -> None:
        """Find the coders' layers that the project had before, with something coded or done in them."""
        begun, here = self._project.assignments.begun_layers(), {one.id: one for one in self._project.layers.all()}
        layers, bundle = self._called.layers, self._bundle
        for layer in bundle.layers:
            id = layers[layer.id]
            if layer.kind is LayerKind.CODER and id in self._known & begun:
                is_whole = layer.id in bundle.held or any(one == layer.id for one, _ in bundle.held_documents)
                # Of two that are one here neither holds all of it.
                is_whole = is_whole and sum(one == id for one in layers.values()) == 1
                under = self._called.codebook_version or UNKNOWN_VERSION
                self._again[layer.id] = LayerUpdating(self._project, here[id], is_whole, self._is_update, under)

    def passes_over(self, document: Document) -> bool:
        """Whether a layer that is updated has a document that was removed here, or read anew, since; it is counted."""
        if not self._is_updated or self._project.documents.with_text(document.text_sha256) is not None:
            return False
        is_binned = bool(self._project.removals.which_hidden(Table.DOCUMENTS, [document.id]))
        self._binned += is_binned
        return is_binned

    def take(self, coded: CodedDocument, document: DocumentId) -> SpanIds:
        """Take a document with all codings, and who is done with it; return what its spans are called here."""
        again: SpanIds = {}
        for layer, updating in self._again.items():
            if self._is_said(layer, updating, coded):
                again |= self._compare(layer, updating, coded, document)
                done = next((one for one in coded.assignments if one.layer == layer), None)
                if done is not None or self._bundle.tells_done:
                    updating.take_done(document, None if done is None else done.done)
        if self._is_updated:
            rest = tuple(span for span in coded.spans if span.layer not in self._again)
            ids = self._codings.take(replace(coded, spans=rest), document, updated=again)
        else:
            ids = self._codings.take(coded, document, compared=again)
        self._take_done(coded, document)
        return ids

    @property
    def _is_updated(self) -> bool:
        return self._is_update and bool(self._again)

    def _is_said(self, layer: LayerId, updating: LayerUpdating, coded: CodedDocument) -> bool:
        """Whether the bundle says anything of a document: one that holds documents one by one may not."""
        is_held = layer in self._bundle.held or (layer, coded.document.id) in self._bundle.held_documents
        return is_held or not updating.update.is_whole or any(span.layer == layer for span in coded.spans)

    def _compare(self, layer: LayerId, updating: LayerUpdating, coded: CodedDocument, document: DocumentId) -> SpanIds:
        """Compare, or update, a layer that is delivered again; return what its spans are called here."""
        bundle, called = self._bundle, self._called
        # The same text may come in as another document of that file: what was coded there is not gone.
        is_held = (layer, coded.document.id) in bundle.held_documents and coded.document.id == document
        theirs = [span for span in coded.spans if span.layer == layer]
        labels = {span.id: span.label for span in theirs}
        links = [called.link(one, labels[one.act], one.act, one.span) for one in coded.links if one.act in labels]
        spans = [called.span(span, document) for span in theirs]
        if called.codebook_version is not None:
            spans = [replace(span, codebook_version=UNKNOWN_VERSION) for span in spans]
        fitted = self._codings.fitted(coded, document, spans, links)
        links = [as_passage(one, fitted.left_out) for one in links if one.act not in fitted.left_out]
        followed = {span.id for span in theirs if span.label in called.merged}

        def admit(new: Sequence[Span], standing: Sequence[Span]) -> list[Span]:
            return self._codings.rules.admitted(replace(coded.document, id=document), new, standing)

        may_lack = layer in bundle.held or is_held
        return updating.take(document, fitted.spans, links, followed, may_lack, admit)

    def _take_done(self, coded: CodedDocument, document: DocumentId) -> None:
        """Take who is done with a document in the layers that are not updated; done stays done."""
        done = [
            one.model_copy(update={"layer": self._called.layers[one.layer], "document": document})
            for one in coded.assignments
            if one.layer in self._called.layers and not (self._is_update and one.layer in self._again)
        ]
        here = {one.layer for one in self._project.assignments.of_document(document)}
        self._project.assignments.put([one for one in done if one.done or one.layer not in here])

    def finish(self, taken: ImportOutcome) -> None:
        """Say what came of it, once all documents are taken."""
        for one in self._again.values():
            one.finish()
            taken.updates += [one.update] if one.update else []
            taken.spans += len(one.update.new) if self._is_update else 0
            taken.filled += one.slots.filled
            taken.unfit += one.slots.unfit
        if self._binned:
            said = counted(self._binned, "document was", "documents were")
            taken.said.append(f"{said} removed here, or read anew, and left out with what was coded in the file.")
