"""Who is called what: coders by their names and in their order, or by letters whose order each case shuffles.

The order follows from the case and the layers alone, so that a case always looks the same; nobody can tell from the
letters of one case who had which in another.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from string import ascii_uppercase

from annotator.model.coder import Layer


@dataclass(frozen=True, slots=True)
class CoderLetters:
    """The layers that are compared. `names_hidden`: their names are not to be known."""

    layers: tuple[Layer, ...] = ()
    names_hidden: bool = False

    def order(self, case: str) -> tuple[int, ...]:
        """Return the numbers of the layers in the order of their letters in a case (its key)."""
        numbers = range(len(self.layers))
        if not self.names_hidden:
            return tuple(numbers)
        return tuple(sorted(numbers, key=lambda number: _shuffled(case, self.layers[number].id)))

    def ordered_layers(self, case: str) -> list[Layer]:
        """Return the layers in the order of their letters: the first is A."""
        return [self.layers[number] for number in self.order(case)]

    def names(self, case: str) -> tuple[str, ...]:
        """Return how the layers are called in a case, in their own order."""
        if not self.names_hidden:
            return tuple(layer.name for layer in self.layers)
        place = {number: at for at, number in enumerate(self.order(case))}
        return tuple(f"Coder {letter(place[number])}" for number in range(len(self.layers)))

    def name(self, layer: str, case: str) -> str:
        """Return how a layer (by id) is called in a case; one that is not compared is somebody else."""
        names = self.names(case)
        return next((name for each, name in zip(self.layers, names, strict=True) if each.id == layer), "another coder")

    def letters(self, layers: Sequence[str], case: str) -> str:
        """Return the letters of some layers (by id) in a case, in alphabetical order."""
        return " ".join(letter(at) for at, layer in enumerate(self.ordered_layers(case)) if layer.id in layers)


def letter(place: int) -> str:
    """Return the letter of a place; beyond the alphabet its number."""
    return ascii_uppercase[place] if place < len(ascii_uppercase) else str(place + 1)


def _shuffled(case: str, layer: str) -> bytes:
    return hashlib.sha256(f"{case}\n{layer}".encode("utf-8", "surrogatepass")).digest()
