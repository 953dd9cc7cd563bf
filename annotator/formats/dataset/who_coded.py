"""Who coded a document: also whoever found nothing in it, and whose codings themselves stay out of an export."""

from annotator.model.bundle import Bundle, CodedDocument
from annotator.model.coder import LayerKind
from annotator.model.ids import CoderId, LayerId


class WhoCoded:
    """Asked of the documents of a bundle."""

    def __init__(self, bundle: Bundle) -> None:
        self._owners = {
            layer.id: layer.coder
            for layer in bundle.layers
            if layer.kind is LayerKind.CODER and layer.coder is not None
        }

    def of(self, coded: CodedDocument) -> frozenset[CoderId]:
        """Return the coders: as the project knows them, with those whose work or decisions on it are written."""
        layers = {span.layer for span in coded.spans}
        layers |= {one.layer for one in coded.assignments if one.done}
        for decision in coded.decisions:
            layers |= {span.layer for span in decision.candidates}
            layers |= {LayerId(layer) for layer in decision.absent}
        return coded.coded_by | {self._owners[layer] for layer in layers if layer in self._owners}
