"""Names that are safe in a file system, or unique in a list."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from annotator.model.bundle import Bundle, CodedDocument
from annotator.model.coder import Layer, LayerKind, pseudonyms
from annotator.model.file_names import one_place, safe_name
from annotator.model.ids import CoderId, LayerId

Key = TypeVar("Key", bound=str)


class FileNames:
    """Hands out file names that differ by more than case."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def make(self, wanted: str) -> str:
        """Return `wanted` as a safe name that was not handed out before."""
        base, number = safe_name(wanted), 1
        name = base
        while one_place(name) in self._taken:
            number += 1
            name = f"{base}-{number}"
        self._taken.add(one_place(name))
        return name


def unique_names(wanted: Iterable[tuple[Key, str]]) -> Mapping[Key, str]:
    """Return a name for each key: as wanted, or with a number where an earlier one has it ("Ana (2)")."""
    names: dict[Key, str] = {}
    taken: set[str] = set()
    for key, want in wanted:
        name, number = want, 1
        while name in taken:
            number += 1
            name = f"{want} ({number})"
        taken.add(name)
        names[key] = name
    return names


def coder_names(bundle: Bundle) -> Mapping[CoderId, str]:
    """Return the pseudonym of each coder: as the project says, else see `pseudonyms`."""
    return bundle.pseudonyms or pseudonyms(bundle.coders)


def layer_names(bundle: Bundle, named: bool) -> Mapping[LayerId, str]:
    """Return a name for each layer: see `names_of_layers`."""
    return names_of_layers(bundle.layers, {} if named else coder_names(bundle))


def names_of_layers(layers: Iterable[Layer], called: Mapping[CoderId, str]) -> Mapping[LayerId, str]:
    """Return a name for each layer; a coder's layer is `called` by the pseudonym, where there are such.

    A layer often bears the name of its coder, which would otherwise leave the project in that way.
    """
    return unique_names(
        (layer.id, layer.name if layer.coder is None else called.get(layer.coder, layer.name))
        for layer in sorted(layers, key=lambda layer: layer.id)
    )


def home_layer(bundle: Bundle) -> LayerId:
    """Return the layer in which documents stand that nobody coded: the gold layer, else the first."""
    gold = [layer.id for layer in bundle.layers if layer.kind is LayerKind.GOLD]
    every = [layer.id for layer in bundle.layers]
    return (gold or every or [LayerId("annotations")])[0]


def layers_of(coded: CodedDocument, home: LayerId) -> tuple[LayerId, ...]:
    """Return the layers in which a document stands: where it has spans or is assigned, else the home layer."""
    used = [span.layer for span in coded.spans] + [assignment.layer for assignment in coded.assignments]
    return tuple(dict.fromkeys(used)) or (home,)
