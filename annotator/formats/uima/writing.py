"""Going through a bundle: a CAS for each document in each layer in which it stands, with the name of its file."""

from collections.abc import Iterator

from annotator.formats.format import Options, WritingRun
from annotator.formats.names import home_layer, layers_of
from annotator.formats.uima.cas import Cas
from annotator.formats.uima.casting import CasCasting
from annotator.formats.uima.layout import CasLayout
from annotator.formats.uima.written_types import WrittenTypes
from annotator.model.bundle import Bundle


def cases(
    bundle: Bundle, run: WritingRun[Options], types: WrittenTypes, ending: str, says_all: bool = True
) -> Iterator[tuple[Cas, str, str]]:
    """Yield each CAS with the path of its file and the title of its document.

    `says_all`: whether the format itself says whose work it is and what the document is called.
    """
    home, layout = home_layer(bundle), CasLayout(bundle, run.names, run.losses, ending, says_all)
    for one in bundle.layers:
        layout.unsaid(one.id)
    layers = {layer.id: layer for layer in bundle.layers}
    for coded in bundle.documents:
        for layer in layers_of(coded, home):
            casting = CasCasting(coded, layer, types, run.losses, layers.get(layer), layout.called(layer))
            yield casting.cas, layout.of(coded.document, layer), coded.document.title
