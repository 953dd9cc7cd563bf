"""What the files of an export are called: a document each, and a folder a layer where there are several.

A name says the title, or that of the layer, so that reading finds it again: what a file cannot be called by stands as
%XX (RFC 3986), as in an address.
"""

import re
import unicodedata
from urllib.parse import unquote

from annotator.formats.losses import Loss, Losses, Part
from annotator.formats.names import layer_names
from annotator.formats.writing import UNNAMED
from annotator.model.bundle import Bundle
from annotator.model.document import Document
from annotator.model.file_names import one_place
from annotator.model.ids import LayerId

LONGEST_BYTES = 120
TITLE = Loss(
    "1 title was changed so that it can be the name of a file of its own",
    "{n} titles were changed so that they can be the names of different files",
)
LAYER = Loss(
    "1 layer’s name was changed so that it can be the name of a folder",
    "{n} layers’ names were changed so that they can be the names of folders",
    Part.LAYERS,
)

_UNSAFE = re.compile(r"[^\w \-.,;()+&=@’“”«»]|^[. ]|[. ]$|^(?=(?i:con|prn|aux|nul|(?:com|lpt)[0-9¹²³])(?:\.|$)).")
_SAID = re.compile(r"(?:%[0-9A-F]{2})+")


def file_name(wanted: str) -> str:
    """Return a name without its ending that a file can have, from which `said_by` finds what was wanted."""
    name = unicodedata.normalize("NFC", wanted)
    return _UNSAFE.sub(lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), name) or "%"


def said_by(name: str) -> str:
    """Return what a name of a file says."""
    return "" if name == "%" else _SAID.sub(lambda found: unquote(found[0]), name)


class CasLayout:
    """Hands out names, each once; `says_all`: whether the files themselves have their titles and layers."""

    def __init__(self, bundle: Bundle, named: bool, losses: Losses, ending: str, says_all: bool) -> None:
        self._called, self._ending, self._losses = layer_names(bundle, named), ending, losses
        self._is_one, self._says_all = len(bundle.layers) <= 1, says_all
        self._documents: dict[str, str] = {}
        self._layers: dict[LayerId, str] = {}
        self._taken: set[str] = set()

    def called(self, layer: LayerId) -> str:
        """Return what a layer is called."""
        return self._called.get(layer, layer)

    def of(self, document: Document, layer: LayerId) -> str:
        """Return the path of the file of a document in a layer."""
        if document.id not in self._documents:
            name = self._documents[document.id] = self._free("", document.title)
            if not self._says_all and said_by(name) != document.title:
                self._losses.add(TITLE, f"“{document.title}”")
        name = f"{self._documents[document.id]}{self._ending}"
        return name if self._is_one else f"{self._folder(layer)}/{name}"

    def unsaid(self, layer: LayerId) -> None:
        """Count that nothing says whose a layer is, where that is so."""
        if self._is_one and not self._says_all:
            self._losses.add(UNNAMED, f"“{self.called(layer)}”")

    def _folder(self, layer: LayerId) -> str:
        if layer not in self._layers:
            called = self.called(layer)
            self._layers[layer] = self._free("layer:", called)
            if not self._says_all and said_by(self._layers[layer]) != called:
                self._losses.add(LAYER, f"“{called}”")
        return self._layers[layer]

    def _free(self, kind: str, wanted: str) -> str:
        base, number = _short(file_name(wanted)), 1
        name = base
        while f"{kind}{one_place(name)}" in self._taken:
            number += 1
            name = f"{base}-{number}"
        self._taken.add(f"{kind}{one_place(name)}")
        return name


def _short(name: str) -> str:
    cut = name.encode()[:LONGEST_BYTES].decode("utf-8", "ignore")
    return cut if cut == name else re.sub(r"%[0-9A-F]?$", "", cut).rstrip(" .")
