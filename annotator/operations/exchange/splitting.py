"""An export divided into train, dev and test: what is drawn, what stays together, and what came of it."""

import json
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from pydantic import Field, JsonValue

from annotator.formats.format import Format, Options, WriteOptions, Written
from annotator.formats.writing import last_export_at, write_parts
from annotator.model.bundle import Bundle
from annotator.model.document import Document
from annotator.model.errors import NotAllowed
from annotator.model.folding import folded
from annotator.model.ids import DocumentId
from annotator.model.name_lists import names_listed
from annotator.model.split_shares import shares_in
from annotator.model.splits import DivisionChoice, SplitItem, split
from annotator.model.wording import counted, one_or_many
from annotator.operations.atomic_files import records_of
from annotator.operations.exchange.belonging import Belonging, belonging, check_fields, texts_in
from annotator.operations.progress import Progress
from annotator.store.project import Project

_MOST_NAMED = 3
_LARGE = 0.1
"""A group with more of the documents is told of, since the parts can only be as near to their shares."""


@dataclass(frozen=True, slots=True)
class Division:
    """How an export is divided. `files`: whether each part is a file, or folder, of its own; else a column says it."""

    choice: DivisionChoice = field(default_factory=DivisionChoice)
    files: bool = False


class SplitOptions(Options):
    """How an export is divided, as it is asked in the window and on the command line."""

    split: str = Field(
        default="", title="Shares", description="As 80/10/10 for train, dev and test, or train=70, test=30."
    )
    split_seed: int = Field(default=1, title="Seed", description="The same seed draws the same again.", ge=0)
    split_fields: str = Field(
        default="",
        title="Mixed alike, also by fields",
        description="Fields of the documents, with commas between: each part has their values as often as all have.",
    )
    split_together: str = Field(
        default="",
        title="Kept together, by fields",
        description="Fields whose documents with one value stay in one part; near-duplicates and versions in other"
        " languages do so anyway.",
    )
    split_files: bool = Field(
        default=False, title="A file for each part", description="Else a column says in which part a document is."
    )

    def division(self) -> Division | None:
        """Return what is asked for, None where nothing is divided; raises `NotAllowed`."""
        if not self.split.strip():
            if self.model_dump(exclude={"split"}, exclude_defaults=True):
                raise NotAllowed("It is said how to divide the documents, but not into what; name shares, as 80/10/10.")
            return None
        fields, together = (_each_once(names_listed(said)) for said in (self.split_fields, self.split_together))
        return Division(
            DivisionChoice(shares_in(self.split), self.split_seed, True, fields, together), self.split_files
        )


def _each_once(names: Sequence[str]) -> tuple[str, ...]:
    return tuple({folded(name): name for name in reversed(names)}.values())[::-1]


@dataclass(frozen=True, slots=True)
class Divided:
    """The part of each document, and sentences on what came of it."""

    parts: Mapping[DocumentId, str]
    said: tuple[str, ...]

    def of(self, bundle: Bundle) -> Bundle:
        """Return a bundle whose documents say in which part they are."""
        documents = (replace(coded, split=self.parts.get(coded.document.id, "")) for coded in bundle.documents)
        return replace(bundle, documents=documents)

    def ids(self, part: str) -> list[DocumentId]:
        """Return the documents of a part."""
        return [document for document, name in self.parts.items() if name == part]


def divided(project: Project, bundle: Bundle, choice: DivisionChoice, progress: Progress) -> Divided:
    """Return which document of a bundle is in which part; read it within `project.snapshot()`.

    Near-duplicates stay together, so do versions of one document, and what hangs together by documents that are not in
    the bundle. The draw hangs on texts, names, fields and labels, never on ids, or on any order. Raises `NotAllowed`
    for a field that no document has.
    """
    check_fields(project, (*choice.fields, *choice.together))
    items = [_item(coded.document, (str(span.label) for span in coded.spans), choice) for coded in bundle.documents]
    hanging = belonging(project, choice.together, progress)
    parts = split(items, choice, hanging.groups)
    return Divided(parts, tuple(_said(items, parts, choice, hanging)))


def write_divided(
    format: Format,
    drawn: Divided,
    bundle_of: Callable[[Collection[DocumentId] | None], Bundle],
    out: Path,
    options: WriteOptions,
    sink: BinaryIO | None,
    agreement_of: Callable[[Collection[DocumentId]], JsonValue],
) -> Written:
    """Write each part as a file beside the others (gold.train.jsonl), or as a folder within `out`: all, or none.

    `agreement_of`: how far the coders agree in some documents, None where that is not said. Raises `NotAllowed` for
    standard output, which takes one file.
    """
    if sink is not None:
        raise NotAllowed("Standard output takes one file, not one for each part; name a file, or write a column.")
    ids = {name: drawn.ids(name) for name in sorted(set(drawn.parts.values()))}
    agreements = {name: agreement_of(documents) for name, documents in ids.items()}
    bundles = {name: bundle_of(documents) for name, documents in ids.items()}
    return write_parts(format, bundles, out, options, agreements)


def moved_since(project: Project, drawn: Divided, format: Format, out: Path) -> list[str]:
    """Say how many documents stand in another part than in the last export to the same place."""
    before = last_export_at(format, out, records_of(project)).read().division
    both = drawn.parts.keys() & before.keys()
    moved = sum(drawn.parts[one] != before[one] for one in both)
    if not both:
        return []
    there = f"{moved:,} {one_or_many(moved, 'is', 'are')} in another part now"
    return [f"Of the {counted(len(both), 'document')} that were divided here before, {there}."]


def _item(document: Document, labels: Iterator[str], choice: DivisionChoice) -> SplitItem:
    values = (f"{folded(name)}={text}" for name in choice.fields for text in texts_in(document, name))
    strata = Counter(chain(labels if choice.by_labels else (), values))
    metadata = json.dumps(document.metadata, sort_keys=True)
    key = "\n".join((document.text_sha256, document.title, document.source, metadata))
    return SplitItem(document.id, strata, key)


def _said(
    items: Sequence[SplitItem], parts: Mapping[DocumentId, str], choice: DivisionChoice, hanging: Belonging
) -> Iterator[str]:
    sizes = Counter(parts.values())
    yield f"Divided by seed {choice.seed}: {', '.join(f'{name} {sizes[name]:,}' for name in choice.shares)}."
    yield from hanging.said()
    largest = hanging.largest(parts)
    if largest > max(1, _LARGE * len(parts)):
        yield f"The largest group has {largest:,} documents: by so many a part may differ from its share."
    for name in choice.shares:
        if not sizes[name]:
            yield f"“{name}” is empty: there are too few documents, or too many that stay together."
    yield from _missing(items, parts, [name for name in choice.shares if sizes[name]])


def _missing(items: Sequence[SplitItem], parts: Mapping[DocumentId, str], names: Sequence[str]) -> Iterator[str]:
    """Say what parts have nothing of, but of what a single document has."""
    held = {name: Counter[str]() for name in names}
    having = Counter(stratum for item in items for stratum in item.strata)
    for item in items:
        held[parts[item.document]].update(item.strata)
    for name in names:
        missing = sorted(one for one, count in having.items() if count > 1 and not held[name][one])
        if missing:
            more = f" and {len(missing) - _MOST_NAMED} more" if len(missing) > _MOST_NAMED else ""
            yield f"“{name}” has none of {', '.join(missing[:_MOST_NAMED])}{more}."
