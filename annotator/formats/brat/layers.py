"""Which folder of an export is which layer, said in comments of annotation.conf, which brat passes over.

    # layer<tab>FOLDER<tab>KIND<tab>ID<tab>ID OF THE CODER<tab>NAME OF THE CODER<tab>NAME

An export of gold alone has no folder, and says its layer with an empty one.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from annotator.formats.names import FileNames, coder_names, layer_names
from annotator.model.bundle import Bundle
from annotator.model.coder import LayerKind
from annotator.model.ids import LayerId

_MARK = "# layer"


@dataclass(frozen=True, slots=True)
class BratLayer:
    """A layer, and in which folder its files stand."""

    folder: str
    kind: LayerKind
    id: LayerId
    coder: str
    coder_name: str
    name: str

    @property
    def line(self) -> str:
        """The comment that says so."""
        said = (_MARK, self.folder, self.kind.value, self.id, self.coder, self.coder_name, self.name)
        return "\t".join(" ".join(word.split()) for word in said)


def layers_of_bundle(bundle: Bundle, named: bool) -> list[BratLayer]:
    """Return the layers of a bundle with their folders: none of its own has gold that is alone."""
    names, people, folders = layer_names(bundle, named), coder_names(bundle), FileNames()
    real = {coder.id: coder.name for coder in bundle.coders} if named else {}
    alone = len(bundle.layers) == 1 and bundle.layers[0].kind is LayerKind.GOLD
    made = []
    for layer in sorted(bundle.layers, key=lambda one: one.id):
        coder = layer.coder or ""
        shown = real.get(layer.coder) or people.get(layer.coder, "") if layer.coder else ""
        folder = "" if alone else folders.make(names[layer.id])
        made.append(BratLayer(folder, layer.kind, layer.id, coder, shown, names[layer.id]))
    return made


def layers_in(folder: Path) -> Iterator[BratLayer]:
    """Yield what an annotation.conf says of layers; of a file of others nothing."""
    file = folder / "annotation.conf"
    if not file.is_file():
        return
    for line in file.read_bytes().decode("utf-8", "replace").split("\n"):
        fields = line.rstrip("\r").split("\t")
        if fields[0] == _MARK and len(fields) == 7 and fields[2] in _kinds() and fields[3] and fields[6]:
            _, name, kind, id, coder, coder_name, shown = fields
            if LayerKind(kind) is not LayerKind.CODER or coder:
                yield BratLayer(name, LayerKind(kind), LayerId(id), coder, coder_name, shown)


def _kinds() -> Iterable[str]:
    return [kind.value for kind in LayerKind]
