"""The codebooks that come with the program, for a project to begin with.

The default one is `resources/codebook.json`; the others are the files of `resources/codebooks/`, each under the name
of its file. A codebook says itself what it is called and what it is for.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from annotator.model.codebook import Codebook
from annotator.model.errors import NotFound
from annotator.operations.codebook.codebook import codebook_of_file, default_codebook, read_codebook
from annotator.resources import resource

DEFAULT = "speech-acts"
ORDER = (
    DEFAULT,
    *("plover", "cameo", "g7-g20-commitments", "un-operative-verbs", "atop-obligations"),
    *("marpor-domains", "cap-major-topics", "stance", "actors-only", "empty"),
)
STRUCTURE_ALONE = frozenset({"cameo", "marpor-domains", "cap-major-topics"})
"""Schemes whose sources may not be passed on: their codes and names are here, and a short definition of our own."""
PASS_MARKS: Mapping[str, float] = {
    "PLOVER events": 0.8,
    "CAMEO root codes": 0.8,
    "ATOP obligations": 0.8,
    "MARPOR domains": 0.8,
    "Comparative Agendas major topics": 0.8,
    "Stance": 0.8,
}
"""The F1 that passes a training round, by what a codebook is called; none of these schemes publishes one in F1."""


@dataclass(frozen=True, slots=True)
class Preset:
    """A codebook to begin with, under a short name that can be typed."""

    name: str
    codebook: Codebook

    @property
    def title(self) -> str:
        """What people read in a list."""
        return self.codebook.name

    @property
    def description(self) -> str:
        """What the codebook is for, and its sources."""
        return self.codebook.description


def pass_mark_of(codebook: Codebook) -> float | None:
    """Return the training threshold of the preset that a codebook is, None for one that says none."""
    return PASS_MARKS.get(codebook.name)


def presets() -> tuple[Preset, ...]:
    """Return all of them, the default one first and the empty one last."""
    return tuple(preset(name) for name in ORDER)


def preset(name: str) -> Preset:
    """Return the one of this name; raises `NotFound` with the names that there are."""
    if name not in ORDER:
        raise NotFound(f"There is no codebook “{name}” among those that come with the program: {', '.join(ORDER)}.")
    if name == DEFAULT:
        return Preset(name, default_codebook())
    return Preset(name, read_codebook(resource(f"codebooks/{name}.json")))


def codebook_at(name_or_path: str) -> tuple[Codebook, tuple[str, ...]]:
    """Return the codebook of a preset's name, else of a file of any kind, and what is lost of that, a sentence each.

    Raises `NotFound`, `BadFile` or `BadCodebook`. A file that is called like a preset is reached by a path such as
    `./empty`.
    """
    if name_or_path in ORDER:
        return preset(name_or_path).codebook, ()
    path = Path(name_or_path)
    if path.name == name_or_path and not path.suffix and not path.exists():
        raise NotFound(f"There is no codebook “{name_or_path}”: name a file, or one of {', '.join(ORDER)}.")
    return codebook_of_file(path)
