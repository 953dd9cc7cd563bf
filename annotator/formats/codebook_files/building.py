"""A sound codebook out of what a foreign file says of labels: what cannot be is left out, and counted."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from annotator.formats.codebooks import Slugs
from annotator.formats.colours import colour_of
from annotator.formats.losses import Loss, Losses
from annotator.model.codebook import Codebook, Label
from annotator.model.ids import LabelId
from annotator.model.names import tidied

NO_NAME = Loss("1 label without a name is left out", "{n} labels without names are left out")
TWICE = Loss("1 label stands there twice, and is taken once", "{n} labels stand there twice, and are taken once")
KEY_TAKEN = Loss(
    "1 key is left out, since another label has it, or it is none", "{n} keys are left out, since others have them"
)
COLOUR = Loss("1 colour is not known and is left out", "{n} colours are not known and are left out")
NO_PARENT = Loss(
    "1 label stands at the top, since it would be its own ancestor",
    "{n} labels stand at the top, since they would be their own ancestors",
)
ADDED = Loss(
    "1 parent that is no label itself became a heading", "{n} parents that are no labels themselves became headings"
)


@dataclass(slots=True)
class LabelSaid:
    """A label as a file says it. `parent`: what the file calls the one above, empty at the top."""

    name: str
    parent: str = ""
    fields: dict[str, Any] = field(default_factory=dict)
    id: str = ""


class CodebookBuilder:
    """Collects labels by what the file calls them, each once."""

    def __init__(self, losses: Losses) -> None:
        self._losses = losses
        self._said: dict[str, LabelSaid] = {}

    def add(self, called: str, said: LabelSaid) -> None:
        """Add a label; one that the file has already is counted."""
        said.name = tidied(said.name)
        if not said.name:
            self._losses.add(NO_NAME, f"“{called}”" if called else "one with other words alone")
        elif called in self._said:
            self._losses.add(TWICE, f"“{said.name}”")
        else:
            self._said[called] = said

    def has(self, called: str) -> bool:
        """Whether a label of this name in the file is there."""
        return called in self._said

    def get(self, called: str) -> LabelSaid | None:
        """Return the label that the file calls so."""
        return self._said.get(called)

    def called(self) -> Iterator[tuple[str, LabelSaid]]:
        """Yield labels with what the file calls them, in order."""
        yield from self._said.items()

    def codebook(self, name: str, description: str = "") -> tuple[Codebook, dict[str, LabelId]]:
        """Return the codebook, and the ids of labels by what the file calls them."""
        self._add_parents()
        slugs = Slugs()
        ids = {called: LabelId(slugs.get(said.id or _key(called, said))) for called, said in self._said.items()}
        ids = _once(ids)
        keys: set[str] = set()
        labels = [self._label(called, said, ids, keys) for called, said in self._said.items()]
        return Codebook(name=tidied(name) or "Codebook", description=description, labels=tuple(labels)), ids

    def _add_parents(self) -> None:
        """Put parents that are no labels themselves before the first label below them, as headings."""
        every: dict[str, LabelSaid] = {}
        for called, said in self._said.items():
            if said.parent and said.parent not in self._said and said.parent not in every:
                every[said.parent] = LabelSaid(tidied(said.parent) or said.parent, "", {"heading": True})
                self._losses.add(ADDED, f"“{said.parent}”")
            every[called] = said
        self._said = every

    def _label(self, called: str, said: LabelSaid, ids: dict[str, LabelId], keys: set[str]) -> Label:
        fields = dict(said.fields)
        self._settle_colour(said, fields)
        self._settle_key(said, fields, keys)
        if said.parent and self._is_above(called, said.parent):
            self._losses.add(NO_PARENT, f"“{said.name}”")
            said.parent = ""
        parent = ids.get(said.parent) if said.parent else None
        return Label(id=ids[called], name=said.name, parent=parent, **fields)

    def _settle_colour(self, said: LabelSaid, fields: dict[str, Any]) -> None:
        if written := str(fields.pop("colour", "")).strip():
            colour = colour_of(written)
            if colour is None:
                self._losses.add(COLOUR, f"“{written}” of “{said.name}”")
            else:
                fields["colour"] = colour

    def _settle_key(self, said: LabelSaid, fields: dict[str, Any], keys: set[str]) -> None:
        if written := str(fields.pop("key", "")).strip().lower():
            is_key = len(written) == 1 and written.isascii() and written.isalnum() and written != "0"
            if not is_key or written in keys or fields.get("heading"):
                self._losses.add(KEY_TAKEN, f"“{written}” of “{said.name}”")
            else:
                keys.add(written)
                fields["key"] = written

    def _is_above(self, called: str, parent: str) -> bool:
        """Whether a label is among those above its own parent."""
        seen: set[str] = set()
        at = parent
        while at and at not in seen:
            if at == called:
                return True
            seen.add(at)
            above = self._said.get(at)
            at = above.parent if above is not None else ""
        return False


def lines_of(text: str) -> tuple[str, ...]:
    """Return examples that stand in one text: a line each, without their bullets."""
    lines = (line.strip().lstrip("-•*–").strip() for line in text.split("\n"))
    return tuple(line for line in lines if line)


def said_fields(labels: Iterable[LabelSaid], *always: str) -> frozenset[str]:
    """Return the fields that a file says of at least one label, and those that it always says."""
    return frozenset({"id", "name", "parent", *always, *(name for one in labels for name in one.fields)})


def _key(called: str, said: LabelSaid) -> str:
    return said.name if said.name.casefold() == called.casefold() else f"{said.name} {called}"


def _once(ids: dict[str, LabelId]) -> dict[str, LabelId]:
    """Return ids of which no two labels have the same."""
    taken: set[str] = set()
    found: dict[str, LabelId] = {}
    for called, id in ids.items():
        own, number = id, 1
        while own in taken:
            number += 1
            own = LabelId(f"{id[:58]}-{number}")
        taken.add(own)
        found[called] = own
    return found
